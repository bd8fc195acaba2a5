//! What waivers cover stays in sight, and so do the waivers that need somebody's hand.

use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::Table;

use crate::model::{Finding, WaiverStatus};

use super::super::{Report, Style, plain};
use super::{framed, subject};

/// The findings that are waived, each with the word of its owner.
pub(super) fn covered(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut table: Table = framed(&["waived", "resource", "reason", "owner", "until"], style);
    let waived = |f: &&Finding| f.waiver.is_some();
    for finding in report.findings.iter().filter(waived) {
        let Some(waiver) = &finding.waiver else { continue };
        let ticket = waiver.ticket.as_deref().map(|t| format!("\n{}", plain(t)));
        table.add_row([
            format!("{}\n{} {}", finding.control, finding.severity, finding.verdict),
            subject(finding),
            format!("{}{}", plain(&waiver.reason), ticket.unwrap_or_default()),
            plain(&waiver.owner),
            waiver.end().trim_start_matches("until ").to_owned(),
        ]);
    }
    if table.is_empty() {
        return Ok(());
    }
    writeln!(out, "{table}\n")
}

/// Waivers that ended, that end soon, or that do nothing.
pub(super) fn notes(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.waivers_ignored {
        writeln!(out, "WAIVERS ARE IGNORED: none was read (--no-waivers)\n")?;
    }
    let noted = report
        .waivers
        .iter()
        .filter_map(|used| Some((used, used.note.as_ref()?)));
    let (unclear, clear): (Vec<_>, Vec<_>) = noted.partition(|(used, _)| used.status == WaiverStatus::NotJudged);
    if unclear.is_empty() && clear.is_empty() {
        return Ok(());
    }
    writeln!(out, "Waivers:")?;
    for (used, note) in clear {
        let waiver = &used.waiver;
        writeln!(
            out,
            "  {} on {} ({}, {}:{}): {note}",
            plain(&waiver.control),
            plain(&waiver.resource.to_string()),
            plain(&waiver.owner),
            plain(&waiver.file),
            waiver.line
        )?;
    }
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, note) in unclear {
        *counted.entry(note).or_default() += 1;
    }
    for (note, count) in counted {
        writeln!(out, "  {count} not in use: {note}")?;
    }
    writeln!(out)
}
