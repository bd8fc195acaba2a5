//! JUnit XML for CI servers: a suite for each kind of resource, a test for each row.
//!
//! A failure is a failure and a policy that broke down an error. What could not be judged, and what
//! is waived, was skipped: CI servers show both, and neither counts as passed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::model::{Finding, Verdict};

use super::{Report, is_fixed, needs_attention, plain, rows};

pub(super) fn write(report: &Report, passes: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, TestSuite> = BTreeMap::new();
    for finding in report.findings.iter().filter(|f| passes || needs_attention(f)) {
        let kind = finding.resource.kind.as_str();
        let suite = suites.entry(kind).or_insert_with(|| TestSuite::new(kind));
        suite.add_test_case(case(report, finding));
    }
    let mut junit = quick_junit::Report::new("trueline");
    junit.add_test_suites(suites.into_values());
    let text = junit.to_string().map_err(io::Error::other)?;
    writeln!(out, "{}", text.trim_end())
}

fn case(report: &Report, finding: &Finding) -> TestCase {
    let mut case = TestCase::new(rows::subject(finding), status(finding));
    case.set_classname(plain(&finding.control));
    if let Some(place) = rows::Place::of(finding, report) {
        let file = plain(place.file);
        case.extra.insert("file".into(), file.as_str().into());
        case.extra.insert("line".into(), place.line.to_string().as_str().into());
    }
    case
}

fn status(finding: &Finding) -> TestCaseStatus {
    if is_fixed(finding) {
        return TestCaseStatus::success();
    }
    if let Some(why) = rows::justification(finding) {
        return skipped(finding, &format!("waived: {why}"));
    }
    match finding.verdict {
        Verdict::Pass => TestCaseStatus::success(),
        Verdict::NotApplicable => skipped(finding, "not applicable: there is none"),
        Verdict::Unknown => skipped(finding, "unknown"),
        Verdict::Fail => failed(NonSuccessKind::Failure, finding),
        Verdict::Error => failed(NonSuccessKind::Error, finding),
    }
}

fn skipped(finding: &Finding, why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    let because = rows::evidence(finding).join("; ");
    match because.as_str() {
        "" => status.set_message(why),
        because => status.set_message(format!("{why}: {because}")),
    };
    status
}

fn failed(kind: NonSuccessKind, finding: &Finding) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(plain(&finding.title));
    status.set_type(finding.severity.as_str());
    status.set_description(rows::evidence(finding).join("\n"));
    status
}
