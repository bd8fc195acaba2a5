//! Everything that one collection saw, and what it could not see.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::resource::{Gap, Resource, Scope};

/// The value of a snapshot file's `schema` field.
pub const SCHEMA: &str = "trueline.snapshot/1";

/// A listing that failed: how many resources of the kind exist there is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ScopeGap {
    pub scope: Scope,
    pub kind: String,
    #[serde(flatten)]
    pub gap: Gap,
}

/// A kind that was asked for in a scope, whether or not anything was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collected {
    pub scope: Scope,
    pub kind: String,
}

/// What differs between two collections of an unchanged cloud.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// RFC 3339, UTC.
    pub created_at: String,
    /// Version of the program that wrote it.
    pub trueline: String,
    /// False when the run was stopped before it had asked for everything.
    pub complete: bool,
    /// API calls by `service:Operation`, retries included.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub calls: BTreeMap<String, u64>,
    /// Calls that the API throttled or that were sent again, by service.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub retries: BTreeMap<String, u64>,
}

/// One collection. Resources, gaps and collected kinds are sorted, so equal clouds give equal
/// bytes apart from the header.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    pub schema: String,
    pub header: Header,
    pub collected: Vec<Collected>,
    pub resources: Vec<Resource>,
    #[serde(default)]
    pub gaps: Vec<ScopeGap>,
}

impl Snapshot {
    /// Brings the parts into their canonical order.
    pub fn sort(&mut self) {
        self.resources
            .sort_by(|a, b| (&a.kind, &a.scope, &a.id).cmp(&(&b.kind, &b.scope, &b.id)));
        for resource in &mut self.resources {
            resource.gaps.sort();
            resource.gaps.dedup();
        }
        self.gaps.sort();
        self.gaps.dedup();
        self.collected.sort();
        self.collected.dedup();
    }
}
