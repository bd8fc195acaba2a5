//! CloudWatch Logs: log groups, metric filters and resource policies.
//!
//! In: a connection in one region. Out: `aws.logs.log_group`, `aws.logs.metric_filter` and
//! `aws.logs.resource_policy`, each from one listing; events are never read. May import `cloud`, `model`
//! and the frame of collection.

use aws_sdk_cloudwatchlogs::types::{LogGroup, MetricFilter, MetricTransformation, ResourcePolicy};
use serde_json::{Map, Value, json};

use super::super::{Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{document, number, text};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "logs",
    kinds: &[LOG_GROUP, METRIC_FILTER, RESOURCE_POLICY],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const LOG_GROUP: &str = "aws.logs.log_group";
const METRIC_FILTER: &str = "aws.logs.metric_filter";
const RESOURCE_POLICY: &str = "aws.logs.resource_policy";
const DESCRIBE_GROUPS: &str = "logs:DescribeLogGroups";
const DESCRIBE_FILTERS: &str = "logs:DescribeMetricFilters";
const DESCRIBE_POLICIES: &str = "logs:DescribeResourcePolicies";
const LIST_TAGS: &str = "logs:ListTagsForResource";
/// The largest page of every listing here.
const PAGE: i32 = 50;

async fn collect(task: Task) -> Part {
    let (mut part, filters, policies) =
        tokio::join!(log_groups(&task), metric_filters(&task), resource_policies(&task));
    part.merge(filters);
    part.merge(policies);
    part
}

async fn log_groups(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(LOG_GROUP) {
        return part;
    }
    let request = task.aws.logs().describe_log_groups().limit(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, LOG_GROUP, DESCRIBE_GROUPS, pages).await;
    let found = pages.into_iter().filter_map(|page| page.log_groups).flatten();
    for group in side_by_side(found, |group| async move { log_group(task, &group).await }).await {
        task.add(&mut part, LOG_GROUP, DESCRIBE_GROUPS, group);
    }
    part
}

async fn log_group(task: &Task, group: &LogGroup) -> Option<Resource> {
    let name = group.log_group_name()?;
    let arn = group_arn(task, name, group);
    let mut out = Builder::new(LOG_GROUP, &task.scope, name);
    out.arn(Some(&arn));
    out.set("name", name)
        .set("arn", arn.as_str())
        .set("retention_in_days", group.retention_in_days())
        .set("kms_key_id", text(group.kms_key_id()))
        .set("log_group_class", text(group.log_group_class().map(|c| c.as_str())))
        .set("deletion_protection_enabled", group.deletion_protection_enabled())
        .set(
            "data_protection_status",
            text(group.data_protection_status().map(|s| s.as_str())),
        )
        .set("metric_filter_count", group.metric_filter_count())
        .set("stored_bytes", group.stored_bytes());
    let request = task.aws.logs().list_tags_for_resource().resource_arn(arn).send();
    let tags = task.ask(LOG_GROUP, LIST_TAGS, request).await;
    out.read_tags(&tags, |answer| answer.tags().into_iter().flatten());
    Some(out.finish())
}

/// The ARN of the group itself: its older form ends with a star for its streams.
fn group_arn(task: &Task, name: &str, group: &LogGroup) -> String {
    let stated = group.log_group_arn().or(group.arn());
    let stated = stated.map(|arn| arn.strip_suffix(":*").unwrap_or(arn).to_owned());
    stated.unwrap_or_else(|| task.arn("logs", &format!("log-group:{name}")))
}

async fn metric_filters(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(METRIC_FILTER) {
        return part;
    }
    let request = task.aws.logs().describe_metric_filters().limit(PAGE);
    let pages = request.into_paginator().send();
    for page in task.list(&mut part, METRIC_FILTER, DESCRIBE_FILTERS, pages).await {
        for found in page.metric_filters() {
            task.add(&mut part, METRIC_FILTER, DESCRIBE_FILTERS, metric_filter(task, found));
        }
    }
    part
}

/// A filter's name is only unique within its group.
fn metric_filter(task: &Task, filter: &MetricFilter) -> Option<Resource> {
    let (name, group) = (filter.filter_name()?, filter.log_group_name()?);
    let mut out = Builder::new(METRIC_FILTER, &task.scope, &format!("{group}:{name}"));
    let arn = task.arn("logs", &format!("log-group:{group}:metric-filter:{name}"));
    let metrics: Vec<Value> = filter.metric_transformations().iter().map(transformation).collect();
    out.name(Some(name)).arn(Some(&arn));
    out.set("name", name)
        .set("log_group_name", group)
        .set("pattern", filter.filter_pattern())
        .set("metric_transformation", metrics);
    Some(out.finish())
}

fn transformation(metric: &MetricTransformation) -> Value {
    let dimensions = metric.dimensions().into_iter().flatten();
    let dimensions: Map<String, Value> = dimensions.map(|(k, v)| (k.clone(), v.as_str().into())).collect();
    json!({
        "name": text(Some(metric.metric_name())),
        "namespace": text(Some(metric.metric_namespace())),
        "value": text(Some(metric.metric_value())),
        "default_value": number(metric.default_value()),
        "dimensions": dimensions,
        "unit": text(metric.unit().map(|u| u.as_str())),
    })
}

async fn resource_policies(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(RESOURCE_POLICY) {
        return part;
    }
    let (found, error) = all_policies(task).await;
    task.listed(&mut part, RESOURCE_POLICY, error.as_ref());
    for policy in &found {
        task.add(
            &mut part,
            RESOURCE_POLICY,
            DESCRIBE_POLICIES,
            resource_policy(task, policy),
        );
    }
    part
}

/// Every page of a listing that the SDK has no pages for, and why there are not all of them.
async fn all_policies(task: &Task) -> (Vec<ResourcePolicy>, Option<CallError>) {
    let mut found = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let request = task.aws.logs().describe_resource_policies().limit(PAGE);
        let request = request.set_next_token(token.clone()).send();
        let page = match task.aws.call(DESCRIBE_POLICIES, request).await {
            Ok(page) => page,
            Err(error) => return (found, Some(error)),
        };
        found.extend(page.resource_policies.unwrap_or_default());
        let next = page.next_token.filter(|next| !next.is_empty());
        if next.is_none() {
            return (found, None);
        }
        if next == token {
            let error = CallError::malformed(DESCRIBE_POLICIES, "the same page was announced twice");
            return (found, Some(error));
        }
        token = next;
    }
}

fn resource_policy(task: &Task, policy: &ResourcePolicy) -> Option<Resource> {
    let name = policy.policy_name()?;
    let mut out = Builder::new(RESOURCE_POLICY, &task.scope, name);
    out.arn(Some(&task.arn("logs", &format!("resource-policy:{name}"))));
    out.set("policy_name", name)
        .set("policy_scope", text(policy.policy_scope().map(|s| s.as_str())))
        .set("resource_arn", text(policy.resource_arn()));
    let stated = policy.policy_document().unwrap_or_default();
    match document(DESCRIBE_POLICIES, stated, false) {
        Ok(parsed) => out.set("policy_document", parsed),
        Err(error) => out.gap("policy_document", &error),
    };
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_says_what_it_counts() {
        let metric = MetricTransformation::builder()
            .metric_name("RootUse")
            .metric_namespace("StellarRec")
            .metric_value("1")
            .default_value(0.0)
            .build()
            .expect("complete");
        assert_eq!(
            transformation(&metric),
            json!({"name": "RootUse", "namespace": "StellarRec", "value": "1", "default_value": 0,
                   "dimensions": {}, "unit": null})
        );
    }
}
