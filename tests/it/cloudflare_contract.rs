//! Holds the fake, and our requests to it, to the published contract of the Cloudflare API
//! (`tests/cloudflare/contract.json`, which names its origin).

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{CloudflareFake, Logged, STELLARREC_ZONE};
use crate::support::python::environment;

fn contract() -> Value {
    serde_json::from_str(include_str!("../cloudflare/contract.json")).expect("JSON")
}

/// What the contract says about a request: the path that fits it best.
fn operation<'a>(contract: &'a Value, request: &Logged) -> Option<&'a Value> {
    let segments: Vec<_> = request.path.split('/').collect();
    let fits = |form: &str| {
        let form: Vec<_> = form.split('/').collect();
        let same = |(f, s): (&&str, &&str)| f.starts_with('{') || f == s;
        form.len() == segments.len() && form.iter().zip(&segments).all(same)
    };
    let paths = contract["paths"].as_object()?;
    let (_, methods) = paths
        .iter()
        .filter(|(form, _)| fits(form))
        .min_by_key(|(form, _)| form.matches('{').count())?;
    methods.get(request.method.to_lowercase())
}

fn check(contract: &Value, schema: &Value, value: &Value, what: &str) {
    let schema = json!({"$defs": contract["$defs"], "allOf": [schema]});
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}\n{value:#}");
}

/// Checks one request and its answer; false when the contract does not know the path.
fn conforms(contract: &Value, request: &Logged) -> bool {
    let what = format!(
        "{} {}?{} → {}",
        request.method, request.path, request.query, request.status
    );
    let Some(operation) = operation(contract, request) else {
        return false;
    };
    for pair in request.query.split('&').filter(|p| !p.is_empty()) {
        let (name, value) = pair.split_once('=').expect("a pair");
        let schema = &operation["query"][name];
        assert!(schema.is_object(), "{what}: the contract has no parameter {name}");
        let value = value.parse::<u64>().map_or_else(|_| json!(value), |n| json!(n));
        check(contract, schema, &value, &what);
    }
    if request.status == 200 && request.method != "GET" {
        check(contract, &operation["body"], &request.body, &what);
    }
    let status = if request.status == 200 { "200" } else { "4XX" };
    check(contract, &operation["responses"][status], &request.answer, &what);
    true
}

#[test]
fn the_contract_notices_what_does_not_conform() {
    let contract = contract();
    let schema = &contract["paths"]["/zones/{zone_id}/settings/ssl"]["get"]["responses"]["200"];
    let whole = json!({"$defs": contract["$defs"], "allOf": [schema]});
    let validator = jsonschema::validator_for(&whole).expect("a schema");
    let answer = |value: Value| json!({"success": true, "errors": [], "messages": [], "result": value});
    let good = json!({"id": "ssl", "value": "full", "editable": true, "modified_on": null});
    assert!(validator.is_valid(&answer(good)));
    let bad = json!({"id": "ssl", "value": "fullest", "editable": true, "modified_on": null});
    assert!(!validator.is_valid(&answer(bad)));
}

#[test]
fn our_requests_and_the_answers_of_the_fake_conform() {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(true);
    fake.seed_zones(60);
    fake.deny("GET", "/zones/00000000000000000000000000000001/settings/ssl");
    let folder = tempfile::tempdir().expect("folder");
    let output = folder.path().join("snapshot.json");
    let run = fake
        .trueline()
        .args(["snapshot", "--providers", "cloudflare", "-o"])
        .arg(&output)
        .output();
    assert!(run.expect("runs").status.success());
    let contract = contract();
    let log = fake.log();
    for request in &log {
        assert!(
            conforms(&contract, request),
            "{} {} is not in the contract",
            request.method,
            request.path
        );
    }
    assert_eq!(log.len(), 2 + 62 * 5);
    assert!(log.iter().any(|r| r.status == 403));
}

/// What later stages and the SDK ask for.
#[tokio::test]
async fn the_rest_of_the_fake_conforms() {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(false);
    fake.set_setting(STELLARREC_ZONE, "tls_1_3", "editable", json!(false));
    let zone = format!("/zones/{STELLARREC_ZONE}");
    let client = reqwest::Client::new();
    let token = fake.token();
    let requests = [
        ("GET", "/zones?name=stellarrec.example".to_owned(), None, token, 200),
        ("GET", zone.clone(), None, token, 200),
        (
            "GET",
            "/zones/ffffffffffffffffffffffffffffffff".to_owned(),
            None,
            token,
            404,
        ),
        ("GET", "/zones/nonsense".to_owned(), None, token, 404),
        ("GET", format!("{zone}/dns_records?page=1&per_page=2"), None, token, 200),
        ("GET", format!("{zone}/rulesets"), None, token, 200),
        (
            "GET",
            format!("{zone}/rulesets/phases/http_request_firewall_custom/entrypoint"),
            None,
            token,
            200,
        ),
        (
            "GET",
            format!("{zone}/rulesets/phases/http_ratelimit/entrypoint"),
            None,
            token,
            404,
        ),
        (
            "PATCH",
            format!("{zone}/settings/ssl"),
            Some(json!({"value": "full"})),
            token,
            200,
        ),
        (
            "PATCH",
            format!("{zone}/settings/ssl"),
            Some(json!({"value": "best"})),
            token,
            400,
        ),
        (
            "PATCH",
            format!("{zone}/settings/tls_1_3"),
            Some(json!({"value": "off"})),
            token,
            403,
        ),
        ("GET", format!("{zone}/settings/ssl"), None, "short", 400),
        (
            "GET",
            format!("{zone}/settings/ssl"),
            None,
            "WrongTokenWrongTokenWrongTokenWrongToken",
            403,
        ),
    ];
    for (method, path, body, token, status) in requests {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = client
            .request(method, format!("{}{path}", fake.base_url()))
            .bearer_auth(token);
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        assert_eq!(
            request.send().await.expect("answered").status().as_u16(),
            status,
            "{path}"
        );
    }
    assert_eq!(fake.setting(STELLARREC_ZONE, "ssl")["value"], "full");
    let contract = contract();
    for request in fake.log() {
        assert!(conforms(&contract, &request), "{} is not in the contract", request.path);
    }
}

/// The official Python SDK reads the fake as it reads the real API.
#[test]
fn the_official_sdk_understands_the_fake() {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(true);
    fake.seed_zones(60);
    let run = std::process::Command::new(environment())
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cloudflare/sdk.py"))
        .arg(STELLARREC_ZONE)
        .env("CLOUDFLARE_API_TOKEN", fake.token())
        .env("CLOUDFLARE_BASE_URL", fake.base_url())
        .output()
        .expect("python runs");
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{told}\n{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(fake.setting(STELLARREC_ZONE, "ssl")["value"], "strict");
}
