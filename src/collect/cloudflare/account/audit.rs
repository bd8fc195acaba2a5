//! What the audit log tells of the last whole days: who changed what, without content.

use serde_json::{Value, json};

use super::super::fields;
use super::super::task::Task;
use super::ACCOUNT;
use crate::cloud::CallError;
use crate::collect::Builder;
use crate::model::clock;

const OPERATION: &str = "accounts:ListAuditLogs";
const ROOT: &str = "audit_logs";
/// Whole days (UTC) before that of the run, so that two runs of a day see the same.
const DAYS: i64 = 7;
/// Entries that are read, the newest first: the most that a page may hold.
const MOST: usize = 1000;

pub(super) async fn read(task: &Task, account: &mut Builder) {
    if !task.asks(ACCOUNT, OPERATION) {
        return;
    }
    let endpoint = task
        .below(&["logs", "audit"])
        .with("since", clock::date(DAYS))
        .with("before", clock::date(0))
        .with("limit", MOST);
    match task.cloudflare.send(OPERATION, &endpoint).await {
        Err(error) => {
            account.gap(ROOT, &error);
        }
        Ok(answer) => match answer.result {
            Value::Array(entries) => {
                let log = summary(&entries, &answer.result_info);
                fields::field(account, ROOT, Some(&log), OPERATION);
            }
            _ => {
                account.gap(ROOT, &CallError::malformed(OPERATION, "the result is not a list"));
            }
        },
    }
}

/// All but the looks, and whether that is all.
fn summary(entries: &[Value], info: &Value) -> Value {
    let cursor = info.pointer("/cursors/after").or_else(|| info.get("cursor"));
    let more = cursor.and_then(Value::as_str).is_some_and(|cursor| !cursor.is_empty());
    let looks = |entry: &&Value| entry.pointer("/action/type") == Some(&json!("view"));
    let actions: Vec<_> = entries.iter().filter(|entry| !looks(entry)).collect();
    json!({"complete": !more && entries.len() < MOST, "actions": actions})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_goes_on_is_not_complete() {
        let entries = [
            json!({"action": {"type": "view"}}),
            json!({"action": {"type": "update"}}),
        ];
        let complete = |info: Value| summary(&entries, &info);
        let actions = json!([{"action": {"type": "update"}}]);
        for info in [
            Value::Null,
            json!({"count": 2}),
            json!({"cursor": ""}),
            json!({"cursors": {"after": null}}),
        ] {
            assert_eq!(complete(info), json!({"complete": true, "actions": actions}));
        }
        for info in [json!({"cursor": "x"}), json!({"cursors": {"after": "x"}})] {
            assert_eq!(complete(info), json!({"complete": false, "actions": actions}));
        }
        let full = vec![json!({"action": {"type": "view"}}); MOST];
        assert_eq!(summary(&full, &Value::Null), json!({"complete": false, "actions": []}));
    }
}
