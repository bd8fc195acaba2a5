//! `trueline snapshot --providers cloudflare` against the fake.

use std::process::Output;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{CloudflareFake, EMAIL, Fault, KEY, OTHER_ZONE, STELLARREC_ZONE, TOKEN};

const SETTING: &str = "/zones/{z}/settings/{s}";
/// Controls that read three settings and nothing else.
const ONLY: &str = "cloudflare-zone-tls-mode,cloudflare-zone-tls-1-3,cloudflare-zone-min-tls-version";
const SSL: &str = "/zones/{z}/settings/ssl";

/// What a run gave.
struct Run {
    output: Output,
    text: String,
}

impl Run {
    /// Runs `trueline snapshot` with more arguments and variables.
    fn with(fake: &CloudflareFake, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("snapshot.json");
        let mut command = fake.trueline();
        command
            .args(["snapshot", "--providers", "cloudflare", "--only", ONLY, "-o"])
            .arg(&file)
            .args(arguments)
            .env("RUST_LOG", "trace")
            .envs(variables.iter().copied());
        let output = command.output().expect("runs");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        for secret in [TOKEN, KEY] {
            let told = [&output.stdout[..], &output.stderr[..], text.as_bytes()].concat();
            assert!(!String::from_utf8_lossy(&told).contains(secret), "the token is told");
        }
        Self { output, text }
    }

    fn of(fake: &CloudflareFake) -> Self {
        Self::with(fake, &[], &[])
    }

    fn snapshot(&self) -> Value {
        let errors = String::from_utf8_lossy(&self.output.stderr);
        assert!(self.output.status.success(), "{errors}");
        serde_json::from_str(&self.text).expect("JSON")
    }
}

fn stellarrec(broken: bool) -> CloudflareFake {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(broken);
    fake
}

fn zone<'a>(snapshot: &'a Value, id: &str) -> &'a Value {
    let mut resources = snapshot["resources"].as_array().expect("a list").iter();
    resources.find(|r| r["id"] == id).expect("the zone")
}

/// Gaps of a resource or snapshot as (path, reason).
fn gaps(holder: &Value) -> Vec<(&str, &str)> {
    let list = holder["gaps"].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|g| {
            (
                g["path"].as_str().expect("a path"),
                g["reason"].as_str().expect("a reason"),
            )
        })
        .collect()
}

#[test]
fn facts_are_collected() {
    let fake = stellarrec(true);
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(snapshot["resources"].as_array().map(Vec::len), Some(2));
    let zone = zone(&snapshot, STELLARREC_ZONE);
    assert_eq!(zone["kind"], "cloudflare.zone");
    assert_eq!(zone["name"], "stellarrec.example");
    let account = "01a7362d577a6c3019a474fd6f485823";
    let scope = json!({"provider": "cloudflare", "account": account, "zone": STELLARREC_ZONE});
    assert_eq!(zone["scope"], scope);
    let setting = |value| json!({"value": value, "editable": true});
    let expected = json!({
        "name": "stellarrec.example", "status": "active", "type": "full", "paused": true, "plan": "free",
        "plan_name": "Free Website", "name_servers": ["bob.ns.cloudflare.com", "lola.ns.cloudflare.com"],
        "original_name_servers": ["ns1.originaldnshost.com", "ns2.originaldnshost.com"], "vanity_name_servers": ["ns1.stellarrec.example", "ns2.stellarrec.example"],
        "created_on": "2026-01-01T05:20:00.123450Z", "activated_on": "2026-01-02T00:01:00.123450Z",
        "meta": {"phishing_detected": false},
        "settings": {
            "ssl": setting("flexible"), "tls_1_3": setting("off"), "min_tls_version": setting("1.0"),
        },
    });
    assert_eq!(zone["attributes"], expected);
    assert_eq!(gaps(zone), []);
    assert_eq!(gaps(&snapshot), []);
    let collected = json!([{"scope": {"provider": "cloudflare"}, "kind": "cloudflare.zone"}]);
    assert_eq!(snapshot["collected"], collected);
    let calls = json!({"zones:List": 1, "zones:GetSetting/ssl": 2, "zones:GetSetting/tls_1_3": 2,
        "zones:GetSetting/min_tls_version": 2});
    assert_eq!(snapshot["header"]["calls"], calls);
    assert_eq!(snapshot["header"].get("retries"), None);
}

#[test]
fn a_denied_setting_is_a_gap_that_names_the_permission() {
    let fake = stellarrec(false);
    fake.deny("GET", SSL);
    let snapshot = Run::of(&fake).snapshot();
    let zone = zone(&snapshot, STELLARREC_ZONE);
    assert_eq!(zone["attributes"]["settings"].get("ssl"), None);
    assert_eq!(zone["attributes"]["settings"]["tls_1_3"]["value"], "on");
    let expected = json!([{"path": "settings.ssl", "reason": "access_denied", "operation": "zones:GetSetting/ssl",
        "permission": "Zone Settings Read", "code": "10000", "message": "Authentication error"}]);
    assert_eq!(zone["gaps"], expected);
}

#[test]
fn denied_everywhere_gives_gaps_and_never_values() {
    let fake = stellarrec(false);
    fake.deny("GET", SETTING);
    let snapshot = Run::of(&fake).snapshot();
    for zone in snapshot["resources"].as_array().expect("a list") {
        assert_eq!(zone["attributes"].get("settings"), None);
        assert_eq!(gaps(zone).len(), 3);
        assert!(gaps(zone).iter().all(|(_, reason)| *reason == "access_denied"));
    }
    fake.deny("GET", "/zones");
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(snapshot["resources"], json!([]));
    let expected = json!([{"scope": {"provider": "cloudflare"}, "kind": "cloudflare.zone", "path": "",
        "reason": "access_denied", "operation": "zones:List", "permission": "Zone Read", "code": "10000",
        "message": "Authentication error"}]);
    assert_eq!(snapshot["gaps"], expected);
}

#[test]
fn throttled_requests_wait_as_long_as_they_are_told() {
    let fake = stellarrec(false);
    fake.fault("GET", SSL, Fault::Throttle(1), 1);
    let start = Instant::now();
    let snapshot = Run::of(&fake).snapshot();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(gaps(zone(&snapshot, STELLARREC_ZONE)), []);
    assert_eq!(snapshot["header"]["retries"], json!({"zones": 1}));

    fake.fault(
        "GET",
        &format!("/zones/{STELLARREC_ZONE}/settings/ssl"),
        Fault::Throttle(0),
        9,
    );
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(gaps(zone(&snapshot, STELLARREC_ZONE)), [("settings.ssl", "throttled")]);
    assert_eq!(gaps(zone(&snapshot, OTHER_ZONE)), []);
}

#[test]
fn a_budget_that_is_used_up_waits_for_its_reset() {
    let fake = stellarrec(false);
    fake.header("ratelimit-policy", "\"default\";q=1200;w=1");
    fake.header("ratelimit", "\"default\";r=0;t=1");
    let start = Instant::now();
    let run = Run::with(&fake, &["--zones", "stellarrec.example"], &[]);
    assert_eq!(gaps(zone(&run.snapshot(), STELLARREC_ZONE)), []);
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn one_odd_record_does_not_cost_the_list() {
    let fake = stellarrec(false);
    fake.seed_zones(3);
    fake.set_record(OTHER_ZONE, "paused", json!("perhaps"));
    fake.set_record(OTHER_ZONE, "plan", json!([]));
    fake.set_record("00000000000000000000000000000001", "id", json!(null));
    fake.may_breach();
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(snapshot["resources"].as_array().map(Vec::len), Some(4));
    assert_eq!(gaps(&snapshot), [("", "malformed")]);
    let odd = zone(&snapshot, OTHER_ZONE);
    assert_eq!(gaps(odd), [("paused", "malformed"), ("plan", "malformed")]);
    assert_eq!(odd["attributes"]["status"], "active");
    assert_eq!(gaps(zone(&snapshot, STELLARREC_ZONE)), []);
}

#[test]
fn all_pages_are_read() {
    let fake = stellarrec(false);
    fake.seed_zones(120);
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(snapshot["resources"].as_array().map(Vec::len), Some(122));
    assert_eq!(fake.count("GET", "/zones"), 3);
    assert_eq!(fake.count("GET", SETTING), 122 * 3);
}

#[test]
fn a_list_that_breaks_off_keeps_what_was_read_and_says_so() {
    let fake = stellarrec(false);
    fake.seed_zones(60);
    let first = json!({"success": true, "errors": [], "messages": [], "result": [],
        "result_info": {"page": 1, "per_page": 50, "count": 0, "total_count": 62, "total_pages": 2}});
    fake.fault("GET", "/zones", Fault::Body(first), 1);
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(gaps(&snapshot), [("", "malformed")]);
}

#[test]
fn zones_are_selected_by_name_or_id_and_missing_ones_are_told() {
    let fake = stellarrec(false);
    let zones = format!("StellarRec.example,{OTHER_ZONE}");
    let snapshot = Run::with(&fake, &["--zones", &zones], &[]).snapshot();
    assert_eq!(snapshot["resources"].as_array().map(Vec::len), Some(2));
    assert_eq!(gaps(&snapshot), []);
    let snapshot = Run::with(&fake, &["--zones", "stelarrec.example"], &[]).snapshot();
    assert_eq!(snapshot["resources"], json!([]));
    assert_eq!(gaps(&snapshot), [("", "unresolved")]);
    let message = snapshot["gaps"][0]["message"].as_str().expect("a message");
    assert!(
        message.contains("stelarrec.example") && message.contains("zone resources"),
        "{message}"
    );
}

#[test]
fn credentials_that_are_refused_are_told_with_the_code() {
    let fake = stellarrec(false);
    for (token, code) in [
        ("tooshort", "6003"),
        ("WrongTokenWrongTokenWrongTokenWrongToken", "9109"),
    ] {
        let snapshot = Run::with(&fake, &[], &[("CLOUDFLARE_API_TOKEN", token)]).snapshot();
        assert_eq!(gaps(&snapshot), [("", "access_denied")]);
        assert_eq!(snapshot["gaps"][0]["code"], code);
        assert_eq!(snapshot["resources"], json!([]));
    }
    let key = [
        ("CLOUDFLARE_API_TOKEN", ""),
        ("CLOUDFLARE_EMAIL", EMAIL),
        ("CLOUDFLARE_API_KEY", KEY),
    ];
    assert_eq!(gaps(&Run::with(&fake, &[], &key).snapshot()), []);
}

#[test]
fn settings_that_cannot_be_used_are_refused_before_anything_is_sent() {
    let fake = stellarrec(false);
    for (name, value, told) in [
        (
            "CLOUDFLARE_BASE_URL",
            "http://api.cloudflare.com/client/v4",
            "in the clear",
        ),
        ("CLOUDFLARE_BASE_URL", "api.cloudflare.com", "CLOUDFLARE_BASE_URL"),
        ("TRUELINE_CLOUDFLARE_RATE", "fast", "TRUELINE_CLOUDFLARE_RATE"),
        ("TRUELINE_MAX_ATTEMPTS", "0", "TRUELINE_MAX_ATTEMPTS"),
        ("CLOUDFLARE_API_TOKEN", "line\nbreak", "characters"),
        ("CLOUDFLARE_API_TOKEN", "", "CLOUDFLARE_API_TOKEN"),
    ] {
        let run = Run::with(&fake, &[], &[(name, value)]);
        let errors = String::from_utf8_lossy(&run.output.stderr);
        assert_eq!(run.output.status.code(), Some(2), "{name}={value}");
        assert!(errors.contains(told), "{errors}");
    }
    assert_eq!(fake.log().len(), 0);
}

#[test]
fn answers_that_are_no_answers_are_gaps() {
    let cases = [
        (Fault::Html(200), "malformed"),
        (Fault::Truncated, "malformed"),
        (
            Fault::Body(json!({"result": {"id": "ssl", "value": "strict"}})),
            "malformed",
        ),
        (Fault::Status(500), "service_error"),
        (Fault::Html(502), "service_error"),
        (Fault::Reset, "network"),
        (Fault::Delay(Duration::from_secs(2)), "timeout"),
    ];
    for (fault, reason) in cases {
        let fake = stellarrec(false);
        fake.fault(
            "GET",
            &format!("/zones/{STELLARREC_ZONE}/settings/ssl"),
            fault.clone(),
            2,
        );
        let snapshot = Run::with(&fake, &[], &[("TRUELINE_CLOUDFLARE_TIMEOUT", "0.5")]).snapshot();
        assert_eq!(
            gaps(zone(&snapshot, STELLARREC_ZONE)),
            [("settings.ssl", reason)],
            "{fault:?}"
        );
        assert_eq!(gaps(zone(&snapshot, OTHER_ZONE)), [], "{fault:?}");
    }
}

#[test]
fn what_passes_is_read_after_all() {
    let fake = stellarrec(false);
    fake.fault("GET", "/zones", Fault::Reset, 1);
    fake.fault("GET", SSL, Fault::Status(503), 1);
    let snapshot = Run::of(&fake).snapshot();
    assert_eq!(gaps(zone(&snapshot, STELLARREC_ZONE)), []);
    assert_eq!(snapshot["header"]["retries"], json!({"zones": 2}));
}

#[test]
fn equal_zones_give_equal_bytes() {
    let fake = stellarrec(false);
    fake.seed_zones(20);
    fake.deny("GET", "/zones/{z}/settings/tls_1_3");
    let body = |run: Run| {
        let mut snapshot = run.snapshot();
        let header = snapshot["header"].take();
        let at = header["created_at"].as_str().expect("a time").to_owned();
        run.text.replace(&at, "")
    };
    assert_eq!(body(Run::of(&fake)), body(Run::of(&fake)));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_keeps_what_it_read() {
    let fake = stellarrec(false);
    fake.fault(
        "GET",
        "/zones/{z}/settings/tls_1_3",
        Fault::Delay(Duration::from_secs(20)),
        2,
    );
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("snapshot.json");
    let mut command = fake.trueline();
    command
        .args(["snapshot", "--providers", "cloudflare", "--only", ONLY, "-o"])
        .arg(&file);
    let mut child = command.spawn().expect("runs");
    // All but the two that hang.
    let start = Instant::now();
    while fake.count("GET", SETTING) < 6 && start.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(100));
    let killed = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.expect("kill runs").success());
    assert!(child.wait().expect("ends").success());
    assert!(start.elapsed() < Duration::from_secs(15));
    let text = std::fs::read_to_string(&file).expect("written");
    let snapshot: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(snapshot["header"]["complete"], false);
    let zone = zone(&snapshot, STELLARREC_ZONE);
    assert_eq!(gaps(zone), [("settings.tls_1_3", "interrupted")]);
    assert_eq!(zone["attributes"]["settings"]["ssl"]["value"], "strict");
}
