//! Workers and their routes, load balancing, health checks and Turnstile widgets, against the fake.

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{OTHER_ZONE, STELLARREC_ZONE};
use crate::support::cloudflare_runs::{gaps, of_kind, snapshot, stellarrec, verdicts};

const ACCOUNT: &str = "01a7362d577a6c3019a474fd6f485823";
const ONLY: &str = "cloudflare-workers-*,cloudflare-load-balancing-*,cloudflare-turnstile-*";
const POOL: &str = "17b5962d775c646f3f9725cbc7a53df4";
const MONITOR: &str = "f1aba936b94213e5b8dca0c0dbf1f9cc";
const SCRIPT: &str = "security-headers";

/// Kind, the path of its list, the permission, and how many of zones or of the account there are.
const LISTS: [(&str, &str, &str, usize); 7] = [
    (
        "cloudflare.workers.script",
        "/accounts/{a}/workers/scripts",
        "Workers Scripts Read",
        1,
    ),
    (
        "cloudflare.workers.route",
        "/zones/{z}/workers/routes",
        "Workers Routes Read",
        2,
    ),
    (
        "cloudflare.load_balancing.load_balancer",
        "/zones/{z}/load_balancers",
        "Load Balancers Read",
        1,
    ),
    (
        "cloudflare.load_balancing.pool",
        "/accounts/{a}/load_balancers/pools",
        "Load Balancing: Monitors and Pools Read",
        1,
    ),
    (
        "cloudflare.load_balancing.monitor",
        "/accounts/{a}/load_balancers/monitors",
        "Load Balancing: Monitors and Pools Read",
        1,
    ),
    (
        "cloudflare.zone.healthcheck",
        "/zones/{z}/healthchecks",
        "Health Checks Read",
        1,
    ),
    (
        "cloudflare.turnstile.widget",
        "/accounts/{a}/challenges/widgets",
        "Turnstile Sites Read",
        1,
    ),
];

#[test]
fn what_the_api_tells_is_collected_and_nothing_else() {
    let fake = stellarrec(false);
    let snapshot = snapshot(&fake);
    for (kind, _, _, count) in LISTS {
        let found = of_kind(&snapshot, kind);
        assert_eq!(found.len(), count, "{kind}");
        assert!(found.values().all(|r| gaps(r, None).is_empty()), "{kind}");
        assert_eq!(gaps(&snapshot, Some(kind)), [] as [Value; 0]);
    }
    let one = |kind: &str, id: &str| of_kind(&snapshot, kind)[id].clone();
    let script = one("cloudflare.workers.script", SCRIPT);
    assert_eq!(script["scope"], json!({"provider": "cloudflare", "account": ACCOUNT}));
    let binding = |name: &str, r#type: &str| json!({"name": name, "type": r#type, "exposes_secret": false});
    let expected = json!({
        "etag": "13a3240e8fb414561b0366813b0b8f42b3e6cfa0d9e70e99835dae83d0d8a794", "handlers": ["fetch"],
        "compatibility_date": "2026-01-01", "compatibility_flags": ["nodejs_compat"], "usage_model": "standard",
        "logpush": false, "created_on": "2026-01-01T05:20:00.12345Z", "modified_on": "2026-03-01T05:20:00.12345Z",
        "bindings": [binding("MODE", "plain_text"), binding("REPORT_TOKEN", "secret_text"),
            binding("CACHE", "kv_namespace")],
    });
    assert_eq!(script["attributes"], expected);
    let route = |id: &str| one("cloudflare.workers.route", id)["attributes"].clone();
    let expected = json!({"pattern": "*stellarrec.example/*", "script": SCRIPT});
    assert_eq!(route("00000000000000000000000000000601"), expected);
    let expected = json!({"pattern": "static.stellarrec.example/*", "script": null});
    assert_eq!(route("00000000000000000000000000000602"), expected);

    let expected = json!({"name": "primary", "enabled": true, "monitor": MONITOR, "monitor_group": "00000000000000000000000000000777",
        "minimum_origins": 1, "check_regions": ["WEU"], "origins": [{"name": "alb",
            "address": "origin.stellarrec.example", "enabled": true, "weight": 1, "header_names": ["Host"]}],
        "health": {"locations": 3, "healthy_locations": 2}});
    assert_eq!(one("cloudflare.load_balancing.pool", POOL)["attributes"], expected);
    let expected = json!({"type": "https", "description": "health", "method": "GET", "path": "/health", "port": 443,
        "interval": 60, "timeout": 5, "retries": 2, "expected_codes": "2xx", "follow_redirects": false,
        "allow_insecure": false, "header_names": ["Host", "X-Probe-Key"]});
    assert_eq!(
        one("cloudflare.load_balancing.monitor", MONITOR)["attributes"],
        expected
    );
    let balancer = one(
        "cloudflare.load_balancing.load_balancer",
        "699d98642c564d2e855e9661899b7252",
    );
    let expected = json!({"name": "lb.stellarrec.example", "enabled": true, "proxied": true, "default_pools": [POOL],
        "fallback_pool": POOL, "steering_policy": "off", "session_affinity": "none", "ttl": 30});
    assert_eq!(balancer["attributes"], expected);
    let expected = json!({"name": "site", "address": "stellarrec.example", "type": "HTTPS", "status": "healthy",
        "suspended": false, "interval": 60, "timeout": 5, "retries": 2, "check_regions": ["WEU"],
        "failure_reason": ""});
    let check = one("cloudflare.zone.healthcheck", "00000000000000000000000000000801");
    assert_eq!(check["attributes"], expected);
    let expected = json!({"name": "sign-in", "domains": ["stellarrec.example"], "mode": "managed",
        "bot_fight_mode": false, "clearance_level": "no_clearance", "region": "world"});
    let widget = one("cloudflare.turnstile.widget", "0x4AAF00AAAABn0R22HWm-YUc");
    assert_eq!(widget["attributes"], expected);
    for (_, path, ..) in LISTS {
        let places = if path.starts_with("/zones") { 2 } else { 1 };
        assert_eq!(fake.count("GET", path), places, "{path}");
    }
}

#[test]
fn what_is_denied_or_not_offered_is_a_gap_and_never_none() {
    for (kind, path, permission, _) in LISTS {
        let fake = stellarrec(false);
        fake.deny("GET", path);
        let snapshot = snapshot(&fake);
        assert_eq!(of_kind(&snapshot, kind).len(), 0, "{kind}");
        let denied = json!(["", "access_denied", permission]);
        let places = if path.starts_with("/zones") { 2 } else { 1 };
        assert_eq!(gaps(&snapshot, Some(kind)), vec![denied; places], "{kind}");
    }
    let fake = stellarrec(false);
    fake.deny("GET", "/accounts/{a}/workers/scripts/{s}/settings");
    fake.deny("GET", "/accounts/{a}/load_balancers/pools/{p}/health");
    let disabled = "health checks disabled for zone: validation failed";
    fake.refuse(OTHER_ZONE, "healthchecks", 400, json!(1002), disabled);
    let snapshot = snapshot(&fake);
    let script = of_kind(&snapshot, "cloudflare.workers.script")[SCRIPT].clone();
    assert_eq!(
        gaps(&script, None),
        [json!(["bindings", "access_denied", "Workers Scripts Read"])]
    );
    assert_eq!(script["attributes"].get("bindings"), None);
    let pool = of_kind(&snapshot, "cloudflare.load_balancing.pool")[POOL].clone();
    let permission = "Load Balancing: Monitors and Pools Read";
    assert_eq!(gaps(&pool, None), [json!(["health", "access_denied", permission])]);
    let kind = "cloudflare.zone.healthcheck";
    assert_eq!(of_kind(&snapshot, kind).len(), 1);
    assert_eq!(
        gaps(&snapshot, Some(kind)),
        [json!(["", "not_supported", "Health Checks Read"])]
    );
}

#[test]
fn odd_records_cost_only_themselves() {
    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(STELLARREC_ZONE, "workers/routes", |routes| {
        routes[0]["pattern"] = json!(null);
        routes[1]["script"] = json!(5);
    });
    fake.change(ACCOUNT, "workers/scripts/security-headers/settings", |settings| {
        settings["bindings"][0]["type"] = json!(7);
    });
    fake.change(ACCOUNT, "load_balancers/monitors", |monitors| {
        monitors[0]["header"] = json!("X-Probe-Key: hunter2-in-the-clear");
    });
    fake.change(ACCOUNT, "challenges/widgets", |widgets| {
        widgets.as_array_mut().expect("a list").push(json!({"name": "no key"}));
    });
    let snapshot = snapshot(&fake);
    let one = |kind: &str, id: &str| of_kind(&snapshot, kind)[id].clone();
    let odd = one("cloudflare.workers.route", "00000000000000000000000000000602");
    assert_eq!(
        gaps(&odd, None),
        [json!(["script", "malformed", "Workers Routes Read"])]
    );
    let script = one("cloudflare.workers.script", SCRIPT);
    let permission = "Workers Scripts Read";
    assert_eq!(
        gaps(&script, None),
        [json!(["bindings[].type", "malformed", permission])]
    );
    assert_eq!(script["attributes"]["bindings"][1]["type"], "secret_text");
    let monitor = one("cloudflare.load_balancing.monitor", MONITOR);
    let permission = "Load Balancing: Monitors and Pools Read";
    assert_eq!(gaps(&monitor, None), [json!(["header_names", "malformed", permission])]);
    let kind = "cloudflare.turnstile.widget";
    assert_eq!(of_kind(&snapshot, kind).len(), 1);
    assert_eq!(
        gaps(&snapshot, Some(kind)),
        [json!(["", "malformed", "Turnstile Sites Read"])]
    );
}

#[test]
fn a_good_day_passes() {
    let fake = stellarrec(false);
    let verdicts = verdicts(&fake, ONLY);
    for ((control, resource), verdict) in &verdicts {
        assert_eq!(verdict, "pass", "{control} {resource}");
    }
    assert_eq!(verdicts.len(), 2 + 2 + 1 + 1, "{verdicts:?}");
}

#[test]
fn a_bad_day_fails_everywhere() {
    let fake = stellarrec(true);
    let verdicts = verdicts(&fake, ONLY);
    let failed: Vec<_> = verdicts
        .iter()
        .filter(|(_, v)| *v == "fail")
        .map(|(pair, _)| pair)
        .collect();
    let expected = [
        ("cloudflare-load-balancing-pool-health", POOL),
        (
            "cloudflare-load-balancing-pool-health",
            "17b5962d775c646f3f9725cbc7a53df5",
        ),
        ("cloudflare-turnstile-widget-hostnames", "0x4AAF00AAAABn0R22HWm-YUc"),
        ("cloudflare-workers-required-routes", STELLARREC_ZONE),
        ("cloudflare-workers-script-plain-secrets", SCRIPT),
    ];
    let expected: Vec<_> = expected.map(|(c, r)| (c.to_owned(), r.to_owned())).into();
    assert_eq!(failed, expected.iter().collect::<Vec<_>>());
}

#[test]
fn code_that_is_not_the_reviewed_one_is_told() {
    let folder = tempfile::tempdir().expect("folder");
    let spec = folder.path().join("spec.yaml");
    let etag = "13a3240e8fb414561b0366813b0b8f42b3e6cfa0d9e70e99835dae83d0d8a794";
    let text = format!("cloudflare:\n  workers:\n    reviewed: [{{script: {SCRIPT}, etag: {etag}}}]\n");
    std::fs::write(&spec, text).expect("written");
    for (broken, code) in [(false, 0), (true, 1)] {
        let fake = stellarrec(broken);
        let mut command = fake.trueline();
        command.args([
            "scan",
            "--providers",
            "cloudflare",
            "--only",
            "cloudflare-workers-script-reviewed",
        ]);
        let output = command.arg("--spec").arg(&spec).output().expect("runs");
        let told = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert_eq!(fake.count("GET", "/accounts/{a}/workers/scripts/{s}/settings"), 0);
    }
}
