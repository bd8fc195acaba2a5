//! The table of fixes: which attribute of which kind can be converged, and how.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::catalogue::Catalogue;
use crate::model::path::{self, Step};
use crate::model::{Delta, Resource};

use super::s3_policy;

/// How freely a fix may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Tier {
    /// No disruption, fully reversible.
    T0,
    /// Somebody should approve it: it may cost money or cut off somebody.
    T1,
    /// Belongs in a maintenance window.
    T2,
}

/// Whether the earlier state can be had back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reversible {
    Yes,
    Partly,
}

/// One API call, exactly as it will be sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    /// `service:Operation`.
    pub(crate) operation: String,
    pub(crate) parameters: Value,
}

impl Call {
    fn new(operation: &str, parameters: Value) -> Self {
        Self {
            operation: operation.to_owned(),
            parameters,
        }
    }
}

/// A way to converge one attribute.
pub(crate) struct Action {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    /// Catalogue path of the attribute that changes; deltas at or below it belong to this action.
    pub(crate) path: &'static str,
    /// Whether it brings what a delta wants: several controls judge the same attribute.
    pub(crate) closes: fn(&Delta) -> bool,
    pub(crate) permissions: &'static [&'static str],
    pub(crate) reversible: Reversible,
    /// What the people who use the resource may notice.
    pub(crate) disruption: &'static str,
    /// Attributes that change by themselves along with the fix.
    pub(crate) moves_along: &'static [&'static str],
    /// How freely it may run on this resource.
    pub(crate) tier: fn(&Resource) -> Tier,
    /// The value that closes the deltas, or why there is none.
    pub(crate) target: fn(&Resource, &[Delta]) -> Result<Value, String>,
    /// The value that going back can reach, for a value from before the fix.
    pub(crate) way_back: fn(&Value) -> Value,
    /// The calls that bring the attribute of a freshly read resource to a value.
    pub(crate) calls: fn(&Resource, &str, &Value) -> Result<Vec<Call>, String>,
}

const ACTIONS: [Action; 7] = [
    Action {
        name: "s3-bucket-versioning",
        kind: "aws.s3.bucket",
        path: "versioning.status",
        closes: |_| true,
        permissions: &["s3:PutBucketVersioning"],
        reversible: Reversible::Partly,
        disruption: "none; old versions take up space from now on, and going back only suspends versioning",
        moves_along: &[],
        tier: |_| Tier::T1,
        target: |_, deltas| single(deltas),
        way_back: |before| {
            if before.is_null() {
                json!("Suspended")
            } else {
                before.clone()
            }
        },
        calls: versioning_calls,
    },
    Action {
        name: "s3-bucket-public-access-block",
        kind: "aws.s3.bucket",
        path: "public_access_block",
        closes: |_| true,
        permissions: &["s3:PutBucketPublicAccessBlock"],
        reversible: Reversible::Yes,
        disruption: "public readers, and those of other accounts whom only a public policy lets in, lose access at once",
        moves_along: &[],
        tier: |_| Tier::T1,
        target: public_access_block_target,
        way_back: Value::clone,
        calls: public_access_block_calls,
    },
    Action {
        name: "s3-bucket-tls-only-policy",
        kind: "aws.s3.bucket",
        path: "policy",
        closes: |delta| {
            delta
                .expected
                .as_str()
                .is_some_and(|e| e.contains("aws:SecureTransport=false"))
        },
        permissions: &["s3:PutBucketPolicy", "s3:DeleteBucketPolicy"],
        reversible: Reversible::Yes,
        disruption: "clients that use plain HTTP get 403",
        moves_along: &["policy_is_public"],
        tier: |_| Tier::T1,
        target: |bucket, _| s3_policy::with_tls_only(bucket),
        way_back: Value::clone,
        calls: bucket_policy_calls,
    },
    Action {
        name: "rds-instance-backup-retention",
        kind: "aws.rds.instance",
        path: "backup_retention_period",
        closes: |_| true,
        permissions: &["rds:ModifyDBInstance"],
        reversible: Reversible::Partly,
        disruption: "switching backups on (from 0) suspends I/O for seconds to minutes; raising the number does nothing noticeable; lowering it again deletes backups",
        moves_along: &["status", "pending_modified_values", "latest_restorable_time"],
        tier: |instance| {
            if attribute(instance, "backup_retention_period").as_i64() == Some(0) {
                Tier::T2
            } else {
                Tier::T0
            }
        },
        target: raised,
        way_back: Value::clone,
        calls: |instance, _, to| {
            let days = to.as_i64().ok_or("the retention is no whole number of days")?;
            let parameters =
                json!({"DBInstanceIdentifier": instance.id, "BackupRetentionPeriod": days, "ApplyImmediately": true});
            Ok(vec![Call::new("rds:ModifyDBInstance", parameters)])
        },
    },
    Action {
        name: "ec2-security-group-revoke-rule",
        kind: "aws.ec2.security_group",
        path: "ingress[]",
        closes: |delta| delta.expected.is_null(),
        permissions: &["ec2:RevokeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupIngress"],
        reversible: Reversible::Yes,
        disruption: "new connections that only this rule let in are refused; established ones may go on",
        moves_along: &[],
        tier: |_| Tier::T1,
        target: |_, _| Ok(Value::Null),
        way_back: Value::clone,
        calls: security_group_calls,
    },
    Action {
        name: "cloudflare-zone-min-tls-version",
        kind: "cloudflare.zone",
        path: "settings.min_tls_version.value",
        closes: |_| true,
        permissions: &["Zone Settings Write"],
        reversible: Reversible::Yes,
        disruption: "visitors whose software knows only older TLS versions are cut off",
        moves_along: &[],
        tier: |_| Tier::T1,
        target: |_, deltas| single(deltas),
        way_back: Value::clone,
        calls: |zone, _, to| setting_call(zone, "min_tls_version", to),
    },
    Action {
        name: "cloudflare-zone-tls-1-3",
        kind: "cloudflare.zone",
        path: "settings.tls_1_3.value",
        closes: |_| true,
        permissions: &["Zone Settings Write"],
        reversible: Reversible::Yes,
        disruption: "none; visitors that do not know TLS 1.3 go on with 1.2",
        moves_along: &[],
        tier: |_| Tier::T0,
        target: |_, deltas| single(deltas).and_then(preferred),
        way_back: Value::clone,
        calls: |zone, _, to| setting_call(zone, "tls_1_3", to),
    },
];

/// Every action.
pub(crate) fn actions() -> impl Iterator<Item = &'static Action> {
    ACTIONS.iter()
}

/// The action of a name.
pub(crate) fn by_name(name: &str) -> Option<&'static Action> {
    actions().find(|a| a.name == name)
}

/// The action that converges what a delta names.
pub(crate) fn action_for(kind: &str, delta: &Delta) -> Option<&'static Action> {
    let steps = path::parse(&delta.path);
    actions().filter(|a| a.kind == kind).find(|a| {
        let action = path::parse(a.path);
        action.len() <= steps.len() && path::overlaps(&action, &steps) && (a.closes)(delta)
    })
}

impl Action {
    /// The path of what changes on a resource: the action's own, with the key of the list element.
    pub(super) fn image_path(&self, delta_path: &str) -> String {
        let steps = path::parse(delta_path);
        path::render(&steps[..path::parse(self.path).len().min(steps.len())])
    }

    /// What stands at an image path now; `null` when nothing does.
    ///
    /// A list element that is to come back (`wanted` is not null) gets a new id from the provider,
    /// so it is found by its content as well.
    pub(super) fn observe(&self, resource: &Resource, image_path: &str, wanted: &Value) -> Value {
        let root = Value::Object(resource.attributes.clone());
        let key_field = Catalogue::get()
            .kind(&resource.kind)
            .and_then(|k| k.key_field(image_path));
        let steps = path::parse(image_path);
        let found = path::lookup(&root, &steps, key_field);
        let (Some(key_field), [list @ .., Step::Key(_)]) = (key_field, steps.as_slice()) else {
            return found.cloned().unwrap_or(Value::Null);
        };
        let elements = path::lookup(&root, list, None).and_then(Value::as_array);
        let same = |element: &&Value| !wanted.is_null() && without(element, key_field) == *wanted;
        let by_content = || elements.and_then(|e| e.iter().find(same));
        found
            .or_else(by_content)
            .map_or(Value::Null, |element| without(element, key_field))
    }
}

/// An element without the id that the provider gave it.
pub(super) fn without(element: &Value, key_field: &str) -> Value {
    let mut element = element.clone();
    if let Value::Object(fields) = &mut element {
        fields.remove(key_field);
    }
    element
}

/// True when two images say the same. IAM takes `"x"` and `["x"]` for the same thing.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    a == b || canonical(a.clone()) == canonical(b.clone())
}

fn canonical(value: Value) -> Value {
    match value {
        Value::Array(mut items) if items.len() == 1 && items[0].is_string() => items.remove(0),
        Value::Array(items) => Value::Array(items.into_iter().map(canonical).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(k, v)| (k, canonical(v))).collect()),
        other => other,
    }
}

/// The value of a top-level attribute; `null` when there is none.
pub(super) fn attribute<'a>(resource: &'a Resource, name: &str) -> &'a Value {
    resource.attributes.get(name).unwrap_or(&Value::Null)
}

fn single(deltas: &[Delta]) -> Result<Value, String> {
    match deltas {
        [delta] => Ok(delta.expected.clone()),
        _ => Err("the policy names more than one value for the attribute".into()),
    }
}

/// The first of the allowed values, where the spec allows several: its order is its preference.
fn preferred(expected: Value) -> Result<Value, String> {
    match expected {
        Value::Array(allowed) => allowed
            .into_iter()
            .next()
            .ok_or_else(|| "the spec allows no value".into()),
        value => Ok(value),
    }
}

/// The wanted number, if it is higher than what is there.
fn raised(instance: &Resource, deltas: &[Delta]) -> Result<Value, String> {
    let wanted = single(deltas)?;
    let days = wanted.as_i64().ok_or("the wanted retention is no number")?;
    match attribute(instance, "backup_retention_period").as_i64() {
        Some(now) if now < days => Ok(wanted),
        _ => Err("lowering the retention would delete backups".into()),
    }
}

fn versioning_calls(bucket: &Resource, _: &str, to: &Value) -> Result<Vec<Call>, String> {
    // A bucket that ever had versioning can't go back to having none.
    let status = match to {
        Value::Null => "Suspended",
        Value::String(status) => status,
        _ => return Err("the status is no text".into()),
    };
    Ok(vec![Call::new(
        "s3:PutBucketVersioning",
        on_bucket(bucket, json!({"VersioningConfiguration": {"Status": status}})),
    )])
}

const BLOCKS: [(&str, &str); 4] = [
    ("block_public_acls", "BlockPublicAcls"),
    ("block_public_policy", "BlockPublicPolicy"),
    ("ignore_public_acls", "IgnorePublicAcls"),
    ("restrict_public_buckets", "RestrictPublicBuckets"),
];

/// The flags as they are, with those of the deltas as wanted: the API replaces all four.
fn public_access_block_target(bucket: &Resource, deltas: &[Delta]) -> Result<Value, String> {
    let now = attribute(bucket, "public_access_block");
    let mut flags = Map::new();
    for (flag, _) in BLOCKS {
        flags.insert(flag.to_owned(), now.get(flag).cloned().unwrap_or(Value::Bool(false)));
    }
    for delta in deltas {
        let flag = delta.path.rsplit('.').next().unwrap_or_default();
        match flags.get_mut(flag) {
            Some(value) => *value = delta.expected.clone(),
            None => return Err(format!("{} is no flag of the public access block", delta.path)),
        }
    }
    Ok(Value::Object(flags))
}

fn public_access_block_calls(bucket: &Resource, _: &str, to: &Value) -> Result<Vec<Call>, String> {
    if to.is_null() {
        return Ok(vec![Call::new(
            "s3:DeletePublicAccessBlock",
            on_bucket(bucket, json!({})),
        )]);
    }
    let flags: Map<String, Value> = BLOCKS
        .iter()
        .map(|(flag, name)| ((*name).to_owned(), to.get(flag).cloned().unwrap_or(Value::Bool(false))))
        .collect();
    Ok(vec![Call::new(
        "s3:PutPublicAccessBlock",
        on_bucket(bucket, json!({"PublicAccessBlockConfiguration": flags})),
    )])
}

fn bucket_policy_calls(bucket: &Resource, _: &str, to: &Value) -> Result<Vec<Call>, String> {
    if to.is_null() {
        return Ok(vec![Call::new("s3:DeleteBucketPolicy", on_bucket(bucket, json!({})))]);
    }
    s3_policy::check_size(to)?;
    Ok(vec![Call::new(
        "s3:PutBucketPolicy",
        on_bucket(bucket, json!({"Policy": to})),
    )])
}

/// Every call on a bucket says whose it must be, so that a name taken over by others is refused.
fn on_bucket(bucket: &Resource, mut parameters: Value) -> Value {
    parameters["Bucket"] = json!(bucket.id);
    parameters["ExpectedBucketOwner"] = json!(bucket.scope.account);
    parameters
}

/// Takes away exactly the rule of the image path, or gives back a rule that was taken away.
fn security_group_calls(group: &Resource, image_path: &str, to: &Value) -> Result<Vec<Call>, String> {
    if to.is_null() {
        let steps = path::parse(image_path);
        let [.., Step::Key(rule)] = steps.as_slice() else {
            return Err(format!("{image_path} names no rule"));
        };
        let parameters = json!({"GroupId": group.id, "SecurityGroupRuleIds": [rule]});
        return Ok(vec![Call::new("ec2:RevokeSecurityGroupIngress", parameters)]);
    }
    let mut permission = json!({"IpProtocol": to["ip_protocol"]});
    for (field, name) in [("from_port", "FromPort"), ("to_port", "ToPort")] {
        if !to[field].is_null() {
            permission[name] = to[field].clone();
        }
    }
    let sources = [
        ("cidr_ipv4", "IpRanges", "CidrIp"),
        ("cidr_ipv6", "Ipv6Ranges", "CidrIpv6"),
        ("prefix_list_id", "PrefixListIds", "PrefixListId"),
        ("referenced_security_group_id", "UserIdGroupPairs", "GroupId"),
    ];
    for (field, list, name) in sources.into_iter().filter(|(field, ..)| !to[*field].is_null()) {
        let mut source = json!({name: to[field]});
        if !to["description"].is_null() {
            source["Description"] = to["description"].clone();
        }
        permission[list] = json!([source]);
    }
    Ok(vec![Call::new(
        "ec2:AuthorizeSecurityGroupIngress",
        json!({"GroupId": group.id, "IpPermissions": [permission]}),
    )])
}

fn setting_call(zone: &Resource, setting: &str, to: &Value) -> Result<Vec<Call>, String> {
    Ok(vec![Call::new(
        "zones:EditSetting",
        json!({"zone_id": zone.id, "setting_id": setting, "value": to}),
    )])
}
