//! Parameter groups of instances and of clusters.
//!
//! In: a connection. Out: `aws.rds.parameter_group` and `aws.rds.cluster_parameter_group`, each with
//! what was set by hand and the few parameters that policies judge whoever set them. A group has
//! hundreds of others, all as AWS made them.

use aws_sdk_rds::Client;
use aws_sdk_rds::types::{DbClusterParameterGroup, DbParameterGroup, Parameter};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::text;
use super::{CLUSTER_PARAMETER_GROUP, PARAMETER_GROUP, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "rds:DescribeDBParameterGroups";
const DESCRIBE_PARAMETERS: &str = "rds:DescribeDBParameters";
const DESCRIBE_CLUSTER: &str = "rds:DescribeDBClusterParameterGroups";
const DESCRIBE_CLUSTER_PARAMETERS: &str = "rds:DescribeDBClusterParameters";

/// Parameters that are kept whoever set them: encryption in transit, logging and auditing of all
/// engines, Neptune and DocumentDB included. Sorted.
const JUDGED: [&str; 29] = [
    "audit_logs",
    "general_log",
    "local_infile",
    "log_connections",
    "log_disconnections",
    "log_error_verbosity",
    "log_lock_waits",
    "log_min_duration_statement",
    "log_min_error_statement",
    "log_output",
    "log_statement",
    "long_query_time",
    "neptune_enable_audit_log",
    "neptune_enforce_ssl",
    "pgaudit.log",
    "rds.force_ssl",
    "rds.log_retention_period",
    "rds.logical_replication",
    "rds.tls10",
    "rds.tls11",
    "require_secure_transport",
    "server_audit_events",
    "server_audit_logging",
    "shared_preload_libraries",
    "slow_query_log",
    "ssl",
    "ssl_min_protocol_version",
    "tls",
    "tls_version",
];

pub(super) async fn groups(task: &Task, rds: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(PARAMETER_GROUP) {
        return part;
    }
    let pages = rds.describe_db_parameter_groups().into_paginator().send();
    let pages = task.list(&mut part, PARAMETER_GROUP, DESCRIBE, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.db_parameter_groups.unwrap_or_default());
    for resource in side_by_side(found, |found| group(task, rds, found)).await {
        task.add(&mut part, PARAMETER_GROUP, DESCRIBE, resource);
    }
    part
}

async fn group(task: &Task, rds: &Client, found: DbParameterGroup) -> Option<Resource> {
    let name = found.db_parameter_group_name()?;
    let arn = found.db_parameter_group_arn();
    let pages = rds.describe_db_parameters().db_parameter_group_name(name);
    let (tags, read) = tokio::join!(
        read_tags(task, rds, PARAMETER_GROUP, arn),
        task.ask_pages(PARAMETER_GROUP, DESCRIBE_PARAMETERS, pages.into_paginator().send())
    );
    let mut out = Builder::new(PARAMETER_GROUP, &task.scope, name);
    out.arn(arn);
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("family", text(found.db_parameter_group_family()))
        .set("description", text(found.description()))
        .read("parameters", &read, |pages| {
            parameters(pages.iter().flat_map(|page| page.parameters()))
        });
    Some(out.finish())
}

pub(super) async fn cluster_groups(task: &Task, rds: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(CLUSTER_PARAMETER_GROUP) {
        return part;
    }
    let pages = rds.describe_db_cluster_parameter_groups().into_paginator().send();
    let pages = task
        .list(&mut part, CLUSTER_PARAMETER_GROUP, DESCRIBE_CLUSTER, pages)
        .await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.db_cluster_parameter_groups.unwrap_or_default());
    for resource in side_by_side(found, |found| cluster_group(task, rds, found)).await {
        task.add(&mut part, CLUSTER_PARAMETER_GROUP, DESCRIBE_CLUSTER, resource);
    }
    part
}

async fn cluster_group(task: &Task, rds: &Client, found: DbClusterParameterGroup) -> Option<Resource> {
    let name = found.db_cluster_parameter_group_name()?;
    let arn = found.db_cluster_parameter_group_arn();
    let pages = rds
        .describe_db_cluster_parameters()
        .db_cluster_parameter_group_name(name)
        .into_paginator();
    let (tags, read) = tokio::join!(
        read_tags(task, rds, CLUSTER_PARAMETER_GROUP, arn),
        task.ask_pages(CLUSTER_PARAMETER_GROUP, DESCRIBE_CLUSTER_PARAMETERS, pages.send())
    );
    let mut out = Builder::new(CLUSTER_PARAMETER_GROUP, &task.scope, name);
    out.arn(arn);
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("family", text(found.db_parameter_group_family()))
        .set("description", text(found.description()))
        .read("parameters", &read, |pages| {
            parameters(pages.iter().flat_map(|page| page.parameters()))
        });
    Some(out.finish())
}

fn parameters<'a>(all: impl Iterator<Item = &'a Parameter>) -> Value {
    let mut kept: Vec<(&str, &Parameter)> = all
        .filter_map(|p| Some((p.parameter_name()?, p)))
        .filter(|(name, p)| p.source() == Some("user") || JUDGED.contains(name))
        .collect();
    kept.sort_by_key(|(name, _)| *name);
    kept.into_iter()
        .map(|(name, p)| {
            json!({
                "name": name,
                "value": text(p.parameter_value()),
                "apply_method": text(p.apply_method().map(|m| m.as_str())),
                "source": text(p.source()),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_rds::types::ApplyMethod;

    #[test]
    fn what_was_set_by_hand_and_what_is_judged_is_kept() {
        let parameter = |name: &str, source: &str| Parameter::builder().parameter_name(name).source(source);
        let all = [
            parameter("work_mem", "engine-default").parameter_value("4096").build(),
            parameter("rds.force_ssl", "system")
                .parameter_value("1")
                .apply_method(ApplyMethod::Immediate)
                .build(),
            parameter("max_connections", "user").parameter_value("100").build(),
            parameter("log_statement", "engine-default").build(),
        ];
        assert_eq!(
            parameters(all.iter()),
            json!([
                {"name": "log_statement", "value": null, "apply_method": null, "source": "engine-default"},
                {"name": "max_connections", "value": "100", "apply_method": null, "source": "user"},
                {"name": "rds.force_ssl", "value": "1", "apply_method": "immediate", "source": "system"},
            ])
        );
        assert!(JUDGED.is_sorted());
    }
}
