//! What a policy reads, computed from its syntax tree.
//!
//! The walk follows references through aliases, `some … in`, comprehensions, imports, rules and
//! functions (once for each different set of arguments), and notes every path below `input` and
//! `data` on which the outcome can depend. It errs on the side of more: what it cannot follow
//! counts as read whole. Recursion and references that can't be known beforehand are errors.

mod abs;
mod calls;
mod modules;
#[cfg(test)]
mod property;
mod scope;
#[cfg(test)]
mod tests;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::Span;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Kind};
use crate::model::path::{self, Step};

use super::error::{PolicyError, did_you_mean};
use super::spec::Spec;

pub(crate) use modules::Modules;
pub(crate) use walk::{check_tests, read_set};

/// The paths that one policy reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadSet {
    /// Attribute paths of the judged resource; an empty path means all of them.
    pub input: BTreeSet<Vec<Step>>,
    /// Kind → attribute paths read of resources of that kind in the snapshot.
    pub snapshot: BTreeMap<String, BTreeSet<Vec<Step>>>,
    /// Members of the judged resource beside its attributes and tags, such as its id.
    pub(crate) envelope: BTreeSet<String>,
    /// Dotted paths below `data.spec`.
    pub spec: BTreeSet<Vec<String>>,
    /// The time of the run.
    pub(crate) now: bool,
    /// Rules that are called, as (package, name), in this file and others.
    pub(crate) reached: BTreeSet<(String, String)>,
    /// Those of them that the answer depends on.
    pub(crate) needed: BTreeSet<(String, String)>,
    /// Every path, rooted at `input` or `data`, with its place. Only for [`ReadSet::check`].
    #[serde(skip)]
    sites: Vec<Site>,
}

/// A path that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Site {
    steps: Vec<Step>,
    /// False for a guess, which need not exist.
    firm: bool,
    place: Place,
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    file: String,
    line: u32,
    column: u32,
}

impl Place {
    fn of(span: &Span) -> Self {
        // The engine's own columns count a tab as four.
        let before = span.source.get_contents().get(..span.start as usize);
        let column = before.map(|text| text.chars().rev().take_while(|c| *c != '\n').count() + 1);
        Self {
            file: span.source.get_path().clone(),
            line: span.line,
            column: column.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
        }
    }

    fn whole(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 0,
            column: 0,
        }
    }

    fn error(&self, message: String) -> PolicyError {
        PolicyError::new(&self.file, self.line, self.column, message)
    }
}

/// Members of a resource beside its attributes.
const ENVELOPE: [&str; 8] = ["kind", "scope", "id", "name", "arn", "tags", "origin", "attributes"];

impl ReadSet {
    /// Sorts paths, rooted at `input` or `data`, into what they read.
    fn sort(sites: Vec<Site>) -> Result<Self, PolicyError> {
        let mut reads = Self::default();
        for site in &sites {
            let steps = &site.steps;
            let fail = |message: String| site.place.error(message);
            let shown = path::render(steps);
            match (name(steps, 0), name(steps, 1)) {
                (Some("input"), _) => {
                    let path = attribute_path(&steps[1..]).map_err(fail)?;
                    if path.is_none() {
                        reads.envelope.extend(name(steps, 1).map(str::to_owned));
                    }
                    reads.input.extend(path);
                }
                (Some("data"), Some("spec")) => {
                    let names = steps[2..].iter().map_while(|s| match s {
                        Step::Field(name) | Step::Key(name) => Some(name.clone()),
                        Step::Any => None,
                    });
                    reads.spec.insert(names.collect());
                }
                (Some("data"), Some("snapshot")) => {
                    let kind = name(steps, 2).ok_or_else(|| {
                        fail(format!(
                            "{shown} must name its kind in the text, as in data.snapshot[\"aws.ec2.subnet\"]"
                        ))
                    })?;
                    let of_kind = reads.snapshot.entry(kind.to_owned()).or_default();
                    // The step after the kind is the id of a resource.
                    of_kind.extend(attribute_path(steps.get(4..).unwrap_or_default()).map_err(fail)?);
                }
                // When the facts were collected: always there.
                (Some("data"), Some("now")) => reads.now = true,
                (Some("data"), _) => {
                    return Err(fail(format!(
                        "{shown} is read, but there is only data.spec, data.snapshot, data.now and the rules of other files"
                    )));
                }
                _ => return Err(fail(format!("{shown} is read, but does not start at input or data"))),
            }
        }
        reads.sites = sites;
        Ok(reads)
    }

    /// Checks that everything that is read exists.
    pub(crate) fn check(&self, kinds: &[String], spec: &Spec) -> Result<(), PolicyError> {
        let catalogue = Catalogue::get();
        for site in self.sites.iter().filter(|s| s.firm) {
            let steps = &site.steps;
            match (name(steps, 0), name(steps, 1), name(steps, 2)) {
                (Some("input"), ..) => {
                    for kind in kinds.iter().filter_map(|k| catalogue.kind(k)) {
                        check_attribute(kind, site, &steps[1..])?;
                    }
                }
                (_, Some("snapshot"), Some(name)) => {
                    let kind = catalogue.kind(name).ok_or_else(|| {
                        let hint = did_you_mean(name, catalogue.kinds().map(|k| k.kind.as_str()));
                        let message =
                            format!("data.snapshot[{name:?}] is read, but that kind is not in the catalogue{hint}");
                        site.place.error(message)
                    })?;
                    check_attribute(kind, site, steps.get(4..).unwrap_or_default())?;
                }
                (_, Some("spec"), _) if !spec.knows(&steps[2..]) => {
                    let shown = path::render(steps);
                    let message = format!(
                        "{shown} is read, but the spec has no such key{}",
                        did_you_mean(&path::render(&steps[2..]), spec.keys().iter().map(String::as_str))
                    );
                    return Err(site.place.error(message));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes over what [`ReadSet::check`] needs from another one.
    #[cfg(test)]
    pub(crate) fn take_sites_of(&mut self, other: &Self) {
        self.sites.clone_from(&other.sites);
    }

    /// Rules of facts that are called from elsewhere.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &(String, String)> {
        self.reached.iter().filter(|(package, _)| is_facts(package))
    }

    /// True when something unread at `gap` could change the outcome for the judged resource.
    pub(crate) fn touches(&self, gap: &str) -> bool {
        touches(&self.input, gap)
    }

    /// The same for a resource of a kind that is looked up.
    pub(crate) fn touches_kind(&self, kind: &str, gap: &str) -> bool {
        self.snapshot
            .get(kind)
            .is_some_and(|paths| gap.is_empty() || touches(paths, gap))
    }
}

/// True for packages whose rules are computed once for all policies.
pub(crate) fn is_facts(package: &str) -> bool {
    package == "facts" || package.starts_with("facts.")
}

/// Refuses a path of a resource that its kind does not have.
fn check_attribute(kind: &Kind, site: &Site, steps: &[Step]) -> Result<(), PolicyError> {
    let unknown = match attribute_path(steps) {
        Ok(Some(steps)) if !knows(kind, &steps) => path::render(&steps),
        _ => return Ok(()),
    };
    let hint = kind
        .nearest(&unknown)
        .map(|n| format!("; did you mean {n:?}?"))
        .unwrap_or_default();
    let message = format!(
        "attribute {unknown:?} is read, but {} has no such attribute{hint}",
        kind.kind
    );
    Err(site.place.error(message))
}

fn touches(paths: &BTreeSet<Vec<Step>>, gap: &str) -> bool {
    let gap = path::parse(gap);
    paths.iter().any(|p| path::overlaps(p, &gap))
}

fn knows(kind: &Kind, steps: &[Step]) -> bool {
    // Tags are part of every resource; the catalogue names them only where they are read apart.
    name(steps, 0) == Some("tags") || kind.holds(steps)
}

fn name(steps: &[Step], at: usize) -> Option<&str> {
    match steps.get(at) {
        Some(Step::Field(name) | Step::Key(name)) => Some(name),
        _ => None,
    }
}

/// The attribute path of what is read of one resource; nothing for facts that are always there.
fn attribute_path(steps: &[Step]) -> Result<Option<Vec<Step>>, String> {
    match name(steps, 0) {
        Some("attributes") => Ok(Some(steps[1..].to_vec())),
        Some("tags") => Ok(Some(steps.to_vec())),
        Some(other) if ENVELOPE.contains(&other) => Ok(None),
        Some(other) => Err(format!(
            "a resource has no member {other:?}{}; attributes stand below input.attributes",
            did_you_mean(other, ENVELOPE)
        )),
        None => Ok(Some(Vec::new())),
    }
}
