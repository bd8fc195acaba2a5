//! What a policy reads, computed from its syntax tree.
//!
//! The walk follows references through aliases, `some … in`, comprehensions, imports, rules and
//! functions (once for each different set of arguments), and notes every path below `input` and
//! `data` on which the outcome can depend. It errs on the side of more: what it cannot follow
//! counts as read whole. Recursion and references that can't be known beforehand are errors.

mod abs;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, Kind};
use crate::model::path::{self, Step};

use super::error::{PolicyError, did_you_mean};
use super::spec::Spec;

pub(crate) use walk::{Modules, read_set};

/// The paths that one policy reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadSet {
    /// Attribute paths of the judged resource; an empty path means all of them.
    pub input: BTreeSet<Vec<Step>>,
    /// Kind → attribute paths read of resources of that kind in the snapshot.
    pub snapshot: BTreeMap<String, BTreeSet<Vec<Step>>>,
    /// Dotted paths below `data.spec`.
    pub spec: BTreeSet<Vec<String>>,
}

/// Members of a resource beside its attributes.
const ENVELOPE: [&str; 8] = ["kind", "scope", "id", "name", "arn", "tags", "origin", "attributes"];

impl ReadSet {
    /// Sorts raw paths, rooted at `input` or `data`, into what they read.
    fn sort(file: &str, raw: BTreeSet<Vec<Step>>) -> Result<Self, PolicyError> {
        let mut reads = Self::default();
        let fail = |message: String| PolicyError::new(file, 0, 0, message);
        for steps in raw {
            let shown = path::render(&steps);
            match (name(&steps, 0), name(&steps, 1)) {
                (Some("input"), _) => reads.input.extend(attribute_path(&steps[1..]).map_err(fail)?),
                (Some("data"), Some("spec")) => {
                    let names = steps[2..].iter().map_while(|s| match s {
                        Step::Field(name) | Step::Key(name) => Some(name.clone()),
                        Step::Any => None,
                    });
                    reads.spec.insert(names.collect());
                }
                (Some("data"), Some("snapshot")) => {
                    let kind = name(&steps, 2).ok_or_else(|| {
                        fail(format!(
                            "{shown} must name its kind in the text, as in data.snapshot[\"aws.ec2.subnet\"]"
                        ))
                    })?;
                    let of_kind = reads.snapshot.entry(kind.to_owned()).or_default();
                    // The step after the kind is the id of a resource.
                    of_kind.extend(attribute_path(steps.get(4..).unwrap_or_default()).map_err(fail)?);
                }
                (Some("data"), _) => {
                    return Err(fail(format!(
                        "{shown} is read, but there is only data.spec, data.snapshot and the rules of other files"
                    )));
                }
                _ => return Err(fail(format!("{shown} is read, but does not start at input or data"))),
            }
        }
        Ok(reads)
    }

    /// Checks that everything that is read exists.
    pub(crate) fn check(&self, file: &str, text: &str, kinds: &[String], spec: &Spec) -> Result<(), PolicyError> {
        let catalogue = Catalogue::get();
        let fail = |word: &str, message: String| Err(PolicyError::new(file, line_of(text, word), 0, message));
        for (kind, paths) in kinds.iter().map(|k| (k, &self.input)).chain(&self.snapshot) {
            let Some(entry) = catalogue.kind(kind) else {
                let hint = did_you_mean(kind, catalogue.kinds().map(|k| k.kind.as_str()));
                return fail(
                    kind,
                    format!("data.snapshot[{kind:?}] is read, but that kind is not in the catalogue{hint}"),
                );
            };
            if let Some(unknown) = paths.iter().find(|p| !knows(entry, p)) {
                let shown = path::render(unknown);
                let hint = entry
                    .nearest(&shown)
                    .map(|n| format!("; did you mean {n:?}?"))
                    .unwrap_or_default();
                return fail(
                    last_name(unknown),
                    format!("attribute {shown:?} is read, but {kind} has no such attribute{hint}"),
                );
            }
        }
        if let Some(unknown) = self.spec.iter().find(|p| !spec.knows(p)) {
            return fail(
                unknown.last().map_or("", String::as_str),
                format!("data.spec.{} is read, but the spec has no such key", unknown.join(".")),
            );
        }
        Ok(())
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

/// The first line of code that holds a word; 0 when none does.
fn line_of(text: &str, word: &str) -> u32 {
    let code = |line: &str| !line.trim_start().starts_with('#');
    let found = text
        .lines()
        .position(|line| code(line) && !word.is_empty() && line.contains(word));
    found.and_then(|n| u32::try_from(n + 1).ok()).unwrap_or(0)
}

fn last_name(steps: &[Step]) -> &str {
    (0..steps.len()).rev().find_map(|n| name(steps, n)).unwrap_or_default()
}

fn touches(paths: &BTreeSet<Vec<Step>>, gap: &str) -> bool {
    let gap = path::parse(gap);
    paths.iter().any(|p| path::overlaps(p, &gap))
}

fn knows(kind: &Kind, steps: &[Step]) -> bool {
    // Tags are part of every resource; the catalogue names them only where they are read apart.
    name(steps, 0) == Some("tags") || kind.knows(&path::render(steps))
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
