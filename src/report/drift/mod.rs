//! The drift report in its formats.

mod json;
mod markdown;
mod table;

use std::io::{self, Write};

use serde_json::Value;

use crate::model::drift::{Change, Class, Drift, Effect};

use super::{Style, plain};

/// The formats that a drift report can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum DriftFormat {
    /// For people, on a terminal
    Table,
    /// For programs: one stable document
    Json,
    /// For comments and tickets
    Markdown,
}

/// Writes a drift report in a format.
pub fn write_drift(drift: &Drift, format: DriftFormat, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        DriftFormat::Table => table::write(drift, style, out),
        DriftFormat::Json => json::write(drift, out),
        DriftFormat::Markdown => markdown::write(drift, out),
    }
}

/// Longest value that is shown whole.
const LONGEST_VALUE: usize = 120;

/// A value for people, safe for a terminal.
fn value(value: &Value) -> String {
    let text = match value {
        Value::Null => "not set".to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(members) => {
            // What is not set says nothing.
            let set: serde_json::Map<_, _> = members
                .iter()
                .filter(|(_, v)| !v.is_null())
                .map(|(name, v)| (name.clone(), v.clone()))
                .collect();
            Value::Object(set).to_string()
        }
        other => other.to_string(),
    };
    let text = plain(&text);
    if text.chars().count() <= LONGEST_VALUE {
        return text;
    }
    text.chars().take(LONGEST_VALUE - 1).chain(['…']).collect()
}

/// What a row is about, in a word or two.
fn subject(change: &Change) -> String {
    match &change.address {
        Some(address) => address.clone(),
        None => format!("{} {}", change.resource.kind, change.name),
    }
}

/// What a row does to controls, a line each.
fn effects(change: &Change) -> Vec<String> {
    let verb = |effect| match (effect, change.class) {
        (Effect::Breaks, Class::Unmanaged | Class::Added) => "fails",
        (Effect::Breaks, _) => "breaks",
        (Effect::StillFails, Class::Spec) => "fails",
        (Effect::StillFails, _) => "still fails",
        (Effect::Improves, _) => "improves",
    };
    let line = |impact: &crate::model::drift::Impact| {
        format!("{} {}, {}", verb(impact.effect), impact.control, impact.severity)
    };
    change.impact.iter().map(line).collect()
}

/// Who made it, in one line.
fn maker(change: &Change) -> Option<String> {
    let who = change.who.as_ref()?;
    let from = who.source_ip.as_deref().map(|ip| format!(" from {ip}"));
    Some(format!(
        "{} by {}, {} at {}{}",
        who.event,
        who.name,
        who.source.as_str(),
        who.time,
        from.unwrap_or_default()
    ))
}

/// Rows of a class that count, and all of them.
fn tally(drift: &Drift, class: Class) -> (usize, usize) {
    let of_class = drift.changes.iter().filter(|row| row.class == class);
    let counted = of_class.clone().filter(|row| row.counts).count();
    (counted, of_class.count())
}

/// The classes in the order in which they are summed up.
const CLASSES: [Class; 9] = [
    Class::Regression,
    Class::Missing,
    Class::Removed,
    Class::Changed,
    Class::Unmanaged,
    Class::Added,
    Class::Spec,
    Class::Pending,
    Class::Healed,
];

/// True when an ignored or owned row is not worth a line of its own.
fn is_quiet(change: &Change) -> bool {
    !change.counts && !matches!(change.class, Class::Pending | Class::Healed)
}

#[cfg(test)]
mod tests;
