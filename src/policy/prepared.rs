//! Policies made ready to judge: engines with the files that they need and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use regorus::Engine;

use super::engine::{self, Machine, Question};
use super::error::PolicyError;
use super::files::RegoFile;
use super::library::{DENY, Library, Policy};
use super::reads::is_facts;

/// Policies that one engine may hold: for what is handed over to one of them, the rules of all are
/// looked through.
const MOST: usize = 24;

/// Policies that need the same helpers, in one engine. Facts are data to them.
#[derive(Debug)]
pub(crate) struct Group {
    engine: Engine,
    /// By control.
    questions: BTreeMap<String, Question>,
}

/// A group that is made when it is first asked for.
pub(crate) type LazyGroup = Arc<OnceLock<Result<Group, String>>>;

/// Groups by the controls in them.
pub(crate) type Groups = Mutex<BTreeMap<Vec<String>, LazyGroup>>;

impl Group {
    fn new(library: &Library, policies: &[&Policy]) -> Result<Self, String> {
        let mut engine = only(library, packages(policies), |package| !is_facts(package))?;
        let asked = policies
            .iter()
            .map(|p| (p.control.package.as_str(), engine::handed(&p.reads)));
        let questions = engine::host(&mut engine, &library.spec_value, DENY, asked)?;
        let ids = policies.iter().map(|p| p.control.id.clone());
        Ok(Self {
            engine,
            questions: ids.zip(questions).collect(),
        })
    }

    pub(crate) fn machine(&self) -> Machine {
        Machine::new(&self.engine)
    }

    pub(crate) fn question(&self, policy: &Policy) -> Result<&Question, String> {
        let question = self.questions.get(&policy.control.id);
        question.ok_or_else(|| format!("{} was not made ready", policy.control.id))
    }
}

/// Policies with the group that they are in.
pub(crate) struct Grouped<'a> {
    library: &'a Library,
    groups: Vec<(Vec<&'a Policy>, LazyGroup)>,
}

impl<'a> Grouped<'a> {
    pub(crate) fn new(library: &'a Library, policies: impl Iterator<Item = &'a Policy>) -> Self {
        let mut alike: BTreeMap<BTreeSet<&String>, Vec<&Policy>> = BTreeMap::new();
        for policy in policies {
            let own = &policy.control.package;
            let helpers = packages(&[policy]).filter(|p| *p != own && !is_facts(p)).collect();
            alike.entry(helpers).or_default().push(policy);
        }
        let mut known = library.groups.lock().unwrap_or_else(PoisonError::into_inner);
        let mut group = |policies: &[&'a Policy]| {
            let ids = policies.iter().map(|p| p.control.id.clone()).collect();
            (policies.to_vec(), known.entry(ids).or_default().clone())
        };
        let groups = alike.values().flat_map(|policies| policies.chunks(MOST));
        Self {
            library,
            groups: groups.map(&mut group).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    /// The number of a policy's group.
    pub(crate) fn number_of(&self, policy: &Policy) -> Option<usize> {
        let holds = |(policies, _): &(Vec<&Policy>, LazyGroup)| policies.iter().any(|p| std::ptr::eq(*p, policy));
        self.groups.iter().position(holds)
    }

    /// A group, made ready.
    pub(crate) fn get(&self, number: usize) -> Result<&Group, String> {
        let (policies, group) = &self.groups[number];
        let group = group.get_or_init(|| Group::new(self.library, policies));
        group.as_ref().map_err(Clone::clone)
    }
}

fn packages<'a>(policies: &[&'a Policy]) -> impl Iterator<Item = &'a String> + use<'a> {
    let reached = policies
        .iter()
        .flat_map(|p| &p.reads.reached)
        .map(|(package, _)| package);
    let own = policies.iter().map(|p| &p.control.package);
    own.chain(reached).collect::<Vec<_>>().into_iter()
}

/// An engine with those files of a library whose packages are named and wanted.
pub(crate) fn only<'a>(
    library: &Library,
    packages: impl Iterator<Item = &'a String>,
    wanted: impl Fn(&str) -> bool,
) -> Result<Engine, String> {
    let packages: BTreeSet<&str> = packages.map(String::as_str).filter(|p| wanted(p)).collect();
    let (helpers, others): (Vec<&RegoFile>, Vec<&RegoFile>) = library
        .files
        .iter()
        .filter(|f| packages.contains(f.package.as_str()))
        .partition(|f| f.is_helper());
    let mut engine = library.helpers.with(library, helpers)?;
    engine::add(&mut engine, others).map_err(|errors| list(&errors))?;
    Ok(engine)
}

/// Engines that hold helpers only. Most policies need the same few, which are parsed once for all of
/// them: what one engine holds its clones share.
#[derive(Debug, Default)]
pub(crate) struct Helpers {
    /// By packages, those first that most policies need.
    engines: Mutex<BTreeMap<Vec<String>, Engine>>,
    /// How many policies need a package.
    demand: OnceLock<BTreeMap<String, usize>>,
}

impl Helpers {
    fn with(&self, library: &Library, mut files: Vec<&RegoFile>) -> Result<Engine, String> {
        let demand = self.demand.get_or_init(|| demand(library));
        let needed_by = |file: &RegoFile| demand.get(&file.package).copied().unwrap_or_default();
        files.sort_by(|a, b| (needed_by(b), &a.package).cmp(&(needed_by(a), &b.package)));
        let packages: Vec<String> = files.iter().map(|f| f.package.clone()).collect();
        let mut engines = self.engines.lock().unwrap_or_else(PoisonError::into_inner);
        // The longest beginning that there is already.
        let known = (0..=files.len())
            .rev()
            .find_map(|length| Some((length, engines.get(&packages[..length])?.clone())));
        let (mut length, mut engine) = match known {
            Some(known) => known,
            None => (0, engine::with_policies([]).map_err(|errors| list(&errors))?),
        };
        for file in &files[length..] {
            engine::add(&mut engine, [*file]).map_err(|errors| list(&errors))?;
            length += 1;
            engines.insert(packages[..length].to_vec(), engine.clone());
        }
        Ok(engine)
    }
}

fn demand(library: &Library) -> BTreeMap<String, usize> {
    let mut demand = BTreeMap::new();
    for policy in library.policies.values() {
        let packages: BTreeSet<&String> = policy.reads.reached.iter().map(|(package, _)| package).collect();
        for package in packages {
            *demand.entry(package.clone()).or_default() += 1;
        }
    }
    demand
}

fn list(errors: &[PolicyError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
