//! IAM: roles, users and managed policies.
//!
//! In: a connection. Out: `aws.iam.role`, `aws.iam.user` and `aws.iam.policy`, all from one paged
//! listing that carries every document. May import `cloud`, `model` and the frame of collection.

use aws_sdk_iam::types::{AttachedPolicy, EntityType, ManagedPolicyDetail, PolicyDetail, RoleDetail, Tag, UserDetail};
use serde_json::{Value, json};

use super::super::{Builder, Part};
use super::Service;
use super::task::Task;
use super::values::{document, sorted, text};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const SERVICE: Service = Service {
    name: "iam",
    kinds: &[ROLE, USER, POLICY],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

const ROLE: &str = "aws.iam.role";
const USER: &str = "aws.iam.user";
const POLICY: &str = "aws.iam.policy";
const DETAILS: &str = "iam:GetAccountAuthorizationDetails";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    let entities = [
        (USER, EntityType::User),
        (ROLE, EntityType::Role),
        (POLICY, EntityType::LocalManagedPolicy),
        (POLICY, EntityType::AwsManagedPolicy),
    ];
    let wanted: Vec<_> = entities.into_iter().filter(|(kind, _)| task.wants(kind)).collect();
    if wanted.is_empty() {
        return part;
    }
    let mut details = task.aws.iam().get_account_authorization_details();
    for (_, entity) in wanted {
        details = details.filter(entity);
    }
    let listing = task.aws.pages(DETAILS, details.into_paginator().send()).await;
    for kind in [ROLE, USER, POLICY].into_iter().filter(|kind| task.wants(kind)) {
        task.listed(&mut part, kind, listing.error.as_ref());
    }
    for page in &listing.items {
        for found in page.role_detail_list() {
            task.add(&mut part, ROLE, DETAILS, role(&task.scope, found));
        }
        for found in page.user_detail_list() {
            task.add(&mut part, USER, DETAILS, user(&task.scope, found));
        }
        for found in page.policies().iter().filter(|p| in_use(p)) {
            task.add(&mut part, POLICY, DETAILS, policy(&task.scope, found));
        }
    }
    part
}

/// AWS owns over a thousand policies; only those that the account uses are part of it.
fn in_use(policy: &ManagedPolicyDetail) -> bool {
    !is_aws_managed(policy)
        || policy.attachment_count() != Some(0)
        || policy.permissions_boundary_usage_count().is_some_and(|n| n > 0)
}

fn is_aws_managed(policy: &ManagedPolicyDetail) -> bool {
    policy.arn().and_then(|arn| arn.split(':').nth(4)) == Some("aws")
}

fn role(scope: &Scope, role: &RoleDetail) -> Option<Resource> {
    let name = role.role_name()?;
    let mut out = Builder::new(ROLE, scope, name);
    out.arn(role.arn());
    out.tags(tags(role.tags()));
    out.set("name", name).set("path", text(role.path()));
    set_document(&mut out, "assume_role_policy", role.assume_role_policy_document());
    set_inline(&mut out, role.role_policy_list());
    let boundary = role.permissions_boundary().and_then(|b| b.permissions_boundary_arn());
    out.set("managed_policy_arns", attached(role.attached_managed_policies()))
        .set("permissions_boundary", text(boundary));
    Some(out.finish())
}

fn user(scope: &Scope, user: &UserDetail) -> Option<Resource> {
    let name = user.user_name()?;
    let mut out = Builder::new(USER, scope, name);
    out.arn(user.arn());
    out.tags(tags(user.tags()));
    out.set("name", name)
        .set("path", text(user.path()))
        .set("groups", sorted(user.group_list().iter().map(String::as_str)));
    set_inline(&mut out, user.user_policy_list());
    let boundary = user.permissions_boundary().and_then(|b| b.permissions_boundary_arn());
    out.set("managed_policy_arns", attached(user.attached_managed_policies()))
        .set("permissions_boundary", text(boundary));
    Some(out.finish())
}

fn policy(scope: &Scope, policy: &ManagedPolicyDetail) -> Option<Resource> {
    let arn = policy.arn()?;
    let mut out = Builder::new(POLICY, scope, arn);
    out.name(policy.policy_name()).arn(Some(arn));
    out.set("name", text(policy.policy_name()))
        .set("path", text(policy.path()))
        .set("aws_managed", is_aws_managed(policy))
        .set("default_version_id", text(policy.default_version_id()))
        .set("attachment_count", policy.attachment_count());
    let default = policy.policy_version_list().iter().find(|v| v.is_default_version());
    set_document(&mut out, "policy", default.and_then(|v| v.document()));
    Some(out.finish())
}

/// Sets a document. There always is one, so an answer without it is not understood.
fn set_document(out: &mut Builder, path: &str, encoded: Option<&str>) {
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
fn set_inline(out: &mut Builder, policies: &[PolicyDetail]) {
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

fn attached(policies: &[AttachedPolicy]) -> Value {
    sorted(policies.iter().filter_map(|p| p.policy_arn()))
}

fn tags(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    tags.iter().map(|t| (t.key(), t.value()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;

    #[test]
    fn a_broken_document_is_a_gap_on_its_own_path() {
        let found = RoleDetail::builder()
            .role_name("app")
            .assume_role_policy_document("%7B%22Statement%22%3A%5B%5D%7D")
            .role_policy_list(
                PolicyDetail::builder()
                    .policy_name("b")
                    .policy_document("%7B%7D")
                    .build(),
            )
            .role_policy_list(
                PolicyDetail::builder()
                    .policy_name("a")
                    .policy_document("{oops")
                    .build(),
            )
            .build();
        let role = role(&Scope::aws("1"), &found).expect("has an id");
        assert_eq!(role.attributes["assume_role_policy"], json!({"Statement": []}));
        assert_eq!(
            role.attributes["inline_policy"],
            json!([{"name": "a"}, {"name": "b", "policy": {}}])
        );
        let [gap] = role.gaps.as_slice() else {
            panic!("one gap: {:?}", role.gaps)
        };
        assert_eq!(gap.path, "inline_policy[a].policy");
        assert_eq!(gap.reason, GapReason::Malformed);
        assert_eq!(gap.permission.as_deref(), Some(DETAILS));
    }

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
