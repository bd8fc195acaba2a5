//! Collects live state into a [`Snapshot`].
//!
//! In: a [`Request`] (which kinds, where). Out: resources whose every attribute is a value, absent
//! (`null`) or named by a gap. May import `cloud`, `catalogue` and `model`.

mod asked;
#[cfg(feature = "aws")]
mod aws;
mod builder;
#[cfg(feature = "cloudflare")]
mod cloudflare;
#[cfg(any(feature = "aws", feature = "cloudflare"))]
mod secrets;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::Catalogue;
use crate::cloud::{CallError, Clouds, Stop};
use crate::model::snapshot::SCHEMA;
use crate::model::{Collected, Gap, Header, Resource, ResourceKey, Scope, ScopeGap, Snapshot};

pub(crate) use asked::Asked;
pub(crate) use builder::Builder;

/// What to collect.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// The operations to call, by kind; kinds of a provider that is not connected are left out.
    pub(crate) kinds: BTreeMap<String, BTreeSet<String>>,
    /// AWS accounts; the one of the credentials when there are none.
    #[cfg(feature = "aws")]
    pub(crate) accounts: Accounts,
    /// AWS regions; all enabled ones when empty.
    pub(crate) regions: Vec<String>,
    /// Names or ids of Cloudflare zones; all visible ones when empty.
    pub(crate) zones: Vec<String>,
}

/// AWS accounts, and how to get there.
#[cfg(feature = "aws")]
#[derive(Debug, Clone, Default)]
pub(crate) struct Accounts {
    pub(crate) ids: Vec<String>,
    /// All active accounts of the organization.
    pub(crate) organization: bool,
    /// What is assumed in accounts that the credentials do not belong to.
    pub(crate) role: Option<crate::cloud::aws::Role>,
}

impl Request {
    /// All of one kind, to see one resource afresh.
    fn whole(kind: &str) -> Self {
        let known = Catalogue::get().kind(kind);
        let operations = known.map(|k| k.all_operations()).unwrap_or_default();
        let operations = operations.into_keys().map(str::to_owned).collect();
        Self {
            kinds: [(kind.to_owned(), operations)].into(),
            ..Self::default()
        }
    }

    fn wants(&self, kind: &str) -> bool {
        self.kinds.contains_key(kind)
    }

    /// True when something that an operation yields for a kind is to be read.
    fn asks(&self, kind: &str, operation: &str) -> bool {
        self.kinds
            .get(kind)
            .is_some_and(|operations| operations.contains(operation))
    }

    #[cfg(feature = "aws")]
    fn wants_any_of(&self, provider: &str) -> bool {
        self.kinds.keys().any(|kind| kind.split('.').next() == Some(provider))
    }
}

/// Why nothing could be collected at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CollectError {
    #[cfg(feature = "aws")]
    #[error(transparent)]
    Aws(#[from] crate::cloud::aws::ConnectError),
    #[cfg(feature = "aws")]
    #[error(
        "the accounts of the organization are not known: {0}; name accounts with --accounts, or run with credentials of the management account"
    )]
    Organization(CallError),
    #[cfg(feature = "aws")]
    #[error(
        "account {account} is not the one of the credentials ({own}): name the role to assume there with --assume-role"
    )]
    NoRole { account: String, own: String },
    #[cfg(feature = "aws")]
    #[error("there is no region {name:?} in this partition{nearest}")]
    NoSuchRegion { name: String, nearest: String },
    #[error("{0} can't be read one by one")]
    NotReadable(String),
    #[error(transparent)]
    Call(#[from] CallError),
}

/// Tells about the way of a collection: what is to be read, and what was.
pub(crate) type Progress<'a> = &'a (dyn Fn(ProgressEvent<'_>) + Sync);

/// One step of a collection.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ProgressEvent<'a> {
    /// One more part is to be read in a scope.
    Planned(&'a Scope),
    /// A part of a scope, such as a service, was read.
    Done(&'a Scope, &'a str),
}

/// What one part of a collection saw.
#[derive(Debug, Default)]
struct Part {
    resources: Vec<Resource>,
    gaps: Vec<ScopeGap>,
    collected: Vec<Collected>,
}

impl Part {
    /// Notes that a kind was asked for in a scope.
    fn asked(&mut self, kind: &str, scope: &Scope) {
        self.collected.push(Collected {
            scope: scope.clone(),
            kind: kind.to_owned(),
        });
    }

    /// Notes that a listing failed: how many of the kind there are is unknown.
    fn failed(&mut self, kind: &str, scope: &Scope, error: &CallError) {
        let permission = Catalogue::get().kind(kind).and_then(|k| k.list.permission());
        self.unread(kind, scope, error.gap("", permission));
    }

    fn unread(&mut self, kind: &str, scope: &Scope, gap: Gap) {
        self.asked(kind, scope);
        self.gaps.push(ScopeGap {
            scope: scope.clone(),
            kind: kind.to_owned(),
            gap,
        });
    }

    fn merge(&mut self, other: Part) {
        self.resources.extend(other.resources);
        self.gaps.extend(other.gaps);
        self.collected.extend(other.collected);
    }
}

/// Collects everything that `request` names from the clouds that are connected, until `stop` ends it.
pub(crate) async fn collect(
    clouds: &Clouds,
    request: &Request,
    stop: &Stop,
    progress: Progress<'_>,
) -> Result<Snapshot, CollectError> {
    let mut snapshot = Snapshot {
        schema: SCHEMA.to_owned(),
        ..Snapshot::default()
    };
    let mut header = Header {
        created_at: crate::model::clock::now(),
        trueline: env!("CARGO_PKG_VERSION").to_owned(),
        ..Header::default()
    };
    let mut whole = Part::default();
    #[cfg(feature = "aws")]
    if let Some(aws) = &clouds.aws {
        whole.merge(aws::collect(aws, request, progress).await?);
        header.calls.extend(aws.calls.counted());
        header.retries.extend(aws.calls.retries());
    }
    #[cfg(feature = "cloudflare")]
    if let Some(cloudflare) = &clouds.cloudflare {
        whole.merge(cloudflare::collect(cloudflare, request, progress).await);
        header.calls.extend(cloudflare.calls.counted());
        header.retries.extend(cloudflare.calls.retries());
    }
    header.complete = stop.ending().is_none();
    snapshot.header = header;
    snapshot.resources = whole.resources;
    snapshot.gaps = whole.gaps;
    snapshot.collected = whole.collected;
    snapshot.sort();
    Ok(snapshot)
}

/// Reads one resource afresh; `None` when it is gone.
pub(crate) async fn read_one(clouds: &Clouds, key: &ResourceKey) -> Result<Option<Resource>, CollectError> {
    match key.scope.provider.as_str() {
        #[cfg(feature = "aws")]
        "aws" => {
            if let Some(aws) = &clouds.aws {
                return aws::read_one(aws, key).await;
            }
        }
        #[cfg(feature = "cloudflare")]
        "cloudflare" => {
            if let Some(cloudflare) = &clouds.cloudflare {
                return Ok(cloudflare::read_one(cloudflare, key).await?);
            }
        }
        _ => {}
    }
    Err(CollectError::NotReadable(key.to_string()))
}
