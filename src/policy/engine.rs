//! The Rego engine behind its guards: strict errors, limits on time and memory, panics caught.

use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use regorus::utils::limits::ExecutionTimerConfig;
use regorus::{Engine, Value};

use super::error::PolicyError;
use super::library::RegoFile;

/// One evaluation takes microseconds; this stops one that never ends.
const LONGEST_EVALUATION: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });
/// How the engine's message about it reads.
pub(crate) const TIME_LIMIT: &str = "exceeded time limit";
/// Memory of the whole process beyond which an evaluation is ended.
const MOST_MEMORY: u64 = 12 * 1024 * 1024 * 1024;

/// An engine that holds the files.
pub(crate) fn with_policies<'a>(files: impl IntoIterator<Item = &'a RegoFile>) -> Result<Engine, PolicyError> {
    regorus::set_global_memory_limit(Some(MOST_MEMORY));
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    if let Some(check_interval) = NonZeroU32::new(1000) {
        engine.set_execution_timer_config(ExecutionTimerConfig {
            limit: LONGEST_EVALUATION,
            check_interval,
        });
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
