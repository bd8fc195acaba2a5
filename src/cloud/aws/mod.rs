//! AWS connections: credentials, regions and endpoints in the standard ways, adaptive retries,
//! time limits and rate budgets.
//!
//! | variable | meaning |
//! |---|---|
//! | `AWS_…` | credentials, region, endpoints: as for every tool on AWS |
//! | `AWS_MAX_ATTEMPTS` | attempts of one call, the first included (6) |
//! | `AWS_RETRY_MODE` | `adaptive` or `standard` (adaptive) |
//! | `TRUELINE_AWS_TIMEOUT` | seconds to wait for one answer (30) |
//! | `TRUELINE_AWS_RATE` | requests per second to any service of an account and region (each service's own) |

mod accounts;
mod clients;
mod error;
mod objects;
mod pace;
mod resolver;

use std::sync::Arc;
use std::time::Duration;

use aws_config::retry::{RetryConfig, RetryMode};
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_async::future::pagination_stream::PaginationStream;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use super::{CallError, Calls, Listing, Stop};
use clients::Clients;
use error::call_error;
use pace::Pace;

pub(crate) use accounts::Role;
pub(crate) use objects::region_of;

/// A connection to one account in one region. Cloning is cheap; the count of calls and the pace are shared.
#[derive(Debug, Clone)]
pub(crate) struct Aws {
    config: SdkConfig,
    pub(crate) calls: Calls,
    pace: Arc<Pace>,
    clients: Arc<Clients>,
}

/// Attempts of one call, the first included, unless `AWS_MAX_ATTEMPTS` says otherwise.
const MAX_ATTEMPTS: u32 = 6;
/// Seconds to wait for one answer, unless `TRUELINE_AWS_TIMEOUT` says otherwise.
const TIMEOUT: f64 = 30.0;

/// Why no connection could be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "no AWS identity: {0}; set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and check with `aws sts get-caller-identity`"
)]
pub(crate) struct ConnectError(pub(super) CallError);

/// Whose credentials these are.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) account: String,
    pub(crate) arn: String,
}

impl Aws {
    /// Finds credentials, region and endpoint in the standard places; nothing is sent yet. Reads end
    /// when the run does.
    ///
    /// # Errors
    /// When a variable of ours holds no number in its range.
    pub(crate) async fn load(stop: &Stop) -> Result<Self, String> {
        let answer = Duration::from_secs_f64(number("TRUELINE_AWS_TIMEOUT", 0.01..=600.0)?.unwrap_or(TIMEOUT));
        let rate = number("TRUELINE_AWS_RATE", 0.01..=100_000.0)?;
        // One client for all services and regions: connections and trusted certificates are shared.
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .build_with_resolver(resolver::Resolver);
        let loaded = aws_config::defaults(BehaviorVersion::latest())
            .http_client(http)
            .load()
            .await;
        let retry = loaded.retry_config().cloned().unwrap_or_else(RetryConfig::standard);
        let retry = match std::env::var_os("AWS_MAX_ATTEMPTS") {
            Some(_) => retry,
            None => retry.with_max_attempts(MAX_ATTEMPTS),
        };
        let retry = match std::env::var_os("AWS_RETRY_MODE") {
            Some(_) => retry,
            None => retry.with_retry_mode(RetryMode::Adaptive),
        };
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(answer.min(Duration::from_secs(5)))
            .read_timeout(answer)
            .operation_timeout(answer * 4)
            .build();
        let region = loaded.region().cloned().unwrap_or_else(|| Region::new("us-east-1"));
        let config = loaded
            .into_builder()
            .retry_config(retry)
            .timeout_config(timeouts)
            .region(region)
            .build();
        Ok(Self {
            config,
            calls: Calls::default(),
            pace: Arc::new(Pace::new(rate, stop)),
            clients: Arc::default(),
        })
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
        let config = self.config.clone().into_builder();
        Self {
            config: config.region(Region::new(region.to_owned())).build(),
            clients: Arc::default(),
            ..self.clone()
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

    /// Sends one request when its turn has come, counts it, and names what went wrong.
    pub(crate) async fn call<T, E>(
        &self,
        operation: &str,
        request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Result<T, CallError>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let region = self.region();
        self.pace.turn(operation, &region).await?;
        self.calls.call(operation);
        let answer = async { request.await.map_err(|error| call_error(operation, &error)) };
        let answer = self.pace.stop.or(operation, answer).await;
        self.pace.note(operation, &region, answer.as_ref().err());
        answer
    }

    /// Reads all pages of a listing. What came before an error is kept beside it.
    pub(crate) async fn pages<T, E>(
        &self,
        operation: &str,
        mut stream: PaginationStream<Result<T, SdkError<E, HttpResponse>>>,
    ) -> Listing<T>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let region = self.region();
        let mut items = Vec::new();
        let error = loop {
            // Whether another page follows is only known by asking, so the end takes a turn as well.
            if let Err(error) = self.pace.turn(operation, &region).await {
                break Some(error);
            }
            let next = async { Ok(stream.next().await) };
            let page = match self.pace.stop.or(operation, next).await {
                Ok(Some(page)) => page.map_err(|error| call_error(operation, &error)),
                Ok(None) => break None,
                Err(error) => break Some(error),
            };
            self.calls.call(operation);
            self.pace.note(operation, &region, page.as_ref().err());
            match page {
                Ok(page) => items.push(page),
                Err(error) => break Some(error),
            }
        };
        Listing { items, error }
    }
}

/// A number from the environment.
fn number(name: &str, range: std::ops::RangeInclusive<f64>) -> Result<Option<f64>, String> {
    let Some(text) = std::env::var(name).ok().filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match text.parse() {
        Ok(number) if range.contains(&number) => Ok(Some(number)),
        _ => Err(format!(
            "{name} is {text:?}; set a number from {} to {}",
            range.start(),
            range.end()
        )),
    }
}
