//! The envelope, and the errors of the real API in it.

use serde_json::{Value, json};

#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
}

pub(super) fn ok(result: Value) -> Answer {
    let body = json!({"success": true, "errors": [], "messages": [], "result": result});
    Answer { status: 200, body }
}

pub(super) fn page(result: &[Value], page: usize, per_page: usize) -> Answer {
    let total = result.len();
    let found: Vec<_> = result.iter().skip((page - 1) * per_page).take(per_page).collect();
    let mut answer = ok(json!(found));
    answer.body["result_info"] = json!({
        "page": page, "per_page": per_page, "count": found.len(),
        "total_count": total, "total_pages": total.div_ceil(per_page),
    });
    answer
}

pub(super) fn error(status: u16, code: u64, message: &str) -> Answer {
    error_of(status, &json!(code), message)
}

/// Access has codes of its own, which are texts.
pub(super) fn error_of(status: u16, code: &Value, message: &str) -> Answer {
    let errors = json!([{"code": code, "message": message}]);
    Answer {
        status,
        body: json!({"success": false, "errors": errors, "messages": [], "result": null}),
    }
}

pub(super) fn malformed_token() -> Answer {
    let mut answer = error(400, 6003, "Invalid request headers");
    let cause = json!([{"code": 6111, "message": "Invalid format for Authorization header"}]);
    answer.body["errors"][0]["error_chain"] = cause;
    answer
}

pub(super) fn throttled() -> Answer {
    let message = "Please wait and consider throttling your request speed";
    error(429, 971, message)
}

pub(super) fn denied() -> Answer {
    error(403, 10_000, "Authentication error")
}

pub(super) fn no_route(path: &str) -> Answer {
    let message = format!("Could not route to /client/v4{path}, perhaps your object identifier is invalid?");
    error(404, 7003, &message)
}
