//! What policies see of other resources: those of the same account and region or zone, and all of the
//! other clouds, whose accounts have nothing to do with ours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use regorus::Value;

use crate::catalogue::Catalogue;
use crate::model::{Gap, GapReason, Scope, ScopeGap};

use super::super::facts::{Facts, Problems};
use super::super::library::{Library, Policy};
use super::super::parallel::{CHUNK, in_parallel};
use super::evidence::{Entry, Evidence};
use super::project::Projection;

/// Resources that are named one by one where the same of them is unread.
const MOST_ALIKE: usize = 4;

/// The resources that are looked up, by kind and scope. Each is turned into a document once, whoever
/// sees it.
pub(super) struct Index<'a> {
    library: &'a Library,
    evidence: &'a Evidence<'a>,
    by_kind: BTreeMap<&'a str, BTreeMap<&'a Scope, Vec<Seen<'a>>>>,
    facts: Option<Facts<'a>>,
    /// Kinds as the scopes of another cloud see them: all of them alike. By that cloud and kind.
    elsewhere: Mutex<BTreeMap<(String, String), Value>>,
}

struct Seen<'a> {
    id: &'a str,
    /// The id with the scope before it, where another resource of the kind has the same id.
    unique: Option<String>,
    document: Value,
    unread: Vec<Gap>,
}

impl Seen<'_> {
    /// What a scope knows the resource by. Where it is its own that is the id. Where a scope sees many
    /// others together, as that of an account sees all regions, two of one id must not hide each other.
    fn name_from(&self, here: &Scope, its: &Scope) -> &str {
        match &self.unique {
            Some(unique) if here.provider != its.provider || here.is_wider_than(its) => unique,
            _ => self.id,
        }
    }
}

/// `data` of one scope.
pub(super) struct Data {
    pub(super) value: Value,
    /// The facts that could not be computed, with the reason.
    problems: Problems,
}

impl Data {
    /// Why a policy can't be evaluated with it.
    pub(super) fn problem_for(&self, policy: &Policy) -> Option<String> {
        policy.reads.facts().find_map(|rule| {
            let problem = self.problems.get(rule)?;
            Some(format!("data.{}.{} could not be computed: {problem}", rule.0, rule.1))
        })
    }
}

impl<'a> Index<'a> {
    pub(super) fn new(library: &'a Library, policies: &[&Policy], evidence: &'a Evidence<'a>) -> Self {
        let mut read: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
        for (kind, paths) in policies.iter().flat_map(|p| &p.reads.snapshot) {
            read.entry(kind).or_default().extend(paths.iter().cloned());
        }
        let mut by_kind: BTreeMap<&str, BTreeMap<&Scope, Vec<Seen<'_>>>> = BTreeMap::new();
        for (kind, paths) in &read {
            let projection = Projection::of(paths.iter());
            let entries: Vec<&Entry<'a>> = evidence.entries.iter().filter(|e| e.kind == *kind).collect();
            let watch = Catalogue::get().kind(kind).map(|k| k.watch(std::iter::once(paths)));
            let seen = in_parallel(&entries, CHUNK, |entry| {
                let resource = entry.resource(&projection);
                let (document, unread) = match resource {
                    Ok(resource) => (
                        projection.document(&resource),
                        watch.as_ref().map(|w| w.gaps(&resource)).unwrap_or_default(),
                    ),
                    Err(message) => (Value::new_object(), vec![unresolved("", message)]),
                };
                Seen {
                    id: entry.id,
                    unique: None,
                    document,
                    unread,
                }
            });
            for (entry, seen) in entries.into_iter().zip(seen) {
                by_kind
                    .entry(entry.kind)
                    .or_default()
                    .entry(entry.scope)
                    .or_default()
                    .push(seen);
            }
        }
        by_kind.values_mut().for_each(tell_apart);
        Self {
            library,
            evidence,
            by_kind,
            facts: Facts::of(library, policies),
            elsewhere: Mutex::default(),
        }
    }

    /// `data` as a scope sees it, with the facts that some policies need.
    pub(super) fn data<'p>(&self, scope: &Scope, policies: impl Iterator<Item = &'p Policy> + Clone) -> Data {
        let wanted: BTreeSet<&str> = policies
            .clone()
            .flat_map(|p| p.reads.snapshot.keys().map(String::as_str))
            .collect();
        let kinds = self.by_kind.iter().filter(|(kind, _)| wanted.contains(*kind));
        let kinds = kinds.map(|(kind, scopes)| (Value::from(*kind), self.seen_from(scope, kind, scopes)));
        let snapshot: BTreeMap<Value, Value> = kinds.collect();
        let mut data = BTreeMap::from([
            (Value::from("spec"), self.library.spec_value.clone()),
            (Value::from("snapshot"), Value::from(snapshot)),
            (Value::from("now"), Value::from(self.evidence.created_at)),
        ]);
        data.insert(Value::from("facts"), Value::new_object());
        let mut problems = Problems::new();
        if let Some(facts) = &self.facts {
            let (known, failed) = facts.compute(&scope.provider, policies, &Value::from(data.clone()));
            data.insert(Value::from("facts"), known);
            problems = failed;
        }
        Data {
            value: Value::from(data),
            problems,
        }
    }

    /// The resources of a kind that a scope sees, by what it knows them by.
    fn seen_from(&self, scope: &Scope, kind: &str, scopes: &BTreeMap<&Scope, Vec<Seen<'_>>>) -> Value {
        let by_id = || {
            let visible = scopes.iter().filter(|(its, _)| scope.sees(its));
            let named = |its: &Scope, seen: &Seen<'_>| (seen.name_from(scope, its).into(), seen.document.clone());
            let by_id: BTreeMap<Value, Value> = visible
                .flat_map(|(its, seen)| seen.iter().map(move |s| named(its, s)))
                .collect();
            Value::from(by_id)
        };
        if scopes.keys().any(|its| its.provider == scope.provider) {
            return by_id();
        }
        let mut elsewhere = self.elsewhere.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (scope.provider.clone(), kind.to_owned());
        elsewhere.entry(key).or_insert_with(by_id).clone()
    }

    /// What is unread on the kinds that a policy looks up from a scope.
    pub(super) fn gaps(&self, policy: &Policy, scope: &Scope) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for kind in policy.reads.snapshot.keys() {
            let collected = self.evidence.collected.iter().filter(|c| c.kind == *kind);
            let collected: Vec<&Scope> = collected.map(|c| &c.scope).collect();
            if !collected.iter().any(|c| scope.sees(c)) {
                gaps.push(not_collected(kind));
            }
            let of_kind = self.evidence.gaps.iter().filter(|g| g.kind == *kind);
            let listings = of_kind.filter(|g| scope.sees(&g.scope) && !is_elsewhere(g, scope, &collected));
            gaps.extend(listings.map(|g| Gap {
                path: kind.clone(),
                ..g.gap.clone()
            }));
            self.gaps_of_resources(policy, kind, scope, &mut gaps);
        }
        gaps
    }

    fn gaps_of_resources(&self, policy: &Policy, kind: &str, scope: &Scope, gaps: &mut Vec<Gap>) {
        let Some(scopes) = self.by_kind.get(kind) else { return };
        let visible: Vec<_> = scopes.iter().filter(|(its, _)| scope.sees(its)).collect();
        let mut alike: BTreeMap<_, Vec<(&str, &Gap)>> = BTreeMap::new();
        for seen in visible.iter().flat_map(|(_, seen)| *seen) {
            let touched = seen.unread.iter().filter(|g| policy.reads.touches_kind(kind, &g.path));
            for gap in touched {
                let cause = (&gap.path, gap.reason, &gap.operation, &gap.code);
                alike.entry(cause).or_default().push((seen.id, gap));
            }
        }
        gaps.extend(alike.into_values().flat_map(|alike| told_together(kind, &alike)));
        // Within one scope ids are unique.
        if visible.len() > 1 {
            let mut ids = BTreeSet::new();
            for (its, seen) in visible
                .iter()
                .flat_map(|(its, seen)| seen.iter().map(move |s| (its, s)))
            {
                if !ids.insert(seen.name_from(scope, its)) {
                    gaps.push(ambiguous(kind, seen.id));
                }
            }
        }
    }
}

/// The same unread of several resources: one by one where they are few. Every row that looks the kind up
/// bears them, and in a large account there would be millions.
fn told_together(kind: &str, alike: &[(&str, &Gap)]) -> Vec<Gap> {
    if let [(id, gap), _, rest @ ..] = alike
        && rest.len() + 2 > MOST_ALIKE
    {
        let message = format!("on {} resources, such as {id}", alike.len());
        return vec![Gap {
            path: format!("{kind}[].{}", gap.path),
            message: Some(message),
            ..(*gap).clone()
        }];
    }
    let one = |(id, gap): &(&str, &Gap)| Gap {
        path: format!("{kind}[{id}].{}", gap.path),
        ..(*gap).clone()
    };
    alike.iter().map(one).collect()
}

/// Puts the scope before ids that are not the only ones of their kind.
fn tell_apart(scopes: &mut BTreeMap<&Scope, Vec<Seen<'_>>>) {
    if scopes.len() < 2 {
        return;
    }
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for seen in scopes.values().flatten() {
        *times.entry(seen.id).or_default() += 1;
    }
    for (scope, seen) in scopes.iter_mut() {
        for seen in seen.iter_mut().filter(|s| times[s.id] > 1) {
            seen.unique = Some(format!("{scope}/{}", seen.id));
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
