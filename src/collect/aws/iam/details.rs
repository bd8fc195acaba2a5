//! The listing that carries every user, group, role and managed policy with its documents.
//!
//! In: a connection. Out: the listing, asked for once, and the resources of all four kinds. What it
//! leaves out of a role comes from a second listing.

use std::collections::BTreeSet;

use aws_sdk_iam::operation::get_account_authorization_details::GetAccountAuthorizationDetailsOutput;
use aws_sdk_iam::types::{AttachedPolicy, EntityType, PolicyDetail};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{document, sorted, text};
use super::group::{GROUP, group};
use super::policy::{POLICY, in_use, policy};
use super::role::{self, ROLE, Roles, role};
use super::user::{USER, user};
use super::{MOST_ITEMS, Shared};
use crate::cloud::{CallError, Listing};

pub(super) const DETAILS: &str = "iam:GetAccountAuthorizationDetails";

/// The listing, as far as it was read.
pub(super) struct Details {
    listing: Listing<GetAccountAuthorizationDetailsOutput>,
    roles: Roles,
}

/// Reads the listing, if one of its kinds is wanted.
pub(super) async fn list(task: &Task) -> Option<Details> {
    // A group does not name its members; the users name their groups.
    let entities: [(&str, &[EntityType]); 4] = [
        (GROUP, &[EntityType::Group, EntityType::User]),
        (POLICY, &[EntityType::LocalManagedPolicy, EntityType::AwsManagedPolicy]),
        (ROLE, &[EntityType::Role]),
        (USER, &[EntityType::User]),
    ];
    let wanted = entities.iter().filter(|(kind, _)| task.wants(kind));
    let filter: BTreeSet<&EntityType> = wanted.flat_map(|(_, entities)| entities.iter()).collect();
    if filter.is_empty() {
        return None;
    }
    let request = task.aws.iam().get_account_authorization_details();
    let request = request
        .set_filter(Some(filter.into_iter().cloned().collect()))
        .max_items(MOST_ITEMS);
    let (listing, roles) = tokio::join!(
        task.aws.pages(DETAILS, request.into_paginator().send()),
        role::list(task)
    );
    Some(Details { listing, roles })
}

/// Makes resources of what was listed.
pub(super) async fn resources(task: &Task, details: Option<Details>, shared: &Shared) -> Part {
    let mut part = Part::default();
    let Some(Details { listing, roles }) = details else {
        return part;
    };
    let error = listing.error.as_ref();
    for kind in [GROUP, POLICY, ROLE, USER].into_iter().filter(|kind| task.wants(kind)) {
        task.listed(&mut part, kind, error);
    }
    let users: Vec<_> = listing.items.iter().flat_map(|page| page.user_detail_list()).collect();
    if task.wants(USER) {
        let (report, devices) = (shared.report(task, USER), shared.devices(task, USER));
        for found in &users {
            task.add(&mut part, USER, DETAILS, user(&task.scope, found, report, devices));
        }
    }
    for found in listing.items.iter().flat_map(|page| page.group_detail_list()) {
        task.add(&mut part, GROUP, DETAILS, group(&task.scope, found, &users, error));
    }
    for found in listing.items.iter().flat_map(|page| page.role_detail_list()) {
        task.add(&mut part, ROLE, DETAILS, role(&task.scope, found, &roles));
    }
    let policies = listing
        .items
        .into_iter()
        .flat_map(|page| page.policies.unwrap_or_default());
    let policies = side_by_side(policies.filter(in_use), |found| policy(task, found));
    for resource in policies.await {
        task.add(&mut part, POLICY, DETAILS, resource);
    }
    part
}

/// Sets a document. There always is one, so an answer without it is not understood.
pub(super) fn set_document(out: &mut Builder, path: &str, encoded: Option<&str>) {
    match parsed(encoded) {
        Ok(document) => out.set(path, document),
        Err(error) => out.gap(path, &error),
    };
}

fn parsed(encoded: Option<&str>) -> Result<Value, CallError> {
    let text = encoded.ok_or_else(|| CallError::malformed(DETAILS, "a policy has no document"))?;
    document(DETAILS, text, true)
}

/// Sets the inline policies. One that can't be parsed stays in the list without its document.
pub(super) fn set_inline(out: &mut Builder, policies: &[PolicyDetail]) {
    let mut policies: Vec<&PolicyDetail> = policies.iter().collect();
    policies.sort_by_key(|p| p.policy_name());
    let mut list = Vec::new();
    for policy in policies {
        let mut item = json!({"name": text(policy.policy_name())});
        match parsed(policy.policy_document()) {
            Ok(document) => item["policy"] = document,
            Err(error) => {
                let name = policy.policy_name().unwrap_or("");
                out.gap(&format!("inline_policy[{name}].policy"), &error);
            }
        }
        list.push(item);
    }
    out.set("inline_policy", list);
}

pub(super) fn attached(policies: &[AttachedPolicy]) -> Value {
    sorted(policies.iter().filter_map(|p| p.policy_arn()))
}
