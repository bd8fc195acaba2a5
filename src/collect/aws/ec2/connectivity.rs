//! What joins a VPC to other networks: peering connections and transit gateways.
//!
//! In: a connection in one region. Out: `aws.ec2.vpc_peering_connection` and
//! `aws.ec2.transit_gateway`, without those that were deleted.

use aws_sdk_ec2::types::{
    TransitGateway, VpcPeeringConnection, VpcPeeringConnectionStateReasonCode, VpcPeeringConnectionVpcInfo,
};
use serde_json::{Value, json};

use super::super::super::Part;
use super::super::task::Task;
use super::super::values::{sorted, text};
use super::{PAGE, begin, tags};
use crate::model::Resource;

pub(super) const PEERING: &str = "aws.ec2.vpc_peering_connection";
pub(super) const TRANSIT_GATEWAY: &str = "aws.ec2.transit_gateway";
const DESCRIBE_PEERINGS: &str = "ec2:DescribeVpcPeeringConnections";
const DESCRIBE_TRANSIT_GATEWAYS: &str = "ec2:DescribeTransitGateways";

pub(super) async fn peerings(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(PEERING) {
        return part;
    }
    let request = task.aws.ec2().describe_vpc_peering_connections().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, PEERING, DESCRIBE_PEERINGS, pages).await;
    let found = pages.iter().flat_map(|page| page.vpc_peering_connections());
    let gone = Some(&VpcPeeringConnectionStateReasonCode::Deleted);
    for found in found.filter(|c| c.status().and_then(|s| s.code()) != gone) {
        task.add(&mut part, PEERING, DESCRIBE_PEERINGS, peering(task, found));
    }
    part
}

fn peering(task: &Task, connection: &VpcPeeringConnection) -> Option<Resource> {
    let id = connection.vpc_peering_connection_id()?;
    let kind = "vpc-peering-connection";
    let mut out = begin(task, PEERING, id, Some(task.account()), kind, connection.tags());
    let (own, peer) = (connection.requester_vpc_info(), connection.accepter_vpc_info());
    let status = connection.status().and_then(|s| s.code());
    out.set("accept_status", text(status.map(|c| c.as_str())))
        .set("vpc_id", text(own.and_then(|v| v.vpc_id())))
        .set("owner_id", text(own.and_then(|v| v.owner_id())))
        .set("region", text(own.and_then(|v| v.region())))
        .set("cidr_blocks", ranges(own))
        .set("ipv6_cidr_blocks", ipv6_ranges(own))
        .set("peer_vpc_id", text(peer.and_then(|v| v.vpc_id())))
        .set("peer_owner_id", text(peer.and_then(|v| v.owner_id())))
        .set("peer_region", text(peer.and_then(|v| v.region())))
        .set("peer_cidr_blocks", ranges(peer))
        .set("peer_ipv6_cidr_blocks", ipv6_ranges(peer))
        .set("requester", options(own))
        .set("accepter", options(peer))
        .tags(tags(connection.tags()));
    Some(out.finish())
}

/// All IPv4 ranges of a side; only the first is stated where the list is missing.
fn ranges(side: Option<&VpcPeeringConnectionVpcInfo>) -> Value {
    let Some(side) = side else { return Value::Null };
    let all: Vec<&str> = side.cidr_block_set().iter().filter_map(|b| b.cidr_block()).collect();
    match all.is_empty() {
        true => sorted(side.cidr_block().filter(|b| !b.is_empty())),
        false => sorted(all),
    }
}

fn ipv6_ranges(side: Option<&VpcPeeringConnectionVpcInfo>) -> Value {
    let Some(side) = side else { return Value::Null };
    sorted(side.ipv6_cidr_block_set().iter().filter_map(|b| b.ipv6_cidr_block()))
}

fn options(side: Option<&VpcPeeringConnectionVpcInfo>) -> Value {
    let options = side.and_then(|s| s.peering_options());
    options.map_or(
        Value::Null,
        |o| json!({"allow_remote_vpc_dns_resolution": o.allow_dns_resolution_from_remote_vpc()}),
    )
}

pub(super) async fn transit_gateways(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(TRANSIT_GATEWAY) {
        return part;
    }
    let request = task.aws.ec2().describe_transit_gateways().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, TRANSIT_GATEWAY, DESCRIBE_TRANSIT_GATEWAYS, pages);
    let pages = pages.await;
    let found = pages.iter().flat_map(|page| page.transit_gateways());
    let gone = |gateway: &TransitGateway| gateway.state().is_some_and(|s| s.as_str() == "deleted");
    for found in found.filter(|g| !gone(g)) {
        let resource = transit_gateway(task, found);
        task.add(&mut part, TRANSIT_GATEWAY, DESCRIBE_TRANSIT_GATEWAYS, resource);
    }
    part
}

fn transit_gateway(task: &Task, gateway: &TransitGateway) -> Option<Resource> {
    let id = gateway.transit_gateway_id()?;
    let owner = gateway.owner_id();
    let mut out = begin(task, TRANSIT_GATEWAY, id, owner, "transit-gateway", gateway.tags());
    if let Some(arn) = gateway.transit_gateway_arn() {
        out.arn(Some(arn));
    }
    out.set("description", text(gateway.description()))
        .set("owner_id", text(owner))
        .set("state", text(gateway.state().map(|s| s.as_str())))
        .tags(tags(gateway.tags()));
    let options = gateway.options();
    out.set("amazon_side_asn", options.and_then(|o| o.amazon_side_asn()))
        .set(
            "auto_accept_shared_attachments",
            text(options.and_then(|o| Some(o.auto_accept_shared_attachments()?.as_str()))),
        )
        .set(
            "default_route_table_association",
            text(options.and_then(|o| Some(o.default_route_table_association()?.as_str()))),
        )
        .set(
            "default_route_table_propagation",
            text(options.and_then(|o| Some(o.default_route_table_propagation()?.as_str()))),
        )
        .set(
            "association_default_route_table_id",
            text(options.and_then(|o| o.association_default_route_table_id())),
        )
        .set(
            "propagation_default_route_table_id",
            text(options.and_then(|o| o.propagation_default_route_table_id())),
        )
        .set(
            "dns_support",
            text(options.and_then(|o| Some(o.dns_support()?.as_str()))),
        )
        .set(
            "security_group_referencing_support",
            text(options.and_then(|o| Some(o.security_group_referencing_support()?.as_str()))),
        )
        .set(
            "multicast_support",
            text(options.and_then(|o| Some(o.multicast_support()?.as_str()))),
        )
        .set(
            "vpn_ecmp_support",
            text(options.and_then(|o| Some(o.vpn_ecmp_support()?.as_str()))),
        )
        .set(
            "transit_gateway_cidr_blocks",
            options.map_or(Value::Null, |o| {
                sorted(o.transit_gateway_cidr_blocks().iter().map(String::as_str))
            }),
        );
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_ec2::types::CidrBlock;

    #[test]
    fn ranges_are_all_the_first_or_unknown() {
        let block = |range: &str| CidrBlock::builder().cidr_block(range).build();
        let first = VpcPeeringConnectionVpcInfo::builder().cidr_block("10.0.0.0/16");
        assert_eq!(ranges(Some(&first.clone().build())), json!(["10.0.0.0/16"]));
        let all = first
            .cidr_block_set(block("10.1.0.0/16"))
            .cidr_block_set(block("10.0.0.0/16"));
        assert_eq!(ranges(Some(&all.build())), json!(["10.0.0.0/16", "10.1.0.0/16"]));
        assert_eq!(ranges(None), Value::Null);
        assert_eq!(ranges(Some(&VpcPeeringConnectionVpcInfo::builder().build())), json!([]));
    }
}
