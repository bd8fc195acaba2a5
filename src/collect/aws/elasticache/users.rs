//! Users and user groups.
//!
//! In: a connection. Out: `aws.elasticache.user` and `aws.elasticache.user_group`. Of passwords only
//! their number is known.

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::types::{User, UserGroup};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{USER, USER_GROUP, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "elasticache:DescribeUsers";
const DESCRIBE_GROUPS: &str = "elasticache:DescribeUserGroups";

/// The user that AWS makes in every region.
const OF_AWS: &str = "default";

pub(super) async fn users(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(USER) {
        return part;
    }
    let pages = client.describe_users().into_paginator().send();
    let pages = task.list(&mut part, USER, DESCRIBE, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.users.unwrap_or_default())
        .filter(in_use);
    for resource in side_by_side(found, |found| user(task, client, found)).await {
        task.add(&mut part, USER, DESCRIBE, resource);
    }
    part
}

/// The user of AWS counts only where a group of the account has it.
fn in_use(user: &User) -> bool {
    user.user_id() != Some(OF_AWS) || !user.user_group_ids().is_empty()
}

async fn user(task: &Task, client: &Client, found: User) -> Option<Resource> {
    let id = found.user_id()?;
    let tags = read_tags(task, client, USER, found.arn()).await;
    let authentication = found.authentication();
    let mut out = Builder::new(USER, &task.scope, id);
    out.arn(found.arn());
    set_tags(&mut out, &tags);
    out.set("user_id", id)
        .set("user_name", text(found.user_name()))
        .set("status", text(found.status()))
        .set("engine", text(found.engine()))
        .set("access_string", text(found.access_string()))
        .set(
            "authentication_mode.type",
            text(authentication.and_then(|a| a.r#type()).map(|t| t.as_str())),
        )
        .set(
            "authentication_mode.password_count",
            authentication.and_then(|a| a.password_count()),
        )
        .set(
            "user_group_ids",
            sorted(found.user_group_ids().iter().map(String::as_str)),
        );
    Some(out.finish())
}

pub(super) async fn groups(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(USER_GROUP) {
        return part;
    }
    let pages = client.describe_user_groups().into_paginator().send();
    let pages = task.list(&mut part, USER_GROUP, DESCRIBE_GROUPS, pages).await;
    let found = pages.into_iter().flat_map(|page| page.user_groups.unwrap_or_default());
    for resource in side_by_side(found, |found| group(task, client, found)).await {
        task.add(&mut part, USER_GROUP, DESCRIBE_GROUPS, resource);
    }
    part
}

async fn group(task: &Task, client: &Client, found: UserGroup) -> Option<Resource> {
    let id = found.user_group_id()?;
    let tags = read_tags(task, client, USER_GROUP, found.arn()).await;
    let caches = found.replication_groups().iter();
    let mut out = Builder::new(USER_GROUP, &task.scope, id);
    out.arn(found.arn());
    set_tags(&mut out, &tags);
    out.set("user_group_id", id)
        .set("status", text(found.status()))
        .set("engine", text(found.engine()))
        .set("user_ids", sorted(found.user_ids().iter().map(String::as_str)))
        .set("replication_groups", sorted(caches.map(String::as_str)));
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_of_aws_counts_where_a_group_has_it() {
        let user = |id: &str| User::builder().user_id(id);
        assert!(in_use(&user("app").build()));
        assert!(!in_use(&user("default").build()));
        assert!(in_use(&user("default").user_group_ids("g").build()));
    }
}
