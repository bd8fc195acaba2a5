//! Compares two views of the same cloud: Terraform's state with what is there, or what was there with
//! what is.
//!
//! In: two snapshots, the verdicts of the same controls on both, and what is to be ignored. Out: a
//! [`Drift`], one row for each difference, ranked by the controls that it breaks. Pure; may import
//! `catalogue` and `model`.
//!
//! What could not be read on one of the sides is never a difference: it is counted as not compared.

mod attributes;
mod canonical;
mod facts;
mod ignore;
mod impact;
mod imports;
mod known;
mod lists;
mod merge;
mod pairs;
mod pending;
mod places;
mod rows;
mod shape;
mod side;
#[cfg(test)]
mod tests;
mod who;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::catalogue::Catalogue;
use crate::model::drift::{Advice, Change, Class, Drift, Ignored, ManagedCoverage, NotCompared};
use crate::model::{Resource, ResourceKey, Snapshot};

use attributes::{Compared, View};
use known::{Known, OwnedIds};
use pairs::Pairs;
use shape::Node;

pub use ignore::{Ignore, IgnoreError};
pub use impact::{Impacts, Judged, Reader};
pub use imports::import_blocks;
pub use merge::{Merged, merge};
pub use places::fill_places;
pub use side::Side;
pub use who::{Event, attribute, read_events};

/// What is asked for beside the comparison.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// What the provider owns and what moves by itself counts, too.
    pub all: bool,
    /// Against Terraform, attributes that it does not keep are compared, too.
    pub all_attributes: bool,
    /// Every control that fails now is a row.
    pub spec: bool,
}

/// Compares. `plan` is what the code would make of it all, if that is known.
pub fn compare(
    base: &Side<'_>,
    current: &Side<'_>,
    impacts: &Impacts<'_>,
    ignore: &mut Ignore,
    plan: Option<&Snapshot>,
    options: Options,
) -> Drift {
    let pairs = pairs::pair(&base.snapshot.resources, &current.snapshot.resources);
    let owned = Known::get().owned(current.snapshot.resources.iter());
    let mut run = Run {
        base,
        current,
        impacts,
        ignore,
        options,
        owned,
        shapes: HashMap::new(),
        explained: HashMap::new(),
        drift: Drift {
            base: base.info(),
            current: current.info(),
            compared: pairs.both.len(),
            ..Drift::default()
        },
    };
    run.changed(&pairs);
    run.only_in_base(&pairs);
    run.only_in_current(&pairs);
    run.not_told_apart(&pairs);
    run.hint_at_moves();
    if let Some(plan) = plan {
        pending::add(&mut run, &pairs, plan);
    }
    run.verdicts(&pairs);
    run.coverage(&pairs);
    run.finish()
}

/// One comparison under way.
struct Run<'a> {
    base: &'a Side<'a>,
    current: &'a Side<'a>,
    impacts: &'a Impacts<'a>,
    ignore: &'a mut Ignore,
    options: Options,
    owned: OwnedIds<'a>,
    shapes: HashMap<&'static str, Node>,
    /// Verdicts that a changed row stands for, with the ignored line that is all there is to it.
    explained: HashMap<(ResourceKey, String), Option<Ignored>>,
    drift: Drift,
}

impl<'a> Run<'a> {
    fn in_base(&self, at: usize) -> &'a Resource {
        &self.base.snapshot.resources[at]
    }

    fn in_current(&self, at: usize) -> &'a Resource {
        &self.current.snapshot.resources[at]
    }

    fn view(&self) -> View {
        View {
            terraform: self.base.terraform || self.current.terraform,
            all: self.options.all_attributes,
        }
    }

    /// The attributes that differ, of two resources of one kind.
    fn attributes(&mut self, base: &Resource, current: &Resource, view: View) -> Compared {
        let Some(kind) = Catalogue::get().kind(&current.kind) else {
            return Compared::default();
        };
        let shape = self.shapes.entry(&kind.kind).or_insert_with(|| Node::of(kind));
        attributes::compare(kind, shape, base, current, view)
    }

    fn changed(&mut self, pairs: &Pairs) {
        for (b, c) in &pairs.both {
            let (base, current) = (self.in_base(*b), self.in_current(*c));
            let compared = self.attributes(base, current, self.view());
            self.drift.attributes_not_compared += compared.unread;
            if compared.changes.is_empty() {
                continue;
            }
            let mut row = rows::of_both(Class::Changed, base, current);
            row.attributes = compared.changes;
            self.ignore_attributes(current, &mut row);
            let open: Vec<&str> = row
                .attributes
                .iter()
                .filter(|a| a.ignored.is_none())
                .map(|a| a.path.as_str())
                .collect();
            row.impact = self.impacts.of_paths(&base.key(), &current.key(), &open);
            self.explain(base, &row);
            row.severity = impact::worst(&row.impact);
            if self.base.terraform {
                row.advice = Some(impact::advice(&row.impact));
                row.imports = imports::of_changes(current, &row.attributes);
            }
            row.counts = row.ignored.is_none() && (self.options.all || !row.is_expected());
            self.drift.changes.push(row);
        }
    }

    /// Remembers which verdicts a row stands for, those of its ignored attributes included.
    fn explain(&mut self, base: &Resource, row: &Change) {
        let all: Vec<&str> = row.attributes.iter().map(|a| a.path.as_str()).collect();
        let ignored = row.attributes.iter().find_map(|a| a.ignored.clone());
        for impact in self.impacts.of_paths(&base.key(), &row.resource, &all) {
            let open = row.impact.iter().any(|i| i.control == impact.control);
            let line = row.ignored.clone().or_else(|| ignored.clone().filter(|_| !open));
            self.explained.insert((row.resource.clone(), impact.control), line);
        }
    }

    /// Marks what the ignore file covers; where that is all of it, the row is ignored.
    fn ignore_attributes(&mut self, resource: &Resource, row: &mut Change) {
        let (r#type, ids) = (rows::ignore_type(&resource.kind), rows::ids(resource));
        row.ignored = self.ignore.resource(r#type, &ids);
        for attribute in &mut row.attributes {
            attribute.ignored = self.ignore.attribute(r#type, &ids, &attribute.path);
        }
        if row.attributes.iter().all(|a| a.ignored.is_some()) {
            row.ignored = row.ignored.take().or_else(|| row.attributes.first()?.ignored.clone());
        }
    }

    fn only_in_base(&mut self, pairs: &Pairs) {
        let regions = self.base.regions();
        for at in &pairs.base_only {
            let resource = self.in_base(*at);
            let unread = self.current.unread(resource, &regions);
            if let Some(reason) = unread.or_else(|| self.of_elsewhere(resource, pairs)) {
                self.not_compared(resource, reason);
                continue;
            }
            let class = if self.base.terraform {
                Class::Missing
            } else {
                Class::Removed
            };
            let mut row = rows::of(class, resource);
            row.advice = self.base.terraform.then_some(Advice::RecreateOrForget);
            self.settle(resource, row);
        }
    }

    /// Where nothing of a state is there and its account is not known, it may be that of another one.
    fn of_elsewhere(&self, resource: &Resource, pairs: &Pairs) -> Option<String> {
        let provider = |at: usize| &self.in_current(at).scope.provider;
        let common = || pairs.both.iter().any(|(_, c)| *provider(*c) == resource.scope.provider);
        let unknown = self.base.terraform && !self.current.terraform && resource.scope.account.is_none();
        (unknown && !common()).then(|| "its account is not known, and nothing else of the state is there".to_owned())
    }

    fn only_in_current(&mut self, pairs: &Pairs) {
        let regions = self.current.regions();
        for at in &pairs.current_only {
            let resource = self.in_current(*at);
            if self.base.terraform && !can_be_managed(resource) {
                continue;
            }
            if let Some(reason) = self.base.unread(resource, &regions) {
                let reason = format!("it is there now, and before, {reason}");
                self.not_compared(resource, reason);
                continue;
            }
            let class = if self.base.terraform {
                Class::Unmanaged
            } else {
                Class::Added
            };
            let mut row = rows::of(class, resource);
            row.owner = Known::get().owner(resource, &self.owned);
            row.impact = self.impacts.of_new(&resource.key());
            row.severity = impact::worst(&row.impact);
            if self.base.terraform {
                row.advice = row.owner.is_none().then_some(Advice::ImportOrRemove);
                row.imports = imports::of_resource(resource);
            }
            row.counts = row.owner.is_none() || self.options.all;
            self.settle(resource, row);
        }
    }

    /// Adds a row about a whole resource, unless it is ignored it counts as it says.
    fn settle(&mut self, resource: &Resource, mut row: Change) {
        let ids = rows::ids(resource);
        let line = self.ignore.resource(rows::ignore_type(&resource.kind), &ids);
        row.ignored = line.or(row.ignored);
        row.counts &= row.ignored.is_none();
        self.drift.changes.push(row);
    }

    fn not_compared(&mut self, resource: &Resource, reason: String) {
        self.drift.not_compared.push(NotCompared {
            resource: resource.key(),
            address: resource.origin.address().map(str::to_owned),
            reason,
        });
    }

    fn not_told_apart(&mut self, pairs: &Pairs) {
        for (at, candidates) in &pairs.ambiguous {
            let shown: Vec<String> = candidates
                .iter()
                .take(5)
                .map(|c| self.in_current(*c).scope.to_string())
                .collect();
            let reason = format!(
                "it could be any of {} of this id, in {}",
                candidates.len(),
                shown.join(", ")
            );
            self.not_compared(self.in_base(*at), reason);
        }
        for (at, other) in &pairs.twice {
            let (one, other) = (self.in_base(*at), self.in_base(*other));
            let alert = format!("{} is managed twice: {} and {}", one.key(), place(other), place(one));
            self.drift.alerts.push(alert);
        }
        if pairs.both.is_empty() && !pairs.base_only.is_empty() && !self.current.snapshot.resources.is_empty() {
            let alert = "the two sides have nothing in common; are they of the same account?";
            self.drift.alerts.push(alert.to_owned());
        }
    }

    /// One that is gone and one that came, of one kind and name: made again outside Terraform.
    fn hint_at_moves(&mut self) {
        let names = |side: &'a Side<'_>| -> HashMap<(&'a str, &'a str), Vec<&'a Resource>> {
            let mut names: HashMap<_, Vec<_>> = HashMap::new();
            for resource in &side.snapshot.resources {
                if let Some(name) = pairs::natural_name(resource) {
                    names.entry((resource.kind.as_str(), name)).or_default().push(resource);
                }
            }
            names
        };
        let rows = |class: &[Class]| -> HashSet<_> {
            let rows = self.drift.changes.iter().filter(|row| class.contains(&row.class));
            rows.map(|row| row.resource.clone()).collect()
        };
        let gone = rows(&[Class::Missing, Class::Removed]);
        let new = rows(&[Class::Unmanaged, Class::Added]);
        if gone.is_empty() || new.is_empty() {
            return;
        }
        let current = names(self.current);
        let mut hints = HashMap::new();
        for (name, before) in names(self.base) {
            let gone: Vec<_> = before.into_iter().filter(|r| gone.contains(&r.key())).collect();
            let there = current.get(&name).into_iter().flatten();
            let came: Vec<_> = there.filter(|r| new.contains(&r.key())).collect();
            // Several of one name: which is which can't be told.
            if let ([gone], [came]) = (gone.as_slice(), came.as_slice()) {
                hints.insert(
                    gone.key(),
                    format!("{} has the same name: it may have been made again", came.id),
                );
                hints.insert(
                    came.key(),
                    format!(
                        "{} has the same name and is gone: it may have been made again",
                        place(gone)
                    ),
                );
            }
        }
        for row in &mut self.drift.changes {
            row.hints.extend(hints.get(&row.resource).cloned());
        }
    }

    /// Rows for verdicts that are other ones than before, and for all that fails.
    fn verdicts(&mut self, pairs: &Pairs) {
        for (b, c) in &pairs.both {
            let (base, current) = (self.in_base(*b), self.in_current(*c));
            let key = current.key();
            for (class, impact) in self.impacts.flips(&base.key(), &key) {
                let explained = self.explained.get(&(key.clone(), impact.control.clone())).cloned();
                // Against a state, what a change does stands with the change.
                if self.base.terraform && explained.is_some() {
                    continue;
                }
                let row = rows::of_verdict(rows::of_both(class, base, current), impact);
                let row = Change {
                    ignored: explained.flatten(),
                    ..row
                };
                self.settle(current, row);
            }
        }
        let addresses: HashMap<_, &Resource> = pairs
            .both
            .iter()
            .map(|(b, c)| (self.in_current(*c).key(), self.in_base(*b)))
            .collect();
        let mut failing = BTreeMap::new();
        let mut spec = Vec::new();
        for finding in self.impacts.failing() {
            *failing.entry(finding.severity).or_default() += 1;
            if self.options.spec {
                let mut row = rows::bare(Class::Spec, finding.resource.clone());
                row.name.clone_from(&finding.name);
                row.arn.clone_from(&finding.arn);
                row.severity = finding.severity;
                let base = addresses.get(&finding.resource);
                row.address = base.and_then(|r| r.origin.address()).map(str::to_owned);
                row.impact = vec![impact::of_finding(finding)];
                spec.push(row);
            }
        }
        self.drift.failing_now = failing;
        self.drift.changes.extend(spec);
    }

    fn coverage(&mut self, pairs: &Pairs) {
        if !self.base.terraform {
            return;
        }
        let mut coverage = ManagedCoverage::default();
        let mut count = |kind: &str, managed: bool| {
            let by_type = coverage
                .by_type
                .entry(imports::terraform_type(kind).to_owned())
                .or_default();
            for tally in [&mut coverage.all, by_type] {
                tally.total += 1;
                tally.managed += usize::from(managed);
            }
        };
        for (_, c) in &pairs.both {
            let resource = self.in_current(*c);
            if can_be_managed(resource) {
                count(&resource.kind, true);
            }
        }
        let unmanaged = self.drift.changes.iter().filter(|row| row.class == Class::Unmanaged);
        for row in unmanaged.filter(|row| row.counts) {
            count(&row.resource.kind, false);
        }
        self.drift.coverage = Some(coverage);
    }

    fn finish(mut self) -> Drift {
        self.drift.ignores = self.ignore.uses();
        self.drift.not_compared.sort();
        // What counts first, then the worst.
        let rank = |row: &Change| (!row.counts, std::cmp::Reverse(row.severity), row.class);
        self.drift.changes.sort_by(|a, b| {
            let controls = |row: &Change| row.impact.first().map(|i| i.control.clone());
            rank(a)
                .cmp(&rank(b))
                .then_with(|| a.resource.cmp(&b.resource))
                .then_with(|| controls(a).cmp(&controls(b)))
        });
        self.drift
    }
}

/// True for what a Terraform resource can hold.
fn can_be_managed(resource: &Resource) -> bool {
    !imports::terraform_type(&resource.kind).is_empty() && Known::get().unmanageable(&resource.kind).is_none()
}

/// Where a resource is kept.
fn place(resource: &Resource) -> String {
    let row = rows::of(Class::Missing, resource);
    match (row.address, row.state) {
        (Some(address), Some(state)) => format!("{address} in {state}"),
        (Some(address), None) => address,
        (None, _) => resource.id.clone(),
    }
}
