//! Managed policies.

use aws_sdk_iam::types::ManagedPolicyDetail;

use super::super::super::Builder;
use super::super::task::Task;
use super::super::values::text;
use super::details::set_document;
use super::{MOST_ITEMS, tags};
use crate::model::Resource;

pub(super) const POLICY: &str = "aws.iam.policy";
const TAGS: &str = "iam:ListPolicyTags";

/// AWS owns over a thousand policies; only those that the account uses are part of it.
pub(super) fn in_use(policy: &ManagedPolicyDetail) -> bool {
    !is_aws_managed(policy)
        || policy.attachment_count() != Some(0)
        || policy.permissions_boundary_usage_count().is_some_and(|n| n > 0)
}

fn is_aws_managed(policy: &ManagedPolicyDetail) -> bool {
    policy.arn().and_then(|arn| arn.split(':').nth(4)) == Some("aws")
}

pub(super) async fn policy(task: &Task, policy: ManagedPolicyDetail) -> Option<Resource> {
    let arn = policy.arn()?;
    let mut out = Builder::new(POLICY, &task.scope, arn);
    out.name(policy.policy_name()).arn(Some(arn));
    out.set("name", text(policy.policy_name()))
        .set("path", text(policy.path()))
        .set("aws_managed", is_aws_managed(&policy))
        .set("default_version_id", text(policy.default_version_id()))
        .set("attachment_count", policy.attachment_count())
        .set(
            "permissions_boundary_usage_count",
            policy.permissions_boundary_usage_count(),
        );
    let default = policy.policy_version_list().iter().find(|v| v.is_default_version());
    set_document(&mut out, "policy", default.and_then(|v| v.document()));
    if is_aws_managed(&policy) {
        // Nobody can tag them.
        if task.asks(POLICY, TAGS) {
            out.tags::<&str, &str>([]);
        }
    } else {
        let request = task.aws.iam().list_policy_tags().policy_arn(arn).max_items(MOST_ITEMS);
        let pages = task.ask_pages(POLICY, TAGS, request.into_paginator().send()).await;
        out.read_tags(&pages, |pages| pages.iter().flat_map(|page| tags(page.tags())));
    }
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_of_aws_count_only_when_used() {
        let policy = |arn: &str, attached: i32, bounds: i32| {
            ManagedPolicyDetail::builder()
                .arn(arn)
                .attachment_count(attached)
                .permissions_boundary_usage_count(bounds)
                .build()
        };
        assert!(!in_use(&policy("arn:aws:iam::aws:policy/ReadOnlyAccess", 0, 0)));
        assert!(in_use(&policy("arn:aws:iam::aws:policy/ReadOnlyAccess", 1, 0)));
        assert!(in_use(&policy("arn:aws-cn:iam::aws:policy/ReadOnlyAccess", 0, 1)));
        assert!(in_use(&policy("arn:aws:iam::123456789012:policy/own", 0, 0)));
    }
}
