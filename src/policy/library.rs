//! Finds, reads and checks policies: the embedded ones and the user's folders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use regorus::{Engine, Value};

use crate::model::{Control, digest, glob};

use super::error::{PolicyError, did_you_mean};
use super::files::{self, Origin, RegoFile};
use super::frameworks::{self, Frameworks};
use super::parallel::in_parallel;
use super::prepared::Prepared;
use super::reads::{Modules, ReadSet, check_tests, read_set};
use super::spec::Spec;
use super::{engine, guard, metadata, on_deep_stack};

/// Files that one piece of the analysis takes.
const PIECE: usize = 16;
/// The rule that a policy answers with.
pub(crate) const DENY: &str = "deny";
/// The spec where none is named.
const DEFAULT: &str = "default";

/// Where policies and the spec come from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Folders that add to the embedded policies, or replace those at the same path.
    pub folders: Vec<PathBuf>,
    /// Of the embedded policies only the helpers.
    pub no_builtin: bool,
    /// A spec file, or the name of an embedded spec; `default` when absent.
    pub spec: Option<String>,
}

/// A control with what it reads.
#[derive(Debug, Clone)]
pub struct Policy {
    pub control: Control,
    pub reads: ReadSet,
    pub origin: Origin,
    /// What judging needs of it, made when it is first asked for.
    prepared: Arc<OnceLock<Result<Prepared, String>>>,
}

impl Policy {
    pub(crate) fn prepared(&self, library: &Library) -> Result<&Prepared, String> {
        let prepared = self.prepared.get_or_init(|| Prepared::new(library, self));
        prepared.as_ref().map_err(Clone::clone)
    }
}

/// Everything that judging needs, checked.
#[derive(Debug)]
pub struct Library {
    /// By control id.
    pub policies: BTreeMap<String, Policy>,
    pub spec: Spec,
    /// By key.
    pub frameworks: Frameworks,
    /// The spec as policies see it.
    pub(crate) spec_value: Value,
    /// SHA-256 over all policy files and the merged spec, in hex.
    pub digest: String,
    pub(crate) files: Vec<RegoFile>,
    /// Holds the policies and helpers, parsed, and no tests.
    pub(crate) engine: Engine,
}

impl Library {
    /// Reads and checks everything. All that is wrong is reported at once.
    pub fn load(sources: &Sources) -> Result<Self, Vec<PolicyError>> {
        let spec = load_spec(sources).map_err(|e| vec![e])?;
        let files = files::find(sources)?;
        let frameworks = frameworks::load(&sources.folders)?;
        on_deep_stack(|| Self::check(spec, frameworks, files))
    }

    fn check(spec: Spec, frameworks: Frameworks, files: Vec<RegoFile>) -> Result<Self, Vec<PolicyError>> {
        let (tests, judging): (Vec<&RegoFile>, Vec<&RegoFile>) = files.iter().partition(|f| f.is_test());
        let parsed = guarded(&judging).and_then(|()| engine::with_policies(judging.iter().copied()));
        let mut engine = parsed.map_err(|errors| with_metadata_errors(errors, &judging))?;
        let parsed = engine.get_modules().clone();
        let modules = Modules::new(&parsed);
        let mut errors = Vec::new();
        let mut policies: BTreeMap<String, Policy> = BTreeMap::new();
        for checked in in_parallel(&judging, PIECE, |file| {
            check_file(file, &modules, &spec).map(|p| (*file, p))
        }) {
            match checked {
                Ok((file, Some(policy))) => match policies.get(&policy.control.id) {
                    Some(known) => errors.push(same_id(known, &policy)),
                    None => {
                        errors.extend(frameworks::check(&frameworks, &policy.control, &file.text));
                        policies.insert(policy.control.id.clone(), policy);
                    }
                },
                Ok((_, None)) => {}
                Err(error) => errors.push(error),
            }
        }
        errors.extend(same_alias(&policies));
        let foreign: Vec<&RegoFile> = tests.into_iter().filter(|f| !f.is_ours()).collect();
        if !foreign.is_empty() {
            errors.extend(with_tests(&engine, &foreign).err().into_iter().flatten());
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let digest = digest_of(&files, &spec);
        Ok(Self {
            policies,
            spec_value: Value::from(spec.values.clone()),
            spec,
            frameworks,
            digest,
            files,
            engine,
        })
    }

    /// The engine with all tests in it, checked: commands that judge need not parse those of the
    /// embedded policies.
    pub(crate) fn engine_with_tests(&self) -> Result<Engine, Vec<PolicyError>> {
        let tests: Vec<&RegoFile> = self.files.iter().filter(|f| f.is_test()).collect();
        with_tests(&self.engine, &tests)
    }

    /// The controls that `only` names (all when empty), without those that `skip` names. Names are
    /// ids, aliases, or either with `*` for any characters.
    pub fn select(&self, only: &[String], skip: &[String]) -> Result<Vec<&Policy>, String> {
        for name in only.iter().chain(skip) {
            if !self.policies.values().any(|p| goes_by(&p.control, name)) {
                let known = self
                    .policies
                    .values()
                    .flat_map(|p| p.control.aliases.iter().chain([&p.control.id]));
                let hint = did_you_mean(name, known.map(String::as_str));
                return Err(format!(
                    "no control is called {name:?}{hint}; `trueline policy list` shows them all"
                ));
            }
        }
        let named = |names: &[String], control: &Control| names.iter().any(|n| goes_by(control, n));
        let chosen = self.policies.values().map(|p| (p, &p.control));
        Ok(chosen
            .filter(|(_, c)| (only.is_empty() || named(only, c)) && !named(skip, c))
            .map(|(p, _)| p)
            .collect())
    }
}

/// Refuses what the engine's parser must not see.
fn guarded(files: &[&RegoFile]) -> Result<(), Vec<PolicyError>> {
    let errors: Vec<PolicyError> = files
        .iter()
        .filter_map(|f| guard::check(&f.shown, &f.text).err())
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Where files can't be parsed, what is wrong with the metadata of the others is told as well.
fn with_metadata_errors(mut errors: Vec<PolicyError>, files: &[&RegoFile]) -> Vec<PolicyError> {
    let controls = files.iter().filter(|f| !f.is_helper());
    errors.extend(controls.filter_map(|f| metadata::read(&f.shown, &f.text, &f.package).err()));
    errors
}

/// Two packages give one id where they differ in nothing but dots and underscores.
fn same_id(known: &Policy, other: &Policy) -> PolicyError {
    let message = format!(
        "id {:?} is that of {}, too; move one of the two files, so that its package gives another id",
        other.control.id, known.control.file
    );
    PolicyError::new(&other.control.file, 0, 0, message)
}

/// Adds tests to an engine and checks them.
fn with_tests(engine: &Engine, tests: &[&RegoFile]) -> Result<Engine, Vec<PolicyError>> {
    guarded(tests)?;
    let mut engine = engine.clone();
    engine::add(&mut engine, tests.iter().copied())?;
    let parsed = engine.get_modules().clone();
    let modules = Modules::new(&parsed);
    let named = tests.iter().map(|f| (f.shown.as_str(), f.package.as_str()));
    let errors = check_tests(&modules, named);
    if errors.is_empty() { Ok(engine) } else { Err(errors) }
}

fn goes_by(control: &Control, name: &str) -> bool {
    let matches = |known: &str| glob::matches(name, known);
    matches(&control.id) || control.aliases.iter().any(|a| matches(a))
}

/// One policy file, checked; `None` for helpers.
fn check_file(file: &RegoFile, modules: &Modules<'_>, spec: &Spec) -> Result<Option<Policy>, PolicyError> {
    let rules = modules.rule_names(&file.package);
    if file.is_helper() {
        // Nothing calls every helper: walk each one for recursion and for references that can't be.
        if let Some(first) = rules.first() {
            read_set(modules, &file.shown, &file.package, first, &rules)?;
        }
        return Ok(None);
    }
    if !rules.contains(DENY) {
        let message = "no rule `deny`; write `deny contains finding.new(path, actual, expected) if { … }`, or move helpers below lib/";
        return Err(PolicyError::new(&file.shown, 0, 0, message));
    }
    let control = metadata::read(&file.shown, &file.text, &file.package)?;
    let reads = read_set(modules, &file.shown, &file.package, DENY, &rules)?;
    reads.check(&control.kinds, spec)?;
    Ok(Some(Policy {
        control,
        reads,
        origin: file.origin,
        prepared: Arc::default(),
    }))
}

/// Names that would select two controls by accident are mistakes; families share aliases on purpose,
/// so only an alias that equals another control's id is one.
fn same_alias(policies: &BTreeMap<String, Policy>) -> Vec<PolicyError> {
    let ids: BTreeSet<&str> = policies.keys().map(String::as_str).collect();
    let clash = |policy: &Policy| {
        policy
            .control
            .aliases
            .iter()
            .find(|a| ids.contains(a.as_str()))
            .cloned()
    };
    policies
        .values()
        .filter_map(|p| clash(p).map(|alias| (p, alias)))
        .map(|(p, alias)| {
            PolicyError::new(
                &p.control.file,
                0,
                0,
                format!("alias {alias:?} is the id of another control"),
            )
        })
        .collect()
}

fn digest_of(files: &[RegoFile], spec: &Spec) -> String {
    let files = files.iter().filter(|f| !f.is_test());
    let parts = files.flat_map(|f| [f.package.clone(), f.text.clone()]);
    digest::of_parts(parts.chain([spec.values.to_string()]))
}

/// The spec that the sources name, laid over the default one.
pub fn load_spec(sources: &Sources) -> Result<Spec, PolicyError> {
    let name = sources.spec.as_deref().unwrap_or(DEFAULT);
    if Path::new(name).extension().is_some_and(|e| e == "yaml" || e == "yml") {
        let text = std::fs::read_to_string(name).map_err(|e| PolicyError::new(name, 0, 0, e.to_string()))?;
        return spec_of(name, &text);
    }
    if name == DEFAULT {
        return over_default(name, None);
    }
    let file = embedded_spec(&format!("spec/{name}.yaml")).map_err(|_| {
        let names =
            files::all_embedded().filter_map(|f| f.strip_prefix("spec/")?.strip_suffix(".yaml").map(str::to_owned));
        let names = names.collect::<Vec<_>>().join(", ");
        let message = format!("no embedded spec of that name; there are {names}, or name a .yaml file");
        PolicyError::new(name, 0, 0, message)
    })?;
    over_default(name, Some(file))
}

/// The spec that a file of this text would be.
pub fn spec_of(name: &str, text: &str) -> Result<Spec, PolicyError> {
    over_default(name, Some((name.to_owned(), text.to_owned())))
}

fn over_default(name: &str, file: Option<(String, String)>) -> Result<Spec, PolicyError> {
    let (_, schema) = embedded_spec("spec/schema.json")?;
    let files: Vec<_> = std::iter::once(embedded_spec("spec/default.yaml")?)
        .chain(file)
        .collect();
    Spec::merge(name, &schema, &files)
}

fn embedded_spec(path: &str) -> Result<(String, String), PolicyError> {
    files::embedded(path)
        .map(|text| (format!("policies/{path}"), text))
        .ok_or_else(|| PolicyError::new(path, 0, 0, "not embedded in this build"))
}
