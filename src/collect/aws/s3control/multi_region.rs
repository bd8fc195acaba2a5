//! Multi-region access points: of the account, and managed in one region.

use aws_sdk_s3control::Client;
use aws_sdk_s3control::types::{MultiRegionAccessPointReport, RegionReport};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, absent_on, side_by_side};
use super::super::values::{document, text};
use super::block;
use crate::model::Resource;

pub(super) const ACCESS_POINT: &str = "aws.s3.multi_region_access_point";
const LIST: &str = "s3control:ListMultiRegionAccessPoints";
const POLICY: &str = "s3control:GetMultiRegionAccessPointPolicy";
/// The region that answers for all of them.
const HOME: &str = "us-west-2";
/// The partition that has them.
const PARTITION: &str = "aws";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ACCESS_POINT) {
        return part;
    }
    if task.facts.partition != PARTITION {
        part.asked(ACCESS_POINT, &task.scope);
        return part;
    }
    let task = task.at(task.aws.in_region(HOME), task.scope.clone());
    let client = task.aws.s3control();
    let request = client.list_multi_region_access_points().account_id(task.account());
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, ACCESS_POINT, LIST, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.access_points.unwrap_or_default());
    for resource in side_by_side(found, |found| access_point(&task, &client, found)).await {
        task.add(&mut part, ACCESS_POINT, LIST, resource);
    }
    part
}

async fn access_point(task: &Task, client: &Client, found: MultiRegionAccessPointReport) -> Option<Resource> {
    let name = found.name()?;
    let policy = policy(task, client, name).await;
    let mut out = Builder::new(ACCESS_POINT, &task.scope, name);
    // Its ARN holds the alias, not the name.
    let arn = found
        .alias()
        .map(|alias| task.arn("s3", &format!("accesspoint/{alias}")));
    out.arn(arn.as_deref());
    let mut regions: Vec<&RegionReport> = found.regions().iter().collect();
    regions.sort_by_key(|r| (r.region(), r.bucket()));
    out.set("name", name)
        .set("alias", text(found.alias()))
        .set("status", text(found.status().map(|s| s.as_str())))
        .set("public_access_block", block(found.public_access_block()))
        .set("region", regions.into_iter().map(region).collect::<Vec<_>>())
        .read("policy", &policy, Value::clone);
    Some(out.finish())
}

fn region(region: &RegionReport) -> Value {
    json!({
        "bucket": text(region.bucket()),
        "bucket_account_id": text(region.bucket_account_id()),
        "region": text(region.region()),
    })
}

async fn policy(task: &Task, client: &Client, name: &str) -> Asked<Value> {
    let request = client.get_multi_region_access_point_policy();
    let request = request.account_id(task.account()).name(name);
    let answer = task.ask(ACCESS_POINT, POLICY, request.send()).await;
    Some(
        absent_on(answer, &["NoSuchMultiRegionAccessPointPolicy"])?.and_then(|answer| {
            let policy = answer.as_ref().and_then(|a| a.policy());
            let text = policy.and_then(|p| p.established()).and_then(|e| e.policy());
            match text.filter(|text| !text.is_empty()) {
                None => Ok(Value::Null),
                Some(text) => document(POLICY, text, false),
            }
        }),
    )
}
