//! A control: what is demanded of which kinds, and how much it matters.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad it is when the control fails, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    pub const ALL: [Severity; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Info];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// How freely a failure may be mended through the provider's API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remediation {
    /// In place, and without harm.
    Automatic,
    /// In place, once something else was made sure of.
    Guarded,
    /// In place, but somebody has to want it.
    Approval,
    /// By people, elsewhere.
    Manual,
}

impl Remediation {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Guarded => "guarded",
            Self::Approval => "approval",
            Self::Manual => "manual",
        }
    }
}

/// The metadata of one policy file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Control {
    pub id: String,
    /// The good state, in at most 75 characters.
    pub title: String,
    /// What goes wrong without it, in at most 400 characters.
    pub description: String,
    pub severity: Severity,
    /// Kinds of resources that are judged.
    pub kinds: Vec<String>,
    /// Names by which other tools know it.
    pub aliases: Vec<String>,
    /// Rows of the written spec that it judges.
    pub spec_rows: Vec<String>,
    /// Framework name → ids.
    pub frameworks: BTreeMap<String, Vec<String>>,
    pub related_resources: Vec<String>,
    /// How a failure may be mended, where the policy says so.
    pub remediation: Option<Remediation>,
    /// A failure that was seen stays a failure when other parts of the input are unread.
    pub certain: bool,
    /// Rego package, dotted, without `data.`.
    pub package: String,
    /// File that it was read from.
    pub file: String,
}
