//! A rate budget: a token bucket that all clones of a connection share.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// The longest window of a budget that an API is known to have, so the longest that a wait for it
/// can help.
pub(crate) const WINDOW: Duration = Duration::from_secs(300);

#[derive(Debug)]
pub(crate) struct Budget(Mutex<State>);

#[derive(Debug)]
struct State {
    /// Requests per second.
    rate: f64,
    /// Requests that may be sent at once after a rest.
    burst: f64,
    tokens: f64,
    filled: Instant,
    closed_until: Option<Instant>,
}

impl Budget {
    /// So many requests per second, and so many at once after a rest.
    pub(crate) fn new(rate: f64, burst: f64) -> Self {
        Self(Mutex::new(State {
            rate,
            burst,
            tokens: burst,
            filled: Instant::now(),
            closed_until: None,
        }))
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // Every state is valid whatever another thread was doing when it panicked.
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until a request may be sent.
    pub(crate) async fn take(&self) {
        while let Some(until) = self.with(|state| state.take(Instant::now())) {
            tokio::time::sleep_until(until).await;
        }
    }

    /// Holds everything back for a while.
    pub(crate) fn close_for(&self, wait: Duration) {
        let until = Instant::now() + wait.min(WINDOW);
        self.with(|state| state.closed_until = Some(state.closed_until.map_or(until, |c| c.max(until))));
    }

    /// Narrows the rate to what the API says that it grants.
    pub(crate) fn limit_rate(&self, rate: f64) {
        self.with(|state| state.rate = state.rate.min(rate));
    }

    /// Narrows what may be sent at once to what the API says is left.
    pub(crate) fn limit_tokens(&self, tokens: f64) {
        self.with(|state| state.tokens = state.tokens.min(tokens));
    }

    #[cfg(test)]
    pub(crate) fn rate(&self) -> f64 {
        self.with(|state| state.rate)
    }

    #[cfg(test)]
    pub(crate) fn is_closed(&self) -> bool {
        self.with(|state| state.closed_until.is_some_and(|until| until > Instant::now()))
    }
}

impl State {
    /// Takes a token, or tells when to ask again.
    fn take(&mut self, now: Instant) -> Option<Instant> {
        if let Some(until) = self.closed_until.filter(|until| *until > now) {
            return Some(until);
        }
        let rest = now.saturating_duration_since(self.filled).as_secs_f64();
        self.tokens = (self.tokens + rest * self.rate).min(self.burst);
        self.filled = now;
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return None;
        }
        Some(now + Duration::from_secs_f64(((1.0 - self.tokens) / self.rate).clamp(0.001, WINDOW.as_secs_f64())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The time at which so many tokens have been taken.
    fn after(budget: &Budget, tokens: usize) -> Duration {
        let start = Instant::now();
        let mut now = start;
        for _ in 0..tokens {
            while let Some(until) = budget.with(|state| state.take(now)) {
                now = until;
            }
        }
        now - start
    }

    #[test]
    fn after_the_burst_the_rate_holds() {
        let budget = Budget::new(3.5, 40.0);
        assert_eq!(after(&budget, 40), Duration::ZERO);
        let elapsed = after(&budget, 35).as_secs_f64();
        assert!((9.9..10.2).contains(&elapsed), "{elapsed}");
    }

    #[test]
    fn what_is_closed_waits_and_what_is_limited_slows_down() {
        let budget = Budget::new(3.5, 40.0);
        budget.limit_tokens(0.0);
        budget.close_for(Duration::from_secs(30));
        let elapsed = after(&budget, 1).as_secs_f64();
        assert!((29.9..31.0).contains(&elapsed), "{elapsed}");
        budget.limit_rate(1000.0);
        assert_eq!(budget.rate(), 3.5);
        budget.limit_rate(1.0);
        assert_eq!(budget.rate(), 1.0);
    }
}
