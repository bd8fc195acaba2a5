//! Alarms and dashboards.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

const METRIC: &str = "aws.cloudwatch.metric_alarm";
const COMPOSITE: &str = "aws.cloudwatch.composite_alarm";

#[test]
fn alarms_say_what_they_watch_and_whom_they_tell() {
    let snapshot = snapshot(compliant().trueline());
    let alerts = json!([format!("arn:aws:sns:us-east-1:{ACCOUNT}:stellarrec-alerts")]);
    let cpu = named(&snapshot, METRIC, "stellarrec-cpu-high");
    for (path, expected) in [
        ("actions_enabled", json!(true)),
        ("alarm_actions", alerts.clone()),
        ("insufficient_data_actions", json!([])),
        ("namespace", json!("AWS/EC2")),
        ("metric_name", json!("CPUUtilization")),
        ("dimensions", json!({"AutoScalingGroupName": "stellarrec-app"})),
        ("statistic", json!("Average")),
        ("period", json!(300)),
        ("evaluation_periods", json!(2)),
        ("datapoints_to_alarm", Value::Null),
        ("threshold", json!(80)),
        ("comparison_operator", json!("GreaterThanThreshold")),
        ("treat_missing_data", json!("missing")),
        ("metric_query", json!([])),
    ] {
        assert_eq!(cpu.attributes[path], expected, "{path}");
    }
    assert_eq!(cpu.tags["owner"], "platform");
    let errors = named(&snapshot, METRIC, "stellarrec-alb-5xx");
    assert_eq!(errors.attributes["threshold"], json!(0.5));
    assert_eq!(errors.attributes["metric_name"], Value::Null);
    let queries = &errors.attributes["metric_query"];
    assert_eq!(queries[0]["expression"], json!("100 * errors / requests"));
    assert_eq!(queries[1]["metric"]["metric_name"], json!("HTTPCode_Target_5XX_Count"));
    assert_eq!(queries[1]["metric"]["period"], json!(60));
    let down = named(&snapshot, COMPOSITE, "stellarrec-down");
    assert_eq!(down.attributes["alarm_actions"], alerts);
    assert_eq!(
        down.attributes["actions_suppressor"],
        json!({"alarm": "stellarrec-redis-memory", "wait_period": 60, "extension_period": 120})
    );
}

#[test]
fn dashboards_belong_to_the_account_and_are_seen_once() {
    let snapshot = snapshot(compliant().trueline());
    assert_eq!(of_kind(&snapshot, "aws.cloudwatch.dashboard").len(), 1);
    let board = named(&snapshot, "aws.cloudwatch.dashboard", "stellarrec-production");
    assert_eq!(board.scope.region, None);
    assert_eq!(board.attributes["widget_count"], json!(3));
    assert_eq!(board.tags["project"], "stellarrec");
}

#[test]
fn alarms_that_tell_nobody_are_read_so() {
    let snapshot = snapshot(broken().trueline());
    let silent = named(&snapshot, METRIC, "stellarrec-rds-cpu");
    assert_eq!(silent.attributes["actions_enabled"], json!(false));
    let idle = named(&snapshot, METRIC, "stellarrec-redis-memory");
    assert_eq!(idle.attributes["alarm_actions"], json!([]));
}
