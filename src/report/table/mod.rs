//! The report for people: worst first, grouped by control, what is off beside what is wanted.

mod waivers;

use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};
use serde_json::Value;

use crate::model::{Delta, Finding, Gap, Severity, Verdict};

use super::{Report, Style, frameworks, needs_attention, plain};

/// Controls that are named one by one where they are only mentioned.
const MOST_NAMES: usize = 8;

/// Columns where the output is no terminal.
pub(super) const DEFAULT_WIDTH: u16 = 140;
/// What was seen and what is wanted needs the greater part of a line.
const MOST_OF_RESOURCE: ColumnConstraint = ColumnConstraint::UpperBoundary(Width::Percentage(40));
/// Longest value that is shown whole.
const LONGEST_VALUE: usize = 160;

pub(super) fn write(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut groups: BTreeMap<(std::cmp::Reverse<Severity>, &str), Vec<&Finding>> = BTreeMap::new();
    let shown = |f: &&Finding| f.waiver.is_none() && (style.passes || needs_attention(f));
    for finding in report.findings.iter().filter(shown) {
        groups
            .entry((std::cmp::Reverse(finding.severity), &finding.control))
            .or_default()
            .push(finding);
    }
    for ((severity, control), mut findings) in groups {
        findings.sort_by(|a, b| (a.verdict, &a.resource).cmp(&(b.verdict, &b.resource)));
        heading(severity.0, control, &findings, style, out)?;
        writeln!(out, "{}\n", rows(&findings, style))?;
    }
    waivers::covered(report, style, out)?;
    unread(report, out)?;
    frameworks::sections(&report.frameworks, style, out)?;
    waivers::notes(report, out)?;
    summary(report, style, out)
}

fn heading(
    severity: Severity,
    control: &str,
    findings: &[&Finding],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = findings.first().map(|f| plain(&f.title)).unwrap_or_default();
    let label = severity.as_str().to_uppercase();
    if style.color {
        let code = match severity {
            Severity::Critical => "1;97;41",
            Severity::High => "1;31",
            Severity::Medium => "1;33",
            Severity::Low => "1;36",
            Severity::Info => "1;37",
        };
        writeln!(
            out,
            "\u{1b}[{code}m{label}\u{1b}[0m \u{1b}[1m{control}\u{1b}[0m: {title}"
        )
    } else {
        writeln!(out, "{label} {control}: {title}")
    }
}

/// An empty table, as wide as the terminal.
fn framed(header: &[&str], style: Style) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width.unwrap_or(DEFAULT_WIDTH))
        .set_header(header);
    if style.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

fn rows(findings: &[&Finding], style: Style) -> Table {
    let mut table = framed(&["verdict", "resource", "evidence"], style);
    table.set_constraints([ColumnConstraint::ContentWidth, MOST_OF_RESOURCE]);
    for finding in findings {
        let color = match finding.verdict {
            Verdict::Fail | Verdict::Error => Color::Red,
            Verdict::Unknown => Color::Yellow,
            Verdict::Pass => Color::Green,
            Verdict::NotApplicable => Color::Grey,
        };
        table.add_row([
            Cell::new(finding.verdict.as_str().replace('_', " "))
                .fg(color)
                .add_attribute(Attribute::Bold),
            Cell::new(subject(finding)),
            Cell::new(evidence(finding)),
        ]);
    }
    table
}

/// What is judged, over where it lies.
fn subject(finding: &Finding) -> String {
    let place = plain(&finding.resource.scope.to_string());
    match finding.resource.id.as_str() {
        "" => format!("(any {})\n{place}", finding.resource.kind),
        id if id == finding.name => format!("{}\n{place}", plain(id)),
        id => format!("{}\n{}\n{place}", plain(&finding.name), plain(id)),
    }
}

fn evidence(finding: &Finding) -> String {
    let mut lines: Vec<String> = finding.deltas.iter().map(delta).collect();
    lines.extend(finding.error.as_deref().map(plain));
    if finding.verdict != Verdict::Pass {
        lines.extend(finding.gaps.iter().map(gap));
    }
    if let Some(fix) = &finding.fix {
        lines.push(format!("fix: {fix}"));
    }
    lines.join("\n")
}

fn delta(delta: &Delta) -> String {
    let mut text = format!(
        "{}: {} → {}",
        plain(&delta.path),
        value(&delta.actual),
        wanted(&delta.expected)
    );
    if let Some(because) = &delta.because {
        text.push_str(&format!(" ({})", plain(because)));
    }
    text
}

fn value(value: &Value) -> String {
    let text = match value {
        Value::Null => "not set".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let text = plain(&text);
    if text.chars().count() <= LONGEST_VALUE {
        return text;
    }
    text.chars().take(LONGEST_VALUE - 1).chain(['…']).collect()
}

fn wanted(expected: &Value) -> String {
    if expected.is_null() {
        "not there".to_owned()
    } else {
        value(expected)
    }
}

fn gap(gap: &Gap) -> String {
    let path = if gap.path.is_empty() { "listing" } else { &gap.path };
    let mut text = format!("{} unread: {}", plain(path), gap.reason);
    if let Some(message) = gap.message.as_deref().filter(|_| gap.operation.is_none()) {
        text = format!("{}: {}", plain(path), plain(message));
    }
    if let Some(operation) = &gap.operation {
        text.push_str(&format!(" at {}", plain(operation)));
    }
    text
}

/// What could not be read, by cause, with the permission that is missing.
fn unread(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut causes: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for gap in report
        .findings
        .iter()
        .filter(|f| f.verdict != Verdict::Pass)
        .flat_map(|f| &f.gaps)
    {
        let operation = gap.operation.clone().unwrap_or_else(|| gap.path.clone());
        let permission = gap.permission.clone().unwrap_or_default();
        *causes
            .entry((operation, gap.reason.to_string(), permission))
            .or_default() += 1;
    }
    if causes.is_empty() {
        return Ok(());
    }
    writeln!(out, "Could not be read:")?;
    for ((operation, reason, permission), count) in causes {
        let mend = if permission.is_empty() {
            String::new()
        } else {
            format!("; needs {}", plain(&permission))
        };
        writeln!(out, "  {}: {reason} ({count} verdicts{mend})", plain(&operation))?;
    }
    writeln!(out)
}

fn summary(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let s = &report.summary;
    let bold = |text: String| {
        if style.color {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text
        }
    };
    let configuration = report.run.config.as_deref().map(|file| format!(", by {}", plain(file)));
    writeln!(
        out,
        "{}: {} controls on {} resources, spec {}{}",
        bold(format!(
            "{} fail{}, {} error{}, {} unknown{}, {} pass",
            s.fail,
            waived(report, Verdict::Fail),
            s.error,
            waived(report, Verdict::Error),
            s.unknown,
            waived(report, Verdict::Unknown),
            s.pass
        )),
        s.controls,
        s.resources,
        plain(&report.run.spec),
        configuration.unwrap_or_default()
    )?;
    writeln!(
        out,
        "coverage {:.1} % ({} not applicable)",
        s.coverage * 100.0,
        s.not_applicable
    )?;
    if !report.run.complete {
        writeln!(
            out,
            "INCOMPLETE: the collection was stopped before it had read everything"
        )?;
    }
    if s.resources == 0 {
        writeln!(
            out,
            "NOTHING WAS JUDGED: no resource of the kinds that the controls judge was found"
        )?;
    }
    if !report.run.not_judged.is_empty() {
        writeln!(
            out,
            "not judged, because their kinds were not collected: {}",
            shortened(&report.run.not_judged)
        )?;
    }
    let fixable = report.open(Verdict::Fail).filter(|f| f.fix.is_some()).count();
    if fixable > 0 {
        writeln!(out, "next: `trueline fix plan` can close {fixable} of these")?;
    }
    Ok(())
}

/// How many rows of a verdict are waived, to stand behind their number.
fn waived(report: &Report, verdict: Verdict) -> String {
    let waived = |f: &&Finding| f.verdict == verdict && f.waiver.is_some();
    match report.findings.iter().filter(waived).count() {
        0 => String::new(),
        n => format!(" ({n} waived)"),
    }
}

/// The first of many names; a cloud that is not connected can leave out a hundred controls.
fn shortened(names: &[String]) -> String {
    let told = names.len().min(MOST_NAMES);
    let rest = names.len() - told;
    match rest {
        0 => names.join(", "),
        _ => format!(
            "{} and {rest} more (the JSON report names them)",
            names[..told].join(", ")
        ),
    }
}

#[cfg(test)]
mod tests;
