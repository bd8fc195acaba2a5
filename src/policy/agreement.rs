//! Whether the bytecode machine and the interpreter say the same of everything that the tests of a
//! policy ask.
//!
//! The machine knows no `with`, so it can't run tests. What a test hands to its policy is caught
//! instead: in an engine where every `deny` prints what it sees, the tests are run for their questions.
//! Then both machines answer them.

use std::collections::BTreeMap;

use regorus::{Engine, Value};
use serde_json::json;

use super::engine;
use super::error::PolicyError;
use super::facts::Facts;
use super::library::{Library, Policy};
use super::reads::Modules;

/// Stands for a policy: prints its input and what it looks up. What is undefined is left out.
const CATCHER: &str = r#"
deny contains "caught" if print(json.marshal(seen))

seen["input"] := input

seen["snapshot"] := data.snapshot

seen["spec"] := data.spec

seen["now"] := data.now
"#;

/// One question on which the machines disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    pub control: String,
    /// The test that asks it.
    pub test: String,
    pub bytecode: String,
    pub interpreter: String,
}

/// How the machines compare.
#[derive(Debug, Default)]
pub struct Agreement {
    /// Questions that both answered.
    pub questions: usize,
    /// Controls that the bytecode machine judges, and whose tests ask something.
    pub controls: usize,
    pub disagreements: Vec<Disagreement>,
}

/// Asks both machines what the tests ask, for every policy that the bytecode machine is trusted with.
pub fn agreement(library: &Library, policies: &[&Policy]) -> Result<Agreement, Vec<PolicyError>> {
    super::on_deep_stack(|| compare(library, policies))
}

fn compare(library: &Library, policies: &[&Policy]) -> Result<Agreement, Vec<PolicyError>> {
    let mut agreement = Agreement::default();
    let whole = library.engine_with_tests()?;
    let parsed = whole.clone().get_modules().clone();
    let modules = Modules::new(&parsed);
    for policy in policies {
        let fail = |message: String| vec![PolicyError::new(&policy.control.file, 0, 0, message)];
        let prepared = policy.prepared(library).map_err(fail)?;
        if !prepared.is_compiled() {
            continue;
        }
        let facts = Facts::of(library, &[policy]);
        let mut asked = false;
        for (test, question) in questions(library, policy, &modules).map_err(fail)? {
            let (data, input) = question.prepare(facts.as_ref());
            let bytecode = prepared
                .machine(data.clone())
                .and_then(|mut m| m.evaluate(input.clone()));
            let interpreter = prepared.interpreter(data).and_then(|mut m| m.evaluate(input));
            agreement.questions += 1;
            asked = true;
            // That both fail is enough: they word it differently.
            if bytecode != interpreter && (bytecode.is_ok() || interpreter.is_ok()) {
                agreement.disagreements.push(Disagreement {
                    control: policy.control.id.clone(),
                    test,
                    bytecode: format!("{bytecode:?}"),
                    interpreter: format!("{interpreter:?}"),
                });
            }
        }
        agreement.controls += usize::from(asked);
    }
    Ok(agreement)
}

/// What a test hands to its policy.
struct Question(BTreeMap<String, Value>);

impl Question {
    fn prepare(mut self, facts: Option<&Facts>) -> (Value, Value) {
        let input = self.0.remove("input").unwrap_or(Value::Undefined);
        let mut take = |name: &str| self.0.remove(name).unwrap_or_else(Value::new_object);
        let members = ["snapshot", "spec", "now"].map(|name| (Value::from(name), take(name)));
        let mut data: BTreeMap<Value, Value> = members.into();
        let facts = facts.map(|f| f.compute(&Value::from(data.clone())).0);
        data.insert(Value::from("facts"), facts.unwrap_or_else(Value::new_object));
        (Value::from(data), input)
    }
}

/// The questions of a policy's tests.
fn questions(library: &Library, policy: &Policy, modules: &Modules<'_>) -> Result<Vec<(String, Question)>, String> {
    let package = &policy.control.package;
    let tests = format!("{package}_test");
    let Some(file) = library.files.iter().find(|f| f.package == tests) else {
        return Ok(Vec::new());
    };
    let mut engine = Engine::new();
    engine.set_gather_prints(true);
    let mut add = |name: &str, text: String| engine.add_policy(name.to_owned(), text).map_err(|e| format!("{e:#}"));
    add("catcher.rego", format!("package {package}\n{CATCHER}"))?;
    for helper in library
        .files
        .iter()
        .filter(|f| f.package.starts_with("lib.") && !f.is_test())
    {
        add(&helper.shown, helper.text.clone())?;
    }
    add(&file.shown, file.text.clone())?;
    let data = json!({"spec": library.spec.values, "snapshot": {}, "now": "2026-01-01T00:00:00Z"});
    engine.add_data(Value::from(data)).map_err(|e| format!("{e:#}"))?;
    let mut caught = Vec::new();
    for name in modules.rule_names(&tests).iter().filter(|n| n.starts_with("test_")) {
        // The test itself fails as a rule, because its policy says something else.
        let _ = engine::evaluate(&mut engine, &tests, name);
        for line in engine.take_prints().map_err(|e| format!("{e:#}"))? {
            if let Some(question) = read(&line) {
                caught.push((name.clone(), question));
            }
        }
    }
    Ok(caught)
}

/// A printed line: a place, and the JSON of what was seen.
fn read(line: &str) -> Option<Question> {
    let json = &line[line.find('{')?..];
    let seen = Value::from_json_str(json).ok()?;
    let members = seen.as_object().ok()?;
    let named = members
        .iter()
        .filter_map(|(name, value)| Some((name.as_string().ok()?.to_string(), value.clone())));
    Some(Question(named.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Sources;

    #[test]
    fn the_machines_agree_on_everything_that_the_tests_of_the_library_ask() {
        let library = Library::load(&Sources::default()).expect("the library");
        let policies = library.select(&[], &[]).expect("all");
        let agreement = agreement(&library, &policies).expect("compared");
        assert_eq!(agreement.disagreements, []);
        assert!(agreement.controls > 300, "{} controls", agreement.controls);
        assert!(agreement.questions > 1500, "{} questions", agreement.questions);
    }
}
