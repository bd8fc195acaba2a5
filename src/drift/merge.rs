//! Several states as one view.

use std::collections::BTreeMap;

use crate::model::{Origin, Resource, ResourceKey, Snapshot};

/// Several states, laid side by side.
#[derive(Debug, Default)]
pub struct Merged {
    pub snapshot: Snapshot,
    /// What stands in more than one of them, a sentence each.
    pub alerts: Vec<String>,
}

/// Lays states side by side. What is in several stays once, and is told.
pub fn merge(states: Vec<Snapshot>) -> Merged {
    let mut merged = Merged::default();
    merged.snapshot.header.complete = true;
    let mut known: BTreeMap<ResourceKey, Resource> = BTreeMap::new();
    for (at, state) in states.into_iter().enumerate() {
        let snapshot = &mut merged.snapshot;
        if at == 0 {
            snapshot.schema = state.schema;
            snapshot.header.created_at = state.header.created_at;
            snapshot.header.trueline = state.header.trueline;
        } else if snapshot.header.created_at != state.header.created_at {
            // No time holds for all of them.
            snapshot.header.created_at.clear();
        }
        snapshot.header.complete &= state.header.complete;
        snapshot.collected.extend(state.collected);
        snapshot.gaps.extend(state.gaps);
        for resource in state.resources {
            match known.get(&resource.key()) {
                Some(other) => merged.alerts.push(format!(
                    "{} is managed twice: {} and {}",
                    resource.key(),
                    place(other),
                    place(&resource)
                )),
                None => {
                    known.insert(resource.key(), resource);
                }
            }
        }
    }
    merged.snapshot.resources = known.into_values().collect();
    merged.snapshot.sort();
    merged
}

fn place(resource: &Resource) -> String {
    match &resource.origin {
        Origin::State {
            address,
            state: Some(state),
            ..
        } => format!("{address} in {state}"),
        origin => origin.address().unwrap_or(&resource.id).to_owned(),
    }
}
