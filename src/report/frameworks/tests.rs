use std::collections::BTreeMap;

use super::*;
use crate::model::{Clause, Framework};
use crate::report::{Format, Report, write};

fn result() -> FrameworkResult {
    let clause = |id: &str, status, controls: &[&str]| ClauseResult {
        id: id.into(),
        title: format!("Title of {id}"),
        status,
        scope: ClauseScope::In,
        controls: controls.iter().map(|c| (*c).to_owned()).collect(),
        failing: BTreeMap::new(),
        missing: Vec::new(),
        fail: 0,
        unknown: 0,
        pass: 0,
    };
    let mut clauses = vec![
        clause("1.1", ClauseStatus::Failing, &["a", "b"]),
        clause("1.2", ClauseStatus::Unknown, &["c", "d", "e", "f", "g"]),
        clause("1.3", ClauseStatus::Passing, &["a"]),
        clause("1.4", ClauseStatus::NotJudged, &["b"]),
        clause("1.5", ClauseStatus::NotCovered, &[]),
        clause("1.6", ClauseStatus::NotAutomatable, &[]),
    ];
    clauses[0].failing.insert("a".into(), 2);
    (clauses[0].fail, clauses[1].unknown, clauses[2].pass) = (2, 1, 7);
    clauses[1].missing = ["d", "e", "f", "g"].map(str::to_owned).into();
    clauses[4].scope = ClauseScope::Out;
    FrameworkResult {
        key: "mine".into(),
        name: "Mine".into(),
        version: "1".into(),
        clauses,
    }
}

fn text(format: Format) -> String {
    let report = Report {
        frameworks: vec![result()],
        ..Report::default()
    };
    let mut out = Vec::new();
    write(&report, format, Style::default(), &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn the_table_tells_each_clause_and_why() {
    let table = text(Format::Table);
    let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = table.lines().map(squeezed).collect();
    for wanted in [
        "Mine 1 (mine)",
        "1.1 failing Title of 1.1 a (2)",
        "1.2 unknown Title of 1.2 1 verdicts unknown",
        "left out: d, e, f, and 1 more",
        "1.3 passing Title of 1.3 7 verdicts",
        "1.4 not judged Title of 1.4 nothing of the kind was there or asked for",
        "1.5 not covered Title of 1.5 another service",
        "1.6 not automatable Title of 1.6",
        "6 clauses: 1 failing, 1 unknown, 1 passing, 1 not judged, 1 not covered, 1 not automatable",
    ] {
        assert!(lines.iter().any(|l| l == wanted), "wanted {wanted:?} in\n{table}");
    }
}

#[test]
fn json_has_a_row_for_each_clause() {
    let document: Value = serde_json::from_str(&text(Format::Json)).expect("JSON");
    let framework = &document["frameworks"][0];
    assert_eq!(
        (&framework["key"], &framework["version"]),
        (&json!("mine"), &json!("1"))
    );
    assert_eq!(
        framework["clauses"][0],
        json!({
            "id": "1.1", "title": "Title of 1.1", "status": "failing", "controls": ["a", "b"],
            "fail": 2, "unknown": 0, "pass": 0,
        })
    );
    let states = framework["clauses"].as_array().expect("list").iter();
    let states: Vec<&str> = states.filter_map(|c| c["status"].as_str()).collect();
    let all = [
        "failing",
        "unknown",
        "passing",
        "not_judged",
        "not_covered",
        "not_automatable",
    ];
    assert_eq!(states, all);
}

#[test]
fn coverage_counts_clauses_and_controls() {
    let clause = |id: &str, automatable| Clause {
        id: id.into(),
        title: "T".into(),
        automatable,
        scope: ClauseScope::In,
    };
    let framework = Framework {
        key: "mine".into(),
        name: "Mine".into(),
        version: "1".into(),
        source: "https://mine.example".into(),
        clauses: vec![clause("1", true), clause("2", true), clause("3", false)],
    };
    let controls: [&[&str]; 3] = [&["a", "b"], &[], &[]];
    let rows = framework.clauses.iter().zip(controls);
    let coverage = [Coverage {
        framework: &framework,
        clauses: rows
            .map(|(clause, controls)| ClauseCoverage {
                clause,
                controls: controls.to_vec(),
            })
            .collect(),
    }];
    let value = coverage_json(&coverage, true);
    assert_eq!(
        value[0]["counts"],
        json!({"clauses": 3, "covered": 1, "not_covered": 1, "not_automatable": 1, "controls": 2})
    );
    assert_eq!(value[0]["clauses"][2]["status"], "not_automatable");
    assert_eq!(coverage_json(&coverage, false)[0].get("clauses"), None);
    let shown = |write: fn(&[Coverage<'_>], Style, &mut dyn Write) -> io::Result<()>| {
        let mut out = Vec::new();
        write(&coverage, Style::default(), &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    };
    let clauses = shown(write_coverage);
    assert!(
        clauses.contains("3 clauses: 1 covered, 1 not covered, 1 not automatable"),
        "{clauses}"
    );
    assert!(shown(write_frameworks).contains("1 frameworks"));
}
