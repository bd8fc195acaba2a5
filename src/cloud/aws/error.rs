//! The mapping of SDK errors: which reason for a gap each of them is.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::cloud::{CallError, chain, shorten};
use crate::model::GapReason;

pub(super) fn call_error<E: ProvideErrorMetadata + std::error::Error + 'static>(
    operation: &str,
    error: &SdkError<E, HttpResponse>,
) -> CallError {
    let status = error.raw_response().map(|r| r.status().as_u16());
    let (code, message) = match error {
        SdkError::ServiceError(service) => {
            let error = service.err();
            let message = error.message().map(shorten);
            // Without a code the answer was not understood; what stands behind it says why.
            let unexplained = error.code().is_none() && message.is_none();
            (
                error.code().map(str::to_owned),
                if unexplained {
                    Some(shorten(&chain(error)))
                } else {
                    message
                },
            )
        }
        other => (None, Some(shorten(&chain(other)))),
    };
    let (reason, uncertain) = match error {
        SdkError::TimeoutError(_) => (GapReason::Timeout, true),
        SdkError::DispatchFailure(failure) if failure.is_timeout() => (GapReason::Timeout, true),
        SdkError::DispatchFailure(failure) => (GapReason::Network, !failure.is_user()),
        SdkError::ResponseError(_) => (GapReason::Malformed, true),
        SdkError::ConstructionFailure(_) => (GapReason::ServiceError, false),
        // An answer that says "done" but can't be read.
        SdkError::ServiceError(_) if code.is_none() && status.is_some_and(|s| (200..300).contains(&s)) => {
            (GapReason::Malformed, true)
        }
        _ => (service_reason(code.as_deref(), status), status.is_none_or(|s| s >= 500)),
    };
    CallError {
        operation: operation.to_owned(),
        reason,
        code,
        message,
        uncertain,
    }
}

/// Sorts the error codes that the services use.
fn service_reason(code: Option<&str>, status: Option<u16>) -> GapReason {
    let code = code.unwrap_or_default();
    let denied = [
        "AccessDenied",
        "Unauthorized",
        "AuthFailure",
        "Forbidden",
        "ExpiredToken",
        "InvalidClientTokenId",
        "SignatureDoesNotMatch",
    ];
    let throttled = [
        "Throttl",
        "RequestLimitExceeded",
        "TooManyRequests",
        "SlowDown",
        "BandwidthLimitExceeded",
    ];
    let unsupported = [
        "NotImplemented",
        "UnsupportedOperation",
        "InvalidAction",
        "UnknownOperation",
        "OptInRequired",
    ];
    let any = |words: &[&str]| words.iter().any(|w| code.contains(w));
    if any(&throttled) || status == Some(429) {
        GapReason::Throttled
    } else if any(&denied) {
        GapReason::AccessDenied
    } else if any(&unsupported) || status == Some(501) {
        GapReason::NotSupported
    } else if matches!(status, Some(401 | 403)) {
        GapReason::AccessDenied
    } else {
        GapReason::ServiceError
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_codes_become_reasons() {
        let cases = [
            (Some("UnauthorizedOperation"), Some(403), GapReason::AccessDenied),
            (Some("AccessDeniedException"), Some(400), GapReason::AccessDenied),
            (Some("RequestLimitExceeded"), Some(503), GapReason::Throttled),
            (Some("ThrottlingException"), Some(400), GapReason::Throttled),
            (Some("SlowDown"), Some(503), GapReason::Throttled),
            (Some("NotImplemented"), Some(501), GapReason::NotSupported),
            (Some("InternalError"), Some(500), GapReason::ServiceError),
            (None, Some(403), GapReason::AccessDenied),
            (None, None, GapReason::ServiceError),
        ];
        for (code, status, reason) in cases {
            assert_eq!(service_reason(code, status), reason, "{code:?} {status:?}");
        }
    }
}
