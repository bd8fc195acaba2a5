//! Event subscriptions.
//!
//! In: a connection. Out: `aws.rds.event_subscription`.

use aws_sdk_rds::Client;
use aws_sdk_rds::types::EventSubscription;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{EVENT_SUBSCRIPTION, read_tags, set_tags};
use crate::model::Resource;

const DESCRIBE: &str = "rds:DescribeEventSubscriptions";

pub(super) async fn subscriptions(task: &Task, rds: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(EVENT_SUBSCRIPTION) {
        return part;
    }
    let pages = rds.describe_event_subscriptions().into_paginator().send();
    let pages = task.list(&mut part, EVENT_SUBSCRIPTION, DESCRIBE, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.event_subscriptions_list.unwrap_or_default());
    for resource in side_by_side(found, |found| subscription(task, rds, found)).await {
        task.add(&mut part, EVENT_SUBSCRIPTION, DESCRIBE, resource);
    }
    part
}

async fn subscription(task: &Task, rds: &Client, found: EventSubscription) -> Option<Resource> {
    let name = found.cust_subscription_id()?;
    let tags = read_tags(task, rds, EVENT_SUBSCRIPTION, found.event_subscription_arn()).await;
    let mut out = Builder::new(EVENT_SUBSCRIPTION, &task.scope, name);
    out.arn(found.event_subscription_arn());
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("enabled", found.enabled())
        .set("status", text(found.status()))
        .set("sns_topic", text(found.sns_topic_arn()))
        .set("source_type", text(found.source_type()))
        .set("source_ids", sorted(found.source_ids_list().iter().map(String::as_str)))
        .set(
            "event_categories",
            sorted(found.event_categories_list().iter().map(String::as_str)),
        );
    Some(out.finish())
}
