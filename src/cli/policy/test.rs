//! `trueline policy test`: runs the tests of policies by OPA's conventions.

use std::io::{self, Write};
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use regex::Regex;

use crate::policy::{Filter, TestReport, TestResult, run_tests};
use crate::report::plain;

use super::super::Exit;
use super::super::output::{PolicyArgs, unusable};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only tests whose name or file contains this
    #[arg(value_name = "TEXT")]
    filter: Option<String>,
    /// Only tests whose full name matches, such as data.aws.s3.bucket_versioning_test.test_enabled_passes
    #[arg(long, short = 'r', value_name = "REGEX")]
    run: Option<Regex>,
    /// Name every test with its time, and every line that no test reached
    #[arg(long, short)]
    verbose: bool,
    /// Name the lines that no test reached
    #[arg(long)]
    coverage: bool,
    /// Fail when fewer of the policies' lines are covered
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    threshold: Option<f64>,
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: Form,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people
    Table,
    /// For programs
    Json,
    /// For CI servers: JUnit XML
    Junit,
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').parse().ok();
    let number = number.filter(|n| (0.0..=100.0).contains(n));
    number.ok_or_else(|| "must be a number from 0 to 100".to_owned())
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let filter = Filter {
        text: args.filter.clone(),
        run: args.run.clone(),
    };
    let report = run_tests(&library, &filter).map_err(unusable)?;
    match args.format {
        Form::Table => print(&report, args, out)?,
        Form::Json => {
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
        Form::Junit => writeln!(out, "{}", junit(&report).to_string()?.trim_end())?,
    }
    let good = report.passed() && enough(&report, args.threshold);
    Ok(if good { Exit::Clean } else { Exit::Findings })
}

fn enough(report: &TestReport, threshold: Option<f64>) -> bool {
    threshold.is_none_or(|least| report.percent() >= least)
}

fn print(report: &TestReport, args: &Args, out: &mut dyn Write) -> io::Result<()> {
    for result in &report.results {
        let name = plain(&format!("{}: {}", result.file, result.name));
        match &result.failure {
            Some(failure) => writeln!(out, "FAIL {name}: {}", plain(failure))?,
            None if result.skipped => writeln!(out, "skip {name}: still to be written")?,
            None if args.verbose => writeln!(out, "pass {name} ({})", milliseconds(result.duration))?,
            None => {}
        }
    }
    for control in &report.untested {
        writeln!(out, "FAIL {control}: no _test.rego file beside it")?;
    }
    if args.verbose || args.coverage {
        for file in report.coverage.iter().filter(|f| !f.ranges.is_empty()) {
            writeln!(out, "not covered {}: {}", plain(&file.file), file.ranges.join(", "))?;
        }
    }
    let failed = report.results.iter().filter(|r| r.failure.is_some()).count();
    let skipped = match report.results.len() - report.run() {
        0 => String::new(),
        n => format!(", {n} skipped"),
    };
    let share = report.percent();
    writeln!(
        out,
        "{} tests, {failed} failed{skipped}; {share:.1} % of the policies' lines covered",
        report.run()
    )?;
    if report.run() == 0 {
        writeln!(out, "no test was found: that counts as a failure")?;
    }
    match args.threshold {
        Some(least) if share < least => writeln!(out, "FAIL coverage: less than {least} %"),
        _ => Ok(()),
    }
}

fn milliseconds(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}

/// A suite for each file.
fn junit(report: &TestReport) -> Report {
    let mut junit = Report::new("trueline policy test");
    for results in report.results.chunk_by(|a, b| a.file == b.file) {
        let file = results.first().map_or("", |r| r.file.as_str());
        let mut suite = TestSuite::new(file);
        suite.set_time(results.iter().map(|r| r.duration).sum());
        suite.add_test_cases(results.iter().map(case));
        junit.add_test_suite(suite);
    }
    if !report.untested.is_empty() {
        let mut suite = TestSuite::new("controls without tests");
        let untested = report.untested.iter();
        suite.add_test_cases(untested.map(|id| TestCase::new(id.as_str(), failed("no _test.rego file beside it"))));
        junit.add_test_suite(suite);
    }
    junit.set_time(report.results.iter().map(|r| r.duration).sum());
    junit
}

fn case(result: &TestResult) -> TestCase {
    let status = match &result.failure {
        Some(failure) => failed(failure),
        None if result.skipped => TestCaseStatus::skipped(),
        None => TestCaseStatus::success(),
    };
    let mut case = TestCase::new(result.name.as_str(), status);
    case.set_classname(result.file.as_str());
    case.set_time(result.duration);
    case
}

fn failed(message: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(message);
    status
}
