//! The JSON form, `trueline.drift/1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::model::drift::{Change, Drift, IgnoreUse, Managed, NotCompared, SideInfo};
use crate::model::{Severity, digest};

use super::CLASSES;

const SCHEMA: &str = "trueline.drift/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    base: &'a SideInfo,
    current: &'a SideInfo,
    summary: Summary<'a>,
    changes: Vec<Row<'a>>,
    not_compared: &'a [NotCompared],
    ignores: &'a [IgnoreUse],
    alerts: &'a [String],
}

#[derive(Serialize)]
struct Summary<'a> {
    /// Nothing counts, and everything could be compared.
    in_sync: bool,
    incomplete: bool,
    /// Class → rows that count.
    counted: BTreeMap<&'static str, usize>,
    /// Rows that don't count: ignored, the provider's own, or moving by themselves.
    not_counted: usize,
    compared: usize,
    attributes_not_compared: usize,
    failing_now: BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Coverage<'a>>,
}

#[derive(Serialize)]
struct Coverage<'a> {
    total: usize,
    managed: usize,
    ratio: f64,
    by_type: &'a BTreeMap<String, Managed>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    change: &'a Change,
    /// The same for the same difference, run after run.
    fingerprint: String,
}

pub(super) fn write(drift: &Drift, out: &mut dyn Write) -> io::Result<()> {
    let counted = CLASSES
        .into_iter()
        .filter_map(|class| match super::tally(drift, class).0 {
            0 => None,
            n => Some((class.as_str(), n)),
        });
    let failing = Severity::ALL.into_iter().filter_map(|severity| {
        let count = drift.failing_now.get(&severity)?;
        Some((severity.as_str(), *count))
    });
    let document = Document {
        schema: SCHEMA,
        base: &drift.base,
        current: &drift.current,
        summary: Summary {
            in_sync: drift.counted().next().is_none() && !drift.is_incomplete(),
            incomplete: drift.is_incomplete(),
            counted: counted.collect(),
            not_counted: drift.changes.iter().filter(|row| !row.counts).count(),
            compared: drift.compared,
            attributes_not_compared: drift.attributes_not_compared,
            failing_now: failing.collect(),
            coverage: drift.coverage.as_ref().map(|coverage| Coverage {
                total: coverage.all.total,
                managed: coverage.all.managed,
                ratio: coverage.all.ratio(),
                by_type: &coverage.by_type,
            }),
        },
        changes: drift.changes.iter().map(row).collect(),
        not_compared: &drift.not_compared,
        ignores: &drift.ignores,
        alerts: &drift.alerts,
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn row(change: &Change) -> Row<'_> {
    let key = &change.resource;
    let control = match change.class {
        crate::model::drift::Class::Changed => "",
        _ => change.impact.first().map(|i| i.control.as_str()).unwrap_or_default(),
    };
    let mut fingerprint = digest::of_parts([
        change.class.as_str(),
        &key.kind,
        &key.scope.to_string(),
        &key.id,
        control,
    ]);
    fingerprint.truncate(32);
    Row { change, fingerprint }
}
