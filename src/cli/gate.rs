//! The gate of a pull request: what a plan makes worse.
//!
//! The plan tells what is and what will be. Both are judged by the same controls, so that what fails
//! already is told from what the plan brings; with a live snapshot it is the account that is judged,
//! before and after.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use crate::model::{BaselineState, Delta, Finding, ResourceKey, Severity, Snapshot, Summary, Tally, Verdict};
use crate::policy::{self, Evidence, Keep, Library, Policy};
use crate::report::Report;
use crate::terraform::{self, Plan, Predicted};

use super::Exit;
use super::output::{self, ReportArgs, Source};
use super::waivers::Waivers;

/// What is judged of a plan.
pub(super) struct Gate<'a> {
    pub(super) library: &'a Library,
    pub(super) selected: &'a [&'a Policy],
    pub(super) reports: &'a ReportArgs,
    pub(super) waivers: &'a Waivers,
    /// Everything that the plan holds, and not only what it changes.
    pub(super) all: bool,
    /// New failures of this severity or above end the run with 1.
    pub(super) fail_on_new: Severity,
}

/// What is, what will be, and what the plan does.
struct Moments<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    /// For a resource after the plan, what it was before, where that has another name.
    was: BTreeMap<&'a ResourceKey, &'a ResourceKey>,
    /// What the plan changes, by its names after and before.
    touched: BTreeSet<ResourceKey>,
    notes: Vec<String>,
}

impl<'a> Moments<'a> {
    fn of(plan: &'a Plan) -> Self {
        let pairs = plan.changes.iter();
        Self {
            before: &plan.before,
            after: &plan.after,
            was: pairs
                .filter_map(|c| Some((c.after.as_ref()?, c.before.as_ref()?)))
                .collect(),
            touched: terraform::changing(plan),
            notes: plan.notes.clone(),
        }
    }

    fn overlaid(plan: &Plan, live: &'a Snapshot, predicted: &'a Predicted) -> Self {
        Self {
            before: live,
            after: &predicted.snapshot,
            was: BTreeMap::new(),
            touched: predicted.touched.clone(),
            notes: plan.notes.iter().chain(&predicted.notes).cloned().collect(),
        }
    }

    /// What a resource was called before the plan.
    fn earlier<'k>(&'k self, key: &'k ResourceKey) -> &'k ResourceKey {
        self.was.get(key).copied().unwrap_or(key)
    }
}

impl Gate<'_> {
    /// Judges a plan, alone or laid on a live snapshot, and writes the reports.
    pub(super) fn run(
        &self,
        plan: &Plan,
        live: Option<&Snapshot>,
        source: &Source<'_>,
        out: &mut dyn Write,
    ) -> anyhow::Result<Exit> {
        let predicted = live.map(|live| terraform::overlay(live, plan));
        let moments = match (live, &predicted) {
            (Some(live), Some(predicted)) => Moments::overlaid(plan, live, predicted),
            _ => Moments::of(plan),
        };
        let mut report = self.judge(&moments, source);
        let destroyed = self.destroyed(plan);
        let mut changes = Tally::default();
        destroyed.iter().for_each(|row| changes.count(row.verdict));
        report.findings.extend(destroyed);
        report
            .findings
            .sort_by(|a, b| (&a.control, &a.resource).cmp(&(&b.control, &b.resource)));
        report.run.complete &= plan.complete;
        report.run.notes.extend(moments.notes.iter().cloned());
        if !plan.changes.iter().any(terraform::Change::acts) {
            report.run.notes.push("the plan changes nothing".to_owned());
        }
        count(&mut report.summary, &report.findings);
        output::finish(self.reports, self.selected, self.waivers, source, &mut report, out)?;
        Ok(match self.reports.fail_on {
            Some(_) => self.reports.exit(&report, |_| true),
            None => self.reports.exit(&report, |finding| {
                finding.baseline_state == Some(BaselineState::New) && finding.severity >= self.fail_on_new
            }),
        })
    }

    /// The rows of what will be, held against those of what is.
    fn judge(&self, moments: &Moments<'_>, source: &Source<'_>) -> Report {
        let now = &moments.after.header.created_at;
        let mut earlier = Evidence::from(moments.before);
        // Both moments are one for what depends on the time.
        earlier.created_at = now;
        let before = policy::judge_evidence(self.library, self.selected, &earlier, Keep::AllButPasses);
        let after = Source {
            evidence: Evidence::from(moments.after),
            header: &moments.after.header,
            ..*source
        };
        let mut report = output::report(self.library, self.selected, &after, self.reports.keep());
        compare(&before.findings, &mut report.findings, moments);
        if !self.all {
            let mut hidden = 0;
            report.findings.retain(|row| {
                let concerns = moments.touched.contains(&row.resource)
                    || matches!(row.baseline_state, Some(BaselineState::New | BaselineState::Absent));
                hidden += usize::from(!concerns && row.verdict == Verdict::Fail);
                concerns
            });
            if hidden > 0 {
                let note = format!(
                    "{hidden} failures of resources that the plan leaves alone are not shown; --all shows them"
                );
                report.run.notes.push(note);
            }
        }
        report
    }

    /// What the plan takes away, judged by what it was.
    fn destroyed(&self, plan: &Plan) -> Vec<Finding> {
        let gone = plan
            .changes
            .iter()
            .filter(|c| c.actions.iter().any(|action| action == "delete"));
        let gone: BTreeSet<&ResourceKey> = gone.filter_map(|change| change.before.as_ref()).collect();
        let mut evidence = Evidence::from(&plan.before);
        evidence.entries.retain(|entry| gone.contains(&entry.key()));
        let judged = policy::judge_changes(self.library, self.selected, &evidence, self.reports.keep());
        let mut rows = judged.findings;
        rows.retain(|row| !row.resource.id.is_empty());
        for row in rows.iter_mut().filter(|row| is_bad(row)) {
            row.baseline_state = Some(BaselineState::New);
        }
        rows
    }
}

fn is_bad(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Fail | Verdict::Unknown | Verdict::Error)
}

/// Tells what is new from what was so before, and adds what was so and is no more.
fn compare(before: &[Finding], after: &mut Vec<Finding>, moments: &Moments<'_>) {
    let mut known: BTreeMap<(&str, &ResourceKey), &Finding> = BTreeMap::new();
    known.extend(before.iter().map(|row| ((row.control.as_str(), &row.resource), row)));
    let mut still: BTreeSet<(String, ResourceKey)> = BTreeSet::new();
    for row in after.iter_mut().filter(|row| is_bad(row)) {
        let key = moments.earlier(&row.resource);
        let old = known.get(&(row.control.as_str(), key));
        row.baseline_state = Some(match old {
            Some(old) if is_the_same(old, row) => BaselineState::Unchanged,
            _ => BaselineState::New,
        });
        still.insert((row.control.clone(), key.clone()));
    }
    let fixed = before.iter().filter(|row| {
        // What can't be judged any more is not mended.
        row.verdict == Verdict::Fail && !still.contains(&(row.control.clone(), row.resource.clone()))
    });
    after.extend(fixed.map(|row| Finding {
        baseline_state: Some(BaselineState::Absent),
        ..row.clone()
    }));
}

/// True when nothing came to what was wrong before.
fn is_the_same(old: &Finding, new: &Finding) -> bool {
    let rank = |row: &Finding| match row.verdict {
        Verdict::Fail => 2,
        Verdict::Error | Verdict::Unknown => 1,
        Verdict::Pass | Verdict::NotApplicable => 0,
    };
    let knew = |delta: &Delta| old.deltas.iter().any(|d| same_delta(d, delta));
    rank(old) >= rank(new) && new.deltas.iter().all(knew)
}

/// What leads to another resource is told in words that may name it anew.
fn same_delta(a: &Delta, b: &Delta) -> bool {
    (&a.path, &a.actual, &a.expected) == (&b.path, &b.actual, &b.expected)
}

/// Counts what is shown. What passes was counted before, whether or not it is shown.
fn count(summary: &mut Summary, findings: &[Finding]) {
    let count = |verdict| {
        let there = |f: &&Finding| f.verdict == verdict && f.baseline_state != Some(BaselineState::Absent);
        findings.iter().filter(there).count()
    };
    summary.fail = count(Verdict::Fail);
    summary.unknown = count(Verdict::Unknown);
    summary.error = count(Verdict::Error);
}
