//! Cloudflare connections: credentials and base URL from the environment, one rate budget for all
//! clones, and the calls that the stages make.
//!
//! | variable | meaning |
//! |---|---|
//! | `CLOUDFLARE_API_TOKEN` | the token (or `CLOUDFLARE_API_KEY` with `CLOUDFLARE_EMAIL`) |
//! | `CLOUDFLARE_BASE_URL` | another address of the API, `https` unless it is this machine |
//! | `TRUELINE_MAX_ATTEMPTS` | attempts of one call, the first included (5) |
//! | `TRUELINE_CLOUDFLARE_RATE` | requests per second (3.5) |
//! | `TRUELINE_CLOUDFLARE_TIMEOUT` | seconds to wait for one answer (30) |

mod answer;
mod client;
mod endpoint;
mod limits;
mod listing;
mod ranges;
#[cfg(test)]
pub(crate) mod tests;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use cloudflare::framework::Environment;
use cloudflare::framework::auth::Credentials;
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::budget::Budget;
use super::{CallError, Calls, Listing, Stop};
use crate::model::GapReason;

pub(crate) use endpoint::Endpoint;
pub(crate) use ranges::Ranges;

/// Attempts of one call, the first included, unless `TRUELINE_MAX_ATTEMPTS` says otherwise.
const MAX_ATTEMPTS: u32 = 5;
/// The most zones, or accounts, that a page may hold.
const PER_PAGE: u64 = 50;

/// A connection to the Cloudflare API. Clones share the budget and the count of calls.
#[derive(Clone)]
pub(crate) struct Cloudflare {
    inner: Arc<Inner>,
    pub(crate) calls: Calls,
    /// Ends reading early; writes never listen to it.
    stop: Stop,
}

struct Inner {
    http: reqwest::Client,
    environment: Environment,
    budget: Budget,
    attempts: u32,
    /// The credentials are a user's global key, which no token stands behind.
    global_key: bool,
    /// What must not appear in any message.
    secrets: Vec<String>,
}

impl Inner {
    /// A provider's words, in case they repeat what we sent.
    fn without_secrets(&self, text: &str) -> String {
        self.secrets
            .iter()
            .fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
    }
}

impl fmt::Debug for Cloudflare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloudflare")
            .field("environment", &self.inner.environment)
            .field("calls", &self.calls)
            .finish_non_exhaustive()
    }
}

/// What a connection is made from.
struct Settings {
    /// None for what is for everybody.
    credentials: Option<Credentials>,
    base_url: Option<String>,
    rate: f64,
    attempts: u32,
    timeout: Duration,
}

impl Cloudflare {
    /// Finds credentials and endpoint in the environment; nothing is sent yet. `None` when no
    /// credentials are set.
    pub(crate) fn load() -> Result<Option<Self>, String> {
        match credentials(|name| std::env::var(name).ok())? {
            Some(credentials) => Self::of_environment(Some(credentials)).map(Some),
            None => Ok(None),
        }
    }

    /// A connection without credentials, for what is for everybody.
    pub(crate) fn anonymous() -> Result<Self, String> {
        Self::of_environment(None)
    }

    fn of_environment(credentials: Option<Credentials>) -> Result<Self, String> {
        let seconds: f64 = number("TRUELINE_CLOUDFLARE_TIMEOUT", 30.0, |n| (0.01..=600.0).contains(n))?;
        Self::connect(Settings {
            credentials,
            base_url: std::env::var("CLOUDFLARE_BASE_URL").ok().filter(|url| !url.is_empty()),
            rate: number("TRUELINE_CLOUDFLARE_RATE", limits::RATE, |n| {
                (0.01..=10_000.0).contains(n)
            })?,
            attempts: number("TRUELINE_MAX_ATTEMPTS", MAX_ATTEMPTS, |n| (1..=100).contains(n))?,
            timeout: Duration::from_secs_f64(seconds),
        })
    }

    fn connect(settings: Settings) -> Result<Self, String> {
        let base = settings.base_url.as_deref().map(base_url).transpose()?;
        let mut headers = HeaderMap::new();
        let mut secrets = Vec::new();
        for (name, text) in settings.credentials.iter().flat_map(Credentials::headers) {
            let mut value = HeaderValue::from_str(&text)
                .map_err(|_| "the Cloudflare credentials hold characters that none can have".to_owned())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(lower(name)), value);
        }
        match &settings.credentials {
            Some(Credentials::UserAuthToken { token }) => secrets.push(token.clone()),
            Some(Credentials::UserAuthKey { key, .. } | Credentials::Service { key }) => secrets.push(key.clone()),
            None => {}
        }
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("trueline/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            // The API does not redirect, and the credentials are for it alone.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(settings.timeout.min(Duration::from_secs(5)))
            .timeout(settings.timeout);
        if base.as_ref().is_some_and(|url| url.scheme() == "http") {
            // Plain HTTP is for this machine: no proxy may see it.
            http = http.no_proxy();
        }
        let http = http
            .build()
            .map_err(|e| format!("no HTTPS client for Cloudflare: {}", super::chain(&e)))?;
        Ok(Self {
            inner: Arc::new(Inner {
                http,
                environment: base.map_or(Environment::Production, |url| Environment::Custom(url.into())),
                budget: Budget::new(settings.rate, limits::BURST),
                attempts: settings.attempts,
                global_key: matches!(settings.credentials, Some(Credentials::UserAuthKey { .. })),
                secrets,
            }),
            calls: Calls::default(),
            stop: Stop::default(),
        })
    }

    /// The same connection, whose reads end when the run does.
    pub(crate) fn until(mut self, stop: &Stop) -> Self {
        self.stop = stop.clone();
        self
    }

    /// True when the credentials are a user's e-mail address and global key, not a token.
    pub(crate) fn uses_global_key(&self) -> bool {
        self.inner.global_key
    }

    /// All zones that the token sees (`zones:List`).
    pub(crate) async fn zones(&self) -> Listing<Value> {
        self.list("zones:List", &Endpoint::get(&["zones"]), Some(PER_PAGE))
            .await
    }

    /// All accounts that the token sees (`accounts:List`).
    pub(crate) async fn accounts(&self) -> Listing<Value> {
        self.list("accounts:List", &Endpoint::get(&["accounts"]), Some(PER_PAGE))
            .await
    }

    /// One zone (`zones:Get`); `None` when there is none of that id.
    pub(crate) async fn zone(&self, zone: &str) -> Result<Option<Value>, CallError> {
        match self.send("zones:Get", &Endpoint::get(&["zones", zone])).await {
            Ok(answer) => Ok(Some(answer.result)),
            Err(CallError {
                reason: GapReason::ServiceError,
                code: Some(code),
                ..
            }) if matches!(code.as_str(), "1001" | "7003" | "HTTP 404") => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Changes one setting of a zone (`zones:EditSetting`; needs "Zone Settings Write").
    pub(crate) async fn patch_setting(&self, zone: &str, setting: &str, value: &Value) -> Result<(), CallError> {
        let endpoint = Endpoint::patch(&["zones", zone, "settings", setting], &json!({ "value": value }));
        self.send("zones:EditSetting", &endpoint).await.map(|_| ())
    }
}

/// Header names of the `cloudflare` crate as HTTP/2 wants them.
fn lower(name: &str) -> &'static str {
    match name {
        "X-Auth-Email" => "x-auth-email",
        "X-Auth-Key" => "x-auth-key",
        "X-Auth-User-Service-Key" => "x-auth-user-service-key",
        _ => "authorization",
    }
}

fn credentials(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Credentials>, String> {
    let set = |name: &str| variable(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    if let Some(token) = set("CLOUDFLARE_API_TOKEN") {
        return Ok(Some(Credentials::UserAuthToken { token }));
    }
    match (set("CLOUDFLARE_EMAIL"), set("CLOUDFLARE_API_KEY")) {
        (Some(email), Some(key)) => Ok(Some(Credentials::UserAuthKey { email, key })),
        (None, Some(_)) => {
            Err("CLOUDFLARE_API_KEY needs CLOUDFLARE_EMAIL beside it; better set CLOUDFLARE_API_TOKEN".into())
        }
        (_, None) => Ok(None),
    }
}

/// Checks the address of the API. The credentials must not travel in the clear.
fn base_url(text: &str) -> Result<Url, String> {
    let fail = |why: &str| format!("CLOUDFLARE_BASE_URL is not usable: {why}");
    let mut url = Url::parse(text).map_err(|e| fail(&format!("{e}; it should look like https://host/client/v4")))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(fail("it may hold no user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(fail("it may hold no query or fragment"));
    }
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let address = std::net::IpAddr::from_str(&host).ok();
    let this_machine = host == "localhost" || address.is_some_and(|a| a.is_loopback());
    match url.scheme() {
        "https" => {}
        "http" if this_machine => {}
        "http" => return Err(fail("plain http would send the token in the clear; use https")),
        _ => return Err(fail("only https (and http on this machine) is spoken")),
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

/// A number from the environment.
fn number<T: FromStr>(name: &str, default: T, fits: impl Fn(&T) -> bool) -> Result<T, String> {
    match std::env::var(name) {
        Ok(text) if !text.is_empty() => text
            .trim()
            .parse()
            .ok()
            .filter(fits)
            .ok_or_else(|| format!("{name} is not a number that makes sense here: {text}")),
        _ => Ok(default),
    }
}
