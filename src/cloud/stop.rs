//! Ending a run before it has asked for everything: the user asked for it, or its time is up.

use tokio::sync::watch;

use super::CallError;
use crate::model::GapReason;

/// Why a run ends early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Interrupted,
    OutOfTime,
}

impl Ending {
    /// What becomes of a call that is no longer made, or no longer waited for.
    fn error(self, operation: &str) -> CallError {
        match self {
            Self::Interrupted => CallError::own(operation, GapReason::Interrupted, "the run was stopped"),
            Self::OutOfTime => CallError::own(operation, GapReason::Timeout, "the run's time limit was reached"),
        }
    }
}

/// Set once the run is to end. The default never is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Option<watch::Receiver<Option<Ending>>>);

impl Stop {
    pub(crate) fn new(receiver: watch::Receiver<Option<Ending>>) -> Self {
        Self(Some(receiver))
    }

    pub(crate) fn ending(&self) -> Option<Ending> {
        self.0.as_ref().and_then(|receiver| *receiver.borrow())
    }

    /// Waits for an answer as long as the run goes on. Only for reads: a write that is no longer
    /// waited for may have been made.
    pub(crate) async fn or<T>(
        &self,
        operation: &str,
        answer: impl Future<Output = Result<T, CallError>>,
    ) -> Result<T, CallError> {
        tokio::select! {
            biased;
            ending = self.requested() => Err(ending.error(operation)),
            answer = answer => answer,
        }
    }

    /// Resolves when the run is to end; never if nobody can say so any more.
    async fn requested(&self) -> Ending {
        if let Some(receiver) = &self.0 {
            let mut receiver = receiver.clone();
            if let Ok(ending) = receiver.wait_for(Option::is_some).await
                && let Some(ending) = *ending
            {
                return ending;
            }
        }
        std::future::pending().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_asked_after_the_end_is_not_asked() {
        let (sender, receiver) = watch::channel(None);
        let stop = Stop::new(receiver);
        assert_eq!(stop.or("s3:X", async { Ok(1) }).await, Ok(1));
        sender.send(Some(Ending::OutOfTime)).expect("a receiver");
        let error = stop.or("s3:X", async { Ok(1) }).await.expect_err("ended");
        assert_eq!((error.reason, error.operation.as_str()), (GapReason::Timeout, "s3:X"));
        assert_eq!(Stop::default().or("s3:X", async { Ok(1) }).await, Ok(1));
        drop(sender);
        assert_eq!(stop.ending(), Some(Ending::OutOfTime));
    }
}
