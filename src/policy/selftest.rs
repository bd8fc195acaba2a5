//! Runs the tests of policies, by the conventions of `opa test`.
//!
//! A test is a rule whose name starts with `test_` in a file that ends in `_test.rego`. It passes
//! when its value is exactly `true`; anything else, undefined included, fails it. Rules that start
//! with `todo_test_` are named as skipped and not run.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use regex::Regex;
use regorus::{Engine, Value};
use serde::Serialize;
use serde_json::json;

use super::error::PolicyError;
use super::files::RegoFile;
use super::library::Library;
use super::reads::Modules;
use super::{engine, on_deep_stack};

const TEST: &str = "test_";
const TODO: &str = "todo_test_";

/// Which tests are run; all of them by default.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Part of the name of the test or of its file.
    pub text: Option<String>,
    /// Found in the full name, such as `data.aws.s3.bucket_versioning_test.test_enabled_passes`.
    pub run: Option<Regex>,
}

impl Filter {
    fn takes(&self, file: &RegoFile, name: &str) -> bool {
        let text = self.text.as_deref();
        let full = || format!("data.{}.{name}", file.package);
        text.is_none_or(|t| name.contains(t) || file.shown.contains(t))
            && self.run.as_ref().is_none_or(|run| run.is_match(&full()))
    }
}

/// How one test ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestResult {
    pub file: String,
    pub name: String,
    /// Absent when it passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// Still to be written, and so not run.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skipped: bool,
    #[serde(rename = "duration_seconds", serialize_with = "seconds")]
    pub duration: Duration,
}

fn seconds<S: serde::Serializer>(duration: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(duration.as_secs_f64())
}

/// Which lines of one policy file the tests reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileCoverage {
    pub file: String,
    pub covered: usize,
    /// Line numbers.
    pub not_covered: Vec<u32>,
    /// The same as `3` or `5-9`.
    pub ranges: Vec<String>,
}

/// All tests of a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestReport {
    pub results: Vec<TestResult>,
    pub coverage: Vec<FileCoverage>,
    /// Controls without a test file beside them.
    pub untested: Vec<String>,
}

impl TestReport {
    /// True when every test passed, one was run, and every control has some.
    pub fn passed(&self) -> bool {
        self.run() > 0 && self.untested.is_empty() && self.results.iter().all(|r| r.failure.is_none())
    }

    /// How many tests were run.
    pub fn run(&self) -> usize {
        self.results.iter().filter(|r| !r.skipped).count()
    }

    /// Lines that tests reached, in percent.
    pub fn percent(&self) -> f64 {
        let covered: usize = self.coverage.iter().map(|f| f.covered).sum();
        let missed: usize = self.coverage.iter().map(|f| f.not_covered.len()).sum();
        100.0 * covered as f64 / (covered + missed).max(1) as f64
    }
}

/// Runs the tests that `filter` takes.
pub fn run_tests(library: &Library, filter: &Filter) -> Result<TestReport, Vec<PolicyError>> {
    on_deep_stack(|| run(library, filter))
}

fn run(library: &Library, filter: &Filter) -> Result<TestReport, Vec<PolicyError>> {
    let mut engine = library.engine_with_tests()?;
    let data = Value::from(json!({"spec": library.spec.values}));
    engine
        .add_data(data)
        .map_err(|e| vec![PolicyError::new("data.spec", 0, 0, e.to_string())])?;
    let parsed = engine.get_modules().clone();
    let modules = Modules::new(&parsed);
    engine.set_enable_coverage(true);
    let clean = engine.clone();
    let mut results = Vec::new();
    for file in library.files.iter().filter(|f| f.is_test()) {
        for name in modules
            .rule_names(&file.package)
            .iter()
            .filter(|n| filter.takes(file, n))
        {
            if name.starts_with(TEST) {
                results.push(one(&mut engine, &clean, file, name));
            } else if name.starts_with(TODO) {
                results.push(result(file, name, None, true));
            }
        }
    }
    Ok(TestReport {
        results,
        coverage: coverage(&engine, &library.files),
        untested: untested(library),
    })
}

fn one(engine: &mut Engine, clean: &Engine, file: &RegoFile, name: &str) -> TestResult {
    let started = Instant::now();
    let failure = match engine::evaluate(engine, &file.package, name) {
        Ok(Some(Value::Bool(true))) => None,
        Ok(Some(other)) => Some(format!("the value is {other}, not true")),
        Ok(None) => Some("the rule is undefined: one of its statements does not hold".to_owned()),
        Err(error) => {
            // What it was doing when it was ended must not colour the next test; what was covered
            // so far is lost with it, as is the run.
            *engine = clean.clone();
            Some(error)
        }
    };
    TestResult {
        duration: started.elapsed(),
        ..result(file, name, failure, false)
    }
}

fn result(file: &RegoFile, name: &str, failure: Option<String>, skipped: bool) -> TestResult {
    TestResult {
        file: file.shown.clone(),
        name: name.to_owned(),
        failure,
        skipped,
        duration: Duration::ZERO,
    }
}

fn coverage(engine: &Engine, files: &[RegoFile]) -> Vec<FileCoverage> {
    let Ok(report) = engine.get_coverage_report() else {
        return Vec::new();
    };
    // Where the embedded tests are left out, so are the files that they cover.
    let with_ours = files.iter().any(|f| f.is_test() && f.is_ours());
    let tested = files.iter().filter(|f| !f.is_test() && (with_ours || !f.is_ours()));
    let texts: BTreeMap<&str, &str> = tested.map(|f| (f.shown.as_str(), f.text.as_str())).collect();
    let of_file = |file: &regorus::coverage::File| {
        let text = texts.get(file.path.as_str())?;
        let not_covered: Vec<u32> = file.not_covered.iter().copied().filter(|n| is_code(text, *n)).collect();
        Some(FileCoverage {
            file: file.path.clone(),
            covered: file.covered.len(),
            ranges: ranges(&not_covered),
            not_covered,
        })
    };
    let mut coverage: Vec<_> = report.files.iter().filter_map(of_file).collect();
    coverage.sort_by(|a, b| a.file.cmp(&b.file));
    coverage
}

/// The engine counts lines on which only a bracket stands.
fn is_code(text: &str, line: u32) -> bool {
    let line = text.lines().nth(line.saturating_sub(1) as usize);
    line.unwrap_or_default().chars().any(char::is_alphanumeric)
}

/// Sorted line numbers as ranges.
fn ranges(lines: &[u32]) -> Vec<String> {
    let follows = |a: &u32, b: &u32| a.checked_add(1) == Some(*b);
    let runs = lines
        .chunk_by(follows)
        .filter_map(|run| Some((run.first()?, run.last()?)));
    runs.map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    })
    .collect()
}

fn untested(library: &Library) -> Vec<String> {
    let packages: BTreeSet<&str> = library.files.iter().map(|f| f.package.as_str()).collect();
    let missing = |package: &str| !packages.contains(format!("{package}_test").as_str());
    let controls = library.policies.values().map(|p| &p.control);
    controls.filter(|c| missing(&c.package)).map(|c| c.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_each_other_are_a_range() {
        assert_eq!(ranges(&[3, 5, 6, 7, 9, 10]), ["3", "5-7", "9-10"]);
        assert_eq!(ranges(&[]), Vec::<String>::new());
    }
}
