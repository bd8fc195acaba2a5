//! Instances.

use aws_sdk_ec2::types::{
    Instance, InstanceAttributeName, InstanceMetadataOptionsResponse, InstanceNetworkInterface, InstanceStateName,
    MonitoringState,
};
use serde_json::{Value, json};

use super::super::super::Builder;
use super::super::task::{Task, side_by_side};
use super::super::user_data;
use super::super::values::{sorted, text, time};
use super::{arn, name_tag, tags};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const INSTANCE: &str = "aws.ec2.instance";
pub(super) const DESCRIBE_INSTANCES: &str = "ec2:DescribeInstances";
const DESCRIBE_ATTRIBUTE: &str = "ec2:DescribeInstanceAttribute";

/// Reads what instances have beside the listing. `None` for one without an id.
pub(super) async fn resources(task: &Task, instances: Vec<(Option<&str>, &Instance)>) -> Vec<Option<Resource>> {
    let details = side_by_side(0..instances.len(), |n| {
        let found = instances.get(n).copied();
        async move {
            let (owner, found) = found?;
            resource(task, owner, found).await
        }
    });
    details.await
}

async fn resource(task: &Task, owner: Option<&str>, found: &Instance) -> Option<Resource> {
    let id = found.instance_id()?;
    let request = task.aws.ec2().describe_instance_attribute().instance_id(id);
    let request = request.attribute(InstanceAttributeName::UserData).send();
    let attribute = task.ask(INSTANCE, DESCRIBE_ATTRIBUTE, request).await;
    let mut out = Builder::new(INSTANCE, &task.scope, id);
    out.name(name_tag(found.tags()));
    out.arn(arn(task, owner, &format!("instance/{id}")).as_deref());
    out.tags(tags(found.tags()));
    set_machine(&mut out, found);
    set_state(&mut out, found);
    set_network(&mut out, found);
    set_devices(&mut out, found);
    user_data::read(&mut out, DESCRIBE_ATTRIBUTE, &attribute, |answer| {
        answer.user_data().and_then(|u| u.value())
    });
    Some(out.finish())
}

fn set_machine(out: &mut Builder, found: &Instance) {
    let profile = found.iam_instance_profile().and_then(|p| p.arn());
    let placement = found.placement();
    let monitored = found.monitoring().and_then(|m| m.state()).map(|state| {
        // Pending: it was switched on.
        matches!(state, MonitoringState::Enabled | MonitoringState::Pending)
    });
    out.set("ami", text(found.image_id()))
        .set("instance_type", text(found.instance_type().map(|t| t.as_str())))
        .set("architecture", text(found.architecture().map(|a| a.as_str())))
        .set("platform", text(found.platform().map(|p| p.as_str())))
        .set("platform_details", text(found.platform_details()))
        .set(
            "virtualization_type",
            text(found.virtualization_type().map(|v| v.as_str())),
        )
        .set(
            "instance_lifecycle",
            text(found.instance_lifecycle().map(|l| l.as_str())),
        )
        .set("key_name", text(found.key_name()))
        .set(
            "iam_instance_profile",
            text(profile.and_then(|arn| arn.rsplit('/').next())),
        )
        .set("iam_instance_profile_arn", text(profile))
        .set("monitoring", monitored)
        .set("ebs_optimized", found.ebs_optimized())
        .set("hibernation", found.hibernation_options().and_then(|h| h.configured()))
        .set(
            "enclave_options",
            json!({"enabled": found.enclave_options().and_then(|e| e.enabled())}),
        )
        .set("metadata_options", found.metadata_options().map(metadata))
        .set("availability_zone", text(placement.and_then(|p| p.availability_zone())))
        .set("tenancy", text(placement.and_then(|p| p.tenancy()).map(|t| t.as_str())))
        .set(
            "auto_recovery",
            text(
                found
                    .maintenance_options()
                    .and_then(|m| m.auto_recovery())
                    .map(|r| r.as_str()),
            ),
        );
}

fn metadata(options: &InstanceMetadataOptionsResponse) -> Value {
    json!({
        "http_endpoint": text(options.http_endpoint().map(|v| v.as_str())),
        "http_tokens": text(options.http_tokens().map(|v| v.as_str())),
        "http_put_response_hop_limit": options.http_put_response_hop_limit(),
        "http_protocol_ipv6": text(options.http_protocol_ipv6().map(|v| v.as_str())),
        "instance_metadata_tags": text(options.instance_metadata_tags().map(|v| v.as_str())),
    })
}

fn set_state(out: &mut Builder, found: &Instance) {
    let state = found.state().and_then(|s| s.name());
    let reason = found.state_transition_reason();
    out.set("instance_state", text(state.map(|s| s.as_str())))
        .set("launch_time", time(found.launch_time()))
        .set("state_transition_reason", text(reason));
    if state != Some(&InstanceStateName::Stopped) {
        out.absent("stopped_since");
        return;
    }
    match reason.and_then(moment_of) {
        Some(moment) => out.set("stopped_since", moment),
        // It was stopped some time; the service does not say when.
        None => out.gap(
            "stopped_since",
            &CallError::malformed(DESCRIBE_INSTANCES, "the reason of the transition has no time"),
        ),
    };
}

/// The time in `User initiated (2024-05-06 07:08:09 GMT)`.
fn moment_of(reason: &str) -> Option<String> {
    let (_, rest) = reason.rsplit_once('(')?;
    let (moment, _) = rest.split_once(')')?;
    let moment = moment.trim_end_matches("GMT").trim_end_matches("UTC").trim();
    let moment = format!("{}Z", moment.replace(' ', "T"));
    moment.parse::<jiff::Timestamp>().ok().map(|stamp| stamp.to_string())
}

fn set_network(out: &mut Builder, found: &Instance) {
    let mut interfaces: Vec<&InstanceNetworkInterface> = found.network_interfaces().iter().collect();
    interfaces.sort_by_key(|i| (i.attachment().and_then(|a| a.device_index()), i.network_interface_id()));
    let addresses = interfaces.iter().flat_map(|i| i.ipv6_addresses());
    out.set("subnet_id", text(found.subnet_id()))
        .set("vpc_id", text(found.vpc_id()))
        .set(
            "vpc_security_group_ids",
            sorted(found.security_groups().iter().filter_map(|g| g.group_id())),
        )
        .set("associate_public_ip_address", public_ip(found, &interfaces).is_some())
        .set("public_ip", text(public_ip(found, &interfaces)))
        .set("private_ip", text(found.private_ip_address()))
        .set("ipv6_addresses", sorted(addresses.filter_map(|a| a.ipv6_address())))
        .set("source_dest_check", found.source_dest_check())
        .set(
            "network_interfaces",
            interfaces.into_iter().map(interface).collect::<Value>(),
        );
}

/// The public address of the instance, or of any of its interfaces.
fn public_ip<'a>(found: &'a Instance, interfaces: &[&'a InstanceNetworkInterface]) -> Option<&'a str> {
    let of_interfaces = || {
        interfaces
            .iter()
            .find_map(|i| i.association().and_then(|a| a.public_ip()))
    };
    found
        .public_ip_address()
        .filter(|ip| !ip.is_empty())
        .or_else(of_interfaces)
}

fn interface(found: &InstanceNetworkInterface) -> Value {
    json!({
        "network_interface_id": text(found.network_interface_id()),
        "device_index": found.attachment().and_then(|a| a.device_index()),
        "interface_type": text(found.interface_type()),
        "subnet_id": text(found.subnet_id()),
        "public_ip": text(found.association().and_then(|a| a.public_ip())),
        "security_groups": sorted(found.groups().iter().filter_map(|g| g.group_id())),
    })
}

fn set_devices(out: &mut Builder, found: &Instance) {
    let root = found.root_device_name();
    let mut devices: Vec<_> = found.block_device_mappings().iter().collect();
    devices.sort_by_key(|d| d.device_name());
    let device = |mapping: &aws_sdk_ec2::types::InstanceBlockDeviceMapping| {
        let ebs = mapping.ebs();
        json!({
            "device_name": text(mapping.device_name()),
            "volume_id": text(ebs.and_then(|e| e.volume_id())),
            "delete_on_termination": ebs.and_then(|e| e.delete_on_termination()),
        })
    };
    let of_root = devices.iter().find(|d| root.is_some() && d.device_name() == root);
    out.set("root_device_name", text(root))
        .set("root_device_type", text(found.root_device_type().map(|t| t.as_str())))
        .set("root_block_device", of_root.map(|d| device(d)))
        .set(
            "ebs_block_device",
            devices
                .iter()
                .filter(|d| root.is_none() || d.device_name() != root)
                .map(|d| device(d))
                .collect::<Value>(),
        );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;
    use aws_sdk_ec2::types::{InstanceNetworkInterfaceAssociation, InstanceState};

    fn built(set: impl Fn(&mut Builder, &Instance), instance: &Instance) -> Resource {
        let mut out = Builder::new(INSTANCE, &Scope::aws("1").in_region("us-east-1"), "i-1");
        set(&mut out, instance);
        out.finish()
    }

    fn in_state(state: InstanceStateName, reason: &str) -> Resource {
        let state = InstanceState::builder().name(state).build();
        let instance = Instance::builder().state(state).state_transition_reason(reason).build();
        built(set_state, &instance)
    }

    #[test]
    fn the_time_of_a_stop_is_read_from_its_reason_or_is_a_gap() {
        let stopped = in_state(InstanceStateName::Stopped, "User initiated (2024-05-06 07:08:09 GMT)");
        assert_eq!(stopped.attributes["stopped_since"], json!("2024-05-06T07:08:09Z"));
        let running = in_state(InstanceStateName::Running, "");
        assert_eq!(running.attributes["stopped_since"], Value::Null);
        for reason in ["", "Server.SpotInstanceShutdown", "User initiated (yesterday)", "x)("] {
            let unknown = in_state(InstanceStateName::Stopped, reason);
            assert!(!unknown.attributes.contains_key("stopped_since"), "{reason}");
            assert_eq!(unknown.gaps[0].path, "stopped_since");
        }
    }

    #[test]
    fn what_the_service_leaves_out_is_absent() {
        let bare = Instance::builder().build();
        let machine = built(set_machine, &bare);
        assert!(machine.gaps.is_empty(), "{:?}", machine.gaps);
        for path in [
            "metadata_options",
            "monitoring",
            "ebs_optimized",
            "iam_instance_profile",
        ] {
            assert_eq!(machine.attributes[path], Value::Null, "{path}");
        }
        assert_eq!(machine.attributes["enclave_options"], json!({"enabled": null}));
    }

    #[test]
    fn a_public_address_of_a_second_interface_counts() {
        let association = InstanceNetworkInterfaceAssociation::builder().public_ip("203.0.113.7");
        let second = InstanceNetworkInterface::builder()
            .network_interface_id("eni-2")
            .association(association.build());
        let instance = Instance::builder().network_interfaces(second.build()).build();
        let network = built(set_network, &instance);
        assert_eq!(network.attributes["public_ip"], json!("203.0.113.7"));
        assert_eq!(network.attributes["associate_public_ip_address"], json!(true));
        let none = built(set_network, &Instance::builder().build());
        assert_eq!(none.attributes["associate_public_ip_address"], json!(false));
    }
}
