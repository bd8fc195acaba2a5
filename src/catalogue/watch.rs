//! The attributes of a kind that somebody reads, and what of them a resource leaves open.

use std::collections::BTreeSet;

use crate::model::path::{self, Step};
use crate::model::{Gap, GapReason, Resource};

use super::{Kind, Type, value_at};

/// Some attributes of a kind.
#[derive(Debug)]
pub struct Watch<'a> {
    kind: &'a Kind,
    /// Those that a collector answers for.
    roots: Vec<&'a (String, Vec<Step>)>,
    /// Those with a single value.
    fields: Vec<&'a (String, Vec<Step>, Type)>,
}

impl Kind {
    /// The attributes at, above or below some paths.
    pub fn watch<'a, 'p>(&'a self, paths: impl Iterator<Item = &'p BTreeSet<Vec<Step>>> + Clone) -> Watch<'a> {
        let read = |known: &[Step]| {
            let mut all = paths.clone().flatten();
            all.any(|path| path::overlaps(known, path))
        };
        Watch {
            kind: self,
            roots: self.roots().iter().filter(|(_, steps)| read(steps)).collect(),
            fields: self.fields().iter().filter(|(_, steps, _)| read(steps)).collect(),
        }
    }
}

impl Watch<'_> {
    /// The gaps of a resource. Beside those that it states: the attributes that it has neither a
    /// value, nor `null`, nor a gap for (nobody asked for them, or the snapshot was edited), and those
    /// whose value is of another type than it should be.
    pub fn gaps(&self, resource: &Resource) -> Vec<Gap> {
        let stated: Vec<Vec<Step>> = resource.gaps.iter().map(|g| path::parse(&g.path)).collect();
        let silent = |steps: &[Step]| {
            value_at(&resource.attributes, steps).is_none() && !stated.iter().any(|g| path::overlaps(g, steps))
        };
        let odd = |steps: &[Step], r#type: Type| {
            value_at(&resource.attributes, steps).is_some_and(|value| !r#type.allows(value))
        };
        let silent = self.roots.iter().filter(|(_, steps)| silent(steps));
        let odd = self.fields.iter().filter(|(_, steps, r#type)| odd(steps, *r#type));
        let found = silent
            .map(|(name, _)| self.kind.gap(name, GapReason::NotCollected))
            .chain(odd.map(|(name, ..)| self.kind.gap(name, GapReason::Malformed)));
        resource.gaps.iter().cloned().chain(found).collect()
    }
}
