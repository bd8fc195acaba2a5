//! How verdicts may move when something becomes unread.

use std::collections::{BTreeMap, BTreeSet};

use trueline::model::Finding;

pub(crate) type Verdicts = BTreeMap<(String, String), String>;

/// Control and key of the resource (without an id for rows about a whole scope) → verdict.
pub(crate) fn verdicts_of(findings: Vec<Finding>) -> Verdicts {
    let rows = findings.into_iter().map(|row| {
        let verdict = row.verdict.as_str().to_owned();
        ((row.control, row.resource.to_string()), verdict)
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
