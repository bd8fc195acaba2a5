//! Which path gives what.

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use super::answers::{self, Answer};
use super::state::{self, State, Zone};
use super::{EMAIL, KEY, TOKEN};

pub(super) fn answer(
    state: &mut State,
    method: &Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Answer {
    if let Some(refused) = credentials(headers, path) {
        return refused;
    }
    if state.is_denied(method.as_str(), path) {
        return answers::denied();
    }
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match (method.as_str(), segments.as_slice()) {
        ("GET", ["user", "tokens", "verify"]) => {
            answers::ok(json!({"id": "ed17574386854bf78a67040be0a770b0", "status": "active"}))
        }
        ("GET", ["zones"]) => {
            let name = parameter(query, "name");
            let wanted = |z: &&Zone| name.is_none_or(|n| z.record["name"] == n);
            let records: Vec<_> = state.zones.iter().filter(wanted).map(|z| z.record.clone()).collect();
            paged(&records, query, 20, 50)
        }
        (_, ["zones", id, rest @ ..]) => match state.zones.iter_mut().find(|z| z.id() == *id) {
            Some(zone) => in_zone(zone, method.as_str(), rest, path, query, body),
            None if id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()) => {
                answers::error(404, 1001, "Invalid zone identifier")
            }
            None => answers::no_route(path),
        },
        _ => answers::no_route(path),
    }
}

fn in_zone(zone: &mut Zone, method: &str, rest: &[&str], path: &str, query: &str, body: &[u8]) -> Answer {
    match (method, rest) {
        ("GET", []) => answers::ok(zone.record.clone()),
        // The batch form ended on 2026-09-15.
        ("GET" | "PATCH", ["settings"]) => answers::no_route(path),
        ("GET", ["settings", id]) => match zone.settings.get(*id) {
            Some(setting) => answers::ok(setting.clone()),
            None => answers::error(400, 1003, &format!("Undefined zone setting: {id}")),
        },
        ("PATCH", ["settings", id]) => edit(zone, id, body),
        ("GET", ["dns_records"]) => paged(&zone.dns_records, query, 100, 5_000_000),
        ("GET", ["rulesets"]) => {
            let listed = zone.rulesets.iter().map(|ruleset| {
                let mut listed = ruleset.clone();
                if let Some(fields) = listed.as_object_mut() {
                    fields.remove("rules");
                }
                listed
            });
            answers::ok(listed.collect())
        }
        ("GET", ["rulesets", "phases", phase, "entrypoint"]) => {
            match zone
                .rulesets
                .iter()
                .find(|r| r["phase"] == *phase && r["kind"] == "zone")
            {
                Some(ruleset) => answers::ok(ruleset.clone()),
                None => {
                    let message = format!("could not find entrypoint ruleset in the {phase} phase with kind zone");
                    answers::error(404, 10_003, &message)
                }
            }
        }
        ("GET", ["rulesets", id]) => match zone.rulesets.iter().find(|r| r["id"] == *id) {
            Some(ruleset) => answers::ok(ruleset.clone()),
            None => answers::error(404, 10_003, "could not find ruleset"),
        },
        _ => answers::no_route(path),
    }
}

fn edit(zone: &mut Zone, id: &str, body: &[u8]) -> Answer {
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return answers::error(400, 6007, "Malformed JSON in request body");
    };
    let Some(setting) = zone.settings.get_mut(id) else {
        return answers::error(400, 1006, &format!("Unrecognized zone setting name: {id}"));
    };
    if setting["editable"] != true {
        let message = format!("Not allowed to edit setting for {id}: it is read only");
        return answers::error(403, 1015, &message);
    }
    let allowed = state::SETTINGS
        .iter()
        .find(|(name, _)| *name == id)
        .map(|(_, values)| *values);
    let value = body["value"].as_str();
    if !allowed.is_some_and(|a| value.is_some_and(|v| a.contains(&v))) {
        return answers::error(400, 1007, &format!("Invalid value for zone setting {id}"));
    }
    if setting["value"] != body["value"] {
        setting["value"] = body["value"].clone();
        setting["modified_on"] = json!("2026-11-23T10:00:00.000000Z");
    }
    answers::ok(setting.clone())
}

fn credentials(headers: &HeaderMap, path: &str) -> Option<Answer> {
    let header = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if header("x-auth-email") == Some(EMAIL) && header("x-auth-key") == Some(KEY) {
        return None;
    }
    let Some(authorization) = header("authorization") else {
        let message = "Missing X-Auth-Key, X-Auth-Email or Authorization headers";
        return Some(answers::error(400, 9106, message));
    };
    match authorization.strip_prefix("Bearer ") {
        Some(TOKEN) => None,
        Some(token) if token.len() == 40 && token.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) => {
            Some(match path {
                "/user/tokens/verify" => answers::error(401, 1000, "Invalid API Token"),
                _ => answers::error(403, 9109, "Invalid access token"),
            })
        }
        _ => Some(answers::malformed_token()),
    }
}

fn paged(items: &[Value], query: &str, default: usize, most: usize) -> Answer {
    let number = |name| parameter(query, name).map_or(Ok(0), str::parse::<usize>);
    match (number("page"), number("per_page")) {
        (Ok(page), Ok(0)) => answers::page(items, page.max(1), default),
        (Ok(page), Ok(per_page)) => answers::page(items, page.max(1), per_page.min(most)),
        _ => answers::error(400, 6003, "Invalid pagination"),
    }
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}
