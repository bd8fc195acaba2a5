//! `trueline policy show`: everything about single controls.

use std::io::{self, Write};

use serde_json::json;

use crate::policy::{Library, Origin, Policy, surfaces};
use crate::report::plain;

use super::super::Exit;
use super::super::output::PolicyArgs;
use super::Form;
use super::describe::{self, Reading};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Controls, by id or alias; `*` matches anything
    #[arg(value_name = "CONTROL", required = true)]
    controls: Vec<String>,
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    #[command(flatten)]
    policies: PolicyArgs,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let named = library.select(&args.controls, &[]).map_err(anyhow::Error::msg)?;
    let mut selected = args.policies.select(&library)?;
    selected.retain(|p| named.iter().any(|n| n.control.id == p.control.id));
    if selected.is_empty() {
        anyhow::bail!("none of these controls is selected by the other options");
    }
    if args.format == Form::Json {
        let controls: Vec<_> = selected.iter().map(|p| describe::in_full(&library, p)).collect();
        writeln!(out, "{:#}", json!({"controls": controls}))?;
        return Ok(Exit::Clean);
    }
    for (n, policy) in selected.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        one(&library, policy, out)?;
    }
    Ok(Exit::Clean)
}

fn one(library: &Library, policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    let c = &policy.control;
    writeln!(out, "{} ({})", c.id, c.severity)?;
    writeln!(out, "{}\n\n{}\n", plain(&c.title), plain(&c.description))?;
    let frameworks = c.frameworks.iter();
    let frameworks: Vec<String> = frameworks
        .map(|(name, ids)| format!("{name} {}", ids.join(" ")))
        .collect();
    let certain = if c.certain {
        "even where something is unread"
    } else {
        ""
    };
    let lines = [
        ("judges", c.kinds.join(", ")),
        ("spec rows", c.spec_rows.join(", ")),
        ("frameworks", frameworks.join("; ")),
        ("also called", c.aliases.join(", ")),
        ("remediation", c.remediation.map_or("", |r| r.as_str()).to_owned()),
        ("surfaces", surfaces(policy).join(", ")),
        ("fails", certain.to_owned()),
        ("file", c.file.clone()),
        (
            "source",
            if policy.origin == Origin::Added {
                String::new()
            } else {
                describe::source(policy)
            },
        ),
    ];
    for (name, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(out, "{name:<13} {}", plain(value))?;
    }
    for link in &c.related_resources {
        writeln!(out, "{:<13} {}", "see", plain(link))?;
    }
    section(out, "Reads", &readings(&describe::judged(policy)))?;
    section(out, "Looks up", &readings(&describe::looked_up(policy)))?;
    let spec = describe::spec_values(library, policy).into_iter();
    section(
        out,
        "Spec",
        &spec
            .map(|(key, value)| vec![key, value.to_string()])
            .collect::<Vec<_>>(),
    )?;
    let facts = describe::facts(policy).into_iter();
    section(out, "Facts", &facts.map(|fact| vec![fact]).collect::<Vec<_>>())?;
    let costs = describe::costs(policy).into_iter();
    let costs = costs.map(|cost| {
        let permission = cost.permission.unwrap_or("no permission needed");
        vec![cost.operation.to_owned(), permission.to_owned(), cost.kind.to_owned()]
    });
    section(
        out,
        "Calls, and the permissions that they take",
        &costs.collect::<Vec<_>>(),
    )?;
    let fixes = describe::fixes(policy).into_iter();
    let fixes = fixes.map(|fix| {
        let effect = format!("changes {}; disruption: {}", fix.path, fix.disruption);
        vec![fix.name.to_owned(), fix.permissions.join(", "), effect]
    });
    section(out, "Fixes", &fixes.collect::<Vec<_>>())
}

fn readings(readings: &[Reading]) -> Vec<Vec<String>> {
    let cells = |r: &Reading| {
        let path = if r.path.is_empty() { "everything" } else { &r.path };
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        vec![r.kind.clone(), path.to_owned(), text(r.r#type), text(r.meaning)]
    };
    readings.iter().map(cells).collect()
}

/// Rows below a heading, in columns as wide as they need to be.
fn section(out: &mut dyn Write, heading: &str, rows: &[Vec<String>]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}")?;
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|c| c.chars().count())
            .max()
    };
    for row in rows {
        let cells = row.iter().enumerate();
        let cells = cells.map(|(n, cell)| format!("{:<width$}", plain(cell), width = width(n).unwrap_or(0)));
        writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
