//! Facts: rules of `facts.…` that are computed once for all policies and resources of a scope.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use regorus::{Engine, Value};

use super::engine::Question;
use super::library::{Library, Policy};
use super::{engine, prepared, reads};

/// Package and name.
type Rule = (String, String);

/// Facts that could not be computed, with the reason.
pub(crate) type Problems = BTreeMap<Rule, String>;

/// What rules gave; `Undefined` where nothing holds.
type Answers = BTreeMap<Rule, Result<Value, String>>;

/// An engine, and what to ask it for.
type Host = Result<(Engine, Question), String>;

/// The rules that are computed once for a scope, and what computes them.
pub(crate) struct Facts<'l> {
    library: &'l Library,
    engine: Result<Engine, String>,
    /// The engine, ready to be asked for some rules at once.
    hosts: Mutex<BTreeMap<Vec<Rule>, Host>>,
    /// Facts about other clouds than the one that looks, which are the same wherever it looks from.
    elsewhere: Mutex<BTreeMap<String, Answers>>,
}

impl<'l> Facts<'l> {
    pub(crate) fn of(library: &'l Library, policies: &[&Policy]) -> Option<Self> {
        policies.iter().find_map(|p| p.reads.facts().next())?;
        let needed = policies
            .iter()
            .flat_map(|p| &p.reads.reached)
            .map(|(package, _)| package);
        let computes = |package: &str| reads::is_facts(package) || package.starts_with("lib.");
        Some(Self {
            library,
            engine: prepared::only(library, needed, computes),
            hosts: Mutex::default(),
            elsewhere: Mutex::default(),
        })
    }

    /// `data.facts` as some policies need it in a scope of a provider, with the rules that could not be
    /// computed.
    pub(crate) fn compute<'p>(
        &self,
        provider: &str,
        policies: impl Iterator<Item = &'p Policy>,
        data: &Value,
    ) -> (Value, Problems) {
        let rules: BTreeSet<&Rule> = policies.flat_map(|p| p.reads.facts()).collect();
        let (elsewhere, here): (Vec<&Rule>, Vec<&Rule>) =
            rules.into_iter().partition(|rule| self.is_elsewhere(rule, provider));
        let mut answers = self.answers(&here, data);
        answers.extend(self.answers_elsewhere(provider, &elsewhere, data));
        let mut problems = Problems::new();
        let mut packages: BTreeMap<String, BTreeMap<Value, Value>> = BTreeMap::new();
        for ((package, rule), answer) in answers {
            match answer {
                Ok(Value::Undefined) => {}
                Ok(value) => {
                    packages.entry(package).or_default().insert(Value::from(rule), value);
                }
                Err(problem) => {
                    problems.insert((package, rule), problem);
                }
            }
        }
        let facts = packages.into_iter().map(|(package, rules)| {
            let name = package.strip_prefix("facts.").unwrap_or(&package);
            (Value::from(name), Value::from(rules))
        });
        (Value::from(facts.collect::<BTreeMap<_, _>>()), problems)
    }

    /// True for rules that look up nothing of a provider: its scopes see all of other clouds.
    fn is_elsewhere(&self, rule: &Rule, provider: &str) -> bool {
        let of_provider = |kind: &String| kind.split('.').next() == Some(provider);
        self.library
            .facts
            .get(rule)
            .is_some_and(|kinds| !kinds.iter().any(of_provider))
    }

    fn answers_elsewhere(&self, provider: &str, rules: &[&Rule], data: &Value) -> Answers {
        let mut elsewhere = self.elsewhere.lock().unwrap_or_else(PoisonError::into_inner);
        let known = elsewhere.entry(provider.to_owned()).or_default();
        let missing: Vec<&Rule> = rules
            .iter()
            .copied()
            .filter(|rule| !known.contains_key(*rule))
            .collect();
        known.extend(self.answers(&missing, data));
        let answer = |rule: &&Rule| Some(((*rule).clone(), known.get(*rule)?.clone()));
        rules.iter().filter_map(answer).collect()
    }

    fn answers(&self, rules: &[&Rule], data: &Value) -> Answers {
        if rules.is_empty() {
            return Answers::new();
        }
        let rules: Vec<Rule> = rules.iter().copied().cloned().collect();
        match ask(self.host(&rules), &rules, data) {
            Ok(all) => all,
            // One at a time, so that one rule's error is not the others'.
            Err(_) => rules
                .iter()
                .flat_map(|rule| {
                    let one = std::slice::from_ref(rule);
                    ask(self.host(one), one, data).unwrap_or_else(|e| Answers::from([(rule.clone(), Err(e))]))
                })
                .collect(),
        }
    }

    fn host(&self, rules: &[Rule]) -> Host {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let mut engine = self.engine.clone()?;
            let question = engine::host_facts(&mut engine, &self.library.spec_value, rules)?;
            Ok((engine, question))
        };
        hosts.entry(rules.to_vec()).or_insert_with(make).clone()
    }
}

/// The values of some rules.
fn ask(host: Host, rules: &[Rule], data: &Value) -> Result<Answers, String> {
    let (mut engine, question) = host?;
    let all = engine::ask(&mut engine, &question, data, Value::Null)?.unwrap_or_else(Value::new_object);
    let value = |number: usize| all[&Value::from(number as u64)].clone();
    let rules = rules.iter().enumerate();
    Ok(rules.map(|(number, rule)| (rule.clone(), Ok(value(number)))).collect())
}
