//! The formats of pull requests, with names that attack each of them, read back by a parser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};

use super::{Format, Report, Style, write};
use crate::model::{
    BaselineState, Control, Declaration, Delta, Finding, Gap, GapReason, Origin, ResourceKey, RunInfo, Scope, Severity,
    Summary, Verdict, Waiver, Written,
};

/// One text that attacks terminals, workflow commands, XML, JSON, Markdown and HTML.
pub(super) const HOSTILE: &str = "a\u{1b}[31m|`b``\r\n::error::x%0A</details> ]]> <img src=x> @octocat #12 \
    https://evil.example [x](https://evil.example) **b** & \u{202e}\u{0}'\",:\n# h\n```\n~~~";

fn control(id: &str, severity: Severity) -> Control {
    Control {
        id: id.into(),
        title: format!("Title of {id}"),
        description: "Without it <things> go wrong.".into(),
        severity,
        kinds: vec!["aws.s3.bucket".into()],
        aliases: Vec::new(),
        spec_rows: Vec::new(),
        frameworks: BTreeMap::from([
            (
                "nist-800-53-r5".to_owned(),
                (0..30).map(|n| format!("AC-{n}")).collect(),
            ),
            ("soc2".to_owned(), vec!["A1.2".to_owned()]),
        ]),
        related_resources: vec!["https://docs.example/page".into()],
        remediation: None,
        certain: false,
        package: "p".into(),
        file: "f".into(),
    }
}

pub(super) fn block(file: &str, line: u32) -> Declaration {
    Declaration {
        file: file.into(),
        line,
        end_line: line + 4,
        called_from: None,
    }
}

/// A failure of a planned bucket.
pub(super) fn planned(control: &Control, name: &str, declared: Option<Declaration>) -> Finding {
    let key = ResourceKey {
        kind: "aws.s3.bucket".into(),
        scope: Scope::aws("123456789012").in_region("eu-1"),
        id: name.into(),
    };
    Finding {
        name: name.into(),
        origin: Origin::Plan {
            address: format!("aws_s3_bucket.{name}"),
            actions: vec!["create".into()],
            declared,
        },
        deltas: vec![Delta {
            path: "versioning.status".into(),
            actual: json!(name),
            expected: json!("Enabled"),
            because: None,
        }],
        ..Finding::new(control, key, Verdict::Fail)
    }
}

fn waiver() -> Waiver {
    Waiver {
        control: "low".into(),
        controls: BTreeSet::new(),
        resource: crate::model::ResourcePattern::default(),
        verdicts: BTreeSet::from([Verdict::Fail]),
        reason: HOSTILE.into(),
        owner: "team".into(),
        expires: "2027-01-01".parse().expect("date"),
        ticket: None,
        file: "main.tf".into(),
        line: 3,
        written: Written::Code,
    }
}

/// One row of each sort.
pub(super) fn sample() -> Report {
    let (high, low) = (control("high", Severity::High), control("low", Severity::Low));
    let module = Declaration {
        called_from: Some(Box::new(block("main.tf", 7))),
        ..block(".terraform/modules/b/x y#.tf", 20)
    };
    let mut new = planned(&high, HOSTILE, Some(module));
    new.baseline_state = Some(BaselineState::New);
    let mut unchanged = planned(&high, "old", Some(block("a/main.tf", 1)));
    unchanged.baseline_state = Some(BaselineState::Unchanged);
    let mut fixed = planned(&low, "fixed", None);
    fixed.baseline_state = Some(BaselineState::Absent);
    let mut waived = planned(&low, "waived", None);
    waived.waiver = Some(Arc::new(waiver()));
    waived.baseline_state = Some(BaselineState::New);
    let unknown = Finding {
        verdict: Verdict::Unknown,
        deltas: Vec::new(),
        gaps: vec![Gap {
            message: Some(format!("waits for {HOSTILE}")),
            ..Gap::new("versioning", GapReason::KnownAfterApply)
        }],
        ..planned(&low, "unknown", None)
    };
    let error = Finding {
        verdict: Verdict::Error,
        deltas: Vec::new(),
        error: Some(HOSTILE.into()),
        ..planned(&high, "error", None)
    };
    let pass = Finding {
        verdict: Verdict::Pass,
        deltas: Vec::new(),
        ..planned(&low, "pass", None)
    };
    Report {
        run: RunInfo {
            id: "run-1".into(),
            started_at: "2026-01-01T00:00:00Z".into(),
            source: "plan".into(),
            complete: true,
            spec: "default".into(),
            ..RunInfo::default()
        },
        summary: Summary {
            controls: 2,
            resources: 6,
            ..Summary::default()
        },
        findings: vec![fixed, unchanged, unknown, pass, error, waived, new],
        input: Some("./plan.json".into()),
        controls: vec![high, low],
        ..Report::default()
    }
}

pub(super) fn written(report: &Report, format: Format, passes: bool) -> String {
    let style = Style {
        passes,
        ..Style::default()
    };
    let mut out = Vec::new();
    write(report, format, style, &mut out).expect("written");
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(!text.contains(['\u{1b}', '\u{0}', '\u{202e}', '\r']), "{text}");
    text
}

fn json(report: &Report, format: Format, passes: bool) -> Value {
    serde_json::from_str(&written(report, format, passes)).expect("JSON")
}

fn ids<'a>(results: &'a Value, pointer: &str) -> Vec<&'a str> {
    let results = results.as_array().expect("list").iter();
    results
        .map(|r| r.pointer(pointer).and_then(Value::as_str).unwrap_or_default())
        .collect()
}

#[test]
fn sarif_has_what_the_standard_demands() {
    let log = json(&sample(), Format::Sarif, false);
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"]
            .as_str()
            .is_some_and(|s| s.ends_with("sarif-schema-2.1.0.json"))
    );
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "Trueline");
    assert_eq!(run["automationDetails"]["id"], "trueline/plan/run-1");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = &run["tool"]["driver"]["rules"];
    assert_eq!(ids(rules, "/id"), ["high", "low"]);
    for rule in rules.as_array().expect("list") {
        let text = |pointer: &str| {
            rule.pointer(pointer)
                .and_then(Value::as_str)
                .is_some_and(|t| !t.is_empty())
        };
        for pointer in [
            "/shortDescription/text",
            "/fullDescription/text",
            "/help/text",
            "/helpUri",
        ] {
            assert!(text(pointer), "{pointer} {rule}");
        }
        let tags = rule["properties"]["tags"].as_array().expect("list");
        assert_eq!(tags.len(), 20, "GitHub takes no more");
        assert!(tags.contains(&json!("security")) && tags.contains(&json!("soc2")));
    }
    assert_eq!(rules[0]["properties"]["security-severity"], "8.0");
    for result in run["results"].as_array().expect("list") {
        let rule = result["ruleIndex"]
            .as_u64()
            .and_then(|n| rules.get(usize::try_from(n).ok()?));
        assert_eq!(rule.map(|r| &r["id"]), Some(&result["ruleId"]));
        assert!(result["message"]["text"].as_str().is_some_and(|t| !t.contains("](")));
        let level = if result["kind"] == "fail" { "none" } else { "error" };
        assert_ne!(result["level"], level, "only a failure has a level: {result}");
        assert!(
            result
                .pointer("/locations/0/physicalLocation/region/startColumn")
                .is_none()
        );
        let prints = &result["partialFingerprints"];
        assert_eq!(prints["trueline/v1"].as_str().map(str::len), Some(32));
    }
}

#[test]
fn sarif_results_are_where_the_reader_can_mend_them() {
    let log = json(&sample(), Format::Sarif, false);
    let results = &log["runs"][0]["results"];
    assert_eq!(
        ids(results, "/kind"),
        ["fail", "fail", "open", "open", "fail"],
        "new first, none fixed"
    );
    let uri = "/locations/0/physicalLocation/artifactLocation/uri";
    assert_eq!(
        ids(results, uri),
        ["main.tf", "plan.json", "plan.json", "plan.json", "a/main.tf"]
    );
    let new = &results[0];
    assert_eq!(new["baselineState"], "new");
    let place = &new["locations"][0]["physicalLocation"]["region"];
    assert_eq!(place, &json!({"startLine": 7, "endLine": 11}));
    let related = &new["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "declared here");
    assert_eq!(
        related["physicalLocation"]["artifactLocation"]["uri"],
        ".terraform/modules/b/x%20y%23.tf"
    );
    let logical = &new["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
    assert!(logical.as_str().is_some_and(|name| name.starts_with("aws_s3_bucket.")));
    let waived = &results[1];
    assert_eq!(waived["suppressions"][0]["kind"], "inSource");
    let why = waived["suppressions"][0]["justification"].as_str().expect("text");
    assert!(
        why.contains("::error::x%0A") && why.ends_with("(team, until 2027-01-01)"),
        "{why}"
    );
    let all = json(&sample(), Format::Sarif, true);
    let kinds = ids(&all["runs"][0]["results"], "/kind");
    assert_eq!(kinds.iter().filter(|k| **k == "pass").count(), 1);
    assert!(ids(&all["runs"][0]["results"], "/baselineState").contains(&"absent"));
    let prints: BTreeSet<&str> = ids(&all["runs"][0]["results"], "/partialFingerprints/trueline~1v1")
        .into_iter()
        .collect();
    assert_eq!(prints.len(), 7);
}

#[test]
fn sarif_says_what_the_run_could_not_do() {
    let mut report = sample();
    report.run.complete = false;
    report.run.not_judged = vec!["other".into()];
    report.input = None;
    let log = json(&report, Format::Sarif, false);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notes = ids(&invocation["toolExecutionNotifications"], "/message/text").join("\n");
    assert!(notes.contains("incomplete") && notes.contains("other"), "{notes}");
    assert!(log["runs"][0]["results"][1]["locations"][0]["physicalLocation"].is_null());
}

/// The attributes of every element of a name.
fn elements(xml: &str, wanted: &str) -> Vec<BTreeMap<String, String>> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return found,
            Event::Start(e) | Event::Empty(e) if e.name().as_ref() == wanted.as_bytes() => {
                let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
                    let key = String::from_utf8_lossy(a.key.as_ref()).into_owned();
                    let raw = String::from_utf8_lossy(&a.value).into_owned();
                    (key, quick_xml::escape::unescape(&raw).expect("escaped").into_owned())
                };
                found.push(e.attributes().map(|a| attribute(a.expect("attribute"))).collect());
            }
            _ => {}
        }
    }
}

#[test]
fn junit_counts_failures_errors_and_what_was_skipped() {
    let xml = written(&sample(), Format::Junit, false);
    let suite = &elements(&xml, "testsuite")[0];
    let count = |key: &str| suite[key].parse::<usize>().expect("number");
    assert_eq!(suite["name"], "aws.s3.bucket");
    assert_eq!(
        (count("tests"), count("failures"), count("errors"), count("skipped")),
        (6, 2, 1, 2)
    );
    let cases = elements(&xml, "testcase");
    let hostile = cases
        .iter()
        .find(|c| c["name"].contains("::error::x%0A"))
        .expect("shown");
    assert_eq!((hostile["file"].as_str(), hostile["line"].as_str()), ("main.tf", "7"));
    assert_eq!(hostile["classname"], "high");
    let skipped = elements(&xml, "skipped");
    assert!(
        skipped
            .iter()
            .any(|s| s["message"].starts_with("unknown: versioning: waits for"))
    );
    assert!(skipped.iter().any(|s| s["message"].starts_with("waived: ")));
    assert_eq!(elements(&xml, "img").len(), 0);
    let all = written(&sample(), Format::Junit, true);
    assert_eq!(elements(&all, "testcase").len(), 7);
}

#[test]
fn github_gets_one_command_a_line() {
    let text = written(&sample(), Format::Github, false);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "neither what is waived nor what was fixed: {text}");
    assert!(
        lines
            .iter()
            .all(|l| l.starts_with("::error ") || l.starts_with("::warning ")),
        "{text}"
    );
    assert!(
        lines[0].starts_with("::error file=main.tf,line=7,endLine=11,title=high high::Title of high on aws_s3_bucket."),
        "{text}"
    );
    assert!(
        lines[0].contains("::error::x%250A"),
        "percent signs are escaped: {text}"
    );
    let mut report = sample();
    let odd = block("a,b:c%\n.tf", 1);
    report.findings = vec![planned(&report.controls[0], "x", Some(odd))];
    let text = written(&report, Format::Github, false);
    assert!(text.starts_with("::error file=a%2Cb%3Ac%25\\u{a}.tf,line=1,"), "{text}");
}

#[test]
fn github_gets_ten_of_a_level_and_the_number_of_the_rest() {
    let mut report = sample();
    let (high, low) = (report.controls[0].clone(), report.controls[1].clone());
    let many = |control: &Control| {
        (0..15)
            .map(|n| planned(control, &format!("b{n}"), None))
            .collect::<Vec<_>>()
    };
    report.findings = [many(&high), many(&low)].concat();
    let text = written(&report, Format::Github, false);
    let count = |start: &str| text.lines().filter(|l| l.starts_with(start)).count();
    assert_eq!((count("::error "), count("::notice ")), (10, 10));
    assert!(
        text.trim_end().lines().last().is_some_and(|l| l.contains("11 more")),
        "{text}"
    );
}

#[test]
fn gitlab_gets_what_is_open() {
    let issues = json(&sample(), Format::Gitlab, false);
    assert_eq!(ids(&issues, "/severity"), ["critical", "critical", "info", "critical"]);
    assert_eq!(
        ids(&issues, "/location/path"),
        ["main.tf", "plan.json", "plan.json", "a/main.tf"]
    );
    assert_eq!(issues[0]["location"]["lines"]["begin"], 7);
    assert_eq!(issues[0]["check_name"], "high");
    let prints: BTreeSet<&str> = ids(&issues, "/fingerprint").into_iter().collect();
    assert_eq!(prints.len(), 4);
    assert!(issues[0]["description"].as_str().is_some_and(|d| !d.contains('\n')));
}

/// What a reader of Markdown would see: links, pieces of HTML, and text outside of code.
pub(super) fn seen(markdown: &str) -> (Vec<String>, Vec<String>, String) {
    let (mut links, mut html, mut text) = (Vec::new(), Vec::new(), String::new());
    let mut in_code = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            Event::Html(piece) | Event::InlineHtml(piece) => html.push(piece.trim().to_owned()),
            Event::Text(piece) if !in_code => text.push_str(&piece),
            _ => {}
        }
    }
    (links, html, text)
}

#[test]
fn the_comment_holds_no_markup_of_strangers() {
    let text = written(&sample(), Format::Markdown, false);
    assert!(
        text.starts_with("<!-- trueline -->\n## Trueline: 1 new finding (2 in all)\n"),
        "{text}"
    );
    let (links, html, outside) = seen(&text);
    assert_eq!(links, Vec::<String>::new(), "{text}");
    let foreign = html.iter().filter(|piece| {
        let ours = ["<!-- trueline -->", "<details><summary>", "</details>"];
        !ours.iter().any(|o| piece.starts_with(o))
    });
    assert_eq!(foreign.count(), 0, "{html:?}");
    for sign in ["@", "evil.example", "#12", "<img", "::error"] {
        assert!(!outside.contains(sign), "{sign}: {outside}");
    }
    for wanted in ["new", "fixed", "unchanged", "unknown", "waived"] {
        assert!(text.lines().nth(3).is_some_and(|head| head.contains(wanted)), "{text}");
    }
    assert!(
        text.contains("`main.tf:7`") && text.contains("+ versioning.status: Enabled"),
        "{text}"
    );
    assert!(text.contains("| 1 | 1 | 1 | 0 | 1 | 1 | 1 |"), "{text}");
}

#[test]
fn titles_of_foreign_policies_are_no_markup_either() {
    let mut report = sample();
    for finding in &mut report.findings {
        finding.title = HOSTILE.into();
    }
    let text = written(&report, Format::Markdown, false);
    let (links, html, _) = seen(&text);
    assert_eq!(links, Vec::<String>::new());
    assert!(
        html.iter().all(|piece| !piece.contains("<img") && !piece.contains('@')),
        "{html:?}"
    );
}

#[test]
fn the_table_names_file_and_line_and_what_is_new() {
    let text = written(&sample(), Format::Table, false);
    for part in [
        "main.tf:7",
        "new",
        "fixed",
        "against what was before: 2 new failures, 1 fixed",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("plan.json:1"), "that would say nothing");
}

#[test]
fn what_was_fixed_is_not_open() {
    let report = sample();
    assert_eq!(report.open(Verdict::Fail).count(), 2);
}
