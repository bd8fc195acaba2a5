//! Which path gives what.

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use super::answers::{self, Answer};
use super::settings;
use super::state::{State, Thing, Things};
use super::{EMAIL, KEY, TOKEN, rulesets};

/// One request.
pub(super) struct Request<'a> {
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    pub(super) body: Value,
    /// An id for what the request makes, if it makes something.
    pub(super) fresh: String,
}

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
    let Ok(body) = serde_json::from_slice(if body.is_empty() { b"null" } else { body }) else {
        return answers::error(400, 6007, "Malformed JSON in request body");
    };
    state.made += 1;
    let request = Request {
        method: method.as_str(),
        path,
        query,
        body,
        fresh: format!("{:032x}", 0xfa_cade_0000_u64 + u64::from(state.made)),
    };
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    match (request.method, segments.as_slice()) {
        ("GET", ["zones"]) => {
            let name = request.parameter("name");
            let records = state.zones.iter().map(|z| z.record.clone());
            let records: Vec<_> = records.filter(|r| name.is_none_or(|n| r["name"] == n)).collect();
            request.paged(&records, 20, 50)
        }
        ("GET", ["accounts"]) => {
            let records: Vec<_> = state.accounts.iter().map(|a| a.record.clone()).collect();
            request.paged(&records, 20, 50)
        }
        // The list of a zone's Origin CA certificates stands at the top.
        ("GET", ["certificates"]) => {
            let zone = request.parameter("zone_id").unwrap_or_default();
            match state.zones.iter_mut().find(|z| z.id() == zone) {
                Some(zone) => in_things(&mut zone.things, &request, &["certificates"]),
                None => answers::error(400, 1001, "Invalid zone identifier"),
            }
        }
        (method, ["zones", id, rest @ ..]) => match state.zones.iter_mut().find(|z| z.id() == *id) {
            Some(zone) => match (method, rest) {
                ("GET", []) => answers::ok(zone.record.clone()),
                ("PATCH", []) => {
                    merge(&mut zone.record, &request.body);
                    answers::ok(zone.record.clone())
                }
                // The batch form ended on 2026-09-15.
                (_, ["settings"]) => answers::no_route(path),
                ("PATCH", ["settings", id]) => settings::edit(&mut zone.things, id, &request.body),
                _ => in_things(&mut zone.things, &request, rest),
            },
            None => nothing_there(id, path, "Invalid zone identifier"),
        },
        (method, ["accounts", id, rest @ ..]) => match state.accounts.iter_mut().find(|a| a.id() == *id) {
            Some(account) => match (method, rest) {
                ("GET", []) => answers::ok(account.record.clone()),
                ("PUT", []) => {
                    merge(&mut account.record, &request.body);
                    answers::ok(account.record.clone())
                }
                _ => in_things(&mut account.things, &request, rest),
            },
            None => nothing_there(id, path, "Invalid account identifier"),
        },
        (_, rest) => in_things(&mut state.token, &request, rest),
    }
}

fn nothing_there(id: &str, path: &str, message: &str) -> Answer {
    match id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()) {
        true => answers::error(404, 1001, message),
        false => answers::no_route(path),
    }
}

/// What every path does unless it is special: reads and changes what stands there.
fn in_things(things: &mut Things, request: &Request<'_>, rest: &[&str]) -> Answer {
    if rest.first() == Some(&"rulesets") && rest.len() > 1 {
        return rulesets::answer(things, request, &rest[1..]);
    }
    if let Some(thing) = things.get_mut(&rest.join("/")) {
        return at(thing, request);
    }
    if let ["settings", id] = rest {
        return answers::error(400, 1003, &format!("Undefined zone setting: {id}"));
    }
    let Some((id, above)) = rest.split_last() else {
        return answers::no_route(request.path);
    };
    match things.get_mut(&above.join("/")).and_then(Thing::items) {
        Some(items) => in_items(items, request, id),
        None => answers::no_route(request.path),
    }
}

/// A request to a thing itself.
fn at(thing: &mut Thing, request: &Request<'_>) -> Answer {
    match (request.method, thing) {
        (_, Thing::Error(status, code, message)) => answers::error_of(*status, code, message),
        ("GET", Thing::One(value)) => answers::ok(value.clone()),
        ("PATCH" | "PUT" | "POST", Thing::One(value)) => {
            merge(value, &request.body);
            answers::ok(value.clone())
        }
        ("GET", Thing::List(items)) => answers::ok(json!(items)),
        ("GET", Thing::Pages(items)) => request.paged(items, 20, 5_000_000),
        ("GET", Thing::Cursor(items)) if request.path.ends_with("/rulesets") => {
            let listed = items.iter().map(|ruleset| {
                let mut listed = ruleset.clone();
                listed.as_object_mut().map(|fields| fields.remove("rules"));
                listed
            });
            request.by_cursor(&listed.collect::<Vec<_>>())
        }
        ("GET", Thing::Cursor(items)) => request.by_cursor(items),
        ("POST", Thing::List(items) | Thing::Pages(items) | Thing::Cursor(items)) => {
            let mut item = request.body.clone();
            item["id"] = json!(request.fresh);
            items.push(item.clone());
            answers::ok(item)
        }
        _ => answers::no_route(request.path),
    }
}

/// A request to one item of a list.
fn in_items(items: &mut Vec<Value>, request: &Request<'_>, id: &str) -> Answer {
    let place = items.iter().position(|item| item["id"] == id);
    let Some(place) = place else {
        return answers::error(404, 1551, "Resource not found");
    };
    match request.method {
        "GET" => answers::ok(items[place].clone()),
        "PATCH" | "PUT" => {
            merge(&mut items[place], &request.body);
            answers::ok(items[place].clone())
        }
        "DELETE" => {
            items.remove(place);
            answers::ok(json!({ "id": id }))
        }
        _ => answers::no_route(request.path),
    }
}

/// Lays a body over what is there, member by member.
pub(super) fn merge(value: &mut Value, body: &Value) {
    match (value, body) {
        (Value::Object(fields), Value::Object(body)) => {
            for (name, new) in body {
                merge(fields.entry(name.clone()).or_insert(Value::Null), new);
            }
        }
        (value, body) => *value = body.clone(),
    }
}

fn credentials(headers: &HeaderMap, path: &str) -> Option<Answer> {
    // The published ranges are for everybody.
    if path == "/ips" {
        return None;
    }
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

impl Request<'_> {
    fn paged(&self, items: &[Value], default: usize, most: usize) -> Answer {
        let number = |name| self.parameter(name).map_or(Ok(0), str::parse::<usize>);
        match (number("page"), number("per_page")) {
            (Ok(page), Ok(0)) => answers::page(items, page.max(1), default),
            (Ok(page), Ok(per_page)) => answers::page(items, page.max(1), per_page.min(most)),
            _ => answers::error(400, 6003, "Invalid pagination"),
        }
    }

    /// A cursor here is the number of the items that were given already.
    pub(super) fn by_cursor(&self, items: &[Value]) -> Answer {
        let number = |name| self.parameter(name).and_then(|text| text.parse::<usize>().ok());
        let start = number("cursor").unwrap_or(0).min(items.len());
        let end = (start + number("per_page").or_else(|| number("limit")).unwrap_or(50)).min(items.len());
        let mut answer = answers::ok(json!(items[start..end]));
        if end < items.len() {
            answer.body["result_info"] = json!({"cursors": {"after": end.to_string()}, "cursor": end.to_string()});
        }
        answer
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}
