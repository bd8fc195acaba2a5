//! The Rego engine behind its guards: strict errors, limits on time and memory, panics caught.
//!
//! The interpreter judges. The engine's bytecode machine is several times as fast and not used: where a
//! builtin fails it goes on as if the body did not hold, strict or not, so that a policy that broke down
//! would pass.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, Value};

use super::error::PolicyError;
use super::files::RegoFile;

/// One evaluation takes microseconds; this stops one that never ends.
const LONGEST_EVALUATION: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });
/// Facts are computed once, and from everything that a scope holds.
const LONGEST_FACTS: Duration = Duration::from_secs(if cfg!(test) { 5 } else { 300 });
/// How the engine's message about it reads.
const TIME_LIMIT: &str = "exceeded time limit";
/// Memory of the whole process beyond which an evaluation is ended.
const MOST_MEMORY: u64 = 12 * 1024 * 1024 * 1024;

fn limit(engine: &mut Engine, limit: Duration) {
    if let Some(check_interval) = NonZeroU32::new(1000) {
        engine.set_execution_timer_config(ExecutionTimerConfig { limit, check_interval });
    }
}

/// True for the error of an evaluation that ran out of time.
pub(crate) fn is_overrun(error: &str) -> bool {
    error.contains(TIME_LIMIT)
}

/// An engine that holds the files.
pub(crate) fn with_policies<'a>(files: impl IntoIterator<Item = &'a RegoFile>) -> Result<Engine, Vec<PolicyError>> {
    regorus::set_global_memory_limit(Some(MOST_MEMORY));
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    limit(&mut engine, LONGEST_EVALUATION);
    add(&mut engine, files)?;
    Ok(engine)
}

/// Adds files to an engine; all that can't be parsed are named at once.
pub(crate) fn add<'a>(
    engine: &mut Engine,
    files: impl IntoIterator<Item = &'a RegoFile>,
) -> Result<(), Vec<PolicyError>> {
    let mut errors = Vec::new();
    for file in files {
        let added = guarded(|| engine.add_policy(file.shown.clone(), file.text.clone()));
        errors.extend(added.err().map(|message| PolicyError::rego(&file.shown, &message)));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Evaluates `data.<package>.<rule>`; an undefined rule gives `None`.
pub(crate) fn evaluate(engine: &mut Engine, package: &str, rule: &str) -> Result<Option<Value>, String> {
    let value = guarded(|| engine.eval_rule(format!("data.{package}.{rule}")))?;
    Ok((value != Value::Undefined).then_some(value))
}

/// Where the host asks an engine from. `data` is handed over with the input, because an engine that is
/// given other data analyses all its policies anew.
const HOST: &str = "trueline_host";

/// An engine that is asked with [`ask`] for `data.<package>.<rule>`.
pub(crate) fn host(engine: &mut Engine, package: &str, rule: &str) -> Result<(), String> {
    host_module(
        engine,
        "",
        &format!("data.{package}.{rule}"),
        &["snapshot", "spec", "now", "facts"],
    )
}

/// The same for the values of many rules at once, which share their work: an object by number.
pub(crate) fn host_all(engine: &mut Engine, rules: &[(String, String)]) -> Result<(), String> {
    limit(engine, LONGEST_FACTS);
    let each = rules.iter().enumerate();
    let each = each.map(|(n, (package, rule))| format!("all[{n}] := data.{package}.{rule}\n"));
    // What is handed over hides rules of the same place, so the facts themselves must not be.
    host_module(engine, &each.collect::<String>(), "all", &["snapshot", "spec", "now"])
}

fn host_module(engine: &mut Engine, rules: &str, answer: &str, handed: &[&str]) -> Result<(), String> {
    let handed = handed
        .iter()
        .map(|name| format!(" with data.{name} as input.data.{name}"));
    // The input comes last: the others are taken from it.
    let text = format!(
        "package {HOST}\n\n{rules}\nanswer := value if value := {answer}{} with input as input.document\n",
        handed.collect::<String>()
    );
    guarded(|| engine.add_policy(format!("{HOST}.rego"), text)).map(|_| ())?;
    // The analysis is done here, so that clones of the engine need not.
    let nothing = Value::new_object();
    engine.set_input(nothing);
    evaluate(engine, HOST, "answer").map(|_| ())
}

/// What a host engine answers.
pub(crate) fn ask(engine: &mut Engine, data: &Value, document: Value) -> Result<Option<Value>, String> {
    let members = [("data", data.clone()), ("document", document)];
    let members: BTreeMap<_, _> = members.map(|(name, value)| (Value::from(name), value)).into();
    engine.set_input(Value::from(members));
    evaluate(engine, HOST, "answer")
}

/// A host engine with its data, ready for one input after the other.
pub(crate) struct Machine {
    engine: Engine,
    /// What the engine was before its first evaluation.
    clean: Engine,
    data: Value,
}

impl Machine {
    pub(crate) fn new(host: &Engine, data: Value) -> Self {
        Self {
            engine: host.clone(),
            clean: host.clone(),
            data,
        }
    }

    /// The rule's value for an input; an undefined rule gives `None`.
    pub(crate) fn evaluate(&mut self, input: Value) -> Result<Option<Value>, String> {
        let value = ask(&mut self.engine, &self.data, input);
        if value.is_err() {
            // What it was doing when it was ended must not colour its next answer.
            self.engine = self.clean.clone();
        }
        value
    }
}

/// Turns errors and panics of the engine into messages.
fn guarded<T>(work: impl FnOnce() -> anyhow::Result<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(format!("{error:#}")),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(format!(
                "the Rego engine panicked: {}",
                text.unwrap_or_else(|| "no message".into())
            ))
        }
    }
}
