//! The rate budget: a token bucket that all clones of a connection share.
//!
//! Cloudflare grants 1,200 requests per five minutes to a token, whoever uses it. What the API
//! tells about the budget in its `Ratelimit` headers narrows ours.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderMap;
use tokio::time::Instant;

/// Requests per second unless `TRUELINE_CLOUDFLARE_RATE` says otherwise: below 1,200 in 300 s.
pub(super) const RATE: f64 = 3.5;
/// Requests that may be sent at once after a rest.
const BURST: f64 = 40.0;
/// The window of the budget, so the longest that a wait for it can help.
pub(super) const WINDOW: Duration = Duration::from_secs(300);

#[derive(Debug)]
pub(super) struct Budget(Mutex<State>);

#[derive(Debug)]
struct State {
    rate: f64,
    tokens: f64,
    filled: Instant,
    closed_until: Option<Instant>,
}

impl Budget {
    pub(super) fn new(rate: f64) -> Self {
        Self(Mutex::new(State {
            rate,
            tokens: BURST,
            filled: Instant::now(),
            closed_until: None,
        }))
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // Every state is valid whatever another thread was doing when it panicked.
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until a request may be sent.
    pub(super) async fn take(&self) {
        while let Some(until) = self.with(|state| state.take(Instant::now())) {
            tokio::time::sleep_until(until).await;
        }
    }

    /// Holds everything back for a while.
    pub(super) fn close_for(&self, wait: Duration) {
        let until = Instant::now() + wait.min(WINDOW);
        self.with(|state| state.closed_until = Some(state.closed_until.map_or(until, |c| c.max(until))));
    }

    /// Takes up what an answer tells about the budget.
    pub(super) fn learn(&self, headers: &HeaderMap) {
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
        if let Some(policy) = text("ratelimit-policy")
            && let (Some(quota), Some(window)) = (parameter(policy, "q"), parameter(policy, "w"))
            && quota >= 1.0
            && window >= 1.0
        {
            self.with(|state| state.rate = state.rate.min(quota / window));
        }
        let Some(limit) = text("ratelimit") else { return };
        let Some(remaining) = parameter(limit, "r") else { return };
        self.with(|state| state.tokens = state.tokens.min(remaining));
        if remaining < 1.0
            && let Some(reset) = parameter(limit, "t")
        {
            self.close_for(Duration::from_secs_f64(reset.min(WINDOW.as_secs_f64())));
        }
    }
}

impl State {
    /// Takes a token, or tells when to ask again.
    fn take(&mut self, now: Instant) -> Option<Instant> {
        if let Some(until) = self.closed_until.filter(|until| *until > now) {
            return Some(until);
        }
        let rest = now.saturating_duration_since(self.filled).as_secs_f64();
        self.tokens = (self.tokens + rest * self.rate).min(BURST);
        self.filled = now;
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return None;
        }
        Some(now + Duration::from_secs_f64(((1.0 - self.tokens) / self.rate).clamp(0.001, WINDOW.as_secs_f64())))
    }
}

/// A number out of a structured header such as `"default";r=50;t=30`; the smallest where several
/// limits are told.
fn parameter(header: &str, name: &str) -> Option<f64> {
    header
        .split([',', ';'])
        .filter_map(|part| part.trim().strip_prefix(name)?.trim_start().strip_prefix('='))
        .filter_map(|number| number.trim().parse::<u32>().ok())
        .map(f64::from)
        .reduce(f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.insert(*name, reqwest::header::HeaderValue::from_static(value));
        }
        map
    }

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
        let budget = Budget::new(RATE);
        assert_eq!(after(&budget, 40), Duration::ZERO);
        let elapsed = after(&budget, 35).as_secs_f64();
        assert!((9.9..10.2).contains(&elapsed), "{elapsed}");
    }

    #[test]
    fn nothing_remaining_waits_for_the_reset() {
        let budget = Budget::new(RATE);
        budget.learn(&headers(&[("ratelimit", "\"default\";r=0;t=30")]));
        let elapsed = after(&budget, 1).as_secs_f64();
        assert!((29.9..31.0).contains(&elapsed), "{elapsed}");
    }

    #[test]
    fn a_stricter_policy_slows_down_and_a_laxer_one_does_not_hurry() {
        let budget = Budget::new(RATE);
        budget.learn(&headers(&[("ratelimit-policy", "\"burst\";q=1000;w=1")]));
        assert_eq!(budget.with(|s| s.rate), RATE);
        budget.learn(&headers(&[("ratelimit-policy", "\"default\";q=60;w=60")]));
        assert_eq!(budget.with(|s| s.rate), 1.0);
        budget.learn(&headers(&[("ratelimit", "nonsense"), ("ratelimit-policy", "q=0;w=0")]));
        assert_eq!(budget.with(|s| s.rate), 1.0);
    }

    #[test]
    fn the_smallest_of_several_limits_counts() {
        assert_eq!(parameter("\"a\";r=50;t=30, \"b\";r=0;t=12", "r"), Some(0.0));
        assert_eq!(parameter("\"a\";t=30", "r"), None);
    }
}
