//! What `trueline policy` tells of frameworks.

use std::io::Write;

use serde_json::json;

use crate::model::Coverage;
use crate::policy::{Chosen, Library, Policy};
use crate::report::{Style, coverage_json, write_coverage, write_frameworks};

use super::Exit;
use super::output::PolicyArgs;
use super::policy::in_short;

/// `policy frameworks`: a line for each.
pub(super) fn all(args: &PolicyArgs, is_json: bool, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.load()?;
    let chosen = match args.frameworks(&library)? {
        chosen if chosen.is_empty() => library.all_frameworks(),
        chosen => chosen,
    };
    let coverages = coverages(&chosen, &args.select_any(&library)?);
    if is_json {
        writeln!(out, "{:#}", json!({"frameworks": coverage_json(&coverages, false)}))?;
    } else {
        write_frameworks(&coverages, style(), out)?;
    }
    Ok(Exit::Clean)
}

/// `policy list --framework`: clause by clause which controls cover it. False where none is named.
pub(super) fn list(args: &PolicyArgs, library: &Library, is_json: bool, out: &mut dyn Write) -> anyhow::Result<bool> {
    let chosen = args.frameworks(library)?;
    if chosen.is_empty() {
        return Ok(false);
    }
    let selected = args.select_any(library)?;
    let coverages = coverages(&chosen, &selected);
    if is_json {
        let controls: Vec<_> = selected.iter().map(|p| in_short(p)).collect();
        let document = json!({"controls": controls, "frameworks": coverage_json(&coverages, true)});
        writeln!(out, "{document:#}")?;
    } else {
        write_coverage(&coverages, style(), out)?;
    }
    Ok(true)
}

fn coverages<'a>(chosen: &[Chosen<'a>], selected: &[&'a Policy]) -> Vec<Coverage<'a>> {
    chosen.iter().map(|c| c.coverage(selected)).collect()
}

fn style() -> Style {
    Style {
        width: comfy_table::Table::new().width(),
        ..Style::default()
    }
}
