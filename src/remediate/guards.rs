//! What must hold before a fix may run, with the proof. A guard that can't be read is not held.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::model::Resource;
use crate::model::path;

use super::actions::{Action, attribute};

/// One condition, evaluated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Guard {
    /// What must hold.
    pub(crate) statement: String,
    /// What was seen.
    pub(crate) proof: Value,
    pub(crate) holds: bool,
}

impl Guard {
    fn new(statement: &str, proof: Value, holds: bool) -> Self {
        Self {
            statement: statement.to_owned(),
            proof,
            holds,
        }
    }
}

/// The guards of an action on a resource.
pub(super) fn evaluate(action: &Action, resource: &Resource) -> Vec<Guard> {
    match action.kind {
        "aws.rds.instance" => rds_instance(resource),
        "aws.s3.bucket" if action.path == "public_access_block" => vec![not_public(resource)],
        "cloudflare.zone" => vec![editable(action, resource)],
        _ => Vec::new(),
    }
}

/// `ApplyImmediately` applies whatever else is waiting, too.
fn rds_instance(instance: &Resource) -> Vec<Guard> {
    let status = attribute(instance, "status");
    let pending = attribute(instance, "pending_modified_values");
    let cluster = attribute(instance, "cluster_identifier");
    let nothing_pending = pending.as_object().is_some_and(|p| p.is_empty());
    let alone = instance.attributes.contains_key("cluster_identifier") && cluster.is_null();
    vec![
        Guard::new("the instance is available", status.clone(), status == "available"),
        Guard::new("no other change waits to be applied", pending.clone(), nothing_pending),
        Guard::new(
            "the instance belongs to no cluster, whose setting it would be",
            cluster.clone(),
            alone,
        ),
    ]
}

/// A bucket that is public today may be meant to be.
fn not_public(bucket: &Resource) -> Guard {
    const EVERYBODY: [&str; 2] = ["/groups/global/AllUsers", "/groups/global/AuthenticatedUsers"];
    let Some(grants) = attribute(bucket, "acl").get("grants").and_then(Value::as_array) else {
        return Guard::new("no ACL grant to everybody", json!("the ACL is unread"), false);
    };
    let public = |grant: &&Value| {
        let uri = grant["grantee_uri"].as_str().unwrap_or_default();
        EVERYBODY.iter().any(|group| uri.ends_with(group))
    };
    let found: Vec<&Value> = grants.iter().filter(public).collect();
    let holds = found.is_empty();
    Guard::new(
        "no ACL grant to everybody, which the block would end",
        json!(found),
        holds,
    )
}

fn editable(action: &Action, zone: &Resource) -> Guard {
    let setting = action.path.trim_end_matches(".value");
    let root = Value::Object(zone.attributes.clone());
    let flag = path::lookup(&root, &path::parse(&format!("{setting}.editable")), None)
        .cloned()
        .unwrap_or(Value::Null);
    let holds = flag == true;
    Guard::new("the plan and the zone allow the setting to be changed", flag, holds)
}
