use serde_json::{Value, json};

use super::*;
use crate::model::{Delta, Gap, GapReason, Origin, ResourceKey, RunInfo, Scope, Summary};
use crate::report::{Format, write as write_report};

fn finding(control: &str, severity: Severity, verdict: Verdict, id: &str, name: &str) -> Finding {
    Finding {
        control: control.into(),
        title: format!("Title of {control}"),
        severity,
        verdict,
        resource: ResourceKey {
            kind: "aws.s3.bucket".into(),
            scope: Scope::aws("123456789012").in_region("eu-1"),
            id: id.into(),
        },
        name: name.into(),
        arn: None,
        origin: Origin::Live,
        deltas: Vec::new(),
        gaps: Vec::new(),
        error: None,
        frameworks: BTreeMap::from([("soc2".to_owned(), vec!["A1.2".to_owned()])]),
        fix: None,
        tags: None,
        waiver: None,
        baseline_state: None,
    }
}

/// A report with one row of each verdict, and names that attack the terminal.
fn sample() -> Report {
    let mut fail = finding(
        "low-one",
        Severity::Low,
        Verdict::Fail,
        "b-1",
        "evil\u{1b}[31m\u{202e}name",
    );
    fail.deltas.push(Delta {
        path: "versioning.status".into(),
        actual: json!("x\ny\u{7}"),
        expected: json!("Enabled"),
        because: Some("via\u{9b}1m".into()),
    });
    fail.fix = Some("s3-bucket-versioning".into());
    let mut gone = finding("low-one", Severity::Low, Verdict::Fail, "b-2", "b-2");
    gone.deltas.push(Delta {
        path: "policy".into(),
        actual: json!({"a": "b".repeat(300)}),
        expected: Value::Null,
        because: None,
    });
    let mut unknown = finding("bad-one", Severity::Critical, Verdict::Unknown, "b-1", "b-1");
    unknown.gaps.push(Gap {
        path: "versioning".into(),
        reason: GapReason::AccessDenied,
        operation: Some("s3:GetBucketVersioning".into()),
        permission: Some("s3:GetBucketVersioning".into()),
        code: Some("AccessDenied".into()),
        message: Some("no".into()),
    });
    let mut error = finding("bad-one", Severity::Critical, Verdict::Error, "b-2", "b-2");
    error.error = Some("engine\nfell over".into());
    let pass = finding("low-one", Severity::Low, Verdict::Pass, "b-3", "b-3");
    let none = finding("none-one", Severity::High, Verdict::NotApplicable, "", "");
    let findings = vec![unknown, error, fail, gone, pass, none];
    Report {
        run: RunInfo {
            id: "run".into(),
            started_at: "2026-01-01T00:00:00Z".into(),
            source: "snapshot".into(),
            complete: false,
            spec: "default".into(),
            policies: "digest".into(),
            config: None,
            notes: vec!["it is partial".into()],
            not_judged: vec!["other-one".into()],
        },
        summary: Summary::of(tallies(&findings).values(), 3, 3),
        findings,
        gaps: Vec::new(),
        frameworks: Vec::new(),
        calls: BTreeMap::from([("s3:ListBuckets".to_owned(), 1)]),
        ..Report::default()
    }
}

fn text(format: Format, style: Style) -> String {
    let mut out = Vec::new();
    write_report(&sample(), format, style, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn at(width: u16) -> String {
    text(
        Format::Table,
        Style {
            width: Some(width),
            ..Style::default()
        },
    )
}

/// Compares with a stored table; `TRUELINE_BLESS=1` stores it anew.
fn is_exact(width: u16) {
    let file = format!("{}/src/report/table/at_{width}.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("TRUELINE_BLESS").is_some() {
        std::fs::write(&file, at(width)).expect("written");
    }
    assert_eq!(at(width), std::fs::read_to_string(&file).expect("stored"));
}

#[test]
fn the_table_is_exact_at_80_columns() {
    is_exact(80);
    assert!(
        at(80)
            .lines()
            .take_while(|l| !l.starts_with("Could"))
            .all(|l| l.chars().count() <= 80)
    );
}

#[test]
fn the_table_is_exact_at_200_columns() {
    is_exact(200);
}

#[test]
fn nothing_from_the_cloud_reaches_the_terminal_unescaped() {
    for (passes, color) in [(false, false), (true, true)] {
        let style = Style {
            passes,
            color,
            width: Some(200),
        };
        let shown = text(Format::Table, style);
        assert!(!shown.contains(['\u{7}', '\u{9b}', '\u{202e}']), "{shown}");
        assert!(!shown.contains("evil\u{1b}"), "{shown}");
        assert_eq!(shown.contains('\u{1b}'), color);
        assert_eq!(shown.contains("b-3"), passes);
        assert_eq!(shown.contains("(any aws.s3.bucket)"), passes);
    }
    // JSON escapes control characters itself.
    assert!(!text(Format::Json, Style::default()).contains(['\u{1b}', '\u{7}']));
}

#[test]
fn the_json_report_has_the_keys_of_the_design() {
    let keys = |v: &Value| v.as_object().expect("object").keys().cloned().collect::<Vec<_>>();
    let document: Value = serde_json::from_str(&text(Format::Json, Style::default())).expect("JSON");
    assert_eq!(
        keys(&document),
        [
            "calls",
            "findings",
            "frameworks",
            "gaps",
            "run",
            "schema",
            "summary",
            "waivers"
        ]
    );
    assert_eq!(document["schema"], "trueline.report/1");
    assert_eq!(
        keys(&document["run"]),
        [
            "complete",
            "config",
            "id",
            "not_judged",
            "notes",
            "policies",
            "source",
            "spec",
            "started_at",
            "waivers_ignored"
        ]
    );
    let summary = [
        "controls",
        "coverage",
        "error",
        "fail",
        "not_applicable",
        "pass",
        "resources",
        "unknown",
        "waived",
    ];
    assert_eq!(keys(&document["summary"]), summary);
    assert_eq!(document["summary"]["coverage"], 0.6);
    let findings = document["findings"].as_array().expect("list");
    let verdicts: Vec<&str> = findings.iter().filter_map(|f| f["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["unknown", "error", "fail", "fail"]);
    let row = [
        "control",
        "deltas",
        "error",
        "fingerprint",
        "fix",
        "frameworks",
        "gaps",
        "resource",
        "severity",
        "title",
        "verdict",
        "waiver",
    ];
    for finding in findings {
        assert_eq!(keys(finding), row);
        assert_eq!(
            keys(&finding["resource"]),
            ["arn", "id", "kind", "name", "origin", "scope"]
        );
    }
    assert_eq!(
        findings[2]["deltas"][0]["actual"], "x\ny\u{7}",
        "values are told as they are"
    );
    assert_eq!(keys(&findings[3]["deltas"][0]), ["actual", "expected", "path"]);
    assert_eq!(findings[3]["deltas"][0]["expected"], Value::Null);
    let style = Style {
        passes: true,
        ..Style::default()
    };
    let all: Value = serde_json::from_str(&text(Format::Json, style)).expect("JSON");
    assert_eq!(all["findings"].as_array().map(Vec::len), Some(6));
    assert_eq!(all["findings"][5]["resource"]["id"], Value::Null);
    let prints = all["findings"]
        .as_array()
        .expect("list")
        .iter()
        .map(|f| f["fingerprint"].to_string());
    assert_eq!(prints.collect::<std::collections::BTreeSet<_>>().len(), 6);
}

#[test]
fn of_many_names_the_first_are_told() {
    let names = |n: usize| (0..n).map(|n| format!("c{n}")).collect::<Vec<_>>();
    assert_eq!(shortened(&names(2)), "c0, c1");
    assert!(shortened(&names(8)).ends_with("c7"));
    assert!(shortened(&names(108)).ends_with("c7 and 100 more (the JSON report names them)"));
}

fn tallies(findings: &[Finding]) -> std::collections::BTreeMap<String, crate::model::Tally> {
    let mut tallies = std::collections::BTreeMap::<String, crate::model::Tally>::new();
    for finding in findings {
        tallies
            .entry(finding.control.clone())
            .or_default()
            .count(finding.verdict);
    }
    tallies
}

/// A waiver with words that attack the terminal.
fn waiver() -> crate::model::Waiver {
    crate::model::Waiver {
        control: "low-*".into(),
        controls: std::collections::BTreeSet::from(["low-one".to_owned()]),
        resource: crate::model::ResourcePattern {
            id: Some("b-\u{202e}*".into()),
            ..Default::default()
        },
        verdicts: std::collections::BTreeSet::from([Verdict::Fail]),
        reason: "a long reason \u{1b}[31m".repeat(9),
        owner: "team\u{7}".into(),
        expires: "2027-01-01".parse().expect("date"),
        ticket: Some("T\u{9b}1".into()),
        file: "w\n.yaml".into(),
        line: 7,
        written: crate::model::Written::File,
    }
}

#[test]
fn what_is_waived_has_a_place_of_its_own() {
    let mut report = sample();
    let waiver = std::sync::Arc::new(waiver());
    report.findings[2].waiver = Some(waiver.clone());
    report.summary.waived = 1;
    report.waivers = vec![crate::model::WaiverUse {
        waiver,
        status: crate::model::WaiverStatus::Active,
        matched: 1,
        days_left: 3,
        note: Some("expires in 3 days".into()),
    }];
    let written = |format, style| {
        let mut out = Vec::new();
        write_report(&report, format, style, &mut out).expect("written");
        String::from_utf8(out).expect("UTF-8")
    };
    let style = Style {
        width: Some(80),
        ..Style::default()
    };
    let table = written(Format::Table, style);
    assert!(!table.contains(['\u{7}', '\u{9b}', '\u{1b}', '\u{202e}']), "{table}");
    assert!(
        table.contains("2 fail (1 waived), 1 error, 1 unknown, 1 pass"),
        "{table}"
    );
    assert!(table.contains("w\\u{a}.yaml:7): expires in 3 days"), "{table}");
    let (open, waived) = table.split_once(" waived ").expect("section");
    assert!(!open.contains("evil") && waived.contains("evil"), "{table}");
    assert!(
        !table.contains("next:"),
        "no fix is offered for what is waived: {table}"
    );
    let framed = |line: &&str| !line.starts_with("  ") && !line.contains(": ");
    assert!(table.lines().filter(framed).all(|l| l.chars().count() <= 80), "{table}");
    let document: Value = serde_json::from_str(&written(Format::Json, Style::default())).expect("JSON");
    assert_eq!(document["findings"][2]["waiver"]["expires"], "2027-01-01");
    assert_eq!(document["findings"][3]["waiver"], Value::Null);
    assert_eq!(document["waivers"][0]["status"], "active");
}
