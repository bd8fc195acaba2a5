//! Roles.

use std::collections::BTreeMap;

use aws_sdk_iam::types::RoleDetail;
use serde_json::{Value, json};

use super::super::super::{Asked, Builder};
use super::super::task::Task;
use super::super::values::{sorted, text, time};
use super::details::{attached, set_document, set_inline};
use super::{MOST_ITEMS, tags};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const ROLE: &str = "aws.iam.role";
const LIST: &str = "iam:ListRoles";

/// What only the plain listing of roles tells, by name.
pub(super) type Roles = Asked<BTreeMap<String, More>>;

#[derive(Debug)]
pub(super) struct More {
    description: Option<String>,
    max_session_duration: Option<i32>,
}

pub(super) async fn list(task: &Task) -> Roles {
    let request = task.aws.iam().list_roles().max_items(MOST_ITEMS);
    let pages = task.ask_pages(ROLE, LIST, request.into_paginator().send()).await?;
    Some(pages.map(|pages| {
        let roles = pages.iter().flat_map(|page| page.roles());
        let more = roles.map(|role| {
            let more = More {
                description: role.description().map(str::to_owned),
                max_session_duration: role.max_session_duration(),
            };
            (role.role_name().to_owned(), more)
        });
        more.collect()
    }))
}

pub(super) fn role(scope: &Scope, role: &RoleDetail, roles: &Roles) -> Option<Resource> {
    let name = role.role_name()?;
    let mut out = Builder::new(ROLE, scope, name);
    out.arn(role.arn());
    out.tags(tags(role.tags()));
    let service_linked = role.path().map(|path| path.starts_with("/aws-service-role/"));
    out.set("name", name)
        .set("path", text(role.path()))
        .set("service_linked", service_linked);
    set_document(&mut out, "assume_role_policy", role.assume_role_policy_document());
    set_inline(&mut out, role.role_policy_list());
    let boundary = role.permissions_boundary().and_then(|b| b.permissions_boundary_arn());
    let profiles = role.instance_profile_list().iter().map(|profile| profile.arn());
    let used = role.role_last_used();
    out.set("managed_policy_arns", attached(role.attached_managed_policies()))
        .set("permissions_boundary", text(boundary))
        .set("instance_profile_arns", sorted(profiles))
        .set(
            "role_last_used",
            json!({
                "last_used_date": time(used.and_then(|u| u.last_used_date())),
                "region": text(used.and_then(|u| u.region())),
            }),
        )
        .try_read("description", roles, |roles| {
            Ok(text(more(roles, name)?.description.as_deref()))
        })
        .try_read("max_session_duration", roles, |roles| {
            Ok(Value::from(more(roles, name)?.max_session_duration))
        });
    Some(out.finish())
}

fn more<'a>(roles: &'a BTreeMap<String, More>, name: &str) -> Result<&'a More, CallError> {
    let absent = || CallError::malformed(LIST, "the role is not in the listing");
    roles.get(name).ok_or_else(absent)
}

#[cfg(test)]
mod tests {
    use super::super::details::DETAILS;
    use super::*;
    use crate::model::GapReason;
    use aws_sdk_iam::types::PolicyDetail;

    fn inline(name: &str, document: &str) -> PolicyDetail {
        PolicyDetail::builder()
            .policy_name(name)
            .policy_document(document)
            .build()
    }

    #[test]
    fn a_broken_document_is_a_gap_on_its_own_path() {
        let found = RoleDetail::builder()
            .role_name("app")
            .assume_role_policy_document("%7B%22Statement%22%3A%5B%5D%7D")
            .role_policy_list(inline("b", "%7B%7D"))
            .role_policy_list(inline("a", "{oops"))
            .build();
        let role = role(&Scope::aws("1"), &found, &None).expect("has an id");
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
    fn what_the_second_listing_lacks_is_a_gap() {
        let found = RoleDetail::builder()
            .role_name("young")
            .path("/aws-service-role/rds.amazonaws.com/")
            .assume_role_policy_document("%7B%7D")
            .build();
        let role = role(&Scope::aws("1"), &found, &Some(Ok(BTreeMap::new()))).expect("has an id");
        assert_eq!(role.attributes["service_linked"], json!(true));
        let gaps: Vec<_> = role.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        assert_eq!(
            gaps,
            [
                ("description", GapReason::Malformed),
                ("max_session_duration", GapReason::Malformed)
            ]
        );
    }
}
