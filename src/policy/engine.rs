//! The Rego engine behind its guards: strict errors, limits on time and memory, panics caught.
//!
//! Two machines evaluate policies: the interpreter, and the bytecode machine for those policies whose
//! shape it can be trusted with.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::{Program, RegoVM};
use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, Value};

use super::error::PolicyError;
use super::library::RegoFile;

/// One evaluation takes microseconds; this stops one that never ends.
const LONGEST_EVALUATION: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });
/// How the messages of both machines about it read.
const TIME_LIMIT: &str = "exceeded time limit";
/// Memory of the whole process beyond which an evaluation is ended.
const MOST_MEMORY: u64 = 12 * 1024 * 1024 * 1024;
/// Instructions of one evaluation; the time limit ends it long before.
const MOST_INSTRUCTIONS: usize = usize::MAX;

fn timer() -> Option<ExecutionTimerConfig> {
    let check_interval = NonZeroU32::new(1000)?;
    Some(ExecutionTimerConfig {
        limit: LONGEST_EVALUATION,
        check_interval,
    })
}

/// True for the error of an evaluation that ran out of time.
pub(crate) fn is_overrun(error: &str) -> bool {
    error.contains(TIME_LIMIT)
}

/// An engine that holds the files.
pub(crate) fn with_policies<'a>(files: impl IntoIterator<Item = &'a RegoFile>) -> Result<Engine, PolicyError> {
    regorus::set_global_memory_limit(Some(MOST_MEMORY));
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    if let Some(timer) = timer() {
        engine.set_execution_timer_config(timer);
    }
    add(&mut engine, files)?;
    Ok(engine)
}

/// Adds files to an engine.
pub(crate) fn add<'a>(engine: &mut Engine, files: impl IntoIterator<Item = &'a RegoFile>) -> Result<(), PolicyError> {
    for file in files {
        guarded(|| engine.add_policy(file.shown.clone(), file.text.clone()))
            .map_err(|message| PolicyError::rego(&file.shown, &message))?;
    }
    Ok(())
}

/// Evaluates `data.<package>.<rule>`; an undefined rule gives `None`.
pub(crate) fn evaluate(engine: &mut Engine, package: &str, rule: &str) -> Result<Option<Value>, String> {
    let value = guarded(|| engine.eval_rule(format!("data.{package}.{rule}")))?;
    Ok((value != Value::Undefined).then_some(value))
}

/// Compiles `data.<package>.<rule>` of an engine for the bytecode machine.
pub(crate) fn compile(engine: &Engine, package: &str, rule: &str) -> Result<Arc<Program>, String> {
    let entry = format!("data.{package}.{rule}");
    guarded(|| {
        let compiled = engine.clone().compile_with_entrypoint(&entry.as_str().into())?;
        Ok(Compiler::compile_from_policy(&compiled, &[&entry])?)
    })
}

/// Where the host asks an engine from. `data` is handed over with the input, because an engine that is
/// given other data analyses all its policies anew.
const HOST: &str = "trueline_host";

/// An engine that is asked with [`ask`] for `data.<package>.<rule>`.
pub(crate) fn host(engine: &mut Engine, package: &str, rule: &str) -> Result<(), String> {
    let handed = ["snapshot", "spec", "now", "facts"];
    host_module(engine, "", &format!("data.{package}.{rule}"), &handed)
}

/// The same for the values of many facts at once, which share their work: an object by number. No facts
/// are handed over, since what stands in their place hides the rules that compute them.
pub(crate) fn host_all(engine: &mut Engine, rules: &[(String, String)]) -> Result<(), String> {
    let each = rules.iter().enumerate();
    let each = each.map(|(n, (package, rule))| format!("all[{n}] := data.{package}.{rule}\n"));
    host_module(engine, &each.collect::<String>(), "all", &["snapshot", "spec", "now"])
}

fn host_module(engine: &mut Engine, rules: &str, answer: &str, handed: &[&str]) -> Result<(), String> {
    let handed = handed
        .iter()
        .map(|name| format!(" with data.{name} as input.data.{name}"));
    let handed: String = handed.collect();
    // The input comes last: the others are taken from it.
    let text = format!(
        "package {HOST}\n\n{rules}\nanswer := value if value := {answer}{handed} with input as input.document\n"
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

/// One rule with its data, ready for one input after the other.
pub(crate) enum Machine {
    Bytecode(Box<RegoVM>),
    Interpreter(Box<Interpreter>),
}

/// A host engine with its data.
pub(crate) struct Interpreter {
    engine: Engine,
    /// What the engine was before its first evaluation.
    clean: Engine,
    data: Value,
}

impl Machine {
    /// Runs a program.
    pub(crate) fn bytecode(program: Arc<Program>, data: Value) -> Result<Self, String> {
        let mut vm = RegoVM::new();
        vm.load_program(program);
        vm.set_strict_builtin_errors(true);
        vm.set_max_instructions(MOST_INSTRUCTIONS);
        vm.set_execution_timer_config(timer());
        vm.set_data(data).map_err(|e| e.to_string())?;
        Ok(Self::Bytecode(Box::new(vm)))
    }

    /// Asks a host engine.
    pub(crate) fn interpreter(host: &Engine, data: Value) -> Self {
        Self::Interpreter(Box::new(Interpreter {
            engine: host.clone(),
            clean: host.clone(),
            data,
        }))
    }

    /// The rule's value for an input; an undefined rule gives `None`.
    pub(crate) fn evaluate(&mut self, input: Value) -> Result<Option<Value>, String> {
        match self {
            Self::Bytecode(vm) => {
                vm.set_input(input);
                let value = guarded(|| Ok(vm.execute_entry_point_by_index(0)?))?;
                Ok((value != Value::Undefined).then_some(value))
            }
            Self::Interpreter(this) => {
                let value = ask(&mut this.engine, &this.data, input);
                if value.is_err() {
                    // What it was doing when it was ended must not colour its next answer.
                    this.engine = this.clean.clone();
                }
                value
            }
        }
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
