//! Facts: rules of `facts.…` that are computed once for all policies and resources of a scope.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use regorus::{Engine, Value};

use super::library::{Library, Policy};
use super::{engine, prepared, reads};

/// Package and name.
type Rule = (String, String);

/// Facts that could not be computed, with the reason.
pub(crate) type Problems = BTreeMap<Rule, String>;

/// The rules that are computed once for a scope, and what computes them.
pub(crate) struct Facts {
    engine: Result<Engine, String>,
    /// The engine, ready to be asked for some rules at once.
    hosts: Mutex<BTreeMap<Vec<Rule>, Result<Engine, String>>>,
}

impl Facts {
    pub(crate) fn of(library: &Library, policies: &[&Policy]) -> Option<Self> {
        policies.iter().find_map(|p| p.reads.facts().next())?;
        let needed = policies
            .iter()
            .flat_map(|p| &p.reads.reached)
            .map(|(package, _)| package);
        let computes = |package: &str| reads::is_facts(package) || package.starts_with("lib.");
        Some(Self {
            engine: prepared::only(library, needed, computes),
            hosts: Mutex::default(),
        })
    }

    /// `data.facts` as some policies need it, with the rules that could not be computed.
    pub(crate) fn compute<'p>(&self, policies: impl Iterator<Item = &'p Policy>, data: &Value) -> (Value, Problems) {
        let rules: BTreeSet<Rule> = policies.flat_map(|p| p.reads.facts().cloned()).collect();
        let rules: Vec<Rule> = rules.into_iter().collect();
        let mut problems = Problems::new();
        let mut known = BTreeMap::new();
        if rules.is_empty() {
            return (Value::new_object(), problems);
        }
        match ask(self.host(&rules), &rules, data) {
            Ok(all) => known = all,
            // One at a time, so that one rule's error is not the others'.
            Err(_) => {
                for rule in &rules {
                    let one = std::slice::from_ref(rule);
                    match ask(self.host(one), one, data) {
                        Ok(one) => known.extend(one),
                        Err(problem) => {
                            problems.insert(rule.clone(), problem);
                        }
                    }
                }
            }
        }
        let mut packages: BTreeMap<&str, BTreeMap<Value, Value>> = BTreeMap::new();
        for ((package, rule), value) in known {
            packages.entry(package).or_default().insert(Value::from(rule), value);
        }
        let facts = packages.into_iter().map(|(package, rules)| {
            let name = package.strip_prefix("facts.").unwrap_or(package);
            (Value::from(name), Value::from(rules))
        });
        (Value::from(facts.collect::<BTreeMap<_, _>>()), problems)
    }

    fn host(&self, rules: &[Rule]) -> Result<Engine, String> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let mut engine = self.engine.clone()?;
            engine::host_all(&mut engine, rules)?;
            Ok(engine)
        };
        hosts.entry(rules.to_vec()).or_insert_with(make).clone()
    }
}

/// The values of some rules, as far as they are defined.
fn ask<'r>(
    host: Result<Engine, String>,
    rules: &'r [Rule],
    data: &Value,
) -> Result<BTreeMap<(&'r str, &'r str), Value>, String> {
    let mut engine = host?;
    let all = engine::ask(&mut engine, data, Value::Null)?.unwrap_or_else(Value::new_object);
    let value = |number: usize| all[&Value::from(number as u64)].clone();
    let rules = rules.iter().enumerate();
    Ok(rules
        .map(|(number, (package, rule))| ((package.as_str(), rule.as_str()), value(number)))
        .filter(|(_, value)| *value != Value::Undefined)
        .collect())
}
