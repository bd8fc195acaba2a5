//! One resource of a kind, made of its Terraform resource and the parts that others keep.

mod lists;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::convert;
use super::map::{Known, Node, Source};
use super::tree::{Target, Tree};
use super::world::World;
use crate::catalogue::Type;
use crate::model::{Gap, GapReason};

/// What a resource is made of.
pub(super) struct Whole<'w> {
    pub(super) world: &'w World<'w>,
    pub(super) known: &'static Known,
    /// Terraform type of the resource.
    pub(super) r#type: &'w str,
    pub(super) tree: Tree,
    /// The object that it is, for references that pair up by key; none for a stand-in.
    pub(super) object: Option<usize>,
    /// It comes into being with this plan.
    pub(super) created: bool,
    pub(super) parts: BTreeMap<String, Vec<Part>>,
    /// Parts as they were before they were changed or went away.
    pub(super) gone: BTreeMap<String, Vec<Part>>,
}

/// A part of a whole.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) object: usize,
    pub(super) tree: Tree,
}

/// What was made.
#[derive(Default)]
pub(super) struct Made {
    pub(super) attributes: Map<String, Value>,
    pub(super) gaps: Vec<Gap>,
}

/// Where values are looked for.
#[derive(Clone, Copy)]
struct Frame<'t> {
    /// The element of a list, and the sources of that list.
    element: Option<(&'t Tree, &'t [Source])>,
    /// The object whose tree it is.
    object: Option<usize>,
}

enum Found<'t> {
    Tree(std::borrow::Cow<'t, Tree>, Option<usize>),
    /// The part that would hold it is not there.
    NoPart,
    /// Terraform's resource has no such attribute.
    NoAttribute,
}

impl Whole<'_> {
    pub(super) fn make(&self) -> Made {
        let mut made = Made::default();
        let frame = Frame {
            element: None,
            object: self.object,
        };
        for (name, node) in &self.known.root.fields {
            if let Some(value) = self.node(node, name, frame, &mut made.gaps) {
                made.attributes.insert(name.clone(), value);
            }
        }
        super::shapes::finish(self.known, self.created, &mut made);
        made
    }

    /// The value of a node, or a gap in its stead. `at` is the path with keys.
    fn node(&self, node: &Node, at: &str, frame: Frame<'_>, gaps: &mut Vec<Gap>) -> Option<Value> {
        let Some(r#type) = node.r#type else {
            return self.members(node, at, frame, gaps);
        };
        if node.sources.is_empty() {
            if !node.fields.is_empty() && node.fields.values().any(has_source) {
                return self.members(node, at, frame, gaps);
            }
            gaps.push(gap(&node.path, GapReason::NotInTerraform, "Terraform does not keep it"));
            return None;
        }
        if r#type == Type::List {
            return self.list(node, at, frame, gaps);
        }
        match self.find(node, frame) {
            Found::Tree(tree, object) => {
                let frame = Frame { object, ..frame };
                self.value(node, r#type, &tree, at, frame, gaps)
            }
            missing => self.missing(node, &missing, Value::Null, gaps),
        }
    }

    fn members(&self, node: &Node, at: &str, frame: Frame<'_>, gaps: &mut Vec<Gap>) -> Option<Value> {
        let mut members = Map::new();
        for (name, below) in &node.fields {
            if let Some(value) = self.node(below, &format!("{at}.{name}"), frame, gaps) {
                members.insert(name.clone(), value);
            }
        }
        Some(Value::Object(members))
    }

    /// The value at the first source that has one.
    fn find<'t>(&'t self, node: &Node, frame: Frame<'t>) -> Found<'t> {
        if let Some((element, sources)) = frame.element {
            return match relative(node, sources) {
                Some((path, make)) => match look(element, &path) {
                    Some(tree) => Found::Tree(made(tree, make), frame.object),
                    None => Found::NoAttribute,
                },
                None => Found::NoAttribute,
            };
        }
        let mut missing = Found::NoAttribute;
        for source in &node.sources {
            match self.at(source) {
                Found::Tree(tree, object) => {
                    let computed = matches!(&*tree, Tree::Unknown(waits) if waits.is_empty());
                    let last = node.sources.last() == Some(source);
                    let no_part = matches!(missing, Found::NoPart);
                    if self.is_member(node) {
                        return Found::Tree(tree, object);
                    }
                    // What the provider fills in by itself is what the part would have said.
                    if computed && (!last || no_part) || no_part && self.says_nothing(&tree) {
                        continue;
                    }
                    if no_part && (self.is_stale(node) || self.loose(node, "").is_some()) {
                        continue;
                    }
                    return Found::Tree(tree, object);
                }
                Found::NoPart => missing = Found::NoPart,
                Found::NoAttribute => {}
            }
        }
        missing
    }

    /// A gap where a part may belong to this whole, which only apply will tell.
    fn loose(&self, node: &Node, at: &str) -> Option<Gap> {
        let mut types = node.sources.iter().filter_map(|s| s.r#type.as_deref());
        let loose = types.find(|t| self.world.is_loose(t))?;
        let message = format!("one {loose} may belong to it: what it refers to is known only after apply");
        Some(gap(at, GapReason::KnownAfterApply, &message))
    }

    /// True for a member of an object that was found before: what it lacks, no part will fill.
    fn is_member(&self, node: &Node) -> bool {
        let above = node.path.rsplit_once('.').map(|(above, _)| above);
        above.is_some_and(|above| self.known.kind.attributes.contains_key(above))
    }

    /// True for what a whole leaves empty that parts may fill: nothing can be told from it.
    fn says_nothing(&self, tree: &Tree) -> bool {
        tree.is_unset() && (self.created || self.known.kind.kind == "aws.s3.bucket")
    }

    /// True when a part went away of which the whole still speaks.
    fn is_stale(&self, node: &Node) -> bool {
        let mut types = node.sources.iter().filter_map(|s| s.r#type.as_ref());
        types.any(|t| self.gone.contains_key(t))
    }

    fn at<'t>(&'t self, source: &Source) -> Found<'t> {
        let make = source.make.as_deref();
        let Some(r#type) = &source.r#type else {
            return match look(&self.tree, &source.path) {
                Some(tree) => Found::Tree(made(tree, make), self.object),
                None => Found::NoAttribute,
            };
        };
        if let Some(part) = self.parts.get(r#type).and_then(|parts| parts.first()) {
            return match look(&part.tree, &source.path) {
                Some(tree) => Found::Tree(made(tree, make), Some(part.object)),
                None => Found::NoAttribute,
            };
        }
        if r#type == self.r#type {
            return match look(&self.tree, &source.path) {
                Some(tree) => Found::Tree(made(tree, make), self.object),
                None => Found::NoAttribute,
            };
        }
        if self.world.map.satellite(r#type).is_some() {
            return Found::NoPart;
        }
        // A variant of the kind that this one is not.
        match self.world.map.role(r#type) {
            super::map::Role::Kind(known) if known.kind.kind == self.known.kind.kind => {
                if make.is_some() && !self.created {
                    // What was imported under this type may be of the other.
                    return Found::NoAttribute;
                }
                Found::Tree(std::borrow::Cow::Owned(made(&Tree::Null, make).into_owned()), None)
            }
            _ => Found::NoAttribute,
        }
    }

    /// What holds where nothing was found.
    fn missing(&self, node: &Node, missing: &Found<'_>, empty: Value, gaps: &mut Vec<Gap>) -> Option<Value> {
        if matches!(missing, Found::NoAttribute) {
            let place = node.sources.first().map(Source::place).unwrap_or_default();
            let message = match self.object {
                Some(_) => format!("this version of the provider keeps no {place}"),
                None => format!("the {} itself is not in this file", self.known.kind.terraform),
            };
            gaps.push(gap(&node.path, GapReason::NotInTerraform, &message));
            return None;
        }
        let types: Vec<&str> = node.sources.iter().filter_map(|s| s.r#type.as_deref()).collect();
        if let Some(gap) = self.loose(node, &node.path) {
            gaps.push(gap);
            return None;
        }
        if types.iter().any(|t| self.gone.contains_key(*t)) {
            let told = self.known.map.defaults_on_delete.get(&node.path);
            return Some(told.cloned().unwrap_or(empty));
        }
        if self.created {
            if let Some(told) = self.known.map.defaults_on_create.get(&node.path) {
                return Some(told.clone());
            }
            let always = |t: &&str| self.world.map.satellite(t).is_some_and(|s| s.always);
            if !types.iter().any(always) {
                return Some(empty);
            }
        }
        let mut types = types;
        types.dedup();
        let message = format!("kept by {}, which is not in this file", types.join(" or "));
        gaps.push(gap(&node.path, GapReason::NotInTerraform, &message));
        None
    }

    fn value(
        &self,
        node: &Node,
        r#type: Type,
        tree: &Tree,
        at: &str,
        frame: Frame<'_>,
        gaps: &mut Vec<Gap>,
    ) -> Option<Value> {
        let tags = node.path == "tags" && r#type == Type::Map;
        let tree = if tags {
            std::borrow::Cow::Owned(convert::tags(tree))
        } else {
            std::borrow::Cow::Borrowed(tree)
        };
        let single = match (r#type, &*tree) {
            (Type::List, _) | (_, Tree::Object(_)) => &*tree,
            (_, other) => other.one(),
        };
        match (r#type, single) {
            (_, Tree::Sensitive) => {
                gaps.push(gap(at, GapReason::NotInTerraform, "sensitive"));
                None
            }
            (_, Tree::Unknown(waits)) => self.unknown(node, r#type, waits, at, frame, gaps),
            (Type::Map, Tree::Null) if tags => Some(Value::Object(Map::new())),
            (_, Tree::Null) => Some(Value::Null),
            (Type::Object, Tree::Object(_)) if !node.fields.is_empty() => self.members(node, at, frame, gaps),
            (Type::Object | Type::Map | Type::PolicyDocument, Tree::Object(_)) => Some(open(single, at, gaps)),
            (_, Tree::Known(value)) => {
                let value = convert::scalar(r#type, value);
                if value.is_none() {
                    gaps.push(gap(
                        at,
                        GapReason::Malformed,
                        &format!("not the {type:?} that it should be").to_lowercase(),
                    ));
                }
                value
            }
            _ => {
                gaps.push(gap(
                    at,
                    GapReason::Malformed,
                    &format!("not the {type:?} that it should be").to_lowercase(),
                ));
                None
            }
        }
    }

    /// A value that is known after apply: the resource that it refers to, the document that it is made
    /// of, or a gap.
    fn unknown(
        &self,
        node: &Node,
        r#type: Type,
        waits: &Rc<[Target]>,
        at: &str,
        frame: Frame<'_>,
        gaps: &mut Vec<Gap>,
    ) -> Option<Value> {
        if r#type == Type::PolicyDocument
            && let Some(value) = self.world.document(waits, frame.object, at, gaps)
        {
            return Some(value);
        }
        if r#type == Type::String && is_reference(&node.path) {
            let settled = self.world.settle(waits, frame.object, false);
            if let Some([one]) = settled.as_deref() {
                return Some(Value::from(one.clone()));
            }
        }
        if waits.is_empty() && ["arn", "hub_arn", "dashboard_arn"].contains(&node.path.as_str()) {
            // As those who refer to it have it.
            return frame.object.and_then(|object| self.world.arn(object)).map(Value::from);
        }
        gaps.push(after_apply(at, waits));
        None
    }
}

fn has_source(node: &Node) -> bool {
    !node.sources.is_empty() || node.fields.values().any(has_source)
}

fn made<'t>(tree: &'t Tree, make: Option<&str>) -> std::borrow::Cow<'t, Tree> {
    match make {
        Some(how) => std::borrow::Cow::Owned(convert::make(how, tree)),
        None => std::borrow::Cow::Borrowed(tree),
    }
}

/// The value at a path. Blocks are lists of one; below what is not set, all is not set.
fn look<'t>(tree: &'t Tree, path: &[String]) -> Option<&'t Tree> {
    let mut at = tree;
    for name in path {
        at = match at.one() {
            Tree::Object(members) => members.get(name)?,
            Tree::Null => return Some(&Tree::Null),
            unknown @ (Tree::Unknown(_) | Tree::Sensitive) => return Some(unknown),
            Tree::Known(_) => return None,
            Tree::List(_) => return None,
        };
    }
    Some(at)
}

/// The path of an attribute of an element within the element.
fn relative<'n>(node: &'n Node, list: &[Source]) -> Option<(Vec<String>, Option<&'n str>)> {
    let own = || node.path.rsplit(['.', ']']).next().unwrap_or_default().to_owned();
    let source = node.sources.first()?;
    let make = source.make.as_deref();
    if source.relative {
        return Some((source.path.clone(), make));
    }
    let list = list
        .iter()
        .find(|l| l.r#type == source.r#type && source.path.starts_with(&l.path));
    match list {
        Some(list) if list.path.len() < source.path.len() => Some((source.path[list.path.len()..].to_vec(), make)),
        Some(_) | None => Some((vec![own()], make)),
    }
}

/// A value of free form. What is unknown in it stays out and is a gap.
fn open(tree: &Tree, at: &str, gaps: &mut Vec<Gap>) -> Value {
    match tree {
        Tree::Null => Value::Null,
        Tree::Known(value) => value.clone(),
        Tree::Unknown(waits) => {
            gaps.push(after_apply(at, waits));
            Value::Null
        }
        Tree::Sensitive => {
            gaps.push(gap(at, GapReason::NotInTerraform, "sensitive"));
            Value::Null
        }
        Tree::List(list) => Value::Array(
            list.iter()
                .filter_map(|e| keep(open(e, &format!("{at}[]"), gaps), e))
                .collect(),
        ),
        Tree::Object(members) => {
            let members = members
                .iter()
                .filter_map(|(k, v)| Some((k.clone(), keep(open(v, &format!("{at}.{k}"), gaps), v)?)));
            Value::Object(members.collect())
        }
    }
}

fn keep(value: Value, tree: &Tree) -> Option<Value> {
    (!matches!(tree, Tree::Unknown(_) | Tree::Sensitive)).then_some(value)
}

pub(super) fn gap(path: &str, reason: GapReason, message: &str) -> Gap {
    Gap {
        message: Some(message.to_owned()),
        ..Gap::new(path, reason)
    }
}

/// A gap that says what it waits for.
pub(super) fn after_apply(path: &str, waits: &[Target]) -> Gap {
    let mut named: Vec<String> = waits.iter().take(3).map(Target::to_string).collect();
    if waits.len() > named.len() {
        named.push(format!("{} more", waits.len() - named.len()));
    }
    let message = (!named.is_empty()).then(|| format!("waits for {}", named.join(", ")));
    Gap {
        message,
        ..Gap::new(path, GapReason::KnownAfterApply)
    }
}

/// True when an attribute holds what another resource is called by.
fn is_reference(path: &str) -> bool {
    const ENDS: [&str; 6] = ["_id", "_ids", "_arn", "_arns", "_names", "_group_name"];
    const NAMES: [&str; 40] = [
        "alarm_actions",
        "allowed_idps",
        "bucket",
        "certificate_arn",
        "cluster_identifier",
        "default_pools",
        "endpoint",
        "fallback_pool",
        "gateway_id",
        "groups",
        "iam_instance_profile",
        "insufficient_data_actions",
        "instance",
        "instances",
        "launch_configuration",
        "load_balancers",
        "log_destination",
        "log_group_name",
        "master_user_secret_kms_key_id",
        "members",
        "monitor",
        "network_interface",
        "ok_actions",
        "permissions_boundary",
        "recipients",
        "replicate_source_db",
        "role",
        "role_arn",
        "s3_bucket_name",
        "script",
        "security_groups",
        "sns_topic",
        "source_ids",
        "subnets",
        "target_bucket",
        "target_vault_name",
        "topic_arns",
        "vpc_zone_identifier",
        "destination_bucket",
        "autoscaling_group_name",
    ];
    let leaf = path.rsplit(['.', ']']).find(|p| !p.is_empty()).unwrap_or(path);
    let leaf = leaf.trim_end_matches("[");
    ENDS.iter().any(|end| leaf.ends_with(end)) || NAMES.contains(&leaf)
}
