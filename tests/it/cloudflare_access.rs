//! Zero Trust against the fake: what is read of Access, tunnels, Gateway and devices, and how it is judged.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::cloudflare_fake::CloudflareFake;
use crate::support::report::{Report, told};

const ACCOUNT: &str = "01a7362d577a6c3019a474fd6f485823";
const ADMIN: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0020";
const SAAS: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0021";
const BOOKMARK: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0022";
const OKTA: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0010";
const STAFF: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0030";
const TUNNEL: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0051";
const TOKEN: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc0040";
/// Where the account's things are, with the kind, the operation and the permission of each.
const LISTS: [(&str, &str, &str, &str); 9] = [
    (
        "access/apps",
        "access_application",
        "access:ListApplications",
        "Access: Apps and Policies Read",
    ),
    (
        "access/policies",
        "access_policy",
        "access:ListPolicies",
        "Access: Apps and Policies Read",
    ),
    ("access/groups", "access_group", "access:ListGroups", GROUPS),
    (
        "access/identity_providers",
        "access_identity_provider",
        "access:ListIdentityProviders",
        GROUPS,
    ),
    ("access/organizations", "organization", "access:GetOrganization", GROUPS),
    (
        "access/service_tokens",
        "access_service_token",
        "access:ListServiceTokens",
        "Access: Service Tokens Read",
    ),
    (
        "cfd_tunnel",
        "tunnel_cloudflared",
        "tunnels:List",
        "Cloudflare Tunnel Read",
    ),
    (
        "gateway/rules",
        "gateway_policy",
        "gateway:ListRules",
        "Zero Trust Read",
    ),
    (
        "devices/posture",
        "device_posture_rule",
        "devices:ListPostureRules",
        "Zero Trust Read",
    ),
];
const GROUPS: &str = "Access: Organizations, Identity Providers, and Groups Read";
const NOT_ENABLED: &str = "access.api.error.not_enabled: Access is not enabled. Visit the Access dashboard at \
    https://dash.cloudflare.com/ and click the 'Enable Access' button.";
/// Laid over the default spec, which demands no admin panel.
const SPEC: &str = "cloudflare:\n  access:\n    admin_hosts: [admin.stellarrec.example]\n";

fn fake(broken: bool) -> CloudflareFake {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(broken);
    fake
}

fn run(fake: &CloudflareFake, arguments: &[&str], output: &str, codes: &[i32]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out.json");
    let spec = folder.path().join("spec.yaml");
    std::fs::write(&spec, SPEC).expect("written");
    let mut command = fake.trueline();
    command
        .args(arguments)
        .args(["--no-progress", "--providers", "cloudflare"])
        .arg(output.replace("FILE", &file.display().to_string()))
        .current_dir(folder.path());
    let output = command.output().expect("it starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|c| codes.contains(&c)), "{errors}");
    (folder, file)
}

fn snapshot(fake: &CloudflareFake) -> Value {
    let (_folder, file) = run(fake, &["snapshot", "--all"], "-oFILE", &[0]);
    let text = std::fs::read_to_string(file).expect("a snapshot");
    assert!(
        !text.contains("do-not-tell"),
        "a secret of an identity provider is told"
    );
    serde_json::from_str(&text).expect("JSON")
}

/// Control → resource → verdict.
fn verdicts(fake: &CloudflareFake) -> BTreeMap<String, BTreeMap<String, String>> {
    let arguments = [
        "scan",
        "--only",
        "cloudflare-access-*",
        "--passes",
        "--quiet",
        "--spec",
        "spec.yaml",
    ];
    let (_folder, file) = run(fake, &arguments, "--format=json=FILE", &[0, 1]);
    let mut all: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for ((control, id), verdict) in Report::read(&file).verdicts() {
        let control = control.trim_start_matches("cloudflare-access-").to_owned();
        all.entry(control).or_default().insert(id, verdict);
    }
    all
}

/// The resources of a kind by id.
fn of_kind<'a>(snapshot: &'a Value, kind: &str) -> BTreeMap<&'a str, &'a Value> {
    let kind = format!("cloudflare.zero_trust.{kind}");
    let resources = snapshot["resources"].as_array().expect("a list").iter();
    resources
        .filter(|r| r["kind"] == kind)
        .map(|r| (r["id"].as_str().expect("an id"), r))
        .collect()
}

/// Gaps of listings below Zero Trust.
fn listing_gaps(snapshot: &Value) -> Vec<&Value> {
    let gaps = snapshot["gaps"].as_array().expect("a list").iter();
    gaps.filter(|g| {
        g["kind"]
            .as_str()
            .is_some_and(|k| k.starts_with("cloudflare.zero_trust."))
    })
    .collect()
}

fn gaps(resource: &Value) -> Vec<(&str, &str)> {
    let gaps = resource["gaps"].as_array().map(Vec::as_slice).unwrap_or_default();
    gaps.iter()
        .map(|g| (g["path"].as_str().expect("path"), g["reason"].as_str().expect("reason")))
        .collect()
}

#[test]
fn what_the_account_has_is_read() {
    let snapshot = snapshot(&fake(false));
    assert_eq!(listing_gaps(&snapshot), Vec::<&Value>::new());
    let applications = of_kind(&snapshot, "access_application");
    assert_eq!(
        applications.keys().copied().collect::<Vec<_>>(),
        [ADMIN, SAAS, BOOKMARK]
    );
    let admin = applications[ADMIN];
    assert_eq!(admin["scope"], json!({"provider": "cloudflare", "account": ACCOUNT}));
    assert_eq!(admin["name"], "Admin panel");
    assert_eq!(gaps(admin), []);
    let destination = |changes: Value| {
        let mut whole = json!({"type": null, "uri": null, "hostname": null, "cidr": null, "l4_protocol": null,
            "port_range": null, "vnet_id": null, "overrides": null});
        for (name, value) in changes.as_object().expect("an object") {
            whole[name] = value.clone();
        }
        whole
    };
    let mfa = json!({"allowed_authenticators": ["security_key"], "mfa_disabled": false, "session_duration": "8h"});
    let expected = json!({
        "name": "Admin panel", "type": "self_hosted", "domain": "admin.stellarrec.example",
        "destinations": [
            destination(json!({"type": "public", "uri": "admin.stellarrec.example"})),
            destination(json!({"type": "private", "hostname": "panel.internal", "l4_protocol": "tcp",
                "port_range": "443", "vnet_id": "f174e90a-fafe-4643-bbbc-4a0ed4fc0050"})),
            destination(json!({"type": "private", "cidr": "10.0.10.0/24"})),
        ],
        "self_hosted_domains": ["admin.stellarrec.example"], "allowed_idps": [OKTA],
        "auto_redirect_to_identity": true, "allow_authenticate_via_warp": false, "session_duration": "8h",
        "http_only_cookie_attribute": true, "same_site_cookie_attribute": "strict", "enable_binding_cookie": true,
        "path_cookie_attribute": false, "options_preflight_bypass": false,
        "cors_headers": {"allowed_methods": ["GET"], "allowed_origins": ["https://stellarrec.example"], "max_age": 600},
        "app_launcher_visible": true, "service_auth_401_redirect": true, "skip_interstitial": false,
        "mfa_config": mfa,
        "policies": [
            {"id": "f174e90a-fafe-4643-bbbc-4a0ed4fc0031", "name": "Admins", "decision": "allow", "precedence": 1,
                "include": [{"group": {"id": STAFF}}], "exclude": [{"email": {"email": "gone@stellarrec.example"}}],
                "require": [{"auth_method": {"auth_method": "mfa"}}], "session_duration": "8h",
                "approval_required": false, "purpose_justification_required": true, "isolation_required": false,
                "reusable": true, "mfa_config": mfa},
            {"id": "f174e90a-fafe-4643-bbbc-4a0ed4fc0032", "name": "Deploys", "decision": "non_identity",
                "precedence": 2, "include": [{"service_token": {"token_id": TOKEN}}], "exclude": [], "require": [],
                "session_duration": null, "approval_required": false, "purpose_justification_required": true,
                "isolation_required": false, "reusable": null, "mfa_config": null},
        ],
    });
    assert_eq!(admin["attributes"], expected);
    assert_eq!(applications[BOOKMARK]["attributes"]["policies"], Value::Null);
    let okta = of_kind(&snapshot, "access_identity_provider")[OKTA];
    let expected = json!({
        "name": "Okta", "type": "okta",
        "config": {"apps_domain": null, "directory_id": null, "conditional_access_enabled": null,
            "support_groups": null, "okta_account": "https://stellarrec.okta.com", "onelogin_account": null,
            "issuer_url": null, "sso_target_url": null, "sign_request": null, "pkce_enabled": null},
        "scim_config": {"enabled": true, "user_deprovision": true, "seat_deprovision": true},
    });
    assert_eq!(okta["attributes"], expected);
    let organizations = of_kind(&snapshot, "organization");
    assert_eq!(organizations[ACCOUNT]["name"], "StellarRec");
    assert_eq!(organizations[ACCOUNT]["attributes"]["mfa_required_for_all_apps"], true);
    let expected = json!({"name": "admin", "status": "healthy", "created_at": "2026-01-01T05:20:00Z",
        "conns_active_at": "2026-01-01T05:20:00Z", "conns_inactive_at": null, "config_src": "cloudflare",
        "remote_config": true, "connection_count": 2});
    assert_eq!(of_kind(&snapshot, "tunnel_cloudflared")[TUNNEL]["attributes"], expected);
    let expected = json!({"name": "Deploys", "duration": "2160h", "expires_at": "2026-06-01T00:00:00Z",
        "last_seen_at": "2026-05-31T00:00:00Z", "created_at": "2026-01-01T05:20:00Z", "enabled": true});
    assert_eq!(
        of_kind(&snapshot, "access_service_token")[TOKEN]["attributes"],
        expected
    );
}

#[test]
fn only_what_is_asked_for_is_called() {
    let fake = fake(false);
    let arguments = ["snapshot", "--only", "cloudflare-access-preflight-bypass"];
    run(&fake, &arguments, "-oFILE", &[0]);
    let below = |rest: &str| fake.count("GET", &format!("/accounts/{{a}}/{rest}"));
    assert_eq!(below("access/apps"), 1);
    assert_eq!(below("access/apps/{id}/policies"), 0);
    assert_eq!(below("access/groups"), 0);
    assert_eq!(below("cfd_tunnel"), 0);
    let fake = self::fake(false);
    snapshot(&fake);
    let below = |rest: &str| fake.count("GET", &format!("/accounts/{{a}}/{rest}"));
    assert_eq!(below("access/apps/{id}/policies"), 2, "a bookmark has none");
    for (path, ..) in LISTS {
        assert_eq!(below(path), 1, "{path}");
    }
}

#[test]
fn all_pages_of_applications_are_read() {
    let fake = fake(false);
    fake.change(ACCOUNT, "access/apps", |apps| {
        let bookmark = apps[2].clone();
        let many = (0..120).map(|n| {
            let mut one = bookmark.clone();
            one["id"] = json!(format!("f174e90a-fafe-4643-bbbc-4a0ed50c{n:04x}"));
            one
        });
        *apps = many.collect();
    });
    let snapshot = snapshot(&fake);
    assert_eq!(of_kind(&snapshot, "access_application").len(), 120);
    assert_eq!(fake.count("GET", "/accounts/{a}/access/apps"), 3);
}

/// The error comes under several numbers and statuses.
#[test]
fn an_account_that_never_set_access_up_has_nothing_and_no_gaps() {
    for (status, code, message) in [
        (403, json!(9999), NOT_ENABLED),
        (400, json!(12130), "access.api.error.not_enabled"),
        (404, json!("access.api.error.not_enabled"), "Access is not enabled"),
    ] {
        let fake = fake(false);
        for (path, ..) in LISTS.iter().filter(|(path, ..)| path.starts_with("access/")) {
            fake.refuse(ACCOUNT, path, status, code.clone(), message);
        }
        let snapshot = snapshot(&fake);
        assert_eq!(listing_gaps(&snapshot), Vec::<&Value>::new());
        for (path, kind, ..) in LISTS.iter().filter(|(path, ..)| path.starts_with("access/")) {
            assert_eq!(of_kind(&snapshot, kind).len(), 0, "{path}");
            let kind = format!("cloudflare.zero_trust.{kind}");
            let collected = snapshot["collected"].as_array().expect("a list");
            assert!(collected.iter().any(|c| c["kind"] == kind), "{path}");
        }
        // Nothing stands before the admin panel then, which is known.
        let verdicts = verdicts(&fake);
        assert_eq!(verdicts["admin-application"][ACCOUNT], "fail");
        assert!(verdicts.values().flat_map(BTreeMap::values).all(|v| v != "unknown"));
    }
}

#[test]
fn what_may_not_be_read_is_a_gap_that_names_the_permission() {
    let fake = fake(false);
    for (path, ..) in LISTS {
        fake.deny("GET", &format!("/accounts/{{a}}/{path}"));
    }
    let snapshot = snapshot(&fake);
    let gaps = listing_gaps(&snapshot);
    assert_eq!(
        gaps.iter().filter(|g| g["scope"]["account"] == ACCOUNT).count(),
        LISTS.len()
    );
    for (path, kind, operation, permission) in LISTS {
        let kind = format!("cloudflare.zero_trust.{kind}");
        let gap = gaps.iter().find(|g| g["kind"] == kind).expect(path);
        assert_eq!(
            (&gap["reason"], &gap["operation"], &gap["permission"]),
            (&json!("access_denied"), &json!(operation), &json!(permission))
        );
        assert!(
            snapshot["resources"]
                .as_array()
                .expect("a list")
                .iter()
                .all(|r| r["kind"] != kind)
        );
    }
}

#[test]
fn a_token_without_access_permissions_gives_unknown_and_nothing_else() {
    for broken in [false, true] {
        let fake = fake(broken);
        for (path, ..) in LISTS {
            fake.deny("GET", &format!("/accounts/{{a}}/{path}"));
        }
        let verdicts = verdicts(&fake);
        assert_eq!(verdicts.len(), 14);
        for (control, rows) in verdicts {
            assert!(rows.values().all(|verdict| verdict == "unknown"), "{control}: {rows:?}");
        }
    }
}

#[test]
fn policies_that_may_not_be_read_are_unknown() {
    let fake = fake(true);
    fake.deny("GET", "/accounts/{a}/access/apps/{id}/policies");
    let snapshot = snapshot(&fake);
    for application in of_kind(&snapshot, "access_application").values() {
        assert_eq!(gaps(application), [("policies", "access_denied")]);
        assert_eq!(application["attributes"].get("policies"), None);
        assert_eq!(application["gaps"][0]["operation"], "access:ListApplicationPolicies");
        assert_eq!(application["gaps"][0]["permission"], "Access: Apps and Policies Read");
    }
    let verdicts = verdicts(&fake);
    for control in ["open-policy", "mfa", "session-duration", "identity-provider"] {
        assert!(verdicts[control].values().all(|v| v == "unknown"), "{control}");
    }
    assert!(verdicts["cookies"].values().any(|v| v == "fail"), "those are read");
}

#[test]
fn what_is_odd_costs_only_itself() {
    let fake = fake(false);
    fake.may_breach();
    fake.change(ACCOUNT, "access/apps", |apps| {
        apps[0]["session_duration"] = json!(8);
        apps[0]["destinations"] = json!("admin.stellarrec.example");
        apps[1]["id"] = Value::Null;
    });
    fake.change(ACCOUNT, &format!("access/apps/{ADMIN}/policies"), |policies| {
        policies[0]["include"] = json!([5, {"everyone": {}}]);
    });
    fake.change(ACCOUNT, "access/groups", |groups| {
        groups[0].as_object_mut().map(|group| group.remove("include"));
    });
    fake.change(ACCOUNT, "access/service_tokens", |tokens| {
        tokens[0].as_object_mut().map(|token| token.remove("last_seen_at"));
    });
    fake.change(ACCOUNT, "cfd_tunnel", |tunnels| {
        tunnels[0]["connections"] = json!("two")
    });
    let snapshot = snapshot(&fake);
    let applications = of_kind(&snapshot, "access_application");
    let odd = [
        ("destinations", "malformed"),
        ("policies[].include[]", "malformed"),
        ("session_duration", "malformed"),
    ];
    assert_eq!(gaps(applications[ADMIN]), odd);
    assert_eq!(applications[ADMIN]["attributes"]["domain"], "admin.stellarrec.example");
    assert_eq!(gaps(applications[BOOKMARK]), []);
    let listings = listing_gaps(&snapshot);
    assert_eq!(listings.len(), 1);
    assert_eq!(listings[0]["reason"], "malformed");
    assert_eq!(
        gaps(of_kind(&snapshot, "access_group")[STAFF]),
        [("include", "malformed")]
    );
    assert_eq!(
        gaps(of_kind(&snapshot, "access_service_token")[TOKEN]),
        [("last_seen_at", "malformed")]
    );
    assert_eq!(
        gaps(of_kind(&snapshot, "tunnel_cloudflared")[TUNNEL]),
        [("connection_count", "malformed")]
    );
    let verdicts = verdicts(&fake);
    assert_eq!(verdicts["service-token-unused"][TOKEN], "unknown");
    assert_eq!(verdicts["service-token-expiry"][TOKEN], "pass");
    assert_eq!(verdicts["tunnel-health"][TUNNEL], "pass");
    assert_eq!(verdicts["open-policy"][ADMIN], "unknown");
}

#[test]
fn an_organisation_that_is_no_object_is_a_gap() {
    let fake = fake(false);
    fake.may_breach();
    fake.change(ACCOUNT, "access/organizations", |organization| {
        *organization = Value::Null
    });
    let snapshot = snapshot(&fake);
    let gaps = listing_gaps(&snapshot);
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0]["kind"], "cloudflare.zero_trust.organization");
    assert_eq!(gaps[0]["reason"], "malformed");
}

#[test]
fn the_worked_example_passes() {
    let verdicts = verdicts(&fake(false));
    assert_eq!(verdicts.len(), 14);
    for (control, rows) in verdicts {
        assert!(rows.values().all(|verdict| verdict == "pass"), "{control}: {rows:?}");
    }
}

#[test]
fn a_bad_day_fails_every_control() {
    let (intern, hooks) = (
        "f174e90a-fafe-4643-bbbc-4a0ed4fc0023",
        "f174e90a-fafe-4643-bbbc-4a0ed4fc0024",
    );
    let rows = |rows: &[(&str, &str)]| -> BTreeMap<String, String> {
        rows.iter().map(|(id, v)| ((*id).to_owned(), (*v).to_owned())).collect()
    };
    let old = "f174e90a-fafe-4643-bbbc-4a0ed4fc0041";
    let expected: BTreeMap<String, BTreeMap<String, String>> = [
        ("admin-application", rows(&[(ACCOUNT, "fail")])),
        ("cookies", rows(&[(intern, "fail"), (hooks, "pass")])),
        ("device-posture", rows(&[(ACCOUNT, "fail")])),
        ("gateway-policies", rows(&[(ACCOUNT, "fail")])),
        // A bypass asks nobody to log in.
        ("identity-provider", rows(&[(intern, "fail"), (hooks, "pass")])),
        ("mfa", rows(&[(intern, "fail"), (hooks, "pass")])),
        ("open-policy", rows(&[(intern, "fail"), (hooks, "fail")])),
        ("organization-session", rows(&[(ACCOUNT, "fail")])),
        ("path-coverage", rows(&[(intern, "fail"), (hooks, "fail")])),
        ("preflight-bypass", rows(&[(intern, "fail"), (hooks, "pass")])),
        ("service-token-expiry", rows(&[(old, "fail")])),
        ("service-token-unused", rows(&[(old, "fail")])),
        ("session-duration", rows(&[(intern, "fail"), (hooks, "fail")])),
        ("tunnel-health", rows(&[(TUNNEL, "fail")])),
    ]
    .into_iter()
    .map(|(control, rows)| (control.to_owned(), rows))
    .collect();
    assert_eq!(verdicts(&fake(true)), expected);
}

#[test]
fn the_permissions_of_a_scan_are_told() {
    let fake = fake(false);
    let mut command = fake.trueline();
    command.args(["permissions", "--only", "cloudflare-access-open-policy"]);
    let output = told(command, 0);
    for permission in ["Access: Apps and Policies Read", GROUPS] {
        assert!(output.contains(permission), "{output}");
    }
    assert!(!output.contains("Service Tokens"), "{output}");
}
