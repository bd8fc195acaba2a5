//! The written spec: numbers, names and lists that policies read as `data.spec`.
//!
//! A spec file is laid over `default.yaml`: objects are merged key by key, anything else replaces
//! what is there. Every file is checked against `schema.json`; errors carry the line of the key.

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_saphyr::Spanned;

use crate::model::path::Step;

use super::error::{PolicyError, did_you_mean};

/// The key of the rows, which are about controls and not for them.
const ROWS: &str = "rows";

/// A row of the written spec.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecRow {
    pub id: String,
    pub title: String,
}

/// A spec that is ready to judge by.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Name of the file or of the embedded spec.
    pub name: String,
    /// The merged values.
    pub values: Value,
    /// The rows of the written spec, where it has some.
    pub rows: Vec<SpecRow>,
    /// What a spec may hold.
    schema: Value,
}

impl Spec {
    /// Lays files, given as (name, text) with the default first, over each other.
    pub(crate) fn merge(name: &str, schema: &str, files: &[(String, String)]) -> Result<Self, PolicyError> {
        let schema: Value = serde_json::from_str(schema).map_err(|e| {
            PolicyError::new(
                "spec/schema.json",
                u32::try_from(e.line()).unwrap_or(0),
                0,
                e.to_string(),
            )
        })?;
        let validator = jsonschema::validator_for(&schema)
            .map_err(|e| PolicyError::new("spec/schema.json", 0, 0, e.to_string()))?;
        let mut merged = Value::Object(Map::new());
        let mut rows = Vec::new();
        for (file, text) in files {
            let mut located = Located::parse(file, text)?;
            located.validate(file, &validator, &schema)?;
            if let Some(own) = located.take_rows(file)? {
                rows = own;
            }
            overlay(&mut merged, located.value);
        }
        Ok(Self {
            name: name.to_owned(),
            values: merged,
            rows,
            schema,
        })
    }

    /// True when the spec can hold something at a path: its schema allows it, and what is named
    /// outside of lists is set.
    pub(crate) fn knows(&self, path: &[Step]) -> bool {
        let mut schema = &self.schema;
        let mut value = Some(&self.values);
        let mut listed = false;
        for step in path {
            let (Step::Field(name) | Step::Key(name)) = step else {
                let Some(items) = schema.get("items") else {
                    // Some member of an object: which one, no text says.
                    return schema.get("properties").is_some();
                };
                (schema, listed) = (items, true);
                continue;
            };
            let Some(below) = schema.get("properties").and_then(|p| p.get(name)) else {
                return false;
            };
            schema = below;
            value = value.and_then(|v| v.get(name));
            if value.is_none() && !listed {
                return false;
            }
        }
        true
    }

    /// The dotted paths of everything that is set.
    pub(crate) fn keys(&self) -> Vec<String> {
        fn below(prefix: &str, value: &Value, into: &mut Vec<String>) {
            for (key, value) in value.as_object().into_iter().flatten() {
                let path = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                below(&path, value, into);
                into.push(path);
            }
        }
        let mut keys = Vec::new();
        below("", &self.values, &mut keys);
        keys
    }
}

/// Lays `top` over `base`.
fn overlay(base: &mut Value, top: Value) {
    match (base, top) {
        (Value::Object(base), Value::Object(top)) => {
            for (key, value) in top {
                overlay(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, top) => *base = top,
    }
}

/// A YAML document as JSON, with the place of every key.
pub(super) struct Located {
    pub(super) value: Value,
    /// JSON pointer → line and column, counted from one.
    pub(super) places: HashMap<String, (u32, u32)>,
}

impl Located {
    pub(super) fn parse(file: &str, text: &str) -> Result<Self, PolicyError> {
        let mut located = Self {
            value: Value::Object(Map::new()),
            places: HashMap::new(),
        };
        if text
            .lines()
            .all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'))
        {
            return Ok(located);
        }
        let node: Node = serde_saphyr::from_str(text).map_err(|e| PolicyError::yaml(file, 0, &e))?;
        located.value = located.flatten(node, "");
        Ok(located)
    }

    /// Takes the rows out of a valid document; an id that stands there twice is a mistake.
    fn take_rows(&mut self, file: &str) -> Result<Option<Vec<SpecRow>>, PolicyError> {
        let Some(rows) = self.value.as_object_mut().and_then(|spec| spec.remove(ROWS)) else {
            return Ok(None);
        };
        let mut taken: Vec<SpecRow> = Vec::new();
        for (n, row) in rows.as_array().into_iter().flatten().enumerate() {
            let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
            let (id, title) = (text("id"), text("title"));
            if taken.iter().any(|known| known.id == id) {
                let (line, column) = self.places.get(&format!("/{ROWS}/{n}")).copied().unwrap_or((0, 0));
                let message = format!("row {id:?} stands there twice; give one of them another id");
                return Err(PolicyError::new(file, line, column, message));
            }
            taken.push(SpecRow { id, title });
        }
        Ok(Some(taken))
    }

    fn flatten(&mut self, node: Node, pointer: &str) -> Value {
        match node {
            Node::Scalar(value) => value,
            Node::List(items) => {
                let below = items.into_iter().enumerate().map(|(n, item)| {
                    let pointer = format!("{pointer}/{n}");
                    self.places.insert(pointer.clone(), place(&item.referenced));
                    self.flatten(item.value, &pointer)
                });
                Value::Array(below.collect())
            }
            Node::Object(fields) => {
                let below = fields.into_iter().map(|(key, value)| {
                    let pointer = format!("{pointer}/{}", key.value.replace('~', "~0").replace('/', "~1"));
                    self.places.insert(pointer.clone(), place(&key.referenced));
                    let value = self.flatten(value, &pointer);
                    (key.value, value)
                });
                Value::Object(below.collect())
            }
        }
    }

    fn validate(&self, file: &str, validator: &jsonschema::Validator, schema: &Value) -> Result<(), PolicyError> {
        let Some(error) = validator.iter_errors(&self.value).next() else {
            return Ok(());
        };
        let at = error.instance_path().to_string();
        let here = |pointer: &str| self.places.get(pointer).copied().unwrap_or((0, 0));
        if let jsonschema::error::ValidationErrorKind::AdditionalProperties { unexpected } = error.kind()
            && let Some(key) = unexpected.first()
        {
            let (line, column) = here(&format!("{at}/{key}"));
            let whole = at.trim_start_matches('/').replace('/', ".");
            let siblings = error
                .schema_path()
                .to_string()
                .replace("/additionalProperties", "/properties");
            let known = schema.pointer(&siblings).and_then(Value::as_object);
            let message = format!(
                "{key:?} is no key of {}{}; the keys stand in policies/spec/default.yaml",
                if whole.is_empty() { "the spec" } else { &whole },
                did_you_mean(key, known.into_iter().flat_map(Map::keys).map(String::as_str))
            );
            return Err(PolicyError::new(file, line, column, message));
        }
        let (line, column) = here(&at);
        Err(PolicyError::new(
            file,
            line,
            column,
            format!("{}: {error}", at.trim_start_matches('/').replace('/', ".")),
        ))
    }
}

fn place(at: &serde_saphyr::Location) -> (u32, u32) {
    (
        u32::try_from(at.line()).unwrap_or(0),
        u32::try_from(at.column()).unwrap_or(0),
    )
}

enum Node {
    Scalar(Value),
    List(Vec<Spanned<Node>>),
    Object(Vec<(Spanned<String>, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping, a list, a string, a number, true, false or null")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Scalar(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(field) = fields.next_entry()? {
            object.push(field);
        }
        Ok(Node::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const SCHEMA: &str = r#"{"type": "object", "additionalProperties": false, "properties": {
        "rds": {"type": "object", "additionalProperties": false, "properties": {
            "backup_days": {"type": "integer", "minimum": 1}, "names": {"type": "array", "items": {"type": "string"}}}},
        "rows": {"type": "array"}}}"#;

    fn merge(files: &[(&str, &str)]) -> Result<Spec, PolicyError> {
        let files: Vec<_> = files.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        Spec::merge("test", SCHEMA, &files)
    }

    #[test]
    fn objects_merge_and_lists_replace() {
        let spec = merge(&[
            ("default.yaml", "rds:\n  backup_days: 7\n  names: [a, b]\n"),
            ("mine.yaml", "rds:\n  names: [c]\n"),
            ("empty.yaml", "# nothing\n"),
        ]);
        let spec = spec.expect("valid");
        assert_eq!(spec.values, json!({"rds": {"backup_days": 7, "names": ["c"]}}));
        for (path, known) in [
            ("rds", true),
            ("rds.backup_days", true),
            ("rds.backup_day", false),
            ("rds.backup_days.unit", false),
            ("rds.names[]", true),
            ("rds.names.first", false),
            ("rds.names[].first", false),
            ("rds[]", true),
        ] {
            assert_eq!(spec.knows(&crate::model::path::parse(path)), known, "{path}");
        }
        assert_eq!(spec.keys(), ["rds.backup_days", "rds.names", "rds"]);
    }

    #[test]
    fn rows_are_apart_from_what_policies_read() {
        let rows = "rows:\n  - {id: A-1, title: First}\n  - {id: B-1, title: Second}\n";
        let spec = merge(&[("default.yaml", "rds:\n  backup_days: 7\n"), ("mine.yaml", rows)]).expect("valid");
        assert_eq!(spec.values, json!({"rds": {"backup_days": 7}}));
        let ids: Vec<&str> = spec.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["A-1", "B-1"]);
        assert!(!spec.knows(&crate::model::path::parse("rows")));
        let twice = rows.replace("B-1", "A-1");
        let error = merge(&[("mine.yaml", &twice)]).expect_err("twice").to_string();
        assert!(
            error.starts_with("mine.yaml:3:5: row \"A-1\" stands there twice"),
            "{error}"
        );
    }

    #[test]
    fn errors_carry_the_line_and_column_of_the_key() {
        let cases = [
            (
                "rds:\n  backup_day: 7\n",
                "mine.yaml:2:3: \"backup_day\" is no key of rds",
            ),
            ("rds:\n  backup_days: seven\n", "mine.yaml:2:3: rds.backup_days: "),
            ("rds:\n  backup_days: 0\n", "mine.yaml:2:3: rds.backup_days: "),
            ("rds:\n  names:\n    - a\n    - 5\n", "mine.yaml:4:7: rds.names.1: "),
            ("rds:\n  names: [a\n", "mine.yaml:"),
            ("rds:\n  backup_days: 1\n  backup_days: 2\n", "mine.yaml:3"),
            ("- a\n", "mine.yaml"),
        ];
        for (text, expected) in cases {
            let error = merge(&[("mine.yaml", text)]).expect_err(text).to_string();
            assert!(error.starts_with(expected), "{error}\nwanted {expected}");
        }
    }
}
