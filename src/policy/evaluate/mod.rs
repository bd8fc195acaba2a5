//! The verdict algebra: one row for each (control, resource), decided by the engine and not by the
//! policy.
//!
//! `error` when the policy could not be evaluated. `unknown` when something that it reads is unread,
//! on the resource or on a kind that it looks up, unless the policy says that what it found is
//! certain. Else `fail` or `pass`. A listing that failed is an `unknown` row of its own, and a kind
//! that was fully listed without a single resource is `not_applicable`.
//!
//! Resources are judged scope by scope: what policies look up there, and the facts that are computed
//! from it, are put together once. A resource is parsed when its turn comes, as far as policies read it.

mod bench;
mod evidence;
mod memo;
mod project;
mod rows;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Finding, Snapshot, Tally, Verdict};

use super::library::{Library, Policy};

pub use evidence::Evidence;

/// What judging a snapshot gave.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Sorted by control and resource.
    pub findings: Vec<Finding>,
    /// How many rows of each control got which verdict, the rows that were not kept included.
    pub tallies: BTreeMap<String, Tally>,
    /// Controls none of whose kinds were collected.
    pub not_judged: Vec<String>,
    /// Resources that some control judged.
    pub resources: usize,
}

/// Which rows are kept. All are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Everything,
    /// All but those that pass: in a large account these are nearly all.
    AllButPasses,
}

impl Judgement {
    fn add(&mut self, finding: Finding, keep: Keep) {
        let tally = self.tallies.entry(finding.control.clone()).or_default();
        tally.count(finding.verdict);
        if keep == Keep::Everything || finding.verdict != Verdict::Pass {
            self.findings.push(finding);
        }
    }

    /// Counts a row that nobody wants to see.
    fn pass(&mut self, policy: &Policy) {
        match self.tallies.get_mut(&policy.control.id) {
            Some(tally) => tally.count(Verdict::Pass),
            None => self
                .tallies
                .entry(policy.control.id.clone())
                .or_default()
                .count(Verdict::Pass),
        }
    }

    fn join(&mut self, other: Self) {
        self.findings.extend(other.findings);
        for (control, tally) in other.tallies {
            self.tallies.entry(control).or_default().join(&tally);
        }
        self.resources += other.resources;
    }
}

/// Judges a snapshot by the given policies of a library and keeps every row.
pub fn judge(library: &Library, policies: &[&Policy], snapshot: &Snapshot) -> Judgement {
    judge_evidence(library, policies, &Evidence::from(snapshot), Keep::Everything)
}

/// Judges what was collected by the given policies of a library. Those that judge changes are left out:
/// what was collected does not change.
pub fn judge_evidence(library: &Library, policies: &[&Policy], evidence: &Evidence<'_>, keep: Keep) -> Judgement {
    let policies: Vec<&Policy> = policies.iter().copied().filter(|p| !p.judges_changes()).collect();
    judge_by(library, &policies, evidence, keep)
}

/// Judges what a plan does, by those of the policies that judge changes.
pub fn judge_changes(library: &Library, policies: &[&Policy], evidence: &Evidence<'_>, keep: Keep) -> Judgement {
    let policies: Vec<&Policy> = policies.iter().copied().filter(|p| p.judges_changes()).collect();
    let mut judgement = judge_by(library, &policies, evidence, keep);
    judgement.not_judged.clear();
    judgement
}

fn judge_by(library: &Library, policies: &[&Policy], evidence: &Evidence<'_>, keep: Keep) -> Judgement {
    let (judged, not_judged): (Vec<&Policy>, Vec<&Policy>) =
        policies.iter().partition(|policy| is_judged(policy, evidence));
    let mut judgement = Judgement {
        not_judged: not_judged.into_iter().map(|p| p.control.id.clone()).collect(),
        ..bench::judge_resources(library, &judged, evidence, keep)
    };
    let populated: BTreeSet<&str> = evidence.entries.iter().map(|e| e.kind).collect();
    for policy in judged {
        for row in rows::without_resource(policy, evidence, &populated) {
            judgement.add(row, keep);
        }
    }
    judgement
        .findings
        .sort_by(|a, b| (&a.control, &a.resource).cmp(&(&b.control, &b.resource)));
    judgement
}

/// True when one of the policy's kinds was collected, and of every other cloud in which it looks
/// something up at least one of the kinds that it looks up. A control that joins two clouds says
/// nothing where there is only one.
fn is_judged(policy: &Policy, evidence: &Evidence<'_>) -> bool {
    let collected = |kind: &str| evidence.collected.iter().any(|c| c.kind == kind);
    let own: BTreeSet<&str> = policy.control.kinds.iter().map(|k| provider(k)).collect();
    let looked_up = policy.reads.snapshot.keys().map(String::as_str);
    let mut others: BTreeMap<&str, bool> = BTreeMap::new();
    for kind in looked_up.filter(|kind| !own.contains(provider(kind))) {
        *others.entry(provider(kind)).or_default() |= collected(kind);
    }
    policy.control.kinds.iter().any(|kind| collected(kind)) && others.values().all(|there| *there)
}

fn provider(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

#[cfg(test)]
mod tests;
