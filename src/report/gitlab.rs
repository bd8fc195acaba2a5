//! GitLab's Code Quality report: what is open, each with its place. GitLab itself compares branches.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::{Finding, Severity, Verdict};

use super::{Report, rows};

/// Lines of evidence in one description.
const MOST_EVIDENCE: usize = 10;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let open = rows::in_order(report).into_iter().filter(|f| f.waiver.is_none());
    let issues: Vec<Issue<'_>> = open.map(|finding| issue(report, finding)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

fn issue<'a>(report: &'a Report, finding: &'a Finding) -> Issue<'a> {
    let place = rows::Place::of(finding, report);
    Issue {
        description: rows::sentence(finding, MOST_EVIDENCE),
        check_name: &finding.control,
        fingerprint: rows::fingerprint(finding),
        severity: severity(finding),
        location: Location {
            // GitLab refuses an entry without a path.
            path: place.as_ref().map_or("trueline", |p| p.file),
            lines: Lines {
                begin: place.as_ref().map_or(1, |p| p.line),
            },
        },
    }
}

/// GitLab's word; what could not be judged is no more than a hint.
fn severity(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.severity) {
        (Verdict::Unknown, _) | (_, Severity::Info) => "info",
        (_, Severity::Low) => "minor",
        (_, Severity::Medium) => "major",
        (_, Severity::High) => "critical",
        (_, Severity::Critical) => "blocker",
    }
}
