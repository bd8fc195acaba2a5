//! Lists: elements of the whole and of its parts come together.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::{Found, Frame, Whole, after_apply, gap, is_reference, look, made, open, relative};
use crate::model::{Gap, GapReason};
use crate::terraform::map::{Node, Source};
use crate::terraform::tree::{Target, Tree};

impl Whole<'_> {
    pub(super) fn list(&self, node: &Node, at: &str, frame: Frame<'_>, gaps: &mut Vec<Gap>) -> Option<Value> {
        let mut all = Elements::default();
        if let Some((element, sources)) = frame.element {
            let place = relative(node, sources);
            match place
                .as_ref()
                .and_then(|(path, make)| Some(made(look(element, path)?, *make)))
            {
                Some(tree) => self.elements(node, &node.sources, &tree, at, frame.object, &mut all, gaps),
                None => return self.missing(node, &Found::NoAttribute, Value::Null, gaps),
            }
            return all.finish(self, node, &[]);
        }
        let mut missing = Found::NoAttribute;
        for source in &node.sources {
            let r#type = source.r#type.as_deref();
            let parts = r#type.and_then(|t| self.parts.get(t));
            let trees: Vec<(&Tree, Option<usize>)> = match (r#type, parts) {
                (_, Some(parts)) => parts.iter().map(|p| (&p.tree, Some(p.object))).collect(),
                (Some(t), None) if t != self.r#type => {
                    if self.world.map.satellite(t).is_some() {
                        missing = Found::NoPart;
                    }
                    continue;
                }
                _ => vec![(&self.tree, self.object)],
            };
            let own = parts.is_none();
            let missing_part = matches!(missing, Found::NoPart);
            for (tree, object) in trees {
                let Some(found) = look(tree, &source.path) else {
                    continue;
                };
                let found = made(found, source.make.as_deref());
                let computed = matches!(&*found, Tree::Unknown(waits) if waits.is_empty());
                if own && (node.sources.len() > 1) && (computed || missing_part && self.says_nothing(&found)) {
                    continue;
                }
                all.own = own;
                self.elements(node, &node.sources, &found, at, object, &mut all, gaps);
            }
        }
        if all.unread && !all.answered {
            return None;
        }
        if !all.answered {
            let unknown = node.sources.iter().find_map(|source| match self.at(source) {
                Found::Tree(tree, _) => match &*tree {
                    Tree::Unknown(waits) => Some(waits.clone()),
                    _ => None,
                },
                _ => None,
            });
            if let (Some(waits), Found::NoAttribute) = (unknown, &missing) {
                gaps.push(after_apply(at, &waits));
                return None;
            }
            return self.missing(node, &missing, Value::Array(Vec::new()), gaps);
        }
        gaps.extend(self.loose(node, at));
        let stale = self.stale(node, at);
        all.finish(self, node, &stale)
    }

    /// The elements of parts that were changed or went away, as they were.
    fn stale(&self, node: &Node, at: &str) -> Vec<Value> {
        let mut all = Elements::default();
        for source in &node.sources {
            let gone = source.r#type.as_deref().and_then(|t| self.gone.get(t));
            for part in gone.into_iter().flatten() {
                if let Some(tree) = look(&part.tree, &source.path) {
                    let tree = made(tree, source.make.as_deref());
                    self.elements(
                        node,
                        &node.sources,
                        &tree,
                        at,
                        Some(part.object),
                        &mut all,
                        &mut Vec::new(),
                    );
                }
            }
        }
        all.values.into_iter().map(|(value, _)| value).collect()
    }

    #[allow(clippy::too_many_arguments)]
    fn elements(
        &self,
        node: &Node,
        sources: &[Source],
        tree: &Tree,
        at: &str,
        object: Option<usize>,
        all: &mut Elements,
        gaps: &mut Vec<Gap>,
    ) {
        let list = match tree {
            Tree::Null => &[][..],
            Tree::List(list) => list,
            Tree::Unknown(waits) => {
                let settled = is_reference(&node.path)
                    .then(|| self.world.settle(waits, object, true))
                    .flatten();
                match settled {
                    Some(ids) => ids.into_iter().for_each(|id| all.push(Value::from(id))),
                    None => gaps.push(after_apply(at, waits)),
                }
                all.answered |= !gaps.iter().any(|g| g.path == at);
                all.unread |= gaps.iter().any(|g| g.path == at);
                return;
            }
            Tree::Sensitive => {
                gaps.push(gap(at, GapReason::NotInTerraform, "sensitive"));
                all.unread = true;
                return;
            }
            Tree::Known(Value::String(text)) if text.is_empty() => &[],
            one => std::slice::from_ref(one),
        };
        all.answered = true;
        let key = self.known.kind.keys.get(&node.path);
        for element in list {
            let inner = element_path(at, key.and_then(|key| self.key_of(node, key, element, sources)));
            if let Some(value) = self.element(node, element, sources, &inner, object, gaps) {
                all.push(value);
            }
        }
        self.pair_unknown_elements(node, list, object, all, gaps);
    }

    /// Lists of references whose elements are all unknown name as many resources as they have elements.
    fn pair_unknown_elements(
        &self,
        node: &Node,
        list: &[Tree],
        object: Option<usize>,
        all: &mut Elements,
        gaps: &mut Vec<Gap>,
    ) {
        let unknown: Vec<&Rc<[Target]>> = list
            .iter()
            .filter_map(|e| match e {
                Tree::Unknown(waits) => Some(waits),
                _ => None,
            })
            .collect();
        let Some(waits) = unknown.first() else { return };
        if !is_reference(&node.path) || has_fields(node) {
            return;
        }
        let settled = self.world.settle(waits, object, unknown.len() > 1);
        if let Some(ids) = settled.filter(|ids| ids.len() == unknown.len()) {
            let path = element_path(&node.path, None);
            gaps.retain(|g| g.path != path);
            ids.into_iter().for_each(|id| all.push(Value::from(id)));
        }
    }

    fn element(
        &self,
        node: &Node,
        tree: &Tree,
        sources: &[Source],
        at: &str,
        object: Option<usize>,
        gaps: &mut Vec<Gap>,
    ) -> Option<Value> {
        let frame = Frame {
            element: Some((tree, sources)),
            object,
        };
        match tree {
            Tree::Unknown(waits) => {
                gaps.push(after_apply(at, waits));
                None
            }
            Tree::Sensitive => {
                gaps.push(gap(at, GapReason::NotInTerraform, "sensitive"));
                None
            }
            _ => match &node.element {
                Some(element) if !element.fields.is_empty() => match tree {
                    Tree::Object(_) => self.members(element, at, frame, gaps),
                    Tree::Null => None,
                    _ => {
                        gaps.push(gap(at, GapReason::Malformed, "not the object that it should be"));
                        None
                    }
                },
                Some(element) if element.r#type.is_some() => {
                    self.value(element, element.r#type?, tree, at, frame, gaps)
                }
                _ => Some(open(tree, at, gaps)),
            },
        }
    }

    /// The value of the field that identifies an element, if it is known.
    fn key_of(&self, node: &Node, key: &str, element: &Tree, sources: &[Source]) -> Option<String> {
        let field = node.element.as_ref()?.fields.get(key)?;
        let (path, make) = relative(field, sources)?;
        let tree = made(look(element, &path)?, make);
        match &*tree {
            Tree::Known(Value::String(text)) => Some(text.clone()),
            Tree::Known(value) => Some(value.to_string()),
            _ => None,
        }
    }
}

/// The elements of a list, as they come together.
#[derive(Default)]
struct Elements {
    /// Each with whether the whole itself said it.
    values: Vec<(Value, bool)>,
    own: bool,
    answered: bool,
    unread: bool,
}

impl Elements {
    fn push(&mut self, value: Value) {
        self.values.push((value, self.own));
    }

    /// The list: each element once, without what the whole still says of parts that are gone, and in the
    /// order of its keys.
    fn finish(self, whole: &Whole<'_>, node: &Node, stale: &[Value]) -> Option<Value> {
        if self.unread && self.values.is_empty() {
            return None;
        }
        let key = whole.known.kind.keys.get(&node.path).map(String::as_str);
        let several = self.values.iter().any(|(_, own)| *own) && self.values.iter().any(|(_, own)| !*own);
        let told: HashSet<String> = match several {
            true => self
                .values
                .iter()
                .filter(|(_, own)| !own)
                .map(|(v, _)| identity(v, key))
                .collect(),
            false => HashSet::new(),
        };
        let stale: HashSet<String> = stale.iter().map(|value| identity(value, key)).collect();
        let mut kept: Vec<Value> = Vec::with_capacity(self.values.len());
        for (value, own) in self.values {
            let known = own && !(told.is_empty() && stale.is_empty()) && {
                let identity = identity(&value, key);
                told.contains(&identity) || stale.contains(&identity)
            };
            if !known {
                kept.push(value);
            }
        }
        if let Some(key) = key {
            kept.sort_by_cached_key(|value| match &value[key] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
        }
        Some(Value::Array(kept))
    }
}

/// Ids that the provider gives to elements, and Terraform does not always know.
const GIVEN: [&str; 3] = ["security_group_rule_id", "id", "arn"];

/// What makes an element the same thing as another: its key, or all that was decided about it.
fn identity(value: &Value, key: Option<&str>) -> String {
    let Some(members) = value.as_object() else {
        return value.to_string();
    };
    match key {
        Some(key) if !GIVEN.contains(&key) => members.get(key).unwrap_or(&Value::Null).to_string(),
        _ => {
            let decided = members.iter().filter(|(name, value)| {
                let given =
                    GIVEN.contains(&name.as_str()) || ["description", "state", "origin"].contains(&name.as_str());
                !value.is_null() && !given
            });
            let decided: Map<String, Value> = decided.map(|(k, v)| (k.clone(), v.clone())).collect();
            Value::Object(decided).to_string()
        }
    }
}

fn has_fields(node: &Node) -> bool {
    node.element.as_ref().is_some_and(|e| !e.fields.is_empty())
}

fn element_path(at: &str, key: Option<String>) -> String {
    match key.filter(|key| !key.contains(['[', ']'])) {
        Some(key) => format!("{at}[{key}]"),
        None => format!("{at}[]"),
    }
}
