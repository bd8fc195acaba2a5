//! Looking into a resource: conditions on its facts, and texts that are filled in from them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::path::{self, Step};
use crate::model::{Resource, glob};

/// The values at a path: several through lists, none where nothing is set. `id`, `name` and `tags`
/// name the resource's own where no attribute is called so.
pub(super) fn values(resource: &Resource, path: &str) -> Vec<Value> {
    let steps = path::parse(path);
    let Some(Step::Field(first)) = steps.first() else {
        return Vec::new();
    };
    let found = resource.attributes.get(first).map(|root| within(root, &steps[1..]));
    let found = found.unwrap_or_default();
    if !found.is_empty() {
        return found.into_iter().cloned().collect();
    }
    let text = |text: Option<&str>| text.map(Value::from).into_iter().collect();
    match (first.as_str(), steps.get(1)) {
        ("id", None) => text(Some(&resource.id)),
        ("name", None) => text(Some(&resource.name)),
        ("arn", None) => text(resource.arn.as_deref()),
        ("tags", Some(Step::Key(key) | Step::Field(key))) => text(resource.tags.get(key).map(String::as_str)),
        _ => Vec::new(),
    }
}

/// The values below one; `null` is none.
pub(super) fn within<'a>(value: &'a Value, steps: &[Step]) -> Vec<&'a Value> {
    let Some((step, rest)) = steps.split_first() else {
        return if value.is_null() { Vec::new() } else { vec![value] };
    };
    match (step, value) {
        (Step::Field(name) | Step::Key(name), Value::Object(members)) => {
            members.get(name).map(|v| within(v, rest)).unwrap_or_default()
        }
        (Step::Any, Value::Array(items)) => items.iter().flat_map(|item| within(item, rest)).collect(),
        _ => Vec::new(),
    }
}

/// True when a value fits what is wanted; texts are patterns with `*`.
pub(super) fn fits(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::String(pattern), Value::String(text)) => glob::matches(pattern, text),
        (Value::String(pattern), _) if pattern == "*" => true,
        (wanted, found) => wanted == found,
    }
}

/// True when all paths have these values.
pub(super) fn holds(when: &BTreeMap<String, Value>, resource: &Resource) -> bool {
    when.iter()
        .all(|(path, wanted)| values(resource, path).iter().any(|found| fits(wanted, found)))
}

/// Fills in the `{path}`s of a text: from the resource, its place, or (`{.field}`) an element of one
/// of its lists. `None` where one of them is not known.
pub(super) fn fill(template: &str, resource: &Resource, element: Option<&Value>) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(&filled(name, resource, element)?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

fn filled(name: &str, resource: &Resource, element: Option<&Value>) -> Option<String> {
    let scope = &resource.scope;
    let value = match name {
        "id" => Some(resource.id.clone()),
        // What the provider calls it, before what people do.
        "name" => {
            let own = resource.attributes.get("name").and_then(text);
            own.or_else(|| Some(resource.name.clone()))
        }
        "arn" => resource.arn.clone(),
        "account" => scope.account.clone(),
        "region" => scope.region.clone(),
        "zone" => scope.zone.clone(),
        // Cloudflare keeps some things in a zone or in an account.
        "place" => match (&scope.zone, &scope.account) {
            (Some(zone), _) => Some(format!("zones/{zone}")),
            (None, Some(account)) => Some(format!("accounts/{account}")),
            (None, None) => None,
        },
        _ => match name.strip_prefix('.') {
            Some(field) => within(element?, &path::parse(field)).into_iter().find_map(text),
            None => values(resource, name).iter().find_map(text),
        },
    };
    value.filter(|text| !text.is_empty())
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sample() -> Resource {
        serde_json::from_value(json!({
            "kind": "k", "id": "i-1", "name": "n", "scope": {"provider": "aws", "account": "1"},
            "tags": {"aws:x": "y", "a.b/c": "d"},
            "attributes": {"list": [{"a": null}, {"a": "z", "n": 5}], "flag": true}
        }))
        .expect("resource")
    }

    #[test]
    fn facts_are_found_through_lists_and_tags() {
        let resource = sample();
        assert_eq!(values(&resource, "list[].a"), [json!("z")]);
        assert_eq!(values(&resource, "tags[a.b/c]"), [json!("d")]);
        assert_eq!(values(&resource, "tags[aws:x]"), [json!("y")]);
        assert_eq!(values(&resource, "nothing.here"), Vec::<Value>::new());
        let when = |path: &str, value: Value| holds(&BTreeMap::from([(path.to_owned(), value)]), &resource);
        assert!(when("flag", json!(true)) && when("id", json!("i-*")) && when("list[].n", json!("*")));
        assert!(!when("flag", json!(false)) && !when("list[].a", json!("y*")));
    }

    #[test]
    fn texts_are_filled_in_or_not_given() {
        let resource = sample();
        let element = json!({"port": 443, "to": null});
        let filled = |template: &str| fill(template, &resource, Some(&element));
        assert_eq!(filled("{account}:{name}_{.port}").as_deref(), Some("1:n_443"));
        assert_eq!(filled("{place}/{id}").as_deref(), Some("accounts/1/i-1"));
        assert_eq!(filled("{zone}/{id}"), None);
        assert_eq!(filled("{.to}"), None);
        assert_eq!(filled("{open"), None);
    }
}
