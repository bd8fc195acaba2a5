//! AWS connections: credentials, regions and endpoints in the standard ways, adaptive retries,
//! time limits, and the mapping of SDK errors.

use std::time::Duration;

use aws_config::retry::{RetryConfig, RetryMode};
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::{CallError, Calls, Listing, chain, shorten};
use crate::model::GapReason;

/// A connection in one region. Cloning is cheap; the count of calls is shared.
#[derive(Debug, Clone)]
pub(crate) struct Aws {
    config: SdkConfig,
    pub(crate) calls: Calls,
}

/// Attempts of one call, the first included, unless `AWS_MAX_ATTEMPTS` says otherwise.
const MAX_ATTEMPTS: u32 = 6;

/// Why no connection could be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "no AWS identity: {0}; set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and check with `aws sts get-caller-identity`"
)]
pub(crate) struct ConnectError(CallError);

/// Whose credentials these are.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) account: String,
    pub(crate) arn: String,
}

impl Aws {
    /// Finds credentials, region and endpoint in the standard places; nothing is sent yet.
    pub(crate) async fn load() -> Self {
        // One client for all services and regions: connections and trusted certificates are shared.
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .build_https();
        let loaded = aws_config::defaults(BehaviorVersion::latest())
            .http_client(http)
            .load()
            .await;
        let retry = loaded.retry_config().cloned().unwrap_or_else(RetryConfig::standard);
        let retry = match std::env::var_os("AWS_MAX_ATTEMPTS") {
            Some(_) => retry,
            None => retry.with_max_attempts(MAX_ATTEMPTS),
        };
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(5))
            .read_timeout(Duration::from_secs(30))
            .operation_timeout(Duration::from_secs(120))
            .build();
        let region = loaded.region().cloned().unwrap_or_else(|| Region::new("us-east-1"));
        let config = loaded
            .into_builder()
            .retry_config(retry.with_retry_mode(RetryMode::Adaptive))
            .timeout_config(timeouts)
            .region(region)
            .build();
        Self {
            config,
            calls: Calls::default(),
        }
    }

    /// True when credentials can be had; asks the instance's metadata service where there is one.
    pub(crate) async fn has_credentials(&self) -> bool {
        match self.config.credentials_provider() {
            Some(provider) => provider.provide_credentials().await.is_ok(),
            None => false,
        }
    }

    /// The same identity in another region.
    pub(crate) fn in_region(&self, region: &str) -> Self {
        let config = self
            .config
            .clone()
            .into_builder()
            .region(Region::new(region.to_owned()))
            .build();
        Self {
            config,
            calls: self.calls.clone(),
        }
    }

    /// The region of this connection.
    pub(crate) fn region(&self) -> String {
        self.config.region().map(Region::to_string).unwrap_or_default()
    }

    /// Who the credentials belong to (`sts:GetCallerIdentity`, which needs no permission).
    pub(crate) async fn identity(&self) -> Result<Identity, ConnectError> {
        let request = self.sts().get_caller_identity().send();
        let answer = self
            .call("sts:GetCallerIdentity", request)
            .await
            .map_err(ConnectError)?;
        Ok(Identity {
            account: answer.account().unwrap_or_default().to_owned(),
            arn: answer.arn().unwrap_or_default().to_owned(),
        })
    }

    /// Sends one request, counts it, and names what went wrong.
    pub(crate) async fn call<T, E>(
        &self,
        operation: &str,
        request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Result<T, CallError>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        self.calls.call(operation);
        request.await.map_err(|error| call_error(operation, &error))
    }

    /// Reads all pages of a listing. What came before an error is kept beside it.
    pub(crate) async fn pages<T, E>(
        &self,
        operation: &str,
        mut stream: aws_smithy_async::future::pagination_stream::PaginationStream<Result<T, SdkError<E, HttpResponse>>>,
    ) -> Listing<T>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let mut pages = Vec::new();
        loop {
            match stream.next().await {
                Some(Ok(page)) => {
                    self.calls.call(operation);
                    pages.push(page);
                }
                Some(Err(error)) => {
                    self.calls.call(operation);
                    return Listing {
                        items: pages,
                        error: Some(call_error(operation, &error)),
                    };
                }
                None => {
                    return Listing {
                        items: pages,
                        error: None,
                    };
                }
            }
        }
    }

    fn counter(&self, service: &'static str) -> CountAttempts {
        CountAttempts {
            service,
            calls: self.calls.clone(),
        }
    }

    pub(crate) fn sts(&self) -> aws_sdk_sts::Client {
        let config = aws_sdk_sts::config::Builder::from(&self.config).interceptor(self.counter("sts"));
        aws_sdk_sts::Client::from_conf(config.build())
    }

    pub(crate) fn ec2(&self) -> aws_sdk_ec2::Client {
        let config = aws_sdk_ec2::config::Builder::from(&self.config).interceptor(self.counter("ec2"));
        aws_sdk_ec2::Client::from_conf(config.build())
    }

    pub(crate) fn rds(&self) -> aws_sdk_rds::Client {
        let config = aws_sdk_rds::config::Builder::from(&self.config).interceptor(self.counter("rds"));
        aws_sdk_rds::Client::from_conf(config.build())
    }

    pub(crate) fn elasticache(&self) -> aws_sdk_elasticache::Client {
        let config = aws_sdk_elasticache::config::Builder::from(&self.config).interceptor(self.counter("elasticache"));
        aws_sdk_elasticache::Client::from_conf(config.build())
    }

    pub(crate) fn iam(&self) -> aws_sdk_iam::Client {
        let config = aws_sdk_iam::config::Builder::from(&self.config).interceptor(self.counter("iam"));
        aws_sdk_iam::Client::from_conf(config.build())
    }

    pub(crate) fn s3(&self) -> aws_sdk_s3::Client {
        let config = aws_sdk_s3::config::Builder::from(&self.config).interceptor(self.counter("s3"));
        aws_sdk_s3::Client::from_conf(config.build())
    }
}

#[derive(Debug)]
struct CountAttempts {
    service: &'static str,
    calls: Calls,
}

#[dyn_dispatch_hint]
impl Intercept for CountAttempts {
    fn name(&self) -> &'static str {
        "CountAttempts"
    }

    fn read_before_transmit(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.calls.attempt(self.service);
        Ok(())
    }
}

fn call_error<E: ProvideErrorMetadata + std::error::Error + 'static>(
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
