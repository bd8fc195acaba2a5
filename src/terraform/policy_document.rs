//! Policy documents that Terraform builds itself. `aws_iam_policy_document` is known only after apply as
//! soon as one ARN in it is; its statements are known all the same.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::normalise::{after_apply, gap};
use super::tree::Tree;
use crate::model::{Gap, GapReason};

/// The document that a deferred data source will give. `None` when other documents are merged into it.
pub(super) fn rebuild(source: &Tree, at: &str, gaps: &mut Vec<Gap>) -> Option<Value> {
    let merged = [
        "source_policy_documents",
        "override_policy_documents",
        "source_json",
        "override_json",
    ];
    if merged
        .iter()
        .any(|name| source.get(name).is_some_and(|t| !t.is_unset()))
    {
        return None;
    }
    let statements = source.get("statement").unwrap_or(&Tree::Null);
    let at = format!("{at}.Statement[]");
    let mut list = Vec::new();
    match statements {
        Tree::List(all) => {
            for each in all {
                match each {
                    Tree::Object(members) => list.push(statement(members, &at, gaps)),
                    other => unread(other, &at, gaps),
                }
            }
        }
        Tree::Null => {}
        other => unread(other, &at, gaps),
    }
    let version = source.get("version").and_then(Tree::as_str).unwrap_or("2012-10-17");
    Some(Value::Object(Map::from_iter([
        ("Version".to_owned(), Value::from(version)),
        ("Statement".to_owned(), Value::from(list)),
    ])))
}

fn statement(source: &BTreeMap<String, Tree>, at: &str, gaps: &mut Vec<Gap>) -> Value {
    let mut out = Map::new();
    match source.get("effect") {
        Some(Tree::Known(effect)) => {
            out.insert("Effect".into(), effect.clone());
        }
        None | Some(Tree::Null) => {
            out.insert("Effect".into(), Value::from("Allow"));
        }
        Some(other) => unread(other, &format!("{at}.Effect"), gaps),
    }
    if let Some(Tree::Known(sid)) = source.get("sid").filter(|t| !t.is_unset()) {
        out.insert("Sid".into(), sid.clone());
    }
    for (from, to) in [
        ("actions", "Action"),
        ("not_actions", "NotAction"),
        ("resources", "Resource"),
        ("not_resources", "NotResource"),
    ] {
        if let Some(list) = texts(source.get(from), &format!("{at}.{to}"), gaps) {
            out.insert(to.into(), list);
        }
    }
    for (from, to) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
        let place = format!("{at}.{to}");
        if let Some(principals) = source.get(from).filter(|t| !t.is_unset()) {
            out.insert(to.into(), self::principals(principals, &place, gaps));
        }
    }
    if let Some(conditions) = source.get("condition").filter(|t| !t.is_unset()) {
        out.insert(
            "Condition".into(),
            self::conditions(conditions, &format!("{at}.Condition"), gaps),
        );
    }
    Value::Object(out)
}

/// A list of texts. What of it is unknown is a gap; `None` when nothing is set or known.
fn texts(tree: Option<&Tree>, at: &str, gaps: &mut Vec<Gap>) -> Option<Value> {
    let known: Vec<Value> = match tree? {
        Tree::List(list) => list.iter().filter_map(|each| text(each, at, gaps)).collect(),
        Tree::Null => return None,
        other => text(other, at, gaps).into_iter().collect(),
    };
    (!known.is_empty()).then(|| Value::from(known))
}

fn text(tree: &Tree, at: &str, gaps: &mut Vec<Gap>) -> Option<Value> {
    match tree {
        Tree::Known(value) => Some(value.clone()),
        other => {
            unread(other, at, gaps);
            None
        }
    }
}

fn principals(tree: &Tree, at: &str, gaps: &mut Vec<Gap>) -> Value {
    let mut out: Map<String, Value> = Map::new();
    for block in blocks(tree, at, gaps) {
        let known = texts(block.get("identifiers"), at, gaps);
        match block.get("type").and_then(Tree::as_str) {
            // "*" in both stands for everybody, with credentials or without.
            Some("*") => return Value::from("*"),
            Some(r#type) => {
                let list = out.entry(r#type.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
                if let (Value::Array(list), Some(Value::Array(more))) = (list, known) {
                    list.extend(more);
                }
            }
            None => unread(block.get("type").unwrap_or(&Tree::Null), at, gaps),
        }
    }
    Value::Object(out)
}

fn conditions(tree: &Tree, at: &str, gaps: &mut Vec<Gap>) -> Value {
    let mut out: Map<String, Value> = Map::new();
    for block in blocks(tree, at, gaps) {
        let (test, variable) = (block.get("test"), block.get("variable"));
        let (Some(test), Some(variable)) = (test.and_then(Tree::as_str), variable.and_then(Tree::as_str)) else {
            gaps.push(gap(at, GapReason::KnownAfterApply, "a condition that is not known"));
            continue;
        };
        let values = texts(block.get("values"), at, gaps).unwrap_or_else(|| Value::Array(Vec::new()));
        let operator = out.entry(test.to_owned()).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(operator) = operator {
            operator.insert(variable.to_owned(), values);
        }
    }
    Value::Object(out)
}

fn blocks<'t>(tree: &'t Tree, at: &str, gaps: &mut Vec<Gap>) -> Vec<&'t Tree> {
    let Tree::List(list) = tree else {
        unread(tree, at, gaps);
        return Vec::new();
    };
    let mut found = Vec::new();
    for each in list {
        match each {
            Tree::Object(_) => found.push(each),
            other => unread(other, at, gaps),
        }
    }
    found
}

fn unread(tree: &Tree, at: &str, gaps: &mut Vec<Gap>) {
    gaps.push(match tree {
        Tree::Unknown(waits) => after_apply(at, waits),
        Tree::Sensitive => gap(at, GapReason::NotInTerraform, "sensitive"),
        _ => gap(at, GapReason::Malformed, "not what it should be"),
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_known_of_a_deferred_document_is_kept() {
        let mut source = Tree::known(json!({
            "version": null, "source_policy_documents": null,
            "statement": [
                {"effect": "Allow", "sid": "", "actions": ["s3:*"], "not_actions": null, "resources": [null],
                 "principals": [{"type": "AWS", "identifiers": ["*"]}],
                 "condition": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}]},
                {"effect": null, "actions": ["a:b"], "principals": [{"type": "*", "identifiers": ["*"]}], "condition": []}
            ]
        }));
        let Tree::Object(members) = &mut source else {
            unreachable!()
        };
        let Some(Tree::List(statements)) = members.get_mut("statement") else {
            unreachable!()
        };
        let Tree::Object(first) = &mut statements[0] else {
            unreachable!()
        };
        first.insert(
            "resources".into(),
            Tree::List(vec![Tree::unknown(), Tree::text("arn:x")]),
        );
        let mut gaps = Vec::new();
        let document = rebuild(&source, "policy", &mut gaps).expect("document");
        let expected = json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["s3:*"], "Resource": ["arn:x"], "Principal": {"AWS": ["*"]},
             "Condition": {"Bool": {"aws:SecureTransport": ["false"]}}},
            {"Effect": "Allow", "Action": ["a:b"], "Principal": "*"}
        ]});
        assert_eq!(document, expected);
        let paths: Vec<_> = gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        assert_eq!(paths, [("policy.Statement[].Resource", GapReason::KnownAfterApply)]);
    }

    #[test]
    fn a_document_that_others_are_merged_into_is_not_rebuilt() {
        let source = Tree::known(json!({"statement": [], "override_policy_documents": ["{}"]}));
        assert_eq!(rebuild(&source, "policy", &mut Vec::new()), None);
    }
}
