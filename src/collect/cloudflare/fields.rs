//! Takes out of an answer what the catalogue knows, and nothing else.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::catalogue::{Kind, Type};
use crate::cloud::CallError;
use crate::collect::Builder;

const ODD: &str = "the value has another type than is documented";
const LACKING: &str = "the answer lacks this field";

/// Sets every attribute that `operation` yields from the field of the same path. What the API leaves
/// out is not set, except for `required` fields, which must be there.
pub(super) fn record(builder: &mut Builder, answer: &Value, operation: &str, required: &[&str]) {
    let kind = builder.kind();
    for (path, _) in kind.roots() {
        if kind.attributes[path].operation != operation {
            continue;
        }
        match answer.pointer(&format!("/{}", path.replace('.', "/"))) {
            None if !required.contains(&path.as_str()) => {
                builder.absent(path);
            }
            value => field(builder, path, value, operation),
        }
    }
}

/// Notes that nothing is known of what `operation` yields.
pub(super) fn unread(builder: &mut Builder, operation: &str, error: &CallError) {
    let kind = builder.kind();
    for (path, _) in kind
        .roots()
        .iter()
        .filter(|(path, _)| kind.attributes[path].operation == operation)
    {
        builder.gap(path, error);
    }
}

/// Sets one attribute, with all that lies below it, from a value. What is odd costs only itself: it
/// becomes a gap.
pub(super) fn field(builder: &mut Builder, path: &str, value: Option<&Value>, operation: &str) {
    let Some(value) = value else {
        builder.gap(path, &CallError::malformed(operation, LACKING));
        return;
    };
    let mut odd = BTreeSet::new();
    let kept = project(builder.kind(), path, value, &mut odd);
    if !odd.contains(path) {
        builder.set(path, kept);
    }
    for path in odd {
        builder.gap(&path, &CallError::malformed(operation, ODD));
    }
}

/// The value, cut down to what the catalogue names at and below `path`.
fn project(kind: &Kind, path: &str, value: &Value, odd: &mut BTreeSet<String>) -> Value {
    let members = members(kind, path);
    let elements = format!("{path}[]");
    let has_elements = kind.attributes.range(elements.clone()..).next();
    let has_elements = has_elements.is_some_and(|(name, _)| name.starts_with(&elements));
    match value {
        Value::Null => Value::Null,
        Value::Object(_) if !members.is_empty() => {
            let below = members.into_iter().map(|name| {
                let found = value.get(name).unwrap_or(&Value::Null);
                (name.to_owned(), project(kind, &format!("{path}.{name}"), found, odd))
            });
            Value::Object(below.collect::<Map<_, _>>())
        }
        Value::Array(items) if has_elements => {
            let items = items.iter().map(|item| project(kind, &elements, item, odd));
            Value::Array(items.collect())
        }
        _ if members.is_empty() && !has_elements && fits(kind, path, value) => value.clone(),
        _ => {
            odd.insert(path.to_owned());
            Value::Null
        }
    }
}

/// The names directly below a path.
fn members<'a>(kind: &'a Kind, path: &str) -> BTreeSet<&'a str> {
    let prefix = format!("{path}.");
    let below = kind
        .attributes
        .range(prefix.clone()..)
        .map_while(|(name, _)| name.strip_prefix(&prefix));
    below.filter_map(|rest| rest.split(['.', '[']).next()).collect()
}

fn fits(kind: &Kind, path: &str, value: &Value) -> bool {
    match kind.attribute(path).map(|attribute| attribute.r#type) {
        // A list of plain values: of strings nearly always, of numbers now and then.
        Some(Type::List) if !path.ends_with("[]") => value
            .as_array()
            .is_some_and(|items| items.iter().all(|i| i.is_string() || i.is_number())),
        Some(expected) => expected.allows(value),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;
    use serde_json::json;

    #[test]
    fn what_is_odd_costs_only_itself_and_what_is_unknown_stays_out() {
        let mut zone = Builder::new("cloudflare.zone", &Scope::default(), "z");
        let operation = "zones:GetSetting/security_header";
        let header = json!({"editable": true, "secret": "no", "value": {"strict_transport_security":
            {"enabled": "yes", "max_age": 86400, "include_subdomains": null, "more": 1}}});
        field(&mut zone, "settings.security_header", Some(&header), operation);
        field(
            &mut zone,
            "settings.ciphers",
            Some(&json!({"value": ["A", 5], "editable": false})),
            operation,
        );
        field(&mut zone, "settings.http2", Some(&json!("on")), operation);
        field(&mut zone, "settings.http3", None, operation);
        let zone = zone.finish();
        let gaps: Vec<_> = zone.gaps.iter().map(|g| g.path.as_str()).collect();
        let odd = "settings.security_header.value.strict_transport_security.enabled";
        assert_eq!(gaps, [odd, "settings.http2", "settings.http3"]);
        let expected = json!({"editable": true, "value": {"strict_transport_security":
            {"enabled": null, "max_age": 86400, "include_subdomains": null, "preload": null, "nosniff": null}}});
        assert_eq!(zone.attributes["settings"]["security_header"], expected);
        assert_eq!(
            zone.attributes["settings"]["ciphers"],
            json!({"value": ["A", 5], "editable": false})
        );
        assert_eq!(zone.attributes["settings"].get("http2"), None);
    }

    #[test]
    fn only_required_fields_must_be_there() {
        let mut zone = Builder::new("cloudflare.zone", &Scope::default(), "z");
        let answer = json!({"name": "example.com", "paused": false});
        record(&mut zone, &answer, "zones:List", &["name", "status"]);
        let zone = zone.finish();
        assert_eq!(zone.attributes["name"], "example.com");
        assert_eq!(zone.attributes["type"], Value::Null);
        assert_eq!(zone.gaps.len(), 1);
        assert_eq!(zone.gaps[0].path, "status");
        assert!(!zone.attributes.contains_key("settings"), "others yield it");
    }
}
