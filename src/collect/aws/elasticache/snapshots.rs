//! Snapshots.
//!
//! In: a connection. Out: `aws.elasticache.snapshot`.

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::types::Snapshot;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{text, time};
use super::{SNAPSHOT, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "elasticache:DescribeSnapshots";
/// The most that one page may hold, and what it holds unless told otherwise.
const LARGEST_PAGE: i32 = 50;

pub(super) async fn snapshots(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(SNAPSHOT) {
        return part;
    }
    let pages = client.describe_snapshots().max_records(LARGEST_PAGE).into_paginator();
    let pages = task.list(&mut part, SNAPSHOT, DESCRIBE, pages.send()).await;
    let found = pages.into_iter().flat_map(|page| page.snapshots.unwrap_or_default());
    for resource in side_by_side(found, |found| snapshot(task, client, found)).await {
        task.add(&mut part, SNAPSHOT, DESCRIBE, resource);
    }
    part
}

async fn snapshot(task: &Task, client: &Client, found: Snapshot) -> Option<Resource> {
    let name = found.snapshot_name()?;
    let tags = read_tags(task, client, SNAPSHOT, found.arn()).await;
    // One part for each shard.
    let parts = found.node_snapshots().iter();
    let taken = parts.filter_map(|n| n.snapshot_create_time()).min_by_key(|t| t.secs());
    let mut out = Builder::new(SNAPSHOT, &task.scope, name);
    out.arn(found.arn());
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("replication_group_id", text(found.replication_group_id()))
        .set("cluster_id", text(found.cache_cluster_id()))
        .set("status", text(found.snapshot_status()))
        .set("snapshot_source", text(found.snapshot_source()))
        .set("engine", text(found.engine()))
        .set("engine_version", text(found.engine_version()))
        .set("node_type", text(found.cache_node_type()))
        .set("kms_key_id", text(found.kms_key_id()))
        .set("snapshot_create_time", time(taken))
        .set("vpc_id", text(found.vpc_id()));
    Some(out.finish())
}
