//! What must be read to judge by some policies: one answer for collectors and for permissions.

use std::collections::BTreeMap;

use super::Policy;
use crate::catalogue::Catalogue;

/// For each kind, the operations to call, each with the permission that it takes.
pub type Needs = BTreeMap<&'static str, BTreeMap<&'static str, Option<&'static str>>>;

/// What the policies judge and look up, down to the single operation.
pub fn needs(policies: &[&Policy]) -> Needs {
    let mut needs = Needs::new();
    for policy in policies.iter().filter(|p| !p.judges_changes()) {
        let judged = policy.control.kinds.iter().map(|kind| (kind, &policy.reads.input));
        for (name, paths) in judged.chain(&policy.reads.snapshot) {
            if let Some(kind) = Catalogue::get().kind(name) {
                let operations = kind.operations_for(paths);
                needs.entry(kind.kind.as_str()).or_default().extend(operations);
            }
        }
    }
    needs
}

/// Everything that can be read.
pub fn everything() -> Needs {
    let kinds = Catalogue::get().kinds();
    kinds.map(|kind| (kind.kind.as_str(), kind.all_operations())).collect()
}
