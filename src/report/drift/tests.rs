use serde_json::json;

use super::*;

#[test]
fn values_are_short_plain_and_without_what_is_not_set() {
    assert_eq!(value(&json!(null)), "not set");
    assert_eq!(value(&json!({"a": 1, "b": null})), "{\"a\":1}");
    assert_eq!(value(&json!("a\u{1b}[0m")), "a\\u{1b}[0m");
    let long = value(&json!("x".repeat(1_000)));
    assert_eq!((long.chars().count(), long.ends_with('…')), (LONGEST_VALUE, true));
}

#[test]
fn an_empty_report_says_so_in_every_format() {
    let mut drift = Drift::default();
    (drift.base.complete, drift.current.complete) = (true, true);
    for (format, expected) in [
        (DriftFormat::Table, "in sync: nothing"),
        (DriftFormat::Json, "\"in_sync\": true"),
        (DriftFormat::Markdown, "## No drift"),
    ] {
        let mut out = Vec::new();
        write_drift(&drift, format, Style::default(), &mut out).expect("written");
        let out = String::from_utf8(out).expect("text");
        assert!(out.contains(expected), "{out}");
    }
    // What could not be compared is no proof.
    drift.current.complete = false;
    let mut out = Vec::new();
    write_drift(&drift, DriftFormat::Table, Style::default(), &mut out).expect("written");
    assert!(!String::from_utf8(out).expect("text").contains("in sync"));
}
