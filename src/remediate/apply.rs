//! Applying a plan: read again, compare, send, verify by reading and judging again.
//!
//! Items run one after another. The run stops at the first that does not verify; what comes after it
//! is not touched. Nothing is sent before its intent is on the disk.

use futures::future::BoxFuture;
use serde_json::{Value, json};

use crate::cloud::{CallError, Clouds};
use crate::model::{Finding, GapReason, Resource, ResourceKey};

use super::actions::{Action, Call, by_name, same};
use super::guards;
use super::journal::{Journal, JournalError, State};
use super::plan::{Item, Plan, readable};
use super::verify::verify;

/// How reading and judging are done, which are other stages' business.
pub(crate) struct World<'a> {
    /// Reads a resource afresh; `None` when it is gone.
    pub(crate) read: &'a (dyn Fn(ResourceKey) -> BoxFuture<'a, Result<Option<Resource>, String>> + Sync),
    /// Judges a resource by every policy that needs no other resource.
    pub(crate) judge: &'a (dyn Fn(&Resource) -> Vec<Finding> + Sync),
}

/// Sends a call over the connection to the resource's cloud.
async fn execute(clouds: &Clouds, key: &ResourceKey, call: &Call) -> Result<(), CallError> {
    match key.scope.provider.as_str() {
        #[cfg(feature = "aws")]
        "aws" => {
            if let Some(aws) = &clouds.aws {
                return super::aws::execute(aws, &key.scope, call).await;
            }
        }
        #[cfg(feature = "cloudflare")]
        "cloudflare" => {
            if let Some(cloudflare) = &clouds.cloudflare {
                return super::cloudflare::execute(cloudflare, call).await;
            }
        }
        _ => {}
    }
    Err(refused(call, "there is no connection to that cloud"))
}

/// A call that was not sent.
pub(super) fn refused(call: &Call, message: &str) -> CallError {
    CallError::own(&call.operation, GapReason::NotSupported, message)
}

/// The end of one item, with the reason.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// One of the states that end an item.
    pub(crate) status: State,
    pub(crate) message: String,
}

/// Applies a plan that was checked. Every item gets exactly one outcome.
pub(crate) async fn apply(
    plan: &Plan,
    world: &World<'_>,
    clouds: &Clouds,
    journal: &mut Journal,
    tell: &mut dyn FnMut(&Item, &Outcome),
) -> Result<Vec<Outcome>, JournalError> {
    let mut outcomes = Vec::new();
    let mut stopped = None;
    for item in &plan.items {
        let (status, message) = match &stopped {
            Some(first) => (State::NotRun, format!("the run stopped at item {first}")),
            None => one(item, plan.rollback_of.is_some(), world, clouds, journal).await?,
        };
        journal.write(Some(&item.id), status, json!({"message": message}))?;
        if matches!(status, State::Failed | State::UnknownOutcome) {
            stopped = Some(item.id.clone());
        }
        let outcome = Outcome { status, message };
        tell(item, &outcome);
        outcomes.push(outcome);
    }
    journal.write(None, State::Ended, Value::Null)?;
    Ok(outcomes)
}

/// One item, up to its verification.
async fn one(
    item: &Item,
    rollback: bool,
    world: &World<'_>,
    clouds: &Clouds,
    journal: &mut Journal,
) -> Result<(State, String), JournalError> {
    let fail = |message: String| Ok((State::Failed, message));
    let Some(action) = by_name(&item.action) else {
        return fail(format!("this version has no action {}", item.action));
    };
    let before = match (world.read)(item.resource.clone()).await {
        Ok(Some(resource)) => resource,
        Ok(None) => return Ok((State::Conflict, "the resource is gone".into())),
        Err(error) => return fail(format!("the resource could not be read before the change: {error}")),
    };
    match precondition(action, item, &before) {
        Precondition::Go => {}
        Precondition::Stop(status, message) => return Ok((status, message)),
    }
    let calls = match (action.calls)(&before, &item.path, &item.after) {
        Ok(calls) => calls,
        Err(error) => return fail(error),
    };
    let intent = json!({"before": item.before, "attributes": before.attributes, "calls": calls});
    journal.write(Some(&item.id), State::Intent, intent)?;
    let mut doubt = None;
    for call in &calls {
        match execute(clouds, &item.resource, call).await {
            Ok(()) => journal.write(
                Some(&item.id),
                State::Acknowledged,
                json!({"operation": call.operation}),
            )?,
            Err(error) if error.uncertain => {
                doubt = Some(error.to_string());
                break;
            }
            Err(error) => return fail(error.to_string()),
        }
    }
    Ok(verify(action, item, &before, rollback, world, doubt).await)
}

enum Precondition {
    Go,
    Stop(State, String),
}

/// Equal to `before`: go. Equal to `after`: already so. Anything else: somebody changed it.
fn precondition(action: &Action, item: &Item, fresh: &Resource) -> Precondition {
    let stop = |status, message: String| Precondition::Stop(status, message);
    if fresh.key() != item.resource {
        return stop(State::Conflict, format!("the resource now is {}", fresh.key()));
    }
    if let Err(message) = readable(fresh, &item.path) {
        return stop(State::Failed, message);
    }
    let now = action.observe(fresh, &item.path, &item.after);
    if same(&now, &item.after) {
        return stop(State::AlreadyOk, "the attribute has the wanted value already".into());
    }
    if !same(&now, &item.before) {
        return stop(
            State::Conflict,
            format!("{} was changed since the plan was made: it is {now} now", item.path),
        );
    }
    if let Some(guard) = guards::evaluate(action, fresh).into_iter().find(|g| !g.holds) {
        return stop(
            State::Conflict,
            format!("guard not held any more: {} (seen: {})", guard.statement, guard.proof),
        );
    }
    Precondition::Go
}
