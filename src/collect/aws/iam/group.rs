//! Groups and their members.

use aws_sdk_iam::types::{GroupDetail, UserDetail};
use serde_json::Value;

use super::super::super::Builder;
use super::super::values::{sorted, text};
use super::details::{attached, set_inline};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const GROUP: &str = "aws.iam.group";

/// A group, with its members from the users that were listed. An error that cut the listing short
/// may have cut off members.
pub(super) fn group(
    scope: &Scope,
    group: &GroupDetail,
    users: &[&UserDetail],
    cut: Option<&CallError>,
) -> Option<Resource> {
    let name = group.group_name()?;
    let mut out = Builder::new(GROUP, scope, name);
    out.arn(group.arn());
    out.set("name", name).set("path", text(group.path()));
    set_inline(&mut out, group.group_policy_list());
    out.set("managed_policy_arns", attached(group.attached_managed_policies()));
    match cut {
        Some(error) => out.gap("members", error),
        None => out.set("members", members(name, users)),
    };
    Some(out.finish())
}

fn members(group: &str, users: &[&UserDetail]) -> Value {
    let within = users.iter().filter(|u| u.group_list().iter().any(|name| name == group));
    sorted(within.filter_map(|u| u.user_name()))
}

#[cfg(test)]
mod tests {
    use super::super::details::DETAILS;
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    #[test]
    fn members_are_known_when_all_users_are() {
        let user = |name: &str, group: &str| UserDetail::builder().user_name(name).group_list(group).build();
        let users = [user("mallory", "readers"), user("bob", "admins"), user("ada", "admins")];
        let users: Vec<_> = users.iter().collect();
        let found = GroupDetail::builder().group_name("admins").build();
        let whole = group(&Scope::aws("1"), &found, &users, None).expect("has an id");
        assert_eq!(whole.attributes["members"], json!(["ada", "bob"]));
        let error = CallError::own(DETAILS, GapReason::Throttled, "slow down");
        let cut = group(&Scope::aws("1"), &found, &users, Some(&error)).expect("has an id");
        assert!(!cut.attributes.contains_key("members"));
        assert_eq!(cut.gaps.len(), 1);
    }
}
