//! Parameters. In: the parameters of one region. Out: what they are, never what they say.

use aws_sdk_ssm::types::{ParameterMetadata, ResourceTypeForTagging};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{text, time};
use crate::model::Resource;

pub(super) const PARAMETER: &str = "aws.ssm.parameter";
const DESCRIBE: &str = "ssm:DescribeParameters";
const LIST_TAGS: &str = "ssm:ListTagsForResource";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(PARAMETER) {
        return part;
    }
    let request = task.aws.ssm().describe_parameters().max_results(super::PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, PARAMETER, DESCRIBE, pages).await;
    let found = pages.into_iter().filter_map(|page| page.parameters).flatten();
    for parameter in side_by_side(found, |found| async move { parameter(task, &found).await }).await {
        task.add(&mut part, PARAMETER, DESCRIBE, parameter);
    }
    part
}

async fn parameter(task: &Task, found: &ParameterMetadata) -> Option<Resource> {
    let name = found.name()?;
    let named = || task.arn("ssm", &format!("parameter/{}", name.trim_start_matches('/')));
    let arn = found.arn().map_or_else(named, str::to_owned);
    let mut out = Builder::new(PARAMETER, &task.scope, name);
    out.arn(Some(&arn));
    out.set("name", name)
        .set("arn", arn)
        .set("type", text(found.r#type().map(|t| t.as_str())))
        .set("key_id", text(found.key_id()))
        .set("tier", text(found.tier().map(|t| t.as_str())))
        .set("data_type", text(found.data_type()))
        // The SDK's zero stands for a version that is not stated.
        .set("version", Some(found.version()).filter(|version| *version > 0))
        .set("last_modified_date", time(found.last_modified_date()));
    let request = task.aws.ssm().list_tags_for_resource();
    let request = request
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id(name);
    let tags = task.ask(PARAMETER, LIST_TAGS, request.send()).await;
    out.read_tags(&tags, |answer| answer.tag_list().iter().map(|t| (t.key(), t.value())));
    Some(out.finish())
}
