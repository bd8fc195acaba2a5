//! Managed prefix lists: those of the account and those that others share with it, since a security
//! group may let in what they hold. The lists of AWS are left out.
//!
//! In: a connection in one region. Out: `aws.ec2.managed_prefix_list` with its ranges.

use aws_sdk_ec2::types::{ManagedPrefixList, PrefixListEntry};
use serde_json::{Value, json};

use super::super::super::Part;
use super::super::task::{Task, side_by_side};
use super::super::values::text;
use super::{begin, tags};
use crate::model::Resource;

pub(super) const PREFIX_LIST: &str = "aws.ec2.managed_prefix_list";
const DESCRIBE_LISTS: &str = "ec2:DescribeManagedPrefixLists";
const GET_ENTRIES: &str = "ec2:GetManagedPrefixListEntries";

/// The largest page of lists and of their ranges.
const PREFIX_LISTS_PAGE: i32 = 100;

pub(super) async fn prefix_lists(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(PREFIX_LIST) {
        return part;
    }
    let request = task.aws.ec2().describe_managed_prefix_lists();
    let pages = request.max_results(PREFIX_LISTS_PAGE).into_paginator().send();
    let pages = task.list(&mut part, PREFIX_LIST, DESCRIBE_LISTS, pages).await;
    let found = pages.into_iter().flat_map(|page| page.prefix_lists.unwrap_or_default());
    let found = found.filter(|l| l.owner_id() != Some("AWS") && !is_gone(l));
    for resource in side_by_side(found, |found| prefix_list(task, found)).await {
        task.add(&mut part, PREFIX_LIST, DESCRIBE_LISTS, resource);
    }
    part
}

fn is_gone(list: &ManagedPrefixList) -> bool {
    list.state().is_some_and(|s| s.as_str() == "delete-complete")
}

async fn prefix_list(task: &Task, list: ManagedPrefixList) -> Option<Resource> {
    let id = list.prefix_list_id()?;
    let request = task.aws.ec2().get_managed_prefix_list_entries().prefix_list_id(id);
    let pages = request.max_results(PREFIX_LISTS_PAGE).into_paginator().send();
    let entries = task.ask_pages(PREFIX_LIST, GET_ENTRIES, pages).await;
    let mut out = begin(task, PREFIX_LIST, id, list.owner_id(), "prefix-list", list.tags());
    if let Some(arn) = list.prefix_list_arn() {
        out.arn(Some(arn));
    }
    out.name(list.prefix_list_name());
    out.set("name", text(list.prefix_list_name()))
        .set("owner_id", text(list.owner_id()))
        .set("address_family", text(list.address_family()))
        .set("max_entries", list.max_entries())
        .set("version", list.version())
        .set("state", text(list.state().map(|s| s.as_str())))
        .tags(tags(list.tags()))
        .read("entry", &entries, |pages| {
            entry(pages.iter().flat_map(|page| page.entries()))
        });
    Some(out.finish())
}

fn entry<'a>(entries: impl Iterator<Item = &'a PrefixListEntry>) -> Value {
    let mut entries: Vec<&PrefixListEntry> = entries.collect();
    entries.sort_by_key(|e| e.cidr());
    let described = entries.into_iter().map(|e| {
        json!({
            "cidr": text(e.cidr()),
            "description": text(e.description()),
        })
    });
    described.collect()
}
