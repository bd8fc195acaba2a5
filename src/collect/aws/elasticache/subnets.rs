//! Subnet groups.
//!
//! In: a connection. Out: `aws.elasticache.subnet_group`.

use std::collections::BTreeSet;

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::types::CacheSubnetGroup;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{SUBNET_GROUP, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "elasticache:DescribeCacheSubnetGroups";

pub(super) async fn groups(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(SUBNET_GROUP) {
        return part;
    }
    let pages = client.describe_cache_subnet_groups().into_paginator().send();
    let pages = task.list(&mut part, SUBNET_GROUP, DESCRIBE, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.cache_subnet_groups.unwrap_or_default());
    for resource in side_by_side(found, |found| group(task, client, found)).await {
        task.add(&mut part, SUBNET_GROUP, DESCRIBE, resource);
    }
    part
}

async fn group(task: &Task, client: &Client, found: CacheSubnetGroup) -> Option<Resource> {
    let name = found.cache_subnet_group_name()?;
    let tags = read_tags(task, client, SUBNET_GROUP, found.arn()).await;
    let subnets = found.subnets();
    let zones: BTreeSet<&str> = subnets
        .iter()
        .filter_map(|s| s.subnet_availability_zone()?.name())
        .collect();
    let mut out = Builder::new(SUBNET_GROUP, &task.scope, name);
    out.arn(found.arn());
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("description", text(found.cache_subnet_group_description()))
        .set("vpc_id", text(found.vpc_id()))
        .set(
            "subnet_ids",
            sorted(subnets.iter().filter_map(|s| s.subnet_identifier())),
        )
        .set("availability_zones", sorted(zones));
    Some(out.finish())
}
