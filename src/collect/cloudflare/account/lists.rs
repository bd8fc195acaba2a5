//! The kinds whose listing tells everything: members, tokens, notifications, Logpush jobs, insights;
//! and the one answer about API Shield.

use futures::FutureExt;
use serde_json::{Value, json};

use super::super::task::Task;
use super::super::{Area, Place, fields};
use crate::collect::{Builder, Part};

/// One listing.
struct List {
    kind: &'static str,
    operation: &'static str,
    /// Below the zone or account, or from the top.
    path: &'static [&'static str],
    /// Where the endpoint pages.
    per_page: Option<u64>,
    /// The member of the result that holds the items, where the result is not a list.
    member: Option<&'static str>,
    required: &'static [&'static str],
    /// Brings an item into the form of the catalogue.
    adapt: fn(&mut Value),
}

const TOKEN_FIELDS: &[&str] = &["name", "status", "issued_on", "policies"];

const LISTS: &[List] = &[
    List {
        kind: "cloudflare.account.member",
        operation: "accounts:ListMembers",
        path: &["members"],
        per_page: Some(50),
        member: None,
        required: &["status", "roles"],
        adapt: name_member,
    },
    List {
        kind: "cloudflare.account.api_token",
        operation: "accounts:ListTokens",
        path: &["tokens"],
        per_page: Some(50),
        member: None,
        required: TOKEN_FIELDS,
        adapt: keep,
    },
    List {
        kind: "cloudflare.account.notification_policy",
        operation: "alerting:ListPolicies",
        path: &["alerting", "v3", "policies"],
        per_page: None,
        member: None,
        required: &["alert_type", "enabled"],
        adapt: count_mechanisms,
    },
    List {
        kind: "cloudflare.security_center.insight",
        operation: "security_center:ListInsights",
        path: &["security-center", "insights"],
        // The page size that the documentation gives as the default.
        per_page: Some(25),
        member: Some("issues"),
        required: &["severity", "issue_type"],
        adapt: name_insight,
    },
    LOGPUSH,
];

const LISTS_OF_ZONE: &[List] = &[LOGPUSH];

const LISTS_OF_TOKEN: &[List] = &[List {
    kind: "cloudflare.user.api_token",
    operation: "user:ListTokens",
    path: &["user", "tokens"],
    per_page: Some(50),
    member: None,
    required: TOKEN_FIELDS,
    adapt: keep,
}];

const LOGPUSH: List = List {
    kind: "cloudflare.logpush.job",
    operation: "logpush:ListJobs",
    path: &["logpush", "jobs"],
    per_page: None,
    member: None,
    required: &["dataset", "enabled"],
    adapt: hide_destination,
};

const API_SHIELD: &str = "cloudflare.api_shield.settings";
const GET_SCHEMA_VALIDATION: &str = "api_shield:GetSchemaValidation";

pub(in super::super) const AREA: Area = Area {
    name: "members, tokens and notifications",
    place: Place::Account,
    kinds: &[
        "cloudflare.account.member",
        "cloudflare.account.api_token",
        "cloudflare.account.notification_policy",
        "cloudflare.security_center.insight",
        "cloudflare.logpush.job",
    ],
    collect: |task| collect(task, LISTS).boxed(),
};

pub(in super::super) const AREA_OF_ZONE: Area = Area {
    name: "Logpush and API Shield",
    place: Place::Zone,
    kinds: &["cloudflare.logpush.job", API_SHIELD],
    collect: |task| of_zone(task).boxed(),
};

pub(in super::super) const AREA_OF_TOKEN: Area = Area {
    name: "tokens of the user",
    place: Place::Token,
    kinds: &["cloudflare.user.api_token"],
    collect: |task| collect(task, LISTS_OF_TOKEN).boxed(),
};

async fn of_zone(task: Task) -> Part {
    let mut part = api_shield(&task).await;
    part.merge(collect(task, LISTS_OF_ZONE).await);
    part
}

async fn collect(task: Task, lists: &'static [List]) -> Part {
    let mut reads = Vec::new();
    for list in lists {
        if task.wants(list.kind) {
            reads.push(read(task.clone(), list));
        }
    }
    let mut whole = Part::default();
    for part in futures::future::join_all(reads).await {
        whole.merge(part);
    }
    whole
}

async fn read(task: Task, list: &'static List) -> Part {
    let mut part = Part::default();
    let endpoint = task.below(list.path);
    let items = task
        .list_in(
            &mut part,
            list.kind,
            list.operation,
            &endpoint,
            list.per_page,
            list.member,
        )
        .await;
    for mut item in items {
        (list.adapt)(&mut item);
        let resource = task.item(&mut part, list.kind, list.operation, &item, list.required);
        part.resources.extend(resource.map(Builder::finish));
    }
    part
}

/// How requests are held against the schemas of a zone's APIs: one thing for each zone.
async fn api_shield(task: &Task) -> Part {
    let mut part = Part::default();
    let id = task.scope.zone.clone().unwrap_or_default();
    match task
        .ask(API_SHIELD, GET_SCHEMA_VALIDATION, &["schema_validation", "settings"])
        .await
    {
        None => {}
        Some(answer) => {
            let mut settings = Builder::new(API_SHIELD, &task.scope, &id);
            settings.name(task.record.get("name").and_then(Value::as_str));
            match answer {
                Ok(answer) => {
                    let required = ["validation_default_mitigation_action"];
                    fields::record(&mut settings, &answer, GET_SCHEMA_VALIDATION, &required);
                }
                Err(error) => fields::unread(&mut settings, GET_SCHEMA_VALIDATION, &error),
            }
            part.asked(API_SHIELD, &task.scope);
            part.resources.push(settings.finish());
        }
    }
    part
}

fn keep(_: &mut Value) {}

/// A member is known by the address, which stands with the user, or alone while an invitation is open.
fn name_member(item: &mut Value) {
    let address = item.pointer("/user/email").or_else(|| item.get("email")).cloned();
    if let (Some(address), Some(fields)) = (address, item.as_object_mut()) {
        fields.insert("name".into(), address.clone());
        fields.insert("email".into(), address);
    }
}

/// Whom a notification reaches is told in numbers: the addresses are nobody's business here.
fn count_mechanisms(item: &mut Value) {
    let counted = |name: &str| match item.get("mechanisms").and_then(|ways| ways.get(name)) {
        None | Some(Value::Null) => json!(0),
        Some(Value::Array(recipients)) => json!(recipients.len()),
        // Of another type than the count, so that it becomes a gap.
        Some(_) => json!("odd"),
    };
    let ways = json!({
        "email": counted("email"), "pagerduty": counted("pagerduty"), "webhooks": counted("webhooks"),
    });
    let odd = item
        .get("mechanisms")
        .is_some_and(|ways| !ways.is_object() && !ways.is_null());
    if let Some(fields) = item.as_object_mut() {
        fields.insert("recipients".into(), if odd { json!("odd") } else { ways });
    }
}

/// The address of a destination holds the keys to it: only its scheme is kept. Ids are numbers here.
fn hide_destination(item: &mut Value) {
    let destination = item.get("destination_conf").and_then(Value::as_str);
    let scheme = destination
        .and_then(|text| text.split_once("://"))
        .map(|(scheme, _)| scheme)
        .filter(|scheme| scheme.len() <= 20 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    let scheme = scheme.map(str::to_owned);
    let id = item.get("id").and_then(Value::as_u64);
    if let Some(fields) = item.as_object_mut() {
        fields.remove("destination_conf");
        fields.insert("destination_scheme".into(), json!(scheme));
        if let Some(id) = id {
            fields.insert("id".into(), json!(id.to_string()));
        }
    }
}

fn name_insight(item: &mut Value) {
    let subject = item.get("subject").cloned().unwrap_or_default();
    if let Some(fields) = item.as_object_mut() {
        fields.insert("name".into(), subject);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapted(adapt: fn(&mut Value), mut item: Value) -> Value {
        adapt(&mut item);
        item
    }

    #[test]
    fn of_a_destination_only_the_scheme_is_left() {
        let scheme = |destination: Value| adapted(hide_destination, json!({"id": 7, "destination_conf": destination}));
        let cases = [
            (
                json!("s3://bucket/logs?access-key-id=A&secret-access-key=B"),
                json!("s3"),
            ),
            (
                json!("https://user:secret@logs.example/x?header_Authorization=y"),
                json!("https"),
            ),
            (json!("secret-key"), Value::Null),
            (json!("se cret=x://y"), Value::Null),
            (Value::Null, Value::Null),
            (json!(5), Value::Null),
        ];
        for (destination, expected) in cases {
            assert_eq!(scheme(destination), json!({"id": "7", "destination_scheme": expected}));
        }
    }

    #[test]
    fn recipients_are_counted_and_odd_ones_are_no_number() {
        let counted = |ways: Value| adapted(count_mechanisms, json!({"mechanisms": ways}))["recipients"].clone();
        let expected = json!({"email": 2, "pagerduty": 0, "webhooks": 1});
        let ways = json!({"email": [{"id": "a@example.com"}, {"id": "b@example.com"}], "webhooks": [{"id": "x"}]});
        assert_eq!(counted(ways), expected);
        assert_eq!(counted(Value::Null), json!({"email": 0, "pagerduty": 0, "webhooks": 0}));
        assert_eq!(counted(json!([])), "odd");
        assert_eq!(counted(json!({"email": "x"}))["email"], "odd");
    }

    #[test]
    fn a_member_is_named_by_the_address() {
        let expected = json!({"user": {"email": "a@example.com"}, "email": "a@example.com", "name": "a@example.com"});
        assert_eq!(
            adapted(name_member, json!({"user": {"email": "a@example.com"}})),
            expected
        );
        let invited = adapted(name_member, json!({"email": "b@example.com"}));
        assert_eq!(invited, json!({"email": "b@example.com", "name": "b@example.com"}));
        assert_eq!(adapted(name_member, json!({})), json!({}));
    }
}
