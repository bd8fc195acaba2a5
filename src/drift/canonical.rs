//! Values in a form in which equal means the same: sets in one order, numbers as decimals, policies
//! in one spelling, and nothing where one side writes an empty value and the other none.

use serde_json::{Map, Number, Value};

/// How much is taken as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Two snapshots: only what is unset and what is empty are one.
    Exact,
    /// One side is Terraform's, which writes `false` and `0` where nothing is set.
    Terraform,
}

/// True when two values mean the same.
pub(super) fn same(a: &Value, b: &Value, spelling: Spelling) -> bool {
    a == b
        || canonical(a, Spelling::Exact) == canonical(b, Spelling::Exact)
        || spelling == Spelling::Terraform && canonical(a, spelling) == canonical(b, spelling)
        || same_leaf(a, b)
}

/// The form by which values are compared. Lists are taken as sets.
pub(super) fn canonical(value: &Value, spelling: Spelling) -> Value {
    match value {
        Value::Bool(false) if spelling == Spelling::Terraform => Value::Null,
        Value::Number(n) if spelling == Spelling::Terraform && n.as_f64() == Some(0.0) => Value::Null,
        Value::Bool(truth) => Value::String(truth.to_string()),
        Value::Number(number) => Value::String(decimal(number)),
        Value::String(text) => canonical_text(text, spelling),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| canonical(item, spelling)).collect();
            items.sort_by_cached_key(Value::to_string);
            unset_if(items.is_empty(), Value::Array(items))
        }
        Value::Object(members) => {
            let members = members.iter().map(|(name, v)| (name.clone(), canonical(v, spelling)));
            let members: Map<String, Value> = members.filter(|(_, v)| !v.is_null()).collect();
            unset_if(members.is_empty(), Value::Object(members))
        }
        Value::Null => Value::Null,
    }
}

fn unset_if(empty: bool, value: Value) -> Value {
    if empty { Value::Null } else { value }
}

fn canonical_text(text: &str, spelling: Spelling) -> Value {
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return Value::Null;
    }
    // A document in a string, such as the body of a dashboard.
    if trimmed.starts_with(['{', '['])
        && let Ok(document) = serde_json::from_str::<Value>(text)
    {
        return canonical(&document, spelling);
    }
    Value::String(text.to_owned())
}

/// The shortest decimal of a number: 443 and 443.0 are one.
fn decimal(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => format!("{float:.0}"),
        _ => number.to_string(),
    }
}

/// Scalars that are written in two ways: numbers as text, and an ARN for the id that it ends with.
fn same_leaf(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(number), Value::String(text)) | (Value::String(text), Value::Number(number)) => {
            let parsed: Option<f64> = text.parse().ok();
            parsed.is_some() && parsed == number.as_f64()
        }
        (Value::String(a), Value::String(b)) => same_reference(a, b),
        _ => false,
    }
}

fn same_reference(a: &str, b: &str) -> bool {
    // Log groups are named with and without the stars of their streams.
    let (a, b) = (a.trim_end_matches(":*"), b.trim_end_matches(":*"));
    let names = |arn: &str, id: &str| {
        let before = arn.strip_suffix(id).unwrap_or_default();
        !id.is_empty() && arn.starts_with("arn:") && before.len() > "arn:".len() && before.ends_with(['/', ':'])
    };
    a == b || names(a, b) && !b.starts_with("arn:") || names(b, a) && !a.starts_with("arn:")
}

/// True when two policy documents allow and deny the same, as far as their text tells.
pub(super) fn same_policy(a: &Value, b: &Value) -> bool {
    policy(a) == policy(b)
}

/// A policy document in one spelling: lists for single values, sorted, accounts for their roots.
pub(super) fn policy(document: &Value) -> Value {
    let parsed;
    let document = match document {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(value) => {
                parsed = value;
                &parsed
            }
            Err(_) => document,
        },
        _ => document,
    };
    let Some(members) = document.as_object() else {
        return canonical(document, Spelling::Exact);
    };
    let mut out = Map::new();
    for (name, value) in members {
        let value = match name.as_str() {
            "Statement" => sorted(one_or_many(value).map(statement).collect()),
            _ => canonical(value, Spelling::Exact),
        };
        if !value.is_null() {
            out.insert(name.clone(), value);
        }
    }
    if out.is_empty() {
        return Value::Null;
    }
    // The version of a document that names none.
    out.entry("Version").or_insert_with(|| "2008-10-17".into());
    Value::Object(out)
}

fn one_or_many(value: &Value) -> impl Iterator<Item = &Value> {
    let (list, one): (&[Value], Option<&Value>) = match value {
        Value::Array(items) => (items, None),
        one => (&[], Some(one)),
    };
    list.iter().chain(one)
}

fn sorted(mut items: Vec<Value>) -> Value {
    items.sort_by_cached_key(Value::to_string);
    items.dedup();
    Value::Array(items)
}

fn texts(value: &Value, change: impl Fn(&str) -> String) -> Value {
    let text = |item: &Value| match item {
        Value::String(text) => Value::String(change(text)),
        other => canonical(other, Spelling::Exact),
    };
    sorted(one_or_many(value).map(text).collect())
}

fn statement(statement: &Value) -> Value {
    let Some(members) = statement.as_object() else {
        return canonical(statement, Spelling::Exact);
    };
    let mut out = Map::new();
    for (name, value) in members {
        let value = match name.as_str() {
            // IAM takes actions in any case.
            "Action" | "NotAction" => texts(value, str::to_lowercase),
            "Resource" | "NotResource" => texts(value, str::to_owned),
            "Principal" | "NotPrincipal" => principal(value),
            "Condition" => condition(value),
            _ => canonical(value, Spelling::Exact),
        };
        if !value.is_null() {
            out.insert(name.clone(), value);
        }
    }
    Value::Object(out)
}

fn principal(value: &Value) -> Value {
    let Some(members) = value.as_object() else {
        // `*` and `{"AWS": "*"}` mean the same.
        return Value::Object(Map::from_iter([("AWS".to_owned(), texts(value, account_of_root))]));
    };
    let members = members
        .iter()
        .map(|(name, v)| (name.clone(), texts(v, account_of_root)));
    Value::Object(members.collect())
}

/// An account's id stands for its root.
fn account_of_root(principal: &str) -> String {
    let account = principal
        .strip_prefix("arn:")
        .and_then(|rest| rest.split_once(":iam::"))
        .and_then(|(_, rest)| rest.strip_suffix(":root"));
    account.unwrap_or(principal).to_owned()
}

/// Operators → keys, in any case → values.
fn condition(value: &Value) -> Value {
    let Some(operators) = value.as_object() else {
        return canonical(value, Spelling::Exact);
    };
    let mut out = Map::new();
    for (operator, keys) in operators {
        let keys = match keys.as_object() {
            Some(keys) => {
                let keys = keys
                    .iter()
                    .map(|(key, v)| (key.to_lowercase(), texts(v, str::to_owned)));
                Value::Object(keys.collect())
            }
            None => canonical(keys, Spelling::Exact),
        };
        out.insert(operator.clone(), keys);
    }
    unset_if(out.is_empty(), Value::Object(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_in_two_ways_is_the_same() {
        for (a, b) in [
            (json!("443"), json!(443)),
            (json!(443.0), json!(443)),
            (json!(true), json!("true")),
            (json!(["b", "a"]), json!(["a", "b"])),
            (json!(null), json!("")),
            (json!([]), json!(null)),
            (json!({}), json!({"a": null})),
            (json!("{\"b\": 1, \"a\": [2]}"), json!("{\"a\":[2],\"b\":1}")),
            (json!("arn:aws:kms:us-east-1:1:key/ab-1"), json!("ab-1")),
            (
                json!("arn:aws:logs:us-east-1:1:log-group:x:*"),
                json!("arn:aws:logs:us-east-1:1:log-group:x"),
            ),
        ] {
            assert!(same(&a, &b, Spelling::Exact), "{a} {b}");
            assert!(same(&b, &a, Spelling::Exact), "{b} {a}");
        }
    }

    #[test]
    fn what_differs_is_not_the_same() {
        for (a, b) in [
            (json!("1.1"), json!("1.10")),
            (json!(null), json!(1)),
            (json!(["a"]), json!(["a", "b"])),
            (json!("arn:aws:kms:us-east-1:1:key/ab-1"), json!("b-1")),
            (
                json!("arn:aws:kms:us-east-1:1:key/a"),
                json!("arn:aws:kms:us-east-1:2:key/a"),
            ),
            (json!("ENABLED"), json!("enabled")),
            (json!(true), json!(null)),
        ] {
            assert!(!same(&a, &b, Spelling::Terraform), "{a} {b}");
        }
        assert!(!same(&json!(false), &json!(null), Spelling::Exact));
        assert!(same(&json!(false), &json!(null), Spelling::Terraform));
        assert!(same(&json!(0), &json!(null), Spelling::Terraform));
    }

    #[test]
    fn policies_are_compared_by_what_they_say() {
        let one = json!({"Statement": {
            "Effect": "Allow", "Action": "s3:getobject", "Resource": ["b", "a"],
            "Principal": {"AWS": "123456789012"},
            "Condition": {"Bool": {"aws:SecureTransport": false}}}});
        let other = json!({"Version": "2008-10-17", "Statement": [{
            "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["a", "b"],
            "Principal": {"AWS": ["arn:aws:iam::123456789012:root"]},
            "Condition": {"Bool": {"AWS:SecureTransport": ["false"]}}}]});
        assert!(same_policy(&one, &other));
        assert!(same_policy(&json!(one.to_string()), &other));
        for (path, value) in [
            ("/Statement/0/Effect", json!("Deny")),
            ("/Statement/0/Principal", json!("*")),
            ("/Statement/0/Action", json!(["s3:GetObject", "s3:PutObject"])),
            ("/Version", json!("2012-10-17")),
            ("/Statement/0/Condition/Bool", json!({})),
        ] {
            let mut changed = other.clone();
            *changed.pointer_mut(path).expect("there") = value;
            assert!(!same_policy(&other, &changed), "{path}");
        }
        let star = |principal: Value| json!({"Statement": [{"Principal": principal}]});
        assert!(same_policy(&star(json!("*")), &star(json!({"AWS": ["*"]}))));
    }
}
