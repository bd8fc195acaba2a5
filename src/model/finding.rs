//! What judging yields: one row for each (control, resource) that was planned.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::control::{Control, Severity};
use super::resource::{Gap, Origin, ResourceKey};
use super::waiver::Waiver;

/// The verdict of one control on one resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Fail,
    /// The policy could not be evaluated.
    Error,
    /// Something that the policy reads could not be read.
    Unknown,
    Pass,
    /// The scope was fully read and holds no such resource.
    NotApplicable,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Error => "error",
            Self::Unknown => "unknown",
            Self::Pass => "pass",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One difference between what is and what the spec wants. `null` is "not set".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delta {
    /// Attribute path on the resource.
    pub path: String,
    pub actual: Value,
    pub expected: Value,
    /// The relation that makes it so, when the fact lies on another resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// A row against the same row of before, in the words of SARIF's `baselineState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BaselineState {
    /// It was not so before.
    New,
    /// It was so before.
    Unchanged,
    /// It was so before, and is no more: the row of before.
    Absent,
}

/// One (control, resource) pair, judged. `resource` is absent for rows about a whole scope.
#[derive(Debug, Clone)]
pub struct Finding {
    pub control: String,
    pub title: String,
    pub severity: Severity,
    pub verdict: Verdict,
    /// For rows about a whole scope the id is empty.
    pub resource: ResourceKey,
    pub name: String,
    pub arn: Option<String>,
    pub origin: Origin,
    pub deltas: Vec<Delta>,
    /// What was unread inside what the policy reads.
    pub gaps: Vec<Gap>,
    /// Why the policy could not be evaluated.
    pub error: Option<String>,
    pub frameworks: BTreeMap<String, Vec<String>>,
    /// The name of the action that can close it.
    pub fix: Option<String>,
    /// The resource's tags; `None` when they are not known.
    pub tags: Option<BTreeMap<String, String>>,
    /// Who bears it for now. The verdict stays what it is.
    pub waiver: Option<Arc<Waiver>>,
    /// Against what was before, where there is a before.
    pub baseline_state: Option<BaselineState>,
}

impl Finding {
    /// A row with the control's facts filled in.
    pub fn new(control: &Control, resource: ResourceKey, verdict: Verdict) -> Self {
        Self {
            control: control.id.clone(),
            title: control.title.clone(),
            severity: control.severity,
            verdict,
            name: resource.id.clone(),
            resource,
            arn: None,
            origin: Origin::default(),
            deltas: Vec::new(),
            gaps: Vec::new(),
            error: None,
            frameworks: control.frameworks.clone(),
            fix: None,
            tags: None,
            waiver: None,
            baseline_state: None,
        }
    }
}

/// Where a report's facts come from.
#[derive(Debug, Clone, Default)]
pub struct RunInfo {
    pub id: String,
    /// RFC 3339, UTC.
    pub started_at: String,
    /// `live`, `snapshot`, `plan` or `state`.
    pub source: String,
    pub complete: bool,
    /// What the reader of the verdicts should know, in sentences.
    pub notes: Vec<String>,
    /// Name of the spec.
    pub spec: String,
    /// Digest of the policies and the spec together.
    pub policies: String,
    /// The configuration file that was read, if any.
    pub config: Option<String>,
    /// Controls that were selected but whose kinds were not collected.
    pub not_judged: Vec<String>,
}

/// Counts of one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    pub controls: usize,
    pub resources: usize,
    pub pass: usize,
    pub fail: usize,
    pub unknown: usize,
    pub error: usize,
    pub not_applicable: usize,
    /// Of all these, the rows that a waiver covers.
    pub waived: usize,
    /// Share of the planned pairs that got a verdict of pass or fail, 0 to 1.
    pub coverage: f64,
}

/// Rows of one control, by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub pass: usize,
    pub fail: usize,
    pub unknown: usize,
    pub error: usize,
    pub not_applicable: usize,
}

impl Tally {
    pub fn count(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Pass => &mut self.pass,
            Verdict::Fail => &mut self.fail,
            Verdict::Unknown => &mut self.unknown,
            Verdict::Error => &mut self.error,
            Verdict::NotApplicable => &mut self.not_applicable,
        } += 1;
    }

    pub fn join(&mut self, other: &Self) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.unknown += other.unknown;
        self.error += other.error;
        self.not_applicable += other.not_applicable;
    }
}

impl Summary {
    /// Adds up the rows of a run.
    pub fn of<'t>(tallies: impl Iterator<Item = &'t Tally>, controls: usize, resources: usize) -> Self {
        let mut all = Tally::default();
        tallies.for_each(|tally| all.join(tally));
        let decided = all.pass + all.fail;
        let planned = decided + all.unknown + all.error;
        Self {
            controls,
            resources,
            pass: all.pass,
            fail: all.fail,
            unknown: all.unknown,
            error: all.error,
            not_applicable: all.not_applicable,
            waived: 0,
            coverage: match planned {
                0 => 1.0,
                _ => decided as f64 / planned as f64,
            },
        }
    }
}
