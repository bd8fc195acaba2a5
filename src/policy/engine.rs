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
use super::reads::ReadSet;

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
/// Of the engine's own data, all rules of all policies are looked through for each name that is handed
/// over, so only what is read is.
const HANDED: [&str; 3] = ["snapshot", "now", "facts"];

/// A rule that an engine is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    package: String,
    rule: String,
    /// `data` and `document` are members of the input, and not the document itself.
    handed: bool,
}

/// Makes an engine ready to be asked for `data.<package>.<rule>` of some policies. What each of them
/// reads of `data`, beside the spec, is told by names.
pub(crate) fn host<'a>(
    engine: &mut Engine,
    spec: &Value,
    rule: &str,
    policies: impl Iterator<Item = (&'a str, Vec<&'static str>)>,
) -> Result<Vec<Question>, String> {
    let mut text = String::new();
    let mut questions = Vec::new();
    for (number, (package, names)) in policies.enumerate() {
        let handed = !names.is_empty();
        if handed {
            text += &answer(&format!("answer_{number}"), &format!("data.{package}.{rule}"), &names);
        }
        questions.push(match handed {
            true => Question {
                package: HOST.to_owned(),
                rule: format!("answer_{number}"),
                handed,
            },
            false => Question {
                package: package.to_owned(),
                rule: rule.to_owned(),
                handed,
            },
        });
    }
    make_ready(engine, spec, &text)?;
    Ok(questions)
}

/// The same for the values of many rules at once, which share their work: an object by number. What is
/// handed over hides rules of the same place, so facts are not.
pub(crate) fn host_facts(engine: &mut Engine, spec: &Value, rules: &[(String, String)]) -> Result<Question, String> {
    limit(engine, LONGEST_FACTS);
    let each = rules.iter().enumerate();
    let each = each.map(|(n, (package, rule))| format!("all[{n}] := data.{package}.{rule}\n"));
    let text = each.collect::<String>() + &answer("answer", "all", &["snapshot", "now"]);
    make_ready(engine, spec, &text)?;
    Ok(Question {
        package: HOST.to_owned(),
        rule: "answer".to_owned(),
        handed: true,
    })
}

/// What a policy reads of `data`, of what the host hands over.
pub(crate) fn handed(reads: &ReadSet) -> Vec<&'static str> {
    let read = |name: &&str| match *name {
        "snapshot" => !reads.snapshot.is_empty(),
        "now" => reads.now,
        _ => reads.facts().next().is_some(),
    };
    HANDED.into_iter().filter(read).collect()
}

/// A rule of the host that asks for a value with what is handed over. The input comes last: the others
/// are taken from it.
fn answer(rule: &str, value: &str, handed: &[&str]) -> String {
    let handed = handed
        .iter()
        .map(|name| format!(" with data.{name} as input.data.{name}"));
    format!(
        "{rule} := value if value := {value}{} with input as input.document\n",
        handed.collect::<String>()
    )
}

fn make_ready(engine: &mut Engine, spec: &Value, rules: &str) -> Result<(), String> {
    guarded(|| engine.add_data(Value::from(BTreeMap::from([(Value::from("spec"), spec.clone())]))))?;
    let text = format!("package {HOST}\n\nready := true\n\n{rules}");
    guarded(|| engine.add_policy(format!("{HOST}.rego"), text)).map(|_| ())?;
    // The analysis is done here, so that clones of the engine need not.
    evaluate(engine, HOST, "ready").map(|_| ())
}

/// What an engine answers.
pub(crate) fn ask(
    engine: &mut Engine,
    question: &Question,
    data: &Value,
    document: Value,
) -> Result<Option<Value>, String> {
    engine.set_input(match question.handed {
        true => {
            let members = [("data", data.clone()), ("document", document)];
            Value::from(BTreeMap::from(members.map(|(name, value)| (Value::from(name), value))))
        }
        false => document,
    });
    evaluate(engine, &question.package, &question.rule)
}

/// An engine that is asked for one input after the other.
pub(crate) struct Machine {
    engine: Engine,
    /// What the engine was before its first evaluation.
    clean: Engine,
}

impl Machine {
    pub(crate) fn new(host: &Engine) -> Self {
        Self {
            engine: host.clone(),
            clean: host.clone(),
        }
    }

    /// The rule's value for an input; an undefined rule gives `None`.
    pub(crate) fn ask(&mut self, question: &Question, data: &Value, input: Value) -> Result<Option<Value>, String> {
        let value = ask(&mut self.engine, question, data, input);
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
