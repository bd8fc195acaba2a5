//! How fast one account is asked, and when it is not asked any more.
//!
//! Every service of an account and region has a rate budget. An endpoint that gave no answer to
//! several calls in a row is given up, and so is the account once its credentials ran out: what was
//! not asked then ends in the same gap as what was, without waiting for it again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::cloud::budget::Budget;
use crate::cloud::{CallError, Stop};
use crate::model::GapReason;

/// Calls in a row that an endpoint may leave unanswered.
const MOST_UNANSWERED: u32 = 3;

/// Requests per second and at once, where AWS documents a limit (service quotas and API reference
/// pages) or is known to throttle early; below the limit, since others use the account as well.
const RATES: [(&str, f64, f64); 14] = [
    ("access-analyzer", 10.0, 10.0),
    ("acm", 8.0, 8.0),
    ("budgets", 2.0, 4.0),
    ("cloudtrail", 8.0, 8.0),
    ("cloudwatch", 8.0, 8.0),
    ("config", 8.0, 8.0),
    ("ec2", 20.0, 100.0),
    ("kms", 200.0, 200.0),
    ("logs", 8.0, 8.0),
    ("organizations", 2.0, 8.0),
    ("s3", 100.0, 200.0),
    ("sns", 25.0, 25.0),
    ("ssm", 8.0, 16.0),
    ("sts", 50.0, 50.0),
];
/// Every other service.
const RATE: (f64, f64) = (15.0, 40.0);

/// A service in a region.
type Endpoint = (String, String);

#[derive(Debug)]
pub(super) struct Pace {
    /// For every service, instead of its own.
    rate: Option<f64>,
    budgets: Mutex<BTreeMap<Endpoint, Arc<Budget>>>,
    /// Endpoints that left calls unanswered: how many in a row, and why the last one failed.
    unanswered: Mutex<BTreeMap<Endpoint, (u32, CallError)>>,
    expired: OnceLock<CallError>,
    pub(super) stop: Stop,
}

impl Pace {
    pub(super) fn new(rate: Option<f64>, stop: &Stop) -> Self {
        Self {
            rate,
            budgets: Mutex::default(),
            unanswered: Mutex::default(),
            expired: OnceLock::new(),
            stop: stop.clone(),
        }
    }

    /// The pace of another account in the same run.
    pub(super) fn of_another_account(&self) -> Self {
        Self::new(self.rate, &self.stop)
    }

    /// Waits until a request may be sent.
    ///
    /// # Errors
    /// When nothing is asked there any more.
    pub(super) async fn turn(&self, operation: &str, region: &str) -> Result<(), CallError> {
        let endpoint = endpoint(operation, region);
        let budget = self.budget(&endpoint);
        self.stop
            .or(operation, async {
                budget.take().await;
                Ok(())
            })
            .await?;
        if let Some(expired) = self.expired.get() {
            return Err(CallError {
                operation: operation.to_owned(),
                ..expired.clone()
            });
        }
        match locked(&self.unanswered).get(&endpoint) {
            Some((times, last)) if *times >= MOST_UNANSWERED => {
                let message = format!("not asked: {} calls in a row to this endpoint got no answer", times);
                Err(CallError::own(operation, last.reason, &message))
            }
            _ => Ok(()),
        }
    }

    /// Learns from how a call ended.
    pub(super) fn note(&self, operation: &str, region: &str, error: Option<&CallError>) {
        let endpoint = endpoint(operation, region);
        if let Some(error) = error.filter(|e| e.is_expired()) {
            // The first one stays.
            let _ = self.expired.set(error.clone());
        }
        let mut unanswered = locked(&self.unanswered);
        match error {
            Some(error) if matches!(error.reason, GapReason::Timeout | GapReason::Network) => {
                let times = unanswered.get(&endpoint).map_or(0, |(times, _)| *times);
                unanswered.insert(endpoint, (times + 1, error.clone()));
            }
            _ => {
                unanswered.remove(&endpoint);
            }
        }
    }

    fn budget(&self, endpoint: &Endpoint) -> Arc<Budget> {
        let mut budgets = locked(&self.budgets);
        if let Some(budget) = budgets.get(endpoint) {
            return budget.clone();
        }
        let own = RATES.iter().find(|(service, ..)| *service == endpoint.0);
        let (rate, burst) = match self.rate {
            Some(rate) => (rate, rate.max(1.0)),
            None => own.map_or(RATE, |(_, rate, burst)| (*rate, *burst)),
        };
        let budget = Arc::new(Budget::new(rate, burst));
        budgets.insert(endpoint.clone(), budget.clone());
        budget
    }
}

fn endpoint(operation: &str, region: &str) -> Endpoint {
    let service = operation.split(':').next().unwrap_or(operation);
    (service.to_owned(), region.to_owned())
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Every state is valid whatever another thread was doing when it panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost() -> CallError {
        CallError::own("s3:GetBucketAcl", GapReason::Timeout, "no answer")
    }

    #[tokio::test]
    async fn an_endpoint_that_does_not_answer_is_given_up_alone() {
        let pace = Pace::new(Some(1000.0), &Stop::default());
        for _ in 0..2 {
            pace.note("s3:GetBucketAcl", "eu-west-1", Some(&lost()));
        }
        assert_eq!(pace.turn("s3:ListBuckets", "eu-west-1").await, Ok(()));
        pace.note("s3:GetBucketAcl", "eu-west-1", Some(&lost()));
        let error = pace.turn("s3:ListBuckets", "eu-west-1").await.expect_err("given up");
        assert_eq!(
            (error.operation.as_str(), error.reason),
            ("s3:ListBuckets", GapReason::Timeout)
        );
        assert_eq!(pace.turn("s3:ListBuckets", "us-east-1").await, Ok(()));
        assert_eq!(pace.turn("rds:DescribeDBInstances", "eu-west-1").await, Ok(()));
        // An answer, even a refusal, shows that somebody is there.
        pace.note("s3:GetBucketAcl", "eu-west-1", None);
        assert_eq!(pace.turn("s3:ListBuckets", "eu-west-1").await, Ok(()));
    }

    #[tokio::test]
    async fn credentials_that_ran_out_end_the_account_and_no_other() {
        let pace = Pace::new(Some(1000.0), &Stop::default());
        let expired = CallError {
            code: Some("ExpiredToken".into()),
            ..CallError::own("ec2:DescribeVpcs", GapReason::AccessDenied, "expired")
        };
        pace.note("ec2:DescribeVpcs", "us-east-1", Some(&expired));
        let error = pace.turn("s3:ListBuckets", "eu-west-1").await.expect_err("expired");
        assert_eq!(error.code.as_deref(), Some("ExpiredToken"));
        assert_eq!(error.operation, "s3:ListBuckets");
        assert_eq!(
            pace.of_another_account().turn("s3:ListBuckets", "eu-west-1").await,
            Ok(())
        );
    }

    #[tokio::test]
    async fn each_service_has_a_budget_of_its_own() {
        let pace = Pace::new(None, &Stop::default());
        let rate = |operation: &str| pace.budget(&endpoint(operation, "eu-west-1")).rate();
        assert_eq!(rate("kms:DescribeKey"), 200.0);
        assert_eq!(rate("rds:DescribeDBInstances"), RATE.0);
        assert_eq!(
            Pace::new(Some(3.0), &Stop::default())
                .budget(&endpoint("kms:X", "r"))
                .rate(),
            3.0
        );
    }
}
