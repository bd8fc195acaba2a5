//! What a value may be, as far as reading goes.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::path::Step;

/// An abstract value: where it may have come from and what it may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Abs {
    /// Paths from `input` or `data` that the value may be.
    pub(super) paths: BTreeSet<Vec<Step>>,
    /// What the elements of a built list, set or object may be.
    pub(super) elements: Option<Box<Abs>>,
    /// Members of a built object with known names.
    pub(super) fields: BTreeMap<String, Abs>,
    /// The string that the value is, when it is written in the text.
    pub(super) literal: Option<String>,
}

impl Abs {
    pub(super) fn path(steps: Vec<Step>) -> Self {
        Self {
            paths: BTreeSet::from([steps]),
            ..Self::default()
        }
    }

    pub(super) fn literal(text: &str) -> Self {
        Self {
            literal: Some(text.to_owned()),
            ..Self::default()
        }
    }

    pub(super) fn elements(of: Abs) -> Self {
        Self {
            elements: Some(Box::new(of)),
            ..Self::default()
        }
    }

    /// Either of the two.
    pub(super) fn join(mut self, other: Abs) -> Self {
        self.paths.extend(other.paths);
        self.elements = match (self.elements, other.elements) {
            (Some(a), Some(b)) => Some(Box::new(a.join(*b))),
            (a, b) => a.or(b),
        };
        for (name, value) in other.fields {
            let merged = self.fields.remove(&name).unwrap_or_default().join(value);
            self.fields.insert(name, merged);
        }
        if self.literal != other.literal {
            self.literal = None;
        }
        self
    }

    /// What lies one step below.
    pub(super) fn step(&self, step: &Step) -> Self {
        let mut below = Self {
            paths: self
                .paths
                .iter()
                .map(|p| p.iter().chain([step]).cloned().collect())
                .collect(),
            ..Self::default()
        };
        if let Some(elements) = &self.elements {
            below = below.join((**elements).clone());
        }
        match step {
            Step::Field(name) | Step::Key(name) => {
                if let Some(field) = self.fields.get(name) {
                    below = below.join(field.clone());
                }
            }
            Step::Any => {
                for field in self.fields.values() {
                    below = below.join(field.clone());
                }
            }
        }
        below
    }

    /// Every path that the value or a part of it may be.
    pub(super) fn all_paths(&self, into: &mut BTreeSet<Vec<Step>>) {
        into.extend(self.paths.iter().cloned());
        for part in self.elements.iter().map(AsRef::as_ref).chain(self.fields.values()) {
            part.all_paths(into);
        }
    }
}
