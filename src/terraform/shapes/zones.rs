//! Settings, rulesets and the like of Cloudflare, from versions 4 and 5 of its provider.

use serde_json::{Value, json};

use super::{Members, access, blocks, member, rename};
use crate::terraform::tree::Tree;

/// Names of settings that differ from the API's.
fn setting_name(name: &str) -> &str {
    if name == "zero_rtt" { "0rtt" } else { name }
}

/// `cloudflare_zone_setting`: one setting.
pub(super) fn setting(members: &Members) -> Vec<(String, Tree)> {
    let Some(name) = member(members, "setting_id").as_str().map(str::to_owned) else {
        return Vec::new();
    };
    let mut value = member(members, "value");
    // In a state file, a value of any type comes with its type.
    if let Tree::Object(typed) = &value
        && typed.len() == 2
        && typed.contains_key("type")
        && let Some(inner) = typed.get("value")
    {
        value = inner.clone();
    }
    let setting = [("value", value), ("editable", member(members, "editable"))];
    vec![(
        format!("cloudflare_zone_setting/{}", setting_name(&name)),
        Tree::object(setting),
    )]
}

/// `cloudflare_zone_settings_override`: those that are set.
pub(super) fn settings_override(members: &Members) -> Vec<(String, Tree)> {
    let settings = member(members, "settings").one().clone();
    let Tree::Object(settings) = settings else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    for (name, value) in settings {
        let computed = matches!(&value, Tree::Unknown(waits) if waits.is_empty());
        if computed || value.is_unset() {
            continue;
        }
        let value = match (name.as_str(), value.one()) {
            // The provider leaves out the level between.
            ("security_header", Tree::Object(header)) => {
                Tree::object([("strict_transport_security", Tree::Object(header.clone()))])
            }
            ("ciphers", _) => value,
            (_, one) => one.clone(),
        };
        // Whether it may be changed, an override does not say.
        let setting = Tree::object([("value", value), ("editable", Tree::unknown())]);
        parts.push((format!("cloudflare_zone_setting/{}", setting_name(&name)), setting));
    }
    parts
}

/// Phases in which headers of requests, which may be secrets, are set.
const REQUEST_HEADERS: [&str; 2] = ["http_request_late_transform", "http_request_cache_settings"];

/// `cloudflare_ruleset`: the entry point of a phase. Others do nothing until a rule executes them.
pub(super) fn ruleset(members: &Members) -> Vec<(String, Tree)> {
    let (phase, kind) = (member(members, "phase"), member(members, "kind"));
    let entry = matches!(kind.as_str(), Some("zone" | "root"));
    let Some(phase) = phase.as_str().filter(|_| entry) else {
        return Vec::new();
    };
    let rules = match member(members, "rules") {
        Tree::List(list) => Tree::List(list.iter().map(|rule| ruleset_rule(rule, phase)).collect()),
        other => other,
    };
    let ruleset = Tree::object([
        ("id", member(members, "id")),
        ("version", members.get("version").cloned().unwrap_or_else(Tree::unknown)),
        ("rules", rules),
    ]);
    let ruleset = if member(members, "rules").is_unset() {
        Tree::Null
    } else {
        ruleset
    };
    vec![(format!("cloudflare_ruleset/{phase}"), ruleset)]
}

fn ruleset_rule(tree: &Tree, phase: &str) -> Tree {
    let Tree::Object(rule) = tree else { return tree.clone() };
    let mut rule = rule.clone();
    for name in ["id", "ref", "version"] {
        rule.entry(name.into()).or_insert_with(Tree::unknown);
    }
    for name in ["description", "enabled", "ratelimit", "action_parameters"] {
        rule.entry(name.into()).or_insert(Tree::Null);
    }
    // A rule that does not say so is in force.
    if unset(&member(&rule, "enabled")) {
        rule.insert("enabled".into(), Tree::Known(json!(true)));
    }
    for name in ["action_parameters", "ratelimit"] {
        let trimmed = trim(&member(&rule, name));
        rule.insert(name.into(), trimmed);
    }
    if let Some(Tree::Object(parameters)) = rule.get_mut("action_parameters") {
        strip(parameters, phase);
    }
    Tree::Object(rule)
}

fn unset(tree: &Tree) -> bool {
    tree.is_unset() || matches!(tree, Tree::Unknown(waits) if waits.is_empty())
}

/// Lists in the parameters of a rule; every other list of one is a block of version 4.
const LISTS: [&str; 24] = [
    "additional_cacheable_ports",
    "algorithms",
    "asset_name",
    "categories",
    "characteristics",
    "check_presence",
    "cookie_fields",
    "exclude",
    "headers",
    "include",
    "lang",
    "list",
    "phases",
    "products",
    "raw_response_fields",
    "request_fields",
    "requests_to_origin",
    "response_fields",
    "rules",
    "rulesets",
    "status_code_ttl",
    "transformed_request_fields",
    "values",
    "fields",
];

/// Parameters without what is not set: the API gives back what it was sent.
fn trim(tree: &Tree) -> Tree {
    let one = match tree {
        Tree::List(list) if list.len() <= 1 => tree.one(),
        other => other,
    };
    let Tree::Object(members) = one else {
        return if unset(one) { Tree::Null } else { one.clone() };
    };
    let kept = members.iter().filter(|(_, v)| !unset(v)).map(|(name, value)| {
        let value = match value {
            Tree::List(list) if LISTS.contains(&name.as_str()) => Tree::List(list.iter().map(trim).collect()),
            Tree::List(list) if list.iter().all(|e| matches!(e, Tree::Object(_))) => trim(value),
            Tree::Object(_) => trim(value),
            other => other.clone(),
        };
        (name.clone(), value)
    });
    Tree::Object(kept.collect())
}

/// Takes out what may be secret or is no fact about the configuration.
fn strip(parameters: &mut Members, phase: &str) {
    parameters.remove("content");
    if let Some(Tree::Object(response)) = parameters.get_mut("response") {
        response.remove("content");
    }
    // Until version 4 a list of headers with names.
    if let Some(Tree::List(list)) = parameters.get("headers") {
        let named = list.iter().filter_map(|header| {
            let Tree::Object(header) = header else { return None };
            let mut header = header.clone();
            let name = header.remove("name")?.as_str()?.to_owned();
            Some((name, Tree::Object(header)))
        });
        let named = Tree::Object(named.collect());
        parameters.insert("headers".into(), named);
    }
    let secret = REQUEST_HEADERS.contains(&phase);
    if let Some(Tree::Object(headers)) = parameters.get_mut("headers").filter(|_| secret) {
        for header in headers.values_mut() {
            match header {
                Tree::Object(header) => header.retain(|name, _| name == "operation"),
                other => *other = Tree::Null,
            }
        }
    }
}

/// `cloudflare_managed_transforms`; version 4 has the same lists of blocks.
pub(super) fn managed_transforms(members: &mut Members) {
    for list in ["managed_request_headers", "managed_response_headers"] {
        if let Some(Tree::List(headers)) = members.get_mut(list) {
            for header in headers {
                if let Tree::Object(header) = header {
                    header.entry("has_conflict".into()).or_insert_with(Tree::unknown);
                }
            }
        }
    }
}

/// The tree of a resource of a kind of Cloudflare.
pub(super) fn whole(kind: &str, members: &mut Members) {
    match kind {
        "cloudflare.zero_trust.access_policy" | "cloudflare.zero_trust.access_group" => access::rules(members),
        "cloudflare.zero_trust.access_application" => application(members),
        "cloudflare.zone.page_rule" => page_rule(members),
        "cloudflare.dns.record" => rename(members, "value", "content"),
        "cloudflare.workers.script" => script(members),
        "cloudflare.account.notification_policy" => recipients(members),
        "cloudflare.account.member" => account_member(members),
        "cloudflare.user.api_token" | "cloudflare.account.api_token" => token(members),
        _ => {}
    }
}

fn application(members: &mut Members) {
    let Some(Tree::List(policies)) = members.get_mut("policies") else {
        return;
    };
    for policy in policies {
        match policy {
            Tree::Object(policy) => access::rules(policy),
            // Version 4 has ids alone.
            Tree::Known(Value::String(id)) => *policy = Tree::object([("id", Tree::text(id))]),
            _ => {}
        }
    }
}

/// The actions of a page rule, each with its name.
fn page_rule(members: &mut Members) {
    let actions = member(members, "actions").one().clone();
    if let Tree::Object(actions) = actions {
        let mut list = Vec::new();
        for (name, value) in actions {
            if unset(&value) || value == Tree::Known(json!(false)) {
                continue;
            }
            let flag = value == Tree::Known(json!(true));
            let (value, values) = match value {
                _ if flag => (Tree::Null, Tree::Null),
                Tree::Known(Value::Number(n)) => (Tree::text(&n.to_string()), Tree::Null),
                block @ (Tree::List(_) | Tree::Object(_)) => (Tree::Null, trim(&block)),
                other => (other, Tree::Null),
            };
            list.push(Tree::object([
                ("id", Tree::text(&name)),
                ("value", value),
                ("values", values),
            ]));
        }
        members.insert("actions".into(), Tree::List(list));
    }
    let target = member(members, "target");
    let targets = match target {
        Tree::Known(_) => {
            let constraint = Tree::object([("operator", Tree::text("matches")), ("value", target)]);
            Tree::List(vec![Tree::object([
                ("target", Tree::text("url")),
                ("constraint", constraint),
            ])])
        }
        other => other,
    };
    members.insert("target".into(), targets);
}

/// Bindings of version 4 are blocks of their own kinds.
fn script(members: &mut Members) {
    if members.contains_key("bindings") {
        return;
    }
    let mut bindings = Vec::new();
    for (block, r#type) in [
        ("plain_text_binding", "plain_text"),
        ("secret_text_binding", "secret_text"),
        ("kv_namespace_binding", "kv_namespace"),
        ("webassembly_binding", "wasm_module"),
        ("service_binding", "service"),
        ("r2_bucket_binding", "r2_bucket"),
        ("analytics_engine_binding", "analytics_engine"),
        ("queue_binding", "queue"),
        ("d1_database_binding", "d1"),
    ] {
        let list = member(members, block);
        for each in blocks(&list) {
            if let Tree::Object(each) = each {
                let name = match member(each, "name") {
                    Tree::Null => member(each, "binding"),
                    name => name,
                };
                bindings.push(Tree::object([("name", name), ("type", Tree::text(r#type))]));
            }
        }
    }
    members.insert("bindings".into(), Tree::List(bindings));
}

/// How many are told in which way.
fn recipients(members: &mut Members) {
    let told = member(members, "mechanisms");
    let mut counts = Members::new();
    for (now, before) in [
        ("email", "email_integration"),
        ("pagerduty", "pagerduty_integration"),
        ("webhooks", "webhooks_integration"),
    ] {
        let list = match &told {
            Tree::Object(told) => member(told, now),
            Tree::Unknown(_) => told.clone(),
            _ => member(members, before),
        };
        let count = match list {
            Tree::List(list) => Tree::Known(Value::from(list.len())),
            Tree::Null => Tree::Known(Value::from(0)),
            other => other,
        };
        counts.insert(now.into(), count);
    }
    members.insert("mechanisms".into(), Tree::Object(counts));
}

fn account_member(members: &mut Members) {
    rename(members, "email_address", "email");
    rename(members, "role_ids", "roles");
    if let Some(Tree::List(roles)) = members.get_mut("roles") {
        for role in roles {
            if let Tree::Known(Value::String(id)) = role {
                // Its name, only the account knows.
                *role = Tree::object([("id", Tree::text(id)), ("name", Tree::unknown())]);
            }
        }
    }
}

/// Policies of a token; permission groups of version 4 are ids alone, resources may be JSON in text.
fn token(members: &mut Members) {
    rename(members, "policy", "policies");
    if let Some(Tree::List(policies)) = members.get_mut("policies") {
        for policy in policies {
            let Tree::Object(policy) = policy else { continue };
            policy.entry("id".into()).or_insert_with(Tree::unknown);
            if let Some(Tree::List(groups)) = policy.get_mut("permission_groups") {
                for group in groups {
                    match group {
                        Tree::Known(Value::String(id)) => {
                            *group = Tree::object([("id", Tree::text(id)), ("name", Tree::unknown())]);
                        }
                        Tree::Object(group) => {
                            group.entry("name".into()).or_insert_with(Tree::unknown);
                        }
                        _ => {}
                    }
                }
            }
            let parsed = policy.get("resources").and_then(Tree::as_str);
            if let Some(parsed) = parsed.and_then(|text| serde_json::from_str::<Value>(text).ok()) {
                policy.insert("resources".into(), Tree::known(parsed));
            }
        }
    }
}
