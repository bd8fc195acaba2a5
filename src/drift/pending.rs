//! What a plan adds to the picture: changes that only the state does not know yet, and code that is
//! not deployed yet.

use std::collections::{HashMap, HashSet};

use crate::model::drift::{Advice, AttributeChange, Change, Class};
use crate::model::path::{self, Step};
use crate::model::{Resource, Snapshot};

use super::attributes::View;
use super::pairs::Pairs;
use super::{Run, rows};

/// Takes the plan into account. A row all of whose changes the code wants is `pending`; what the code
/// wants and nobody did yet becomes a row of its own.
pub(super) fn add(run: &mut Run<'_>, pairs: &Pairs, plan: &Snapshot) {
    let by_address: HashMap<&str, &Resource> = plan
        .resources
        .iter()
        .filter_map(|r| Some((r.origin.address()?, r)))
        .collect();
    let view = View {
        terraform: true,
        all: run.options.all_attributes,
    };
    let mut rows_by_key: HashMap<_, usize> = HashMap::new();
    for (at, row) in run
        .drift
        .changes
        .iter()
        .enumerate()
        .filter(|(_, row)| row.class == Class::Changed)
    {
        rows_by_key.insert(row.resource.clone(), at);
    }
    let mut undeployed = Vec::new();
    for (b, c) in &pairs.both {
        let (state, live) = (run.in_base(*b), run.in_current(*c));
        let Some(address) = state.origin.address() else {
            continue;
        };
        let Some(code) = by_address.get(address) else {
            // A plan that is limited to targets does not speak of the rest.
            if plan.header.complete {
                undeployed.push(forgotten(state, live));
            }
            continue;
        };
        let row = rows_by_key.get(&live.key()).copied();
        if let Some(row) = row {
            settle(run, row, live, code, view);
        }
        // What moved since the state stands in its own row; the rest of what the code wants is new.
        let moved: Vec<Vec<Step>> = row
            .into_iter()
            .flat_map(|row| run.drift.changes[row].attributes.iter())
            .map(|attribute| path::parse(&attribute.path))
            .collect();
        let mut wanted = run.attributes(live, code, view).changes;
        wanted.retain(|change| {
            let change = path::parse(&change.path);
            !moved.iter().any(|path| path::overlaps(path, &change))
        });
        if !wanted.is_empty() {
            let mut row = rows::of_both(Class::Pending, state, live);
            row.attributes = wanted;
            row.advice = Some(Advice::DeployCode);
            row.counts = false;
            undeployed.push(row);
        }
    }
    undeployed.extend(created(run, plan));
    run.drift.changes.extend(undeployed);
}

/// Makes a row `pending` when what is there equals the code in all that changed.
fn settle(run: &mut Run<'_>, row: usize, live: &Resource, code: &Resource, view: View) {
    let unsettled: Vec<Vec<Step>> = {
        let compared = run.attributes(live, code, view);
        let gaps = code.gaps.iter().map(|gap| path::parse(&gap.path));
        let changes = compared.changes.iter().map(|change| path::parse(&change.path));
        changes.chain(gaps).collect()
    };
    let row = &mut run.drift.changes[row];
    let open = |attribute: &AttributeChange| {
        let path = path::parse(&attribute.path);
        unsettled.iter().any(|other| path::overlaps(other, &path))
    };
    if !row.attributes.iter().any(open) {
        row.class = Class::Pending;
        row.advice = Some(Advice::RefreshState);
        row.counts = false;
    }
}

/// What the code does not have any more.
fn forgotten(state: &Resource, live: &Resource) -> Change {
    let mut row = rows::of_both(Class::Pending, state, live);
    row.advice = Some(Advice::DeployCode);
    row.hints
        .push("the code no longer has it, and that was not applied yet".to_owned());
    row.counts = false;
    row
}

/// What the code makes and the state does not have.
fn created(run: &Run<'_>, plan: &Snapshot) -> Vec<Change> {
    let known: HashSet<&str> = run
        .base
        .snapshot
        .resources
        .iter()
        .filter_map(|r| r.origin.address())
        .collect();
    let new = plan.resources.iter().filter(|resource| {
        let address = resource.origin.address();
        address.is_some_and(|address| !known.contains(address))
    });
    new.map(|resource| {
        let mut row = rows::of(Class::Pending, resource);
        row.advice = Some(Advice::DeployCode);
        row.hints
            .push("the code makes it, and it was not applied yet".to_owned());
        row.counts = false;
        row
    })
    .collect()
}
