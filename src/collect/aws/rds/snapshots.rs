//! Snapshots of instances and of clusters, those of the account itself.
//!
//! In: a connection. Out: `aws.rds.snapshot` and `aws.rds.cluster_snapshot`, each with the accounts
//! that may restore it.

use aws_sdk_rds::Client;
use aws_sdk_rds::types::{DbClusterSnapshot, DbSnapshot};
use serde_json::Value;

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text, time};
use super::{CLUSTER_SNAPSHOT, SNAPSHOT, tags};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

const DESCRIBE: &str = "rds:DescribeDBSnapshots";
const DESCRIBE_ATTRIBUTES: &str = "rds:DescribeDBSnapshotAttributes";
const DESCRIBE_CLUSTER: &str = "rds:DescribeDBClusterSnapshots";
const DESCRIBE_CLUSTER_ATTRIBUTES: &str = "rds:DescribeDBClusterSnapshotAttributes";

/// The type of the snapshots that AWS refuses to share: there is nothing to ask.
const NEVER_SHARED: &str = "automated";

pub(super) async fn snapshots(task: &Task, rds: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(SNAPSHOT) {
        return part;
    }
    let pages = rds.describe_db_snapshots().into_paginator().send();
    let pages = task.list(&mut part, SNAPSHOT, DESCRIBE, pages).await;
    let found = pages.into_iter().flat_map(|page| page.db_snapshots.unwrap_or_default());
    let read = side_by_side(found, |found| read_snapshot(task, rds, found));
    for resource in read.await {
        task.add(&mut part, SNAPSHOT, DESCRIBE, resource);
    }
    part
}

async fn read_snapshot(task: &Task, rds: &Client, found: DbSnapshot) -> Option<Resource> {
    let shared = shared(task, rds, &found).await;
    snapshot(&task.scope, &found, &shared)
}

async fn shared(task: &Task, rds: &Client, found: &DbSnapshot) -> Asked<Value> {
    let id = found.db_snapshot_identifier()?;
    if found.snapshot_type() == Some(NEVER_SHARED) {
        return nobody(task, SNAPSHOT, DESCRIBE_ATTRIBUTES);
    }
    let request = rds.describe_db_snapshot_attributes().db_snapshot_identifier(id);
    let answer = task.ask(SNAPSHOT, DESCRIBE_ATTRIBUTES, request.send()).await?;
    Some(answer.and_then(|answer| {
        let result = answer.db_snapshot_attributes_result();
        let result = result.ok_or_else(|| CallError::malformed(DESCRIBE_ATTRIBUTES, "the answer is empty"))?;
        let attributes = result.db_snapshot_attributes().iter();
        Ok(may_restore(
            attributes.map(|a| (a.attribute_name(), a.attribute_values())),
        ))
    }))
}

fn snapshot(scope: &Scope, found: &DbSnapshot, shared: &Asked<Value>) -> Option<Resource> {
    let id = found.db_snapshot_identifier()?;
    let mut out = Builder::new(SNAPSHOT, scope, id);
    out.arn(found.db_snapshot_arn());
    out.tags(tags(found.tag_list()));
    out.set("db_snapshot_identifier", id)
        .set("db_instance_identifier", text(found.db_instance_identifier()))
        .set("snapshot_type", text(found.snapshot_type()))
        .set("status", text(found.status()))
        .set("engine", text(found.engine()))
        .set("engine_version", text(found.engine_version()))
        .set("allocated_storage", found.allocated_storage())
        .set("snapshot_create_time", time(found.snapshot_create_time()))
        .set(
            "original_snapshot_create_time",
            time(found.original_snapshot_create_time()),
        )
        .set("encrypted", found.encrypted())
        .set("kms_key_id", text(found.kms_key_id()))
        .set("vpc_id", text(found.vpc_id()))
        .set("source_region", text(found.source_region()))
        .read("shared_accounts", shared, Value::clone);
    Some(out.finish())
}

pub(super) async fn cluster_snapshots(task: &Task, rds: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(CLUSTER_SNAPSHOT) {
        return part;
    }
    let pages = rds.describe_db_cluster_snapshots().into_paginator().send();
    let pages = task.list(&mut part, CLUSTER_SNAPSHOT, DESCRIBE_CLUSTER, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.db_cluster_snapshots.unwrap_or_default());
    let read = side_by_side(found, |found| read_cluster_snapshot(task, rds, found));
    for resource in read.await {
        task.add(&mut part, CLUSTER_SNAPSHOT, DESCRIBE_CLUSTER, resource);
    }
    part
}

async fn read_cluster_snapshot(task: &Task, rds: &Client, found: DbClusterSnapshot) -> Option<Resource> {
    let shared = cluster_shared(task, rds, &found).await;
    cluster_snapshot(&task.scope, &found, &shared)
}

async fn cluster_shared(task: &Task, rds: &Client, found: &DbClusterSnapshot) -> Asked<Value> {
    let id = found.db_cluster_snapshot_identifier()?;
    if found.snapshot_type() == Some(NEVER_SHARED) {
        return nobody(task, CLUSTER_SNAPSHOT, DESCRIBE_CLUSTER_ATTRIBUTES);
    }
    let request = rds
        .describe_db_cluster_snapshot_attributes()
        .db_cluster_snapshot_identifier(id);
    let answer = task
        .ask(CLUSTER_SNAPSHOT, DESCRIBE_CLUSTER_ATTRIBUTES, request.send())
        .await?;
    Some(answer.and_then(|answer| {
        let result = answer.db_cluster_snapshot_attributes_result();
        let result = result.ok_or_else(|| CallError::malformed(DESCRIBE_CLUSTER_ATTRIBUTES, "the answer is empty"))?;
        let attributes = result.db_cluster_snapshot_attributes().iter();
        Ok(may_restore(
            attributes.map(|a| (a.attribute_name(), a.attribute_values())),
        ))
    }))
}

fn cluster_snapshot(scope: &Scope, found: &DbClusterSnapshot, shared: &Asked<Value>) -> Option<Resource> {
    let id = found.db_cluster_snapshot_identifier()?;
    let mut out = Builder::new(CLUSTER_SNAPSHOT, scope, id);
    out.arn(found.db_cluster_snapshot_arn());
    out.tags(tags(found.tag_list()));
    out.set("db_cluster_snapshot_identifier", id)
        .set("db_cluster_identifier", text(found.db_cluster_identifier()))
        .set("snapshot_type", text(found.snapshot_type()))
        .set("status", text(found.status()))
        .set("engine", text(found.engine()))
        .set("engine_version", text(found.engine_version()))
        .set("allocated_storage", found.allocated_storage())
        .set("snapshot_create_time", time(found.snapshot_create_time()))
        .set("storage_encrypted", found.storage_encrypted())
        .set("kms_key_id", text(found.kms_key_id()))
        .set("vpc_id", text(found.vpc_id()))
        .set(
            "source_db_cluster_snapshot_arn",
            text(found.source_db_cluster_snapshot_arn()),
        )
        .read("shared_accounts", shared, Value::clone);
    Some(out.finish())
}

/// The answer for what can't be shared, if there is a question.
fn nobody(task: &Task, kind: &str, operation: &str) -> Asked<Value> {
    task.asks(kind, operation).then(|| Ok(Value::Array(Vec::new())))
}

/// The accounts of the attribute `restore`; `all` stands for everybody.
fn may_restore<'a>(attributes: impl Iterator<Item = (Option<&'a str>, &'a [String])>) -> Value {
    let restore = attributes.filter(|(name, _)| *name == Some("restore"));
    sorted(restore.flat_map(|(_, accounts)| accounts.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_attribute_restore_names_accounts() {
        let (shared, other) = (["all".to_owned(), "1".to_owned()], ["2".to_owned()]);
        let attributes = [(Some("copy"), &other[..]), (Some("restore"), &shared[..])];
        assert_eq!(may_restore(attributes.into_iter()), json!(["1", "all"]));
        assert_eq!(may_restore([].into_iter()), json!([]));
    }

    #[test]
    fn an_unread_share_is_a_gap_and_no_empty_list() {
        let found = DbSnapshot::builder().db_snapshot_identifier("s").build();
        let unread = Some(Err(CallError::malformed(DESCRIBE_ATTRIBUTES, "the answer is empty")));
        let resource = snapshot(&Scope::aws("1"), &found, &unread).expect("has an id");
        assert!(!resource.attributes.contains_key("shared_accounts"));
        assert_eq!(resource.gaps[0].path, "shared_accounts");
    }
}
