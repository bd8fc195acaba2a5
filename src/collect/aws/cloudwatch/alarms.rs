//! Alarms. In: the alarms of one region, all kinds from one listing. Out: metric alarms and composite
//! alarms.

use aws_sdk_cloudwatch::types::{AlarmType, CompositeAlarm, Dimension, MetricAlarm, MetricDataQuery, MetricStat};
use serde_json::{Map, Value, json};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{number, sorted, text};
use super::read_tags;
use crate::model::{Resource, Scope};

pub(super) const METRIC: &str = "aws.cloudwatch.metric_alarm";
pub(super) const COMPOSITE: &str = "aws.cloudwatch.composite_alarm";
const DESCRIBE: &str = "cloudwatch:DescribeAlarms";
/// The largest page.
const PAGE: i32 = 100;

pub(super) async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    let types = [(METRIC, AlarmType::MetricAlarm), (COMPOSITE, AlarmType::CompositeAlarm)];
    let mut request = task.aws.cloudwatch().describe_alarms().max_records(PAGE);
    for (_, alarm_type) in types.iter().filter(|(kind, _)| task.wants(kind)) {
        request = request.alarm_types(alarm_type.clone());
    }
    let listing = task.aws.pages(DESCRIBE, request.into_paginator().send()).await;
    for (kind, _) in types.iter().filter(|(kind, _)| task.wants(kind)) {
        task.listed(&mut part, kind, listing.error.as_ref());
    }
    let (mut metrics, mut composites) = (Vec::new(), Vec::new());
    for page in listing.items {
        metrics.extend(page.metric_alarms.unwrap_or_default());
        composites.extend(page.composite_alarms.unwrap_or_default());
    }
    let task = &task;
    if task.wants(METRIC) {
        for alarm in side_by_side(metrics, |alarm| async move { metric(task, &alarm).await }).await {
            task.add(&mut part, METRIC, DESCRIBE, alarm);
        }
    }
    if task.wants(COMPOSITE) {
        for alarm in side_by_side(composites, |alarm| async move { composite(task, &alarm).await }).await {
            task.add(&mut part, COMPOSITE, DESCRIBE, alarm);
        }
    }
    part
}

async fn metric(task: &Task, alarm: &MetricAlarm) -> Option<Resource> {
    let mut out = metric_facts(&task.scope, alarm)?;
    read_tags(task, METRIC, alarm.alarm_arn(), &mut out).await;
    Some(out.finish())
}

async fn composite(task: &Task, alarm: &CompositeAlarm) -> Option<Resource> {
    let mut out = composite_facts(&task.scope, alarm)?;
    read_tags(task, COMPOSITE, alarm.alarm_arn(), &mut out).await;
    Some(out.finish())
}

fn metric_facts(scope: &Scope, alarm: &MetricAlarm) -> Option<Builder> {
    let name = alarm.alarm_name()?;
    let mut out = Builder::new(METRIC, scope, name);
    out.arn(alarm.alarm_arn());
    let queries: Vec<Value> = alarm.metrics().iter().map(query).collect();
    out.set("alarm_name", name)
        .set("alarm_description", text(alarm.alarm_description()))
        .set("actions_enabled", alarm.actions_enabled())
        .set("alarm_actions", names(alarm.alarm_actions()))
        .set("ok_actions", names(alarm.ok_actions()))
        .set("insufficient_data_actions", names(alarm.insufficient_data_actions()))
        .set("state_value", text(alarm.state_value().map(|s| s.as_str())))
        .set("namespace", text(alarm.namespace()))
        .set("metric_name", text(alarm.metric_name()))
        .set("dimensions", dimensions(alarm.dimensions()))
        .set("statistic", text(alarm.statistic().map(|s| s.as_str())))
        .set("extended_statistic", text(alarm.extended_statistic()))
        .set("unit", text(alarm.unit().map(|u| u.as_str())))
        .set("period", alarm.period())
        .set("evaluation_periods", alarm.evaluation_periods())
        .set("datapoints_to_alarm", alarm.datapoints_to_alarm())
        .set("threshold", number(alarm.threshold()))
        .set("threshold_metric_id", text(alarm.threshold_metric_id()))
        .set(
            "comparison_operator",
            text(alarm.comparison_operator().map(|c| c.as_str())),
        )
        .set("treat_missing_data", text(alarm.treat_missing_data()))
        .set(
            "evaluate_low_sample_count_percentiles",
            text(alarm.evaluate_low_sample_count_percentile()),
        )
        .set("metric_query", queries);
    Some(out)
}

fn composite_facts(scope: &Scope, alarm: &CompositeAlarm) -> Option<Builder> {
    let name = alarm.alarm_name()?;
    let mut out = Builder::new(COMPOSITE, scope, name);
    out.arn(alarm.alarm_arn());
    let suppressor = alarm.actions_suppressor().filter(|s| !s.is_empty()).map(|suppressor| {
        json!({
            "alarm": suppressor,
            "wait_period": alarm.actions_suppressor_wait_period(),
            "extension_period": alarm.actions_suppressor_extension_period(),
        })
    });
    out.set("alarm_name", name)
        .set("alarm_description", text(alarm.alarm_description()))
        .set("actions_enabled", alarm.actions_enabled())
        .set("alarm_actions", names(alarm.alarm_actions()))
        .set("ok_actions", names(alarm.ok_actions()))
        .set("insufficient_data_actions", names(alarm.insufficient_data_actions()))
        .set("state_value", text(alarm.state_value().map(|s| s.as_str())))
        .set("alarm_rule", text(alarm.alarm_rule()))
        .set("actions_suppressor", suppressor);
    Some(out)
}

/// One metric or expression. Their order is the alarm's own.
fn query(query: &MetricDataQuery) -> Value {
    json!({
        "id": text(query.id()),
        "account_id": text(query.account_id()),
        "expression": text(query.expression()),
        "label": text(query.label()),
        "period": query.period(),
        "return_data": query.return_data(),
        "metric": query.metric_stat().map(metric_stat),
    })
}

fn metric_stat(stat: &MetricStat) -> Value {
    let metric = stat.metric();
    json!({
        "namespace": text(metric.and_then(|m| m.namespace())),
        "metric_name": text(metric.and_then(|m| m.metric_name())),
        "dimensions": metric.map(|m| dimensions(m.dimensions())),
        "period": stat.period(),
        "stat": text(stat.stat()),
        "unit": text(stat.unit().map(|u| u.as_str())),
    })
}

fn dimensions(all: &[Dimension]) -> Value {
    let all = all.iter().filter_map(|d| Some((d.name()?.to_owned(), text(d.value()))));
    Value::Object(all.collect::<Map<_, _>>())
}

fn names(all: &[String]) -> Value {
    sorted(all.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_cloudwatch::types::Metric;

    fn scope() -> Scope {
        Scope::aws("1").in_region("us-east-1")
    }

    #[test]
    fn an_alarm_on_an_expression_names_its_metrics() {
        let metric = Metric::builder()
            .namespace("AWS/ApplicationELB")
            .metric_name("RequestCount")
            .dimensions(Dimension::builder().name("LoadBalancer").value("app/x/1").build());
        let alarm = MetricAlarm::builder()
            .alarm_name("errors")
            .threshold(0.5)
            .metrics(
                MetricDataQuery::builder()
                    .id("rate")
                    .expression("errors / all")
                    .return_data(true)
                    .build(),
            )
            .metrics(
                MetricDataQuery::builder()
                    .id("all")
                    .metric_stat(
                        MetricStat::builder()
                            .metric(metric.build())
                            .period(60)
                            .stat("Sum")
                            .build(),
                    )
                    .build(),
            )
            .build();
        let alarm = metric_facts(&scope(), &alarm).expect("has a name").finish();
        assert!(alarm.gaps.is_empty(), "{:?}", alarm.gaps);
        assert_eq!(alarm.attributes["threshold"], json!(0.5));
        assert_eq!(alarm.attributes["metric_name"], Value::Null);
        assert_eq!(alarm.attributes["actions_enabled"], Value::Null);
        assert_eq!(alarm.attributes["dimensions"], json!({}));
        let queries = &alarm.attributes["metric_query"];
        assert_eq!(queries[0]["expression"], json!("errors / all"));
        assert_eq!(queries[0]["metric"], Value::Null);
        assert_eq!(
            queries[1]["metric"],
            json!({"namespace": "AWS/ApplicationELB", "metric_name": "RequestCount", "period": 60, "stat": "Sum",
                   "dimensions": {"LoadBalancer": "app/x/1"}, "unit": null})
        );
    }

    #[test]
    fn a_composite_alarm_without_a_suppressor_has_none() {
        let plain = CompositeAlarm::builder().alarm_name("any").alarm_rule("ALARM(a)");
        let silenced = plain
            .clone()
            .actions_suppressor("works")
            .actions_suppressor_wait_period(60);
        let read = |alarm: CompositeAlarm| composite_facts(&scope(), &alarm).expect("has a name").finish();
        assert_eq!(read(plain.build()).attributes["actions_suppressor"], Value::Null);
        assert_eq!(
            read(silenced.build()).attributes["actions_suppressor"],
            json!({"alarm": "works", "wait_period": 60, "extension_period": null})
        );
    }

    #[test]
    fn an_alarm_without_a_name_is_none() {
        assert!(metric_facts(&scope(), &MetricAlarm::builder().build()).is_none());
        assert!(composite_facts(&scope(), &CompositeAlarm::builder().build()).is_none());
    }
}
