//! What there is to say about one control, for `list`, `show` and `docs`.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::catalogue::{Catalogue, Type};
use crate::model::Remediation;
use crate::model::path::{self, Step};
use crate::policy::{Library, Origin, Policy, needs, surfaces};
use crate::remediate;

/// An attribute that a policy reads.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    pub(super) kind: String,
    /// Empty for the whole resource.
    pub(super) path: String,
    #[serde(rename = "type")]
    pub(super) r#type: Option<&'static str>,
    pub(super) meaning: Option<&'static str>,
}

/// A call that judging costs.
#[derive(Debug, Serialize)]
pub(super) struct Cost {
    pub(super) kind: &'static str,
    pub(super) operation: &'static str,
    /// Absent where none is needed.
    pub(super) permission: Option<&'static str>,
}

/// A change that can close a failure.
#[derive(Debug, Serialize)]
pub(super) struct Fix {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) path: &'static str,
    pub(super) permissions: &'static [&'static str],
    pub(super) disruption: &'static str,
}

/// The members of a control in `policy list --format json`.
pub(crate) fn in_short(policy: &Policy) -> Map<String, Value> {
    let c = &policy.control;
    let fixes: Vec<&str> = fixes(policy).iter().map(|fix| fix.name).collect();
    let members = json!({
        "id": c.id,
        "title": c.title,
        "severity": c.severity,
        "kinds": c.kinds,
        "aliases": c.aliases,
        "spec_rows": c.spec_rows,
        "frameworks": c.frameworks,
        "surfaces": surfaces(policy),
        "remediation": c.remediation,
        "fixes": fixes,
        "source": source(policy),
    });
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// The same with everything else.
pub(super) fn in_full(library: &Library, policy: &Policy) -> Map<String, Value> {
    let c = &policy.control;
    let spec: Map<String, Value> = spec_values(library, policy).into_iter().collect();
    let more = json!({
        "description": c.description,
        "related_resources": c.related_resources,
        "certain": c.certain,
        "file": c.file,
        "reads": judged(policy),
        "looks_up": looked_up(policy),
        "spec_values": spec,
        "facts": facts(policy),
        "calls": costs(policy),
        "fix_actions": fixes(policy),
    });
    let mut all = in_short(policy);
    if let Value::Object(more) = more {
        all.extend(more);
    }
    all
}

/// Where a policy comes from, in words.
pub(super) fn source(policy: &Policy) -> String {
    let file = &policy.control.file;
    match policy.origin {
        Origin::BuiltIn => "built-in".to_owned(),
        Origin::Added => file.clone(),
        Origin::Replaced => format!("{file} (replaces the built-in)"),
    }
}

/// Attributes of the judged kinds.
pub(super) fn judged(policy: &Policy) -> Vec<Reading> {
    let kinds = &policy.control.kinds;
    kinds
        .iter()
        .flat_map(|kind| of_kind(kind, &policy.reads.input))
        .collect()
}

/// Attributes of the kinds that are looked up.
pub(super) fn looked_up(policy: &Policy) -> Vec<Reading> {
    let kinds = policy.reads.snapshot.iter();
    kinds.flat_map(|(kind, paths)| of_kind(kind, paths)).collect()
}

fn of_kind(name: &str, paths: &BTreeSet<Vec<Step>>) -> Vec<Reading> {
    let reading = |steps: &Vec<Step>| {
        let path = path::render(steps);
        let attribute = Catalogue::get().kind(name).and_then(|kind| kind.attribute(&path));
        Reading {
            kind: name.to_owned(),
            r#type: attribute.map(|a| type_name(a.r#type)),
            meaning: attribute.map(|a| a.meaning.as_str()),
            path,
        }
    };
    if paths.is_empty() {
        // That such resources are there is all that counts.
        return vec![Reading {
            kind: name.to_owned(),
            path: "id".to_owned(),
            r#type: Some(type_name(Type::String)),
            meaning: Some("Whether the resource is there."),
        }];
    }
    paths.iter().map(reading).collect()
}

fn type_name(r#type: Type) -> &'static str {
    match r#type {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::List => "list",
        Type::Object => "object",
        Type::Map => "map",
        Type::PolicyDocument => "policy document",
    }
}

/// The keys of the spec that count, with what the spec says today.
pub(super) fn spec_values(library: &Library, policy: &Policy) -> Vec<(String, Value)> {
    let value = |names: &Vec<String>| {
        let value = names
            .iter()
            .try_fold(&library.spec.values, |value, name| value.get(name));
        (names.join("."), value.cloned().unwrap_or_default())
    };
    policy.reads.spec.iter().map(value).collect()
}

/// Rules of shared facts that the policy calls.
pub(super) fn facts(policy: &Policy) -> Vec<String> {
    let facts = policy.reads.facts();
    facts.map(|(package, rule)| format!("{package}.{rule}")).collect()
}

/// The calls that a scan by this policy alone makes for each kind.
pub(super) fn costs(policy: &Policy) -> Vec<Cost> {
    let needs = needs(&[policy]).into_iter();
    needs
        .flat_map(|(kind, operations)| {
            operations.into_iter().map(move |(operation, permission)| Cost {
                kind,
                operation,
                permission,
            })
        })
        .collect()
}

/// Actions that can close failures of the control: those on an attribute that it reads. None for a
/// control that only people can mend.
pub(super) fn fixes(policy: &Policy) -> Vec<Fix> {
    if policy.control.remediation == Some(Remediation::Manual) {
        return Vec::new();
    }
    let touched = |kind: &str, path: &str| policy.control.kinds.iter().any(|k| k == kind) && policy.reads.touches(path);
    remediate::actions()
        .filter(|a| touched(a.kind, a.path))
        .map(|a| Fix {
            name: a.name,
            kind: a.kind,
            path: a.path,
            permissions: a.permissions,
            disruption: a.disruption,
        })
        .collect()
}
