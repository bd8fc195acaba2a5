//! Facts: rules of `facts.…` that are computed once for all policies and resources of a scope.

use std::collections::{BTreeMap, BTreeSet};

use regorus::{Engine, Value};

use super::library::{Library, Policy};
use super::{engine, prepared, reads};

/// Facts that could not be computed, with the reason.
pub(crate) type Problems = BTreeMap<(String, String), String>;

/// The rules that are computed once for a scope, and what computes them.
pub(crate) struct Facts {
    engine: Result<Engine, String>,
    /// The engine, ready to be asked for all rules at once.
    host: Result<Engine, String>,
    rules: Vec<(String, String)>,
}

impl Facts {
    pub(crate) fn of(library: &Library, policies: &[&Policy]) -> Option<Self> {
        let rules: BTreeSet<_> = policies.iter().flat_map(|p| p.reads.facts().cloned()).collect();
        if rules.is_empty() {
            return None;
        }
        let rules: Vec<_> = rules.into_iter().collect();
        let needed = policies
            .iter()
            .flat_map(|p| &p.reads.reached)
            .map(|(package, _)| package);
        let computes = |package: &str| reads::is_facts(package) || package.starts_with("lib.");
        let engine = prepared::only(library, needed, computes);
        let host = engine.clone().and_then(|engine| hosting(engine, &rules));
        Some(Self { engine, host, rules })
    }

    /// `data.facts`, with the rules that could not be computed.
    pub(crate) fn compute(&self, data: &Value) -> (Value, Problems) {
        let mut problems = Problems::new();
        let mut known = BTreeMap::new();
        match ask(self.host.clone(), &self.rules, data) {
            Ok(all) => known = all,
            // One at a time, so that one rule's error is not the others'.
            Err(_) => {
                for rule in &self.rules {
                    let one = std::slice::from_ref(rule);
                    let host = self.engine.clone().and_then(|engine| hosting(engine, one));
                    match ask(host, one, data) {
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
}

fn hosting(mut engine: Engine, rules: &[(String, String)]) -> Result<Engine, String> {
    engine::host_all(&mut engine, rules)?;
    Ok(engine)
}

/// The values of some rules, as far as they are defined.
fn ask<'r>(
    host: Result<Engine, String>,
    rules: &'r [(String, String)],
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
