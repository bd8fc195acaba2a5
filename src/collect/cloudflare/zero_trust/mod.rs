//! Zero Trust of an account: Access with its applications, policies, groups, identity providers and
//! service tokens; tunnels, Gateway and device posture.

use futures::FutureExt;
use serde_json::Value;

use super::task::{Task, side_by_side};
use super::{Area, Place, fields};
use crate::cloud::{CallError, Listing};
use crate::collect::{Builder, Part};

const APPLICATION: &str = "cloudflare.zero_trust.access_application";
const LIST_APPLICATIONS: &str = "access:ListApplications";
const LIST_POLICIES: &str = "access:ListApplicationPolicies";
const ORGANIZATION: &str = "cloudflare.zero_trust.organization";
const GET_ORGANIZATION: &str = "access:GetOrganization";
const TUNNEL: &str = "cloudflare.zero_trust.tunnel_cloudflared";
const LIST_TUNNELS: &str = "tunnels:List";
/// Every endpoint of Access that pages takes this many.
const PER_PAGE: u64 = 50;

/// A kind whose listing tells everything.
struct Simple {
    kind: &'static str,
    operation: &'static str,
    path: &'static [&'static str],
    per_page: Option<u64>,
    /// Fields that are always there.
    required: &'static [&'static str],
}

const SIMPLE: [Simple; 6] = [
    Simple {
        kind: "cloudflare.zero_trust.access_policy",
        operation: "access:ListPolicies",
        path: &["access", "policies"],
        per_page: Some(PER_PAGE),
        required: &["name", "decision", "include"],
    },
    Simple {
        kind: "cloudflare.zero_trust.access_group",
        operation: "access:ListGroups",
        path: &["access", "groups"],
        per_page: Some(PER_PAGE),
        required: &["name", "include"],
    },
    Simple {
        kind: "cloudflare.zero_trust.access_identity_provider",
        operation: "access:ListIdentityProviders",
        path: &["access", "identity_providers"],
        per_page: Some(PER_PAGE),
        required: &["name", "type"],
    },
    Simple {
        kind: "cloudflare.zero_trust.access_service_token",
        operation: "access:ListServiceTokens",
        path: &["access", "service_tokens"],
        per_page: Some(PER_PAGE),
        // A token that nobody used yet has a `null` here. Without the field nothing is known of its use.
        required: &["name", "last_seen_at"],
    },
    Simple {
        kind: "cloudflare.zero_trust.gateway_policy",
        operation: "gateway:ListRules",
        path: &["gateway", "rules"],
        per_page: None,
        required: &["name", "action", "enabled", "filters"],
    },
    Simple {
        kind: "cloudflare.zero_trust.device_posture_rule",
        operation: "devices:ListPostureRules",
        path: &["devices", "posture"],
        per_page: None,
        required: &["name", "type"],
    },
];

pub(super) const AREA: Area = Area {
    name: "Zero Trust",
    place: Place::Account,
    kinds: &[
        APPLICATION,
        ORGANIZATION,
        TUNNEL,
        SIMPLE[0].kind,
        SIMPLE[1].kind,
        SIMPLE[2].kind,
        SIMPLE[3].kind,
        SIMPLE[4].kind,
        SIMPLE[5].kind,
    ],
    collect: |task| collect(task).boxed(),
};

async fn collect(task: Task) -> Part {
    let simple = side_by_side(SIMPLE, |simple| list(&task, simple));
    let (simple, applications, organization, tunnels) =
        futures::join!(simple, applications(&task), organization(&task), tunnels(&task));
    let mut part = Part::default();
    for found in simple.into_iter().chain([applications, organization, tunnels]) {
        part.merge(found);
    }
    part
}

async fn list(task: &Task, simple: Simple) -> Part {
    let mut part = Part::default();
    if !task.wants(simple.kind) {
        return part;
    }
    let endpoint = task.below(simple.path);
    let listing = task.cloudflare.list(simple.operation, &endpoint, simple.per_page).await;
    for item in &in_use(task, &mut part, simple.kind, listing) {
        let resource = task.item(&mut part, simple.kind, simple.operation, item, simple.required);
        part.resources.extend(resource.map(Builder::finish));
    }
    part
}

/// The items of a listing. Where nobody set Access up, all of a kind was seen, and it is nothing.
fn in_use(task: &Task, part: &mut Part, kind: &str, listing: Listing<Value>) -> Vec<Value> {
    let error = listing
        .error
        .filter(|error| !(listing.items.is_empty() && never_set_up(error)));
    task.listed(part, kind, error.as_ref());
    listing.items
}

/// True for the error by which Access says that the account does not use it. It comes under several
/// statuses and numbers; the message begins with the name.
fn never_set_up(error: &CallError) -> bool {
    const NAME: &str = "access.api.error.not_enabled";
    let named = |text: &Option<String>| text.as_deref().is_some_and(|text| text.starts_with(NAME));
    named(&error.code) || named(&error.message)
}

async fn applications(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(APPLICATION) {
        return part;
    }
    let endpoint = task.below(&["access", "apps"]);
    let listing = task.cloudflare.list(LIST_APPLICATIONS, &endpoint, Some(PER_PAGE)).await;
    let mut found = Vec::new();
    for item in &in_use(task, &mut part, APPLICATION, listing) {
        found.extend(
            task.item(&mut part, APPLICATION, LIST_APPLICATIONS, item, &["type"])
                .map(|builder| {
                    let id = item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                    let is_bookmark = item.get("type").and_then(Value::as_str) == Some("bookmark");
                    (builder, id, is_bookmark)
                }),
        );
    }
    let read = side_by_side(found, |(builder, id, is_bookmark)| async move {
        let mut builder = builder;
        policies(task, &mut builder, &id, is_bookmark).await;
        builder.finish()
    });
    part.resources.extend(read.await);
    part
}

/// The listing of applications embeds policies, too, but only this one is documented to be whole.
async fn policies(task: &Task, application: &mut Builder, id: &str, is_bookmark: bool) {
    if is_bookmark {
        application.absent("policies");
        return;
    }
    let endpoint = task.below(&["access", "apps", id, "policies"]);
    let asked = task
        .ask_list(APPLICATION, LIST_POLICIES, &endpoint, Some(PER_PAGE))
        .await;
    match asked {
        None => {}
        Some(Err(error)) => {
            application.gap("policies", &error);
        }
        Some(Ok(policies)) => {
            fields::field(application, "policies", Some(&Value::from(policies)), LIST_POLICIES);
        }
    }
}

/// There is one for each account, or none.
async fn organization(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ORGANIZATION) {
        return part;
    }
    let endpoint = task.below(&["access", "organizations"]);
    match task.cloudflare.send(GET_ORGANIZATION, &endpoint).await {
        Ok(answer) if answer.result.is_object() => {
            task.listed(&mut part, ORGANIZATION, None);
            let id = task.scope.account.clone().unwrap_or_default();
            let mut organization = Builder::new(ORGANIZATION, &task.scope, &id);
            organization.name(answer.result.get("name").and_then(Value::as_str));
            fields::record(&mut organization, &answer.result, GET_ORGANIZATION, &["auth_domain"]);
            part.resources.push(organization.finish());
        }
        Ok(_) => {
            let error = CallError::malformed(GET_ORGANIZATION, "the result is not an object");
            task.listed(&mut part, ORGANIZATION, Some(&error));
        }
        Err(error) if never_set_up(&error) => task.listed(&mut part, ORGANIZATION, None),
        Err(error) => task.listed(&mut part, ORGANIZATION, Some(&error)),
    }
    part
}

async fn tunnels(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(TUNNEL) {
        return part;
    }
    let endpoint = task.below(&["cfd_tunnel"]).with("is_deleted", false);
    let items = task
        .list(&mut part, TUNNEL, LIST_TUNNELS, &endpoint, Some(PER_PAGE))
        .await;
    for item in &items {
        let counted = counted(item);
        let required = ["name", "status", "connection_count"];
        let resource = task.item(&mut part, TUNNEL, LIST_TUNNELS, &counted, &required);
        part.resources.extend(resource.map(Builder::finish));
    }
    part
}

/// A tunnel's record with the number of its connections instead of the connections, which name the
/// addresses of origins. One that is gone is told for some minutes more.
fn counted(tunnel: &Value) -> Value {
    let mut tunnel = tunnel.clone();
    if let Value::Object(fields) = &mut tunnel {
        let count = match fields.remove("connections") {
            Some(Value::Array(connections)) => {
                let live = |c: &&Value| c.get("is_pending_reconnect").and_then(Value::as_bool) != Some(true);
                Some(Value::from(connections.iter().filter(live).count()))
            }
            // Nothing is connected.
            Some(Value::Null) => Some(Value::from(0)),
            Some(odd) => Some(odd),
            None => None,
        };
        fields.extend(count.map(|count| ("connection_count".to_owned(), count)));
    }
    tunnel
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    #[test]
    fn only_the_error_of_access_means_that_it_is_not_in_use() {
        let error = |code: &str, message: &str| CallError {
            code: Some(code.to_owned()),
            message: Some(message.to_owned()),
            ..CallError::own(LIST_APPLICATIONS, GapReason::AccessDenied, "")
        };
        let told = "access.api.error.not_enabled: Access is not enabled. Visit the Access dashboard";
        assert!(never_set_up(&error("9999", told)));
        assert!(never_set_up(&error("12130", told)));
        assert!(never_set_up(&error("access.api.error.not_enabled", "")));
        for (code, message) in [
            ("10000", "Authentication error"),
            ("9999", ""),
            (
                "12130",
                "access.api.error.invalid_request: policy precedences must be unique",
            ),
            ("9109", "said before: access.api.error.not_enabled"),
        ] {
            assert!(!never_set_up(&error(code, message)), "{code} {message}");
        }
    }

    #[test]
    fn connections_that_are_gone_do_not_count() {
        let tunnel = |connections: Value| counted(&json!({"name": "t", "connections": connections}));
        let connections = json!([{"is_pending_reconnect": false}, {"is_pending_reconnect": true}, {}]);
        assert_eq!(tunnel(connections), json!({"name": "t", "connection_count": 2}));
        assert_eq!(tunnel(json!(null))["connection_count"], 0);
        assert_eq!(tunnel(json!("many"))["connection_count"], "many");
        assert_eq!(counted(&json!({"name": "t"})), json!({"name": "t"}));
        assert_eq!(counted(&json!(5)), json!(5));
    }
}
