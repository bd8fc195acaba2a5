//! What a bucket keeps itself in older versions, and blocks that the catalogue has flat.

use serde_json::json;

use super::{Members, blocks, member, rename};
use crate::terraform::tree::Tree;

const GROUPS: &str = "http://acs.amazonaws.com/groups/";

/// The bucket's own blocks in the form of the satellites.
pub(super) fn bucket(members: &mut Members, created: bool) {
    if let Some(Tree::List(list)) = members.get_mut("versioning")
        && let Some(Tree::Object(block)) = list.first_mut()
    {
        let status = match member(block, "enabled").as_bool() {
            Some(true) => Tree::text("Enabled"),
            // Whether it was ever on, the block does not say.
            Some(false) => Tree::Null,
            None => member(block, "enabled"),
        };
        let delete = match member(block, "mfa_delete").as_bool() {
            Some(true) => Tree::text("Enabled"),
            Some(false) => Tree::Null,
            None => member(block, "mfa_delete"),
        };
        *block = Members::from([("status".into(), status), ("mfa_delete".into(), delete)]);
    }
    lifecycle(members, "lifecycle_rule");
    if let Some(Tree::List(list)) = members.get_mut("replication_configuration")
        && let Some(Tree::Object(block)) = list.first_mut()
    {
        replication(block, "rules");
    }
    let grants = own_grants(members, created);
    members.insert("grants".into(), grants);
}

/// The ACL that the bucket itself tells.
fn own_grants(members: &Members, created: bool) -> Tree {
    let told = member(members, "grant");
    if let Tree::List(list) = &told
        && !list.is_empty()
    {
        let grants = list.iter().flat_map(|grant| {
            let permissions = grant.get("permissions").cloned().unwrap_or(Tree::Null);
            let field = |name: &str| grant.get(name).cloned().unwrap_or(Tree::Null);
            let (kind, id, uri) = (field("type"), field("id"), field("uri"));
            let permissions = blocks(&permissions).to_vec();
            permissions
                .into_iter()
                .map(move |p| granted(kind.clone(), id.clone(), uri.clone(), p))
        });
        let owner = Tree::unknown();
        return Tree::object([("owner_id", owner), ("grants", Tree::List(grants.collect()))]);
    }
    match members.get("acl").and_then(Tree::as_str) {
        Some(canned) => self::canned(canned),
        // Without one, a new bucket belongs to its owner alone.
        None if created && !matches!(members.get("acl"), Some(Tree::Unknown(w)) if !w.is_empty()) => canned("private"),
        None => Tree::Null,
    }
}

/// `aws_s3_bucket_acl`: a list of grants, or a canned ACL.
pub(super) fn acl(members: &mut Members) {
    let policy = member(members, "access_control_policy").one().clone();
    let grants = match (&policy, member(members, "acl").as_str()) {
        (Tree::Object(policy), _) => {
            let list = blocks(&member(policy, "grant")).iter().map(grant).collect();
            let owner = member(policy, "owner").one().get("id").cloned().unwrap_or(Tree::Null);
            Tree::object([("owner_id", owner), ("grants", Tree::List(list))])
        }
        (_, Some(canned)) => self::canned(canned),
        (other, None) => other.clone(),
    };
    members.insert("grants".into(), grants);
}

fn grant(tree: &Tree) -> Tree {
    let Tree::Object(grant) = tree else { return tree.clone() };
    let grantee = member(grant, "grantee").one().clone();
    let field = |name: &str| grantee.get(name).cloned().unwrap_or(Tree::Null);
    granted(field("type"), field("id"), field("uri"), member(grant, "permission"))
}

fn granted(r#type: Tree, id: Tree, uri: Tree, permission: Tree) -> Tree {
    Tree::object([
        ("grantee_type", r#type),
        ("grantee_id", id),
        ("grantee_uri", uri),
        ("permission", permission),
    ])
}

/// The grants of a canned ACL. Who the owner is, only the account knows.
fn canned(name: &str) -> Tree {
    let group = |name: &str, permission: &str| {
        let uri = Tree::text(&format!("{GROUPS}{name}"));
        granted(Tree::text("Group"), Tree::Null, uri, Tree::text(permission))
    };
    let owner = granted(
        Tree::text("CanonicalUser"),
        Tree::unknown(),
        Tree::Null,
        Tree::text("FULL_CONTROL"),
    );
    let mut grants = vec![owner];
    match name {
        "private" | "bucket-owner-read" | "bucket-owner-full-control" => {}
        "public-read" => grants.push(group("global/AllUsers", "READ")),
        "public-read-write" => {
            grants.push(group("global/AllUsers", "READ"));
            grants.push(group("global/AllUsers", "WRITE"));
        }
        "authenticated-read" => grants.push(group("global/AuthenticatedUsers", "READ")),
        "log-delivery-write" => {
            grants.push(group("s3/LogDelivery", "WRITE"));
            grants.push(group("s3/LogDelivery", "READ_ACP"));
        }
        "aws-exec-read" => grants.push(granted(
            Tree::text("CanonicalUser"),
            Tree::unknown(),
            Tree::Null,
            Tree::text("READ"),
        )),
        _ => return Tree::unknown(),
    }
    Tree::object([("owner_id", Tree::unknown()), ("grants", Tree::List(grants))])
}

/// Lifecycle rules with their ages flat.
pub(super) fn lifecycle(members: &mut Members, list: &str) {
    let Some(Tree::List(rules)) = members.get_mut(list) else {
        return;
    };
    for rule in rules {
        let Tree::Object(rule) = rule else { continue };
        let below = |rule: &Members, block: &str, name: &str| -> Tree {
            match member(rule, block).one() {
                Tree::Object(block) => member(block, name),
                other => other.clone(),
            }
        };
        if let Some(enabled) = rule.get("enabled").and_then(Tree::as_bool) {
            let status = if enabled { "Enabled" } else { "Disabled" };
            rule.entry("status".into()).or_insert_with(|| Tree::text(status));
        }
        let filter = member(rule, "filter").one().clone();
        let prefix = match (member(rule, "prefix"), &filter) {
            (own, _) if !own.is_unset() && !matches!(&own, Tree::Unknown(w) if w.is_empty()) => own,
            (_, Tree::Object(filter)) => match member(filter, "prefix") {
                prefix if !prefix.is_unset() => prefix,
                _ => below(filter, "and", "prefix"),
            },
            (_, _) => Tree::Null,
        };
        let ages = [
            ("expiration_days", below(rule, "expiration", "days")),
            ("noncurrent_version_expiration_days", {
                let newer = below(rule, "noncurrent_version_expiration", "noncurrent_days");
                if newer.is_unset() {
                    below(rule, "noncurrent_version_expiration", "days")
                } else {
                    newer
                }
            }),
            (
                "abort_incomplete_multipart_upload_days",
                match rule.get("abort_incomplete_multipart_upload_days") {
                    Some(own) => own.clone(),
                    None => below(rule, "abort_incomplete_multipart_upload", "days_after_initiation"),
                },
            ),
        ];
        for (name, days) in ages {
            // The provider writes 0 for what is not set.
            let days = if days == Tree::Known(json!(0)) {
                Tree::Null
            } else {
                days
            };
            rule.insert(name.into(), days);
        }
        rule.insert("prefix".into(), prefix);
        rule.entry("transition".into()).or_insert(Tree::Null);
        if let Some(Tree::List(transitions)) = rule.get_mut("transition") {
            for transition in transitions {
                if let Tree::Object(transition) = transition {
                    for name in ["days", "date", "storage_class"] {
                        let computed = matches!(transition.get(name), Some(Tree::Unknown(w)) if w.is_empty());
                        if computed || !transition.contains_key(name) {
                            transition.insert(name.into(), Tree::Null);
                        }
                    }
                }
            }
        }
    }
}

/// Replication rules with their destination flat.
pub(super) fn replication(members: &mut Members, list: &str) {
    rename(members, "rules", list);
    let Some(Tree::List(rules)) = members.get_mut(list) else {
        return;
    };
    for rule in rules {
        let Tree::Object(rule) = rule else { continue };
        let destination = member(rule, "destination").one().clone();
        let field = |name: &str| destination.get(name).cloned().unwrap_or(Tree::Null);
        let markers = match rule.get("delete_marker_replication").map(Tree::one) {
            Some(Tree::Object(block)) => member(block, "status"),
            _ => member(rule, "delete_marker_replication_status"),
        };
        let prefix = match member(rule, "filter").one() {
            Tree::Object(filter) => member(filter, "prefix"),
            _ => member(rule, "prefix"),
        };
        rule.insert("destination_bucket".into(), field("bucket"));
        rule.insert(
            "destination_account".into(),
            match field("account") {
                account if account.is_unset() => field("account_id"),
                account => account,
            },
        );
        rule.insert("delete_marker_replication".into(), markers);
        rule.insert("prefix".into(), prefix);
    }
}
