//! Rulesets, page rules, IP access rules, lockdowns, user agent rules and snippets against the fake.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{CloudflareFake, Fault, OTHER_ZONE, STELLARREC_ZONE};
use crate::support::cloudflare_runs::{self, snapshot_with, stellarrec};

const ACCOUNT: &str = "01a7362d577a6c3019a474fd6f485823";
const CONTROLS: &str = "cloudflare-waf-managed-ruleset,cloudflare-waf-managed-ruleset-overrides,cloudflare-waf-owasp-ruleset,\
    cloudflare-waf-skip-rules,cloudflare-waf-blocking-rules,cloudflare-waf-rate-limiting,cloudflare-waf-rate-limited-paths,\
    cloudflare-waf-ddos-overrides,cloudflare-waf-access-rules,cloudflare-waf-config-rules,cloudflare-waf-page-rules,\
    cloudflare-waf-legacy-rules,cloudflare-edge-security-headers,cloudflare-edge-kept-headers,\
    cloudflare-edge-cache-deception-armor,cloudflare-edge-cache-paths,cloudflare-zone-always-use-https";
const LIST: &str = "/zones/{z}/rulesets";

/// A snapshot of what the controls of this part read.
fn snapshot(fake: &CloudflareFake) -> Value {
    snapshot_with(fake, &["--only", CONTROLS])
}

fn resources<'a>(snapshot: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = snapshot["resources"].as_array().expect("a list").iter();
    all.filter(|r| r["kind"] == kind).collect()
}

fn resource<'a>(snapshot: &'a Value, id: &str) -> &'a Value {
    let mut all = snapshot["resources"].as_array().expect("a list").iter();
    all.find(|r| r["id"] == id && r["kind"] != "cloudflare.api_shield.settings")
        .expect("the resource")
}

/// Gaps of a resource or snapshot below a path, as (path, reason, operation, permission).
fn gaps<'a>(holder: &'a Value, below: &str) -> Vec<[&'a str; 4]> {
    let list = holder["gaps"].as_array().map(Vec::as_slice).unwrap_or_default();
    let own = list
        .iter()
        .filter(|g| g["path"].as_str().expect("a path").starts_with(below));
    own.map(|g| ["path", "reason", "operation", "permission"].map(|name| g[name].as_str().unwrap_or_default()))
        .collect()
}

fn verdicts(fake: &CloudflareFake) -> BTreeMap<(String, String), String> {
    cloudflare_runs::verdicts(fake, CONTROLS)
}

#[test]
fn entry_points_are_collected() {
    let fake = stellarrec(false);
    let snapshot = cloudflare_runs::snapshot(&fake);
    let zone = resource(&snapshot, STELLARREC_ZONE);
    assert_eq!(gaps(zone, "rulesets"), [[""; 4]; 0]);
    let rulesets = &zone["attributes"]["rulesets"];
    assert_eq!(rulesets["ddos_l7"], Value::Null);
    let expected = json!({
        "id": "2f2feab2026849078ba485f918791bdc", "version": "1",
        "rules": [
            {"id": "3a03d665bac047339bb530ecb439a90d", "ref": "block-admin", "version": "1", "action": "block",
                "expression": "(http.request.uri.path contains \"/wp-admin\")", "enabled": true,
                "description": "No way in", "action_parameters": null, "ratelimit": null},
            {"id": rulesets["http_request_firewall_custom"]["rules"][1]["id"], "ref": rulesets["http_request_firewall_custom"]["rules"][1]["id"],
                "version": "1", "action": "skip", "expression": "ip.src in {203.0.113.16/28}", "enabled": true,
                "description": "Our office", "action_parameters": {"phases": ["http_ratelimit"]}, "ratelimit": null},
        ],
    });
    assert_eq!(rulesets["http_request_firewall_custom"], expected);
    let limit = json!({"characteristics": ["cf.colo.id", "ip.src"], "period": 10, "requests_per_period": 100,
        "mitigation_timeout": 10, "counting_expression": ""});
    assert_eq!(rulesets["http_ratelimit"]["rules"][0]["ratelimit"], limit);
    let phases: BTreeSet<_> = rulesets
        .as_object()
        .expect("phases")
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(phases.len(), 11);
    assert!(
        rulesets
            .as_object()
            .expect("phases")
            .values()
            .filter(|v| v.is_null())
            .count()
            == 1
    );
    // Values of request headers may be secrets.
    let headers = json!({"X-Origin-Key": {"operation": "set"}, "X-Debug": {"operation": "remove"}});
    assert_eq!(
        rulesets["http_request_late_transform"]["rules"][0]["action_parameters"]["headers"],
        headers
    );
    assert!(!snapshot.to_string().contains("canary"));

    // What is merely on offer is not deployed, and not fetched.
    let other = resource(&snapshot, OTHER_ZONE);
    assert!(
        other["attributes"]["rulesets"]
            .as_object()
            .expect("phases")
            .values()
            .all(Value::is_null)
    );
    assert_eq!(fake.count("GET", LIST), 2);
    assert_eq!(fake.count("GET", "/zones/{z}/rulesets/phases/{p}/entrypoint"), 10);
    let account = &resource(&snapshot, ACCOUNT)["attributes"]["rulesets"];
    let nothing = json!({"http_request_firewall_custom": null, "http_request_firewall_managed": null,
        "http_ratelimit": null, "ddos_l7": null});
    assert_eq!(*account, nothing);
}

#[test]
fn what_stands_beside_the_rulesets_is_collected() {
    let fake = stellarrec(false);
    let snapshot = cloudflare_runs::snapshot(&fake);
    let pages: Vec<_> = resources(&snapshot, "cloudflare.zone.page_rule")
        .iter()
        .map(|r| r["attributes"].clone())
        .collect();
    let target = |value: &str| json!([{"target": "url", "constraint": {"operator": "matches", "value": value}}]);
    let expected = [
        json!({"status": "active", "priority": 1, "targets": target("www.stellarrec.example/*"), "actions": [
            {"id": "forwarding_url", "value": null, "values": {"url": "https://stellarrec.example/$1", "status_code": 301}}]}),
        json!({"status": "disabled", "priority": 2, "targets": target("old.stellarrec.example/*"), "actions": [
            {"id": "disable_security", "value": null, "values": null}, {"id": "edge_cache_ttl", "value": "7200", "values": null}]}),
    ];
    assert_eq!(pages, expected);
    let rules: Vec<_> = resources(&snapshot, "cloudflare.firewall.access_rule")
        .iter()
        .map(|r| r["attributes"].clone())
        .collect();
    let expected = [
        json!({"mode": "whitelist", "configuration": {"target": "ip", "value": "203.0.113.17"}, "rule_scope": "zone"}),
        json!({"mode": "block", "configuration": {"target": "country", "value": "T1"}, "rule_scope": "organization"}),
    ];
    assert_eq!(rules, expected);
    let snippets: BTreeMap<_, _> = resources(&snapshot, "cloudflare.rules.snippet")
        .iter()
        .map(|r| (r["id"].as_str().expect("an id"), &r["attributes"]))
        .collect();
    assert_eq!(*snippets["unused"], json!({"name": "unused", "rules": []}));
    let rule = &snippets["add_trace"]["rules"][0];
    assert_eq!(rule["expression"], "starts_with(http.request.uri.path, \"/api/\")");
    assert_eq!(rule["enabled"], true);

    let snapshot = cloudflare_runs::snapshot(&stellarrec(true));
    let lockdowns = resources(&snapshot, "cloudflare.firewall.lockdown");
    let expected = json!({"paused": false, "urls": ["stellarrec.example/admin*"],
        "configurations": [{"target": "ip", "value": "203.0.113.17"}]});
    assert_eq!(
        lockdowns.iter().map(|r| &r["attributes"]).collect::<Vec<_>>(),
        [&expected]
    );
    let agents = resources(&snapshot, "cloudflare.firewall.user_agent_rule");
    let expected = json!({"paused": true, "mode": "block", "configuration": {"target": "ua", "value": "BadBot/1.0"}});
    assert_eq!(agents.iter().map(|r| &r["attributes"]).collect::<Vec<_>>(), [&expected]);
    for gap in snapshot["gaps"].as_array().into_iter().flatten() {
        let kind = gap["kind"].as_str().expect("a kind");
        assert!(!kind.contains("firewall") && !kind.contains("rule"), "{gap}");
    }
}

#[test]
fn a_denied_list_costs_every_phase_and_names_its_permission() {
    let fake = stellarrec(false);
    fake.deny("GET", LIST);
    fake.deny("GET", "/accounts/{a}/rulesets");
    let snapshot = cloudflare_runs::snapshot(&fake);
    let zone = resource(&snapshot, STELLARREC_ZONE);
    assert_eq!(zone["attributes"].get("rulesets"), None);
    let found = gaps(zone, "rulesets");
    assert_eq!(found.len(), 11);
    assert!(
        found
            .iter()
            .all(|[_, reason, operation, _]| (*reason, *operation) == ("access_denied", "rulesets:List"))
    );
    for (phase, permission) in [
        ("ddos_l7", "HTTP DDoS Managed Ruleset Read"),
        ("http_request_origin", "Origin Read"),
    ] {
        let path = format!("rulesets.{phase}");
        assert!(
            found
                .iter()
                .any(|[p, .., name]| (*p, *name) == (path.as_str(), permission)),
            "{found:?}"
        );
    }
    let account = gaps(resource(&snapshot, ACCOUNT), "rulesets");
    assert_eq!(account.len(), 4);
    assert!(account.iter().all(|[.., permission]| *permission == "Account WAF Read"));
}

#[test]
fn a_denied_or_missing_entry_point_costs_only_itself() {
    let fake = stellarrec(false);
    let phase = |name: &str| format!("/zones/{STELLARREC_ZONE}/rulesets/phases/{name}/entrypoint");
    fake.deny("GET", &phase("http_ratelimit"));
    let gone = json!({"success": false, "errors": [{"code": 10_003, "message": "could not find entrypoint ruleset"}],
        "messages": [], "result": null});
    fake.fault("GET", &phase("http_request_origin"), Fault::Body(gone), 1);
    let not_offered = json!({"success": false, "errors": [{"code": 50_002, "message": "not entitled to use the phase"}],
        "messages": [], "result": null});
    fake.fault("GET", &phase("http_request_transform"), Fault::Body(not_offered), 1);
    fake.fault("GET", &phase("http_config_settings"), Fault::Truncated, 2);
    let snapshot = cloudflare_runs::snapshot(&fake);
    let zone = resource(&snapshot, STELLARREC_ZONE);
    let expected = [
        [
            "rulesets.http_config_settings",
            "malformed",
            "rulesets:GetEntrypoint/http_config_settings",
            "Config Settings Read",
        ],
        [
            "rulesets.http_ratelimit",
            "access_denied",
            "rulesets:GetEntrypoint/http_ratelimit",
            "Zone WAF Read",
        ],
        [
            "rulesets.http_request_transform",
            "not_supported",
            "rulesets:GetEntrypoint/http_request_transform",
            "Transform Rules Read",
        ],
    ];
    let found: BTreeSet<_> = gaps(zone, "rulesets").into_iter().collect();
    assert_eq!(found, expected.into());
    let rulesets = &zone["attributes"]["rulesets"];
    assert_eq!(rulesets["http_request_origin"], Value::Null);
    assert!(
        rulesets
            .as_object()
            .expect("phases")
            .contains_key("http_request_origin")
    );
    assert_eq!(rulesets.get("http_ratelimit"), None);
}

#[test]
fn an_account_that_may_not_use_a_phase_has_no_rules_there() {
    let fake = stellarrec(false);
    fake.refuse(ACCOUNT, "rulesets", 400, json!(50_002), "not entitled to use the phase");
    let snapshot = cloudflare_runs::snapshot(&fake);
    let account = resource(&snapshot, ACCOUNT);
    assert_eq!(gaps(account, "rulesets"), [[""; 4]; 0]);
    assert!(
        account["attributes"]["rulesets"]
            .as_object()
            .expect("phases")
            .values()
            .all(Value::is_null)
    );
}

#[test]
fn all_pages_of_the_list_are_read_and_odd_entries_leave_nothing_absent() {
    let fake = stellarrec(false);
    let more = |list: &mut Value| {
        let list = list.as_array_mut().expect("a list");
        for n in 0..60 {
            list.insert(
                0,
                json!({"id": format!("{n:032x}"), "name": "more", "description": "", "kind": "custom", "version": "1",
                "last_updated": "2026-01-01T05:20:00.12345Z", "phase": "http_request_firewall_custom", "rules": []}),
            );
        }
    };
    fake.change(STELLARREC_ZONE, "rulesets", more);
    let snapshot = cloudflare_runs::snapshot(&fake);
    let rules =
        &resource(&snapshot, STELLARREC_ZONE)["attributes"]["rulesets"]["http_request_firewall_custom"]["rules"];
    assert_eq!(rules.as_array().map(Vec::len), Some(2));
    assert_eq!(fake.count("GET", &format!("/zones/{STELLARREC_ZONE}/rulesets")), 2);

    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(STELLARREC_ZONE, "rulesets", |list| list[1]["kind"] = Value::Null);
    fake.change(STELLARREC_ZONE, "rulesets", |list| {
        let custom = list
            .as_array_mut()
            .expect("a list")
            .iter_mut()
            .find(|r| r["phase"] == "http_request_firewall_custom");
        custom.expect("there")["rules"][0]["enabled"] = json!("yes");
    });
    let snapshot = cloudflare_runs::snapshot(&fake);
    let zone = resource(&snapshot, STELLARREC_ZONE);
    let found: BTreeSet<_> = gaps(zone, "rulesets")
        .into_iter()
        .map(|[path, reason, ..]| (path, reason))
        .collect();
    let expected = [
        ("rulesets.ddos_l7", "malformed"),
        ("rulesets.http_request_firewall_custom.rules[].enabled", "malformed"),
    ];
    assert_eq!(found, expected.into());
    let rule = &zone["attributes"]["rulesets"]["http_request_firewall_custom"]["rules"][0];
    assert_eq!((&rule["enabled"], &rule["action"]), (&Value::Null, &json!("block")));
}

#[test]
fn denied_lists_are_gaps_of_their_kinds() {
    let fake = stellarrec(true);
    let cases = [
        ("pagerules", "cloudflare.zone.page_rule", "Page Rules Read"),
        (
            "firewall/access_rules/rules",
            "cloudflare.firewall.access_rule",
            "Firewall Services Read",
        ),
        (
            "firewall/lockdowns",
            "cloudflare.firewall.lockdown",
            "Firewall Services Read",
        ),
        (
            "firewall/ua_rules",
            "cloudflare.firewall.user_agent_rule",
            "Firewall Services Read",
        ),
        ("snippets", "cloudflare.rules.snippet", "Snippets Read"),
    ];
    for (path, ..) in cases {
        fake.deny("GET", &format!("/zones/{{z}}/{path}"));
    }
    let snapshot = cloudflare_runs::snapshot(&fake);
    for (_, kind, permission) in cases {
        assert_eq!(resources(&snapshot, kind), Vec::<&Value>::new());
        let own = snapshot["gaps"]
            .as_array()
            .expect("gaps")
            .iter()
            .filter(|g| g["kind"] == kind);
        let own: Vec<_> = own.map(|g| (&g["reason"], &g["permission"])).collect();
        assert_eq!(own, [(&json!("access_denied"), &json!(permission)); 2], "{kind}");
    }
}

#[test]
fn odd_records_cost_only_themselves() {
    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(STELLARREC_ZONE, "pagerules", |list| list[0]["actions"] = json!("many"));
    fake.change(STELLARREC_ZONE, "firewall/access_rules/rules", |list| {
        list[0]["mode"] = Value::Bool(true);
        list[1]["id"] = Value::Null;
    });
    fake.change(STELLARREC_ZONE, "snippets/snippet_rules", |list| {
        list[0]["snippet_name"] = Value::Null
    });
    let snapshot = cloudflare_runs::snapshot(&fake);
    let found =
        |kind: &str| -> Vec<Vec<[&str; 4]>> { resources(&snapshot, kind).into_iter().map(|r| gaps(r, "")).collect() };
    let pages = found("cloudflare.zone.page_rule");
    assert_eq!(
        pages[0],
        [["actions", "malformed", "pagerules:List", "Page Rules Read"]]
    );
    assert_eq!(pages[1], [[""; 4]; 0]);
    let rules = found("cloudflare.firewall.access_rule");
    assert_eq!(
        rules,
        [[[
            "mode",
            "malformed",
            "firewall:ListAccessRules",
            "Firewall Services Read"
        ]]]
    );
    let listing = snapshot["gaps"].as_array().expect("gaps").iter();
    let listing: Vec<_> = listing
        .filter(|g| g["kind"] == "cloudflare.firewall.access_rule")
        .collect();
    assert_eq!(listing.len(), 1);
    for gaps in found("cloudflare.rules.snippet") {
        assert_eq!(gaps, [["rules", "malformed", "snippets:ListRules", "Snippets Read"]]);
    }
}

#[test]
fn a_lockdown_that_the_plan_does_not_offer_is_not_none() {
    let fake = stellarrec(false);
    fake.refuse(
        STELLARREC_ZONE,
        "firewall/lockdowns",
        400,
        json!(10_010),
        "zonelockdown.api.not_entitled",
    );
    fake.may_breach();
    let snapshot = cloudflare_runs::snapshot(&fake);
    let gaps = snapshot["gaps"].as_array().expect("gaps").iter();
    let own: Vec<_> = gaps.filter(|g| g["kind"] == "cloudflare.firewall.lockdown").collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0]["reason"], "not_supported");
}

#[test]
fn only_what_the_controls_read_is_asked_for() {
    let fake = stellarrec(false);
    snapshot_with(&fake, &["--only", "cloudflare-waf-rate-limiting"]);
    let asked: BTreeSet<_> = fake.log().iter().map(|r| r.path.clone()).collect();
    let zone = format!("/zones/{STELLARREC_ZONE}/rulesets");
    let expected = [
        "/zones".to_owned(),
        zone.clone(),
        format!("{zone}/phases/http_ratelimit/entrypoint"),
        format!("/zones/{OTHER_ZONE}/rulesets"),
    ];
    assert_eq!(asked, expected.into());
}

#[test]
fn compliant_zones_pass_and_broken_ones_fail() {
    let fake = stellarrec(false);
    let good = verdicts(&fake);
    let own = |found: &BTreeMap<(String, String), String>, verdict: &str| -> BTreeSet<String> {
        let other = |id: &str| id == OTHER_ZONE;
        let rows = found.iter().filter(|((_, id), v)| !other(id) && *v == verdict);
        rows.map(|((control, _), _)| control.clone()).collect()
    };
    let all: BTreeSet<String> = CONTROLS.split(',').map(|c| c.trim().to_owned()).collect();
    for verdict in ["fail", "unknown", "error"] {
        assert_eq!(own(&good, verdict), BTreeSet::new(), "{good:#?}");
    }
    let mut passed = own(&good, "pass");
    passed.insert("cloudflare-waf-legacy-rules".to_owned());
    assert_eq!(passed, all);
    assert_eq!(
        own(&good, "not_applicable"),
        ["cloudflare-waf-legacy-rules".to_owned()].into()
    );

    let fake = stellarrec(true);
    let plan = json!({"id": "94f3b7b768b0458b56d2cac4fe5ec0f9", "name": "Pro Website", "price": 25, "currency": "USD",
        "frequency": "monthly", "is_subscribed": true, "can_subscribe": true, "legacy_id": "pro",
        "legacy_discount": false, "externally_managed": false});
    fake.set_record(STELLARREC_ZONE, "plan", plan);
    let bad = verdicts(&fake);
    let failed: BTreeSet<_> = bad
        .iter()
        .filter(|((_, id), v)| id != OTHER_ZONE && *v == "fail")
        .map(|((c, _), _)| c.clone())
        .collect();
    assert_eq!(failed, all, "{bad:#?}");
    for verdict in ["unknown", "error"] {
        assert_eq!(own(&bad, verdict), BTreeSet::new(), "{bad:#?}");
    }
    // Available rulesets protect nobody.
    let key = ("cloudflare-waf-managed-ruleset".to_owned(), OTHER_ZONE.to_owned());
    assert_eq!((good[&key].as_str(), bad[&key].as_str()), ("fail", "fail"));
}

#[test]
fn rules_of_the_account_hold_for_its_enterprise_zones() {
    let fake = stellarrec(true);
    let plan = json!({"id": "94f3b7b768b0458b56d2cac4fe5ec0f9", "name": "Enterprise Website", "price": 0, "currency": "USD",
        "frequency": "", "is_subscribed": true, "can_subscribe": true, "legacy_id": "enterprise",
        "legacy_discount": false, "externally_managed": true});
    fake.set_record(STELLARREC_ZONE, "plan", plan);
    let rule = |n: u32, action: &str, expression: &str, parameters: Value| {
        let id = format!("{n:032x}");
        json!({"id": id, "ref": id, "version": "1", "action": action, "expression": expression, "enabled": true,
            "action_parameters": parameters, "last_updated": "2026-01-01T05:20:00.12345Z"})
    };
    let entry = |n: u32, phase: &str, rules: Value| {
        json!({"id": format!("{n:032x}"), "name": "root", "description": "", "kind": "root", "version": "1", "phase": phase,
            "last_updated": "2026-01-01T05:20:00.12345Z", "rules": rules})
    };
    let own = "cf.zone.name eq \"stellarrec.example\" and cf.zone.plan eq \"ENT\"";
    let execute = rule(1, "execute", own, json!({"id": "efb7b8c949ac4650a09736fc376e9aee"}));
    let skip = rule(
        2,
        "skip",
        "cf.zone.plan eq \"ENT\"",
        json!({"phases": ["http_ratelimit"]}),
    );
    fake.change(ACCOUNT, "rulesets", |list| {
        let list = list.as_array_mut().expect("a list");
        list.push(entry(3, "http_request_firewall_managed", json!([execute])));
        list.push(entry(4, "http_request_firewall_custom", json!([skip])));
    });
    let found = verdicts(&fake);
    let verdict = |control: &str, id: &str| found[&(control.to_owned(), id.to_owned())].as_str();
    assert_eq!(verdict("cloudflare-waf-managed-ruleset", STELLARREC_ZONE), "pass");
    assert_eq!(verdict("cloudflare-waf-owasp-ruleset", STELLARREC_ZONE), "fail");
    assert_eq!(verdict("cloudflare-waf-managed-ruleset", OTHER_ZONE), "fail");
    assert_eq!(verdict("cloudflare-waf-skip-rules", ACCOUNT), "fail");
    assert_eq!(verdict("cloudflare-waf-managed-ruleset-overrides", ACCOUNT), "pass");

    // What the account has can't be told: then neither what holds for the zone.
    fake.deny("GET", "/accounts/{a}/rulesets");
    let found = verdicts(&fake);
    for (control, id) in [
        ("cloudflare-waf-managed-ruleset", STELLARREC_ZONE),
        ("cloudflare-waf-skip-rules", ACCOUNT),
    ] {
        assert_eq!(found[&(control.to_owned(), id.to_owned())], "unknown");
    }
}

/// Every denial turns verdicts into unknown, and none into a pass.
#[test]
fn what_is_denied_makes_no_verdict_better() {
    let fake = stellarrec(true);
    let before = verdicts(&fake);
    for path in [
        LIST,
        "/zones/{z}/rulesets/phases/{p}/entrypoint",
        "/zones/{z}/pagerules",
        "/zones/{z}/firewall/access_rules/rules",
    ] {
        let fake = stellarrec(true);
        fake.deny("GET", path);
        for (pair, verdict) in verdicts(&fake) {
            assert!(
                verdict == "unknown" || before.get(&pair) == Some(&verdict),
                "{path}: {pair:?} {verdict}"
            );
        }
    }
}

/// A cheap look that `snapshot` alone gives what the controls need.
#[test]
fn the_controls_need_nothing_else() {
    let fake = stellarrec(false);
    let snapshot = snapshot(&fake);
    assert_eq!(
        snapshot["gaps"].as_array().map_or(0, Vec::len),
        0,
        "{:#}",
        snapshot["gaps"]
    );
    for resource in snapshot["resources"].as_array().expect("a list") {
        assert_eq!(
            resource.get("gaps").and_then(Value::as_array).map_or(0, Vec::len),
            0,
            "{resource:#}"
        );
    }
}
