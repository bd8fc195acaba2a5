//! `trueline policy list`: what controls there are, and which rows of the spec they judge.

use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};

use crate::model::Remediation;
use crate::policy::{Library, Origin, Policy, SpecRow, surfaces};
use crate::report::plain;

use super::super::output::PolicyArgs;
use super::super::{Exit, frameworks};
use super::{Form, describe};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "FORM", default_value = "table")]
    pub(super) format: Form,
    #[command(flatten)]
    pub(super) policies: PolicyArgs,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    if frameworks::list(&args.policies, &library, args.format == Form::Json, out)? {
        return Ok(Exit::Clean);
    }
    let selected = args.policies.select(&library)?;
    match args.format {
        Form::Json => in_json(&library, &selected, out)?,
        Form::Table if library.spec.rows.is_empty() => in_table(&selected, out)?,
        Form::Table => by_row(&library, &selected, out)?,
    }
    Ok(Exit::Clean)
}

fn in_json(library: &Library, selected: &[&Policy], out: &mut dyn Write) -> anyhow::Result<()> {
    let controls: Vec<_> = selected.iter().map(|p| describe::in_short(p)).collect();
    let mut list = json!({"controls": controls});
    if !library.spec.rows.is_empty() {
        let row = |row: &SpecRow| {
            let controls = judging(selected, row).map(|p| json!({"id": p.control.id, "surfaces": surfaces(p)}));
            json!({"id": row.id, "title": row.title, "controls": controls.collect::<Vec<_>>()})
        };
        list["rows"] = Value::Array(library.spec.rows.iter().map(row).collect());
    }
    writeln!(out, "{list:#}")?;
    Ok(())
}

/// The controls that judge a row.
fn judging<'a>(policies: &'a [&'a Policy], row: &'a SpecRow) -> impl Iterator<Item = &'a Policy> {
    let judges = |p: &&Policy| p.control.spec_rows.contains(&row.id);
    policies.iter().copied().filter(judges)
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header);
    if table.width().is_none() {
        table.set_width(140);
    }
    table
}

fn in_table(selected: &[&Policy], out: &mut dyn Write) -> anyhow::Result<()> {
    let own = selected.iter().any(|p| p.origin != Origin::BuiltIn);
    let mut header = vec!["control", "severity", "judges", "spec", "remediation", "fix", "title"];
    header.extend(own.then_some("source"));
    let mut table = table(&header);
    for policy in selected {
        let c = &policy.control;
        let fix = if describe::fixes(policy).is_empty() { "" } else { "yes" };
        let mut row = vec![
            c.id.clone(),
            c.severity.as_str().to_owned(),
            c.kinds.join("\n"),
            plain(&c.spec_rows.join(", ")),
            c.remediation.map_or("", Remediation::as_str).to_owned(),
            fix.to_owned(),
            plain(&c.title),
        ];
        row.extend(own.then(|| plain(&describe::source(policy))));
        table.add_row(row);
    }
    writeln!(out, "{table}\n{} controls", selected.len())?;
    Ok(())
}

/// Row by row of the written spec.
fn by_row(library: &Library, selected: &[&Policy], out: &mut dyn Write) -> anyhow::Result<()> {
    let all: Vec<&Policy> = library.policies.values().collect();
    let mut table = table(&["row", "demands", "judged by", "on"]);
    let mut bare = Vec::new();
    for row in &library.spec.rows {
        let of_row: Vec<&Policy> = judging(selected, row).collect();
        let (names, on) = match of_row.as_slice() {
            [] if judging(&all, row).next().is_some() => ("none of the selected controls".into(), String::new()),
            [] => {
                bare.push(row.id.as_str());
                ("NO CONTROL".into(), String::new())
            }
            some => {
                let names: Vec<&str> = some.iter().map(|p| p.control.id.as_str()).collect();
                let on: Vec<String> = some.iter().map(|p| surfaces(p).join(", ")).collect();
                (names.join("\n"), on.join("\n"))
            }
        };
        table.add_row([plain(&row.id), plain(&row.title), names, on]);
    }
    writeln!(out, "{table}")?;
    let in_a_row = |p: &&&Policy| {
        library
            .spec
            .rows
            .iter()
            .any(|row| p.control.spec_rows.contains(&row.id))
    };
    let counted = selected.iter().filter(in_a_row).count();
    writeln!(
        out,
        "{} rows; {counted} controls judge them, {} further controls judge none",
        library.spec.rows.len(),
        selected.len() - counted
    )?;
    if !bare.is_empty() {
        writeln!(
            out,
            "no control judges {}: {}",
            rows(bare.len()),
            plain(&bare.join(", "))
        )?;
    }
    Ok(())
}

fn rows(count: usize) -> String {
    match count {
        1 => "one row".to_owned(),
        n => format!("{n} rows"),
    }
}
