//! Annotations of a GitHub workflow: one line each, which the runner reads from standard output.
//! GitHub shows ten of each level per step, so the rest is counted in one more line.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{Finding, Severity, Verdict};

use super::{Report, plain, rows};

/// What GitHub shows of one level.
const MOST: usize = 10;
/// Lines of evidence in one annotation.
const MOST_EVIDENCE: usize = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Error,
    Warning,
    Notice,
}

impl Level {
    fn of(finding: &Finding) -> Self {
        match (finding.verdict, finding.severity) {
            (Verdict::Error, _) => Self::Error,
            (Verdict::Unknown, _) => Self::Warning,
            (_, Severity::Critical | Severity::High) => Self::Error,
            (_, Severity::Medium) => Self::Warning,
            (_, Severity::Low | Severity::Info) => Self::Notice,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }

    /// One notice is kept for the count of what is not shown.
    fn most(self) -> usize {
        match self {
            Self::Error | Self::Warning => MOST,
            Self::Notice => MOST - 1,
        }
    }
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut shown: BTreeMap<Level, usize> = BTreeMap::new();
    let mut rest = 0;
    for finding in rows::in_order(report).into_iter().filter(|f| f.waiver.is_none()) {
        let level = Level::of(finding);
        let count = shown.entry(level).or_default();
        if *count == level.most() {
            rest += 1;
            continue;
        }
        *count += 1;
        annotation(report, finding, level, out)?;
    }
    if rest > 0 {
        let told = format!("{rest} more are not shown here: GitHub takes {MOST} of a level; see the whole report");
        writeln!(out, "::notice title=Trueline::{}", data(&told))?;
    }
    Ok(())
}

fn annotation(report: &Report, finding: &Finding, level: Level, out: &mut dyn Write) -> io::Result<()> {
    let mut properties = Vec::new();
    if let Some(place) = rows::Place::of(finding, report) {
        properties.push(format!("file={}", property(&plain(place.file))));
        properties.push(format!("line={}", place.line));
        properties.extend(place.end_line.map(|end| format!("endLine={end}")));
    }
    let title = format!("{} {}", finding.severity, finding.control);
    properties.push(format!("title={}", property(&plain(&title))));
    let message = rows::sentence(finding, MOST_EVIDENCE);
    writeln!(out, "::{} {}::{}", level.as_str(), properties.join(","), data(&message))
}

/// Escaped as the runner undoes it in messages.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for properties, which end at colons and commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
