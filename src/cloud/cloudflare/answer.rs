//! What the API answers: the envelope `{success, errors, messages, result, result_info}`, and how
//! its errors become a [`CallError`].

use reqwest::StatusCode;
use serde_json::Value;

use crate::cloud::{CallError, shorten};
use crate::model::GapReason;

/// A successful answer.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) result: Value,
    /// Where in a list this page stands; `null` for single results.
    pub(crate) result_info: Value,
}

/// An error of the API, in our terms.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) reason: GapReason,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

impl Refusal {
    pub(super) fn malformed(message: &str) -> Self {
        Self {
            reason: GapReason::Malformed,
            code: None,
            message: Some(shorten(message)),
        }
    }

    pub(super) fn into_error(self, operation: &str, uncertain: bool) -> CallError {
        CallError {
            operation: operation.to_owned(),
            reason: self.reason,
            code: self.code,
            message: self.message,
            uncertain,
        }
    }
}

/// Reads an answer's body.
pub(super) fn read(status: StatusCode, body: &[u8]) -> Result<Answer, Refusal> {
    let mut envelope = match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(envelope)) => envelope,
        // Proxies and the edge answer overload in HTML: the status is all that counts then.
        _ if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => {
            return Err(refusal(status, &Value::Null));
        }
        Ok(_) => return Err(Refusal::malformed("the answer is not a JSON object")),
        Err(error) => {
            let message = format!("HTTP {} with a body that is not JSON: {error}", status.as_u16());
            return Err(Refusal::malformed(&message));
        }
    };
    match envelope.get("success") {
        Some(Value::Bool(true)) if status.is_success() => Ok(Answer {
            result: envelope.remove("result").unwrap_or_default(),
            result_info: envelope.remove("result_info").unwrap_or_default(),
        }),
        Some(Value::Bool(_)) => Err(refusal(status, envelope.get("errors").unwrap_or(&Value::Null))),
        _ if !status.is_success() => Err(refusal(status, envelope.get("errors").unwrap_or(&Value::Null))),
        _ => Err(Refusal::malformed("the answer does not say whether it succeeded")),
    }
}

fn refusal(status: StatusCode, errors: &Value) -> Refusal {
    let first = errors.get(0).unwrap_or(&Value::Null);
    let code = match first.get("code") {
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(Value::String(text)) => Some(shorten(text)),
        _ => None,
    };
    let message = texts(first).join("; ");
    Refusal {
        reason: reason(status, code.as_deref(), &message),
        code: code.or_else(|| Some(format!("HTTP {}", status.as_u16()))),
        message: (!message.is_empty()).then(|| shorten(&message)),
    }
}

/// An error's message and those of the errors that caused it.
fn texts(error: &Value) -> Vec<&str> {
    let own = error.get("message").and_then(Value::as_str);
    let chain = error.get("error_chain").and_then(Value::as_array);
    let causes = chain
        .into_iter()
        .flatten()
        .filter_map(|cause| cause.get("message").and_then(Value::as_str));
    own.into_iter().chain(causes).filter(|text| !text.is_empty()).collect()
}

/// Sorts the statuses and codes that the API uses.
fn reason(status: StatusCode, code: Option<&str>, message: &str) -> GapReason {
    // Bad or missing credentials come as 400, 401 or 403, by the endpoint.
    let credentials = ["1000", "6003", "6111", "9103", "9106", "9107", "9109", "10000", "10001"];
    // Settings that this zone or its plan does not have: 1006 and 1015 are about zone settings,
    // 50002 about phases of rulesets.
    // 1404 is about custom hostnames without a quota, 1450 about what Advanced Certificate Manager adds.
    let unsupported = ["1006", "1015", "50002", "1404", "1450"];
    let code = code.unwrap_or_default();
    if status == StatusCode::TOO_MANY_REQUESTS || code == "971" {
        GapReason::Throttled
    } else if unsupported.contains(&code)
        || status == StatusCode::NOT_IMPLEMENTED
        || message.contains("ndefined zone setting")
        // Health checks and load balancing, whose code 1002 says nothing.
        || message.contains("health checks disabled for zone")
        || message.contains("load balancing not enabled")
        // Such as firewallaccessrules.api.not_entitled, under several codes.
        || message.contains("not_entitled")
    {
        GapReason::NotSupported
    } else if matches!(status.as_u16(), 401 | 403) || (status.as_u16() == 400 && credentials.contains(&code)) {
        GapReason::AccessDenied
    } else {
        GapReason::ServiceError
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answered(status: u16, body: &str) -> Result<Answer, Refusal> {
        read(StatusCode::from_u16(status).expect("status"), body.as_bytes())
    }

    #[test]
    fn errors_become_reasons() {
        let cases = [
            (403, json!(10000), "Authentication error", GapReason::AccessDenied),
            (401, json!(1000), "Invalid API Token", GapReason::AccessDenied),
            (400, json!(6003), "Invalid request headers", GapReason::AccessDenied),
            (400, json!(9109), "Invalid access token", GapReason::AccessDenied),
            (
                400,
                json!(1007),
                "Invalid value for zone setting ssl",
                GapReason::ServiceError,
            ),
            (400, json!(1003), "Undefined zone setting: x", GapReason::NotSupported),
            (
                403,
                json!(1015),
                "cannot be set as it is read only",
                GapReason::NotSupported,
            ),
            (
                400,
                json!(50002),
                "not entitled to use the phase",
                GapReason::NotSupported,
            ),
            (
                400,
                json!(10_010),
                "zonelockdown.api.not_entitled",
                GapReason::NotSupported,
            ),
            (429, json!(971), "Please wait", GapReason::Throttled),
            (
                403,
                json!(1404),
                "No quota has been allocated for this zone.",
                GapReason::NotSupported,
            ),
            (
                403,
                json!(1450),
                "Advanced Certificate Manager is required",
                GapReason::NotSupported,
            ),
            (
                400,
                json!(1002),
                "health checks disabled for zone: validation failed",
                GapReason::NotSupported,
            ),
            (
                412,
                json!(1002),
                "load balancing not enabled for zone: validation failed",
                GapReason::NotSupported,
            ),
            (400, json!(1002), "validation failed", GapReason::ServiceError),
            (
                404,
                json!(10003),
                "could not find entrypoint ruleset",
                GapReason::ServiceError,
            ),
            // Larger than 65,535.
            (
                400,
                json!(81_058),
                "An identical record already exists.",
                GapReason::ServiceError,
            ),
            (
                404,
                json!("access.api.error.not_enabled"),
                "Access is not enabled",
                GapReason::ServiceError,
            ),
            (500, Value::Null, "", GapReason::ServiceError),
        ];
        for (status, code, message, reason) in cases {
            let body = json!({"success": false, "errors": [{"code": code, "message": message}], "result": null});
            let refusal = answered(status, &body.to_string()).expect_err("refused");
            assert_eq!(refusal.reason, reason, "{status} {code} {message}");
            if let Some(number) = code.as_u64() {
                assert_eq!(refusal.code, Some(number.to_string()));
            }
        }
    }

    #[test]
    fn causes_are_told_too() {
        let body = json!({"success": false, "errors": [{"code": 6003, "message": "Invalid request headers",
            "error_chain": [{"code": 6111, "message": "Invalid format for Authorization header"}]}]});
        let refusal = answered(400, &body.to_string()).expect_err("refused");
        assert_eq!(refusal.code.as_deref(), Some("6003"));
        let message = "Invalid request headers; Invalid format for Authorization header";
        assert_eq!(refusal.message.as_deref(), Some(message));
    }

    #[test]
    fn what_is_no_envelope_is_malformed_and_never_a_value() {
        for body in [
            "",
            "<html>",
            "[]",
            "{}",
            "{\"result\": [",
            "{\"success\": \"yes\", \"result\": []}",
        ] {
            assert_eq!(
                answered(200, body).expect_err(body).reason,
                GapReason::Malformed,
                "{body}"
            );
        }
        assert_eq!(
            answered(502, "<html>").expect_err("bad").reason,
            GapReason::ServiceError
        );
        assert_eq!(answered(429, "<html>").expect_err("bad").reason, GapReason::Throttled);
        assert!(answered(500, r#"{"success": true, "result": {}}"#).is_err());
        assert!(answered(200, r#"{"success": true, "result": {}}"#).is_ok());
    }
}
