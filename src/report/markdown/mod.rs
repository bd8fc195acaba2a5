//! Markdown for the comment of a pull request, and for job summaries.
//!
//! What comes from the cloud or the code stands in code spans and code blocks alone, fenced by more
//! backticks than it holds: nothing in there is markup, a link, a mention or a reference. Tables hold
//! numbers of ours only, since no fence holds in their cells.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{BaselineState, Finding, Severity, Verdict};

use super::rows::{self, Place};
use super::{Report, is_fixed, plain};

/// By it the comment is found again.
const MARKER: &str = "<!-- trueline -->";
/// What GitHub takes, in characters; counted in bytes, which are never fewer.
const MOST: usize = 65_536;
/// Room for the last lines.
const RESERVE: usize = 1_024;
/// Lines of evidence of one row.
const MOST_EVIDENCE: usize = 12;
/// Longest name that is shown whole.
const LONGEST_NAME: usize = 300;

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(comment(report, MOST).as_bytes())
}

/// A text that grows no longer than it may.
struct Page {
    text: String,
    most: usize,
    /// Rows that found no room.
    left_out: usize,
}

impl Page {
    /// Adds a part that is whole or not there; `after` has to find room behind it.
    fn add(&mut self, part: &str, after: usize) -> bool {
        let fits = self.text.len() + part.len() + after <= self.most;
        if fits {
            self.text.push_str(part);
        }
        fits
    }
}

fn comment(report: &Report, most: usize) -> String {
    let rows = rows::in_order(report);
    let mut page = Page {
        text: String::new(),
        most: most.saturating_sub(RESERVE),
        left_out: 0,
    };
    page.text.push_str(&head(report, &rows));
    let open = |f: &&&Finding| f.waiver.is_none();
    for group in grouped(rows.iter().filter(open).copied()) {
        section(&mut page, &heading(&group), &group, report);
    }
    let waived: Vec<&Finding> = rows.iter().filter(|f| f.waiver.is_some()).copied().collect();
    section(&mut page, "Waived", &waived, report);
    let fixed: Vec<&Finding> = report.findings.iter().filter(|f| is_fixed(f)).collect();
    section(&mut page, "Fixed", &fixed, report);
    if page.left_out > 0 {
        let text = format!(
            "\n…and {} more: there is no room for them here; see the whole report.\n",
            page.left_out
        );
        page.text.push_str(&text);
    }
    page.text
}

/// Rows of one control after another; the controls in the order in which they first come.
fn grouped<'a>(rows: impl Iterator<Item = &'a Finding>) -> Vec<Vec<&'a Finding>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in rows {
        let place = *places.entry(&finding.control).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(finding);
    }
    groups
}

fn head(report: &Report, rows: &[&Finding]) -> String {
    let count = |keep: &dyn Fn(&Finding) -> bool| rows.iter().filter(|f| keep(f)).count();
    let open = |f: &Finding| f.waiver.is_none();
    let fail = |f: &Finding| open(f) && f.verdict == Verdict::Fail;
    let state = |f: &Finding, state| fail(f) && f.baseline_state == Some(state);
    let unknown = count(&|f| open(f) && f.verdict == Verdict::Unknown);
    let errors = count(&|f| open(f) && f.verdict == Verdict::Error);
    let waived = count(&|f| !open(f));
    let fixed = report.findings.iter().filter(|f| is_fixed(f)).count();
    let new = count(&|f| state(f, BaselineState::New));
    let unchanged = count(&|f| state(f, BaselineState::Unchanged));
    let failing = count(&fail);
    let compared = report.findings.iter().any(|f| f.baseline_state.is_some());
    let mut text = format!(
        "{MARKER}\n## Trueline: {}\n\n",
        verdict(failing, new, unknown + errors, compared)
    );
    if compared {
        // What has no before is counted as neither.
        let other = failing - new - unchanged;
        text +=
            "| new | fixed | unchanged | not compared | unknown | errors | waived |\n|--:|--:|--:|--:|--:|--:|--:|\n";
        text += &format!("| {new} | {fixed} | {unchanged} | {other} | {unknown} | {errors} | {waived} |\n");
    } else {
        text += "| failing | unknown | errors | waived |\n|--:|--:|--:|--:|\n";
        text += &format!("| {failing} | {unknown} | {errors} | {waived} |\n");
    }
    let summary = &report.summary;
    text += &format!(
        "\n{} controls on {} resources, spec {}, coverage {:.1} %.\n",
        summary.controls,
        summary.resources,
        code(&report.run.spec),
        summary.coverage * 100.0
    );
    text + &warnings(report)
}

fn verdict(failing: usize, new: usize, open: usize, compared: bool) -> String {
    let several = |n: usize| if n == 1 { "finding" } else { "findings" };
    match (failing, open) {
        (0, 0) => "nothing to complain about".to_owned(),
        (0, n) => format!("no failure, but {n} not judged"),
        (n, _) if compared => format!("{new} new {} ({n} in all)", several(new)),
        (n, _) => format!("{n} {}", several(n)),
    }
}

/// What makes the whole worth less.
fn warnings(report: &Report) -> String {
    let mut text = String::new();
    for note in &report.run.notes {
        text.push_str(&format!("\n> {}\n", html(note)));
    }
    let mut warn = |what: &str| text.push_str(&format!("\n> **{what}**\n"));
    if !report.run.complete {
        warn("Incomplete: not everything that was asked for could be read.");
    }
    if report.summary.resources == 0 {
        warn("Nothing was judged: no resource of the kinds that the controls judge was found.");
    }
    if report.waivers_ignored {
        warn("Waivers are ignored.");
    }
    if !report.run.not_judged.is_empty() {
        let count = report.run.not_judged.len();
        warn(&format!(
            "{count} controls were not judged, because their kinds were not collected."
        ));
    }
    text
}

fn heading(group: &[&Finding]) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    format!(
        "{} {} <code>{}</code>",
        label(first.severity),
        html(&first.title),
        html(&first.control)
    )
}

fn label(severity: Severity) -> String {
    format!("<b>{}</b>", severity.as_str().to_uppercase())
}

/// What can be folded. Rows for which there is no room are counted.
fn section(page: &mut Page, heading: &str, rows: &[&Finding], report: &Report) {
    const END: &str = "\n</details>\n";
    if rows.is_empty() {
        return;
    }
    let start = format!("\n<details><summary>{heading} ({})</summary>\n", counts(rows));
    let texts = rows.iter().map(|f| row(f, report));
    let mut begun = false;
    for (n, text) in texts.enumerate() {
        let part = if begun { text } else { format!("{start}{text}") };
        if !page.add(&part, END.len()) {
            page.left_out += rows.len() - n;
            break;
        }
        begun = true;
    }
    if begun {
        page.text.push_str(END);
    }
}

fn counts(rows: &[&Finding]) -> String {
    let new = rows
        .iter()
        .filter(|f| f.baseline_state == Some(BaselineState::New))
        .count();
    match new {
        0 => rows.len().to_string(),
        n if n == rows.len() => format!("{n} new"),
        n => format!("{n} new of {}", rows.len()),
    }
}

/// One finding: what, where, why.
fn row(finding: &Finding, report: &Report) -> String {
    let state = match (finding.verdict, finding.baseline_state) {
        (_, Some(BaselineState::Absent)) => "fixed",
        (_, Some(BaselineState::New)) => "new",
        (Verdict::Unknown, _) => "unknown",
        (Verdict::Error, _) => "error",
        (_, Some(BaselineState::Unchanged)) => "unchanged",
        _ => "failing",
    };
    let folded = finding.waiver.is_some() || is_fixed(finding);
    let control = if folded {
        format!(" {}", code(&finding.control))
    } else {
        String::new()
    };
    // That it stands somewhere in the file that was judged goes without saying.
    let declared = Place::of(finding, report).filter(|_| finding.origin.declared().is_some());
    let place = declared.map(|p| format!(" at {}", code(&format!("{}:{}", p.file, p.line))));
    let place = place.unwrap_or_default();
    let mut text = format!("\n- **{state}**{control} {}{place}\n", code(&rows::subject(finding)));
    if let Some(why) = rows::justification(finding) {
        text.push_str(&block(&[why], ""));
    } else if !is_fixed(finding) {
        text.push_str(&block(&difference(finding), "diff"));
    }
    text
}

/// What is, and what is wanted, as a difference.
fn difference(finding: &Finding) -> Vec<String> {
    let lines = finding.deltas.iter().flat_map(|delta| {
        let path = plain(&delta.path);
        let because = delta.because.as_deref().map(|b| format!("  ({})", plain(b)));
        [
            format!("- {path}: {}{}", rows::actual(delta), because.unwrap_or_default()),
            format!("+ {path}: {}", rows::expected(delta)),
        ]
    });
    let mut lines: Vec<String> = lines.collect();
    lines.extend(finding.error.as_deref().map(|e| format!("! {}", plain(e))));
    lines.extend(finding.gaps.iter().map(|g| format!("! {}", rows::gap(g))));
    rows::shortened(lines, MOST_EVIDENCE)
}

/// A code block within a list.
fn block(lines: &[String], language: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let body: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("\n  {fence}{language}\n{body}  {fence}\n")
}

/// A code span: nothing in it is markup.
fn code(text: &str) -> String {
    let mut text = plain(text);
    if text.chars().count() > LONGEST_NAME {
        text = text.chars().take(LONGEST_NAME - 1).chain(['…']).collect();
    }
    if text.trim().is_empty() {
        return "(no name)".to_owned();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let room = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{room}{text}{room}{fence}")
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// Text within HTML: every sign that could be markup, a mention or a link is written by its number.
fn html(text: &str) -> String {
    let mut out = String::new();
    for c in plain(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, '-' | ',' | '.' | '(' | ')') {
            out.push_str(&format!("&#{};", u32::from(c)));
            if c == '@' {
                // Mentions are looked for after that is undone.
                out.push('\u{2060}');
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests;
