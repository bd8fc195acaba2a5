//! Replication groups of Redis and Valkey.
//!
//! In: a connection, and the listing of cache clusters. Out: `aws.elasticache.replication_group`. A
//! group does not state the version, the parameter group and the network of its nodes: they are read
//! from its members, which all have the same.

use std::collections::BTreeSet;

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::types::{
    AutomaticFailoverStatus, CacheCluster, DataTieringStatus, Endpoint, MultiAzStatus, ReplicationGroup,
};
use serde_json::Value;

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text, time};
use super::{REPLICATION_GROUP, clusters, logs, read_tags, set_tags};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

const DESCRIBE: &str = "elasticache:DescribeReplicationGroups";

pub(super) async fn groups(task: &Task, client: &Client, listed: &Asked<Vec<CacheCluster>>) -> Part {
    let mut part = Part::default();
    if !task.wants(REPLICATION_GROUP) {
        return part;
    }
    let pages = client.describe_replication_groups().into_paginator().send();
    let pages = task.list(&mut part, REPLICATION_GROUP, DESCRIBE, pages).await;
    // What only the clusters want of their listing is no answer for the groups.
    let listed = match task.asks(REPLICATION_GROUP, clusters::DESCRIBE) {
        true => listed,
        false => &None,
    };
    let found = pages
        .into_iter()
        .flat_map(|page| page.replication_groups.unwrap_or_default());
    for resource in side_by_side(found, |found| read_group(task, client, found, listed)).await {
        task.add(&mut part, REPLICATION_GROUP, DESCRIBE, resource);
    }
    part
}

async fn read_group(
    task: &Task,
    client: &Client,
    found: ReplicationGroup,
    listed: &Asked<Vec<CacheCluster>>,
) -> Option<Resource> {
    let tags = read_tags(task, client, REPLICATION_GROUP, found.arn()).await;
    let mut out = replication_group(&task.scope, &found)?;
    set_tags(&mut out, &tags);
    set_from_member(&mut out, &found, listed);
    Some(out.finish())
}

fn replication_group(scope: &Scope, group: &ReplicationGroup) -> Option<Builder> {
    let id = group.replication_group_id()?;
    let mut out = Builder::new(REPLICATION_GROUP, scope, id);
    out.arn(group.arn());
    out.set("replication_group_id", id)
        .set("description", text(group.description()))
        .set("status", text(group.status()))
        .set("engine", text(group.engine()))
        .set("node_type", text(group.cache_node_type()))
        .set("auto_minor_version_upgrade", group.auto_minor_version_upgrade())
        .set("snapshot_retention_limit", group.snapshot_retention_limit())
        .set("snapshot_window", text(group.snapshot_window()))
        .set(
            "automatic_failover_enabled",
            group.automatic_failover().and_then(failover),
        )
        .set("multi_az_enabled", group.multi_az().and_then(multi_az))
        .set("data_tiering_enabled", group.data_tiering().and_then(data_tiering))
        .set(
            "log_delivery_configuration",
            logs::configurations(group.log_delivery_configurations()),
        );
    set_security(&mut out, group);
    set_shape(&mut out, group);
    Some(out)
}

fn set_security(out: &mut Builder, group: &ReplicationGroup) {
    out.set("at_rest_encryption_enabled", group.at_rest_encryption_enabled())
        .set("transit_encryption_enabled", group.transit_encryption_enabled())
        .set(
            "transit_encryption_mode",
            text(group.transit_encryption_mode().map(|m| m.as_str())),
        )
        .set("auth_token_enabled", group.auth_token_enabled())
        .set(
            "auth_token_last_modified_date",
            time(group.auth_token_last_modified_date()),
        )
        .set(
            "user_group_ids",
            sorted(group.user_group_ids().iter().map(String::as_str)),
        )
        .set("kms_key_id", text(group.kms_key_id()));
}

fn set_shape(out: &mut Builder, group: &ReplicationGroup) {
    let nodes = group.node_groups().iter().flat_map(|g| g.node_group_members());
    let zones: BTreeSet<&str> = nodes.filter_map(|n| n.preferred_availability_zone()).collect();
    let global = group.global_replication_group_info();
    out.set("num_cache_clusters", group.member_clusters.as_ref().map(Vec::len))
        .set(
            "member_clusters",
            sorted(group.member_clusters().iter().map(String::as_str)),
        )
        .set("num_node_groups", group.node_groups.as_ref().map(Vec::len))
        .set("cluster_enabled", group.cluster_enabled())
        .set("cluster_mode", text(group.cluster_mode().map(|m| m.as_str())))
        .set("availability_zones", sorted(zones))
        .set("port", endpoint(group).and_then(|e| e.port()))
        .set("network_type", text(group.network_type().map(|t| t.as_str())))
        .set(
            "global_replication_group_id",
            text(global.and_then(|g| g.global_replication_group_id())),
        );
}

/// The endpoint of all shards, or that of the only one.
fn endpoint(group: &ReplicationGroup) -> Option<&Endpoint> {
    let only = group.node_groups().first().and_then(|g| g.primary_endpoint());
    group.configuration_endpoint().or(only)
}

/// Sets what only the members say. All have the same, apart from the time of an upgrade; the first
/// by name speaks for all.
fn set_from_member(out: &mut Builder, group: &ReplicationGroup, listed: &Asked<Vec<CacheCluster>>) {
    let member: Asked<&CacheCluster> = match listed {
        None => None,
        Some(Err(error)) => Some(Err(error.clone())),
        Some(Ok(clusters)) => Some(first_member(group, clusters)),
    };
    out.read("engine_version", &member, |m| text(m.engine_version()))
        .read("parameter_group_name", &member, |m| {
            text(m.cache_parameter_group().and_then(|g| g.cache_parameter_group_name()))
        })
        .read("subnet_group_name", &member, |m| text(m.cache_subnet_group_name()))
        .read("security_group_ids", &member, |m| {
            sorted(m.security_groups().iter().filter_map(|g| g.security_group_id()))
        })
        .read("maintenance_window", &member, |m| {
            text(m.preferred_maintenance_window())
        })
        .read("notification_topic_arn", &member, |m| -> Value {
            text(m.notification_configuration().and_then(|n| n.topic_arn()))
        });
}

fn first_member<'a>(group: &ReplicationGroup, clusters: &'a [CacheCluster]) -> Result<&'a CacheCluster, CallError> {
    let id = group.replication_group_id();
    let members = clusters.iter().filter(|c| c.replication_group_id() == id);
    let first = members.min_by_key(|c| c.cache_cluster_id());
    first.ok_or_else(|| CallError::malformed(clusters::DESCRIBE, "no member of the group is listed"))
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

fn data_tiering(status: &DataTieringStatus) -> Option<bool> {
    match status {
        DataTieringStatus::Enabled => Some(true),
        DataTieringStatus::Disabled => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    fn scope() -> Scope {
        Scope::aws("1").in_region("us-east-1")
    }

    #[test]
    fn states_on_their_way_count_as_reached() {
        let group = ReplicationGroup::builder()
            .replication_group_id("cache")
            .automatic_failover(AutomaticFailoverStatus::Enabling)
            .multi_az(MultiAzStatus::Disabled)
            .member_clusters("cache-001")
            .member_clusters("cache-002")
            .build();
        let resource = replication_group(&scope(), &group).expect("has an id").finish();
        assert_eq!(resource.attributes["automatic_failover_enabled"], json!(true));
        assert_eq!(resource.attributes["multi_az_enabled"], json!(false));
        assert_eq!(resource.attributes["num_cache_clusters"], json!(2));
        assert_eq!(resource.attributes["transit_encryption_mode"], Value::Null);
        assert_eq!(resource.attributes["data_tiering_enabled"], Value::Null);
        assert!(resource.gaps.is_empty(), "{:?}", resource.gaps);
    }

    #[test]
    fn the_first_member_speaks_for_the_group_and_a_missing_one_is_a_gap() {
        let member = |id: &str, group: &str, version: &str| {
            CacheCluster::builder()
                .cache_cluster_id(id)
                .replication_group_id(group)
                .engine_version(version)
                .build()
        };
        let group = ReplicationGroup::builder().replication_group_id("cache").build();
        let read = |listed: &Asked<Vec<CacheCluster>>| {
            let mut out = Builder::new(REPLICATION_GROUP, &scope(), "cache");
            set_from_member(&mut out, &group, listed);
            out.finish()
        };
        let listed = vec![
            member("a-001", "a", "6.2"),
            member("cache-002", "cache", "7.1.0"),
            member("cache-001", "cache", "7.0.7"),
        ];
        let resource = read(&Some(Ok(listed)));
        assert_eq!(resource.attributes["engine_version"], json!("7.0.7"));
        assert_eq!(resource.attributes["subnet_group_name"], Value::Null);
        for listed in [
            Some(Ok(Vec::new())),
            Some(Err(CallError::malformed(clusters::DESCRIBE, "odd"))),
        ] {
            let resource = read(&listed);
            assert_eq!(resource.attributes.len(), 0);
            assert_eq!(resource.gaps.len(), 6);
            assert!(resource.gaps.iter().all(|g| g.reason == GapReason::Malformed));
        }
        assert!(read(&None).gaps.is_empty());
    }
}
