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
