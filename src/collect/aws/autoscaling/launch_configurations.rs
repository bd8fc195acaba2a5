//! Launch configurations, the elder way to say what a group launches.

use aws_sdk_autoscaling::types::{BlockDeviceMapping, InstanceMetadataOptions, LaunchConfiguration};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::user_data;
use super::super::values::{sorted, text, time};
use super::PAGE;
use crate::model::Resource;

pub(super) const LAUNCH_CONFIGURATION: &str = "aws.autoscaling.launch_configuration";
const DESCRIBE: &str = "autoscaling:DescribeLaunchConfigurations";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(LAUNCH_CONFIGURATION) {
        return part;
    }
    let request = task.aws.autoscaling().describe_launch_configurations();
    let pages = request.max_records(PAGE).into_paginator().send();
    for page in task.list(&mut part, LAUNCH_CONFIGURATION, DESCRIBE, pages).await {
        for found in page.launch_configurations() {
            let resource = launch_configuration(task, found);
            task.add(&mut part, LAUNCH_CONFIGURATION, DESCRIBE, resource);
        }
    }
    part
}

fn launch_configuration(task: &Task, found: &LaunchConfiguration) -> Option<Resource> {
    let name = found.launch_configuration_name()?;
    let mut out = Builder::new(LAUNCH_CONFIGURATION, &task.scope, name);
    out.arn(found.launch_configuration_arn());
    set_facts(&mut out, name, found);
    Some(out.finish())
}

fn set_facts(out: &mut Builder, name: &str, found: &LaunchConfiguration) {
    let mut disks: Vec<&BlockDeviceMapping> = found.block_device_mappings().iter().collect();
    disks.sort_by_key(|d| d.device_name());
    out.set("name", name)
        .set("image_id", text(found.image_id()))
        .set("instance_type", text(found.instance_type()))
        .set("key_name", text(found.key_name()))
        .set("iam_instance_profile", text(found.iam_instance_profile()))
        .set(
            "security_groups",
            sorted(found.security_groups().iter().map(String::as_str)),
        )
        .set("associate_public_ip_address", found.associate_public_ip_address())
        .set("ebs_optimized", found.ebs_optimized())
        .set(
            "enable_monitoring",
            found.instance_monitoring().and_then(|m| m.enabled()),
        )
        .set("placement_tenancy", text(found.placement_tenancy()))
        .set("spot_price", text(found.spot_price()))
        .set("metadata_options", found.metadata_options().map(metadata))
        .set(
            "ebs_block_device",
            disks.into_iter().filter_map(disk).collect::<Value>(),
        )
        .set("created_time", time(found.created_time()));
    user_data::set(out, "", DESCRIBE, found.user_data());
}

fn metadata(options: &InstanceMetadataOptions) -> Value {
    json!({
        "http_endpoint": text(options.http_endpoint().map(|v| v.as_str())),
        "http_tokens": text(options.http_tokens().map(|v| v.as_str())),
        "http_put_response_hop_limit": options.http_put_response_hop_limit(),
    })
}

/// Disks of EBS; a configuration may also name disks of the machine.
fn disk(found: &BlockDeviceMapping) -> Option<Value> {
    let ebs = found.ebs()?;
    Some(json!({
        "device_name": found.device_name(),
        "encrypted": ebs.encrypted(),
        "snapshot_id": text(ebs.snapshot_id()),
        "volume_size": ebs.volume_size(),
        "volume_type": text(ebs.volume_type()),
        "iops": ebs.iops(),
        "throughput": ebs.throughput(),
        "delete_on_termination": ebs.delete_on_termination(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;

    #[test]
    fn what_the_service_leaves_out_is_absent_and_user_data_only_facts() {
        let found = LaunchConfiguration::builder()
            .launch_configuration_name("old")
            .user_data(aws_smithy_types::base64::encode("DB_PASSWORD=hunter22"))
            .build();
        let scope = Scope::aws("1").in_region("us-east-1");
        let mut out = Builder::new(LAUNCH_CONFIGURATION, &scope, "old");
        set_facts(&mut out, "old", &found);
        let old = out.finish();
        assert!(old.gaps.is_empty(), "{:?}", old.gaps);
        assert_eq!(old.attributes["user_data_has_secrets"], json!(true));
        assert!(!json!(old.attributes).to_string().contains("hunter22"));
        for absent in ["metadata_options", "associate_public_ip_address", "enable_monitoring"] {
            assert_eq!(old.attributes[absent], Value::Null, "{absent}");
        }
    }
}
