//! The report for people: what counts, worst first, what was and what is, and what to do about it.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::model::Severity;
use crate::model::drift::{AttributeChange, Change, Class, Drift};

use super::{CLASSES, Style, effects, is_quiet, maker, plain, subject, tally, value};

/// Columns where the output is no terminal.
const DEFAULT_WIDTH: u16 = 140;
/// Rows of lists that are told after the table.
const MOST_LINES: usize = 10;

pub(super) fn write(drift: &Drift, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<&Change> = drift
        .changes
        .iter()
        .filter(|row| style.passes || !is_quiet(row))
        .collect();
    if !shown.is_empty() {
        writeln!(out, "{}\n", rows(&shown, style))?;
    }
    quiet(drift, style, out)?;
    not_compared(drift, out)?;
    ignores(drift, out)?;
    for alert in &drift.alerts {
        writeln!(out, "ALERT: {}", plain(alert))?;
    }
    summary(drift, style, out)
}

fn rows(shown: &[&Change], style: Style) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width.unwrap_or(DEFAULT_WIDTH))
        .set_header(["severity", "class", "resource", "difference"]);
    if style.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let most = ColumnConstraint::UpperBoundary(Width::Percentage(35));
    table.set_constraints([ColumnConstraint::ContentWidth, ColumnConstraint::ContentWidth, most]);
    for change in shown {
        table.add_row([
            Cell::new(change.severity.as_str())
                .fg(color(change.severity))
                .add_attribute(Attribute::Bold),
            Cell::new(change.class.as_str()),
            Cell::new(place(change)),
            Cell::new(difference(change)),
        ]);
    }
    table
}

fn color(severity: Severity) -> Color {
    match severity {
        Severity::Critical | Severity::High => Color::Red,
        Severity::Medium => Color::Yellow,
        Severity::Low => Color::Cyan,
        Severity::Info => Color::Grey,
    }
}

/// What is meant, over where it lies and where it is kept.
fn place(change: &Change) -> String {
    let key = &change.resource;
    let mut lines = vec![subject(change)];
    if change.address.is_some() || key.id != change.name {
        lines.push(key.id.clone());
    }
    lines.push(key.scope.to_string());
    lines.extend(change.declared.as_ref().map(|at| format!("{}:{}", at.file, at.line)));
    lines.extend(change.state.as_ref().map(|state| format!("in {state}")));
    lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("\n")
}

fn difference(change: &Change) -> String {
    let mut lines: Vec<String> = change.attributes.iter().map(attribute).collect();
    lines.extend(effects(change));
    lines.extend(
        change
            .owner
            .as_ref()
            .map(|owner| format!("kept by {}: {}", plain(&owner.name), plain(&owner.reason))),
    );
    lines.extend(change.ignored.as_ref().map(|line| {
        let reason = line.reason.as_deref().map(|reason| format!(" ({})", plain(reason)));
        format!(
            "ignored by {}:{}{}",
            plain(&line.file),
            line.line,
            reason.unwrap_or_default()
        )
    }));
    lines.extend(change.hints.iter().map(|hint| plain(hint)));
    lines.extend(maker(change).map(|who| plain(&who)));
    if let (Class::Unmanaged, Some(import)) = (change.class, change.imports.first()) {
        lines.push(format!("import: {} {}", import.r#type, plain(&import.id)));
    }
    lines.extend(change.advice.map(|advice| format!("→ {}", advice.text())));
    lines.join("\n")
}

fn attribute(change: &AttributeChange) -> String {
    let note = match (&change.ignored, &change.expected) {
        (Some(_), _) => " (ignored)".to_owned(),
        (None, Some(reason)) => format!(" (expected: {reason})"),
        (None, None) => String::new(),
    };
    format!(
        "{}: {} → {}{note}",
        plain(&change.path),
        value(&change.before),
        value(&change.after)
    )
}

/// What does not count, by the reason.
fn quiet(drift: &Drift, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let quiet = || drift.changes.iter().filter(|row| is_quiet(row));
    if style.passes || quiet().next().is_none() {
        return Ok(());
    }
    let ignored = quiet().filter(|row| row.ignored.is_some()).count();
    let owned = quiet()
        .filter(|row| row.ignored.is_none() && row.owner.is_some())
        .count();
    let expected = quiet().count() - ignored - owned;
    let parts = [
        (ignored, "ignored"),
        (owned, "kept by the provider"),
        (expected, "moving by itself"),
    ];
    let parts = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"));
    writeln!(
        out,
        "not counted: {} (--show-all lists them)\n",
        parts.collect::<Vec<_>>().join(", ")
    )
}

fn not_compared(drift: &Drift, out: &mut dyn Write) -> io::Result<()> {
    if drift.not_compared.is_empty() {
        return Ok(());
    }
    writeln!(out, "Could not be compared:")?;
    for unread in drift.not_compared.iter().take(MOST_LINES) {
        let named = unread.address.clone().unwrap_or_else(|| unread.resource.to_string());
        writeln!(out, "  {}: {}", plain(&named), plain(&unread.reason))?;
    }
    match drift.not_compared.len().checked_sub(MOST_LINES) {
        Some(rest) if rest > 0 => writeln!(out, "  and {rest} more (the JSON report names them)\n"),
        _ => writeln!(out),
    }
}

/// Lines of ignore files that ended or do nothing.
fn ignores(drift: &Drift, out: &mut dyn Write) -> io::Result<()> {
    let noted = drift.ignores.iter().filter(|line| line.expired || line.matched == 0);
    for (at, line) in noted.enumerate() {
        if at == 0 {
            writeln!(out, "Ignore file:")?;
        }
        let note = match (&line.until, line.expired) {
            (Some(until), true) => format!("held until {until}, and no longer"),
            _ => "covers nothing".to_owned(),
        };
        writeln!(
            out,
            "  {}:{} {}: {note}",
            plain(&line.file),
            line.line,
            plain(&line.pattern)
        )?;
    }
    if drift.ignores.iter().any(|line| line.expired || line.matched == 0) {
        writeln!(out)?;
    }
    Ok(())
}

fn summary(drift: &Drift, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let counted = CLASSES.into_iter().filter_map(|class| match tally(drift, class).0 {
        0 => None,
        n => Some(format!("{n} {class}")),
    });
    let counted: Vec<String> = counted.collect();
    let told = match (counted.is_empty(), drift.is_incomplete()) {
        (true, false) => "in sync".to_owned(),
        (true, true) => "no drift in what could be compared".to_owned(),
        (false, _) => counted.join(", "),
    };
    let told = if style.color {
        format!("\u{1b}[1m{told}\u{1b}[0m")
    } else {
        told
    };
    writeln!(
        out,
        "{told}: {} ({}) against {} ({}), {} resources compared",
        side(&drift.current.names),
        drift.current.source,
        side(&drift.base.names),
        drift.base.source,
        drift.compared
    )?;
    if drift.attributes_not_compared > 0 {
        writeln!(
            out,
            "{} attributes not compared: unread on one of the sides",
            drift.attributes_not_compared
        )?;
    }
    if let Some(coverage) = &drift.coverage {
        let all = coverage.all;
        writeln!(
            out,
            "Terraform manages {} of {} resources ({:.1} %)",
            all.managed,
            all.total,
            all.ratio() * 100.0
        )?;
        let mut open: Vec<_> = coverage.by_type.iter().filter(|(_, m)| m.managed < m.total).collect();
        open.sort_by_key(|(_, m)| std::cmp::Reverse(m.total - m.managed));
        for (r#type, managed) in open.iter().take(MOST_LINES) {
            writeln!(out, "  {type}: {} of {}", managed.managed, managed.total)?;
        }
    }
    let failing: Vec<String> = drift
        .failing_now
        .iter()
        .rev()
        .map(|(severity, n)| format!("{n} {severity}"))
        .collect();
    if !failing.is_empty() {
        writeln!(
            out,
            "against the spec: {} failing now (--spec-drift lists them)",
            failing.join(", ")
        )?;
    }
    Ok(())
}

/// Names of files; a glob may stand for hundreds.
fn side(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [one] => plain(one),
        [first, rest @ ..] => format!("{} and {} more", plain(first), rest.len()),
    }
}
