//! A stateful stand-in for the Cloudflare API on a free port of this machine.
//!
//! Holds every request and every answer to the published contract, and the test that made a request
//! which breaks it fails when it ends. Answers with the error codes of the real API, and misbehaves on
//! request: `deny`, `fault`.

mod answers;
mod api;
pub(crate) mod contract;
mod rulesets;
mod settings;
mod state;

use std::io;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::Value;

pub(crate) use state::{ACCOUNT, Logged, OTHER_ZONE, STELLARREC_ZONE, midnight};
use state::{State, Thing};

/// What the fake takes for good credentials.
pub(crate) const TOKEN: &str = "FakeTokenFakeTokenFakeTokenFakeTokenFake";
pub(crate) const EMAIL: &str = "auditor@stellarrec.example";
pub(crate) const KEY: &str = "0123456789abcdef0123456789abcdef01234";

/// How an answer goes wrong.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// 429 before anything is done, with `Retry-After`.
    Throttle(u64),
    /// An error of the API before anything is done.
    Status(u16),
    /// HTML instead of JSON, of this status.
    Html(u16),
    /// Another body.
    Body(Value),
    /// The request is served but the answer's JSON ends in the middle.
    Truncated,
    /// The request is served but the connection ends in the middle of the answer.
    Reset,
    /// The request is served but the answer comes late.
    Delay(Duration),
}

/// A running fake; it ends with the test process.
pub(crate) struct CloudflareFake {
    state: Arc<Mutex<State>>,
    base_url: String,
}

impl CloudflareFake {
    pub(crate) fn start() -> Self {
        let state = Arc::new(Mutex::new(State::new()));
        let (sender, receiver) = std::sync::mpsc::channel();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("port");
                sender
                    .send(listener.local_addr().expect("address"))
                    .expect("test waits");
                let app = axum::Router::new().fallback(serve).with_state(shared);
                axum::serve(listener, app).await.expect("serve");
            });
        });
        let address = receiver.recv().expect("started");
        Self {
            state,
            base_url: format!("http://{address}/client/v4"),
        }
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(crate) fn token(&self) -> &'static str {
        TOKEN
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `stellarrec.example` as the worked example has it, or as an auditor dreads it; and a second zone.
    pub(crate) fn seed_stellarrec(&self, broken: bool) {
        self.state().seed_stellarrec(broken);
    }

    /// So many more zones, `zone-000.example` and on.
    pub(crate) fn seed_zones(&self, count: usize) {
        self.state().seed_zones(count);
    }

    /// Changes a zone's record as the API tells it.
    pub(crate) fn set_record(&self, zone: &str, field: &str, value: Value) {
        self.state().zone(zone).record[field] = value;
    }

    /// Changes a field of a setting behind everyone's back.
    pub(crate) fn set_setting(&self, zone: &str, setting: &str, field: &str, value: Value) {
        self.change(zone, &format!("settings/{setting}"), |setting| setting[field] = value);
    }

    /// A setting as it is now: `{id, value, editable, modified_on}`.
    pub(crate) fn setting(&self, zone: &str, setting: &str) -> Value {
        let mut now = Value::Null;
        self.change(zone, &format!("settings/{setting}"), |setting| now = setting.clone());
        now
    }

    /// Changes what stands at a path below a zone (or an account) behind everyone's back: a single
    /// thing, or the items of a list.
    pub(crate) fn change(&self, owner: &str, path: &str, change: impl FnOnce(&mut Value)) {
        let mut state = self.state();
        let State { zones, accounts, .. } = &mut *state;
        let owner = zones
            .iter_mut()
            .chain(accounts)
            .find(|o| o.id() == owner)
            .expect("an owner");
        let thing = owner
            .things
            .get_mut(path)
            .unwrap_or_else(|| panic!("nothing at {path}"));
        match thing {
            Thing::One(value) => change(value),
            Thing::Error(..) => panic!("{path} is an error"),
            Thing::List(items) | Thing::Pages(items) | Thing::Cursor(items) => {
                let mut list = Value::from(std::mem::take(items));
                change(&mut list);
                *items = list.as_array().expect("a list").clone();
            }
        }
    }

    /// Lets a single thing stand at a path below an account.
    pub(crate) fn put(&self, account: &str, path: &str, value: Value) {
        let mut state = self.state();
        let owner = state.accounts.iter_mut().find(|o| o.id() == account);
        let things = &mut owner.expect("an account").things;
        things.insert(path.to_owned(), Thing::One(value));
    }

    /// Makes a path below a zone or an account answer with an error.
    pub(crate) fn refuse(&self, owner: &str, path: &str, status: u16, code: Value, message: &str) {
        let mut state = self.state();
        let State { zones, accounts, .. } = &mut *state;
        let owner = zones
            .iter_mut()
            .chain(accounts)
            .find(|o| o.id() == owner)
            .expect("an owner");
        let error = Thing::Error(status, code, message.to_owned());
        owner.things.insert(path.to_owned(), error);
    }

    /// Refuses a path for want of permission. A segment in braces stands for any.
    pub(crate) fn deny(&self, method: &str, path: &str) {
        self.state().denied.push((method.to_owned(), path.to_owned()));
    }

    /// Spoils the next `times` answers of a path. A segment in braces stands for any.
    pub(crate) fn fault(&self, method: &str, path: &str, fault: Fault, times: usize) {
        let rule = (method.to_owned(), path.to_owned());
        self.state().faults.push((rule, fault, times));
    }

    /// Adds a header to every answer.
    pub(crate) fn header(&self, name: &'static str, value: &'static str) {
        self.state().headers.push((name, value));
    }

    /// Answers that break the contract are meant, in this test.
    pub(crate) fn may_breach(&self) {
        self.state().may_breach = true;
    }

    /// Every request so far, with what was answered.
    pub(crate) fn log(&self) -> Vec<Logged> {
        self.state().log.clone()
    }

    /// Requests so far to a path; a segment in braces stands for any.
    pub(crate) fn count(&self, method: &str, path: &str) -> usize {
        let state = self.state();
        let matching = |r: &&Logged| r.method == method && state::matches(path, &r.path);
        state.log.iter().filter(matching).count()
    }

    /// The program under test with this fake as its only cloud.
    pub(crate) fn trueline(&self) -> Command {
        let mut command = crate::support::trueline();
        command
            .env("CLOUDFLARE_API_TOKEN", TOKEN)
            .env("CLOUDFLARE_BASE_URL", &self.base_url)
            .env("TRUELINE_CLOUDFLARE_RATE", "1000")
            .env("TRUELINE_MAX_ATTEMPTS", "2")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_CONFIG_FILE", "/nonexistent/config")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
        command
    }
}

impl Drop for CloudflareFake {
    fn drop(&mut self) {
        let breaches = std::mem::take(&mut self.state().breaches);
        if !std::thread::panicking() && !self.state().may_breach {
            assert!(breaches.is_empty(), "{}", breaches.join("\n"));
        }
    }
}

async fn serve(Shared(state): Shared<Arc<Mutex<State>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let path = parts.uri.path().trim_start_matches("/client/v4").to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let (answer, fault, headers) = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let fault = state.next_fault(parts.method.as_str(), &path);
        let answer = match before(fault.as_ref()) {
            Some(answer) => answer,
            None => api::answer(&mut state, &parts.method, &path, &query, &parts.headers, &body),
        };
        let logged = Logged::new(&parts.method, &path, &query, &body, &answer);
        state.breaches.extend(contract::breach(&logged));
        state.log.push(logged);
        (answer, fault, state.headers.clone())
    };
    if let Some(Fault::Delay(time)) = fault {
        tokio::time::sleep(time).await;
    }
    respond(&answer, fault.as_ref(), &headers)
}

/// The answers that are given before anything is done.
fn before(fault: Option<&Fault>) -> Option<answers::Answer> {
    match fault? {
        Fault::Throttle(_) => Some(answers::throttled()),
        Fault::Status(status) => Some(answers::error(*status, 10_001, "Internal server error")),
        _ => None,
    }
}

fn respond(answer: &answers::Answer, fault: Option<&Fault>, extra: &[(&'static str, &'static str)]) -> Response {
    let mut text = answer.body.to_string();
    let mut status = answer.status;
    let mut headers = HeaderMap::new();
    headers.insert("content-type", "application/json".parse().expect("a value"));
    match fault {
        Some(Fault::Throttle(seconds)) => {
            headers.insert("retry-after", seconds.to_string().parse().expect("a value"));
        }
        Some(Fault::Html(code)) => {
            status = *code;
            text = "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>".into();
            headers.insert("content-type", "text/html".parse().expect("a value"));
        }
        Some(Fault::Body(body)) => text = body.to_string(),
        Some(Fault::Truncated) => text.truncate(text.len() / 2),
        _ => {}
    }
    for (name, value) in extra {
        headers.insert(*name, value.parse().expect("a value"));
    }
    let body = if matches!(fault, Some(Fault::Reset)) {
        let start = Ok(Bytes::from(text[..text.len() / 2].to_owned()));
        let end = Err(io::Error::from(io::ErrorKind::ConnectionReset));
        Body::from_stream(futures::stream::iter([start, end]))
    } else {
        Body::from(text)
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    *response.headers_mut() = headers;
    response
}
