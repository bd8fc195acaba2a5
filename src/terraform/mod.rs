//! Reads plans and states of Terraform and OpenTofu.
//!
//! In: the bytes of `terraform show -json`, of `terraform state pull` or of a state file. Out: snapshots
//! in the vocabulary of the catalogue, in which every attribute is a value, absent (`null`) or named by a
//! gap. May import `catalogue` and `model`.
//!
//! ```text
//! text ─► document ─► tree (value, marks, references) ─► world (wholes and their parts) ─► Snapshot
//!                        ▲                                  ▲
//!                  configuration                           map
//! ```

mod address;
mod configuration;
mod convert;
mod document;
mod error;
mod links;
mod map;
mod normalise;
mod place;
mod plan;
mod policy_document;
mod shapes;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod world;

use std::collections::BTreeMap;

use crate::model::snapshot::SCHEMA;
use crate::model::{Collected, Header, Resource, ResourceKey, Snapshot, clock};

pub use error::TerraformError;

/// What a file of Terraform holds, recognised by its content.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    Plan(Box<Plan>),
    State(Box<State>),
}

/// A plan: what there is, what there will be, and what is done about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The resources before the plan is applied.
    pub before: Snapshot,
    /// The resources after the plan is applied.
    pub after: Snapshot,
    /// What Terraform will do to resources of our kinds and to parts of them, in the order of the file.
    pub changes: Vec<Change>,
    /// What was changed outside of Terraform since its last run.
    pub drift: Vec<Change>,
    /// What the reader of a verdict should know, in sentences.
    pub notes: Vec<String>,
    /// False when the plan does not speak of everything: it ended with an error, or was limited to targets.
    pub complete: bool,
    pub tally: Tally,
    pub modules: Modules,
    pub terraform_version: Option<String>,
}

/// A state: what Terraform last saw.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub snapshot: Snapshot,
    pub serial: Option<u64>,
    pub lineage: Option<String>,
    pub terraform_version: Option<String>,
    /// What the reader of a verdict should know, in sentences.
    pub notes: Vec<String>,
    pub tally: Tally,
    /// Empty: a state does not say where modules come from.
    pub modules: Modules,
}

/// What happens to one Terraform resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// With keys, such as `module.db["a.b"].aws_db_instance.main[0]`.
    pub address: String,
    pub previous_address: Option<String>,
    /// Path of modules without keys, such as `module.db`; empty at the root.
    pub module: String,
    /// Terraform type.
    pub r#type: String,
    pub name: String,
    /// In Terraform's words: `create`, `update`, `delete`, `no-op`, `forget`, …
    pub actions: Vec<String>,
    /// The resource in `before`, if it is one of a kind of ours and existed.
    pub before: Option<ResourceKey>,
    /// The resource in `after`.
    pub after: Option<ResourceKey>,
    /// The resource that it is a part of, in `after` if it is still there, else in `before`.
    pub folded_into: Option<ResourceKey>,
}

/// How many Terraform resources became what, by type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// A resource of their own.
    pub mapped: BTreeMap<String, usize>,
    /// A part of a resource.
    pub folded: BTreeMap<String, usize>,
    /// Nothing: no kind of ours, or a part of something that the file does not hold.
    pub ignored: BTreeMap<String, usize>,
}

/// The source of each module as it is written in the configuration, by its path without keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Modules(pub BTreeMap<String, String>);

impl Modules {
    /// The source of a module, such as `./modules/db`; `None` for the root and for unknown ones.
    pub fn source(&self, module: &str) -> Option<&str> {
        self.0.get(module).map(String::as_str)
    }
}

/// True when the bytes look like something that Terraform wrote, usable or not: a cheap look at the
/// outline.
pub fn is_terraform(text: &[u8]) -> bool {
    if text.starts_with(b"PK\x03\x04") {
        return true;
    }
    text::decode(text, "").is_ok_and(|text| document::is_ours(&document::names(&text)))
}

/// Reads a plan or a state. `shown` is the file's name, for messages.
pub fn read(text: &[u8], shown: &str) -> Result<Document, TerraformError> {
    let text = text::decode(text, shown)?;
    match document::form(&text, shown)? {
        document::Form::Plan => plan::read(&text, shown).map(|plan| Document::Plan(Box::new(plan))),
        form => state::read(&text, form, shown).map(|state| Document::State(Box::new(state))),
    }
}

/// A snapshot in its canonical order.
fn snapshot(resources: Vec<Resource>, collected: Vec<Collected>, complete: bool) -> Snapshot {
    let mut snapshot = Snapshot {
        schema: SCHEMA.into(),
        header: Header {
            created_at: clock::now(),
            trueline: env!("CARGO_PKG_VERSION").into(),
            complete,
            ..Header::default()
        },
        collected,
        resources,
        gaps: Vec::new(),
    };
    snapshot.sort();
    snapshot
}
