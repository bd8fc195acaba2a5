//! Images: the account's own, and those of others that instances and launch templates boot.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_ec2::types::{BlockDeviceMapping, Filter, Image};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::text;
use super::instances::DESCRIBE_INSTANCES;
use super::launch_templates::DESCRIBE_VERSIONS;
use super::{PAGE, name_tag, tags};
use crate::cloud::CallError;
use crate::model::{Resource, ScopeGap};

pub(super) const AMI: &str = "aws.ec2.ami";
const DESCRIBE_IMAGES: &str = "ec2:DescribeImages";

/// The most values that a filter takes.
const FILTER_VALUES: usize = 200;

/// Who boots which image, as far as it is known.
#[derive(Debug, Default)]
pub(super) struct Use {
    pub(super) by_image: BTreeMap<String, BTreeSet<String>>,
    /// Why there may be more.
    pub(super) error: Option<CallError>,
}

/// The uses that are to be read.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) instances: Option<Use>,
    pub(super) launch_templates: Option<Use>,
}

impl Uses {
    fn all(&self) -> impl Iterator<Item = (&'static str, &Use)> {
        let instances = self.instances.iter().map(|u| (DESCRIBE_INSTANCES, u));
        instances.chain(self.launch_templates.iter().map(|u| (DESCRIBE_VERSIONS, u)))
    }

    fn images(&self) -> BTreeSet<&str> {
        self.all()
            .flat_map(|(_, u)| u.by_image.keys().map(String::as_str))
            .collect()
    }
}

pub(super) async fn collect(task: &Task, uses: &Uses) -> Part {
    let mut part = Part::default();
    if !task.wants(AMI) {
        return part;
    }
    let request = task.aws.ec2().describe_images().owners("self").include_disabled(true);
    let pages = request.max_results(PAGE).into_paginator().send();
    let own = task.list(&mut part, AMI, DESCRIBE_IMAGES, pages).await;
    let mut images: Vec<Image> = own
        .into_iter()
        .flat_map(|page| page.images.unwrap_or_default())
        .collect();
    let known: BTreeSet<&str> = images.iter().filter_map(|i| i.image_id()).collect();
    let foreign: Vec<String> = uses.images().difference(&known).map(|id| (*id).to_owned()).collect();
    for ids in foreign.chunks(FILTER_VALUES) {
        images.extend(by_ids(task, &mut part, ids).await);
    }
    // Images that only an unread instance or template boots are missing.
    for (operation, used) in uses.all() {
        if let Some(error) = &used.error {
            part.gaps.push(ScopeGap {
                scope: task.scope.clone(),
                kind: AMI.to_owned(),
                gap: error.gap("", Some(operation)),
            });
        }
    }
    for found in &images {
        task.add(&mut part, AMI, DESCRIBE_IMAGES, image(task, found, uses));
    }
    part
}

/// By a filter: an id that is unknown, because the image is gone or private by now, fails a request for
/// ids. Without a page size: pages of a filtered listing of all public images may be empty.
async fn by_ids(task: &Task, part: &mut Part, ids: &[String]) -> Vec<Image> {
    let filter = Filter::builder().name("image-id").set_values(Some(ids.to_vec()));
    let request = task.aws.ec2().describe_images().filters(filter.build());
    let request = request.include_deprecated(true).include_disabled(true);
    let pages = request.into_paginator().send();
    let pages = task.list(part, AMI, DESCRIBE_IMAGES, pages).await;
    pages
        .into_iter()
        .flat_map(|page| page.images.unwrap_or_default())
        .collect()
}

fn image(task: &Task, found: &Image, uses: &Uses) -> Option<Resource> {
    let id = found.image_id()?;
    let mut out = Builder::new(AMI, &task.scope, id);
    out.name(name_tag(found.tags()).or(found.name()));
    // ARNs of images name no account.
    let region = task.aws.region();
    let arn = format!("arn:{}:ec2:{region}::image/{id}", task.facts.partition);
    out.arn(Some(&arn));
    out.tags(tags(found.tags()));
    let mut devices: Vec<&BlockDeviceMapping> = found.block_device_mappings().iter().collect();
    devices.sort_by_key(|d| d.device_name());
    out.set("name", text(found.name()))
        .set("description", text(found.description()))
        .set("owner_id", text(found.owner_id()))
        .set("image_owner_alias", text(found.image_owner_alias()))
        .set("image_location", text(found.image_location()))
        .set("owned", found.owner_id().map(|owner| owner == task.account()))
        .set("public", found.public())
        .set("state", text(found.state().map(|s| s.as_str())))
        .set("creation_date", text(found.creation_date()))
        .set("deprecation_time", text(found.deprecation_time()))
        .set("last_launched_time", text(found.last_launched_time()))
        .set("architecture", text(found.architecture().map(|a| a.as_str())))
        .set("platform", text(found.platform().map(|p| p.as_str())))
        .set("platform_details", text(found.platform_details()))
        .set(
            "virtualization_type",
            text(found.virtualization_type().map(|v| v.as_str())),
        )
        .set("imds_support", text(found.imds_support().map(|i| i.as_str())))
        .set("boot_mode", text(found.boot_mode().map(|b| b.as_str())))
        .set("ena_support", found.ena_support())
        .set("deregistration_protection", text(found.deregistration_protection()))
        .set("source_ami_id", text(found.source_image_id()))
        .set("source_ami_region", text(found.source_image_region()))
        .set("source_instance_id", text(found.source_instance_id()))
        .set("root_device_name", text(found.root_device_name()))
        .set("root_device_type", text(found.root_device_type().map(|t| t.as_str())))
        .set(
            "ebs_block_device",
            devices.into_iter().filter_map(device).collect::<Value>(),
        );
    set_use(&mut out, "used_by_instances", id, uses.instances.as_ref());
    set_use(&mut out, "used_by_launch_templates", id, uses.launch_templates.as_ref());
    Some(out.finish())
}

/// Disks of EBS; an image may also name disks of the machine.
fn device(mapping: &BlockDeviceMapping) -> Option<Value> {
    let ebs = mapping.ebs()?;
    Some(json!({
        "device_name": text(mapping.device_name()),
        "encrypted": ebs.encrypted(),
        "snapshot_id": text(ebs.snapshot_id()),
        "volume_size": ebs.volume_size(),
        "volume_type": text(ebs.volume_type().map(|t| t.as_str())),
        "delete_on_termination": ebs.delete_on_termination(),
    }))
}

fn set_use(out: &mut Builder, path: &str, image: &str, used: Option<&Use>) {
    match used {
        None => {}
        Some(Use { error: Some(error), .. }) => {
            out.gap(path, error);
        }
        Some(Use { by_image, .. }) => {
            let users: Vec<&str> = by_image.get(image).into_iter().flatten().map(String::as_str).collect();
            out.set(path, users);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GapReason, Scope};

    #[test]
    fn users_are_listed_none_is_none_and_unread_is_a_gap() {
        let users = |used: Option<&Use>| {
            let mut out = Builder::new(AMI, &Scope::aws("1").in_region("us-east-1"), "ami-1");
            set_use(&mut out, "used_by_instances", "ami-1", used);
            out.finish()
        };
        let used = Use {
            by_image: [("ami-1".to_owned(), ["i-2", "i-1"].map(str::to_owned).into())].into(),
            error: None,
        };
        assert_eq!(
            users(Some(&used)).attributes["used_by_instances"],
            json!(["i-1", "i-2"])
        );
        assert_eq!(users(Some(&Use::default())).attributes["used_by_instances"], json!([]));
        assert!(users(None).attributes.is_empty());
        let refused = CallError::own(DESCRIBE_INSTANCES, GapReason::AccessDenied, "refused");
        let unread = users(Some(&Use {
            error: Some(refused),
            ..used
        }));
        assert!(unread.attributes.is_empty());
        assert_eq!(unread.gaps[0].path, "used_by_instances");
    }

    #[test]
    fn disks_of_the_machine_are_left_out() {
        let mapping = BlockDeviceMapping::builder()
            .device_name("sdb")
            .virtual_name("ephemeral0");
        assert_eq!(device(&mapping.build()), None);
    }
}
