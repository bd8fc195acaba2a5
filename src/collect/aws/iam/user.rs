//! Users.

use aws_sdk_iam::types::UserDetail;
use serde_json::Value;

use super::super::super::{Asked, Builder};
use super::super::values::{sorted, text};
use super::details::{attached, set_inline};
use super::mfa::Devices;
use super::report::{Report, Row};
use super::tags;
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const USER: &str = "aws.iam.user";

/// How an attribute is read from the row of the user.
type FromRow = fn(&Row) -> Result<Value, CallError>;

const FROM_REPORT: [(&str, FromRow); 5] = [
    ("password_enabled", |row| row.boolean("password_enabled")),
    ("password_last_used", |row| row.time("password_last_used")),
    ("password_last_changed", |row| row.time("password_last_changed")),
    ("mfa_active", |row| row.boolean("mfa_active")),
    ("access_keys", Row::access_keys),
];

pub(super) fn user(
    scope: &Scope,
    user: &UserDetail,
    report: &Asked<Report>,
    devices: &Asked<Devices>,
) -> Option<Resource> {
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
    for (path, value) in FROM_REPORT {
        out.try_read(path, report, |report| value(report.row(name)?));
    }
    out.read("virtual_mfa_devices", devices, |devices| devices.of_user(user.arn()));
    Some(out.finish())
}
