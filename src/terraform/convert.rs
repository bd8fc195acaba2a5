//! Values of Terraform as the catalogue wants them. It writes numbers and booleans as text in places,
//! documents as JSON in text, and nothing as an empty text.

use serde_json::Value;

use super::tree::Tree;
use crate::catalogue::Type;

/// A single value in the form of the catalogue; `None` when it can't be brought into it.
pub(super) fn scalar(r#type: Type, value: &Value) -> Option<Value> {
    let text = value.as_str().map(str::trim);
    if value.is_null() || text == Some("") {
        return Some(Value::Null);
    }
    match r#type {
        Type::String => match value {
            Value::String(_) => Some(value.clone()),
            Value::Number(_) | Value::Bool(_) => Some(Value::from(value.to_string())),
            _ => None,
        },
        Type::Integer => integer(value),
        Type::Number => match text {
            Some(text) => text.parse::<f64>().ok().filter(|n| n.is_finite()).map(number),
            None => value.as_f64().map(number),
        },
        Type::Boolean => match text {
            Some("true" | "1") => Some(Value::Bool(true)),
            Some("false" | "0") => Some(Value::Bool(false)),
            Some(_) => None,
            None => value.as_bool().map(Value::Bool),
        },
        Type::PolicyDocument => document(value),
        Type::List | Type::Object | Type::Map => None,
    }
}

fn integer(value: &Value) -> Option<Value> {
    match value {
        Value::Number(n) if n.is_i64() || n.is_u64() => Some(value.clone()),
        Value::Number(n) => n.as_f64().map(number).filter(|n| n.is_i64()),
        Value::String(text) => match text.trim().parse::<i64>() {
            Ok(n) => Some(Value::from(n)),
            Err(_) => text.trim().parse::<f64>().ok().map(number).filter(Value::is_i64),
        },
        _ => None,
    }
}

/// A number, whole where it is whole.
fn number(value: f64) -> Value {
    // Every whole number up to here has a value of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)]
    if value.fract() == 0.0 && value.abs() <= EXACT {
        return Value::from(value as i64);
    }
    Value::from(value)
}

/// A policy document, parsed. Text that is no JSON is none.
fn document(value: &Value) -> Option<Value> {
    match value {
        Value::Object(_) => Some(value.clone()),
        Value::String(text) => serde_json::from_str::<Value>(text).ok().filter(Value::is_object),
        _ => None,
    }
}

/// What the map makes of a value before it is converted, by the name that the map gives it.
pub(super) fn make(how: &str, tree: &Tree) -> Tree {
    match how {
        // true and false as the words of the newer attribute.
        "enabled" => words(tree, "Enabled", "Disabled"),
        "status" => words(tree, "Enabled", "Suspended"),
        "on_off" => words(tree, "on", "off"),
        "not" => match tree.as_bool() {
            Some(b) => Tree::Known(Value::Bool(!b)),
            None => tree.clone(),
        },
        "vpc" => match tree.as_bool() {
            Some(true) => Tree::text("vpc"),
            Some(false) => Tree::text("standard"),
            None => tree.clone(),
        },
        "count" => match tree {
            Tree::List(list) => Tree::Known(Value::from(list.len())),
            Tree::Object(members) => Tree::Known(Value::from(members.len())),
            Tree::Null => Tree::Known(Value::from(0)),
            other => other.clone(),
        },
        "scheme" => match tree.as_str() {
            Some(text) => Tree::text(text.split(':').next().unwrap_or_default()),
            None => tree.clone(),
        },
        "present" => match tree {
            Tree::Unknown(_) | Tree::Sensitive => tree.clone(),
            other => Tree::Known(Value::Bool(!other.is_unset())),
        },
        "true_if_present" => match tree {
            Tree::Null => Tree::Known(Value::Bool(false)),
            _ => Tree::Known(Value::Bool(true)),
        },
        "false" => Tree::Known(Value::Bool(false)),
        "service_linked" => match tree.as_str() {
            Some(path) => Tree::Known(Value::Bool(path.starts_with("/aws-service-role/"))),
            None if tree.is_unset() => Tree::Known(Value::Bool(false)),
            None => tree.clone(),
        },
        "log_group" => match tree.as_str().map(|arn| arn.split_once(":log-group:")) {
            Some(Some((_, name))) => Tree::text(name.trim_end_matches(":*")),
            Some(None) | None if tree.is_unset() || tree.as_str().is_some() => Tree::Null,
            _ => Tree::unknown(),
        },
        // Lists of blocks, each with one attribute that counts.
        field => match tree {
            Tree::List(list) => Tree::List(list.iter().map(|e| pick(e, field)).collect()),
            other => pick(other, field),
        },
    }
}

fn pick(tree: &Tree, field: &str) -> Tree {
    match tree {
        Tree::Object(members) => members.get(field).cloned().unwrap_or(Tree::Null),
        other => other.clone(),
    }
}

fn words(tree: &Tree, yes: &str, no: &str) -> Tree {
    match tree.as_bool() {
        Some(true) => Tree::text(yes),
        Some(false) => Tree::text(no),
        None => tree.clone(),
    }
}

/// Tags: a map, or blocks of key and value.
pub(super) fn tags(tree: &Tree) -> Tree {
    let Tree::List(list) = tree else { return tree.clone() };
    let pairs = list.iter().filter_map(|block| {
        let key = block.get("key")?.as_str()?;
        Some((key.to_owned(), block.get("value").cloned().unwrap_or(Tree::Null)))
    });
    Tree::Object(pairs.collect())
}

/// Text for the value of a tag.
pub(super) fn tag_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_take_the_form_of_the_catalogue() {
        let cases = [
            (Type::Integer, json!("443"), Some(json!(443))),
            (Type::Integer, json!(443.0), Some(json!(443))),
            (Type::Integer, json!("4.5"), None),
            (Type::Integer, json!(""), Some(Value::Null)),
            (Type::Integer, json!(true), None),
            (Type::Number, json!("1.50"), Some(json!(1.5))),
            (Type::Number, json!("1e999"), None),
            (Type::Boolean, json!("true"), Some(json!(true))),
            (Type::Boolean, json!("yes"), None),
            (Type::String, json!(1), Some(json!("1"))),
            (Type::String, json!(""), Some(Value::Null)),
            (Type::String, json!([]), None),
            (
                Type::PolicyDocument,
                json!("{\"Statement\":[]}"),
                Some(json!({"Statement": []})),
            ),
            (Type::PolicyDocument, json!("{"), None),
            (Type::PolicyDocument, json!("[]"), None),
        ];
        for (r#type, from, expected) in cases {
            assert_eq!(scalar(r#type, &from), expected, "{type:?} {from}");
        }
    }

    #[test]
    fn older_forms_are_made_into_newer_ones() {
        assert_eq!(make("status", &Tree::known(json!(false))), Tree::text("Suspended"));
        assert_eq!(make("status", &Tree::unknown()), Tree::unknown());
        assert_eq!(
            make("scheme", &Tree::text("s3://bucket/path?key=secret")),
            Tree::text("s3")
        );
        assert_eq!(make("count", &Tree::known(json!([1, 2]))), Tree::known(json!(2)));
        assert_eq!(
            make("topic_arn", &Tree::known(json!([{"topic_arn": "a"}]))),
            Tree::known(json!(["a"]))
        );
        let blocks = Tree::known(json!([{"key": "a", "value": "b", "propagate_at_launch": true}]));
        assert_eq!(tags(&blocks), Tree::known(json!({"a": "b"})));
    }
}
