//! The report for people: worst first, grouped by control, what is off beside what is wanted.

mod waivers;

use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::model::{BaselineState, Finding, Severity, Verdict};

use super::{Report, Style, frameworks, is_fixed, needs_attention, plain, rows};

/// Controls that are named one by one where they are only mentioned.
const MOST_NAMES: usize = 8;

/// Columns where the output is no terminal.
pub(super) const DEFAULT_WIDTH: u16 = 140;
/// What was seen and what is wanted needs the greater part of a line.
const MOST_OF_RESOURCE: ColumnConstraint = ColumnConstraint::UpperBoundary(Width::Percentage(40));

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
        findings.sort_by(|a, b| {
            rows::rank(a)
                .cmp(&rows::rank(b))
                .then_with(|| a.resource.cmp(&b.resource))
        });
        heading(severity.0, control, &findings, style, out)?;
        writeln!(out, "{}\n", grouped(&findings, style))?;
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

fn grouped(findings: &[&Finding], style: Style) -> Table {
    let mut table = framed(&["verdict", "resource", "evidence"], style);
    table.set_constraints([ColumnConstraint::ContentWidth, MOST_OF_RESOURCE]);
    for finding in findings {
        let color = match finding.verdict {
            _ if is_fixed(finding) => Color::Green,
            Verdict::Fail | Verdict::Error => Color::Red,
            Verdict::Unknown => Color::Yellow,
            Verdict::Pass => Color::Green,
            Verdict::NotApplicable => Color::Grey,
        };
        table.add_row([
            Cell::new(marked(finding)).fg(color).add_attribute(Attribute::Bold),
            Cell::new(subject(finding)),
            Cell::new(evidence(finding)),
        ]);
    }
    table
}

/// The verdict, and how it stands to what was before.
fn marked(finding: &Finding) -> String {
    let verdict = finding.verdict.as_str().replace('_', " ");
    match finding.baseline_state {
        Some(BaselineState::New) => format!("{verdict}\nnew"),
        Some(BaselineState::Absent) => "fixed".to_owned(),
        Some(BaselineState::Unchanged) | None => verdict,
    }
}

/// What is judged, over where it lies and where it is declared.
fn subject(finding: &Finding) -> String {
    let place = plain(&finding.resource.scope.to_string());
    let declared = finding.origin.declared().map(|d| {
        let (anchor, _) = d.anchor();
        format!("\n{}:{}", plain(&anchor.file), anchor.line)
    });
    let named = match finding.resource.id.as_str() {
        "" => format!("(any {})", finding.resource.kind),
        id if id == finding.name => plain(id),
        id => format!("{}\n{}", plain(&finding.name), plain(id)),
    };
    format!("{named}\n{place}{}", declared.unwrap_or_default())
}

fn evidence(finding: &Finding) -> String {
    let mut lines = rows::evidence(finding);
    if let Some(fix) = finding.fix.as_ref().filter(|_| !is_fixed(finding)) {
        lines.push(format!("fix: {fix}"));
    }
    lines.join("\n")
}

/// What could not be read, by cause, with the permission that is missing.
fn unread(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut causes: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for gap in report
        .findings
        .iter()
        .filter(|f| f.verdict != Verdict::Pass && !is_fixed(f))
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
    let failing = || report.findings.iter().filter(|f| f.verdict == Verdict::Fail);
    let state = |state| failing().filter(move |f| f.baseline_state == Some(state));
    let (new, fixed) = (state(BaselineState::New).count(), state(BaselineState::Absent).count());
    if report.findings.iter().any(|f| f.baseline_state.is_some()) {
        writeln!(out, "against what was before: {new} new failures, {fixed} fixed")?;
    }
    for note in &report.run.notes {
        writeln!(out, "note: {}", plain(note))?;
    }
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
