//! What differs between two views of the same cloud, how much it matters and what to do about it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::control::Severity;
use super::resource::{Declaration, ResourceKey};

/// In what way something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A control passed in the base and fails now.
    Regression,
    /// Terraform has it in its state and it is gone.
    Missing,
    /// It was in the earlier snapshot and is gone.
    Removed,
    /// Attributes have other values.
    Changed,
    /// It is there and Terraform does not know it.
    Unmanaged,
    /// It was not in the earlier snapshot.
    Added,
    /// What is there equals the code and the state lags, or code is not deployed yet.
    Pending,
    /// A control fails now, whatever the base says.
    Spec,
    /// A control failed in the base and passes now.
    Healed,
}

impl Class {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Regression => "regression",
            Self::Missing => "missing",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Unmanaged => "unmanaged",
            Self::Added => "added",
            Self::Pending => "pending",
            Self::Spec => "spec",
            Self::Healed => "healed",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One attribute that has another value. `null` is "not set".
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttributeChange {
    /// Catalogue path; `[key]` names an element of a list, `[]` one without a name.
    pub path: String,
    pub before: Value,
    pub after: Value,
    /// Why it moves by itself, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// The line of the ignore file that covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<Ignored>,
}

impl AttributeChange {
    /// A change that nothing explains.
    pub fn new(path: String, before: Value, after: Value) -> Self {
        Self {
            path,
            before,
            after,
            expected: None,
            ignored: None,
        }
    }
}

/// What a change does to a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It passed and fails.
    Breaks,
    /// It failed and still fails.
    StillFails,
    /// It failed and passes.
    Improves,
}

/// A control that a change touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Impact {
    pub control: String,
    pub title: String,
    pub severity: Severity,
    pub effect: Effect,
}

/// Which side is right, and so what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// The code is right: apply it.
    Apply,
    /// Neither is right: mend the code, then apply it.
    FixCodeThenApply,
    /// What is there is right: mend the code, or the next apply breaks it.
    ChangeCode,
    /// No control takes a side: apply the code, or write the change into it.
    ApplyOrAccept,
    /// Bring it under Terraform, or remove it.
    ImportOrRemove,
    /// It is gone: apply makes it again; remove it from the code if it is not wanted.
    RecreateOrForget,
    /// It equals the code: refresh the state.
    RefreshState,
    /// The code was not applied yet.
    DeployCode,
}

impl Advice {
    /// The same for people.
    pub fn text(self) -> &'static str {
        match self {
            Self::Apply => "the code is right and the cloud is not: terraform apply",
            Self::FixCodeThenApply => "neither side is right: mend the code, then terraform apply",
            Self::ChangeCode => "the cloud is right and the code is not: change the code, or the next apply breaks it",
            Self::ApplyOrAccept => "no control takes a side: terraform apply takes it back, or write it into the code",
            Self::ImportOrRemove => "import it into Terraform, or remove it",
            Self::RecreateOrForget => "terraform apply makes it again; if it is not wanted, remove it from the code",
            Self::RefreshState => {
                "the cloud equals the code: terraform apply -refresh-only brings the state up to date"
            }
            Self::DeployCode => "the code is not deployed yet: terraform apply",
        }
    }
}

/// Who made and keeps something that no Terraform state holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owner {
    /// `aws`, `cloudflare`, or the resource or service that it belongs to.
    pub name: String,
    pub reason: String,
}

/// The line of an ignore file that covers a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    pub file: String,
    pub line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How Terraform takes over what it does not manage yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Import {
    /// The Terraform resource type.
    pub r#type: String,
    /// What `terraform import` calls it.
    pub id: String,
}

/// By what a change was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorSource {
    Console,
    Terraform,
    Cli,
    Sdk,
    /// A service of the provider acted.
    Service,
    Api,
}

impl ActorSource {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Terraform => "terraform",
            Self::Cli => "cli",
            Self::Sdk => "sdk",
            Self::Service => "service",
            Self::Api => "api",
        }
    }
}

/// Who made a change, as the audit log tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    pub source: ActorSource,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_ip: Option<String>,
    /// The operation that was called.
    pub event: String,
    /// RFC 3339.
    pub time: String,
}

/// One row of a drift report.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    pub class: Class,
    pub resource: ResourceKey,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The Terraform resource type; empty where Terraform has none.
    pub r#type: String,
    /// Terraform address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The state that it is in, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared: Option<Declaration>,
    /// That of the worst control whose verdict it flips.
    pub severity: Severity,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeChange>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub impact: Vec<Impact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<Advice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// What else is known about it, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<Ignored>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub imports: Vec<Import>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<Actor>,
    /// True when it counts as drift: not ignored, not the provider's own, not something that moves by itself.
    pub counts: bool,
}

impl Change {
    /// True when all that differs moves by itself and breaks nothing.
    pub fn is_expected(&self) -> bool {
        let moves = |a: &AttributeChange| a.expected.is_some() || a.ignored.is_some();
        let flips = |i: &Impact| i.effect == Effect::Breaks;
        !self.attributes.is_empty() && self.attributes.iter().all(moves) && !self.impact.iter().any(flips)
    }
}

/// How much of what is there Terraform manages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Managed {
    pub total: usize,
    pub managed: usize,
}

impl Managed {
    /// Managed of all; nothing at all is nothing unmanaged.
    pub fn ratio(self) -> f64 {
        match self.total {
            0 => 1.0,
            total => self.managed as f64 / total as f64,
        }
    }
}

/// The same over all and by Terraform type. What the provider owns is not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ManagedCoverage {
    pub all: Managed,
    pub by_type: BTreeMap<String, Managed>,
}

/// A resource about which nothing can be said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NotCompared {
    pub resource: ResourceKey,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    pub reason: String,
}

/// What one line of an ignore file did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IgnoreUse {
    pub file: String,
    pub line: u32,
    pub pattern: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The last day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    pub expired: bool,
    /// Changes that it covers.
    pub matched: usize,
}

/// One of the two views.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SideInfo {
    /// Files, or `live`.
    pub names: Vec<String>,
    /// `state`, `snapshot` or `live`.
    pub source: String,
    /// RFC 3339; empty where it is not known, as of a state.
    pub created_at: String,
    pub resources: usize,
    pub complete: bool,
}

/// Everything that a drift report shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Drift {
    pub base: SideInfo,
    pub current: SideInfo,
    /// Worst first.
    pub changes: Vec<Change>,
    /// Only against Terraform.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<ManagedCoverage>,
    /// Resources that are on both sides.
    pub compared: usize,
    /// Attributes that are unread on one of the sides.
    pub attributes_not_compared: usize,
    pub not_compared: Vec<NotCompared>,
    /// Failures of controls now, by severity.
    pub failing_now: BTreeMap<Severity, usize>,
    pub ignores: Vec<IgnoreUse>,
    /// What went wrong on the way, such as a state that could not be read.
    pub alerts: Vec<String>,
}

impl Drift {
    /// Rows that count.
    pub fn counted(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.counts)
    }

    /// True when something could not be compared.
    pub fn is_incomplete(&self) -> bool {
        let parts = !self.not_compared.is_empty() || !self.alerts.is_empty();
        parts || !self.base.complete || !self.current.complete
    }
}
