//! `trueline fix show`: a plan as a diff that a person can approve.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::Value;

use crate::remediate::{Item, Plan, Reversible};
use crate::report::plain;

use super::super::Exit;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Plan file
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Json,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let plan = super::read_plan(&args.plan)?;
    match args.format {
        Form::Text => write(&plan, out)?,
        Form::Json => {
            serde_json::to_writer_pretty(&mut *out, &plan)?;
            writeln!(out)?;
        }
    }
    Ok(Exit::Clean)
}

/// Writes a plan for people.
pub(super) fn write(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    let purpose = plan
        .rollback_of
        .as_ref()
        .map(|run| format!(", takes back run {run}"))
        .unwrap_or_default();
    writeln!(
        out,
        "plan {}{purpose}, spec {}, valid until {}",
        plan.id,
        plain(&plan.spec),
        plan.expires_at
    )?;
    for item in &plan.items {
        writeln!(out)?;
        write_item(item, out)?;
    }
    if !plan.left_out.is_empty() {
        writeln!(out, "\nnot fixed by this plan:")?;
    }
    for left in &plan.left_out {
        writeln!(
            out,
            "  {} on {}: {}",
            left.control,
            plain(&left.resource.to_string()),
            plain(&left.reason)
        )?;
    }
    writeln!(
        out,
        "\n{} changes planned, {} failures left",
        plan.items.len(),
        plan.left_out.len()
    )
}

fn write_item(item: &Item, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "[{}] {:?} {} on {}",
        item.id,
        item.tier,
        item.action,
        plain(&item.name)
    )?;
    writeln!(out, "    resource    {}", plain(&item.resource.to_string()))?;
    writeln!(out, "    closes      {}", item.controls.join(", "))?;
    writeln!(out, "    changes     {}", plain(&item.path))?;
    image('-', &item.before, out)?;
    image('+', &item.after, out)?;
    for call in &item.calls {
        writeln!(
            out,
            "    sends       {} {}",
            call.operation,
            plain(&call.parameters.to_string())
        )?;
    }
    for guard in &item.guards {
        writeln!(
            out,
            "    guard held  {} (seen: {})",
            guard.statement,
            plain(&guard.proof.to_string())
        )?;
    }
    writeln!(out, "    disruption  {}", item.disruption)?;
    let back: Vec<&str> = item.rollback_calls.iter().map(|c| c.operation.as_str()).collect();
    writeln!(
        out,
        "    way back    {} by {}",
        if item.reversible == Reversible::Yes {
            "yes"
        } else {
            "partly"
        },
        back.join(", ")
    )?;
    writeln!(out, "    permission  {}", item.permissions.join(", "))
}

/// One side of the diff.
fn image(sign: char, value: &Value, out: &mut dyn Write) -> io::Result<()> {
    let text = match value {
        Value::Null => "(not set)".to_owned(),
        other => format!("{other:#}"),
    };
    for line in text.lines() {
        writeln!(out, "      {sign} {}", plain(line))?;
    }
    Ok(())
}
