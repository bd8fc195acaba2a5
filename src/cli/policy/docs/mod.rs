//! `trueline policy docs`: a catalogue of the controls, for people.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::Value;

use crate::policy::{Library, Policy, SpecRow, surfaces};
use crate::report::plain;
use crate::store;

use super::super::Exit;
use super::super::output::PolicyArgs;
use super::describe::{self, Cost, Fix, Reading};

mod html;
mod markdown;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "FORM", default_value = "markdown")]
    format: Form,
    /// File to write to [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Markdown,
    /// One file that needs no other
    Html,
}

/// What a catalogue holds, ready to be written.
struct Catalogue<'a> {
    spec: &'a str,
    /// Service, such as `aws.s3`, and its controls.
    services: BTreeMap<String, Vec<&'a Entry>>,
    /// Rows of the spec, each with its controls.
    rows: Vec<(SpecRow, Vec<&'a Entry>)>,
    entries: &'a [Entry],
}

/// One control.
struct Entry {
    id: String,
    title: String,
    description: String,
    service: String,
    severity: &'static str,
    spec_rows: Vec<String>,
    /// Name and text of each line of the short table.
    lines: Vec<(&'static str, String)>,
    reads: Vec<Reading>,
    looks_up: Vec<Reading>,
    spec: Vec<(String, Value)>,
    costs: Vec<Cost>,
    fixes: Vec<Fix>,
    links: Vec<String>,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let selected = args.policies.select(&library)?;
    let entries: Vec<Entry> = selected.iter().map(|p| Entry::new(&library, p)).collect();
    let catalogue = Catalogue::new(&library, &entries);
    let write = |to: &mut dyn Write| match args.format {
        Form::Markdown => markdown::write(&catalogue, to),
        Form::Html => html::write(&catalogue, to),
    };
    match &args.output {
        None => write(out)?,
        Some(file) => {
            store::write_atomically(file, write)?;
            let told = format!("{} controls written to {}", entries.len(), file.display());
            writeln!(out, "{}", plain(&told))?;
        }
    }
    Ok(Exit::Clean)
}

impl Entry {
    fn new(library: &Library, policy: &Policy) -> Self {
        let c = &policy.control;
        let frameworks = c.frameworks.iter();
        let frameworks: Vec<String> = frameworks
            .map(|(name, ids)| format!("{name} {}", ids.join(" ")))
            .collect();
        let lines = [
            ("Severity", c.severity.as_str().to_owned()),
            ("Judges", c.kinds.join(", ")),
            ("Surfaces", surfaces(policy).join(", ")),
            ("Spec rows", c.spec_rows.join(", ")),
            ("Frameworks", frameworks.join("; ")),
            ("Also called", c.aliases.join(", ")),
            ("Remediation", c.remediation.map_or("", |r| r.as_str()).to_owned()),
            ("Source", describe::source(policy)),
        ];
        let package: Vec<&str> = c.package.split('.').take(2).collect();
        Self {
            id: c.id.clone(),
            title: one_line(&c.title),
            description: one_line(&c.description),
            service: package.join("."),
            severity: c.severity.as_str(),
            spec_rows: c.spec_rows.clone(),
            lines: lines.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
            reads: describe::judged(policy),
            looks_up: describe::looked_up(policy),
            spec: describe::spec_values(library, policy),
            costs: describe::costs(policy),
            fixes: describe::fixes(policy),
            links: c.related_resources.clone(),
        }
    }
}

impl<'a> Catalogue<'a> {
    fn new(library: &'a Library, entries: &'a [Entry]) -> Self {
        let mut services: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            services.entry(entry.service.clone()).or_default().push(entry);
        }
        let rows = rows(library, entries).into_iter();
        let rows = rows.map(|row| {
            let of_row = entries.iter().filter(|e| e.spec_rows.contains(&row.id)).collect();
            (row, of_row)
        });
        Self {
            spec: &library.spec.name,
            services,
            rows: rows.collect(),
            entries,
        }
    }
}

/// The rows of the spec; without such a spec those that the controls name.
fn rows(library: &Library, entries: &[Entry]) -> Vec<SpecRow> {
    if !library.spec.rows.is_empty() {
        return library.spec.rows.clone();
    }
    let mut ids: Vec<&String> = entries.iter().flat_map(|e| &e.spec_rows).collect();
    ids.sort_by_key(|id| natural(id));
    ids.dedup();
    let bare = |id: &String| SpecRow {
        id: id.clone(),
        title: String::new(),
    };
    ids.into_iter().map(bare).collect()
}

/// Sorts `DB-2` before `DB-10`.
fn natural(id: &str) -> (String, u64, String) {
    let (name, number) = id.rsplit_once('-').unwrap_or((id, ""));
    (name.to_owned(), number.parse().unwrap_or(0), id.to_owned())
}

/// Text without line ends and what a terminal or a reader would obey.
fn one_line(text: &str) -> String {
    plain(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a reading is of, for a table.
fn shown(path: &str) -> &str {
    if path.is_empty() { "everything" } else { path }
}

/// True for links that may be clicked on.
fn is_link(link: &str) -> bool {
    link.starts_with("https://")
        && !link.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'()`".contains(c))
}

fn permission(cost: &Cost) -> &'static str {
    cost.permission.unwrap_or("none")
}

type Written = io::Result<()>;
