//! Lays a plan on a live snapshot: the account as it will be once the plan is applied.
//!
//! What the plan does not speak of is as it was read: a bucket's public access block that another
//! configuration keeps, for one. What only the apply will tell stays unknown.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::catalogue::{Catalogue, Level};
use crate::model::path::{self, Step};
use crate::model::{Gap, GapReason, Resource, ResourceKey, Scope, Snapshot};

use super::Plan;

/// What a plan makes of a live account.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicted {
    pub snapshot: Snapshot,
    /// The resources that the plan adds or changes, as they are known in the prediction.
    pub touched: BTreeSet<ResourceKey>,
    /// What could not be laid on, in sentences.
    pub notes: Vec<String>,
}

/// Lays a plan on a live snapshot.
pub fn overlay(live: &Snapshot, plan: &Plan) -> Predicted {
    let mut base = Base::new(live);
    let mut touched = BTreeSet::new();
    let changing = changing(plan);
    let before: BTreeMap<ResourceKey, &Resource> = plan.before.resources.iter().map(|r| (r.key(), r)).collect();
    let origins: BTreeMap<&ResourceKey, &ResourceKey> = plan
        .changes
        .iter()
        .filter_map(|change| Some((change.after.as_ref()?, change.before.as_ref()?)))
        .collect();
    let kept: BTreeSet<&ResourceKey> = origins.values().copied().collect();
    for resource in plan.before.resources.iter().filter(|r| !kept.contains(&r.key())) {
        match base.find(resource) {
            Found::One(at) => base.resources[at] = None,
            Found::None => {}
            Found::Many => base.unclear(resource),
        }
    }
    for resource in plan.after.resources.iter().filter(|r| changing.contains(&r.key())) {
        let origin = origins.get(&resource.key()).and_then(|key| before.get(*key)).copied();
        // A replacement has nothing of what it replaces.
        let replaced = origin.filter(|_| is_created(resource));
        if let Some(Found::One(at)) = replaced.map(|old| base.find(old)) {
            base.resources[at] = None;
        }
        let known = origin
            .filter(|_| replaced.is_none())
            .or(Some(resource).filter(|_| !is_created(resource)));
        match known.map_or(Found::None, |known| base.find(known)) {
            Found::One(at) => {
                if let Some(there) = &base.resources[at] {
                    let merged = merged(there, resource);
                    touched.insert(merged.key());
                    base.resources[at] = Some(merged);
                }
            }
            Found::None => {
                let placed = base.placed(resource);
                if !is_created(resource) {
                    let note = format!(
                        "{} is not in the snapshot; it is judged as the plan tells it",
                        named(resource)
                    );
                    base.notes.push(note);
                }
                touched.insert(placed.key());
                base.resources.push(Some(placed));
            }
            Found::Many => base.unclear(resource),
        }
    }
    let mut snapshot = Snapshot {
        resources: base.resources.into_iter().flatten().collect(),
        ..live.clone()
    };
    snapshot.sort();
    Predicted {
        snapshot,
        touched,
        notes: base.notes,
    }
}

/// The resources after the plan that something happens to, themselves or one of their parts.
pub fn changing(plan: &Plan) -> BTreeSet<ResourceKey> {
    let acting = plan.changes.iter().filter(|change| change.acts());
    acting
        .flat_map(|change| [&change.before, &change.after, &change.folded_into])
        .flatten()
        .cloned()
        .collect()
}

fn is_created(resource: &Resource) -> bool {
    match &resource.origin {
        crate::model::Origin::Plan { actions, .. } => actions.iter().any(|action| action == "create"),
        _ => false,
    }
}

fn named(resource: &Resource) -> String {
    resource.origin.address().unwrap_or(&resource.id).to_owned()
}

enum Found {
    One(usize),
    None,
    Many,
}

/// The live resources, while the plan is laid on them.
struct Base<'a> {
    resources: Vec<Option<Resource>>,
    by_id: BTreeMap<(&'a str, &'a str), Vec<usize>>,
    by_arn: BTreeMap<&'a str, Vec<usize>>,
    scopes: BTreeSet<&'a Scope>,
    notes: Vec<String>,
}

impl<'a> Base<'a> {
    fn new(live: &'a Snapshot) -> Self {
        let mut by_id: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut by_arn: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, resource) in live.resources.iter().enumerate() {
            by_id
                .entry((resource.kind.as_str(), resource.id.as_str()))
                .or_default()
                .push(at);
            if let Some(arn) = &resource.arn {
                by_arn.entry(arn.as_str()).or_default().push(at);
            }
        }
        Self {
            resources: live.resources.iter().cloned().map(Some).collect(),
            by_id,
            by_arn,
            scopes: live.collected.iter().map(|c| &c.scope).collect(),
            notes: Vec::new(),
        }
    }

    /// The live resource that one of the plan is.
    fn find(&self, resource: &Resource) -> Found {
        let key = (resource.kind.as_str(), resource.id.as_str());
        let by_id = self.by_id.get(&key).map(Vec::as_slice).unwrap_or_default();
        let arn = resource.arn.as_deref().and_then(|arn| self.by_arn.get(arn));
        let by_arn = arn.map(Vec::as_slice).unwrap_or_default();
        let fits = |at: &&usize| {
            let there = self.resources[**at].as_ref();
            there.is_some_and(|there| there.kind == resource.kind && agree(&there.scope, &resource.scope))
        };
        let found: BTreeSet<usize> = by_id.iter().chain(by_arn).filter(fits).copied().collect();
        match (found.first(), found.len()) {
            (Some(at), 1) => Found::One(*at),
            (None, _) => Found::None,
            _ => Found::Many,
        }
    }

    fn unclear(&mut self, resource: &Resource) {
        let note = format!(
            "{} could be one of several resources of the snapshot; the plan's change to it is left out",
            named(resource)
        );
        self.notes.push(note);
    }

    /// A new resource, in the scope that the snapshot knows where the plan does not say.
    fn placed(&mut self, resource: &Resource) -> Resource {
        let level = Catalogue::get().kind(&resource.kind).map(|kind| kind.scope);
        let fitting = self.scopes.iter().filter(|scope| {
            let right = match level {
                Some(Level::Region) => scope.region.is_some(),
                Some(Level::Zone) => scope.zone.is_some(),
                _ => scope.region.is_none() && scope.zone.is_none(),
            };
            right && agree(scope, &resource.scope)
        });
        let fitting: Vec<&&Scope> = fitting.collect();
        let mut placed = resource.clone();
        match fitting.as_slice() {
            [only] => placed.scope = (**only).clone(),
            [] => {}
            _ => self.notes.push(format!(
                "{} could lie in several accounts or regions of the snapshot; it is judged apart from them",
                named(resource)
            )),
        }
        placed
    }
}

/// True when two scopes may be one: what one of them does not say counts for nothing.
fn agree(a: &Scope, b: &Scope) -> bool {
    let same = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
    a.provider == b.provider && same(&a.account, &b.account) && same(&a.region, &b.region) && same(&a.zone, &b.zone)
}

/// A live resource with what the plan says of it.
fn merged(live: &Resource, planned: &Resource) -> Resource {
    let not_told = |gap: &&Gap| gap.reason == GapReason::NotInTerraform;
    let (elsewhere, unknown): (Vec<&Gap>, Vec<&Gap>) = planned.gaps.iter().partition(not_told);
    let elsewhere: Vec<Vec<Step>> = elsewhere.iter().map(|gap| path::parse(&gap.path)).collect();
    let mut attributes = live.attributes.clone();
    for (name, value) in &planned.attributes {
        let at = [Step::Field(name.clone())];
        let holes = elsewhere.iter().any(|hole| path::overlaps(hole, &at));
        match attributes.get_mut(name) {
            Some(there) if holes => fill(there, value),
            _ => {
                attributes.insert(name.clone(), value.clone());
            }
        }
    }
    for gap in &unknown {
        remove(&mut attributes, &path::parse(&gap.path));
    }
    // What could not be read live still is not known, unless the plan tells it.
    let told = |gap: &&Gap| {
        let root = path::parse(&gap.path).into_iter().next();
        root.is_some_and(|root| match &root {
            Step::Field(name) => {
                planned.attributes.contains_key(name)
                    && !elsewhere
                        .iter()
                        .any(|hole| path::overlaps(hole, &path::parse(&gap.path)))
            }
            _ => false,
        })
    };
    let unread = live.gaps.iter().filter(|gap| !told(gap));
    Resource {
        tags: if planned.tags.is_empty() {
            live.tags.clone()
        } else {
            planned.tags.clone()
        },
        gaps: unread.chain(unknown).cloned().collect(),
        attributes,
        origin: planned.origin.clone(),
        ..live.clone()
    }
}

/// Lays a value on another; what only the lower one has stays.
fn fill(there: &mut Value, value: &Value) {
    match (there, value) {
        (Value::Object(there), Value::Object(value)) => {
            for (name, value) in value {
                match there.get_mut(name) {
                    Some(below) => fill(below, value),
                    None => {
                        there.insert(name.clone(), value.clone());
                    }
                }
            }
        }
        (there, value) => *there = value.clone(),
    }
}

/// Takes away what lies at a path of names; of lists, the whole.
fn remove(attributes: &mut Map<String, Value>, steps: &[Step]) {
    let [Step::Field(name), rest @ ..] = steps else { return };
    match (rest, attributes.get_mut(name)) {
        ([Step::Field(_), ..], Some(Value::Object(below))) => remove(below, rest),
        _ => {
            attributes.remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::{Collected, Origin};
    use crate::terraform::Change;

    fn resource(id: &str, attributes: Value, gaps: &[(&str, GapReason)], actions: &[&str]) -> Resource {
        Resource {
            kind: "aws.s3.bucket".into(),
            scope: Scope::aws("123456789012").in_region("eu-1"),
            id: id.into(),
            name: id.into(),
            arn: None,
            tags: BTreeMap::new(),
            attributes: attributes.as_object().cloned().unwrap_or_default(),
            gaps: gaps.iter().map(|(path, reason)| Gap::new(path, *reason)).collect(),
            origin: match actions {
                [] => Origin::Live,
                _ => Origin::Plan {
                    address: format!("aws_s3_bucket.{id}"),
                    actions: actions.iter().map(|a| (*a).to_owned()).collect(),
                    declared: None,
                },
            },
        }
    }

    fn plan(before: Vec<Resource>, after: Vec<Resource>) -> Plan {
        let change = |id: &str, before: Option<&Resource>, after: Option<&Resource>| {
            let actions = match after.or(before).map(|r| &r.origin) {
                Some(Origin::Plan { actions, .. }) => actions.clone(),
                _ => Vec::new(),
            };
            Change {
                address: format!("aws_s3_bucket.{id}"),
                previous_address: None,
                module: String::new(),
                r#type: "aws_s3_bucket".into(),
                name: id.into(),
                actions,
                before: before.map(Resource::key),
                after: after.map(Resource::key),
                folded_into: None,
            }
        };
        let ids: BTreeSet<&str> = before.iter().chain(&after).map(|r| r.name.as_str()).collect();
        let by = |list: &[Resource], id: &str| list.iter().position(|r| r.name == id);
        let changes = ids
            .iter()
            .map(|id| {
                change(
                    id,
                    by(&before, id).map(|n| &before[n]),
                    by(&after, id).map(|n| &after[n]),
                )
            })
            .collect();
        let snapshot = |resources| Snapshot {
            resources,
            ..Snapshot::default()
        };
        Plan {
            changes,
            before: snapshot(before),
            after: snapshot(after),
            drift: Vec::new(),
            notes: Vec::new(),
            complete: true,
            tally: Default::default(),
            modules: Default::default(),
            terraform_version: None,
        }
    }

    fn live(resources: Vec<Resource>) -> Snapshot {
        Snapshot {
            collected: vec![Collected {
                scope: Scope::aws("123456789012").in_region("eu-1"),
                kind: "aws.s3.bucket".into(),
            }],
            resources,
            ..Snapshot::default()
        }
    }

    #[test]
    fn what_the_plan_does_not_tell_is_as_it_was_read() {
        let there = live(vec![resource(
            "a",
            json!({"versioning": {"status": "Suspended", "mfa_delete": "Enabled"}, "public_access_block": {"block_public_acls": true}, "policy": {"x": 1}}),
            &[("logging", GapReason::AccessDenied)],
            &[],
        )]);
        let before = resource("a", json!({}), &[], &["update"]);
        let after = resource(
            "a",
            json!({"versioning": {"status": "Enabled"}}),
            &[
                ("public_access_block", GapReason::NotInTerraform),
                ("versioning.mfa_delete", GapReason::NotInTerraform),
                ("policy", GapReason::KnownAfterApply),
            ],
            &["update"],
        );
        let predicted = overlay(&there, &plan(vec![before], vec![after]));
        let [bucket] = predicted.snapshot.resources.as_slice() else {
            panic!("{predicted:?}")
        };
        assert_eq!(
            bucket.attributes["versioning"],
            json!({"status": "Enabled", "mfa_delete": "Enabled"})
        );
        assert_eq!(
            bucket.attributes["public_access_block"],
            json!({"block_public_acls": true})
        );
        assert!(!bucket.attributes.contains_key("policy"));
        let mut gaps: Vec<_> = bucket.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        gaps.sort();
        assert_eq!(
            gaps,
            [
                ("logging", GapReason::AccessDenied),
                ("policy", GapReason::KnownAfterApply)
            ]
        );
        assert!(predicted.touched.contains(&bucket.key()));
    }

    #[test]
    fn what_is_destroyed_goes_and_what_is_created_comes_into_the_known_place() {
        let there = live(vec![resource("old", json!({"bucket": "old"}), &[], &[])]);
        let old = resource("old", json!({}), &[], &["delete"]);
        let mut new = resource("new", json!({"bucket": "new"}), &[], &["create"]);
        new.scope = Scope {
            provider: "aws".into(),
            ..Scope::default()
        };
        let predicted = overlay(&there, &plan(vec![old], vec![new]));
        let [bucket] = predicted.snapshot.resources.as_slice() else {
            panic!("{predicted:?}")
        };
        assert_eq!(bucket.id, "new");
        assert_eq!(bucket.scope, Scope::aws("123456789012").in_region("eu-1"));
        assert!(predicted.notes.is_empty());
    }

    #[test]
    fn what_the_plan_leaves_alone_stays_as_it_was_read() {
        let there = live(vec![resource(
            "a",
            json!({"bucket": "a", "policy": {"live": 1}}),
            &[],
            &[],
        )]);
        let same = resource("a", json!({"policy": {"state": 1}}), &[], &["no-op"]);
        let predicted = overlay(&there, &plan(vec![same.clone()], vec![same]));
        assert_eq!(predicted.snapshot, there);
        assert!(predicted.touched.is_empty());
    }
}
