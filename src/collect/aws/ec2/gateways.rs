//! What leads out of a VPC: internet gateways, egress-only ones, and NAT gateways.
//!
//! In: a connection in one region. Out: `aws.ec2.internet_gateway`,
//! `aws.ec2.egress_only_internet_gateway` and `aws.ec2.nat_gateway`. A NAT gateway that was deleted
//! is still listed for an hour; it is left out.

use aws_sdk_ec2::types::{
    EgressOnlyInternetGateway, InternetGateway, InternetGatewayAttachment, NatGateway, NatGatewayState,
};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::{sorted, text};
use super::{PAGE, begin, tags};
use crate::model::Resource;

pub(super) const INTERNET_GATEWAY: &str = "aws.ec2.internet_gateway";
pub(super) const EGRESS_ONLY: &str = "aws.ec2.egress_only_internet_gateway";
pub(super) const NAT_GATEWAY: &str = "aws.ec2.nat_gateway";
const DESCRIBE_INTERNET_GATEWAYS: &str = "ec2:DescribeInternetGateways";
const DESCRIBE_EGRESS_ONLY: &str = "ec2:DescribeEgressOnlyInternetGateways";
const DESCRIBE_NAT_GATEWAYS: &str = "ec2:DescribeNatGateways";

/// The largest page of egress-only gateways.
const EGRESS_ONLY_PAGE: i32 = 255;

pub(super) async fn internet_gateways(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(INTERNET_GATEWAY) {
        return part;
    }
    let request = task.aws.ec2().describe_internet_gateways().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, INTERNET_GATEWAY, DESCRIBE_INTERNET_GATEWAYS, pages);
    for found in pages.await.iter().flat_map(|page| page.internet_gateways()) {
        let resource = internet_gateway(task, found);
        task.add(&mut part, INTERNET_GATEWAY, DESCRIBE_INTERNET_GATEWAYS, resource);
    }
    part
}

fn internet_gateway(task: &Task, gateway: &InternetGateway) -> Option<Resource> {
    let id = gateway.internet_gateway_id()?;
    let owner = gateway.owner_id();
    let mut out = begin(task, INTERNET_GATEWAY, id, owner, "internet-gateway", gateway.tags());
    attached(&mut out, gateway.attachments());
    out.set("owner_id", text(owner)).tags(tags(gateway.tags()));
    Some(out.finish())
}

pub(super) async fn egress_only_gateways(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(EGRESS_ONLY) {
        return part;
    }
    let request = task.aws.ec2().describe_egress_only_internet_gateways();
    let pages = request.max_results(EGRESS_ONLY_PAGE).into_paginator().send();
    let pages = task.list(&mut part, EGRESS_ONLY, DESCRIBE_EGRESS_ONLY, pages).await;
    for found in pages.iter().flat_map(|page| page.egress_only_internet_gateways()) {
        task.add(&mut part, EGRESS_ONLY, DESCRIBE_EGRESS_ONLY, egress_only(task, found));
    }
    part
}

fn egress_only(task: &Task, gateway: &EgressOnlyInternetGateway) -> Option<Resource> {
    let id = gateway.egress_only_internet_gateway_id()?;
    let kind = "egress-only-internet-gateway";
    let mut out = begin(task, EGRESS_ONLY, id, Some(task.account()), kind, gateway.tags());
    attached(&mut out, gateway.attachments());
    out.tags(tags(gateway.tags()));
    Some(out.finish())
}

fn attached(out: &mut Builder, attachments: &[InternetGatewayAttachment]) {
    let mut all: Vec<&InternetGatewayAttachment> = attachments.iter().collect();
    all.sort_by_key(|a| a.vpc_id());
    let described = all.iter().map(|a| {
        json!({
            "vpc_id": text(a.vpc_id()),
            "state": text(a.state().map(|s| s.as_str())),
        })
    });
    out.set("vpc_ids", sorted(all.iter().filter_map(|a| a.vpc_id())))
        .set("attachments", described.collect::<Value>());
}

pub(super) async fn nat_gateways(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(NAT_GATEWAY) {
        return part;
    }
    let request = task.aws.ec2().describe_nat_gateways().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, NAT_GATEWAY, DESCRIBE_NAT_GATEWAYS, pages).await;
    let found = pages.iter().flat_map(|page| page.nat_gateways());
    for found in found.filter(|g| g.state() != Some(&NatGatewayState::Deleted)) {
        task.add(&mut part, NAT_GATEWAY, DESCRIBE_NAT_GATEWAYS, nat_gateway(task, found));
    }
    part
}

fn nat_gateway(task: &Task, gateway: &NatGateway) -> Option<Resource> {
    let id = gateway.nat_gateway_id()?;
    let mut out = begin(
        task,
        NAT_GATEWAY,
        id,
        Some(task.account()),
        "natgateway",
        gateway.tags(),
    );
    let addresses = gateway.nat_gateway_addresses();
    let connectivity = gateway.connectivity_type().map(|t| t.as_str());
    let mode = gateway.availability_mode().map(|m| m.as_str());
    out.set("vpc_id", text(gateway.vpc_id()))
        .set("subnet_id", text(gateway.subnet_id()))
        .set("connectivity_type", text(connectivity))
        .set("availability_mode", text(mode))
        .set("state", text(gateway.state().map(|s| s.as_str())))
        .set("public_ips", sorted(addresses.iter().filter_map(|a| a.public_ip())))
        .set(
            "allocation_ids",
            sorted(addresses.iter().filter_map(|a| a.allocation_id())),
        )
        .tags(tags(gateway.tags()));
    Some(out.finish())
}
