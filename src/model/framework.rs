//! A framework: the clauses that auditors ask for, and what a run says of each.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::control::Control;

/// A published list of demands, with the publisher's ids and titles of our own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// What `--framework` and the metadata of controls call it.
    pub key: String,
    pub name: String,
    pub version: String,
    /// Where the publisher has it.
    pub source: String,
    pub clauses: Vec<Clause>,
}

/// One demand of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    pub id: String,
    pub title: String,
    /// A program can judge it, or a part of it, from what an API answers.
    pub automatable: bool,
    #[serde(default)]
    pub scope: ClauseScope,
}

/// Whether a clause is about the services that Trueline reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseScope {
    #[default]
    In,
    /// About another service.
    Out,
}

/// What a run says of a clause, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseStatus {
    /// One of its controls failed.
    Failing,
    /// None failed, but one of its controls was not fully judged.
    Unknown,
    /// All of its controls were judged, at least one on something, and none failed.
    Passing,
    /// It has controls, and there was nothing for them to judge.
    NotJudged,
    /// A program could judge it; no control does.
    NotCovered,
    /// Only people can judge it.
    NotAutomatable,
}

impl ClauseStatus {
    pub const ALL: [Self; 6] = [
        Self::Failing,
        Self::Unknown,
        Self::Passing,
        Self::NotJudged,
        Self::NotCovered,
        Self::NotAutomatable,
    ];

    /// For people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Failing => "failing",
            Self::Unknown => "unknown",
            Self::Passing => "passing",
            Self::NotJudged => "not judged",
            Self::NotCovered => "not covered",
            Self::NotAutomatable => "not automatable",
        }
    }
}

/// A framework, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkResult {
    pub key: String,
    pub name: String,
    pub version: String,
    pub clauses: Vec<ClauseResult>,
}

/// A clause, judged. The counts are of verdicts: one for each control and resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseResult {
    pub id: String,
    pub title: String,
    pub status: ClauseStatus,
    pub scope: ClauseScope,
    /// All controls that map to it.
    pub controls: Vec<String>,
    /// Those that failed, with the number of their failures.
    pub failing: BTreeMap<String, usize>,
    /// Those that were left out, or whose kinds were not collected although their cloud was.
    pub missing: Vec<String>,
    pub fail: usize,
    /// Errors included.
    pub unknown: usize,
    pub pass: usize,
}

/// How a clause stands to the controls alone, before anything is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    Covered,
    NotCovered,
    NotAutomatable,
}

impl Covered {
    /// For people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::NotCovered => "not covered",
            Self::NotAutomatable => "not automatable",
        }
    }
}

/// A clause with the ids of the controls that map to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseCoverage<'a> {
    pub clause: &'a Clause,
    pub controls: Vec<&'a str>,
}

impl ClauseCoverage<'_> {
    pub fn state(&self) -> Covered {
        match (self.controls.is_empty(), self.clause.automatable) {
            (false, _) => Covered::Covered,
            (true, true) => Covered::NotCovered,
            (true, false) => Covered::NotAutomatable,
        }
    }
}

/// A framework with the controls of each clause, in the order of the clauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage<'a> {
    pub framework: &'a Framework,
    pub clauses: Vec<ClauseCoverage<'a>>,
}

impl Coverage<'_> {
    pub fn count(&self, state: Covered) -> usize {
        self.clauses.iter().filter(|c| c.state() == state).count()
    }

    /// How many controls map to any of the clauses.
    pub fn controls(&self) -> usize {
        let all = self.clauses.iter().flat_map(|c| &c.controls);
        all.collect::<BTreeSet<_>>().len()
    }
}

impl Control {
    /// True when it maps to this clause.
    pub fn maps_to(&self, framework: &str, clause: &str) -> bool {
        let ids = self.frameworks.get(framework);
        ids.is_some_and(|ids| ids.iter().any(|id| id == clause))
    }
}
