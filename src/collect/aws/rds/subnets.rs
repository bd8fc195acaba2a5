//! Subnet groups.
//!
//! In: a connection. Out: `aws.rds.subnet_group`.

use std::collections::BTreeSet;

use aws_sdk_rds::Client;
use aws_sdk_rds::types::DbSubnetGroup;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{SUBNET_GROUP, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "rds:DescribeDBSubnetGroups";

pub(super) async fn groups(task: &Task, rds: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(SUBNET_GROUP) {
        return part;
    }
    let pages = rds.describe_db_subnet_groups().into_paginator().send();
    let pages = task.list(&mut part, SUBNET_GROUP, DESCRIBE, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.db_subnet_groups.unwrap_or_default());
    for resource in side_by_side(found, |found| group(task, rds, found)).await {
        task.add(&mut part, SUBNET_GROUP, DESCRIBE, resource);
    }
    part
}

async fn group(task: &Task, rds: &Client, group: DbSubnetGroup) -> Option<Resource> {
    let name = group.db_subnet_group_name()?;
    let tags = read_tags(task, rds, SUBNET_GROUP, group.db_subnet_group_arn()).await;
    let subnets = group.subnets();
    let zones = subnets.iter().filter_map(|s| s.subnet_availability_zone()?.name());
    let mut out = Builder::new(SUBNET_GROUP, &task.scope, name);
    out.arn(group.db_subnet_group_arn());
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("description", text(group.db_subnet_group_description()))
        .set("status", text(group.subnet_group_status()))
        .set("vpc_id", text(group.vpc_id()))
        .set(
            "subnet_ids",
            sorted(subnets.iter().filter_map(|s| s.subnet_identifier())),
        )
        .set("availability_zones", sorted(zones.collect::<BTreeSet<&str>>()))
        .set(
            "supported_network_types",
            sorted(group.supported_network_types().iter().map(String::as_str)),
        );
    Some(out.finish())
}
