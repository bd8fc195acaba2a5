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
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};

/// What happens to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Deny,
    /// Denied once so many requests went through.
    DenyAfter(u64),
    Throttle,
    ServerError,
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
    counts: BTreeMap<String, u64>,
    /// Answers by request, when the emulator's account does not change.
    kept: Option<HashMap<String, Kept>>,
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

    /// Makes one operation (`service:Operation`) fail from now on.
    pub(crate) fn set(&self, operation: &str, fault: Fault) {
        locked(&self.state).faults.insert(operation.to_owned(), fault);
    }

    /// Lets everything through again and forgets the counts.
    pub(crate) fn reset(&self) {
        let mut inner = locked(&self.state);
        inner.faults.clear();
        inner.counts.clear();
    }

    /// Requests so far, by operation.
    pub(crate) fn counts(&self) -> BTreeMap<String, u64> {
        locked(&self.state).counts.clone()
    }
}

async fn answer(State((state, client)): State<(Arc<Mutex<Inner>>, reqwest::Client)>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a whole request");
    let target = head.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let (service, region) = signed_for(&head.headers);
    let operation = operation(&service, &head.method, &target, &head.headers, &body);
    let key = format!(
        "{} {target} {service} {region} {}",
        head.method,
        String::from_utf8_lossy(&body)
    );
    let (fault, seen, upstream, kept) = {
        let mut inner = locked(&state);
        let count = inner.counts.entry(operation.clone()).or_default();
        *count += 1;
        let seen = *count;
        let kept = inner.kept.as_ref().and_then(|kept| kept.get(&key).cloned());
        (
            inner.faults.get(&operation).copied(),
            seen,
            inner.upstream.clone(),
            kept,
        )
    };
    match fault {
        Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
        Some(Fault::DenyAfter(n)) if seen <= n => {}
        Some(fault) => return error(&service, &operation, fault),
        None => {}
    }
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

/// Service and region of the signature: `Credential=KEY/DATE/REGION/SERVICE/aws4_request`.
fn signed_for(headers: &HeaderMap) -> (String, String) {
    let authorization = headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or("");
    let scope: Vec<&str> = authorization
        .split("Credential=")
        .nth(1)
        .and_then(|rest| rest.split(',').next())
        .map(|scope| scope.split('/').collect())
        .unwrap_or_default();
    let part = |n: usize| scope.get(n).copied().unwrap_or_default().to_owned();
    (part(3), part(2))
}

/// `service:Operation` of a request.
fn operation(service: &str, method: &Method, target: &str, headers: &HeaderMap, body: &[u8]) -> String {
    let name = if let Some(target) = headers.get("x-amz-target").and_then(|v| v.to_str().ok()) {
        target.rsplit('.').next().unwrap_or_default().to_owned()
    } else if let Some((service, name)) = rest_operation(service, method, target) {
        return format!("{service}:{name}");
    } else if service == "s3" {
        s3_operation(method, target)
    } else {
        let text = String::from_utf8_lossy(body);
        let action = text.split('&').find_map(|pair| pair.strip_prefix("Action="));
        action.unwrap_or_default().to_owned()
    };
    format!("{service}:{name}")
}

/// Operations that are told by their path alone: service of the signature, method, path without its
/// names, and what it is called.
fn rest_operation(service: &str, method: &Method, target: &str) -> Option<(&'static str, &'static str)> {
    const OPERATIONS: [(&str, &str, &str, &str, &str); 9] = [
        (
            "access-analyzer",
            "GET",
            "/analyzer",
            "access-analyzer",
            "ListAnalyzers",
        ),
        (
            "access-analyzer",
            "POST",
            "/findingv2",
            "access-analyzer",
            "ListFindingsV2",
        ),
        (
            "s3",
            "GET",
            "/v20180820/configuration/publicAccessBlock",
            "s3control",
            "GetPublicAccessBlock",
        ),
        ("s3", "GET", "/v20180820/accesspoint", "s3control", "ListAccessPoints"),
        ("s3", "GET", "/v20180820/accesspoint/*", "s3control", "GetAccessPoint"),
        (
            "s3",
            "GET",
            "/v20180820/accesspoint/*/policy",
            "s3control",
            "GetAccessPointPolicy",
        ),
        ("s3", "GET", "/v20180820/tags/*/*", "s3control", "ListTagsForResource"),
        (
            "s3",
            "GET",
            "/v20180820/mrap/instances",
            "s3control",
            "ListMultiRegionAccessPoints",
        ),
        (
            "s3",
            "GET",
            "/v20180820/mrap/instances/*/policy",
            "s3control",
            "GetMultiRegionAccessPointPolicy",
        ),
    ];
    let path = target.split('?').next().unwrap_or_default();
    let fits = |pattern: &str| {
        let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == path.len() && pattern.iter().zip(&path).all(|(p, s)| *p == "*" || p == s)
    };
    let found = OPERATIONS
        .iter()
        .find(|(signed, verb, pattern, ..)| *signed == service && *verb == method.as_str() && fits(pattern));
    found.map(|(.., service, name)| (*service, *name))
}

fn s3_operation(method: &Method, target: &str) -> String {
    const SETTINGS: [(&str, &str); 16] = [
        ("versioning", "BucketVersioning"),
        ("location", "BucketLocation"),
        ("policy", "BucketPolicy"),
        ("acl", "BucketAcl"),
        ("encryption", "BucketEncryption"),
        ("lifecycle", "BucketLifecycleConfiguration"),
        ("logging", "BucketLogging"),
        ("notification", "BucketNotificationConfiguration"),
        ("ownershipControls", "BucketOwnershipControls"),
        ("publicAccessBlock", "PublicAccessBlock"),
        ("tagging", "BucketTagging"),
        ("replication", "BucketReplication"),
        ("object-lock", "ObjectLockConfiguration"),
        ("policyStatus", "BucketPolicyStatus"),
        ("website", "BucketWebsite"),
        ("cors", "BucketCors"),
    ];
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let verb = match method.as_str() {
        "GET" => "Get",
        "PUT" => "Put",
        "DELETE" => "Delete",
        "HEAD" => "Head",
        _ => "Post",
    };
    let keys: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    let setting = SETTINGS.iter().find(|(key, _)| keys.contains(key));
    match setting {
        Some((_, noun)) => format!("{verb}{noun}"),
        None if path == "/" => "ListBuckets".to_owned(),
        None => format!("{verb}Bucket"),
    }
}

/// An error in the form of the service that was asked.
fn error(service: &str, operation: &str, fault: Fault) -> Response {
    let (code, status) = match (service, fault) {
        ("ec2", Fault::Deny | Fault::DenyAfter(_)) => ("UnauthorizedOperation", 403),
        (_, Fault::Deny | Fault::DenyAfter(_)) => ("AccessDenied", 403),
        ("ec2", Fault::Throttle) => ("RequestLimitExceeded", 503),
        ("s3", Fault::Throttle) => ("SlowDown", 503),
        (_, Fault::Throttle) => ("Throttling", 400),
        ("s3" | "ec2", _) => ("InternalError", 500),
        _ => ("InternalFailure", 500),
    };
    let detail = format!("<Code>{code}</Code><Message>{operation} was refused by the test</Message>");
    let body = match service {
        "ec2" => format!("<Response><Errors><Error>{detail}</Error></Errors><RequestID>r</RequestID></Response>"),
        "s3" if !operation.starts_with("s3control:") => format!("<Error>{detail}<RequestId>r</RequestId></Error>"),
        "s3" | "rds" | "elasticache" | "iam" | "sts" => {
            format!("<ErrorResponse><Error><Type>Sender</Type>{detail}</Error><RequestId>r</RequestId></ErrorResponse>")
        }
        _ => format!(r#"{{"__type":"{code}Exception","message":"{operation} was refused by the test"}}"#),
    };
    let status = StatusCode::from_u16(status).expect("a status");
    (status, body).into_response()
}
