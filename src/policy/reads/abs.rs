//! What a value may be, as far as reading goes.

use std::collections::BTreeMap;

use crate::model::path::Step;

/// Paths from `input` or `data`. False marks a guess: the value may as well lie elsewhere.
pub(super) type Paths = BTreeMap<Vec<Step>, bool>;

/// An abstract value: where it may have come from and what it may hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Abs {
    /// Paths that the value may be.
    pub(super) paths: Paths,
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
            paths: Paths::from([(steps, true)]),
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

    pub(super) fn field(name: String, of: Abs) -> Self {
        Self {
            fields: BTreeMap::from([(name, of)]),
            ..Self::default()
        }
    }

    /// Either of the two.
    pub(super) fn join(mut self, other: Abs) -> Self {
        add_paths(&mut self.paths, &other.paths);
        self.elements = match (self.elements, other.elements) {
            (Some(a), Some(b)) => Some(Box::new(a.join(*b))),
            (a, b) => a.or(b),
        };
        for (name, value) in other.fields {
            let merged = match self.fields.remove(&name) {
                Some(known) => known.join(value),
                None => value,
            };
            self.fields.insert(name, merged);
        }
        if self.literal != other.literal {
            self.literal = None;
        }
        self
    }

    /// What lies one step below.
    pub(super) fn step(&self, step: &Step) -> Self {
        let mut below = Self::default();
        for (path, firm) in &self.paths {
            let to = |step: &Step| -> Vec<Step> { path.iter().chain([step]).cloned().collect() };
            // Helpers that take one thing or a list of things (`x` or `[x]`) give a list or its
            // element: only one of the two can have what is asked for.
            let elsewhere = match step {
                Step::Any => self.elements.as_ref().is_some_and(|e| e.paths.contains_key(path)),
                _ => self.paths.contains_key(&to(&Step::Any)),
            };
            below.paths.insert(to(step), *firm && !elsewhere);
        }
        let mut parts: Vec<&Abs> = self.elements.iter().map(AsRef::as_ref).collect();
        match step {
            Step::Field(name) | Step::Key(name) => parts.extend(self.fields.get(name)),
            Step::Any => parts.extend(self.fields.values()),
        }
        let known = below.paths.is_empty() && parts.len() == 1;
        for part in &parts {
            below = below.join((*part).clone());
        }
        if known {
            below.literal = parts[0].literal.clone();
        }
        below
    }

    /// Every path that the value or a part of it may be.
    pub(super) fn all_paths(&self, into: &mut Paths) {
        add_paths(into, &self.paths);
        for part in self.elements.iter().map(AsRef::as_ref).chain(self.fields.values()) {
            part.all_paths(into);
        }
    }
}

fn add_paths(into: &mut Paths, paths: &Paths) {
    for (path, firm) in paths {
        *into.entry(path.clone()).or_default() |= *firm;
    }
}
