//! Sends requests: budget, retries, time and size limits.
//!
//! Not the client of the `cloudflare` crate, which hides `Retry-After`, overflows on error codes
//! over 65,535 and fails a whole list on one odd record.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::Duration;

use cloudflare::framework::endpoint::spec::EndpointSpec;
use cloudflare::framework::endpoint::{Method, RequestBody};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Request, StatusCode, Url};

use super::Cloudflare;
use super::answer::{self, Answer, Refusal};
use super::limits;
use crate::cloud::budget::WINDOW;
use crate::cloud::{CallError, chain, shorten};
use crate::model::GapReason;

/// Largest body that is read.
const LARGEST_BODY: usize = 32 * 1024 * 1024;
/// The first wait before a request is sent again; it doubles up to the longest.
const FIRST_BACKOFF: Duration = Duration::from_millis(400);
const LONGEST_BACKOFF: Duration = Duration::from_secs(8);

/// A failed attempt, and whether another may help.
struct Failure {
    error: CallError,
    again: Again,
}

enum Again {
    No,
    /// Over the budget; the API may have told how long to wait.
    Throttled(Option<Duration>),
    /// Something between us and the API that may pass.
    Transient,
}

impl Cloudflare {
    /// Sends a request until it is answered, refused, out of attempts, or, for a read, the run ends.
    pub(crate) async fn send<E>(&self, operation: &str, endpoint: &E) -> Result<Answer, CallError>
    where
        E: EndpointSpec + Sync,
    {
        if endpoint.method() == Method::GET {
            return self.stop.or(operation, self.attempts(operation, endpoint)).await;
        }
        self.attempts(operation, endpoint).await
    }

    /// A write is only sent again when it can't have taken effect.
    async fn attempts<E>(&self, operation: &str, endpoint: &E) -> Result<Answer, CallError>
    where
        E: EndpointSpec + Sync,
    {
        self.calls.call(operation);
        let service = operation.split(':').next().unwrap_or(operation);
        let mut waited = Duration::ZERO;
        for attempt in 1.. {
            let request = self.request(operation, endpoint)?;
            self.inner.budget.take().await;
            self.calls.attempt(service);
            let failure = match self.once(operation, request).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            let wait = match failure.again {
                Again::No => None,
                Again::Throttled(told) => Some(told.unwrap_or_else(|| backoff(attempt))),
                Again::Transient => Some(backoff(attempt)),
            };
            let Some(wait) = wait.filter(|w| attempt < self.inner.attempts && waited + *w <= WINDOW) else {
                return Err(failure.error);
            };
            tracing::debug!(operation, attempt, ?wait, error = %failure.error, "sending again");
            waited += wait;
            match failure.again {
                // The budget belongs to the token, so every request has to wait.
                Again::Throttled(_) => self.inner.budget.close_for(wait),
                _ => tokio::time::sleep(wait).await,
            }
        }
        Err(Refusal::malformed("no attempt was made").into_error(operation, false))
    }

    fn request<E: EndpointSpec>(&self, operation: &str, endpoint: &E) -> Result<Request, CallError> {
        let refuse = |message: &str| Refusal {
            reason: GapReason::ServiceError,
            code: None,
            message: Some(shorten(message)),
        };
        let url = endpoint.url(&self.inner.environment);
        let expected = format!("{}{}", Url::from(&self.inner.environment).path(), endpoint.path());
        // An id such as `..` would make another path of it.
        if url.path() != expected || url.path().contains("//") {
            return Err(refuse("an id is empty or not an id, so nothing was sent").into_error(operation, false));
        }
        let mut request = self.inner.http.request(endpoint.method(), url);
        match endpoint.body() {
            None => {}
            Some(RequestBody::Json(json)) => request = request.body(json),
            Some(RequestBody::Raw(bytes)) => request = request.body(bytes),
            Some(RequestBody::MultiPart(_)) => {
                return Err(refuse("multipart bodies are not sent").into_error(operation, false));
            }
        }
        if let Some(content_type) = endpoint.content_type() {
            request = request.header(CONTENT_TYPE, content_type.as_ref());
        }
        request
            .build()
            .map_err(|error| refuse(&chain(&error.without_url())).into_error(operation, false))
    }

    async fn once(&self, operation: &str, request: Request) -> Result<Answer, Failure> {
        let write = request.method() != Method::GET;
        let lost = |error: reqwest::Error| transport(operation, write, error);
        let mut response = self.inner.http.execute(request).await.map_err(lost)?;
        limits::learn(&self.inner.budget, response.headers());
        let status = response.status();
        let told = retry_after(response.headers());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(lost)? {
            if body.len() + chunk.len() > LARGEST_BODY {
                let refusal = Refusal::malformed("the answer is longer than 32 MiB");
                return Err(Failure {
                    error: refusal.into_error(operation, write),
                    again: Again::No,
                });
            }
            body.extend_from_slice(&chunk);
        }
        answer::read(status, &body).map_err(|mut refusal| {
            refusal.message = refusal.message.map(|m| self.inner.without_secrets(&m));
            let again = match refusal.reason {
                GapReason::Throttled => Again::Throttled(told),
                _ if !write && may_pass(status) => Again::Transient,
                _ => Again::No,
            };
            let uncertain = write && (status.is_server_error() || refusal.reason == GapReason::Malformed);
            Failure {
                error: refusal.into_error(operation, uncertain),
                again,
            }
        })
    }
}

fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 500 | 502 | 503 | 504 | 520..=524)
}

/// No answer, or only a part of one.
fn transport(operation: &str, write: bool, error: reqwest::Error) -> Failure {
    let unsent = error.is_connect();
    let reason = if error.is_timeout() {
        GapReason::Timeout
    } else {
        GapReason::Network
    };
    Failure {
        error: CallError {
            operation: operation.to_owned(),
            reason,
            code: None,
            // Neither the URL nor the headers are part of it.
            message: Some(shorten(&chain(&error.without_url()))),
            uncertain: write && !unsent,
        },
        again: if write && !unsent { Again::No } else { Again::Transient },
    }
}

/// The seconds of `Retry-After`; its form with a date is not used by this API.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse::<u32>().ok()?;
    Some(Duration::from_secs(seconds.into()))
}

/// Doubles with each attempt; between half and all of it, so that clients don't march in step.
fn backoff(attempt: u32) -> Duration {
    let whole = FIRST_BACKOFF
        .saturating_mul(1 << attempt.saturating_sub(1).min(16))
        .min(LONGEST_BACKOFF);
    let random = f64::from((RandomState::new().hash_one(attempt) >> 40) as u32) / f64::from(1 << 24);
    whole.mul_f64(0.5 + random / 2.0)
}
