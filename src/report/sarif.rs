//! SARIF 2.1.0 for code scanning. Columns are left out: a finding is about a block, not a word.
//!
//! What was fixed and what passed is written only on demand, since services that show SARIF take
//! every result for something that is wrong.

use std::collections::BTreeMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use crate::model::{BaselineState, Control, Declaration, Finding, Severity, Verdict, Written};

use super::rows::{self, Place};
use super::{Report, is_fixed, needs_attention, plain};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// GitHub refuses a run with more.
const MOST_RESULTS: usize = 25_000;
/// GitHub refuses a rule with more.
const MOST_TAGS: usize = 20;
const MOST_NOTES: usize = 100;
/// Lines of evidence in one message.
const MOST_EVIDENCE: usize = 10;
/// What may not stand in the path of a URI as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    automation_details: Named,
    invocations: [Invocation<'a>; 1],
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
struct Named {
    id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    start_time_utc: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'a str>,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties<'a>,
}

#[derive(Serialize)]
struct Help {
    text: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties<'a> {
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    security_severity: Option<&'static str>,
    tags: Vec<String>,
    frameworks: &'a BTreeMap<String, Vec<String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<BaselineState>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    verdict: Verdict,
    severity: Severity,
    resource_kind: &'a str,
    scope: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

pub(super) fn write(report: &Report, everything: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = rows::in_order(report);
    if everything {
        shown.extend(report.findings.iter().filter(|f| is_fixed(f) || !needs_attention(f)));
    }
    let left_out = shown.len().saturating_sub(MOST_RESULTS);
    shown.truncate(MOST_RESULTS);
    let rules = rules(report, &shown);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(n, rule)| (rule.id, n)).collect();
    let results = shown
        .iter()
        .map(|f| outcome(report, f, index.get(f.control.as_str()).copied().unwrap_or_default()))
        .collect();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "Trueline",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules,
                },
            },
            automation_details: Named {
                id: format!("trueline/{}/{}", report.run.source, report.run.id),
            },
            invocations: [Invocation {
                execution_successful: report.run.complete && report.summary.error == 0,
                start_time_utc: &report.run.started_at,
                tool_execution_notifications: notifications(report, left_out),
            }],
            results,
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

/// A rule for each control of the rows.
fn rules<'a>(report: &'a Report, shown: &[&'a Finding]) -> Vec<Rule<'a>> {
    let controls: BTreeMap<&str, &Control> = report.controls.iter().map(|c| (c.id.as_str(), c)).collect();
    let named: BTreeMap<&str, &Finding> = shown.iter().map(|f| (f.control.as_str(), *f)).collect();
    let rule = |(id, finding): (&&'a str, &&'a Finding)| rule(id, finding, controls.get(id).copied());
    named.iter().map(rule).collect()
}

fn rule<'a>(id: &'a str, finding: &'a Finding, control: Option<&'a Control>) -> Rule<'a> {
    let title = plain(&finding.title);
    let description = control.map(|c| plain(&c.description)).filter(|d| !d.is_empty());
    let links = control.map(|c| c.related_resources.as_slice()).unwrap_or_default();
    let mut help: Vec<String> = vec![format!("Wanted: {title}.")];
    help.extend(description.clone());
    help.extend(links.iter().map(|link| plain(link)));
    Rule {
        id,
        short_description: message(title),
        full_description: description.map(message),
        help_uri: links.first().map(String::as_str).filter(|l| l.starts_with("https://")),
        help: Help {
            text: help.join("\n\n"),
        },
        default_configuration: Configuration {
            level: level(finding.severity),
        },
        properties: RuleProperties {
            security_severity: security_severity(finding.severity),
            tags: tags(&finding.frameworks),
            frameworks: &finding.frameworks,
        },
    }
}

/// The frameworks by name, then as many of their clauses as GitHub takes.
fn tags(frameworks: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let names = frameworks.keys().cloned();
    let clauses = frameworks
        .iter()
        .flat_map(|(name, ids)| ids.iter().map(move |id| format!("{name}:{id}")));
    let all = std::iter::once("security".to_owned()).chain(names).chain(clauses);
    all.take(MOST_TAGS).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// The middle of the range that GitHub gives the same name.
fn security_severity(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Critical => Some("9.5"),
        Severity::High => Some("8.0"),
        Severity::Medium => Some("5.5"),
        Severity::Low => Some("2.0"),
        Severity::Info => None,
    }
}

fn outcome<'a>(report: &'a Report, finding: &'a Finding, rule_index: usize) -> Outcome<'a> {
    // Only a failure has a level: that is the standard's rule.
    let (kind, level) = match finding.verdict {
        Verdict::Fail => ("fail", level(finding.severity)),
        Verdict::Unknown | Verdict::Error => ("open", "none"),
        Verdict::Pass => ("pass", "none"),
        Verdict::NotApplicable => ("notApplicable", "none"),
    };
    let place = Place::of(finding, report);
    let related = place.as_ref().and_then(|p| p.related);
    let fingerprint = rows::fingerprint(finding);
    Outcome {
        rule_id: &finding.control,
        rule_index,
        kind,
        level,
        message: message(rows::sentence(finding, MOST_EVIDENCE)),
        locations: [Location {
            physical_location: place.map(|p| physical(p.file, p.line, p.end_line)),
            logical_locations: logical(finding).into_iter().collect(),
            message: None,
        }],
        related_locations: related.map(|(word, other)| block(word, other)).into_iter().collect(),
        // The second is what GitHub goes by; lines may move, the fingerprint does not.
        partial_fingerprints: BTreeMap::from([
            ("trueline/v1", fingerprint.clone()),
            ("primaryLocationLineHash", format!("{fingerprint}:1")),
        ]),
        baseline_state: finding.baseline_state,
        suppressions: suppression(finding).into_iter().collect(),
        properties: Properties {
            verdict: finding.verdict,
            severity: finding.severity,
            resource_kind: &finding.resource.kind,
            scope: finding.resource.scope.to_string(),
        },
    }
}

/// A message; brackets that would make a link of what the cloud says are taken apart.
fn message(text: impl AsRef<str>) -> Message {
    Message {
        text: text.as_ref().replace("](", "] ("),
    }
}

fn physical(file: &str, line: u32, end_line: Option<u32>) -> Physical {
    Physical {
        artifact_location: Artifact {
            uri: utf8_percent_encode(file, PATH).to_string(),
        },
        region: Region {
            start_line: line,
            end_line,
        },
    }
}

fn block(word: &str, declared: &Declaration) -> Location {
    let line = declared.line.max(1);
    let end = Some(declared.end_line).filter(|end| *end >= line);
    Location {
        physical_location: Some(physical(&declared.file, line, end)),
        logical_locations: Vec::new(),
        message: Some(message(word)),
    }
}

fn logical(finding: &Finding) -> Option<Logical> {
    let key = &finding.resource;
    let own = finding.origin.address().or(finding.arn.as_deref()).unwrap_or(&key.id);
    (!own.is_empty()).then_some(Logical {
        name: plain(&finding.name),
        fully_qualified_name: plain(own),
        kind: "resource",
    })
}

fn suppression(finding: &Finding) -> Option<Suppression> {
    let waiver = finding.waiver.as_deref()?;
    Some(Suppression {
        kind: match waiver.written {
            Written::File => "external",
            Written::Code | Written::OtherTool => "inSource",
        },
        status: "accepted",
        justification: rows::justification(finding)?,
    })
}

/// What people should know about the run as a whole.
fn notifications(report: &Report, left_out: usize) -> Vec<Notification> {
    let note = |level, text: String| Notification {
        level,
        message: message(plain(&text)),
    };
    let mut notes = Vec::new();
    if !report.run.complete {
        let text = "the run is incomplete: not everything that it asked for was read";
        notes.push(note("warning", text.to_owned()));
    }
    if report.summary.resources == 0 {
        notes.push(note("warning", "nothing was judged: no resource was found".to_owned()));
    }
    if left_out > 0 {
        notes.push(note(
            "warning",
            format!("{left_out} results are left out: GitHub takes {MOST_RESULTS} of a run"),
        ));
    }
    if !report.run.not_judged.is_empty() {
        let controls = report.run.not_judged.join(", ");
        notes.push(note(
            "note",
            format!("not judged, because their kinds were not collected: {controls}"),
        ));
    }
    let room = MOST_NOTES.saturating_sub(notes.len());
    let unread = report.gaps.iter().take(room);
    notes.extend(unread.map(|g| note("warning", format!("{} in {}: {}", g.kind, g.scope, rows::gap(&g.gap)))));
    notes
}
