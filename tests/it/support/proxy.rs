//! A proxy before an emulator of AWS: counts operations, and makes chosen ones fail.
//!
//! In: requests of any of the AWS protocols. Out: the emulator's answers, or errors in the form of
//! the service that was asked. Signatures do not matter to the emulator, so nothing is re-signed.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::operations::{self, Asked};

/// What happens to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Deny,
    /// Denied once so many requests went through.
    DenyAfter(u64),
    Throttle,
    /// So many requests are throttled, then it is over.
    ThrottleFirst(u64),
    ServerError,
    /// The credentials ran out.
    Expired,
    /// Another code of the service's own, with its status.
    Code(&'static str, u16),
    /// A good status with a body that nobody understands.
    Malformed,
    /// The true answer, cut in the middle.
    Truncated,
    /// The connection is closed instead of an answer.
    Reset,
    /// Answered after a while; longer than anybody waits, it is not answered.
    Delay(Duration),
}

/// A running proxy; it serves as long as the process lives.
pub(crate) struct Proxy {
    endpoint: String,
    state: Arc<Mutex<Inner>>,
}

type Kept = (u16, Vec<(String, String)>, Bytes);

#[derive(Default)]
struct Inner {
    upstream: String,
    faults: BTreeMap<String, Fault>,
    /// What happens to everything after so many requests.
    after: Option<(u64, Fault)>,
    counts: BTreeMap<String, u64>,
    /// How often each very same request came.
    requests: HashMap<String, u64>,
    /// Answers by request, when the emulator's account does not change.
    kept: Option<HashMap<String, Kept>>,
}

impl Inner {
    /// What happens to a request, if anything.
    fn fault(&self, asked: &Asked) -> Option<Fault> {
        let region = &asked.region;
        let named = [
            format!("{}@{region}", asked.operation),
            asked.operation.clone(),
            format!("*@{region}"),
        ];
        let own = named.iter().find_map(|name| self.faults.get(name)).copied();
        let total: u64 = self.counts.values().sum();
        own.or(self.after.filter(|(n, _)| total > *n).map(|(_, fault)| fault))
    }
}

fn locked(state: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Proxy {
    pub(crate) fn start(upstream: &str) -> Self {
        let state = Arc::new(Mutex::new(Inner {
            upstream: upstream.to_owned(),
            ..Inner::default()
        }));
        let app = Router::new()
            .fallback(answer)
            .with_state((state.clone(), reqwest::Client::new()));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free loopback port");
        listener.set_nonblocking(true).expect("a non-blocking socket");
        let address: SocketAddr = listener.local_addr().expect("an address");
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
                axum::serve(listener, app).await.expect("served");
            });
        });
        Self {
            endpoint: format!("http://{address}"),
            state,
        }
    }

    /// Answers a request that was seen before without asking again.
    pub(crate) fn keeping_answers(self) -> Self {
        locked(&self.state).kept = Some(HashMap::new());
        self
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Makes something fail from now on: an operation (`service:Operation`), an operation in one
    /// region (`service:Operation@region`), or all of a region (`*@region`).
    pub(crate) fn set(&self, what: &str, fault: Fault) {
        locked(&self.state).faults.insert(what.to_owned(), fault);
    }

    /// Makes everything fail after so many requests.
    pub(crate) fn after(&self, requests: u64, fault: Fault) {
        locked(&self.state).after = Some((requests, fault));
    }

    /// Lets everything through again and forgets the counts.
    pub(crate) fn reset(&self) {
        let mut inner = locked(&self.state);
        inner.faults.clear();
        inner.after = None;
        inner.counts.clear();
        inner.requests.clear();
    }

    /// Requests so far, by operation.
    pub(crate) fn counts(&self) -> BTreeMap<String, u64> {
        locked(&self.state).counts.clone()
    }

    /// The requests that came more than once.
    pub(crate) fn repeated(&self) -> Vec<String> {
        let inner = locked(&self.state);
        let again = inner.requests.iter().filter(|(_, times)| **times > 1);
        again.map(|(request, times)| format!("{times} × {request}")).collect()
    }
}

async fn answer(State((state, client)): State<(Arc<Mutex<Inner>>, reqwest::Client)>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a whole request");
    let target = head.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let asked = operations::asked(&head.method, &target, &head.headers, &body);
    let key = format!("{asked} {} {target} {}", head.method, String::from_utf8_lossy(&body));
    let (fault, seen, upstream, kept) = {
        let mut inner = locked(&state);
        *inner.requests.entry(key.clone()).or_default() += 1;
        let count = inner.counts.entry(asked.operation.clone()).or_default();
        *count += 1;
        let seen = *count;
        let kept = inner.kept.as_ref().and_then(|kept| kept.get(&key).cloned());
        (inner.fault(&asked), seen, inner.upstream.clone(), kept)
    };
    match fault {
        None | Some(Fault::Truncated) => {}
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::DenyAfter(n)) if seen <= n => {}
        Some(Fault::ThrottleFirst(n)) if seen > n => {}
        // The server drops the connection of a handler that breaks down.
        Some(Fault::Reset) => std::panic::resume_unwind(Box::new("closed by the test")),
        Some(fault) => return error(&asked, fault),
    }
    let response = move |kept: Kept| match fault {
        Some(Fault::Truncated) => truncated(kept),
        _ => response(kept),
    };
    if let Some(kept) = kept {
        return response(kept);
    }
    let mut forwarded = client.request(head.method, format!("{upstream}{target}"));
    for (name, value) in head
        .headers
        .iter()
        .filter(|(name, _)| *name != "host" && *name != "content-length")
    {
        forwarded = forwarded.header(name, value);
    }
    let given = match forwarded.body(body).send().await {
        Ok(given) => given,
        Err(error) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    };
    let status = given.status().as_u16();
    let headers = given
        .headers()
        .iter()
        .filter(|(name, _)| !["connection", "content-length", "transfer-encoding"].contains(&name.as_str()))
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect();
    let kept: Kept = (status, headers, given.bytes().await.expect("a whole answer"));
    if let Some(all) = &mut locked(&state).kept {
        all.insert(key, kept.clone());
    }
    response(kept)
}

fn response((status, headers, body): Kept) -> Response {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(Body::from(body)).expect("a valid answer")
}

/// Says how long the answer is, and ends before.
fn truncated((status, headers, body): Kept) -> Response {
    let half = body.slice(..body.len() / 2);
    let broken = std::io::Error::other("cut by the test");
    let parts = Body::from_stream(futures::stream::iter([Ok(half), Err(broken)]));
    let mut response = Response::builder()
        .status(status)
        .header("content-length", body.len().max(2));
    for (name, value) in headers {
        response = response.header(name, value);
    }
    response.body(parts).expect("a valid answer")
}

/// An error in the form of the service that was asked.
fn error(asked: &Asked, fault: Fault) -> Response {
    let service = asked.service.as_str();
    let (code, status) = match (service, fault) {
        ("ec2", Fault::Deny | Fault::DenyAfter(_)) => ("UnauthorizedOperation", 403),
        ("s3" | "s3control", Fault::Deny | Fault::DenyAfter(_)) => ("AccessDenied", 403),
        (_, Fault::Deny | Fault::DenyAfter(_)) => ("AccessDeniedException", 403),
        ("ec2", Fault::Throttle | Fault::ThrottleFirst(_)) => ("RequestLimitExceeded", 503),
        ("s3", Fault::Throttle | Fault::ThrottleFirst(_)) => ("SlowDown", 503),
        (_, Fault::Throttle | Fault::ThrottleFirst(_)) => ("ThrottlingException", 400),
        (_, Fault::Expired) => ("ExpiredTokenException", 400),
        (_, Fault::Code(code, status)) => (code, status),
        (_, Fault::Malformed) => return (StatusCode::OK, "<<< {{{ neither this nor that").into_response(),
        ("s3" | "ec2", _) => ("InternalError", 500),
        _ => ("InternalFailure", 500),
    };
    let message = format!("{} was refused by the test", asked.operation);
    if asked.service == "cloudwatch" {
        let status = StatusCode::from_u16(status).expect("a status");
        return (status, [("smithy-protocol", "rpc-v2-cbor")], cbor_error(code, &message)).into_response();
    }
    let detail = format!("<Code>{code}</Code><Message>{message}</Message>");
    let body = match service {
        "ec2" => format!("<Response><Errors><Error>{detail}</Error></Errors><RequestID>r</RequestID></Response>"),
        "s3" => format!("<Error>{detail}<RequestId>r</RequestId></Error>"),
        _ if asked.is_json => format!(r#"{{"__type":"{code}","message":"{message}"}}"#),
        _ => {
            format!("<ErrorResponse><Error><Type>Sender</Type>{detail}</Error><RequestId>r</RequestId></ErrorResponse>")
        }
    };
    let mut headers = HeaderMap::new();
    if asked.is_json {
        headers.insert("x-amzn-errortype", code.parse().expect("a header"));
    }
    (StatusCode::from_u16(status).expect("a status"), headers, body).into_response()
}

/// An error in CBOR, which CloudWatch speaks: a map of two texts.
fn cbor_error(code: &str, message: &str) -> Vec<u8> {
    let mut body = vec![0xa2];
    for text in ["__type", code, "message", message] {
        let length = u8::try_from(text.len()).expect("a short text");
        body.extend([0x78, length]);
        body.extend(text.as_bytes());
    }
    body
}
