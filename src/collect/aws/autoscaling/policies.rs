//! Scaling policies.

use aws_sdk_autoscaling::types::{
    CustomizedMetricSpecification, MetricDimension, PredefinedMetricSpecification, ScalingPolicy, StepAdjustment,
    TargetTrackingConfiguration,
};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::text;
use super::PAGE;
use crate::model::Resource;

pub(super) const POLICY: &str = "aws.autoscaling.policy";
const DESCRIBE_POLICIES: &str = "autoscaling:DescribePolicies";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(POLICY) {
        return part;
    }
    let request = task.aws.autoscaling().describe_policies().max_records(PAGE);
    let pages = request.into_paginator().send();
    for page in task.list(&mut part, POLICY, DESCRIBE_POLICIES, pages).await {
        for found in page.scaling_policies() {
            task.add(&mut part, POLICY, DESCRIBE_POLICIES, policy(task, found));
        }
    }
    part
}

fn policy(task: &Task, found: &ScalingPolicy) -> Option<Resource> {
    // A name is only unique within a group.
    let arn = found.policy_arn()?;
    let mut out = Builder::new(POLICY, &task.scope, arn);
    out.name(found.policy_name()).arn(Some(arn));
    let mut alarms: Vec<_> = found.alarms().iter().collect();
    alarms.sort_by_key(|a| a.alarm_arn());
    let alarm = |a: &aws_sdk_autoscaling::types::Alarm| json!({"alarm_name": text(a.alarm_name()), "alarm_arn": text(a.alarm_arn())});
    let predictive = found
        .predictive_scaling_configuration()
        .map(|p| json!({"mode": text(p.mode().map(|m| m.as_str()))}));
    out.set("name", text(found.policy_name()))
        .set("autoscaling_group_name", text(found.auto_scaling_group_name()))
        .set("policy_type", text(found.policy_type()))
        .set("enabled", found.enabled())
        .set("adjustment_type", text(found.adjustment_type()))
        .set("scaling_adjustment", found.scaling_adjustment())
        .set("min_adjustment_magnitude", found.min_adjustment_magnitude())
        .set("cooldown", found.cooldown())
        .set("metric_aggregation_type", text(found.metric_aggregation_type()))
        .set("estimated_instance_warmup", found.estimated_instance_warmup())
        .set(
            "step_adjustment",
            found.step_adjustments().iter().map(step).collect::<Value>(),
        )
        .set(
            "target_tracking_configuration",
            found.target_tracking_configuration().map(tracking),
        )
        .set("predictive_scaling_configuration", predictive)
        .set("alarms", alarms.into_iter().map(alarm).collect::<Value>());
    Some(out.finish())
}

/// Bounds are text in Terraform, too: an absent one is infinite.
fn step(found: &StepAdjustment) -> Value {
    let bound = |value: Option<f64>| value.map(|v| v.to_string());
    json!({
        "metric_interval_lower_bound": bound(found.metric_interval_lower_bound()),
        "metric_interval_upper_bound": bound(found.metric_interval_upper_bound()),
        "scaling_adjustment": found.scaling_adjustment(),
    })
}

fn tracking(found: &TargetTrackingConfiguration) -> Value {
    json!({
        "target_value": found.target_value(),
        "disable_scale_in": found.disable_scale_in(),
        "predefined_metric_specification": found.predefined_metric_specification().map(predefined),
        "customized_metric_specification": found.customized_metric_specification().map(customized),
    })
}

fn predefined(found: &PredefinedMetricSpecification) -> Value {
    json!({
        "predefined_metric_type": text(found.predefined_metric_type().map(|t| t.as_str())),
        "resource_label": text(found.resource_label()),
    })
}

fn customized(found: &CustomizedMetricSpecification) -> Value {
    let mut dimensions: Vec<&MetricDimension> = found.dimensions().iter().collect();
    dimensions.sort_by_key(|d| d.name());
    let dimensions = dimensions.into_iter();
    json!({
        "metric_name": text(found.metric_name()),
        "namespace": text(found.namespace()),
        "statistic": text(found.statistic().map(|s| s.as_str())),
        "unit": text(found.unit()),
        "metric_dimension": dimensions
            .map(|d| json!({"name": text(d.name()), "value": text(d.value())}))
            .collect::<Value>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_bound_is_absent() {
        let found = StepAdjustment::builder()
            .metric_interval_lower_bound(0.0)
            .scaling_adjustment(2)
            .build();
        assert_eq!(
            step(&found),
            json!({
                "metric_interval_lower_bound": "0",
                "metric_interval_upper_bound": null,
                "scaling_adjustment": 2,
            })
        );
    }

    #[test]
    fn a_target_is_a_number_and_its_metric_one_of_two() {
        let found = TargetTrackingConfiguration::builder()
            .target_value(62.5)
            .customized_metric_specification(
                CustomizedMetricSpecification::builder()
                    .metric_name("CPUUtilization")
                    .build(),
            )
            .build();
        let found = tracking(&found);
        assert_eq!(found["target_value"], json!(62.5));
        assert_eq!(found["predefined_metric_specification"], Value::Null);
        assert_eq!(
            found["customized_metric_specification"]["metric_name"],
            json!("CPUUtilization")
        );
        assert_eq!(found["disable_scale_in"], Value::Null);
    }
}
