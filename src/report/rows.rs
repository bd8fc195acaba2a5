//! What all formats share: which rows, in which order, where they stand, in which words.
//! The words are safe for a terminal, and single lines; each format escapes them for its own syntax.

use std::cmp::Reverse;

use serde_json::Value;

use crate::model::{BaselineState, Declaration, Delta, Finding, Gap, Verdict, digest};

use super::{Report, is_fixed, needs_attention, plain};

/// Longest value that is shown whole.
const LONGEST_VALUE: usize = 160;

/// Where a reader of code finds what is wrong.
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: u32,
    pub(super) end_line: Option<u32>,
    /// The other block, where a module is between, and what it is.
    pub(super) related: Option<(&'static str, &'a Declaration)>,
}

impl<'a> Place<'a> {
    /// Where it is declared, or else the file that was judged.
    pub(super) fn of(finding: &'a Finding, report: &'a Report) -> Option<Self> {
        if let Some(declared) = finding.origin.declared() {
            let (block, other) = declared.anchor();
            let word = if block == declared {
                "called from here"
            } else {
                "declared here"
            };
            return Some(Self {
                file: &block.file,
                line: block.line.max(1),
                end_line: Some(block.end_line).filter(|end| *end >= block.line),
                related: other.map(|other| (word, other)),
            });
        }
        report.input.as_deref().map(|file| Self {
            file: relative(file),
            line: 1,
            end_line: None,
            related: None,
        })
    }
}

/// A path as the services that host code know it.
fn relative(file: &str) -> &str {
    file.strip_prefix("./").unwrap_or(file)
}

/// How a row sorts within others of its weight: what is there before what was fixed, what is new
/// before what is not.
pub(super) fn rank(finding: &Finding) -> (bool, Verdict, u8) {
    let state = match finding.baseline_state {
        Some(BaselineState::New) => 0,
        None => 1,
        Some(BaselineState::Unchanged | BaselineState::Absent) => 2,
    };
    (is_fixed(finding), finding.verdict, state)
}

/// The rows that call for something, whether waived or not: what is new first, then the worst.
pub(super) fn in_order(report: &Report) -> Vec<&Finding> {
    let mut rows: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|f| needs_attention(f) && !is_fixed(f))
        .collect();
    rows.sort_by_key(|f| {
        let (_, verdict, state) = rank(f);
        (state, Reverse(f.severity), &f.control, verdict, &f.resource)
    });
    rows
}

/// What is judged, in a few words: the Terraform address, or what people call it.
pub(super) fn subject(finding: &Finding) -> String {
    let key = &finding.resource;
    if key.id.is_empty() {
        return plain(&format!("any {} in {}", key.kind, key.scope));
    }
    match finding.origin.address() {
        Some(address) => plain(address),
        None if finding.name == key.id || finding.name.is_empty() => plain(&key.id),
        None => plain(&format!("{} ({})", finding.name, key.id)),
    }
}

/// Why the row is as it is, a line each.
pub(super) fn evidence(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.deltas.iter().map(delta).collect();
    lines.extend(finding.error.as_deref().map(plain));
    if finding.verdict != Verdict::Pass {
        lines.extend(finding.gaps.iter().map(gap));
    }
    lines
}

/// The first lines of the evidence, and how many there are besides.
pub(super) fn shortened(lines: Vec<String>, most: usize) -> Vec<String> {
    let rest = lines.len().saturating_sub(most);
    let more = (rest > 0).then(|| format!("…and {rest} more"));
    lines.into_iter().take(most).chain(more).collect()
}

/// One sentence for services that have room for no more: what is wanted, what it is about, and why.
pub(super) fn sentence(finding: &Finding, most: usize) -> String {
    let state = match finding.verdict {
        Verdict::Unknown => "unknown: ",
        Verdict::Error => "error: ",
        Verdict::Fail | Verdict::Pass | Verdict::NotApplicable => "",
    };
    let why = shortened(evidence(finding), most).join("; ");
    let told = format!("{state}{} on {}", plain(&finding.title), subject(finding));
    if why.is_empty() { told } else { format!("{told}: {why}") }
}

/// Who bears it, until when, and why.
pub(super) fn justification(finding: &Finding) -> Option<String> {
    let waiver = finding.waiver.as_deref()?;
    let ticket = waiver.ticket.as_deref().map(|t| format!(", {t}")).unwrap_or_default();
    let told = format!("{} ({}, {}{ticket})", waiver.reason, waiver.owner, waiver.end());
    Some(plain(&told))
}

fn delta(delta: &Delta) -> String {
    let because = delta.because.as_deref().map(|b| format!(" ({})", plain(b)));
    let (actual, expected) = (actual(delta), expected(delta));
    format!(
        "{}: {actual} → {expected}{}",
        plain(&delta.path),
        because.unwrap_or_default()
    )
}

/// What was seen.
pub(super) fn actual(delta: &Delta) -> String {
    value(&delta.actual)
}

/// What is wanted.
pub(super) fn expected(delta: &Delta) -> String {
    if delta.expected.is_null() {
        "not there".to_owned()
    } else {
        value(&delta.expected)
    }
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

/// What was unread, and why.
pub(super) fn gap(gap: &Gap) -> String {
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

/// The same for the same control on the same resource, run after run.
pub(super) fn fingerprint(finding: &Finding) -> String {
    let key = &finding.resource;
    let mut digest = digest::of_parts([&finding.control, &key.kind, &key.scope.to_string(), &key.id]);
    digest.truncate(32);
    digest
}
