//! Who made a change: the last write in the audit log that names the resource and fits what changed.
//!
//! Pure: the events come from elsewhere, as CloudTrail's `LookupEvents` or its log files give them, or
//! as Cloudflare's audit log (version 2) does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::model::drift::{Actor, ActorSource, Change, Class};

/// Texts of one event that are looked at.
const MOST_TEXTS: usize = 1_000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    services: BTreeMap<String, String>,
    writes: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Table {
    fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        // The file is part of the binary and a unit test reads it.
        TABLE.get_or_init(|| {
            serde_saphyr::from_str(include_str!("who.yaml")).unwrap_or_else(|error| unreachable!("who.yaml: {error}"))
        })
    }
}

/// One write in an audit log.
#[derive(Debug, Clone)]
pub struct Event {
    actor: Actor,
    time: Timestamp,
    provider: &'static str,
    /// `ec2` of `ec2.amazonaws.com`; empty for Cloudflare.
    service: String,
    account: Option<String>,
    region: Option<String>,
    /// What the event names: ids, names, ARNs.
    names: BTreeSet<String>,
    /// What was called, where the operation alone does not say it.
    path: String,
}

/// Reads the writes of an audit log: one document or one a line, with the lists of either provider.
pub fn read_events(text: &[u8]) -> Result<Vec<Event>, String> {
    let mut events = Vec::new();
    let mut seen = 0usize;
    for document in serde_json::Deserializer::from_slice(text).into_iter::<Value>() {
        let document = document.map_err(|e| format!("not valid JSON: {e}"))?;
        for item in items(&document) {
            let inner = item.get("CloudTrailEvent").and_then(Value::as_str);
            let parsed = inner.map(serde_json::from_str::<Value>).transpose();
            let parsed = parsed.map_err(|e| format!("CloudTrailEvent is not valid JSON: {e}"))?;
            let item = parsed.as_ref().unwrap_or(item);
            seen += usize::from(item.get("eventName").is_some() || item.get("action").is_some());
            events.extend(cloudtrail(item).or_else(|| cloudflare(item)));
        }
        if seen == 0 && !items(&document).is_empty() {
            return Err(
                "holds no audit events; give what `aws cloudtrail lookup-events` or Cloudflare's audit log v2 answers"
                    .into(),
            );
        }
    }
    events.sort_by_key(|event| event.time);
    Ok(events)
}

/// The events of a document, however they are wrapped.
fn items(document: &Value) -> Vec<&Value> {
    let lists = ["Events", "events", "Records", "result"];
    let wrapped = lists.iter().find_map(|name| document.get(name)?.as_array());
    match wrapped.or_else(|| document.as_array()) {
        Some(items) => items.iter().collect(),
        None => vec![document],
    }
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    let text = value.pointer(pointer)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn cloudtrail(event: &Value) -> Option<Event> {
    let name = text(event, "/eventName")?;
    let reads = ["Get", "List", "Describe", "Head", "Lookup", "BatchGet"];
    let read_only = match event.get("readOnly") {
        Some(Value::Bool(read_only)) => *read_only,
        Some(Value::String(text)) => text == "true",
        _ => reads.iter().any(|prefix| name.starts_with(prefix)),
    };
    // What failed changed nothing.
    if read_only || text(event, "/errorCode").is_some() {
        return None;
    }
    let time = text(event, "/eventTime")?;
    let mut names = BTreeSet::new();
    for member in ["requestParameters", "responseElements", "resources"] {
        event
            .get(member)
            .into_iter()
            .for_each(|value| collect(value, &mut names));
    }
    let source = text(event, "/eventSource").unwrap_or_default();
    Some(Event {
        time: time.parse().ok()?,
        provider: "aws",
        service: source.split('.').next().unwrap_or_default().to_owned(),
        account: text(event, "/recipientAccountId").or_else(|| text(event, "/userIdentity/accountId")),
        region: text(event, "/awsRegion"),
        names,
        path: String::new(),
        actor: Actor {
            name: cloudtrail_name(event),
            arn: text(event, "/userIdentity/arn"),
            source: cloudtrail_source(event),
            user_agent: text(event, "/userAgent"),
            source_ip: text(event, "/sourceIPAddress"),
            event: name,
            time,
        },
    })
}

/// The person, or else the role or service.
fn cloudtrail_name(event: &Value) -> String {
    let issuer = text(event, "/userIdentity/sessionContext/sessionIssuer/userName");
    // The name of the session is the person where a role is assumed by people.
    let session = text(event, "/userIdentity/arn").and_then(|arn| arn.rsplit('/').next().map(str::to_owned));
    let own = text(event, "/userIdentity/userName");
    match (own, issuer, session) {
        (Some(name), _, _) => name,
        (None, Some(role), Some(session)) if session != role => format!("{session} ({role})"),
        (None, Some(role), _) => role,
        (None, None, Some(session)) => session,
        (None, None, None) => text(event, "/userIdentity/invokedBy")
            .or_else(|| text(event, "/userIdentity/type"))
            .unwrap_or_else(|| "unknown".to_owned()),
    }
}

fn cloudtrail_source(event: &Value) -> ActorSource {
    let agent = text(event, "/userAgent").unwrap_or_default();
    let invoked = text(event, "/userIdentity/invokedBy").is_some();
    let service = text(event, "/userIdentity/type").is_some_and(|t| t == "AWSService");
    // Terraform's own name stands beside that of its SDK.
    match source_of(&agent) {
        Some(source) => source,
        None if invoked || service || agent.ends_with(".amazonaws.com") => ActorSource::Service,
        None => ActorSource::Api,
    }
}

/// By what, as a user agent tells.
fn source_of(agent: &str) -> Option<ActorSource> {
    let agent = agent.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| agent.contains(part));
    if has(&["terraform/", "terraform-provider", "opentofu/", "hashicorp terraform"]) {
        Some(ActorSource::Terraform)
    } else if has(&[
        "console.amazonaws.com",
        "signin",
        "aws internal console",
        "s3console",
        "mozilla/",
    ]) {
        Some(ActorSource::Console)
    } else if has(&["aws-cli", "wrangler", "flarectl"]) {
        Some(ActorSource::Cli)
    } else if has(&[
        "boto3",
        "botocore",
        "aws-sdk",
        "cloudflare-go",
        "cloudflare-python",
        "cloudflare-typescript",
    ]) {
        Some(ActorSource::Sdk)
    } else {
        None
    }
}

fn cloudflare(event: &Value) -> Option<Event> {
    let action = text(event, "/action/type")?.to_lowercase();
    let failed = text(event, "/action/result").is_some_and(|result| !["success", "true"].contains(&result.as_str()));
    if failed || ["view", "read", "list", "login"].contains(&action.as_str()) {
        return None;
    }
    let time = text(event, "/action/time").or_else(|| text(event, "/when"))?;
    let mut names = BTreeSet::new();
    for pointer in ["/resource/id", "/zone/id"] {
        names.extend(text(event, pointer));
    }
    let path = text(event, "/raw/uri").unwrap_or_default();
    names.extend(path.split(['/', '?']).filter(|part| part.len() > 4).map(str::to_owned));
    let agent = text(event, "/raw/user_agent");
    let source = match (
        text(event, "/actor/context").as_deref(),
        text(event, "/actor/type").as_deref(),
    ) {
        (_, Some("system" | "cloudflare_admin")) => ActorSource::Service,
        (Some("dash"), _) => ActorSource::Console,
        _ => source_of(agent.as_deref().unwrap_or_default()).unwrap_or(ActorSource::Api),
    };
    let operation = text(event, "/action/description").unwrap_or_else(|| {
        let resource = text(event, "/resource/type").unwrap_or_default();
        format!("{action} {resource}").trim().to_owned()
    });
    Some(Event {
        time: time.parse().ok()?,
        provider: "cloudflare",
        service: String::new(),
        account: text(event, "/account/id"),
        region: None,
        names,
        path: format!("{action} {path}"),
        actor: Actor {
            name: ["/actor/email", "/actor/token_name", "/actor/id", "/actor/type"]
                .iter()
                .find_map(|pointer| text(event, pointer))
                .unwrap_or_else(|| "unknown".to_owned()),
            arn: None,
            source,
            user_agent: agent,
            source_ip: text(event, "/actor/ip_address"),
            event: operation,
            time,
        },
    })
}

fn collect(value: &Value, names: &mut BTreeSet<String>) {
    if names.len() >= MOST_TEXTS {
        return;
    }
    match value {
        Value::String(text) => {
            names.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
        Value::Object(members) => members.values().for_each(|item| collect(item, names)),
        _ => {}
    }
}

/// Writes into each change who made it, as far as the events tell. Only what happened after `since`
/// can have made a difference to what was known then.
pub fn attribute(changes: &mut [Change], events: &[Event], since: Option<&str>) {
    let since: Option<Timestamp> = since.and_then(|time| time.parse().ok());
    let mut by_name: HashMap<&str, Vec<&Event>> = HashMap::new();
    for event in events
        .iter()
        .filter(|event| since.is_none_or(|since| event.time > since))
    {
        for name in &event.names {
            by_name.entry(name).or_default().push(event);
        }
    }
    for change in changes {
        let known = [Some(&change.resource.id), Some(&change.name), change.arn.as_ref()];
        let naming = known
            .into_iter()
            .flatten()
            .filter_map(|name| by_name.get(name.as_str()));
        let fitting = naming.flatten().filter(|event| event.fits(change));
        change.who = fitting.max_by_key(|event| event.time).map(|event| event.actor.clone());
    }
}

impl Event {
    fn fits(&self, change: &Change) -> bool {
        let scope = &change.resource.scope;
        let agrees = |own: &Option<String>, other: &Option<String>| match (own, other) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        };
        let here = self.provider == scope.provider
            && agrees(&self.account, &scope.account)
            && agrees(&self.region, &scope.region);
        here && match self.provider {
            "aws" => self.is_of_service(&change.resource.kind) && self.writes(change),
            _ => self.touches(change),
        }
    }

    fn is_of_service(&self, kind: &str) -> bool {
        let service = kind.split('.').nth(1).unwrap_or_default();
        let audited = Table::get().services.get(service).map_or(service, String::as_str);
        self.service == audited
    }

    /// True when the operation can have made what changed.
    fn writes(&self, change: &Change) -> bool {
        let own = Table::get().writes.get(&change.resource.kind);
        let listed = |name: &str| own.and_then(|own| own.get(name));
        let called = &self.actor.event;
        let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| called.starts_with(prefix));
        let listed_or = |name: &str, prefixes: &[&str]| match listed(name) {
            Some(operations) => operations.contains(called),
            None => starts(prefixes),
        };
        match change.class {
            Class::Unmanaged | Class::Added => listed_or(
                "create",
                &[
                    "Create", "Run", "Put", "Register", "Allocate", "Import", "Copy", "Restore", "Upload", "Request",
                    "Start",
                ],
            ),
            Class::Missing | Class::Removed => listed_or(
                "delete",
                &["Delete", "Terminate", "Release", "Deregister", "Remove", "Detach"],
            ),
            _ => {
                let roots = change
                    .attributes
                    .iter()
                    .map(|a| a.path.split(['.', '[']).next().unwrap_or_default());
                let mut roots = roots.peekable();
                roots.peek().is_none()
                    || roots.any(|root| match listed(root) {
                        Some(operations) => operations.contains(called),
                        // Tags have operations of their own everywhere.
                        None if root == "tags" => called.to_lowercase().contains("tag"),
                        None => !called.to_lowercase().contains("tag"),
                    })
            }
        }
    }

    /// Settings of a zone are told apart by what was called.
    fn touches(&self, change: &Change) -> bool {
        let action = self.path.split(' ').next().unwrap_or_default();
        match change.class {
            Class::Unmanaged | Class::Added => action == "create",
            Class::Missing | Class::Removed => action == "delete",
            _ if change.resource.kind == "cloudflare.zone" => change.attributes.iter().any(|attribute| {
                let mut names = attribute.path.split(['.', '[']);
                let root = names.next().unwrap_or_default();
                self.path.contains(&format!("/{root}"))
            }),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests;
