//! The values of one Terraform resource as one tree. What is known, what is not set, what is known only
//! after apply and what is sensitive are four kinds of leaves, which are never mixed up.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::address::{Address, Step};
use super::configuration::Waiting;

/// A value of Terraform.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    /// Not set.
    Null,
    /// Text, a number or a boolean.
    Known(Value),
    List(Vec<Tree>),
    Object(BTreeMap<String, Tree>),
    /// Known after apply.
    Unknown(Rc<[Target]>),
    /// Marked as sensitive; the value is dropped.
    Sensitive,
}

/// What an unknown value waits for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Target {
    /// The modules on the way. One without a key stands for all of its instances.
    pub(super) module: Vec<Step>,
    pub(super) data: bool,
    pub(super) r#type: String,
    pub(super) name: Step,
    /// The attribute, if the reference names one.
    pub(super) attribute: Option<String>,
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let address = Address {
            module: self.module.clone(),
            data: self.data,
            r#type: self.r#type.clone(),
            name: self.name.name.clone(),
            key: self.name.key.clone(),
        };
        write!(f, "{address}")?;
        self.attribute.iter().try_for_each(|a| write!(f, ".{a}"))
    }
}

impl Tree {
    /// A value in which all is known.
    pub(super) fn known(value: Value) -> Tree {
        match value {
            Value::Null => Tree::Null,
            Value::Array(list) => Tree::List(list.into_iter().map(Tree::known).collect()),
            Value::Object(members) => Tree::Object(members.into_iter().map(|(k, v)| (k, Tree::known(v))).collect()),
            scalar => Tree::Known(scalar),
        }
    }

    pub(super) fn text(text: &str) -> Tree {
        Tree::Known(Value::from(text))
    }

    pub(super) fn unknown() -> Tree {
        Tree::Unknown(Rc::from([]))
    }

    pub(super) fn object<const N: usize>(members: [(&str, Tree); N]) -> Tree {
        Tree::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
    }

    /// The member of an object; `None` when it is no object or lacks it.
    pub(super) fn get(&self, name: &str) -> Option<&Tree> {
        match self {
            Tree::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The text of a leaf, if it has some.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Tree::Known(Value::String(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_bool(&self) -> Option<bool> {
        match self {
            Tree::Known(Value::Bool(b)) => Some(*b),
            Tree::Known(Value::String(text)) => text.parse().ok(),
            _ => None,
        }
    }

    #[cfg(test)]
    pub(super) fn as_list(&self) -> Option<&[Tree]> {
        match self {
            Tree::List(list) => Some(list),
            _ => None,
        }
    }

    /// The block of a list of at most one; the object itself where it is one.
    pub(super) fn one(&self) -> &Tree {
        match self {
            Tree::List(list) => list.first().unwrap_or(&Tree::Null),
            other => other,
        }
    }

    /// True when it, or an element of it, is not known: only after apply, or because it is sensitive.
    pub(super) fn is_pending(&self) -> bool {
        match self {
            Tree::Unknown(_) | Tree::Sensitive => true,
            Tree::List(list) => list.iter().any(Tree::is_pending),
            _ => false,
        }
    }

    /// Nothing is set: `null`, no elements, or no text.
    pub(super) fn is_unset(&self) -> bool {
        match self {
            Tree::Null => true,
            Tree::List(list) => list.is_empty(),
            Tree::Known(Value::String(text)) => text.is_empty(),
            _ => false,
        }
    }

    /// The value, if all of it is known.
    #[cfg(test)]
    pub(super) fn to_value(&self) -> Option<Value> {
        Some(match self {
            Tree::Null => Value::Null,
            Tree::Known(value) => value.clone(),
            Tree::List(list) => Value::Array(list.iter().map(Tree::to_value).collect::<Option<_>>()?),
            Tree::Object(members) => {
                let pairs = members.iter().map(|(k, v)| Some((k.clone(), v.to_value()?)));
                Value::Object(pairs.collect::<Option<_>>()?)
            }
            Tree::Unknown(_) | Tree::Sensitive => return None,
        })
    }

    /// Lays the marks over a value: `unknown` and `sensitive` have its shape, with `true` at what they mark.
    pub(super) fn merge(
        value: Option<Value>,
        unknown: Option<&Value>,
        sensitive: Option<&Value>,
        waits: Waiting<'_>,
    ) -> Tree {
        if sensitive == Some(&Value::Bool(true)) {
            return Tree::Sensitive;
        }
        if unknown == Some(&Value::Bool(true)) {
            return Tree::Unknown(waits.targets());
        }
        match (value, unknown) {
            (Some(Value::Object(members)), _) => Self::merge_object(members, unknown, sensitive, waits),
            (Some(Value::Array(list)), _) => Self::merge_list(list, unknown, sensitive, waits),
            (None | Some(Value::Null), Some(marks)) if marks_any(marks) => match marks {
                Value::Object(_) => Self::merge_object(serde_json::Map::new(), unknown, sensitive, waits),
                _ => Self::merge_list(Vec::new(), unknown, sensitive, waits),
            },
            (None | Some(Value::Null), _) => Tree::Null,
            (Some(scalar), _) => Tree::Known(scalar),
        }
    }

    fn merge_object(
        mut members: serde_json::Map<String, Value>,
        unknown: Option<&Value>,
        sensitive: Option<&Value>,
        waits: Waiting<'_>,
    ) -> Tree {
        let marks = unknown.and_then(Value::as_object);
        let hidden = sensitive.and_then(Value::as_object);
        let marked = marks.into_iter().flatten().filter(|(_, mark)| marks_any(mark));
        let concealed = hidden
            .into_iter()
            .flatten()
            .filter(|(_, mark)| **mark == Value::Bool(true));
        for (name, _) in marked.chain(concealed) {
            members.entry(name.clone()).or_insert(Value::Null);
        }
        let merged = members.into_iter().map(|(name, value)| {
            let unknown = marks.and_then(|m| m.get(&name));
            let sensitive = hidden.and_then(|m| m.get(&name));
            let tree = Self::merge(Some(value), unknown, sensitive, waits.field(&name));
            (name, tree)
        });
        Tree::Object(merged.collect())
    }

    fn merge_list(list: Vec<Value>, unknown: Option<&Value>, sensitive: Option<&Value>, waits: Waiting<'_>) -> Tree {
        let marks = unknown.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let hidden = sensitive.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let length = list
            .len()
            .max(marks.iter().rposition(marks_any).map_or(0, |last| last + 1));
        let mut values = list.into_iter();
        let elements = (0..length).map(|at| {
            let below = waits.element(at, length);
            Self::merge(values.next(), marks.get(at), hidden.get(at), below)
        });
        Tree::List(elements.collect())
    }

    /// Drops what lies at a path of `sensitive_attributes`, which a state keeps.
    pub(super) fn conceal(&mut self, path: &[PathStep]) {
        let Some((first, rest)) = path.split_first() else {
            *self = Tree::Sensitive;
            return;
        };
        match (self, first) {
            (Tree::Object(members), PathStep::Name(name)) => {
                if let Some(below) = members.get_mut(name) {
                    below.conceal(rest);
                }
            }
            (Tree::List(list), PathStep::Place(at)) => {
                if let Some(below) = list.get_mut(*at) {
                    below.conceal(rest);
                }
            }
            // A set has no places: a path into it, or one that is not understood, hides all of it.
            (Tree::Null, _) => {}
            (other, _) => *other = Tree::Sensitive,
        }
    }
}

/// One step of a path of `sensitive_attributes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PathStep {
    Name(String),
    Place(usize),
    Odd,
}

impl PathStep {
    /// `{"type": "get_attr", "value": "password"}` or `{"type": "index", "value": {"value": 0, …}}`.
    pub(super) fn of(step: &Value) -> PathStep {
        let value = &step["value"];
        let value = if value.is_object() { &value["value"] } else { value };
        let place = value.as_u64().and_then(|n| usize::try_from(n).ok());
        match (value.as_str(), place) {
            (Some(name), _) => PathStep::Name(name.to_owned()),
            (_, Some(at)) => PathStep::Place(at),
            _ => PathStep::Odd,
        }
    }
}

fn marks_any(marks: &Value) -> bool {
    match marks {
        Value::Bool(mark) => *mark,
        Value::Array(list) => list.iter().any(marks_any),
        Value::Object(members) => members.values().any(marks_any),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn merged(value: Value, unknown: Value, sensitive: Value) -> Tree {
        Tree::merge(Some(value), Some(&unknown), Some(&sensitive), Waiting::for_nothing())
    }

    #[test]
    fn unset_unknown_and_sensitive_stay_apart() {
        let tree = merged(
            json!({"a": null, "ids": [null, "sg-1"], "b": [{"x": 1}], "password": "p"}),
            json!({"arn": true, "ids": [true, false], "b": [{"y": true}], "none": {}}),
            json!({"password": true, "token": true, "b": [{"x": true}]}),
        );
        let expected = Tree::object([
            ("a", Tree::Null),
            ("arn", Tree::unknown()),
            ("ids", Tree::List(vec![Tree::unknown(), Tree::text("sg-1")])),
            (
                "b",
                Tree::List(vec![Tree::object([("x", Tree::Sensitive), ("y", Tree::unknown())])]),
            ),
            ("password", Tree::Sensitive),
            ("token", Tree::Sensitive),
        ]);
        assert_eq!(tree, expected);
    }

    #[test]
    fn marks_of_another_shape_than_the_value_lose_nothing() {
        assert_eq!(
            merged(json!(null), json!([true]), json!(false)),
            Tree::List(vec![Tree::unknown()])
        );
        assert_eq!(merged(json!("x"), json!({"a": true}), json!([])), Tree::text("x"));
        assert_eq!(merged(json!([]), json!([false]), json!(true)), Tree::Sensitive);
    }

    #[test]
    fn sensitive_paths_of_a_state_are_dropped() {
        let mut tree = Tree::known(json!({"a": {"b": [1, 2]}, "s": [{"p": 1}], "n": null}));
        let path =
            |steps: Value| -> Vec<PathStep> { steps.as_array().expect("list").iter().map(PathStep::of).collect() };
        tree.conceal(&path(json!([
            {"type": "get_attr", "value": "a"}, {"type": "get_attr", "value": "b"},
            {"type": "index", "value": {"value": 1, "type": "number"}}
        ])));
        tree.conceal(&path(
            json!([{"type": "get_attr", "value": "s"}, {"type": "index", "value": {"value": {}, "type": []}}]),
        ));
        tree.conceal(&path(
            json!([{"type": "get_attr", "value": "n"}, {"type": "get_attr", "value": "x"}]),
        ));
        tree.conceal(&path(json!([{"type": "get_attr", "value": "missing"}])));
        let expected = Tree::object([
            (
                "a",
                Tree::object([("b", Tree::List(vec![Tree::known(json!(1)), Tree::Sensitive]))]),
            ),
            ("s", Tree::Sensitive),
            ("n", Tree::Null),
        ]);
        assert_eq!(tree, expected);
    }
}
