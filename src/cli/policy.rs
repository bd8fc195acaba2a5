//! `trueline policy`: what controls there are, and whether their tests pass.

use std::io::Write;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::json;

use crate::model::Remediation;
use crate::policy::{Policy, TestReport, run_tests};
use crate::remediate;

use super::output::{PolicyArgs, unusable};
use super::{Exit, frameworks};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the controls
    List(List),
    /// List the frameworks, and how far the controls cover them
    Frameworks(List),
    /// Run the tests of the policies
    Test(Test),
}

#[derive(Debug, clap::Args)]
struct List {
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, clap::Args)]
struct Test {
    /// Only tests whose name or file contains this
    #[arg(value_name = "TEXT")]
    filter: Option<String>,
    /// Name every test, and every line that no test reached
    #[arg(long)]
    verbose: bool,
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Table,
    Json,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match &args.command {
        Command::List(args) => list(args, out),
        Command::Frameworks(args) => frameworks::all(&args.policies, args.format == Form::Json, out),
        Command::Test(args) => test(args, out),
    }
}

fn list(args: &List, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    if frameworks::list(&args.policies, &library, args.format == Form::Json, out)? {
        return Ok(Exit::Clean);
    }
    let selected = args.policies.select(&library)?;
    if args.format == Form::Json {
        let controls: Vec<_> = selected.iter().map(|p| describe(p)).collect();
        writeln!(out, "{:#}", json!({"controls": controls}))?;
        return Ok(Exit::Clean);
    }
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["control", "severity", "judges", "spec", "remediation", "fix", "title"]);
    if table.width().is_none() {
        table.set_width(140);
    }
    for policy in &selected {
        let c = &policy.control;
        let fix = if fixes(policy).is_empty() { "" } else { "yes" };
        table.add_row([
            c.id.as_str(),
            c.severity.as_str(),
            c.kinds.join("\n").as_str(),
            c.spec_rows.join(", ").as_str(),
            c.remediation.map_or("", Remediation::as_str),
            fix,
            &c.title,
        ]);
    }
    writeln!(out, "{table}\n{} controls", selected.len())?;
    Ok(Exit::Clean)
}

pub(super) fn describe(policy: &Policy) -> serde_json::Value {
    let c = &policy.control;
    json!({
        "id": c.id,
        "title": c.title,
        "severity": c.severity,
        "kinds": c.kinds,
        "aliases": c.aliases,
        "spec_rows": c.spec_rows,
        "frameworks": c.frameworks,
        "surfaces": ["live"],
        "remediation": c.remediation,
        "fixes": fixes(policy),
        "interpreted_because": policy.distrust,
    })
}

/// Actions that can close failures of the control: those on an attribute that it reads.
fn fixes(policy: &Policy) -> Vec<&'static str> {
    let touched = |kind: &str, path: &str| policy.control.kinds.iter().any(|k| k == kind) && policy.reads.touches(path);
    remediate::actions()
        .filter(|a| touched(a.kind, a.path))
        .map(|a| a.name)
        .collect()
}

fn test(args: &Test, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let report = run_tests(&library, args.filter.as_deref()).map_err(unusable)?;
    if args.format == Form::Json {
        serde_json::to_writer_pretty(&mut *out, &report)?;
        writeln!(out)?;
    } else {
        print_tests(&report, args.verbose, out)?;
    }
    Ok(if report.passed() { Exit::Clean } else { Exit::Findings })
}

fn print_tests(report: &TestReport, verbose: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    for result in &report.results {
        match &result.failure {
            Some(failure) => writeln!(out, "FAIL {}: {}: {failure}", result.file, result.name)?,
            None if verbose => writeln!(out, "pass {}: {}", result.file, result.name)?,
            None => {}
        }
    }
    for control in &report.untested {
        writeln!(out, "FAIL {control}: no _test.rego file beside it")?;
    }
    if verbose {
        for file in report.coverage.iter().filter(|f| !f.not_covered.is_empty()) {
            let lines: Vec<String> = file.not_covered.iter().map(ToString::to_string).collect();
            writeln!(out, "not covered {}: {}", file.file, lines.join(", "))?;
        }
    }
    let failed = report.results.iter().filter(|r| r.failure.is_some()).count();
    let covered: usize = report.coverage.iter().map(|f| f.covered).sum();
    let missed: usize = report.coverage.iter().map(|f| f.not_covered.len()).sum();
    let share = 100.0 * covered as f64 / (covered + missed).max(1) as f64;
    writeln!(
        out,
        "{} tests, {failed} failed; {share:.1} % of the policies' lines covered",
        report.results.len()
    )?;
    if report.results.is_empty() {
        writeln!(out, "no test was found: that counts as a failure")?;
    }
    Ok(())
}
