//! Finds, reads and checks policies: the embedded ones and the user's folders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use regorus::{Engine, Value};
use serde::{Deserialize, Serialize};

use crate::model::{Control, digest, glob};

use super::error::{PolicyError, did_you_mean};
use super::files::{self, Origin, RegoFile};
use super::frameworks::{self, Frameworks};
use super::parallel::in_parallel;
use super::prepared::{Groups, Helpers};
use super::reads::{Modules, ReadSet, check_tests, is_facts, read_set};
use super::spec::Spec;
use super::{cache, engine, guard, metadata, on_deep_stack};

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
}

impl Policy {
    /// True for a control that looks at what a plan does to a resource, and not at what it is: it reads
    /// where the resource comes from.
    pub fn judges_changes(&self) -> bool {
        self.reads.envelope.contains("origin")
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
    /// For each rule of facts, the kinds that it looks up.
    pub(crate) facts: FactKinds,
    /// The policies and helpers, parsed, without tests; made when it is first asked for.
    parsed: OnceLock<Result<Engine, Vec<PolicyError>>>,
    pub(crate) helpers: Helpers,
    /// Policies that were made ready to judge.
    pub(crate) groups: Groups,
}

/// For each rule of facts, as (package, name), the kinds that it looks up.
pub(crate) type FactKinds = BTreeMap<(String, String), BTreeSet<String>>;

/// What the analysis of all files yields. It takes longer than judging a small snapshot, and is the same
/// as long as the files are.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Analysis {
    pub(super) controls: Vec<(Control, ReadSet)>,
    /// [`FactKinds`], as a list.
    pub(super) facts: Vec<((String, String), BTreeSet<String>)>,
}

/// What one file yields.
enum Checked {
    Control(Box<(Control, ReadSet)>),
    Helper(FactKinds),
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
        let key = cache::key(&files, &spec, &frameworks);
        let parsed = OnceLock::new();
        let analysis = match cache::find(key.as_deref()) {
            Some(known) => known,
            None => {
                let engine = parse(&files)?;
                let analysis = analyse(&engine, &spec, &frameworks, &files)?;
                cache::keep(key.as_deref(), &analysis);
                let _ = parsed.set(Ok(engine));
                analysis
            }
        };
        let origins: BTreeMap<&str, Origin> = files.iter().map(|f| (f.package.as_str(), f.origin)).collect();
        let policy = |(control, reads): (Control, ReadSet)| {
            let origin = origins.get(control.package.as_str()).copied();
            let policy = Policy {
                origin: origin.unwrap_or(Origin::BuiltIn),
                reads,
                control,
            };
            (policy.control.id.clone(), policy)
        };
        Ok(Self {
            policies: analysis.controls.into_iter().map(policy).collect(),
            facts: analysis.facts.into_iter().collect(),
            spec_value: Value::from(spec.values.clone()),
            digest: digest_of(&files, &spec),
            spec,
            frameworks,
            files,
            parsed,
            helpers: Helpers::default(),
            groups: Groups::default(),
        })
    }

    /// Holds the policies and helpers, parsed, and no tests.
    pub(crate) fn engine(&self) -> Result<&Engine, Vec<PolicyError>> {
        let parsed = self.parsed.get_or_init(|| parse(&self.files));
        parsed.as_ref().map_err(Clone::clone)
    }

    /// The engine with all tests in it, checked: commands that judge need not parse those of the
    /// embedded policies.
    pub(crate) fn engine_with_tests(&self) -> Result<Engine, Vec<PolicyError>> {
        let tests: Vec<&RegoFile> = self.files.iter().filter(|f| f.is_test()).collect();
        with_tests(self.engine()?, &tests)
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

/// An engine with all files but the tests.
fn parse(files: &[RegoFile]) -> Result<Engine, Vec<PolicyError>> {
    let judging: Vec<&RegoFile> = files.iter().filter(|f| !f.is_test()).collect();
    let parsed = guarded(&judging).and_then(|()| engine::with_policies(judging.iter().copied()));
    parsed.map_err(|errors| with_metadata_errors(errors, &judging))
}

/// Checks all files, and says what each control is and reads.
fn analyse(
    engine: &Engine,
    spec: &Spec,
    frameworks: &Frameworks,
    files: &[RegoFile],
) -> Result<Analysis, Vec<PolicyError>> {
    let (tests, judging): (Vec<&RegoFile>, Vec<&RegoFile>) = files.iter().partition(|f| f.is_test());
    let parsed = engine.clone().get_modules().clone();
    let modules = Modules::new(&parsed);
    let mut errors = Vec::new();
    let mut controls: BTreeMap<String, (Control, ReadSet)> = BTreeMap::new();
    let mut facts = FactKinds::new();
    for checked in in_parallel(&judging, PIECE, |file| {
        check_file(file, &modules, spec).map(|checked| (*file, checked))
    }) {
        match checked {
            Ok((file, Checked::Control(control))) => match controls.get(&control.0.id) {
                Some((known, _)) => errors.push(same_id(known, &control.0)),
                None => {
                    errors.extend(frameworks::check(frameworks, &control.0, &file.text));
                    controls.insert(control.0.id.clone(), *control);
                }
            },
            Ok((_, Checked::Helper(kinds))) => facts.extend(kinds),
            Err(error) => errors.push(error),
        }
    }
    errors.extend(same_alias(&controls));
    let foreign: Vec<&RegoFile> = tests.into_iter().filter(|f| !f.is_ours()).collect();
    if !foreign.is_empty() {
        errors.extend(with_tests(engine, &foreign).err().into_iter().flatten());
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Analysis {
        controls: controls.into_values().collect(),
        facts: facts.into_iter().collect(),
    })
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
fn same_id(known: &Control, other: &Control) -> PolicyError {
    let message = format!(
        "id {:?} is that of {}, too; move one of the two files, so that its package gives another id",
        other.id, known.file
    );
    PolicyError::new(&other.file, 0, 0, message)
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

/// One file, checked.
fn check_file(file: &RegoFile, modules: &Modules<'_>, spec: &Spec) -> Result<Checked, PolicyError> {
    let rules = modules.rule_names(&file.package);
    if file.is_helper() {
        // Nothing calls every helper: walk each one for recursion and for references that can't be.
        if let Some(first) = rules.first() {
            read_set(modules, &file.shown, &file.package, first, &rules)?;
        }
        return fact_kinds(file, modules).map(Checked::Helper);
    }
    if !rules.contains(DENY) {
        let message = "no rule `deny`; write `deny contains finding.new(path, actual, expected) if { … }`, or move helpers below lib/";
        return Err(PolicyError::new(&file.shown, 0, 0, message));
    }
    let control = metadata::read(&file.shown, &file.text, &file.package)?;
    let reads = read_set(modules, &file.shown, &file.package, DENY, &rules)?;
    reads.check(&control.kinds, spec)?;
    Ok(Checked::Control(Box::new((control, reads))))
}

/// What the rules of a file of facts look up; other helpers have none.
fn fact_kinds(file: &RegoFile, modules: &Modules<'_>) -> Result<FactKinds, PolicyError> {
    if !is_facts(&file.package) {
        return Ok(FactKinds::new());
    }
    let kinds = |rule: String| {
        let reads = read_set(modules, &file.shown, &file.package, &rule, [])?;
        Ok(((file.package.clone(), rule), reads.snapshot.into_keys().collect()))
    };
    modules.rule_names(&file.package).iter().cloned().map(kinds).collect()
}

/// Names that would select two controls by accident are mistakes; families share aliases on purpose,
/// so only an alias that equals another control's id is one.
fn same_alias(controls: &BTreeMap<String, (Control, ReadSet)>) -> Vec<PolicyError> {
    let clash = |control: &Control| control.aliases.iter().find(|a| controls.contains_key(*a)).cloned();
    let controls = controls.values().map(|(control, _)| control);
    controls
        .filter_map(|control| {
            let message = format!("alias {:?} is the id of another control", clash(control)?);
            Some(PolicyError::new(&control.file, 0, 0, message))
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
