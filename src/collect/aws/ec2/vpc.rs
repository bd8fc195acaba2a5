//! VPCs with their attributes, which a call of its own for each tells.
//!
//! In: a connection in one region. Out: `aws.ec2.vpc`.

use aws_sdk_ec2::types::{Vpc, VpcAttributeName, VpcCidrBlockState, VpcCidrBlockStateCode};
use serde_json::Value;

use super::super::super::{Asked, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{PAGE, begin, tags};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const VPC: &str = "aws.ec2.vpc";
const DESCRIBE_VPCS: &str = "ec2:DescribeVpcs";
const DESCRIBE_ATTRIBUTE: &str = "ec2:DescribeVpcAttribute";

pub(super) async fn vpcs(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(VPC) {
        return part;
    }
    let pages = task.aws.ec2().describe_vpcs().max_results(PAGE).into_paginator();
    let pages = task.list(&mut part, VPC, DESCRIBE_VPCS, pages.send()).await;
    let found = pages.into_iter().flat_map(|page| page.vpcs.unwrap_or_default());
    for resource in side_by_side(found, |found| vpc(task, found)).await {
        task.add(&mut part, VPC, DESCRIBE_VPCS, resource);
    }
    part
}

async fn vpc(task: &Task, vpc: Vpc) -> Option<Resource> {
    let id = vpc.vpc_id()?;
    let (support, hostnames) = tokio::join!(
        attribute(task, id, VpcAttributeName::EnableDnsSupport),
        attribute(task, id, VpcAttributeName::EnableDnsHostnames),
    );
    let mut out = begin(task, VPC, id, vpc.owner_id(), "vpc", vpc.tags());
    let ipv4 = vpc.cidr_block_association_set().iter();
    let ipv4 = ipv4.filter(|a| in_use(a.cidr_block_state()));
    let ipv6 = vpc.ipv6_cidr_block_association_set().iter();
    let ipv6 = ipv6.filter(|a| in_use(a.ipv6_cidr_block_state()));
    out.set("cidr_block", text(vpc.cidr_block()))
        .set("cidr_blocks", sorted(ipv4.filter_map(|a| a.cidr_block())))
        .set("ipv6_cidr_blocks", sorted(ipv6.filter_map(|a| a.ipv6_cidr_block())))
        .set("is_default", vpc.is_default())
        .set("instance_tenancy", text(vpc.instance_tenancy().map(|t| t.as_str())))
        .set("dhcp_options_id", text(vpc.dhcp_options_id()))
        .set("owner_id", text(vpc.owner_id()))
        .set("state", text(vpc.state().map(|s| s.as_str())))
        .tags(tags(vpc.tags()))
        .read("enable_dns_support", &support, Clone::clone)
        .read("enable_dns_hostnames", &hostnames, Clone::clone);
    Some(out.finish())
}

/// A range that is being taken away, or that never came, stays in the answer for a while.
fn in_use(state: Option<&VpcCidrBlockState>) -> bool {
    let state = state.and_then(|s| s.state());
    matches!(
        state,
        Some(VpcCidrBlockStateCode::Associated | VpcCidrBlockStateCode::Associating)
    )
}

/// One attribute of a VPC; an answer without it is no answer.
async fn attribute(task: &Task, id: &str, name: VpcAttributeName) -> Asked<Value> {
    let request = task.aws.ec2().describe_vpc_attribute().vpc_id(id);
    let request = request.attribute(name.clone()).send();
    let answer = task.ask(VPC, DESCRIBE_ATTRIBUTE, request).await?;
    Some(answer.and_then(|answer| {
        let value = match name {
            VpcAttributeName::EnableDnsSupport => answer.enable_dns_support(),
            _ => answer.enable_dns_hostnames(),
        };
        match value.and_then(|v| v.value()) {
            Some(value) => Ok(value.into()),
            None => Err(CallError::malformed(DESCRIBE_ATTRIBUTE, "the attribute is missing")),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_go_or_never_came_are_not_in_use() {
        let state = |code| VpcCidrBlockState::builder().state(code).build();
        assert!(in_use(Some(&state(VpcCidrBlockStateCode::Associated))));
        assert!(in_use(Some(&state(VpcCidrBlockStateCode::Associating))));
        for code in [
            VpcCidrBlockStateCode::Disassociating,
            VpcCidrBlockStateCode::Disassociated,
            VpcCidrBlockStateCode::Failed,
        ] {
            assert!(!in_use(Some(&state(code))));
        }
        assert!(!in_use(None));
    }
}
