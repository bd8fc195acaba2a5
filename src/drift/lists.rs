//! Lists on two sides: sets, unless the order says something, with elements told apart by their keys.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use crate::model::path::{self, Step};

use super::attributes::{Walk, key_or_field};
use super::canonical::{Spelling, canonical, same};
use super::known::Known;
use super::shape::Node;

/// Compares two lists.
pub(super) fn compare(walk: &mut Walk<'_>, path: &mut Vec<Step>, node: &Node, a: &Value, b: &Value) {
    if walk.has_unread_elements(path) {
        walk.found.unread += 1;
        return;
    }
    let list = generic(path);
    let ordered = Known::get().is_ordered(&walk.kind.kind, &list);
    let members = node.element.as_deref().filter(|element| !element.members.is_empty());
    let (Some(left), Some(right), Some(element)) = (items(a), items(b), members) else {
        if !same(a, b, walk.view.spelling()) || ordered && in_order(a) != in_order(b) {
            walk.changed(path, a, b);
        }
        return;
    };
    let keys = keys_of(walk, &list);
    let mut prepare = |items: &[Value]| -> Vec<Item> {
        items
            .iter()
            .filter(|item| !(walk.view.terraform && Known::get().is_skipped(&walk.kind.kind, &list, item)))
            .map(|item| Item::new(walk, path, element, item, &keys))
            .collect()
    };
    let (left, right) = (prepare(left), prepare(right));
    if ordered {
        compare_order(walk, path, &left, &right);
    }
    Pairs::of(left, right).tell(walk, path, element);
}

/// A list; nothing is an empty one.
fn items(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(items) => Some(items),
        Value::Null => Some(&[]),
        _ => None,
    }
}

fn in_order(value: &Value) -> Vec<Value> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(|item| canonical(item, Spelling::Exact)).collect()
}

/// The path with all elements meant.
fn generic(path: &[Step]) -> String {
    let any = |step: &Step| {
        if let Step::Key(_) = step {
            Step::Any
        } else {
            step.clone()
        }
    };
    path::render(&path.iter().map(any).collect::<Vec<_>>())
}

/// The fields that tell elements apart: the catalogue's, or else those of the table.
fn keys_of(walk: &Walk<'_>, list: &str) -> Vec<String> {
    match walk.kind.keys.get(list) {
        Some(field) => vec![field.clone()],
        None => Known::get()
            .keys(&walk.kind.kind, list)
            .map(<[String]>::to_vec)
            .unwrap_or_default(),
    }
}

/// One element.
struct Item {
    value: Value,
    /// The same without the field that names it.
    bare: Value,
    /// What names it, if it is named.
    key: Option<String>,
    /// Its content without what names it alone, in the form in which equal means the same.
    content: String,
}

impl Item {
    fn new(walk: &Walk<'_>, path: &mut Vec<Step>, element: &Node, item: &Value, keys: &[String]) -> Self {
        path.push(Step::Any);
        let value = usual_rule(walk.known_part(path, element, item));
        path.pop();
        let parts: Vec<String> = keys
            .iter()
            .filter_map(|field| item.get(field))
            .filter_map(key_text)
            .collect();
        let mut bare = value.clone();
        if let (Some(members), [field]) = (bare.as_object_mut(), keys) {
            members.remove(field);
        }
        Self {
            key: (!parts.is_empty()).then(|| parts.join(" ")),
            content: canonical(&bare, walk.view.spelling()).to_string(),
            bare,
            value,
        }
    }
}

fn key_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Rules of the network in one spelling: a rule for all protocols has no ports, and protocols have names.
fn usual_rule(mut element: Value) -> Value {
    let Some(members) = element.as_object_mut() else {
        return element;
    };
    for field in ["ip_protocol", "protocol"] {
        let named = match members.get(field).and_then(Value::as_str) {
            Some("-1" | "all") => "-1",
            Some("6") => "tcp",
            Some("17") => "udp",
            Some("1") => "icmp",
            Some("58") => "icmpv6",
            _ => continue,
        };
        members.insert(field.to_owned(), named.into());
        if named == "-1" {
            unset_ports(members);
        }
    }
    element
}

fn unset_ports(rule: &mut Map<String, Value>) {
    for port in ["from_port", "to_port"] {
        if let Some(value) = rule.get_mut(port) {
            *value = Value::Null;
        }
    }
}

/// The elements of two lists, side by side.
#[derive(Default)]
struct Pairs {
    same_key: Vec<(Item, Item)>,
    gone: Vec<Item>,
    new: Vec<Item>,
}

impl Pairs {
    fn of(left: Vec<Item>, right: Vec<Item>) -> Self {
        let mut pairs = Self::default();
        let mut by_key: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for item in right {
            match &item.key {
                Some(key) => by_key.entry(key.clone()).or_default().push(item),
                None => pairs.new.push(item),
            }
        }
        for item in left {
            let partner = item.key.as_ref().and_then(|key| by_key.get_mut(key)?.pop());
            match partner {
                Some(partner) => pairs.same_key.push((item, partner)),
                None => pairs.gone.push(item),
            }
        }
        pairs.new.extend(by_key.into_values().flatten());
        pairs.without_same_content()
    }

    /// What says the same is the same, whatever it is called.
    fn without_same_content(mut self) -> Self {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for item in &self.gone {
            *left.entry(&item.content).or_default() += 1;
        }
        let mut common: BTreeMap<String, usize> = BTreeMap::new();
        for item in &self.new {
            if let Some(count) = left.get_mut(item.content.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                *common.entry(item.content.clone()).or_default() += 1;
            }
        }
        let drop_common = |items: &mut Vec<Item>| {
            let mut common = common.clone();
            items.retain(|item| match common.get_mut(&item.content).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    false
                }
                None => true,
            });
        };
        drop_common(&mut self.gone);
        drop_common(&mut self.new);
        self
    }

    fn tell(mut self, walk: &mut Walk<'_>, path: &mut Vec<Step>, element: &Node) {
        // One that went and one that came, and no keys to say otherwise: it changed.
        let nameless = |items: &[Item]| matches!(items, [one] if one.key.is_none());
        if (nameless(&self.gone) && self.new.len() == 1) || (nameless(&self.new) && self.gone.len() == 1) {
            self.same_key.extend(self.gone.pop().zip(self.new.pop()));
        }
        for (a, b) in self.same_key.iter().filter(|(a, b)| a.content != b.content) {
            path.push(step(a.key.as_ref().or(b.key.as_ref())));
            walk.value(path, element, &a.bare, &b.bare);
            path.pop();
        }
        for item in &self.gone {
            path.push(step(item.key.as_ref()));
            walk.changed(path, &item.value, &Value::Null);
            path.pop();
        }
        for item in &self.new {
            path.push(step(item.key.as_ref()));
            walk.changed(path, &Value::Null, &item.value);
            path.pop();
        }
    }
}

fn step(key: Option<&String>) -> Step {
    match key {
        // A bracket would end the key too early.
        Some(key) if !key.contains([']', '[']) => Step::Key(key.clone()),
        _ => Step::Any,
    }
}

/// Tells when the elements that both sides have stand in another order.
fn compare_order(walk: &mut Walk<'_>, path: &[Step], left: &[Item], right: &[Item]) {
    let names = |own: &[Item], other: &[Item]| -> Vec<Value> {
        let there: HashSet<&String> = other.iter().filter_map(|item| item.key.as_ref()).collect();
        let keys = own.iter().filter_map(|item| item.key.as_ref());
        keys.filter(|key| there.contains(key))
            .map(|key| Value::from(key.as_str()))
            .collect()
    };
    let (before, after) = (names(left, right), names(right, left));
    if before != after {
        let mut path = path.to_vec();
        path.push(key_or_field("order"));
        walk.changed(&path, &Value::Array(before), &Value::Array(after));
    }
}
