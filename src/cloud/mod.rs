//! Connections to the clouds, shared by the stages that read and write them.
//!
//! Holds what both need and neither may own: credentials and endpoints, rate budgets, the count of
//! calls, and the one place where an API's error becomes a [`CallError`].

#[cfg(feature = "aws")]
pub(crate) mod aws;
mod budget;
#[cfg(feature = "cloudflare")]
pub(crate) mod cloudflare;
mod stop;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::{Gap, GapReason};

pub(crate) use stop::{Ending, Stop};

/// The clouds that are connected.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clouds {
    #[cfg(feature = "aws")]
    pub(crate) aws: Option<aws::Aws>,
    #[cfg(feature = "cloudflare")]
    pub(crate) cloudflare: Option<cloudflare::Cloudflare>,
}

impl Clouds {
    /// True when no cloud is connected.
    pub(crate) fn is_empty(&self) -> bool {
        let mut connected = false;
        #[cfg(feature = "aws")]
        {
            connected |= self.aws.is_some();
        }
        #[cfg(feature = "cloudflare")]
        {
            connected |= self.cloudflare.is_some();
        }
        !connected
    }
}

/// A call that failed after its retries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{operation}: {reason}{}{}", code.as_deref().map(|c| format!(" ({c})")).unwrap_or_default(), message.as_deref().map(|m| format!(": {m}")).unwrap_or_default())]
pub(crate) struct CallError {
    /// `service:Operation`.
    pub(crate) operation: String,
    pub(crate) reason: GapReason,
    /// The provider's error code.
    pub(crate) code: Option<String>,
    /// The provider's words, shortened.
    pub(crate) message: Option<String>,
    /// True when the request may have taken effect all the same.
    pub(crate) uncertain: bool,
}

impl CallError {
    /// An error that we found ourselves: no code of the provider, and nothing that may have taken effect.
    pub(crate) fn own(operation: &str, reason: GapReason, message: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            reason,
            code: None,
            message: Some(message.to_owned()),
            uncertain: false,
        }
    }

    /// An answer that came but can't be understood.
    pub(crate) fn malformed(operation: &str, message: &str) -> Self {
        Self::own(operation, GapReason::Malformed, message)
    }

    /// True when the credentials are no longer good for anything.
    pub(crate) fn is_expired(&self) -> bool {
        self.code
            .as_deref()
            .is_some_and(|code| ["ExpiredToken", "ExpiredTokenException", "RequestExpired"].contains(&code))
    }

    /// The gap that this error leaves at a path.
    pub(crate) fn gap(&self, path: &str, permission: Option<&str>) -> Gap {
        Gap {
            operation: Some(self.operation.clone()),
            // No permission mends credentials that ran out.
            permission: permission.filter(|_| !self.is_expired()).map(str::to_owned),
            code: self.code.clone(),
            message: self.message.clone(),
            ..Gap::new(path, self.reason)
        }
    }
}

/// What a listing gave, and the error that ended it early.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    pub(crate) items: Vec<T>,
    pub(crate) error: Option<CallError>,
}

/// An error and what caused it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |e| e.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

/// Keeps a provider's message to a length that a report can carry.
pub(crate) fn shorten(message: &str) -> String {
    const LONGEST: usize = 400;
    let clean: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.chars().count() <= LONGEST {
        return clean;
    }
    clean.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Counts calls and attempts over a whole run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calls(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    calls: BTreeMap<String, u64>,
    attempts: BTreeMap<String, u64>,
}

impl Calls {
    fn with<T>(&self, change: impl FnOnce(&mut Counts) -> T) -> T {
        // A count is valid whatever another thread was doing when it panicked.
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// One call of `service:Operation`.
    pub(crate) fn call(&self, operation: &str) {
        self.with(|c| *c.calls.entry(operation.to_owned()).or_default() += 1);
    }

    /// One request sent to a service, retries included.
    pub(crate) fn attempt(&self, service: &str) {
        self.with(|c| *c.attempts.entry(service.to_owned()).or_default() += 1);
    }

    /// Calls by operation.
    pub(crate) fn counted(&self) -> BTreeMap<String, u64> {
        self.with(|c| c.calls.clone())
    }

    /// Requests beyond the first of each call, by service; services without any are left out.
    pub(crate) fn retries(&self) -> BTreeMap<String, u64> {
        self.with(|c| {
            let mut calls: BTreeMap<&str, u64> = BTreeMap::new();
            for (operation, n) in &c.calls {
                *calls
                    .entry(operation.split(':').next().unwrap_or(operation))
                    .or_default() += n;
            }
            c.attempts
                .iter()
                .map(|(service, n)| {
                    (
                        service.clone(),
                        n.saturating_sub(calls.get(service.as_str()).copied().unwrap_or(0)),
                    )
                })
                .filter(|(_, n)| *n > 0)
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_the_attempts_beyond_the_calls() {
        let calls = Calls::default();
        calls.call("s3:GetBucketPolicy");
        calls.call("s3:GetBucketAcl");
        for _ in 0..5 {
            calls.attempt("s3");
        }
        calls.call("ec2:DescribeSubnets");
        calls.attempt("ec2");
        assert_eq!(calls.retries(), BTreeMap::from([("s3".to_owned(), 3)]));
    }

    #[test]
    fn messages_lose_control_characters_and_excess() {
        assert_eq!(shorten("a\u{1b}[31mb\n"), "a [31mb ");
        assert_eq!(shorten(&"é".repeat(1000)).chars().count(), 400);
    }
}
