//! Taking a run back: a plan like any other, made from the run's journal.

use std::collections::BTreeMap;

use crate::model::clock;

use super::actions::{Tier, by_name};
use super::journal::{Record, State};
use super::plan::{Item, Plan};

/// The plan that takes a run back, last change first.
///
/// Holds every item whose change was made or may have been made. What the run found already done, or
/// did not send, is not its to take back. Applying it refuses a resource that somebody changed since.
pub(crate) fn rollback_plan(plan: &Plan, run: &str, records: &[Record]) -> Plan {
    let mut sent: BTreeMap<&str, bool> = BTreeMap::new();
    for record in records {
        let Some(item) = record.item.as_deref() else { continue };
        match record.state {
            State::Intent => {
                sent.insert(item, true);
            }
            State::AlreadyOk | State::Conflict | State::NotRun => {
                sent.insert(item, false);
            }
            _ => {}
        }
    }
    let was_sent = |item: &&Item| sent.get(item.id.as_str()).copied().unwrap_or(false);
    let now = clock::now();
    let mut back = Plan {
        id: clock::run_id(&now),
        expires_at: clock::in_hours(24),
        created_at: now,
        rollback_of: Some(run.to_owned()),
        items: plan.items.iter().rev().filter(was_sent).filter_map(inverse).collect(),
        left_out: Vec::new(),
        digest: String::new(),
        ..plan.clone()
    };
    back.seal();
    back
}

fn inverse(item: &Item) -> Option<Item> {
    let action = by_name(&item.action)?;
    Some(Item {
        before: item.after.clone(),
        after: (action.way_back)(&item.before),
        calls: item.rollback_calls.clone(),
        rollback_calls: item.calls.clone(),
        guards: Vec::new(),
        tier: item.tier.max(Tier::T1),
        ..item.clone()
    })
}
