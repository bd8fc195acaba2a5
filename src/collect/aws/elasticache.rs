//! ElastiCache: replication groups.
//!
//! In: a connection in one region. Out: `aws.elasticache.replication_group`. The listing gives no
//! tags, so the resources have none. May import `cloud`, `model` and the frame of collection.

use aws_sdk_elasticache::types::{
    AutomaticFailoverStatus, DestinationDetails, LogDeliveryConfiguration, MultiAzStatus, ReplicationGroup,
};
use serde_json::{Value, json};

use super::super::{Builder, Part};
use super::Service;
use super::task::Task;
use super::values::text;
use crate::model::{Resource, Scope};

pub(super) const SERVICE: Service = Service {
    name: "elasticache",
    kinds: &[GROUP],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const GROUP: &str = "aws.elasticache.replication_group";
const DESCRIBE: &str = "elasticache:DescribeReplicationGroups";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(GROUP) {
        return part;
    }
    let client = task.aws.elasticache();
    let pages = client.describe_replication_groups().into_paginator().send();
    for page in task.list(&mut part, GROUP, DESCRIBE, pages).await {
        for group in page.replication_groups() {
            task.add(&mut part, GROUP, DESCRIBE, replication_group(&task.scope, group));
        }
    }
    part
}

fn replication_group(scope: &Scope, group: &ReplicationGroup) -> Option<Resource> {
    let id = group.replication_group_id()?;
    let mut out = Builder::new(GROUP, scope, id);
    out.arn(group.arn());
    out.set("replication_group_id", id)
        .set("description", text(group.description()))
        .set("status", text(group.status()))
        .set("engine", text(group.engine()))
        .set("node_type", text(group.cache_node_type()))
        .set("num_cache_clusters", group.member_clusters.as_ref().map(Vec::len))
        .set("at_rest_encryption_enabled", group.at_rest_encryption_enabled())
        .set("transit_encryption_enabled", group.transit_encryption_enabled())
        .set(
            "transit_encryption_mode",
            text(group.transit_encryption_mode().map(|m| m.as_str())),
        )
        .set("auth_token_enabled", group.auth_token_enabled())
        .set("kms_key_id", text(group.kms_key_id()))
        .set("snapshot_retention_limit", group.snapshot_retention_limit())
        .set(
            "automatic_failover_enabled",
            group.automatic_failover().and_then(failover),
        )
        .set("multi_az_enabled", group.multi_az().and_then(multi_az))
        .set("log_delivery_configuration", logs(group.log_delivery_configurations()));
    Some(out.finish())
}

/// A change that is under way counts as made. A state that this version does not know is absent.
fn failover(status: &AutomaticFailoverStatus) -> Option<bool> {
    match status {
        AutomaticFailoverStatus::Enabled | AutomaticFailoverStatus::Enabling => Some(true),
        AutomaticFailoverStatus::Disabled | AutomaticFailoverStatus::Disabling => Some(false),
        _ => None,
    }
}

fn multi_az(status: &MultiAzStatus) -> Option<bool> {
    match status {
        MultiAzStatus::Enabled => Some(true),
        MultiAzStatus::Disabled => Some(false),
        _ => None,
    }
}

fn logs(configurations: &[LogDeliveryConfiguration]) -> Value {
    let mut logs: Vec<[Value; 3]> = configurations
        .iter()
        .map(|c| {
            [
                text(c.log_type().map(|t| t.as_str())),
                text(c.destination_type().map(|t| t.as_str())),
                text(c.destination_details().and_then(destination)),
            ]
        })
        .collect();
    logs.sort_by_cached_key(|log| format!("{log:?}"));
    logs.into_iter()
        .map(|[log_type, destination_type, destination]| {
            json!({
                "log_type": log_type,
                "destination_type": destination_type,
                "destination": destination,
            })
        })
        .collect()
}

fn destination(details: &DestinationDetails) -> Option<&str> {
    let group = details.cloud_watch_logs_details().and_then(|d| d.log_group());
    group.or_else(|| details.kinesis_firehose_details().and_then(|d| d.delivery_stream()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_on_their_way_count_as_reached() {
        let group = ReplicationGroup::builder()
            .replication_group_id("cache")
            .automatic_failover(AutomaticFailoverStatus::Enabling)
            .multi_az(MultiAzStatus::Disabled)
            .member_clusters("cache-001")
            .member_clusters("cache-002")
            .build();
        let resource = replication_group(&Scope::aws("1").in_region("us-east-1"), &group).expect("has an id");
        assert_eq!(resource.attributes["automatic_failover_enabled"], json!(true));
        assert_eq!(resource.attributes["multi_az_enabled"], json!(false));
        assert_eq!(resource.attributes["num_cache_clusters"], json!(2));
        assert_eq!(resource.attributes["engine"], Value::Null);
        assert!(resource.gaps.is_empty(), "{:?}", resource.gaps);
    }
}
