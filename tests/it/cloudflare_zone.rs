//! A Cloudflare zone as a whole: what every zone has exactly once, and the controls that judge it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use trueline::catalogue::Catalogue;

use crate::support::cloudflare_fake::{CloudflareFake, OTHER_ZONE, STELLARREC_ZONE};
use crate::support::cloudflare_runs::{self, stellarrec};

/// Path of the catalogue, path of the API, permission.
const PARTS: [(&str, &str, &str); 12] = [
    ("dnssec", "dnssec", "DNS Read"),
    ("dns_settings", "dns_settings", "DNS Read"),
    ("universal_ssl", "ssl/universal/settings", "SSL and Certificates Read"),
    ("ssl_verification", "ssl/verification", "SSL and Certificates Read"),
    (
        "authenticated_origin_pulls",
        "origin_tls_client_auth/settings",
        "SSL and Certificates Read",
    ),
    ("bot_management", "bot_management", "Bot Management Read"),
    ("managed_transforms", "managed_headers", "Managed headers Read"),
    ("page_shield", "page_shield", "Page Shield Read"),
    ("leaked_credential_check", "leaked-credential-checks", "Zone WAF Read"),
    ("security_txt", "security-center/securitytxt", "Zone Settings Read"),
    ("zone_hold", "hold", "Zone Read"),
    ("url_normalization", "url_normalization", "Zone WAF Read"),
];

/// Each fails on a bad day and passes on a good one.
const CONTROLS: [&str; 33] = [
    "active",
    "always-online",
    "always-use-https",
    "authenticated-origin-pulls",
    "automatic-https-rewrites",
    "bot-protection",
    "browser-integrity-check",
    "certificate-verification",
    "challenge-passage",
    "ciphers",
    "development-mode",
    "dnssec",
    "early-data",
    "email-obfuscation",
    "hotlink-protection",
    "hsts",
    "hsts-max-age",
    "hsts-preload",
    "hsts-subdomains",
    "http2-http3",
    "ip-geolocation",
    "leaked-credential-check",
    "min-tls-version",
    "nosniff",
    "opportunistic-encryption",
    "origin-encryption",
    "page-shield",
    "powered-by-removed",
    "security-level",
    "security-txt",
    "tls-1-3",
    "tls-mode",
    "under-attack-mode",
];

/// The zone of a snapshot of everything.
fn zone(fake: &CloudflareFake, id: &str) -> Value {
    let snapshot = cloudflare_runs::snapshot(fake);
    let mut resources = snapshot["resources"].as_array().expect("a list").iter();
    let zone = resources.find(|r| r["kind"] == "cloudflare.zone" && r["id"] == id);
    zone.expect("the zone").clone()
}

/// Control → verdict about one zone.
fn verdicts(fake: &CloudflareFake, only: &[&str], id: &str) -> BTreeMap<String, String> {
    let only: Vec<String> = only.iter().map(|name| format!("cloudflare-zone-{name}")).collect();
    let all = cloudflare_runs::scan(fake, &["--only", &only.join(",")]).verdicts();
    all.into_iter()
        .filter(|((_, zone), _)| zone == id)
        .map(|((control, _), verdict)| (control.trim_start_matches("cloudflare-zone-").to_owned(), verdict))
        .collect()
}

fn verdict(fake: &CloudflareFake, control: &str) -> String {
    let all = verdicts(fake, &[control], STELLARREC_ZONE);
    all.get(control).expect("a verdict").clone()
}

fn gaps(zone: &Value) -> Vec<(&str, &str)> {
    let list = zone["gaps"].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|gap| {
            (
                gap["path"].as_str().expect("a path"),
                gap["reason"].as_str().expect("a reason"),
            )
        })
        .collect()
}

#[test]
fn what_a_zone_has_once_is_read_as_it_is() {
    let fake = stellarrec(false);
    let certificate = json!([{"id": "1", "status": "active", "issuer": "CN=A", "expires_on": "2100-01-01T05:20:00Z",
        "certificate": "-----BEGIN CERTIFICATE-----"}]);
    fake.change(STELLARREC_ZONE, "origin_tls_client_auth", |list| *list = certificate);
    let zone = zone(&fake, STELLARREC_ZONE);
    assert_eq!(gaps(&zone), []);
    let digest = "48E939042E82C22542CB377B580DFDC52A361CEFDC72E7F9107E2B6BD9306A45";
    let transform = |id: &str, enabled: bool| json!({"id": id, "enabled": enabled, "has_conflict": false});
    let expected = json!({
        "dnssec": {"status": "active", "algorithm": "13", "digest": digest, "digest_algorithm": "SHA256",
            "digest_type": "2", "ds": format!("example.com. 3600 IN DS 16953 13 2 {digest}"), "flags": 257,
            "key_tag": 42, "key_type": "ECDSAP256SHA256", "dnssec_multi_signer": false, "dnssec_presigned": false,
            "dnssec_use_nsec3": false, "modified_on": "2026-01-01T05:20:00Z"},
        "dns_settings": {"flatten_all_cnames": false, "multi_provider": false, "secondary_overrides": false,
            "zone_mode": "standard", "ns_ttl": 86400, "nameservers": {"type": "cloudflare.standard"}},
        "universal_ssl": {"enabled": true, "certificate_authority": "google"},
        "ssl_verification": [{"certificate_status": "active", "hostname": "example.com",
            "cert_pack_uuid": "a77f8bd7-3b47-46b4-a6f1-75cf98109948", "validation_method": "txt",
            "verification_status": true, "brand_check": false}],
        "authenticated_origin_pulls": {"enabled": true},
        "bot_management": {"enable_js": true, "fight_mode": true, "sbfm_definitely_automated": null,
            "sbfm_likely_automated": null, "sbfm_verified_bots": null, "sbfm_static_resource_protection": null,
            "optimize_wordpress": null, "auto_update_model": null, "suppress_session_score": null,
            "using_latest_model": true, "ai_bots_protection": "block", "content_bots_protection": "disabled",
            "crawler_protection": "enabled", "is_robots_txt_managed": false},
        "managed_transforms": {
            "managed_request_headers": [
                transform("add_visitor_location_headers", false), transform("remove_visitor_ip_headers", false)],
            "managed_response_headers": [
                transform("remove_x-powered-by_header", true), transform("add_security_headers", false)]},
        "page_shield": {"enabled": true, "use_cloudflare_reporting_endpoint": true, "use_connection_url_path": false},
        "leaked_credential_check": {"enabled": true},
        "security_txt": {"enabled": true, "contact": ["mailto:security@stellarrec.example"],
            "expires": "2099-12-31T00:00:00Z", "policy": ["https://stellarrec.example/security"],
            "acknowledgments": ["https://stellarrec.example/thanks"],
            "canonical": ["https://stellarrec.example/.well-known/security.txt"],
            "encryption": ["https://stellarrec.example/pgp.txt"], "hiring": ["https://stellarrec.example/jobs"],
            "preferred_languages": "en, de"},
        "zone_hold": {"hold": false, "include_subdomains": false, "hold_after": null},
        "url_normalization": {"type": "cloudflare", "scope": "incoming"},
    });
    for (path, _, _) in PARTS {
        assert_eq!(zone["attributes"][path], expected[path], "{path}");
    }
    let known: usize = Catalogue::get()
        .kind("cloudflare.zone")
        .expect("known")
        .attributes
        .keys()
        .filter(|name| name.starts_with("settings.") && name.matches('.').count() == 1)
        .count();
    let settings = zone["attributes"]["settings"].as_object().expect("settings");
    assert_eq!(settings.len(), known);
}

#[test]
fn a_part_that_is_denied_is_a_gap_that_names_the_permission() {
    let fake = stellarrec(false);
    for (_, below, _) in PARTS {
        fake.deny("GET", &format!("/zones/{{zone}}/{below}"));
    }
    let zone = zone(&fake, STELLARREC_ZONE);
    for (path, _, permission) in PARTS {
        assert_eq!(zone["attributes"].get(path), None, "{path}");
        let gaps: Vec<_> = zone["gaps"]
            .as_array()
            .expect("gaps")
            .iter()
            .filter(|g| g["path"] == path)
            .collect();
        assert_eq!(gaps.len(), 1, "{path}");
        assert_eq!(gaps[0]["reason"], "access_denied", "{path}");
        assert_eq!(gaps[0]["permission"], permission, "{path}");
    }
    assert_eq!(zone["attributes"]["settings"]["ssl"]["value"], "strict");
}

#[test]
fn what_is_odd_costs_only_itself() {
    let fake = stellarrec(false);
    fake.may_breach();
    let change = |path: &str, value: Value| fake.change(STELLARREC_ZONE, path, |thing| *thing = value);
    change("dnssec", json!({"status": 7, "ds": "a record"}));
    change("page_shield", json!({"enabled": "yes"}));
    change("leaked-credential-checks", json!({}));
    change("bot_management", json!("off"));
    change(
        "ssl/verification",
        json!([{"certificate_status": "active"}, {"hostname": "b.example"}]),
    );
    change("security-center/securitytxt", json!(""));
    let odd = zone(&fake, STELLARREC_ZONE);
    let expected = [
        ("bot_management", "malformed"),
        ("dnssec.status", "malformed"),
        ("leaked_credential_check.enabled", "malformed"),
        ("page_shield.enabled", "malformed"),
        ("ssl_verification[].certificate_status", "malformed"),
    ];
    let mut found = gaps(&odd);
    found.sort_unstable();
    assert_eq!(found, expected);
    assert_eq!(odd["attributes"]["dnssec"]["ds"], "a record");
    // What the API answers where none was ever written.
    assert_eq!(odd["attributes"]["security_txt"], Value::Null);
    assert_eq!(gaps(&zone(&fake, OTHER_ZONE)), []);

    let controls = [
        "bot-protection",
        "certificate-verification",
        "dnssec",
        "leaked-credential-check",
        "page-shield",
        "security-txt",
    ];
    let verdicts = verdicts(&fake, &controls, STELLARREC_ZONE);
    for control in &controls[..5] {
        assert_eq!(verdicts[*control], "unknown", "{control}");
    }
    assert_eq!(verdicts["security-txt"], "fail");
}

#[test]
fn every_control_passes_on_a_good_day_and_fails_on_a_bad_one() {
    for (broken, verdict) in [(false, "pass"), (true, "fail")] {
        let fake = stellarrec(broken);
        let mut found = verdicts(&fake, &CONTROLS, STELLARREC_ZONE);
        if broken {
            // Off is not under attack.
            assert_eq!(
                found.insert("under-attack-mode".into(), "fail".into()).as_deref(),
                Some("pass")
            );
        }
        let expected: BTreeMap<_, _> = CONTROLS.map(|control| (control.to_owned(), verdict.to_owned())).into();
        assert_eq!(found, expected, "broken: {broken}");
        let other = verdicts(&fake, &CONTROLS, OTHER_ZONE);
        assert!(other.values().all(|verdict| verdict == "pass"), "{other:?}");
    }
    let fake = stellarrec(true);
    fake.set_setting(STELLARREC_ZONE, "security_level", "value", json!("under_attack"));
    assert_eq!(verdict(&fake, "under-attack-mode"), "fail");
    assert_eq!(verdict(&fake, "security-level"), "pass");
}

#[test]
fn what_a_plan_does_not_offer_is_neither_good_nor_bad() {
    let fake = stellarrec(false);
    let plan = |legacy_id: &str| fake.set_record(STELLARREC_ZONE, "plan", json!({"legacy_id": legacy_id}));
    let change = |path: &str, value: Value| fake.change(STELLARREC_ZONE, path, |thing| *thing = value);

    assert_eq!(verdict(&fake, "hold"), "unknown");
    plan("enterprise");
    assert_eq!(verdict(&fake, "hold"), "fail");
    change("hold", json!({"hold": true, "include_subdomains": "true"}));
    assert_eq!(verdict(&fake, "hold"), "pass");

    change(
        "bot_management",
        json!({"enable_js": true, "auto_update_model": true, "suppress_session_score": false}),
    );
    assert_eq!(verdict(&fake, "bot-protection"), "unknown");
    plan("pro");
    change(
        "bot_management",
        json!({"enable_js": true, "sbfm_definitely_automated": "managed_challenge"}),
    );
    assert_eq!(verdict(&fake, "bot-protection"), "pass");
    change(
        "bot_management",
        json!({"enable_js": true, "sbfm_definitely_automated": "allow"}),
    );
    assert_eq!(verdict(&fake, "bot-protection"), "fail");
    change("bot_management", json!({"enable_js": true}));
    assert_eq!(verdict(&fake, "bot-protection"), "unknown");
}
