//! `cloudflare.account`, and who and what may act in an account: members, tokens, and what watches
//! over them.

mod audit;
mod buckets;
mod lists;
mod own_token;

use futures::FutureExt;
use serde_json::Value;

use super::task::Task;
use super::{Area, LIST_ACCOUNTS, Place, fields, rulesets};
use crate::cloud::CallError;
use crate::collect::{Builder, Part};

pub(super) use buckets::AREA as BUCKETS;
pub(super) use lists::{AREA as LISTS, AREA_OF_TOKEN as LISTS_OF_TOKEN, AREA_OF_ZONE as LISTS_OF_ZONE};
pub(super) use own_token::AREA as OWN_TOKEN;

const ACCOUNT: &str = "cloudflare.account";

pub(super) const AREA: Area = Area {
    name: "account",
    place: Place::Account,
    kinds: &[ACCOUNT],
    collect: |task| collect(task).boxed(),
};

async fn collect(task: Task) -> Part {
    let id = task.scope.account.clone().unwrap_or_default();
    let mut account = Builder::new(ACCOUNT, &task.scope, &id);
    match record(&task).await {
        Ok(record) => {
            account.name(record.get("name").and_then(Value::as_str));
            fields::record(&mut account, &record, LIST_ACCOUNTS, &["name", "type", "settings"]);
        }
        Err(error) => fields::unread(&mut account, LIST_ACCOUNTS, &error),
    }
    rulesets::read(&task, &mut account).await;
    audit::read(&task, &mut account).await;
    Part {
        resources: vec![account.finish()],
        ..Part::default()
    }
}

/// The account's record, which is not listed when only zones led to the account.
async fn record(task: &Task) -> Result<Value, CallError> {
    match &*task.record {
        Value::Null => {
            let answer = task.cloudflare.send("accounts:Get", &task.below(&[])).await;
            answer.map(|answer| answer.result)
        }
        record => Ok(record.clone()),
    }
}
