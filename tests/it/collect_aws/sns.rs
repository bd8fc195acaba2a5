//! Topics and subscriptions.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

const TOPIC: &str = "aws.sns.topic";
const SUBSCRIPTION: &str = "aws.sns.subscription";

#[test]
fn topics_and_those_who_are_told_are_read_without_addresses() {
    let snapshot = snapshot(compliant().trueline());
    let alerts = named(&snapshot, TOPIC, "stellarrec-alerts");
    let arn = format!("arn:aws:sns:us-east-1:{ACCOUNT}:stellarrec-alerts");
    assert_eq!(alerts.id, arn);
    for (path, expected) in [
        ("display_name", json!("StellarRec alerts")),
        ("owner", json!(ACCOUNT)),
        ("fifo_topic", json!(false)),
        ("subscriptions_confirmed", json!(3)),
        ("subscriptions_pending", json!(0)),
        ("signature_version", Value::Null),
    ] {
        assert_eq!(alerts.attributes[path], expected, "{path}");
    }
    assert!(alerts.attributes["kms_master_key_id"].is_string());
    assert!(alerts.attributes["policy"]["Statement"][0]["Condition"].is_object());
    assert_eq!(alerts.tags["project"], "stellarrec");
    for (protocol, endpoint) in [
        ("email", "C***@stellarrec.example"),
        ("https", "https://hooks.stellarrec.example"),
        ("sqs", &format!("arn:aws:sqs:us-east-1:{ACCOUNT}:stellarrec-alerts")),
    ] {
        let told = named(&snapshot, SUBSCRIPTION, &format!("stellarrec-alerts {protocol}"));
        assert_eq!(told.attributes["endpoint"], json!(endpoint));
        assert_eq!(told.attributes["topic_arn"], json!(arn));
        assert_eq!(told.attributes["confirmed"], json!(true));
        assert_eq!(told.attributes["pending_confirmation"], json!(false));
    }
    let text = serde_json::to_string(&of_kind(&snapshot, SUBSCRIPTION)).expect("text");
    assert!(!text.contains("CANARY"), "{text}");
}

#[test]
fn a_topic_for_anybody_is_read_so() {
    let snapshot = snapshot(broken().trueline());
    let open = named(&snapshot, TOPIC, "stellarrec-open");
    assert_eq!(open.attributes["kms_master_key_id"], Value::Null);
    assert_eq!(open.attributes["policy"]["Statement"][0]["Principal"], json!("*"));
    let told = named(&snapshot, SUBSCRIPTION, "stellarrec-open http");
    assert_eq!(told.attributes["endpoint"], json!("http://legacy.stellarrec.example"));
    let standby = named(&snapshot, TOPIC, "stellarrec-standby");
    assert_eq!(standby.scope.region.as_deref(), Some("eu-west-1"));
}
