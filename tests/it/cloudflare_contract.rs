//! Holds the fake, and our requests to it, to the published contract of the Cloudflare API
//! (`tests/cloudflare/contract.json`, which names its origin). The fake checks every request of every
//! test; here is what the others do not ask.

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{CloudflareFake, Logged, STELLARREC_ZONE, contract};
use crate::support::python::environment;

fn logged(method: &str, path: &str, query: &str, body: Value, status: u16, result: Value) -> Logged {
    Logged {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        body,
        status,
        answer: json!({"success": status == 200, "errors": [], "messages": [], "result": result}),
    }
}

#[test]
fn the_contract_notices_what_does_not_conform() {
    let setting = |value: &str| json!({"id": "ssl", "value": value, "editable": true, "modified_on": null});
    let ssl = "/zones/023e105f4ecef8ad9ca31a8372d0c353/settings/ssl";
    let good = logged("GET", ssl, "", Value::Null, 200, setting("full"));
    assert_eq!(contract::breach(&good), None);
    let cases = [
        (
            "another value",
            logged("GET", ssl, "", Value::Null, 200, setting("fullest")),
        ),
        (
            "another verb",
            logged("POST", ssl, "", Value::Null, 200, setting("full")),
        ),
        (
            "no such path",
            logged("GET", "/zone/x", "", Value::Null, 200, json!([])),
        ),
        (
            "no such parameter",
            logged("GET", "/zones", "pages=1", Value::Null, 200, json!([])),
        ),
        (
            "no such page",
            logged("GET", "/zones", "page=first", Value::Null, 200, json!([])),
        ),
        (
            "another body",
            logged("PATCH", ssl, "", json!({"value": 5}), 200, setting("full")),
        ),
        ("no list", logged("GET", "/zones", "", Value::Null, 200, json!({}))),
    ];
    for (what, request) in cases {
        assert!(contract::breach(&request).is_some(), "{what} goes unnoticed");
    }
}

#[test]
#[should_panic(expected = "the contract has no such operation")]
fn a_request_beyond_the_contract_fails_the_test_that_made_it() {
    let fake = CloudflareFake::start();
    let url = format!("{}/zone", fake.base_url());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(reqwest::get(url)).expect("answered");
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
            format!("{zone}/rulesets/phases/ddos_l7/entrypoint"),
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
