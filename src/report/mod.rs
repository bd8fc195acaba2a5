//! Turns a [`Report`] into bytes, one file a format. Pure: nothing here reads, judges or exits.
//! May import `model` only.

mod drift;
mod frameworks;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod rows;
mod sarif;
mod table;
mod waivers;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{BaselineState, Control, Finding, FrameworkResult, RunInfo, ScopeGap, Summary, Verdict, WaiverUse};

pub use drift::{DriftFormat, write_drift};
pub use frameworks::{coverage_json, write_coverage, write_frameworks};

/// Everything that a report shows.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub run: RunInfo,
    pub summary: Summary,
    /// Every planned pair, sorted by control and resource.
    pub findings: Vec<Finding>,
    /// Listings that failed.
    pub gaps: Vec<ScopeGap>,
    /// The frameworks that were asked about, clause by clause.
    pub frameworks: Vec<FrameworkResult>,
    /// API calls by `service:Operation`.
    pub calls: BTreeMap<String, u64>,
    /// What each waiver did.
    pub waivers: Vec<WaiverUse>,
    /// Waivers were left out on demand.
    pub waivers_ignored: bool,
    /// The file that was judged: where a finding stands that has no better place.
    pub input: Option<String>,
    /// The controls that judged, for what a row does not say of them.
    pub controls: Vec<Control>,
}

/// The formats that a report can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// For people, on a terminal
    Table,
    /// For programs: one stable document
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For CI servers: JUnit XML
    Junit,
    /// Annotations of a GitHub workflow
    Github,
    /// For the comment of a pull request, and for job summaries
    Markdown,
    /// Code Quality of GitLab
    Gitlab,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// Passes and controls without resources too.
    pub passes: bool,
    /// Colours and bold text.
    pub color: bool,
    /// Columns of the terminal; `None` when it is no terminal.
    pub width: Option<u16>,
}

/// Writes a report in a format.
pub fn write(report: &Report, format: Format, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Table => table::write(report, style, out),
        Format::Json => json::write(report, style.passes, out),
        Format::Sarif => sarif::write(report, style.passes, out),
        Format::Junit => junit::write(report, style.passes, out),
        Format::Github => github::write(report, out),
        Format::Markdown => markdown::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
    }
}

/// True for rows that call for something to be done.
fn needs_attention(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Fail | Verdict::Error | Verdict::Unknown)
}

/// True for the row of before of what is so no more.
fn is_fixed(finding: &Finding) -> bool {
    finding.baseline_state == Some(BaselineState::Absent)
}

impl Report {
    /// Rows of a verdict that no waiver covers. What was fixed is not among them.
    pub fn open(&self, verdict: Verdict) -> impl Iterator<Item = &Finding> {
        let open = move |f: &&Finding| f.verdict == verdict && f.waiver.is_none() && !is_fixed(f);
        self.findings.iter().filter(open)
    }
}

/// Text from the cloud, made safe for a terminal: control characters and bidirectional overrides
/// are shown by their code, so that no name can move the cursor or reorder the line.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden =
            matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if c.is_control() || hidden {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod format_tests;

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(plain("naïve 名前"), "naïve 名前");
    }
}
