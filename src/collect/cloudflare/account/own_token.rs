//! `cloudflare.user.current_token`: the credentials of this very run.

use futures::FutureExt;
use serde_json::Value;

use super::super::task::Task;
use super::super::{Area, Place, fields};
use crate::cloud::CallError;
use crate::cloud::cloudflare::Endpoint;
use crate::collect::{Asked, Builder, Part};
use crate::model::{GapReason, Resource};

const KIND: &str = "cloudflare.user.current_token";
const VERIFY: &str = "tokens:Verify";
const GET: &str = "tokens:GetCurrent";
/// Stands for the id of credentials that have none.
const GLOBAL_KEY: &str = "global-api-key";

pub(in super::super) const AREA: Area = Area {
    name: "own token",
    place: Place::Token,
    kinds: &[KIND],
    collect: |task| collect(task).boxed(),
};

/// A token that the API vouched for.
struct Verified {
    record: Value,
    /// The account that owns the token; a user does where there is none.
    account: Option<String>,
}

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if task.cloudflare.uses_global_key() {
        part.asked(KIND, &task.scope);
        part.resources.push(global_key(&task));
        return part;
    }
    let verified = match verify(&task).await {
        Ok(verified) => verified,
        Err(error) => {
            part.failed(KIND, &task.scope, &error);
            return part;
        }
    };
    part.asked(KIND, &task.scope);
    let Some(mut token) = task.item(&mut part, KIND, VERIFY, &verified.record, &["status"]) else {
        return part;
    };
    token.set(
        "credential",
        if verified.account.is_some() {
            "account_token"
        } else {
            "user_token"
        },
    );
    if let Some(answer) = details(&task, &verified, token.id()).await {
        match answer {
            Ok(record) => {
                token.name(record.get("name").and_then(Value::as_str));
                fields::record(&mut token, &record, GET, &["policies"]);
            }
            Err(error) => fields::unread(&mut token, GET, &error),
        }
    }
    part.resources.push(token.finish());
    part
}

/// A user's e-mail address and global key may do all that the user may, everywhere and for ever: what a
/// token has is not set.
fn global_key(task: &Task) -> Resource {
    let mut key = Builder::new(KIND, &task.scope, GLOBAL_KEY);
    for (path, _) in key.kind().roots() {
        key.absent(path);
    }
    key.set("credential", "global_api_key");
    key.finish()
}

/// Tokens of accounts are only verified below their account, the only one that they see.
async fn verify(task: &Task) -> Result<Verified, CallError> {
    let of_user = Endpoint::get(&["user", "tokens", "verify"]);
    let refused = match task.cloudflare.send(VERIFY, &of_user).await {
        Ok(answer) => {
            return Ok(Verified {
                record: answer.result,
                account: None,
            });
        }
        Err(error) if error.reason == GapReason::AccessDenied => error,
        Err(error) => return Err(error),
    };
    let accounts = task.cloudflare.accounts().await;
    for account in accounts
        .items
        .iter()
        .filter_map(|a| a.get("id").and_then(Value::as_str))
    {
        let of_account = Endpoint::get(&["accounts", account, "tokens", "verify"]);
        if let Ok(answer) = task.cloudflare.send(VERIFY, &of_account).await {
            return Ok(Verified {
                record: answer.result,
                account: Some(account.to_owned()),
            });
        }
    }
    Err(refused)
}

/// What the token may do, if that is to be read.
async fn details(task: &Task, verified: &Verified, id: &str) -> Asked<Value> {
    let endpoint = match &verified.account {
        Some(account) => Endpoint::get(&["accounts", account, "tokens", id]),
        None => Endpoint::get(&["user", "tokens", id]),
    };
    let answer = task.ask_at(KIND, GET, &endpoint).await?;
    Some(answer.map_err(|mut error| {
        if verified.account.is_some() && error.reason == GapReason::AccessDenied {
            let told = error.message.unwrap_or_default();
            let message = format!("a token of an account needs Account API Tokens Read to see itself: {told}");
            error.message = Some(crate::cloud::shorten(&message));
        }
        error
    }))
}
