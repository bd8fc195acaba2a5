//! One row of the judgement: what a policy said of a resource, and what was unread, give a verdict.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;

use crate::catalogue::Catalogue;
use crate::model::{Delta, Finding, Gap, GapReason, ResourceKey, Scope, Verdict};

use super::super::library::Policy;
use super::evidence::Evidence;
use super::view::unresolved;

/// What a plan does to a resource.
const CHANGE: &str = "origin.actions";

/// What a policy said of a resource.
#[derive(Debug, Default)]
pub(super) struct Denials {
    deltas: Vec<Delta>,
    /// References that the snapshot does not hold.
    unresolved: Vec<Gap>,
}

impl Denials {
    /// Reads the set that `deny` gave. An entry of another shape is an error: it would be lost evidence.
    pub(super) fn read(value: Option<Value>, kind: &str) -> Result<Self, String> {
        let value = value.ok_or("deny is undefined; it must be a partial set (`deny contains …`)")?;
        let entries = value
            .as_set()
            .map_err(|_| "deny is no set; write `deny contains finding.new(…)`".to_owned())?;
        let mut denials = Self::default();
        for entry in entries.iter() {
            denials.add(&serde_json::to_value(entry).map_err(|e| e.to_string())?, kind)?;
        }
        Ok(denials)
    }

    fn add(&mut self, entry: &serde_json::Value, kind: &str) -> Result<(), String> {
        let shape = || {
            format!(
                "deny holds {entry}; build its entries with finding.new, finding.because, finding.unread or finding.unsupported"
            )
        };
        let text = |name: &str| entry.get(name).and_then(serde_json::Value::as_str);
        let path = text("path").ok_or_else(shape)?;
        let kind_of = Catalogue::get().kind(kind);
        let beside = path.starts_with("tags") || path == CHANGE;
        if kind_of.is_some_and(|k| !beside && !k.knows(path)) {
            return Err(format!("deny names the path {path:?}, which {kind} does not have"));
        }
        if let Some(message) = text("unread") {
            self.unresolved.push(unresolved(path, message.to_owned()));
            return Ok(());
        }
        if let Some(message) = text("unsupported") {
            self.unresolved.push(Gap {
                reason: GapReason::NotSupported,
                ..unresolved(path, message.to_owned())
            });
            return Ok(());
        }
        let member = |name: &str| entry.get(name).cloned().ok_or_else(shape);
        self.deltas.push(Delta {
            path: path.to_owned(),
            actual: member("actual")?,
            expected: member("expected")?,
            because: text("because").map(str::to_owned),
        });
        Ok(())
    }

    /// The verdict, with what was unread of what the policy reads.
    pub(super) fn verdict(&self, policy: &Policy, unread: &[Gap]) -> Verdict {
        let complete = unread.is_empty() && self.unresolved.is_empty();
        match (!self.deltas.is_empty(), complete) {
            (false, true) => Verdict::Pass,
            (true, true) => Verdict::Fail,
            (true, false) if policy.control.certain => Verdict::Fail,
            (_, false) => Verdict::Unknown,
        }
    }

    /// Completes a row with the verdict and its evidence.
    pub(super) fn complete(&self, policy: &Policy, mut unread: Vec<Gap>, row: Finding) -> Finding {
        let verdict = self.verdict(policy, &unread);
        unread.extend(self.unresolved.iter().cloned());
        Finding {
            verdict,
            deltas: match verdict {
                Verdict::Fail => self.deltas.clone(),
                _ => Vec::new(),
            },
            gaps: unread,
            ..row
        }
    }
}

/// Rows for listings that failed, and the row of a control that has nothing to judge.
pub(super) fn without_resource(policy: &Policy, evidence: &Evidence<'_>, populated: &BTreeSet<&str>) -> Vec<Finding> {
    let control = &policy.control;
    let key = |kind: &str, scope: &Scope| ResourceKey {
        kind: kind.to_owned(),
        scope: scope.clone(),
        id: String::new(),
    };
    let mut failed: BTreeMap<ResourceKey, Vec<Gap>> = BTreeMap::new();
    for gap in evidence.gaps.iter().filter(|g| control.kinds.contains(&g.kind)) {
        failed
            .entry(key(&gap.kind, &gap.scope))
            .or_default()
            .push(gap.gap.clone());
    }
    if !failed.is_empty() {
        let unknown = |(key, gaps)| Finding {
            gaps,
            ..Finding::new(control, key, Verdict::Unknown)
        };
        return failed.into_iter().map(unknown).collect();
    }
    if control.kinds.iter().any(|kind| populated.contains(kind.as_str())) {
        return Vec::new();
    }
    let scope = evidence
        .collected
        .iter()
        .find(|c| control.kinds.contains(&c.kind))
        .map(|c| &c.scope);
    let scope = Scope {
        region: None,
        zone: None,
        ..scope.cloned().unwrap_or_default()
    };
    let kind = control.kinds.first().map_or("", String::as_str);
    vec![Finding::new(control, key(kind, &scope), Verdict::NotApplicable)]
}
