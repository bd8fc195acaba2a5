//! Elastic addresses, network interfaces and key pairs.

use aws_sdk_ec2::types::{Address, KeyPairInfo, NetworkInterface};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::{sorted, text, time};
use super::{PAGE, arn, name_tag, tags};
use crate::model::Resource;

pub(super) const EIP: &str = "aws.ec2.eip";
pub(super) const NETWORK_INTERFACE: &str = "aws.ec2.network_interface";
pub(super) const KEY_PAIR: &str = "aws.ec2.key_pair";
const DESCRIBE_ADDRESSES: &str = "ec2:DescribeAddresses";
const DESCRIBE_INTERFACES: &str = "ec2:DescribeNetworkInterfaces";
const DESCRIBE_KEY_PAIRS: &str = "ec2:DescribeKeyPairs";

pub(super) async fn eips(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(EIP) {
        return part;
    }
    let request = task.aws.ec2().describe_addresses().send();
    let answer = task.list_once(&mut part, EIP, DESCRIBE_ADDRESSES, request).await;
    for found in answer.iter().flat_map(|a| a.addresses()) {
        task.add(&mut part, EIP, DESCRIBE_ADDRESSES, eip(task, found));
    }
    part
}

fn eip(task: &Task, found: &Address) -> Option<Resource> {
    let id = found.allocation_id().or(found.public_ip())?;
    let mut out = Builder::new(EIP, &task.scope, id);
    out.name(name_tag(found.tags()));
    out.arn(Some(&task.arn("ec2", &format!("elastic-ip/{id}"))));
    out.tags(tags(found.tags()));
    out.set("allocation_id", text(found.allocation_id()))
        .set("public_ip", text(found.public_ip()))
        .set("private_ip", text(found.private_ip_address()))
        .set("domain", text(found.domain().map(|d| d.as_str())))
        .set("association_id", text(found.association_id()))
        .set("instance", text(found.instance_id()))
        .set("network_interface", text(found.network_interface_id()))
        .set("network_interface_owner_id", text(found.network_interface_owner_id()))
        .set("network_border_group", text(found.network_border_group()))
        .set("service_managed", text(found.service_managed().map(|s| s.as_str())));
    Some(out.finish())
}

pub(super) async fn network_interfaces(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(NETWORK_INTERFACE) {
        return part;
    }
    let request = task.aws.ec2().describe_network_interfaces().max_results(PAGE);
    let pages = request.into_paginator().send();
    for page in task
        .list(&mut part, NETWORK_INTERFACE, DESCRIBE_INTERFACES, pages)
        .await
    {
        for found in page.network_interfaces() {
            let resource = network_interface(task, found);
            task.add(&mut part, NETWORK_INTERFACE, DESCRIBE_INTERFACES, resource);
        }
    }
    part
}

fn network_interface(task: &Task, found: &NetworkInterface) -> Option<Resource> {
    let id = found.network_interface_id()?;
    let mut out = Builder::new(NETWORK_INTERFACE, &task.scope, id);
    out.name(name_tag(found.tag_set()));
    out.arn(arn(task, found.owner_id(), &format!("network-interface/{id}")).as_deref());
    out.tags(tags(found.tag_set()));
    let addresses = found.private_ip_addresses();
    out.set("description", text(found.description()))
        .set("interface_type", text(found.interface_type().map(|t| t.as_str())))
        .set("status", text(found.status().map(|s| s.as_str())))
        .set("vpc_id", text(found.vpc_id()))
        .set("subnet_id", text(found.subnet_id()))
        .set("availability_zone", text(found.availability_zone()))
        .set(
            "security_groups",
            sorted(found.groups().iter().filter_map(|g| g.group_id())),
        )
        .set("source_dest_check", found.source_dest_check())
        .set("owner_id", text(found.owner_id()))
        .set("requester_id", text(found.requester_id()))
        .set("requester_managed", found.requester_managed())
        .set("private_ip", text(found.private_ip_address()))
        .set(
            "private_ips",
            sorted(addresses.iter().filter_map(|a| a.private_ip_address())),
        )
        .set("public_ip", text(found.association().and_then(|a| a.public_ip())))
        .set("public_ips", public_ips(found))
        .set(
            "ipv6_addresses",
            sorted(found.ipv6_addresses().iter().filter_map(|a| a.ipv6_address())),
        )
        .set("attachment", attachment(found));
    Some(out.finish())
}

/// The public addresses of the interface: each private one may have one.
fn public_ips(found: &NetworkInterface) -> Value {
    let others = found.private_ip_addresses().iter().filter_map(|a| a.association());
    let all = found.association().into_iter().chain(others);
    let unique: std::collections::BTreeSet<&str> = all.filter_map(|a| a.public_ip()).collect();
    sorted(unique)
}

fn attachment(found: &NetworkInterface) -> Value {
    let Some(attachment) = found.attachment() else {
        return Value::Null;
    };
    json!({
        "attachment_id": text(attachment.attachment_id()),
        "instance": text(attachment.instance_id()),
        "instance_owner_id": text(attachment.instance_owner_id()),
        "device_index": attachment.device_index(),
        "status": text(attachment.status().map(|s| s.as_str())),
        "delete_on_termination": attachment.delete_on_termination(),
        "attach_time": time(attachment.attach_time()),
    })
}

pub(super) async fn key_pairs(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(KEY_PAIR) {
        return part;
    }
    let request = task.aws.ec2().describe_key_pairs().send();
    let answer = task.list_once(&mut part, KEY_PAIR, DESCRIBE_KEY_PAIRS, request).await;
    for found in answer.iter().flat_map(|a| a.key_pairs()) {
        task.add(&mut part, KEY_PAIR, DESCRIBE_KEY_PAIRS, key_pair(task, found));
    }
    part
}

fn key_pair(task: &Task, found: &KeyPairInfo) -> Option<Resource> {
    let name = found.key_name()?;
    let mut out = Builder::new(KEY_PAIR, &task.scope, name);
    out.arn(Some(&task.arn("ec2", &format!("key-pair/{name}"))));
    out.tags(tags(found.tags()));
    out.set("key_name", name)
        .set("key_pair_id", text(found.key_pair_id()))
        .set("key_type", text(found.key_type().map(|t| t.as_str())))
        .set("fingerprint", text(found.key_fingerprint()))
        .set("create_time", time(found.create_time()));
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_ec2::types::{NetworkInterfaceAssociation, NetworkInterfacePrivateIpAddress};

    #[test]
    fn public_addresses_are_those_of_every_private_one() {
        let association = |ip: &str| NetworkInterfaceAssociation::builder().public_ip(ip).build();
        let address = |ip: &str| {
            NetworkInterfacePrivateIpAddress::builder()
                .association(association(ip))
                .build()
        };
        let interface = NetworkInterface::builder()
            .association(association("203.0.113.2"))
            .private_ip_addresses(address("203.0.113.2"))
            .private_ip_addresses(address("203.0.113.1"))
            .build();
        assert_eq!(public_ips(&interface), json!(["203.0.113.1", "203.0.113.2"]));
        assert_eq!(public_ips(&NetworkInterface::builder().build()), json!([]));
        assert_eq!(attachment(&NetworkInterface::builder().build()), Value::Null);
    }
}
