//! Fixes: from findings to a plan, from a plan to verified changes, and back again.
//!
//! In: findings with their resources, or a plan file. Out: a plan, or the outcome of every item.
//! A fix converges one attribute to the value that the spec wants; what it sends is data in the
//! plan, shown before it is sent. May import `cloud`, `catalogue` and `model`; reading resources
//! and judging them come from the caller.

mod actions;
#[cfg(feature = "live")]
mod apply;
#[cfg(feature = "aws")]
mod aws;
#[cfg(feature = "cloudflare")]
mod cloudflare;
mod guards;
#[cfg(feature = "live")]
mod journal;
mod plan;
#[cfg(feature = "live")]
mod rollback;
mod s3_policy;
#[cfg(feature = "live")]
mod verify;

pub(crate) use actions::{Reversible, actions};
#[cfg(feature = "live")]
pub(crate) use apply::{Outcome, World, apply};
#[cfg(feature = "live")]
pub(crate) use journal::{Journal, State, read as read_journal};
pub(crate) use plan::{Bench, Item, Plan, make, open_plan};
#[cfg(feature = "live")]
pub(crate) use rollback::rollback_plan;

use crate::model::Finding;

/// The name of the action that can close a failure, if all its deltas have one.
pub(crate) fn fix_for(finding: &Finding) -> Option<&'static str> {
    let mut name = None;
    for delta in &finding.deltas {
        name = Some(actions::action_for(&finding.resource.kind, delta)?.name);
    }
    name
}
