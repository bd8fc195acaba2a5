//! How verdicts may move when something becomes unread.

use std::collections::{BTreeMap, BTreeSet};

use trueline::model::{Finding, ResourceKey};

pub(crate) type Verdicts = BTreeMap<(String, String), String>;

/// A resource by kind and id alone: where it lies may be what is unread. A whole scope by its name.
pub(crate) fn named(resource: &ResourceKey) -> String {
    match resource.id.as_str() {
        "" => format!("any {} in {}", resource.kind, resource.scope),
        id => format!("{} {id}", resource.kind),
    }
}

/// Control and name of the resource → verdict.
pub(crate) fn verdicts_of(findings: Vec<Finding>) -> Verdicts {
    let rows = findings.into_iter().map(|row| {
        let verdict = row.verdict.as_str().to_owned();
        ((row.control, named(&row.resource)), verdict)
    });
    rows.collect()
}

/// What moves otherwise than it may: every pair keeps its verdict or becomes unknown; a failed listing
/// may replace pairs by one unknown row, but never by a pass.
pub(crate) fn moved_wrongly(before: &Verdicts, after: &Verdicts) -> Vec<String> {
    let unknown: BTreeSet<&str> = unknown(after).collect();
    let mut wrong = Vec::new();
    for (pair, now) in after.iter().filter(|(_, now)| *now != "unknown") {
        match before.get(pair) {
            Some(earlier) if earlier == now => {}
            Some(earlier) => wrong.push(format!("{pair:?}: {earlier} becomes {now}")),
            None => wrong.push(format!("{pair:?} appears as {now}")),
        }
    }
    let gone = before.iter().filter(|(pair, _)| !after.contains_key(*pair));
    for (pair, verdict) in gone.filter(|((control, _), _)| !unknown.contains(control.as_str())) {
        wrong.push(format!("{pair:?} ({verdict}) is gone without an unknown row"));
    }
    wrong
}

/// Demands that nothing moves otherwise, and gives the controls that leave a verdict open.
#[cfg(feature = "live")]
pub(crate) fn moved_only_to_unknown(what: &str, before: &Verdicts, after: &Verdicts) -> BTreeSet<String> {
    let wrong = moved_wrongly(before, after);
    assert!(wrong.is_empty(), "{what} denied: {wrong:#?}");
    unknown(after).map(str::to_owned).collect()
}

/// The controls that leave a verdict open.
fn unknown(verdicts: &Verdicts) -> impl Iterator<Item = &str> {
    let open = verdicts.iter().filter(|(_, verdict)| *verdict == "unknown");
    open.map(|((control, _), _)| control.as_str())
}
