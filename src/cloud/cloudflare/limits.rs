//! What the API's `Ratelimit` headers tell about the budget.
//!
//! Cloudflare grants 1,200 requests per five minutes to a token, whoever uses it.

use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::cloud::budget::{Budget, WINDOW};

/// Requests per second unless `TRUELINE_CLOUDFLARE_RATE` says otherwise: below 1,200 in 300 s.
pub(super) const RATE: f64 = 3.5;
/// Requests that may be sent at once after a rest.
pub(super) const BURST: f64 = 40.0;

/// Takes up what an answer tells about the budget.
pub(super) fn learn(budget: &Budget, headers: &HeaderMap) {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(policy) = text("ratelimit-policy")
        && let (Some(quota), Some(window)) = (parameter(policy, "q"), parameter(policy, "w"))
        && quota >= 1.0
        && window >= 1.0
    {
        budget.limit_rate(quota / window);
    }
    let Some(limit) = text("ratelimit") else { return };
    let Some(remaining) = parameter(limit, "r") else { return };
    budget.limit_tokens(remaining);
    if remaining < 1.0
        && let Some(reset) = parameter(limit, "t")
    {
        budget.close_for(Duration::from_secs_f64(reset.min(WINDOW.as_secs_f64())));
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

    #[test]
    fn what_headers_tell_narrows_the_budget() {
        let budget = Budget::new(RATE, BURST);
        learn(&budget, &headers(&[("ratelimit-policy", "\"burst\";q=1000;w=1")]));
        assert_eq!(budget.rate(), RATE);
        learn(&budget, &headers(&[("ratelimit-policy", "\"default\";q=60;w=60")]));
        assert_eq!(budget.rate(), 1.0);
        learn(
            &budget,
            &headers(&[("ratelimit", "nonsense"), ("ratelimit-policy", "q=0;w=0")]),
        );
        assert_eq!(budget.rate(), 1.0);
        assert!(!budget.is_closed());
        learn(&budget, &headers(&[("ratelimit", "\"default\";r=0;t=30")]));
        assert!(budget.is_closed());
    }

    #[test]
    fn the_smallest_of_several_limits_counts() {
        assert_eq!(parameter("\"a\";r=50;t=30, \"b\";r=0;t=12", "r"), Some(0.0));
        assert_eq!(parameter("\"a\";t=30", "r"), None);
    }
}
