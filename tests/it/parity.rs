//! Every check of the peer is answered: by a control that takes its name, or by a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use trueline::policy::{Library, Sources};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parity {
    checks: BTreeMap<String, Vec<String>>,
    left_out: BTreeMap<String, String>,
    corrected: BTreeMap<String, String>,
}

#[test]
fn every_check_of_the_peer_has_a_control_or_a_reason() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/parity.yaml");
    let text = std::fs::read_to_string(path).expect("policies/parity.yaml");
    let parity: Parity = serde_saphyr::from_str(&text).expect("YAML");
    let library = Library::load(&Sources::default()).expect("the library");
    let controls = library.policies.values().map(|p| &p.control);
    let aliases: BTreeSet<&str> = controls.flat_map(|c| &c.aliases).map(String::as_str).collect();
    let checks: BTreeSet<&str> = parity.checks.values().flatten().map(String::as_str).collect();
    assert_eq!(
        parity.checks.values().map(Vec::len).sum::<usize>(),
        checks.len(),
        "twice"
    );
    assert_eq!(checks.len(), 289);
    let open = |check: &&&str| aliases.contains(**check) == parity.left_out.contains_key(**check);
    let open: Vec<_> = checks.iter().filter(open).collect();
    assert_eq!(open, Vec::<&&str>::new(), "neither covered nor left out, or both");
    let reasons = parity.left_out.iter().chain(&parity.corrected);
    for (check, reason) in reasons {
        assert!(checks.contains(check.as_str()), "{check} is no check of the peer");
        assert!(reason.len() > 20, "{check}: {reason:?} is no reason");
    }
}
