//! What policies see of other resources: those of the same account and region or zone, and all of the
//! other clouds, whose accounts have nothing to do with ours.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;
use serde_json::json;

use crate::catalogue::Catalogue;
use crate::model::{Gap, GapReason, Resource, Scope, ScopeGap, Snapshot};

use super::super::library::{Library, Policy};

/// The resources that are looked up, by kind. Each is turned into a document once, whoever sees it.
pub(super) struct Index<'a> {
    pub(super) library: &'a Library,
    snapshot: &'a Snapshot,
    by_kind: BTreeMap<&'a str, Vec<Seen<'a>>>,
}

struct Seen<'a> {
    resource: &'a Resource,
    /// The id, with the scope before it where another resource of the kind has the same one.
    unique: String,
    document: Value,
    unread: OnceCell<Vec<Gap>>,
}

impl Seen<'_> {
    /// What a scope knows the resource by. In its own cloud that is the id; in another, where all
    /// accounts and regions are seen together, two of one id must not hide each other.
    fn name_from(&self, scope: &Scope) -> &str {
        match scope.provider == self.resource.scope.provider {
            true => &self.resource.id,
            false => &self.unique,
        }
    }

    fn unread(&self) -> &[Gap] {
        self.unread.get_or_init(|| unread(self.resource))
    }
}

impl<'a> Index<'a> {
    pub(super) fn new(library: &'a Library, policies: &[&Policy], snapshot: &'a Snapshot) -> Self {
        let kinds: BTreeSet<&str> = policies
            .iter()
            .flat_map(|p| p.reads.snapshot.keys().map(String::as_str))
            .collect();
        let mut by_kind: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
        for resource in snapshot.resources.iter().filter(|r| kinds.contains(r.kind.as_str())) {
            by_kind.entry(&resource.kind).or_default().push(Seen {
                resource,
                unique: resource.id.clone(),
                document: Value::from(document(resource)),
                unread: OnceCell::new(),
            });
        }
        by_kind.values_mut().for_each(|resources| tell_apart(resources));
        Self {
            library,
            snapshot,
            by_kind,
        }
    }

    /// `data` as a scope sees it.
    pub(super) fn data(&self, scope: &Scope) -> Value {
        let kinds = self.by_kind.iter().map(|(kind, resources)| {
            let visible = resources.iter().filter(|seen| scope.sees(&seen.resource.scope));
            let by_id: BTreeMap<Value, Value> = visible
                .map(|seen| (seen.name_from(scope).into(), seen.document.clone()))
                .collect();
            (Value::from(*kind), Value::from(by_id))
        });
        let snapshot: BTreeMap<Value, Value> = kinds.collect();
        let data = [
            ("spec", Value::from(self.library.spec.values.clone())),
            ("snapshot", Value::from(snapshot)),
            ("now", Value::from(self.snapshot.header.created_at.as_str())),
        ];
        Value::from(
            data.map(|(name, value)| (Value::from(name), value))
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
        )
    }

    /// What is unread on the kinds that a policy looks up from a scope.
    pub(super) fn gaps(&self, policy: &Policy, scope: &Scope) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for kind in policy.reads.snapshot.keys() {
            let collected = self.snapshot.collected.iter().filter(|c| c.kind == *kind);
            let collected: Vec<&Scope> = collected.map(|c| &c.scope).collect();
            if !collected.iter().any(|c| scope.sees(c)) {
                gaps.push(not_collected(kind));
            }
            let of_kind = self.snapshot.gaps.iter().filter(|g| g.kind == *kind);
            let listings = of_kind.filter(|g| scope.sees(&g.scope) && !is_elsewhere(g, scope, &collected));
            gaps.extend(listings.map(|g| Gap {
                path: kind.clone(),
                ..g.gap.clone()
            }));
            let mut ids = BTreeSet::new();
            let seen = self.by_kind.get(kind.as_str()).into_iter().flatten();
            for seen in seen.filter(|seen| scope.sees(&seen.resource.scope)) {
                let id = &seen.resource.id;
                let touched = seen
                    .unread()
                    .iter()
                    .filter(|g| policy.reads.touches_kind(kind, &g.path));
                gaps.extend(touched.map(|g| Gap {
                    path: format!("{kind}[{id}].{}", g.path),
                    ..g.clone()
                }));
                if !ids.insert(seen.name_from(scope)) {
                    gaps.push(ambiguous(kind, id));
                }
            }
        }
        gaps
    }
}

/// Puts the scope before ids that are not the only ones of their kind.
fn tell_apart(resources: &mut [Seen<'_>]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in resources.iter() {
        *times.entry(&seen.resource.id).or_default() += 1;
    }
    for seen in resources {
        let Resource { id, scope, .. } = seen.resource;
        if times[id.as_str()] > 1 {
            seen.unique = format!("{scope}/{id}");
        }
    }
}

/// True for a gap about other places than the one that looks: the listing of accounts or regions, say,
/// broke off, but here the kind was listed.
fn is_elsewhere(gap: &ScopeGap, scope: &Scope, collected: &[&Scope]) -> bool {
    collected
        .iter()
        .any(|listed| gap.scope.is_wider_than(listed) && listed.holds(scope))
}

/// A resource as policies see it.
pub(super) fn document(resource: &Resource) -> serde_json::Value {
    json!({
        "kind": resource.kind,
        "scope": resource.scope,
        "id": resource.id,
        "name": resource.name,
        "arn": resource.arn,
        "tags": resource.tags,
        "origin": resource.origin,
        "attributes": resource.attributes,
    })
}

/// The gaps of a resource, and one for each attribute that it says nothing about: a snapshot of
/// another version, or one that was edited, must not pass for what it does not hold.
pub(super) fn unread(resource: &Resource) -> Vec<Gap> {
    let mut gaps = resource.gaps.clone();
    gaps.extend(
        Catalogue::get()
            .kind(&resource.kind)
            .map(|k| k.unanswered(resource))
            .unwrap_or_default(),
    );
    gaps
}

/// From a scope without a region, resources of several regions are seen; ids need only differ within one.
fn ambiguous(kind: &str, id: &str) -> Gap {
    unresolved(
        &format!("{kind}[{id}]"),
        "more than one resource of the kind has this id".to_owned(),
    )
}

pub(super) fn unresolved(path: &str, message: String) -> Gap {
    Gap {
        message: Some(message),
        ..Gap::new(path, GapReason::Unresolved)
    }
}

fn not_collected(kind: &str) -> Gap {
    let source = Catalogue::get().kind(kind).map(|k| &k.list);
    Gap {
        operation: source.map(|s| s.operation.clone()),
        permission: source.and_then(|s| s.permission().map(str::to_owned)),
        ..Gap::new(kind, GapReason::NotCollected)
    }
}
