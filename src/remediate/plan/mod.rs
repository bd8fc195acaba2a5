//! The fix plan: what would be changed, why, by which calls, and how to go back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalogue::Catalogue;
use crate::model::path;
use crate::model::{Delta, Finding, Resource, ResourceKey, Verdict, clock, digest};

use super::actions::{Action, Call, Reversible, Tier, action_for, by_name, same};
use super::guards::{self, Guard};

const SCHEMA: &str = "trueline.fixplan/1";
/// Hours until a plan is too old to be applied.
const VALID_HOURS: i64 = 24;

/// A plan file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) schema: String,
    pub(crate) id: String,
    pub(crate) created_at: String,
    pub(crate) expires_at: String,
    /// Version of the program that made it.
    pub(crate) trueline: String,
    pub(crate) spec: String,
    /// Digest of policies and spec: others may judge otherwise.
    pub(crate) policies: String,
    /// The run that this plan takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rollback_of: Option<String>,
    pub(crate) items: Vec<Item>,
    /// Failures that no item closes, and why.
    pub(crate) left_out: Vec<LeftOut>,
    /// SHA-256 over everything else.
    pub(crate) digest: String,
}

/// One change to one resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    /// Stable for the same change of the same resource.
    pub(crate) id: String,
    pub(crate) action: String,
    /// The controls whose failure it closes.
    pub(crate) controls: Vec<String>,
    pub(crate) resource: ResourceKey,
    pub(crate) name: String,
    pub(crate) tier: Tier,
    /// What changes.
    pub(crate) path: String,
    pub(crate) before: Value,
    pub(crate) after: Value,
    pub(crate) calls: Vec<Call>,
    pub(crate) guards: Vec<Guard>,
    pub(crate) disruption: String,
    pub(crate) reversible: Reversible,
    pub(crate) rollback_calls: Vec<Call>,
    pub(crate) permissions: Vec<String>,
    /// Attributes that change by themselves along with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) moves_along: Vec<String>,
}

/// A failure without a fix in the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LeftOut {
    pub(crate) control: String,
    pub(crate) resource: ResourceKey,
    pub(crate) reason: String,
}

/// What a plan is made from.
pub(crate) struct Bench<'a> {
    pub(crate) findings: &'a [Finding],
    pub(crate) resources: &'a [Resource],
    pub(crate) spec: &'a str,
    pub(crate) policies: &'a str,
}

/// A plan that must not be used. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlanError {
    #[error("{file}: not a whole fix plan: {error}; make a new one with `trueline fix plan`")]
    NotWhole { file: String, error: serde_json::Error },
    #[error(
        "{file}: this is no fix plan of this version ({SCHEMA}) but {found:?}; make a new one with `trueline fix plan`"
    )]
    Schema { file: String, found: String },
    #[error(
        "{file}: the plan was changed after it was made: its digest does not match; make a new one with `trueline fix plan`"
    )]
    Tampered { file: String },
    #[cfg(feature = "live")]
    #[error("the plan expired at {0}; make a new one with `trueline fix plan`")]
    Expired(String),
    #[cfg(feature = "live")]
    #[error(
        "the plan is stale: it was made with other policies or another spec; make a new one with `trueline fix plan`, or give the same --policies and --spec"
    )]
    Stale,
    #[cfg(feature = "live")]
    #[error("the plan has no item {0:?}; `trueline fix show` lists them")]
    NoItem(String),
    #[error(
        "the plan names the action {0:?}, which this version does not have; make a new one with `trueline fix plan`"
    )]
    NoAction(String),
}

/// Makes a plan that closes as many of the failures as there are fixes for.
pub(crate) fn make(bench: &Bench<'_>) -> Plan {
    let mut items: BTreeMap<String, Item> = BTreeMap::new();
    let mut left_out = Vec::new();
    for finding in bench.findings.iter().filter(|f| f.verdict == Verdict::Fail) {
        let mut leave = |reason: String| {
            left_out.push(LeftOut {
                control: finding.control.clone(),
                resource: finding.resource.clone(),
                reason,
            });
        };
        if let Some(waiver) = &finding.waiver {
            leave(format!(
                "waived until {} by {}: {}",
                waiver.expires, waiver.owner, waiver.reason
            ));
            continue;
        }
        let Some(resource) = bench.resources.iter().find(|r| r.is(&finding.resource)) else {
            leave("the resource is not in the snapshot".into());
            continue;
        };
        for (key, deltas) in by_image(finding) {
            let made = match key {
                None => Err("no fix converges this attribute in place".into()),
                Some((action, image_path)) => item(finding, resource, action, &image_path, &deltas),
            };
            match made {
                Ok(item) => add(&mut items, item, &mut leave),
                Err(reason) => leave(reason),
            }
        }
    }
    let mut items: Vec<Item> = items.into_values().collect();
    items.sort_by(|a, b| (&a.resource, &a.path).cmp(&(&b.resource, &b.path)));
    let now = clock::now();
    let mut plan = Plan {
        schema: SCHEMA.to_owned(),
        id: clock::run_id(&now),
        created_at: now,
        expires_at: clock::in_hours(VALID_HOURS),
        trueline: env!("CARGO_PKG_VERSION").to_owned(),
        spec: bench.spec.to_owned(),
        policies: bench.policies.to_owned(),
        rollback_of: None,
        items,
        left_out,
        digest: String::new(),
    };
    plan.seal();
    plan
}

type ImageKey = Option<(&'static Action, String)>;

/// A finding's deltas by what has to change for them.
fn by_image(finding: &Finding) -> Vec<(ImageKey, Vec<Delta>)> {
    let mut groups: Vec<(ImageKey, Vec<Delta>)> = Vec::new();
    for delta in &finding.deltas {
        let action = action_for(&finding.resource.kind, delta);
        let key = action.map(|a| (a, a.image_path(&delta.path)));
        let same = |other: &ImageKey| match (other, &key) {
            (None, None) => true,
            (Some((a, p)), Some((b, q))) => a.name == b.name && p == q,
            _ => false,
        };
        match groups.iter_mut().find(|(k, _)| same(k)) {
            Some((_, deltas)) => deltas.push(delta.clone()),
            None => groups.push((key, vec![delta.clone()])),
        }
    }
    groups
}

/// Adds an item, or joins it with one that makes the same change for another control.
fn add(items: &mut BTreeMap<String, Item>, item: Item, leave: &mut impl FnMut(String)) {
    match items.get_mut(&item.id) {
        None => {
            items.insert(item.id.clone(), item);
        }
        Some(known) if known.after == item.after => known.controls.extend(item.controls),
        Some(known) => leave(format!("item {} brings the same attribute to another value", known.id)),
    }
}

fn item(
    finding: &Finding,
    resource: &Resource,
    action: &'static Action,
    image_path: &str,
    deltas: &[Delta],
) -> Result<Item, String> {
    readable(resource, image_path)?;
    let guards = guards::evaluate(action, resource);
    if let Some(guard) = guards.iter().find(|g| !g.holds) {
        return Err(format!("guard not held: {} (seen: {})", guard.statement, guard.proof));
    }
    let after = (action.target)(resource, deltas)?;
    let calls = (action.calls)(resource, image_path, &after)?;
    let before = action.observe(resource, image_path, &after);
    if same(&before, &after) {
        return Err("the attribute has the wanted value already".into());
    }
    Ok(Item {
        id: item_id(resource, action, image_path),
        action: action.name.to_owned(),
        controls: vec![finding.control.clone()],
        resource: resource.key(),
        name: resource.name.clone(),
        tier: (action.tier)(resource),
        path: image_path.to_owned(),
        calls,
        rollback_calls: (action.calls)(resource, image_path, &(action.way_back)(&before))?,
        moves_along: action.moves_along.iter().map(|p| (*p).to_owned()).collect(),
        before,
        after,
        guards,
        disruption: action.disruption.to_owned(),
        reversible: action.reversible,
        permissions: action.permissions.iter().map(|p| (*p).to_owned()).collect(),
    })
}

/// No change is planned or made on what was not read.
pub(super) fn readable(resource: &Resource, image_path: &str) -> Result<(), String> {
    let image = path::parse(image_path);
    match resource
        .gaps
        .iter()
        .find(|g| path::overlaps(&path::parse(&g.path), &image))
    {
        Some(gap) => Err(format!("{image_path} could not be read: {}", gap.reason)),
        None => Ok(()),
    }
}

fn item_id(resource: &Resource, action: &Action, image_path: &str) -> String {
    let mut digest = digest::of_parts([&resource.key().to_string(), action.name, image_path]);
    digest.truncate(10);
    digest
}

impl Plan {
    /// Writes the digest over everything else.
    pub(super) fn seal(&mut self) {
        self.digest = self.computed_digest();
    }

    fn computed_digest(&self) -> String {
        digest::of_document(&Self {
            digest: String::new(),
            ..self.clone()
        })
    }

    /// Checks that the plan may be applied now, by these policies.
    #[cfg(feature = "live")]
    pub(crate) fn check_current(&self, policies: &str) -> Result<(), PlanError> {
        if clock::is_past(&self.expires_at) {
            return Err(PlanError::Expired(self.expires_at.clone()));
        }
        if self.policies != policies {
            return Err(PlanError::Stale);
        }
        Ok(())
    }

    /// Keeps the items of these ids alone (all when empty). The plan is a part of the sealed one.
    #[cfg(feature = "live")]
    pub(crate) fn narrow(&mut self, ids: &[String]) -> Result<(), PlanError> {
        if let Some(unknown) = ids.iter().find(|id| !self.items.iter().any(|i| i.id == **id)) {
            return Err(PlanError::NoItem(unknown.clone()));
        }
        self.items.retain(|i| ids.is_empty() || ids.contains(&i.id));
        Ok(())
    }
}

/// Takes the document of a plan file and refuses one that was changed. `file` is its name, for errors.
pub(crate) fn open_plan(document: Value, file: &str) -> Result<Plan, PlanError> {
    let file = file.to_owned();
    let found = document.get("schema").and_then(Value::as_str).unwrap_or_default();
    if found != SCHEMA {
        let found = found.to_owned();
        return Err(PlanError::Schema { file, found });
    }
    let plan: Plan = match serde_json::from_value(document) {
        Ok(plan) => plan,
        Err(error) => return Err(PlanError::NotWhole { file, error }),
    };
    if plan.digest != plan.computed_digest() {
        return Err(PlanError::Tampered { file });
    }
    for item in &plan.items {
        by_name(&item.action).ok_or_else(|| PlanError::NoAction(item.action.clone()))?;
        if Catalogue::get().kind(&item.resource.kind).is_none() {
            return Err(PlanError::NoAction(item.resource.kind.clone()));
        }
    }
    Ok(plan)
}

#[cfg(test)]
mod tests;
