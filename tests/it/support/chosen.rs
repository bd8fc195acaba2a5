//! Policies that read some attributes of each kind, to see what that makes the collectors ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use trueline::catalogue::Kind;
use trueline::model::{Snapshot, path};

/// For each kind the top names of the attributes that are read.
pub(crate) struct Chosen<'a> {
    kinds: Vec<(&'a Kind, BTreeSet<String>)>,
}

/// Mixtures of half of all attributes, named, such that each two of them are parted by one.
pub(crate) fn mixtures<'a>(kinds: &[&'a Kind]) -> Vec<(String, Chosen<'a>)> {
    let mut all = Vec::new();
    for bit in 0..3 {
        for value in [0, 1] {
            let half = |kind: &'a Kind| {
                let roots = roots(kind).into_iter().enumerate();
                let some: BTreeSet<String> = roots
                    .filter(|(n, _)| (n >> bit) & 1 == value)
                    .map(|(_, root)| root)
                    .collect();
                (!some.is_empty()).then_some((kind, some))
            };
            let kinds = kinds.iter().filter_map(|kind| half(kind)).collect();
            all.push((format!("bit {bit} is {value}"), Chosen { kinds }));
        }
    }
    all
}

/// The top names of a kind's attributes.
fn roots(kind: &Kind) -> BTreeSet<String> {
    let first = |name: &String| match path::parse(name).into_iter().next() {
        Some(path::Step::Field(name)) => name,
        _ => unreachable!("an attribute starts with a name"),
    };
    kind.attributes.keys().map(first).collect()
}

impl Chosen<'_> {
    /// Writes a policy for each kind that reads the chosen attributes.
    pub(crate) fn write_policies(&self, folder: &Path) {
        std::fs::create_dir_all(folder.join("chosen")).expect("a folder");
        for (number, (kind, roots)) in self.kinds.iter().enumerate() {
            let kind = &kind.kind;
            let mut text = format!(
                "# METADATA\n# title: Reads some of {kind}\n# description: Reads some attributes.\n# custom:\n\
                 #   id: chosen-k{number}\n#   severity: low\n#   kinds: [{kind}]\npackage chosen.k{number}\n\n\
                 import data.lib.finding\n"
            );
            for root in roots {
                text += &format!(
                    "\ndeny contains finding.new(\"{root}\", input.attributes.{root}, \"such\") if {{\n\
                     \tinput.attributes.{root} == \"what nobody has\"\n}}\n"
                );
            }
            std::fs::write(folder.join(format!("chosen/k{number}.rego")), text).expect("written");
        }
    }

    /// The operations that yield what is chosen, and `always`.
    pub(crate) fn needed<'a>(&'a self, always: &[&'a str]) -> BTreeSet<&'a str> {
        let mut needed: BTreeSet<&str> = always.iter().copied().collect();
        for (kind, roots) in &self.kinds {
            let paths = roots.iter().map(|root| path::parse(root)).collect();
            needed.extend(kind.operations_for(&paths).into_keys());
        }
        needed
    }

    /// What is chosen was read as it is when everything is.
    pub(crate) fn same(&self, context: &str, whole: &Snapshot, seen: &Snapshot) {
        let chosen: BTreeMap<&str, &BTreeSet<String>> = self.kinds.iter().map(|(k, r)| (k.kind.as_str(), r)).collect();
        let expected: Vec<_> = whole
            .resources
            .iter()
            .filter(|r| chosen.contains_key(r.kind.as_str()))
            .collect();
        assert_eq!(seen.gaps, whole.gaps, "{context}");
        assert_eq!(seen.resources.len(), expected.len(), "{context}");
        for (seen, expected) in seen.resources.iter().zip(expected) {
            assert_eq!(seen.key(), expected.key(), "{context}");
            assert_eq!(seen.gaps, [], "{context}: {}", seen.key());
            for root in chosen[seen.kind.as_str()] {
                let (now, all) = (seen.attributes.get(root), expected.attributes.get(root));
                assert_eq!(now, all, "{context}: {} {root}", seen.key());
            }
        }
    }
}
