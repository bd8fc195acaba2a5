//! The endpoints that are called, in the vocabulary of the `cloudflare` crate.

use std::fmt::Write;

use cloudflare::framework::endpoint::spec::EndpointSpec;
use cloudflare::framework::endpoint::{Method, RequestBody};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::answer::Answer;

const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One request.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint {
    method: Method,
    path: String,
    query: Vec<(&'static str, String)>,
    body: Option<String>,
}

impl Endpoint {
    /// A path, segment by segment, so that no id can climb out of its place.
    pub(crate) fn get(segments: &[&str]) -> Self {
        Self {
            method: Method::GET,
            path: segments
                .iter()
                .map(|s| utf8_percent_encode(s, KEPT).to_string())
                .collect::<Vec<_>>()
                .join("/"),
            query: Vec::new(),
            body: None,
        }
    }

    pub(crate) fn patch(segments: &[&str], body: &Value) -> Self {
        Self {
            method: Method::PATCH,
            body: Some(body.to_string()),
            ..Self::get(segments)
        }
    }

    /// The same request with a query parameter set.
    pub(crate) fn with(&self, name: &'static str, value: impl ToString) -> Self {
        let mut changed = self.clone();
        changed.query.retain(|(n, _)| *n != name);
        changed.query.push((name, value.to_string()));
        changed
    }
}

impl EndpointSpec for Endpoint {
    // The envelope is read by `Answer`, which keeps what is odd apart from what is not.
    type JsonResponse = ();
    type ResponseType = Answer;

    fn method(&self) -> Method {
        self.method.clone()
    }

    fn path(&self) -> String {
        self.path.clone()
    }

    fn query(&self) -> Option<String> {
        if self.query.is_empty() {
            return None;
        }
        let mut text = String::new();
        for (name, value) in &self.query {
            let separator = if text.is_empty() { "" } else { "&" };
            let value = utf8_percent_encode(value, KEPT);
            // Writing to a string can't fail.
            let _ = write!(text, "{separator}{name}={value}");
        }
        Some(text)
    }

    fn body(&self) -> Option<RequestBody<'_>> {
        self.body.clone().map(RequestBody::Json)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cloudflare::framework::Environment;

    #[test]
    fn ids_stay_in_their_segment() {
        let environment = Environment::Custom("http://127.0.0.1:1/client/v4/".into());
        let url = Endpoint::get(&["zones", "a/../b?c#d", "settings", "ssl"])
            .with("page", 1)
            .with("page", 2)
            .with("name", "a b&c")
            .url(&environment);
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:1/client/v4/zones/a%2F..%2Fb%3Fc%23d/settings/ssl?page=2&name=a%20b%26c"
        );
    }
}
