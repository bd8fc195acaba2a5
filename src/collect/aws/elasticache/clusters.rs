//! Cache clusters: those of Memcached, single nodes, and the members of replication groups.
//!
//! In: a connection. Out: `aws.elasticache.cluster`, and the listing for replication groups to read.

use std::collections::BTreeSet;

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::types::CacheCluster;

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{CLUSTER, REPLICATION_GROUP, logs, read_tags, set_tags};
use crate::model::Resource;

pub(super) const DESCRIBE: &str = "elasticache:DescribeCacheClusters";

/// Lists the clusters if they, or what they say of their groups, are to be read.
pub(super) async fn list(task: &Task, client: &Client, part: &mut Part) -> Asked<Vec<CacheCluster>> {
    let wanted = task.wants(CLUSTER);
    if !wanted && !task.asks(REPLICATION_GROUP, DESCRIBE) {
        return None;
    }
    let pages = client.describe_cache_clusters().show_cache_node_info(true);
    let listing = task.aws.pages(DESCRIBE, pages.into_paginator().send()).await;
    let found: Vec<CacheCluster> = listing
        .items
        .into_iter()
        .flat_map(|page| page.cache_clusters.unwrap_or_default())
        .collect();
    if wanted {
        task.listed(part, CLUSTER, listing.error.as_ref());
        for resource in side_by_side(found.clone(), |found| cluster(task, client, found)).await {
            task.add(part, CLUSTER, DESCRIBE, resource);
        }
    }
    Some(match listing.error {
        Some(error) => Err(error),
        None => Ok(found),
    })
}

async fn cluster(task: &Task, client: &Client, found: CacheCluster) -> Option<Resource> {
    let id = found.cache_cluster_id()?;
    let tags = read_tags(task, client, CLUSTER, found.arn()).await;
    let mut out = Builder::new(CLUSTER, &task.scope, id);
    out.arn(found.arn());
    set_tags(&mut out, &tags);
    out.set("cluster_id", id)
        .set("replication_group_id", text(found.replication_group_id()))
        .set("status", text(found.cache_cluster_status()))
        .set("engine", text(found.engine()))
        .set("engine_version", text(found.engine_version()))
        .set("node_type", text(found.cache_node_type()))
        .set("num_cache_nodes", found.num_cache_nodes())
        .set("auto_minor_version_upgrade", found.auto_minor_version_upgrade())
        .set("at_rest_encryption_enabled", found.at_rest_encryption_enabled())
        .set("transit_encryption_enabled", found.transit_encryption_enabled())
        .set("auth_token_enabled", found.auth_token_enabled())
        .set("snapshot_retention_limit", found.snapshot_retention_limit())
        .set("snapshot_window", text(found.snapshot_window()))
        .set(
            "log_delivery_configuration",
            logs::configurations(found.log_delivery_configurations()),
        );
    set_place(&mut out, &found);
    set_shared(&mut out, &found);
    Some(out.finish())
}

fn set_place(out: &mut Builder, found: &CacheCluster) {
    let nodes = found.cache_nodes().iter();
    let zones: BTreeSet<&str> = nodes.filter_map(|n| n.customer_availability_zone()).collect();
    // Memcached has an endpoint of the whole cluster; the nodes of the others have their own.
    let node = found.cache_nodes().first().and_then(|n| n.endpoint());
    let port = found.configuration_endpoint().or(node).and_then(|e| e.port());
    out.set("availability_zone", text(found.preferred_availability_zone()))
        .set("availability_zones", sorted(zones))
        .set("port", port)
        .set("network_type", text(found.network_type().map(|t| t.as_str())));
}

/// Sets what a member says of its replication group, too.
fn set_shared(out: &mut Builder, found: &CacheCluster) {
    let groups = found.security_groups().iter();
    out.set(
        "parameter_group_name",
        text(
            found
                .cache_parameter_group()
                .and_then(|g| g.cache_parameter_group_name()),
        ),
    )
    .set("subnet_group_name", text(found.cache_subnet_group_name()))
    .set(
        "security_group_ids",
        sorted(groups.filter_map(|g| g.security_group_id())),
    )
    .set("maintenance_window", text(found.preferred_maintenance_window()))
    .set(
        "notification_topic_arn",
        text(found.notification_configuration().and_then(|n| n.topic_arn())),
    );
}
