//! `trueline policy check`: what is wrong with policy files, and what is bad style.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::json;

use crate::policy::{self, CheckReport, Problem};
use crate::report::plain;

use super::super::Exit;
use super::super::output::SourceArgs;
use super::Form;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Files and folders of policies [default: those of --policies, else the built-in ones]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    #[command(flatten)]
    sources: SourceArgs,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let sources = args.sources.sources()?;
    policy::load_spec(&sources)?;
    let report = policy::check(&sources, &args.paths);
    if report.files == 0 && report.problems.is_empty() {
        anyhow::bail!("no policy file was found there");
    }
    match args.format {
        Form::Json => {
            let problems: Vec<_> = report.problems.iter().map(describe).collect();
            writeln!(out, "{:#}", json!({"files": report.files, "problems": problems}))?;
        }
        Form::Table => print(&report, out)?,
    }
    if report.problems.iter().any(Problem::is_error) {
        return Ok(Exit::Refused);
    }
    let clean = report.problems.is_empty();
    Ok(if clean { Exit::Clean } else { Exit::Findings })
}

fn level(problem: &Problem) -> &'static str {
    if problem.is_error() { "error" } else { "warning" }
}

fn describe(problem: &Problem) -> serde_json::Value {
    json!({
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "level": level(problem),
        "rule": problem.rule,
        "message": problem.message,
    })
}

fn print(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    for problem in &report.problems {
        let place = match (problem.line, problem.column) {
            (0, _) => problem.file.clone(),
            (line, 0) => format!("{}:{line}", problem.file),
            (line, column) => format!("{}:{line}:{column}", problem.file),
        };
        let (level, rule) = (level(problem), problem.rule);
        writeln!(out, "{}: {level}: {} [{rule}]", plain(&place), plain(&problem.message))?;
    }
    let errors = report.problems.iter().filter(|p| p.is_error()).count();
    let warnings = report.problems.len() - errors;
    writeln!(
        out,
        "{} files checked: {errors} errors, {warnings} warnings",
        report.files
    )
}
