//! Access points of one region.

use aws_sdk_s3control::Client;
use aws_sdk_s3control::types::AccessPoint;
use serde_json::Value;

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, absent_on, side_by_side};
use super::super::values::{document, text};
use super::block;
use crate::model::Resource;

pub(super) const ACCESS_POINT: &str = "aws.s3.access_point";
const LIST: &str = "s3control:ListAccessPoints";
const POLICY: &str = "s3control:GetAccessPointPolicy";
/// Access points of one page, the most that S3 gives.
const MOST: i32 = 1000;

pub(super) async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ACCESS_POINT) {
        return part;
    }
    let client = task.aws.s3control();
    let request = client.list_access_points().account_id(task.account()).max_results(MOST);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, ACCESS_POINT, LIST, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.access_point_list.unwrap_or_default());
    // Access points of file systems hold no objects of S3.
    let found = found.filter(|point| !point.bucket().is_empty());
    for resource in side_by_side(found, |found| access_point(&task, &client, found)).await {
        task.add(&mut part, ACCESS_POINT, LIST, resource);
    }
    part
}

async fn access_point(task: &Task, client: &Client, found: AccessPoint) -> Option<Resource> {
    let name = Some(found.name()).filter(|name| !name.is_empty())?;
    let arn = match found.access_point_arn() {
        Some(arn) => arn.to_owned(),
        None => task.arn("s3", &format!("accesspoint/{name}")),
    };
    let account = task.account();
    let (details, policy, tags) = tokio::join!(
        task.ask(
            ACCESS_POINT,
            "s3control:GetAccessPoint",
            client.get_access_point().account_id(account).name(name).send()
        ),
        policy(task, client, name),
        task.ask(
            ACCESS_POINT,
            "s3control:ListTagsForResource",
            client
                .list_tags_for_resource()
                .account_id(account)
                .resource_arn(&arn)
                .send()
        ),
    );
    let mut out = Builder::new(ACCESS_POINT, &task.scope, name);
    out.arn(Some(&arn));
    out.set("name", name)
        .set("alias", text(found.alias()))
        .set("bucket", text(Some(found.bucket())))
        .set("bucket_account_id", text(found.bucket_account_id()))
        .set("network_origin", text(Some(found.network_origin().as_str())))
        .set("vpc_id", text(found.vpc_configuration().map(|v| v.vpc_id())))
        .read("public_access_block", &details, |answer| {
            block(answer.public_access_block_configuration())
        })
        .read("policy", &policy, Value::clone)
        .read_tags(&tags, |answer| answer.tags().iter().map(|t| (t.key(), t.value())));
    Some(out.finish())
}

async fn policy(task: &Task, client: &Client, name: &str) -> Asked<Value> {
    let request = client.get_access_point_policy().account_id(task.account()).name(name);
    let answer = task.ask(ACCESS_POINT, POLICY, request.send()).await;
    Some(
        absent_on(answer, &["NoSuchAccessPointPolicy"])?.and_then(|answer| match answer {
            None => Ok(Value::Null),
            // No policy is an error of its own: an empty answer does not say that there is none.
            Some(answer) => document(POLICY, answer.policy().unwrap_or_default(), false),
        }),
    )
}
