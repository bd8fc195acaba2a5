//! One resource on two sides, attribute by attribute.
//!
//! Only what the catalogue knows is compared, and of that only what was read on both sides: an
//! attribute with a gap, or one that nobody asked for, is counted and never taken as changed.

use serde_json::{Map, Value};

use crate::catalogue::Type;
use crate::model::Resource;
use crate::model::drift::AttributeChange;
use crate::model::path::{self, Step};

use super::canonical::{Spelling, same, same_policy};
use super::known::Known;
use super::lists;
use super::shape::Node;

/// How two resources are compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    /// One of the sides is Terraform's: only what it keeps is compared.
    pub(super) terraform: bool,
    /// Compare the rest, too.
    pub(super) all: bool,
}

impl View {
    pub(super) fn spelling(self) -> Spelling {
        if self.terraform {
            Spelling::Terraform
        } else {
            Spelling::Exact
        }
    }

    fn wants(self, node: &Node) -> bool {
        !self.terraform || self.all || node.keeps_any()
    }
}

/// What comparing two resources gave.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) changes: Vec<AttributeChange>,
    /// Attributes that are unread on one of the sides.
    pub(super) unread: usize,
}

/// The walk over one pair of resources.
pub(super) struct Walk<'a> {
    pub(super) kind: &'a crate::catalogue::Kind,
    pub(super) view: View,
    /// Paths that are unread on one of the sides.
    gaps: Vec<Vec<Step>>,
    pub(super) found: Compared,
}

/// Compares the attributes of a resource.
pub(super) fn compare(
    kind: &crate::catalogue::Kind,
    shape: &Node,
    base: &Resource,
    current: &Resource,
    view: View,
) -> Compared {
    let gaps = base.gaps.iter().chain(&current.gaps).map(|gap| path::parse(&gap.path));
    let mut walk = Walk {
        kind,
        view,
        gaps: gaps.collect(),
        found: Compared::default(),
    };
    let mut path = Vec::new();
    for (name, node) in shape.members.iter().filter(|(_, node)| view.wants(node)) {
        path.push(Step::Field(name.clone()));
        match (base.attributes.get(name), current.attributes.get(name)) {
            (Some(a), Some(b)) => walk.value(&mut path, node, a, b),
            // Nobody asked for it there, or it is a gap.
            _ => walk.found.unread += 1,
        }
        path.pop();
    }
    let reason = |change: &AttributeChange| {
        let known = Known::get();
        let path = path::parse(&change.path);
        let whole: Vec<Step> = path
            .iter()
            .map(|s| if let Step::Key(_) = s { Step::Any } else { s.clone() })
            .collect();
        // The facts that decide it are those of now.
        known.moves(current, &path::render(&whole)).map(str::to_owned)
    };
    for change in &mut walk.found.changes {
        change.expected = reason(change);
    }
    walk.found
}

impl Walk<'_> {
    /// Compares what stands at one path.
    pub(super) fn value(&mut self, path: &mut Vec<Step>, node: &Node, a: &Value, b: &Value) {
        if self.is_unread(path) {
            self.found.unread += 1;
            return;
        }
        match node.r#type {
            Some(Type::PolicyDocument) if !same_policy(a, b) => self.changed(path, a, b),
            Some(Type::PolicyDocument) => {}
            Some(Type::List) => lists::compare(self, path, node, a, b),
            Some(Type::Map) => self.map(path, a, b),
            _ if node.members.is_empty() => {
                if !same(a, b, self.view.spelling()) {
                    self.changed(path, a, b);
                }
            }
            _ => self.object(path, node, a, b),
        }
    }

    fn object(&mut self, path: &mut Vec<Step>, node: &Node, a: &Value, b: &Value) {
        let (Some(left), Some(right)) = (a.as_object(), b.as_object()) else {
            // Whole or not there: as one change, unless all of it means "nothing".
            let (left, right) = (self.known_part(path, node, a), self.known_part(path, node, b));
            if !same(&left, &right, self.view.spelling()) {
                self.changed(path, &left, &right);
            }
            return;
        };
        let view = self.view;
        for (name, member) in node.members.iter().filter(|(_, member)| view.wants(member)) {
            let (a, b) = (
                left.get(name).unwrap_or(&Value::Null),
                right.get(name).unwrap_or(&Value::Null),
            );
            path.push(Step::Field(name.clone()));
            self.value(path, member, a, b);
            path.pop();
        }
    }

    fn map(&mut self, path: &mut Vec<Step>, a: &Value, b: &Value) {
        let none = Map::new();
        let (left, right) = match (a.as_object(), b.as_object()) {
            (None, None) => {
                if !same(a, b, self.view.spelling()) {
                    self.changed(path, a, b);
                }
                return;
            }
            (left, right) => (left.unwrap_or(&none), right.unwrap_or(&none)),
        };
        let own_tags = self.view.terraform && matches!(path.as_slice(), [Step::Field(name)] if name == "tags");
        let mut names: Vec<&String> = left.keys().chain(right.keys()).collect();
        names.sort();
        names.dedup();
        // Terraform does not keep the tags of AWS.
        for name in names.into_iter().filter(|name| !(own_tags && name.starts_with("aws:"))) {
            let (a, b) = (
                left.get(name).unwrap_or(&Value::Null),
                right.get(name).unwrap_or(&Value::Null),
            );
            path.push(key_or_field(name));
            if self.is_unread(path) {
                self.found.unread += 1;
            } else if !same(a, b, self.view.spelling()) || a.is_null() != b.is_null() {
                // An empty tag is a tag.
                self.changed(path, a, b);
            }
            path.pop();
        }
    }

    /// What is compared of a value: members that the catalogue knows, that are read, and that are wanted.
    pub(super) fn known_part(&self, path: &mut Vec<Step>, node: &Node, value: &Value) -> Value {
        match value {
            Value::Object(members) if !node.members.is_empty() => {
                let mut out = Map::new();
                for (name, member) in node.members.iter().filter(|(_, member)| self.view.wants(member)) {
                    path.push(Step::Field(name.clone()));
                    if let Some(value) = members.get(name).filter(|_| !self.is_unread(path)) {
                        out.insert(name.clone(), self.known_part(path, member, value));
                    }
                    path.pop();
                }
                Value::Object(out)
            }
            Value::Array(items) => match &node.element {
                Some(element) => {
                    path.push(Step::Any);
                    let items = items.iter().map(|item| self.known_part(path, element, item)).collect();
                    path.pop();
                    Value::Array(items)
                }
                None => value.clone(),
            },
            _ if node.r#type == Some(Type::PolicyDocument) => super::canonical::policy(value),
            _ => value.clone(),
        }
    }

    pub(super) fn changed(&mut self, path: &[Step], before: &Value, after: &Value) {
        let change = AttributeChange::new(path::render(path), before.clone(), after.clone());
        self.found.changes.push(change);
    }

    /// True when a gap lies at a path or above it.
    pub(super) fn is_unread(&self, path: &[Step]) -> bool {
        self.gaps
            .iter()
            .any(|gap| gap.len() <= path.len() && path::overlaps(gap, path))
    }

    /// True when a gap lies within the single elements of a list.
    pub(super) fn has_unread_elements(&self, list: &[Step]) -> bool {
        let below = |gap: &&Vec<Step>| gap.len() > list.len() && path::overlaps(gap, list);
        self.gaps
            .iter()
            .filter(below)
            .any(|gap| matches!(gap[list.len()], Step::Key(_)))
    }
}

/// A name with a dot or bracket can't stand between dots.
pub(super) fn key_or_field(name: &str) -> Step {
    match name.contains(['.', '[', ']']) {
        true => Step::Key(name.to_owned()),
        false => Step::Field(name.to_owned()),
    }
}
