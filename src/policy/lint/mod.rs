//! Checks policy files for those who write them: everything that loading checks, and style.
//!
//! In: the sources of policies and the files that are asked about. Out: problems with their places,
//! errors (the file can't be used) and lints (it can, but should be mended).

mod text;
mod tree;

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use regorus::unstable::Span;
use serde::Serialize;

use super::error::{PolicyError, did_you_mean};
use super::files::{self, RegoFile};
use super::library::{DENY, Library, Policy, Sources};
use super::reads::Modules;
use super::{engine, guard, metadata, on_deep_stack};

/// The rule that an error of loading stands for.
const UNUSABLE: &str = "unusable";

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    pub file: String,
    /// 1-based; 0 when the whole file is meant.
    pub line: u32,
    /// 1-based; 0 when the whole line is meant.
    pub column: u32,
    /// The name of the lint; `unusable` for what loading refuses.
    pub rule: &'static str,
    pub message: String,
}

impl Problem {
    fn new(file: &str, line: u32, rule: &'static str, message: String) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column: 0,
            rule,
            message,
        }
    }

    /// A problem at the start of a span.
    fn at(span: &Span, rule: &'static str, message: &str) -> Self {
        Self::new(span.source.get_path(), span.line, rule, message.to_owned())
    }

    /// True for what makes the file unusable.
    pub fn is_error(&self) -> bool {
        self.rule == UNUSABLE
    }
}

impl From<PolicyError> for Problem {
    fn from(error: PolicyError) -> Self {
        Self {
            file: error.file,
            line: error.line,
            column: error.column,
            rule: UNUSABLE,
            message: error.message,
        }
    }
}

/// What checking found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// How many files were checked.
    pub files: usize,
    /// Sorted by place.
    pub problems: Vec<Problem>,
}

/// Checks the files below `paths`; all of the user's folders where none is given, and the embedded
/// ones where there is no such folder either.
pub fn check(sources: &Sources, paths: &[PathBuf]) -> CheckReport {
    let mut sources = sources.clone();
    let mut problems: Vec<Problem> = Vec::new();
    for path in paths {
        match files::root_of(path) {
            Ok(root) if root.as_os_str().is_empty() => sources.folders.push(PathBuf::from(".")),
            Ok(root) => sources.folders.push(root),
            Err(error) => problems.push(error.into()),
        }
    }
    if !problems.is_empty() {
        return CheckReport { files: 0, problems };
    }
    let loaded = Library::load(&sources);
    // Mistakes elsewhere make these files unusable, too: all are told.
    problems.extend(loaded.as_ref().err().into_iter().flatten().cloned().map(Problem::from));
    let all = files::find(&sources).unwrap_or_default();
    let paths: Vec<PathBuf> = paths.iter().map(|p| tidy(p)).collect();
    let chosen = |file: &&RegoFile| {
        let own = file.is_ours() == sources.folders.is_empty();
        let shown = tidy(Path::new(&file.shown));
        own && (paths.is_empty() || paths.iter().any(|p| shown.starts_with(p)))
    };
    let chosen: Vec<&RegoFile> = all.iter().filter(chosen).collect();
    let packages: BTreeSet<&str> = all.iter().map(|f| f.package.as_str()).collect();
    problems.extend(on_deep_stack(|| {
        let of_file = |file: &&RegoFile| lints_of(file, &packages);
        let mut found: Vec<Problem> = chosen.iter().flat_map(of_file).collect();
        if let Ok(library) = &loaded {
            found.extend(lints_of_library(library, &chosen));
        }
        found
    }));
    problems.sort();
    problems.dedup();
    CheckReport {
        files: chosen.len(),
        problems,
    }
}

/// Without `.` and doubled slashes.
fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|c| *c != Component::CurDir).collect()
}

/// What one file shows by itself.
fn lints_of(file: &RegoFile, packages: &BTreeSet<&str>) -> Vec<Problem> {
    let mut found = text::indentation(&file.shown, &file.text);
    if file.is_test() {
        return found;
    }
    if !file.is_helper() {
        if let Ok(control) = metadata::read(&file.shown, &file.text, &file.package) {
            found.extend(text::metadata(&control, &file.text));
        }
        let test = format!("{}_test", file.package);
        if !packages.contains(test.as_str()) {
            let name = test.rsplit('.').next().unwrap_or_default();
            let message = format!("no tests; write {name}.rego beside it");
            found.push(Problem::new(&file.shown, 0, "no-test", message));
        }
    }
    if guard::check(&file.shown, &file.text).is_ok()
        && let Ok(mut parsed) = engine::with_policies([file])
    {
        for module in parsed.get_modules() {
            found.extend(tree::negated_undefined(module));
        }
    }
    found
}

/// What only the whole library shows.
fn lints_of_library(library: &Library, chosen: &[&RegoFile]) -> Vec<Problem> {
    // A library that could not be parsed would not be one.
    let Ok(engine) = library.engine() else {
        return Vec::new();
    };
    let parsed = engine.clone().get_modules().clone();
    let modules = Modules::new(&parsed);
    let of_chosen = |p: &&Policy| chosen.iter().any(|f| f.shown == p.control.file);
    let policies: Vec<&Policy> = library.policies.values().filter(of_chosen).collect();
    let mut found = Vec::new();
    for policy in policies {
        found.extend(unused_rules(library, &modules, policy));
        found.extend(unknown_rows(library, policy));
    }
    found
}

/// One public rule, `deny`: all others serve it.
fn unused_rules(library: &Library, modules: &Modules<'_>, policy: &Policy) -> Vec<Problem> {
    let package = &policy.control.package;
    let needed = |name: &String| {
        let rule = (package.clone(), name.clone());
        library.policies.values().any(|p| p.reads.needed.contains(&rule))
    };
    let names = modules.rule_names(package);
    let unused = names.iter().filter(|name| *name != DENY && !needed(name));
    unused
        .map(|name| {
            let hint = did_you_mean(name, [DENY]);
            let message = format!("nothing uses the rule {name:?}; take it away{hint}");
            Problem::new(
                &policy.control.file,
                modules.line_of(package, name),
                "unused-rule",
                message,
            )
        })
        .collect()
}

/// Rows that the spec does not have, where it has some.
fn unknown_rows(library: &Library, policy: &Policy) -> Vec<Problem> {
    let rows = &library.spec.rows;
    let unknown = |id: &&String| !rows.is_empty() && !rows.iter().any(|row| row.id == **id);
    let known = || rows.iter().map(|row| row.id.as_str());
    let file = library.files.iter().find(|f| f.shown == policy.control.file);
    let line = text::line_of(file.map_or("", |f| f.text.as_str()), "spec");
    let unknown = policy.control.spec_rows.iter().filter(unknown);
    unknown
        .map(|id| {
            let message = format!(
                "the spec {} has no row {id:?}{}",
                library.spec.name,
                did_you_mean(id, known())
            );
            Problem::new(&policy.control.file, line, "spec-row", message)
        })
        .collect()
}

#[cfg(test)]
mod tests;
