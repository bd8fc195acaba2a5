//! The JSON report, `trueline.report/1`: a type of its own, so that the internal ones may change.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::model::{BaselineState, Delta, Finding, Gap, Origin, Scope, ScopeGap, Severity, Summary, Verdict};

use super::rows::fingerprint;
use super::{Report, frameworks, needs_attention, waivers};

const SCHEMA: &str = "trueline.report/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    run: Run<'a>,
    summary: &'a Summary,
    findings: Vec<Row<'a>>,
    waivers: Vec<waivers::Row<'a>>,
    gaps: &'a [ScopeGap],
    /// Empty where the run was asked about none.
    frameworks: Vec<frameworks::Document<'a>>,
    calls: &'a BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct Run<'a> {
    id: &'a str,
    started_at: &'a str,
    source: &'a str,
    complete: bool,
    spec: &'a str,
    policies: &'a str,
    config: Option<&'a str>,
    notes: &'a [String],
    not_judged: &'a [String],
    waivers_ignored: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    control: &'a str,
    title: &'a str,
    severity: Severity,
    verdict: Verdict,
    resource: ResourceRef<'a>,
    deltas: &'a [Delta],
    gaps: &'a [Gap],
    error: Option<&'a str>,
    waiver: Option<waivers::Cover<'a>>,
    frameworks: &'a BTreeMap<String, Vec<String>>,
    fingerprint: String,
    fix: Option<&'a str>,
    /// Only where there is a before.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<BaselineState>,
}

#[derive(Serialize)]
struct ResourceRef<'a> {
    kind: &'a str,
    /// Absent when the row is about a whole scope.
    id: Option<&'a str>,
    name: Option<&'a str>,
    arn: Option<&'a str>,
    scope: &'a Scope,
    origin: &'a Origin,
}

pub(super) fn write(report: &Report, passes: bool, out: &mut dyn Write) -> io::Result<()> {
    let run = &report.run;
    let document = Document {
        schema: SCHEMA,
        run: Run {
            id: &run.id,
            started_at: &run.started_at,
            source: &run.source,
            complete: run.complete,
            spec: &run.spec,
            policies: &run.policies,
            config: run.config.as_deref(),
            notes: &run.notes,
            not_judged: &run.not_judged,
            waivers_ignored: report.waivers_ignored,
        },
        summary: &report.summary,
        findings: report
            .findings
            .iter()
            .filter(|f| passes || needs_attention(f))
            .map(row)
            .collect(),
        waivers: report.waivers.iter().map(waivers::Row::from).collect(),
        gaps: &report.gaps,
        frameworks: report.frameworks.iter().map(frameworks::document).collect(),
        calls: &report.calls,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn row(finding: &Finding) -> Row<'_> {
    let whole_scope = finding.resource.id.is_empty();
    Row {
        control: &finding.control,
        title: &finding.title,
        severity: finding.severity,
        verdict: finding.verdict,
        resource: ResourceRef {
            kind: &finding.resource.kind,
            id: (!whole_scope).then_some(&finding.resource.id),
            name: (!whole_scope).then_some(&finding.name),
            arn: finding.arn.as_deref(),
            scope: &finding.resource.scope,
            origin: &finding.origin,
        },
        deltas: &finding.deltas,
        gaps: &finding.gaps,
        error: finding.error.as_deref(),
        waiver: finding.waiver.as_deref().map(waivers::Cover::from),
        frameworks: &finding.frameworks,
        fingerprint: fingerprint(finding),
        fix: finding.fix.as_deref(),
        baseline_state: finding.baseline_state,
    }
}
