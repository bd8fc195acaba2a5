//! One vocabulary for a thing in the cloud, wherever it was seen.
//!
//! *Value*, *absent* and *unread* are three things: an attribute that was read and is not set is
//! `null`; one that could not be read is missing from `attributes` and named by a [`Gap`].

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Where a resource lives. Absent parts mean "not bound to one".
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// `aws` or `cloudflare`.
    pub provider: String,
    /// Account id (AWS: 12 digits; Cloudflare: 32 hex digits).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// AWS region; absent for global services.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Cloudflare zone id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl Scope {
    /// A whole AWS account (global services).
    pub fn aws(account: &str) -> Self {
        Self {
            provider: "aws".into(),
            account: Some(account.into()),
            ..Self::default()
        }
    }

    /// The same account, narrowed to one region.
    pub fn in_region(&self, region: &str) -> Self {
        Self {
            region: Some(region.into()),
            ..self.clone()
        }
    }

    /// True when a resource of scope `other` can be looked up from here: in this cloud the same account,
    /// and the same region and zone unless one of the two is not bound to any; in another cloud
    /// everything.
    pub fn sees(&self, other: &Scope) -> bool {
        let compatible = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        self.provider != other.provider
            || self
                .places()
                .into_iter()
                .zip(other.places())
                .all(|(a, b)| compatible(a, b))
    }

    /// True when `other` lies in this scope.
    pub fn holds(&self, other: &Scope) -> bool {
        let within = |a: &Option<String>, b: &Option<String>| a.is_none() || a == b;
        self.provider == other.provider && self.places().into_iter().zip(other.places()).all(|(a, b)| within(a, b))
    }

    /// True when this scope holds more than `other`.
    pub fn is_wider_than(&self, other: &Scope) -> bool {
        self != other && self.holds(other)
    }

    fn places(&self) -> [&Option<String>; 3] {
        [&self.account, &self.region, &self.zone]
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.provider)?;
        for part in [&self.account, &self.region, &self.zone].into_iter().flatten() {
            write!(f, "/{part}")?;
        }
        Ok(())
    }
}

/// Why something could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapReason {
    /// The identity lacks the permission.
    AccessDenied,
    /// The API still throttled after the retries.
    Throttled,
    /// No answer in time.
    Timeout,
    /// The connection failed.
    Network,
    /// The API does not offer this here (region, plan, emulator).
    NotSupported,
    /// The API answered with an error of its own.
    ServiceError,
    /// The answer could not be understood.
    Malformed,
    /// The run was stopped before this was read.
    Interrupted,
    /// No collector asked for it.
    NotCollected,
    /// A policy named something that the snapshot does not hold.
    Unresolved,
    /// Terraform will know it only once it has applied the plan.
    KnownAfterApply,
    /// It is kept by a Terraform resource that the plan or state does not hold.
    NotInTerraform,
}

impl fmt::Display for GapReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AccessDenied => "access denied",
            Self::Throttled => "throttled",
            Self::Timeout => "timed out",
            Self::Network => "network error",
            Self::NotSupported => "not supported",
            Self::ServiceError => "service error",
            Self::Malformed => "malformed answer",
            Self::Interrupted => "interrupted",
            Self::NotCollected => "not collected",
            Self::Unresolved => "unresolved reference",
            Self::KnownAfterApply => "known after apply",
            Self::NotInTerraform => "not in this plan or state",
        })
    }
}

/// Something that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// The catalogue path that is unread, with everything below it; empty means all of it.
    pub path: String,
    pub reason: GapReason,
    /// API operation, as `service:Operation`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The permission that the operation needs, from the catalogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    /// The provider's error code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The provider's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl Gap {
    /// A gap of which nothing more is known.
    pub fn new(path: &str, reason: GapReason) -> Self {
        Self {
            path: path.to_owned(),
            reason,
            operation: None,
            permission: None,
            code: None,
            message: None,
        }
    }
}

/// Where the facts come from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum Origin {
    /// Read from the provider's API.
    #[default]
    Live,
    /// What a Terraform plan makes of it.
    Plan {
        /// Address of the Terraform resource, such as `module.db["a.b"].aws_db_instance.main[0]`.
        address: String,
        /// What Terraform will do, in its own words: `create`, `update`, `delete`, `no-op`, …
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        actions: Vec<String>,
        /// Where it is declared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        declared: Option<Declaration>,
    },
    /// What a Terraform state keeps of it.
    State {
        /// Address of the Terraform resource.
        address: String,
        /// Serial number of the state.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        serial: Option<u64>,
        /// The state's file or URL, where several are read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<String>,
        /// Where it is declared.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        declared: Option<Declaration>,
    },
}

impl Origin {
    /// The Terraform address, if there is one.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Live => None,
            Self::Plan { address, .. } | Self::State { address, .. } => Some(address),
        }
    }

    /// Where it is declared, if that is known.
    pub fn declared(&self) -> Option<&Declaration> {
        match self {
            Self::Live => None,
            Self::Plan { declared, .. } | Self::State { declared, .. } => declared.as_ref(),
        }
    }
}

/// A block of Terraform's language: where to look for what is wrong with a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// The file, relative to where the run was started, with `/` between its parts.
    pub file: String,
    /// First line, from 1.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// The block that calls the module which the resource is declared in; for modules from elsewhere it
    /// is the only place that the reader can change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_from: Option<Box<Declaration>>,
}

impl Declaration {
    /// The block that the reader can change, and the other one, if there are two. A module from
    /// elsewhere is not the reader's: what calls it is.
    pub fn anchor(&self) -> (&Self, Option<&Self>) {
        match self.called_from.as_deref() {
            Some(call) if is_elsewhere(&self.file) => (call, Some(self)),
            call => (self, call),
        }
    }
}

/// True for files that Terraform fetched, and for those that are not below where the run was started.
fn is_elsewhere(file: &str) -> bool {
    let absolute = file.starts_with('/') || file.contains(":/");
    absolute || file.split('/').any(|part| part == ".." || part == ".terraform")
}

/// What names a resource within a snapshot; also its sort order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceKey {
    /// `provider.service.entity`.
    pub kind: String,
    pub scope: Scope,
    /// The provider's id, unique within kind and scope.
    pub id: String,
}

impl fmt::Display for ResourceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.kind, self.id, self.scope)
    }
}

/// One thing in the cloud.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// `provider.service.entity`, see the catalogue.
    pub kind: String,
    pub scope: Scope,
    /// The provider's id, unique within kind and scope.
    pub id: String,
    /// What people call it.
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
    /// Values by catalogue path; `null` is read and not set.
    pub attributes: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<Gap>,
    #[serde(default)]
    pub origin: Origin,
}

impl Resource {
    pub fn key(&self) -> ResourceKey {
        ResourceKey {
            kind: self.kind.clone(),
            scope: self.scope.clone(),
            id: self.id.clone(),
        }
    }

    /// True when `key` names this resource.
    pub fn is(&self, key: &ResourceKey) -> bool {
        self.kind == key.kind && self.scope == key.scope && self.id == key.id
    }
}

#[cfg(test)]
mod tests {
    use super::Declaration;

    fn block(file: &str, call: Option<Declaration>) -> Declaration {
        Declaration {
            file: file.into(),
            line: 1,
            end_line: 2,
            called_from: call.map(Box::new),
        }
    }

    #[test]
    fn the_anchor_is_a_block_that_the_reader_can_change() {
        let call = || Some(block("main.tf", None));
        for (file, anchor) in [
            ("modules/db/main.tf", "modules/db/main.tf"),
            ("a..b/main.tf", "a..b/main.tf"),
            (".terraform/modules/vpc/main.tf", "main.tf"),
            ("envs/.terraform/modules/vpc/main.tf", "main.tf"),
            ("../shared/main.tf", "main.tf"),
            ("/opt/main.tf", "main.tf"),
            ("C:/main.tf", "main.tf"),
        ] {
            let declared = block(file, call());
            let (found, other) = declared.anchor();
            assert_eq!(found.file, anchor);
            assert_ne!(other.map(|o| &o.file), Some(&found.file), "{file}");
        }
        assert!(block(".terraform/x.tf", None).anchor().1.is_none());
    }
}
