//! Parameter groups of the account's own.
//!
//! In: a connection. Out: `aws.elasticache.parameter_group` with what was set by hand. Each region
//! has a default group of AWS for every version of every engine, which nobody can change: those are
//! left out.

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::types::{CacheParameterGroup, Parameter};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::text;
use super::{PARAMETER_GROUP, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "elasticache:DescribeCacheParameterGroups";
const DESCRIBE_PARAMETERS: &str = "elasticache:DescribeCacheParameters";

/// What the names of the groups of AWS, and of no others, begin with.
const OF_AWS: &str = "default.";
/// The source of what was set by hand.
const BY_HAND: &str = "user";

pub(super) async fn groups(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(PARAMETER_GROUP) {
        return part;
    }
    let pages = client.describe_cache_parameter_groups().into_paginator().send();
    let pages = task.list(&mut part, PARAMETER_GROUP, DESCRIBE, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.cache_parameter_groups.unwrap_or_default())
        .filter(|group| !is_of_aws(group));
    for resource in side_by_side(found, |found| group(task, client, found)).await {
        task.add(&mut part, PARAMETER_GROUP, DESCRIBE, resource);
    }
    part
}

fn is_of_aws(group: &CacheParameterGroup) -> bool {
    group
        .cache_parameter_group_name()
        .is_some_and(|name| name.starts_with(OF_AWS))
}

async fn group(task: &Task, client: &Client, found: CacheParameterGroup) -> Option<Resource> {
    let name = found.cache_parameter_group_name()?;
    let pages = client
        .describe_cache_parameters()
        .cache_parameter_group_name(name)
        .source(BY_HAND)
        .into_paginator();
    let (tags, read) = tokio::join!(
        read_tags(task, client, PARAMETER_GROUP, found.arn()),
        task.ask_pages(PARAMETER_GROUP, DESCRIBE_PARAMETERS, pages.send())
    );
    let mut out = Builder::new(PARAMETER_GROUP, &task.scope, name);
    out.arn(found.arn());
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("family", text(found.cache_parameter_group_family()))
        .set("description", text(found.description()))
        .set("is_global", found.is_global())
        .read("parameters", &read, |pages| {
            parameters(pages.iter().flat_map(|page| page.parameters()))
        });
    Some(out.finish())
}

fn parameters<'a>(all: impl Iterator<Item = &'a Parameter>) -> Value {
    let mut named: Vec<(&str, &Parameter)> = all.filter_map(|p| Some((p.parameter_name()?, p))).collect();
    named.sort_by_key(|(name, _)| *name);
    named
        .into_iter()
        .map(|(name, p)| {
            json!({
                "name": name,
                "value": text(p.parameter_value()),
                "source": text(p.source()),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_groups_of_aws_are_left_out() {
        let group = |name: &str| CacheParameterGroup::builder().cache_parameter_group_name(name).build();
        assert!(is_of_aws(&group("default.redis7.cluster.on")));
        assert!(!is_of_aws(&group("defaults")));
        assert!(
            !is_of_aws(&CacheParameterGroup::builder().build()),
            "it is no group to forget"
        );
    }

    #[test]
    fn parameters_are_sorted() {
        let parameter = |name: &str| Parameter::builder().parameter_name(name).parameter_value("1").build();
        let all = parameters([parameter("b"), parameter("a")].iter());
        assert_eq!(all[0], json!({"name": "a", "value": "1", "source": null}));
        assert_eq!(all[1]["name"], json!("b"));
    }
}
