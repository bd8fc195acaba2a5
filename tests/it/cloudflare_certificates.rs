//! Certificates, custom hostnames and TLS settings of single hostnames, against the fake.

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{OTHER_ZONE, STELLARREC_ZONE};
use crate::support::cloudflare_runs::{gaps, of_kind, snapshot, stellarrec, verdicts};

const ONLY: &str = "cloudflare-ssl-*,cloudflare-saas-*";
const READ: &str = "SSL and Certificates Read";
const PACK: &str = "00000000-0000-4000-8000-000000000200";

/// Kind, the path of its list, and how many StellarRec has.
const LISTS: [(&str, &str, usize); 7] = [
    ("cloudflare.ssl.certificate_pack", "/zones/{z}/ssl/certificate_packs", 4),
    ("cloudflare.ssl.custom_certificate", "/zones/{z}/custom_certificates", 1),
    ("cloudflare.ssl.origin_ca_certificate", "/certificates", 2),
    (
        "cloudflare.ssl.origin_pull_certificate",
        "/zones/{z}/origin_tls_client_auth",
        1,
    ),
    (
        "cloudflare.ssl.hostname_tls_setting",
        "/zones/{z}/hostnames/settings/min_tls_version",
        1,
    ),
    (
        "cloudflare.ssl.hostname_ciphers_setting",
        "/zones/{z}/hostnames/settings/ciphers",
        1,
    ),
    ("cloudflare.saas.custom_hostname", "/zones/{z}/custom_hostnames", 1),
];

#[test]
fn what_the_api_tells_is_collected_and_nothing_else() {
    let fake = stellarrec(false);
    let snapshot = snapshot(&fake);
    for (kind, _, count) in LISTS {
        let found = of_kind(&snapshot, kind);
        assert_eq!(found.len(), count, "{kind}");
        assert!(found.values().all(|r| gaps(r, None).is_empty()), "{kind}");
        assert_eq!(gaps(&snapshot, Some(kind)), [] as [Value; 0]);
    }
    let one = |kind: &str, id: &str| of_kind(&snapshot, kind)[id].clone();
    let pack = one("cloudflare.ssl.certificate_pack", PACK);
    assert_eq!(pack["scope"]["zone"], STELLARREC_ZONE);
    let hosts = json!(["stellarrec.example", "*.stellarrec.example"]);
    let certificate = |id: &str, signature: &str| {
        json!({"id": id, "hosts": hosts, "issuer": "GoogleTrustServices", "signature": signature, "status": "active",
            "expires_on": "2099-01-01T05:20:00Z"})
    };
    let expected = json!({"type": "universal", "hosts": hosts, "status": "active", "certificate_authority": "google",
    "validity_days": 90, "validation_method": "txt", "certificates": [
        certificate("00000000-0000-4000-8000-000000000201", "ECDSAWithSHA256"),
        certificate("00000000-0000-4000-8000-000000000202", "SHA256WithRSA"),
    ]});
    assert_eq!(pack["attributes"], expected);

    let origin = one("cloudflare.ssl.origin_ca_certificate", "328578533902268681");
    let expected = json!({"hostnames": hosts, "request_type": "origin-ecc", "requested_validity": 5475,
        "expires_on": "2099-01-01T05:20:00Z", "revoked": false});
    assert_eq!(origin["attributes"], expected);
    let revoked = one("cloudflare.ssl.origin_ca_certificate", "328578533902268682");
    assert_eq!(revoked["attributes"]["revoked"], true);

    let setting = one("cloudflare.ssl.hostname_tls_setting", "api.stellarrec.example");
    let expected = json!({"hostname": "api.stellarrec.example", "value": "1.3", "status": "active"});
    assert_eq!(setting["attributes"], expected);
    let ciphers = one("cloudflare.ssl.hostname_ciphers_setting", "api.stellarrec.example");
    assert_eq!(ciphers["attributes"]["value"], json!(["ECDHE-ECDSA-AES128-GCM-SHA256"]));

    let hostname = one("cloudflare.saas.custom_hostname", "00000000000000000000000000000501");
    let expected = json!({"hostname": "recs.customer.example", "status": "active",
        "custom_origin_server": "origin.stellarrec.example", "created_at": "2026-01-01T05:20:00Z",
        "ssl": {"status": "active", "method": "http", "type": "dv", "certificate_authority": "google",
            "wildcard": false, "issuer": "GoogleTrustServices", "expires_on": "2099-01-01T05:20:00Z",
            "settings": {"min_tls_version": "1.2", "tls_1_3": "on", "http2": "on",
                "ciphers": ["ECDHE-ECDSA-AES128-GCM-SHA256"]}}});
    assert_eq!(hostname["attributes"], expected);

    let custom = one("cloudflare.ssl.custom_certificate", "00000000000000000000000000000301");
    let expected = json!({"hosts": ["shop.stellarrec.example"], "issuer": "DigiCertInc", "signature": "SHA256WithRSA",
        "status": "active", "bundle_method": "ubiquitous", "expires_on": "2099-01-01T05:20:00Z",
        "uploaded_on": "2026-01-01T05:20:00Z", "priority": 1});
    assert_eq!(custom["attributes"], expected);
    let pull = one(
        "cloudflare.ssl.origin_pull_certificate",
        "00000000000000000000000000000401",
    );
    let expected = json!({"status": "active", "issuer": "O=StellarRec,CN=origin pull", "signature": "SHA256WithRSA",
        "expires_on": "2099-01-01T05:20:00Z", "uploaded_on": "2026-01-01T05:20:00Z"});
    assert_eq!(pull["attributes"], expected);
    let zone = one("cloudflare.zone", STELLARREC_ZONE);
    assert_eq!(zone["attributes"]["universal_ssl"]["enabled"], true);
    // One request for each list and zone.
    for (_, path, _) in LISTS {
        assert_eq!(fake.count("GET", path), 2, "{path}");
    }
}

#[test]
fn all_pages_of_certificate_packs_are_read() {
    let fake = stellarrec(false);
    fake.change(STELLARREC_ZONE, "ssl/certificate_packs", |packs| {
        let list = packs.as_array_mut().expect("a list");
        let first = list[0].clone();
        list.extend((0..60).map(|n| {
            let mut more = first.clone();
            more["id"] = json!(format!("10000000-0000-4000-8000-{n:012x}"));
            more
        }));
    });
    let snapshot = snapshot(&fake);
    assert_eq!(of_kind(&snapshot, "cloudflare.ssl.certificate_pack").len(), 64);
}

#[test]
fn what_is_denied_or_not_offered_is_a_gap_and_never_none() {
    for (kind, path, _) in LISTS {
        let fake = stellarrec(false);
        fake.deny("GET", path);
        let snapshot = snapshot(&fake);
        assert_eq!(of_kind(&snapshot, kind).len(), 0, "{kind}");
        let denied = json!(["", "access_denied", READ]);
        assert_eq!(gaps(&snapshot, Some(kind)), [denied.clone(), denied], "{kind}");
    }
    let fake = stellarrec(false);
    fake.deny("GET", "/zones/{z}/ssl/universal/settings");
    let message = "No quota has been allocated for this zone.";
    fake.refuse(STELLARREC_ZONE, "custom_hostnames", 403, json!(1404), message);
    let snapshot = snapshot(&fake);
    let zone = of_kind(&snapshot, "cloudflare.zone")[STELLARREC_ZONE].clone();
    assert!(gaps(&zone, None).contains(&json!(["universal_ssl", "access_denied", READ])));
    assert_eq!(zone["attributes"].get("universal_ssl"), None);
    let kind = "cloudflare.saas.custom_hostname";
    assert_eq!(gaps(&snapshot, Some(kind)), [json!(["", "not_supported", READ])]);
}

#[test]
fn odd_records_cost_only_themselves() {
    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(STELLARREC_ZONE, "ssl/certificate_packs", |packs| {
        packs[0]["certificates"][1]["expires_on"] = json!(5);
        packs[1]["hosts"] = json!("stellarrec.example");
        packs[2]["id"] = json!(null);
    });
    fake.change(STELLARREC_ZONE, "certificates", |certificates| {
        certificates[0]["expires_on"] = json!("in the year 2099");
    });
    fake.change(STELLARREC_ZONE, "custom_hostnames", |hostnames| {
        hostnames[0]["ssl"] = json!("none");
    });
    fake.change(STELLARREC_ZONE, "hostnames/settings/min_tls_version", |settings| {
        settings[0]["value"] = json!(["1.3"]);
    });
    let snapshot = snapshot(&fake);
    let packs = of_kind(&snapshot, "cloudflare.ssl.certificate_pack");
    assert_eq!(packs.len(), 3);
    let odd = |path: &str| json!([path, "malformed", READ]);
    assert_eq!(gaps(packs[PACK], None), [odd("certificates[].expires_on")]);
    assert_eq!(
        packs[PACK]["attributes"]["certificates"][0]["expires_on"],
        "2099-01-01T05:20:00Z"
    );
    assert_eq!(packs[PACK]["attributes"]["certificates"][1]["expires_on"], Value::Null);
    assert_eq!(
        gaps(packs["00000000-0000-4000-8000-000000000210"], None),
        [odd("hosts")]
    );
    assert_eq!(gaps(&snapshot, Some("cloudflare.ssl.certificate_pack")), [odd("")]);
    let origin = of_kind(&snapshot, "cloudflare.ssl.origin_ca_certificate")["328578533902268681"].clone();
    assert_eq!(gaps(&origin, None), [odd("expires_on")]);
    assert_eq!(origin["attributes"].get("expires_on"), None);
    let hostname = of_kind(&snapshot, "cloudflare.saas.custom_hostname")["00000000000000000000000000000501"].clone();
    assert_eq!(gaps(&hostname, None), [odd("ssl")]);
    let setting = of_kind(&snapshot, "cloudflare.ssl.hostname_tls_setting")["api.stellarrec.example"].clone();
    assert_eq!(gaps(&setting, None), [odd("value")]);
}

#[test]
fn a_good_day_passes() {
    let fake = stellarrec(false);
    let verdicts = verdicts(&fake, ONLY);
    for ((control, resource), verdict) in &verdicts {
        assert_eq!(verdict, "pass", "{control} {resource}");
    }
    assert_eq!(verdicts.len(), 2 + 4 + 1 + 2 + 1 + 1 + 1, "{verdicts:?}");
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
        (
            "cloudflare-saas-custom-hostname-tls",
            "00000000000000000000000000000501",
        ),
        (
            "cloudflare-ssl-certificate-pack-expiry",
            "00000000-0000-4000-8000-000000000230",
        ),
        (
            "cloudflare-ssl-certificate-pack-expiry",
            "00000000-0000-4000-8000-000000000240",
        ),
        (
            "cloudflare-ssl-custom-certificate-expiry",
            "00000000000000000000000000000301",
        ),
        (
            "cloudflare-ssl-custom-certificate-expiry",
            "00000000000000000000000000000302",
        ),
        ("cloudflare-ssl-hostname-min-tls-version", "api.stellarrec.example"),
        ("cloudflare-ssl-origin-ca-certificate-expiry", "328578533902268681"),
        (
            "cloudflare-ssl-origin-pull-certificate-expiry",
            "00000000000000000000000000000401",
        ),
        ("cloudflare-ssl-zone-coverage", STELLARREC_ZONE),
    ];
    let expected: Vec<_> = expected.map(|(c, r)| (c.to_owned(), r.to_owned())).into();
    assert_eq!(failed, expected.iter().collect::<Vec<_>>());
    let passed = |control: &str, id: &str| verdicts[&(control.to_owned(), id.to_owned())] == "pass";
    assert!(passed("cloudflare-ssl-zone-coverage", OTHER_ZONE));
    assert!(passed("cloudflare-ssl-certificate-pack-expiry", PACK));
}

#[test]
fn coverage_is_unknown_where_the_packs_are_unread() {
    let fake = stellarrec(false);
    fake.deny("GET", "/zones/{z}/ssl/certificate_packs");
    let verdicts = verdicts(&fake, "cloudflare-ssl-zone-coverage");
    assert_eq!(verdicts.len(), 2);
    assert!(verdicts.values().all(|verdict| verdict == "unknown"), "{verdicts:?}");
}
