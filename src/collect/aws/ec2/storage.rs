//! Volumes and snapshots of EBS.

use std::collections::BTreeSet;

use aws_sdk_ec2::operation::describe_snapshot_attribute::DescribeSnapshotAttributeOutput;
use aws_sdk_ec2::types::{Snapshot, SnapshotAttributeName, Volume};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text, time};
use super::{PAGE, name_tag, tags};
use crate::model::Resource;

pub(super) const VOLUME: &str = "aws.ec2.ebs_volume";
pub(super) const SNAPSHOT: &str = "aws.ec2.ebs_snapshot";
const DESCRIBE_VOLUMES: &str = "ec2:DescribeVolumes";
const DESCRIBE_SNAPSHOTS: &str = "ec2:DescribeSnapshots";
const DESCRIBE_ATTRIBUTE: &str = "ec2:DescribeSnapshotAttribute";

pub(super) async fn volumes(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(VOLUME) {
        return part;
    }
    let request = task.aws.ec2().describe_volumes().max_results(PAGE);
    let pages = request.into_paginator().send();
    for page in task.list(&mut part, VOLUME, DESCRIBE_VOLUMES, pages).await {
        for found in page.volumes() {
            task.add(&mut part, VOLUME, DESCRIBE_VOLUMES, volume(task, found));
        }
    }
    part
}

fn volume(task: &Task, found: &Volume) -> Option<Resource> {
    let id = found.volume_id()?;
    let mut out = Builder::new(VOLUME, &task.scope, id);
    out.name(name_tag(found.tags()));
    let built = task.arn("ec2", &format!("volume/{id}"));
    out.arn(found.volume_arn().or(Some(&built)));
    out.tags(tags(found.tags()));
    let mut attachments: Vec<_> = found.attachments().iter().collect();
    attachments.sort_by_key(|a| (a.instance_id(), a.device()));
    let attachment = |a: &aws_sdk_ec2::types::VolumeAttachment| {
        json!({
            "instance_id": text(a.instance_id()),
            "device_name": text(a.device()),
            "state": text(a.state().map(|s| s.as_str())),
            "delete_on_termination": a.delete_on_termination(),
            "attach_time": time(a.attach_time()),
        })
    };
    out.set("availability_zone", text(found.availability_zone()))
        .set("encrypted", found.encrypted())
        .set("kms_key_id", text(found.kms_key_id()))
        .set("size", found.size())
        .set("type", text(found.volume_type().map(|t| t.as_str())))
        .set("iops", found.iops())
        .set("throughput", found.throughput())
        .set("multi_attach_enabled", found.multi_attach_enabled())
        .set("snapshot_id", text(found.snapshot_id()))
        .set("outpost_arn", text(found.outpost_arn()))
        .set("state", text(found.state().map(|s| s.as_str())))
        .set("create_time", time(found.create_time()))
        .set(
            "attachments",
            attachments.into_iter().map(attachment).collect::<Value>(),
        );
    Some(out.finish())
}

pub(super) async fn snapshots(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SNAPSHOT) {
        return part;
    }
    let request = task.aws.ec2().describe_snapshots().owner_ids("self").max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, SNAPSHOT, DESCRIBE_SNAPSHOTS, pages).await;
    let found: Vec<Snapshot> = pages
        .into_iter()
        .flat_map(|p| p.snapshots.unwrap_or_default())
        .collect();
    let public = match found.is_empty() {
        true => None,
        false => public_ids(task).await,
    };
    for resource in side_by_side(found, |found| snapshot(task, found, &public)).await {
        task.add(&mut part, SNAPSHOT, DESCRIBE_SNAPSHOTS, resource);
    }
    part
}

/// The ids of all snapshots of the account that everybody may restore, by one listing.
async fn public_ids(task: &Task) -> Asked<BTreeSet<String>> {
    let request = task.aws.ec2().describe_snapshots().owner_ids("self");
    let request = request.restorable_by_user_ids("all").max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.ask_pages(SNAPSHOT, DESCRIBE_SNAPSHOTS, pages).await?;
    Some(pages.map(|pages| {
        let ids = pages.iter().flat_map(|p| p.snapshots()).filter_map(|s| s.snapshot_id());
        ids.map(str::to_owned).collect()
    }))
}

async fn snapshot(task: &Task, found: Snapshot, public: &Asked<BTreeSet<String>>) -> Option<Resource> {
    let id = found.snapshot_id()?;
    let request = task.aws.ec2().describe_snapshot_attribute().snapshot_id(id);
    let request = request.attribute(SnapshotAttributeName::CreateVolumePermission).send();
    let permission = task.ask(SNAPSHOT, DESCRIBE_ATTRIBUTE, request).await;
    let mut out = Builder::new(SNAPSHOT, &task.scope, id);
    out.name(name_tag(found.tags()));
    // ARNs of snapshots name no account.
    let region = task.aws.region();
    let arn = format!("arn:{}:ec2:{region}::snapshot/{id}", task.facts.partition);
    out.arn(Some(&arn));
    out.tags(tags(found.tags()));
    out.set("volume_id", text(found.volume_id()))
        .set("owner_id", text(found.owner_id()))
        .set("description", text(found.description()))
        .set("encrypted", found.encrypted())
        .set("kms_key_id", text(found.kms_key_id()))
        .set("volume_size", found.volume_size())
        .set("state", text(found.state().map(|s| s.as_str())))
        .set("start_time", time(found.start_time()))
        .set("storage_tier", text(found.storage_tier().map(|t| t.as_str())))
        .set("outpost_arn", text(found.outpost_arn()))
        .read("public", public, |ids| ids.contains(id))
        .read("create_volume_permission", &permission, shares);
    Some(out.finish())
}

fn shares(answer: &DescribeSnapshotAttributeOutput) -> Value {
    let all = answer.create_volume_permissions();
    json!({
        "groups": sorted(all.iter().filter_map(|p| p.group()).map(|g| g.as_str())),
        "user_ids": sorted(all.iter().filter_map(|p| p.user_id())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_ec2::types::{CreateVolumePermission, PermissionGroup};

    #[test]
    fn shares_are_parted_into_groups_and_accounts() {
        let group = CreateVolumePermission::builder().group(PermissionGroup::All).build();
        let user = |id: &str| CreateVolumePermission::builder().user_id(id).build();
        let answer = DescribeSnapshotAttributeOutput::builder()
            .create_volume_permissions(user("222222222222"))
            .create_volume_permissions(group)
            .create_volume_permissions(user("111111111111"))
            .build();
        assert_eq!(
            shares(&answer),
            json!({"groups": ["all"], "user_ids": ["111111111111", "222222222222"]})
        );
        let private = DescribeSnapshotAttributeOutput::builder().build();
        assert_eq!(shares(&private), json!({"groups": [], "user_ids": []}));
    }
}
