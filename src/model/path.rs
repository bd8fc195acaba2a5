//! Attribute paths: `versioning.status`, `ingress[sgr-1].cidr_ipv4`, `ingress[].cidr_ipv4`.
//!
//! `[]` stands for every element of a list, `[key]` for the element whose identifying field has
//! that value. Paths appear in the catalogue, in gaps, in deltas and in fix plans.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Step {
    Field(String),
    /// Any element of a list or map.
    Any,
    /// The element with this key.
    Key(String),
}

/// Splits a path into its steps. Unbalanced brackets are taken as part of a name.
pub fn parse(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let Some(end) = inner.find(']') else {
                steps.push(Step::Field(rest.to_owned()));
                break;
            };
            let key = &inner[..end];
            steps.push(if key.is_empty() {
                Step::Any
            } else {
                Step::Key(key.to_owned())
            });
            rest = &inner[end + 1..];
            rest = rest.strip_prefix('.').unwrap_or(rest);
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            steps.push(Step::Field(rest[..end].to_owned()));
            rest = &rest[end..];
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
    }
    steps
}

/// Writes steps back as text.
pub fn render(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Field(name) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(name);
            }
            Step::Any => out.push_str("[]"),
            Step::Key(key) => {
                out.push('[');
                out.push_str(key);
                out.push(']');
            }
        }
    }
    out
}

/// True when one path lies on the other: what happens at one is visible at the other.
pub fn overlaps(a: &[Step], b: &[Step]) -> bool {
    a.iter().zip(b).all(|(x, y)| match (x, y) {
        (Step::Field(x), Step::Field(y)) | (Step::Key(x), Step::Key(y)) => x == y,
        _ => true,
    })
}

/// The value at a path below `root`; lists are addressed by the field `key_field` of their elements.
pub fn lookup<'a>(root: &'a Value, steps: &[Step], key_field: Option<&str>) -> Option<&'a Value> {
    steps.iter().try_fold(root, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Any => None,
        Step::Key(key) => value
            .as_array()?
            .iter()
            .find(|item| key_field.and_then(|f| item.get(f)).and_then(Value::as_str) == Some(key)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_survive_a_round_trip() {
        for path in [
            "",
            "versioning.status",
            "ingress[]",
            "ingress[sgr-1].cidr_ipv4",
            "policy.Statement[].Action",
        ] {
            assert_eq!(render(&parse(path)), path);
        }
    }

    #[test]
    fn overlap_is_symmetric_and_sees_both_ancestors_and_descendants() {
        let cases = [
            ("versioning", "versioning.status", true),
            ("", "tags", true),
            ("ingress[]", "ingress[sgr-1].cidr_ipv4", true),
            ("versioning", "policy", false),
            ("versioning.status", "versioning.mfa_delete", false),
            ("version", "versioning", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(overlaps(&parse(a), &parse(b)), expected, "{a} {b}");
            assert_eq!(overlaps(&parse(b), &parse(a)), expected, "{b} {a}");
        }
    }

    #[test]
    fn list_elements_are_found_by_their_identifying_field() {
        let root = json!({"ingress": [{"id": "a", "port": 1}, {"id": "b", "port": 2}]});
        assert_eq!(lookup(&root, &parse("ingress[b].port"), Some("id")), Some(&json!(2)));
        assert_eq!(lookup(&root, &parse("ingress[c].port"), Some("id")), None);
    }
}
