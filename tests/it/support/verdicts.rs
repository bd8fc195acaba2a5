//! How verdicts may move when something becomes unread.

use std::collections::{BTreeMap, BTreeSet};

pub(crate) type Verdicts = BTreeMap<(String, String), String>;

/// Every pair keeps its verdict or becomes unknown; a failed listing may replace pairs by one unknown
/// row, but never by a pass.
pub(crate) fn moved_only_to_unknown(operation: &str, before: &Verdicts, after: &Verdicts) -> BTreeSet<String> {
    let mut unknown = BTreeSet::new();
    for (pair, verdict) in after {
        match (before.get(pair), verdict.as_str()) {
            (_, "unknown") => {
                unknown.insert(pair.0.clone());
            }
            (Some(earlier), now) => assert_eq!(earlier, now, "{operation} denied: {pair:?}"),
            (None, now) => panic!("{operation} denied: {pair:?} appears as {now}"),
        }
    }
    for (pair, verdict) in before.iter().filter(|(pair, _)| !after.contains_key(*pair)) {
        let control_is_unknown = after
            .iter()
            .any(|((control, _), v)| *control == pair.0 && v == "unknown");
        assert!(
            control_is_unknown,
            "{operation} denied: {pair:?} ({verdict}) is gone without an unknown row"
        );
    }
    unknown
}
