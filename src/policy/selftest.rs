//! Runs the tests of policies, by the conventions of `opa test`.
//!
//! A test is a rule whose name starts with `test_` in a file that ends in `_test.rego`. It passes
//! when its value is exactly `true`; anything else, undefined included, fails it.

use std::collections::{BTreeMap, BTreeSet};

use regorus::{Engine, Value};
use serde::Serialize;
use serde_json::json;

use super::error::PolicyError;
use super::library::{Library, RegoFile};
use super::reads::Modules;
use super::{engine, on_deep_stack};

/// How one test ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TestResult {
    pub file: String,
    pub name: String,
    /// Absent when it passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// Which lines of one policy file the tests reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileCoverage {
    pub file: String,
    pub covered: usize,
    /// Line numbers.
    pub not_covered: Vec<u32>,
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
    /// True when every test passed, there was one, and every control has some.
    pub fn passed(&self) -> bool {
        !self.results.is_empty() && self.untested.is_empty() && self.results.iter().all(|r| r.failure.is_none())
    }
}

/// Runs the tests whose name or file contains `filter`.
pub fn run_tests(library: &Library, filter: Option<&str>) -> Result<TestReport, Vec<PolicyError>> {
    on_deep_stack(|| run(library, filter))
}

fn run(library: &Library, filter: Option<&str>) -> Result<TestReport, Vec<PolicyError>> {
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
            .filter(|n| n.starts_with("test_"))
        {
            if filter.is_none_or(|f| name.contains(f) || file.shown.contains(f)) {
                results.push(one(&mut engine, &clean, file, name));
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
        file: file.shown.clone(),
        name: name.to_owned(),
        failure,
    }
}

fn coverage(engine: &Engine, files: &[RegoFile]) -> Vec<FileCoverage> {
    let Ok(report) = engine.get_coverage_report() else {
        return Vec::new();
    };
    let tested: BTreeSet<&str> = files
        .iter()
        .filter(|f| !f.is_test())
        .map(|f| f.shown.as_str())
        .collect();
    let texts: BTreeMap<&str, &str> = files.iter().map(|f| (f.shown.as_str(), f.text.as_str())).collect();
    let mut coverage: Vec<_> = report
        .files
        .iter()
        .filter(|f| tested.contains(f.path.as_str()))
        .map(|f| FileCoverage {
            file: f.path.clone(),
            covered: f.covered.len(),
            not_covered: f
                .not_covered
                .iter()
                .copied()
                .filter(|n| is_code(texts.get(f.path.as_str()), *n))
                .collect(),
        })
        .collect();
    coverage.sort_by(|a, b| a.file.cmp(&b.file));
    coverage
}

/// The engine counts lines on which only a bracket stands.
fn is_code(text: Option<&&str>, line: u32) -> bool {
    let line = text
        .and_then(|t| t.lines().nth(line.saturating_sub(1) as usize))
        .unwrap_or_default();
    line.chars().any(char::is_alphanumeric)
}

fn untested(library: &Library) -> Vec<String> {
    let packages: BTreeSet<&str> = library.files.iter().map(|f| f.package.as_str()).collect();
    let missing = |package: &str| !packages.contains(format!("{package}_test").as_str());
    let controls = library.policies.values().map(|p| &p.control);
    controls.filter(|c| missing(&c.package)).map(|c| c.id.clone()).collect()
}
