//! The Markdown form, for comments on requests and for tickets.

use std::io::{self, Write};

use crate::model::drift::{Change, Drift};

use super::{CLASSES, effects, is_quiet, maker, subject, tally, value};

/// Most rows that are written out: platforms cut long comments.
const MOST_ROWS: usize = 100;

pub(super) fn write(drift: &Drift, out: &mut dyn Write) -> io::Result<()> {
    let counted = drift.counted().count();
    match counted {
        0 => writeln!(out, "## No drift\n")?,
        1 => writeln!(out, "## Drift: 1 difference\n")?,
        n => writeln!(out, "## Drift: {n} differences\n")?,
    }
    let sums = CLASSES.into_iter().filter_map(|class| match tally(drift, class) {
        (_, 0) => None,
        (counted, all) if counted == all => Some(format!("{counted} {class}")),
        (counted, all) => Some(format!("{counted} {class} ({} not counted)", all - counted)),
    });
    let sums: Vec<String> = sums.collect();
    if !sums.is_empty() {
        writeln!(out, "{}\n", sums.join(" · "))?;
    }
    let shown: Vec<&Change> = drift.changes.iter().filter(|row| !is_quiet(row)).collect();
    if !shown.is_empty() {
        writeln!(out, "| severity | class | resource | difference |\n|---|---|---|---|")?;
        for change in shown.iter().take(MOST_ROWS) {
            let cells = [
                change.severity.to_string(),
                change.class.to_string(),
                code(&subject(change)),
                details(change),
            ];
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        if shown.len() > MOST_ROWS {
            writeln!(out, "\n{} more rows are in the JSON report.", shown.len() - MOST_ROWS)?;
        }
        writeln!(out)?;
    }
    for alert in &drift.alerts {
        writeln!(out, "- **Alert:** {}", escaped(alert))?;
    }
    if !drift.not_compared.is_empty() {
        writeln!(out, "- {} resources could not be compared", drift.not_compared.len())?;
    }
    if let Some(coverage) = &drift.coverage {
        let all = coverage.all;
        writeln!(
            out,
            "- Terraform manages {} of {} resources ({:.1} %)",
            all.managed,
            all.total,
            all.ratio() * 100.0
        )?;
    }
    Ok(())
}

fn details(change: &Change) -> String {
    let attribute = |a: &crate::model::drift::AttributeChange| {
        format!(
            "{}: {} → {}",
            code(&a.path),
            code(&value(&a.before)),
            code(&value(&a.after))
        )
    };
    let mut lines: Vec<String> = change
        .attributes
        .iter()
        .filter(|a| a.ignored.is_none())
        .map(attribute)
        .collect();
    lines.extend(effects(change).iter().map(|line| format!("**{}**", escaped(line))));
    lines.extend(change.advice.map(|advice| advice.text().to_owned()));
    lines.extend(change.hints.iter().map(|hint| escaped(hint)));
    lines.extend(maker(change).map(|who| escaped(&who)));
    lines.join("<br>")
}

/// Text that nothing in it can end: a code span with a fence longer than any within.
fn code(text: &str) -> String {
    let text = super::plain(text).replace('|', "\\|");
    let runs = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(runs + 1);
    match text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// Text without any meaning to Markdown, HTML or mentions.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::plain(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
