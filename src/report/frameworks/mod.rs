//! Frameworks, clause by clause: how a run stands to them, and which controls cover them.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, Width, presets};
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{ClauseCoverage, ClauseResult, ClauseScope, ClauseStatus, Coverage, Covered, FrameworkResult};

use super::Style;
use super::table::DEFAULT_WIDTH;

/// Controls that are named where there is nothing to complain about.
const MOST_NAMES: usize = 3;
/// The longest id must not be broken, and the names of controls need room.
const MOST_OF_TITLE: ColumnConstraint = ColumnConstraint::UpperBoundary(Width::Percentage(40));

/// The part of the JSON report that is about one framework.
#[derive(Serialize)]
pub(super) struct Document<'a> {
    key: &'a str,
    version: &'a str,
    clauses: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    status: ClauseStatus,
    controls: &'a [String],
    fail: usize,
    unknown: usize,
    pass: usize,
}

pub(super) fn document(result: &FrameworkResult) -> Document<'_> {
    fn row(clause: &ClauseResult) -> Row<'_> {
        Row {
            id: &clause.id,
            title: &clause.title,
            status: clause.status,
            controls: &clause.controls,
            fail: clause.fail,
            unknown: clause.unknown,
            pass: clause.pass,
        }
    }
    Document {
        key: &result.key,
        version: &result.version,
        clauses: result.clauses.iter().map(row).collect(),
    }
}

/// A section for each framework that the run was asked about.
pub(super) fn sections(results: &[FrameworkResult], style: Style, out: &mut dyn Write) -> io::Result<()> {
    for result in results {
        let mut table = table(style, ["clause", "state", "title", "why"]);
        for clause in &result.clauses {
            table.add_row([
                Cell::new(&clause.id),
                state(clause.status),
                Cell::new(&clause.title),
                Cell::new(why(clause)),
            ]);
        }
        let counts = ClauseStatus::ALL.map(|status| {
            let count = result.clauses.iter().filter(|c| c.status == status).count();
            format!("{count} {}", status.as_str())
        });
        writeln!(out, "{} {} ({})\n{table}", result.name, result.version, result.key)?;
        writeln!(out, "{} clauses: {}\n", result.clauses.len(), counts.join(", "))?;
    }
    Ok(())
}

/// What makes a clause stand as it does.
fn why(clause: &ClauseResult) -> String {
    match clause.status {
        ClauseStatus::Failing => {
            let line = |(control, count): (&String, &usize)| format!("{control} ({count})");
            clause.failing.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        ClauseStatus::Unknown => {
            let mut lines = Vec::new();
            if clause.unknown > 0 {
                lines.push(format!("{} verdicts unknown", clause.unknown));
            }
            if !clause.missing.is_empty() {
                let missing: Vec<&str> = clause.missing.iter().map(String::as_str).collect();
                lines.push(format!("left out: {}", shortened(&missing, ", ")));
            }
            lines.join("\n")
        }
        ClauseStatus::Passing => format!("{} verdicts", clause.pass),
        ClauseStatus::NotJudged => "nothing of the kind was there or asked for".into(),
        ClauseStatus::NotCovered if clause.scope == ClauseScope::Out => "another service".into(),
        ClauseStatus::NotCovered | ClauseStatus::NotAutomatable => String::new(),
    }
}

fn shortened(names: &[&str], between: &str) -> String {
    let told = names.len().min(MOST_NAMES);
    match names.len() - told {
        0 => names.join(between),
        rest => format!("{}{between}and {rest} more", names[..told].join(between)),
    }
}

fn state(status: ClauseStatus) -> Cell {
    let color = match status {
        ClauseStatus::Failing => Color::Red,
        ClauseStatus::Unknown => Color::Yellow,
        ClauseStatus::Passing => Color::Green,
        _ => Color::Grey,
    };
    Cell::new(status.as_str()).fg(color).add_attribute(Attribute::Bold)
}

fn table<const N: usize>(style: Style, header: [&str; N]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width.unwrap_or(DEFAULT_WIDTH))
        .set_header(header)
        .set_constraints([
            ColumnConstraint::ContentWidth,
            ColumnConstraint::ContentWidth,
            MOST_OF_TITLE,
        ]);
    if style.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

/// Clause by clause which controls cover it, for people.
pub fn write_coverage(coverages: &[Coverage<'_>], style: Style, out: &mut dyn Write) -> io::Result<()> {
    for coverage in coverages {
        let mut table = table(style, ["clause", "state", "title", "controls"]);
        for row in &coverage.clauses {
            let clause = row.clause;
            let controls = match clause.scope {
                ClauseScope::Out if row.controls.is_empty() => "another service".into(),
                _ => row.controls.join("\n"),
            };
            table.add_row([clause.id.as_str(), row.state().as_str(), &clause.title, &controls]);
        }
        let f = coverage.framework;
        writeln!(out, "{} {} ({}), {}\n{table}", f.name, f.version, f.key, f.source)?;
        let counts = [Covered::Covered, Covered::NotCovered, Covered::NotAutomatable];
        let counts = counts.map(|state| format!("{} {}", coverage.count(state), state.as_str()));
        writeln!(out, "{} clauses: {}\n", coverage.clauses.len(), counts.join(", "))?;
    }
    Ok(())
}

/// A line for each framework, for people.
pub fn write_frameworks(coverages: &[Coverage<'_>], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut table = table(
        style,
        [
            "framework",
            "version",
            "name",
            "clauses",
            "covered",
            "not covered",
            "not automatable",
            "controls",
        ],
    );
    for coverage in coverages {
        let f = coverage.framework;
        let numbers = [
            coverage.clauses.len(),
            coverage.count(Covered::Covered),
            coverage.count(Covered::NotCovered),
            coverage.count(Covered::NotAutomatable),
            coverage.controls(),
        ];
        let texts = [&f.key, &f.version, &f.name].into_iter().cloned();
        table.add_row(texts.chain(numbers.iter().map(ToString::to_string)));
    }
    writeln!(out, "{table}\n{} frameworks", coverages.len())
}

/// The same for programs, with the clauses when `clauses` is set.
pub fn coverage_json(coverages: &[Coverage<'_>], clauses: bool) -> Value {
    let row = |row: &ClauseCoverage<'_>| {
        let clause = row.clause;
        json!({
            "id": clause.id, "title": clause.title, "automatable": clause.automatable, "scope": clause.scope,
            "status": row.state(), "controls": row.controls,
        })
    };
    let one = |coverage: &Coverage<'_>| {
        let f = coverage.framework;
        let mut value = json!({
            "key": f.key, "name": f.name, "version": f.version, "source": f.source,
            "counts": {
                "clauses": coverage.clauses.len(),
                "covered": coverage.count(Covered::Covered),
                "not_covered": coverage.count(Covered::NotCovered),
                "not_automatable": coverage.count(Covered::NotAutomatable),
                "controls": coverage.controls(),
            },
        });
        if clauses {
            value["clauses"] = coverage.clauses.iter().map(row).collect();
        }
        value
    };
    coverages.iter().map(one).collect()
}

#[cfg(test)]
mod tests;
