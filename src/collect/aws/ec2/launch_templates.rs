//! Launch templates, with what their default and their latest version say. One listing gives both
//! versions of all templates.

use aws_sdk_ec2::types::{
    LaunchTemplate, LaunchTemplateBlockDeviceMapping, LaunchTemplateInstanceNetworkInterfaceSpecification,
    LaunchTemplateTagSpecification, LaunchTemplateVersion, ResponseLaunchTemplateData,
};
use serde_json::{Map, Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::Task;
use super::super::user_data;
use super::super::values::{sorted, text, time};
use super::images::AMI;
use super::{name_tag, tags};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const LAUNCH_TEMPLATE: &str = "aws.ec2.launch_template";
pub(super) const DESCRIBE_VERSIONS: &str = "ec2:DescribeLaunchTemplateVersions";
const DESCRIBE_TEMPLATES: &str = "ec2:DescribeLaunchTemplates";

/// The largest page of templates and of their versions.
const TEMPLATES_PAGE: i32 = 200;

pub(super) type Versions = Asked<Vec<LaunchTemplateVersion>>;

/// The default and the latest version of every template, if anything needs them.
pub(super) async fn versions(task: &Task) -> Versions {
    let asking = [LAUNCH_TEMPLATE, AMI];
    let kind = asking.into_iter().find(|kind| task.asks(kind, DESCRIBE_VERSIONS))?;
    let request = task.aws.ec2().describe_launch_template_versions();
    let request = request
        .versions("$Default")
        .versions("$Latest")
        .max_results(TEMPLATES_PAGE);
    let pages = task
        .ask_pages(kind, DESCRIBE_VERSIONS, request.into_paginator().send())
        .await?;
    Some(pages.map(|pages| {
        pages
            .into_iter()
            .flat_map(|p| p.launch_template_versions.unwrap_or_default())
            .collect()
    }))
}

pub(super) async fn collect(task: &Task, versions: &Versions) -> Part {
    let mut part = Part::default();
    if !task.wants(LAUNCH_TEMPLATE) {
        return part;
    }
    let request = task.aws.ec2().describe_launch_templates().max_results(TEMPLATES_PAGE);
    let pages = request.into_paginator().send();
    for page in task.list(&mut part, LAUNCH_TEMPLATE, DESCRIBE_TEMPLATES, pages).await {
        for found in page.launch_templates() {
            let resource = launch_template(task, found, versions);
            task.add(&mut part, LAUNCH_TEMPLATE, DESCRIBE_TEMPLATES, resource);
        }
    }
    part
}

fn launch_template(task: &Task, found: &LaunchTemplate, versions: &Versions) -> Option<Resource> {
    let id = found.launch_template_id()?;
    let mut out = Builder::new(LAUNCH_TEMPLATE, &task.scope, id);
    out.name(found.launch_template_name().or(name_tag(found.tags())));
    out.arn(Some(&task.arn("ec2", &format!("launch-template/{id}"))));
    out.tags(tags(found.tags()));
    out.set("name", text(found.launch_template_name()))
        .set("default_version", found.default_version_number())
        .set("latest_version", found.latest_version_number())
        .set("create_time", time(found.create_time()))
        .set("created_by", text(found.created_by()));
    match versions {
        None => {}
        Some(Err(error)) => {
            out.gap("default", error).gap("latest", error);
        }
        Some(Ok(versions)) => {
            let own = || versions.iter().filter(|v| v.launch_template_id() == Some(id));
            let default = own().find(|v| v.default_version() == Some(true));
            set_version(&mut out, "default", default);
            set_version(&mut out, "latest", own().max_by_key(|v| v.version_number()));
        }
    }
    Some(out.finish())
}

/// Sets what a version says. A template without the version came to be between the two listings.
fn set_version(out: &mut Builder, path: &str, version: Option<&LaunchTemplateVersion>) {
    let Some((version, data)) = version.and_then(|v| Some((v, v.launch_template_data()?))) else {
        let error = CallError::malformed(DESCRIBE_VERSIONS, "the version of the template is not in the answer");
        out.gap(path, &error);
        return;
    };
    let mut facts = machine(data);
    facts.insert("version".into(), version.version_number().into());
    facts.insert("description".into(), text(version.version_description()));
    out.set(path, Value::Object(facts));
    user_data::set(out, &format!("{path}."), DESCRIBE_VERSIONS, data.user_data());
}

fn machine(data: &ResponseLaunchTemplateData) -> Map<String, Value> {
    let groups = data.security_group_ids().iter().map(String::as_str);
    let mut disks: Vec<_> = data.block_device_mappings().iter().collect();
    disks.sort_by_key(|d| d.device_name());
    let mut interfaces: Vec<_> = data.network_interfaces().iter().collect();
    interfaces.sort_by_key(|i| (i.device_index(), i.network_card_index()));
    let mut tags: Vec<_> = data.tag_specifications().iter().collect();
    tags.sort_by_key(|t| t.resource_type().map(|r| r.as_str()));
    let market = data.instance_market_options().and_then(|m| m.market_type());
    let profile = data
        .iam_instance_profile()
        .map(|p| json!({"arn": text(p.arn()), "name": text(p.name())}));
    let members = [
        ("image_id", text(data.image_id())),
        ("instance_type", text(data.instance_type().map(|t| t.as_str()))),
        ("instance_requirements", data.instance_requirements().is_some().into()),
        ("key_name", text(data.key_name())),
        ("ebs_optimized", data.ebs_optimized().into()),
        ("disable_api_termination", data.disable_api_termination().into()),
        ("vpc_security_group_ids", sorted(groups)),
        ("iam_instance_profile", profile.into()),
        (
            "monitoring",
            data.monitoring().map(|m| json!({"enabled": m.enabled()})).into(),
        ),
        (
            "enclave_options",
            data.enclave_options().map(|e| json!({"enabled": e.enabled()})).into(),
        ),
        ("metadata_options", metadata(data)),
        ("network_interfaces", interfaces.into_iter().map(interface).collect()),
        ("block_device_mappings", disks.into_iter().map(disk).collect()),
        ("instance_market_type", text(market.map(|m| m.as_str()))),
        ("tag_specifications", tags.into_iter().map(tags_of).collect()),
    ];
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// What the template does not say follows from the image and the defaults of the account.
fn metadata(data: &ResponseLaunchTemplateData) -> Value {
    let Some(options) = data.metadata_options() else {
        return Value::Null;
    };
    json!({
        "http_endpoint": text(options.http_endpoint().map(|v| v.as_str())),
        "http_tokens": text(options.http_tokens().map(|v| v.as_str())),
        "http_put_response_hop_limit": options.http_put_response_hop_limit(),
        "http_protocol_ipv6": text(options.http_protocol_ipv6().map(|v| v.as_str())),
        "instance_metadata_tags": text(options.instance_metadata_tags().map(|v| v.as_str())),
    })
}

fn interface(found: &LaunchTemplateInstanceNetworkInterfaceSpecification) -> Value {
    json!({
        "associate_public_ip_address": found.associate_public_ip_address(),
        "device_index": found.device_index(),
        "network_interface_id": text(found.network_interface_id()),
        "interface_type": text(found.interface_type()),
        "subnet_id": text(found.subnet_id()),
        "security_groups": sorted(found.groups().iter().map(String::as_str)),
        "delete_on_termination": found.delete_on_termination(),
    })
}

fn disk(found: &LaunchTemplateBlockDeviceMapping) -> Value {
    let ebs = found.ebs().map(|ebs| {
        json!({
            "encrypted": ebs.encrypted(),
            "kms_key_id": text(ebs.kms_key_id()),
            "snapshot_id": text(ebs.snapshot_id()),
            "volume_size": ebs.volume_size(),
            "volume_type": text(ebs.volume_type().map(|t| t.as_str())),
            "iops": ebs.iops(),
            "throughput": ebs.throughput(),
            "delete_on_termination": ebs.delete_on_termination(),
        })
    });
    json!({
        "device_name": text(found.device_name()),
        "no_device": text(found.no_device()),
        "virtual_name": text(found.virtual_name()),
        "ebs": ebs,
    })
}

fn tags_of(found: &LaunchTemplateTagSpecification) -> Value {
    let tags: Map<String, Value> = tags(found.tags())
        .map(|(key, value)| (key.to_owned(), value.into()))
        .collect();
    json!({"resource_type": text(found.resource_type().map(|r| r.as_str())), "tags": tags})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;

    fn version(number: i64, default: bool, user_data: Option<&str>) -> LaunchTemplateVersion {
        let data = ResponseLaunchTemplateData::builder().set_user_data(user_data.map(str::to_owned));
        LaunchTemplateVersion::builder()
            .launch_template_id("lt-1")
            .version_number(number)
            .default_version(default)
            .launch_template_data(data.build())
            .build()
    }

    fn set_in(path: &str, version: Option<&LaunchTemplateVersion>) -> Resource {
        let mut out = Builder::new(LAUNCH_TEMPLATE, &Scope::aws("1").in_region("us-east-1"), "lt-1");
        set_version(&mut out, path, version);
        out.finish()
    }

    #[test]
    fn a_version_that_says_nothing_has_absent_facts_and_no_gaps() {
        let found = set_in("latest", Some(&version(3, false, None)));
        assert!(found.gaps.is_empty(), "{:?}", found.gaps);
        let latest = &found.attributes["latest"];
        assert_eq!(latest["version"], json!(3));
        assert_eq!(latest["user_data_present"], json!(false));
        for absent in ["image_id", "metadata_options", "monitoring", "ebs_optimized"] {
            assert_eq!(latest[absent], Value::Null, "{absent}");
        }
        assert_eq!(latest["network_interfaces"], json!([]));
    }

    #[test]
    fn a_version_that_is_missing_or_not_readable_is_a_gap() {
        let found = set_in("default", None);
        assert_eq!(found.gaps[0].path, "default");
        assert!(found.attributes.is_empty());
        let found = set_in("default", Some(&version(1, true, Some("%"))));
        assert_eq!(found.attributes["default"]["version"], json!(1));
        assert!(found.attributes["default"].get("user_data_present").is_none());
        assert!(found.gaps.iter().any(|g| g.path == "default.user_data_has_secrets"));
    }
}
