//! Who and what may act in a Cloudflare account, against the fake.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{ACCOUNT, CloudflareFake, EMAIL, Fault, KEY, STELLARREC_ZONE, TOKEN, midnight};

const KINDS: [&str; 10] = [
    "cloudflare.account",
    "cloudflare.account.api_token",
    "cloudflare.account.member",
    "cloudflare.account.notification_policy",
    "cloudflare.api_shield.settings",
    "cloudflare.logpush.job",
    "cloudflare.r2.bucket",
    "cloudflare.security_center.insight",
    "cloudflare.user.api_token",
    "cloudflare.user.current_token",
];
const CONTROLS: &str = "cloudflare-account-*,cloudflare-api-shield-*";
const OWN_TOKEN: &str = "ed17574386854bf78a67040be0a770b0";
/// Stand in seeds where the API tells secrets.
const CANARIES: [&str; 4] = [
    "AKIACANARY",
    "logpush-canary-secret",
    "audit-canary-secret",
    "ops@stellarrec.example",
];

fn stellarrec(broken: bool) -> CloudflareFake {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(broken);
    fake
}

fn read(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).expect("written");
    for secret in CANARIES.iter().chain([&TOKEN, &KEY]) {
        assert!(!text.contains(secret), "{secret} is told");
    }
    serde_json::from_str(&text).expect("JSON")
}

fn run(mut command: Command, codes: &[i32]) {
    let output = command.output().expect("runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| codes.contains(&code)), "{told}");
    assert!(!CANARIES.iter().any(|secret| told.contains(secret)), "{told}");
}

/// Collects all kinds with more variables.
fn snapshot_with(fake: &CloudflareFake, variables: &[(&str, &str)]) -> Value {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("snapshot.json");
    let mut command = fake.trueline();
    command
        .args(["snapshot", "--all", "--providers", "cloudflare", "-o"])
        .arg(&file)
        .envs(variables.iter().copied());
    run(command, &[0]);
    read(&file)
}

fn snapshot(fake: &CloudflareFake) -> Value {
    snapshot_with(fake, &[])
}

fn list<'a>(holder: &'a Value, name: &str) -> &'a [Value] {
    holder[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn resource<'a>(snapshot: &'a Value, kind: &str, id: &str) -> &'a Value {
    let mut resources = list(snapshot, "resources").iter();
    let found = resources.find(|r| r["kind"] == kind && r["id"] == id);
    found.unwrap_or_else(|| panic!("{kind} {id} is not there"))
}

/// The gaps of the kinds that are meant here, as (kind, path, reason, permission).
fn gaps(snapshot: &Value) -> BTreeSet<(String, String, String, String)> {
    let told = |kind: &Value, gap: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (
            text(kind),
            text(&gap["path"]),
            text(&gap["reason"]),
            text(&gap["permission"]),
        )
    };
    let of_resources = list(snapshot, "resources")
        .iter()
        .flat_map(|r| list(r, "gaps").iter().map(|gap| told(&r["kind"], gap)));
    let of_scopes = list(snapshot, "gaps").iter().map(|gap| told(&gap["kind"], gap));
    let all = of_resources.chain(of_scopes);
    all.filter(|(kind, ..)| KINDS.contains(&kind.as_str())).collect()
}

/// Verdicts of the controls of this area, by control; the worst where a control has several.
fn verdicts_with(fake: &CloudflareFake, variables: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("report.json");
    let mut command = fake.trueline();
    command
        .args([
            "scan",
            "--providers",
            "cloudflare",
            "--no-progress",
            "--passes",
            "--only",
            CONTROLS,
        ])
        .args(["--zones", "stellarrec.example"])
        .arg("--format")
        .arg(format!("json={}", file.display()))
        .envs(variables.iter().copied());
    run(command, &[0, 1]);
    let report = read(&file);
    let mut verdicts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in list(&report, "findings") {
        let text = |name: &str| row[name].as_str().expect("a text").to_owned();
        verdicts.entry(text("control")).or_default().insert(text("verdict"));
    }
    verdicts
}

fn verdicts(fake: &CloudflareFake) -> BTreeMap<String, BTreeSet<String>> {
    verdicts_with(fake, &[])
}

fn only(verdict: &str) -> BTreeSet<String> {
    [verdict.to_owned()].into()
}

#[test]
fn everything_is_collected_without_gaps() {
    let fake = stellarrec(false);
    let snapshot = snapshot(&fake);
    assert_eq!(gaps(&snapshot), BTreeSet::new());
    let kinds: BTreeSet<&str> = list(&snapshot, "resources")
        .iter()
        .filter_map(|r| r["kind"].as_str())
        .collect();
    for kind in KINDS {
        assert!(kinds.contains(kind), "{kind}");
    }
    let scope = json!({"provider": "cloudflare", "account": ACCOUNT});
    let account = resource(&snapshot, "cloudflare.account", ACCOUNT);
    let action = json!({
        "id": "f174be97-19b1-40d6-954d-70cd5fbd52d1",
        "action": {"type": "update", "result": "success", "time": midnight(-2)},
        "actor": {"type": "user", "context": "api_token", "id": "7c5dae5552338874e5053f2534d27671",
            "token_id": "ed17574386854bf78a67040be0a770b2"},
        "resource": {"product": "zones", "type": "zones", "id": "r1"},
        "zone": {"id": STELLARREC_ZONE},
    });
    let expected = json!({
        "name": "StellarRec", "type": "standard", "created_on": "2026-01-01T05:20:00.123450Z",
        "settings": {"enforce_twofactor": true, "api_access_enabled": true,
            "abuse_contact_email": "abuse@stellarrec.example"},
        "audit_logs": {"complete": true, "actions": [action]},
    });
    assert_eq!(account["attributes"], expected);
    assert_eq!(account["scope"], scope);

    let member = resource(
        &snapshot,
        "cloudflare.account.member",
        "4536bcfad5faccb111b47003c7991701",
    );
    let role = "Super Administrator - All Privileges";
    let expected = json!({
        "email": "ada@stellarrec.example", "status": "accepted",
        "user": {"id": "7c5dae5552338874e5053f2534d27671", "two_factor_authentication_enabled": true},
        "roles": [{"id": "33666b9c79b9a5273fc7344ff42f953d", "name": role}],
        "policies": [{"id": "f267e341f3dd4697bd3b9f71dd96247f", "access": "allow",
            "permission_groups": [{"id": "c8fed203ed3043cba015a93ad1616f1f", "name": role}],
            "resource_groups": [{"id": "6d7f2f5f5b1d4a0e9081fdc98d432fd1",
                "name": format!("com.cloudflare.api.account.{ACCOUNT}")}]}],
    });
    assert_eq!(member["attributes"], expected);
    assert_eq!(
        (&member["name"], &member["scope"]),
        (&json!("ada@stellarrec.example"), &scope)
    );

    let policy = resource(
        &snapshot,
        "cloudflare.account.notification_policy",
        "0da2b59ef118439d8097bdfb215203c2",
    );
    let expected = json!({"name": "dos_attack_l7", "alert_type": "dos_attack_l7", "enabled": true,
        "recipients": {"email": 1, "pagerduty": 0, "webhooks": 1}});
    assert_eq!(policy["attributes"], expected);
}

#[test]
fn tokens_are_collected_without_their_value() {
    let fake = stellarrec(false);
    let snapshot = snapshot(&fake);
    let token = resource(
        &snapshot,
        "cloudflare.account.api_token",
        "ed17574386854bf78a67040be0a770b2",
    );
    let zone = format!("com.cloudflare.api.account.zone.{STELLARREC_ZONE}");
    let account = format!("com.cloudflare.api.account.{ACCOUNT}");
    let expected = json!({
        "name": "terraform", "status": "active", "issued_on": midnight(-20), "modified_on": midnight(-5),
        "last_used_on": midnight(-1), "expires_on": midnight(40), "not_before": midnight(-20),
        "policies": [{"id": "f267e341f3dd4697bd3b9f71dd962003", "effect": "allow",
            "permission_groups": [{"id": "4755a26eedb94da69e1066d98aa820be", "name": "DNS Write"}],
            "resources": {account: {&zone: "*"}}}],
        "condition": {"request_ip": {"in": ["203.0.113.0/24"], "not_in": ["203.0.113.66/32"]}},
    });
    assert_eq!(token["attributes"], expected);
    let expired = resource(
        &snapshot,
        "cloudflare.user.api_token",
        "ed17574386854bf78a67040be0a770b3",
    );
    assert_eq!(expired["scope"], json!({"provider": "cloudflare"}));
    assert_eq!(expired["attributes"]["status"], "expired");
    assert_eq!(expired["attributes"]["last_used_on"], Value::Null);

    let own = resource(&snapshot, "cloudflare.user.current_token", OWN_TOKEN);
    assert_eq!(own["name"], "nightly audit");
    let attributes = &own["attributes"];
    assert_eq!(attributes["credential"], "user_token");
    assert_eq!(attributes["expires_on"], midnight(60));
    assert_eq!(attributes["policies"][0]["resources"], json!({zone: "*"}));
    assert_eq!(fake.count("GET", "/user/tokens/verify"), 1);
}

#[test]
fn logs_buckets_and_insights_are_collected_without_keys() {
    let fake = stellarrec(true);
    let snapshot = snapshot(&fake);
    assert_eq!(gaps(&snapshot), BTreeSet::new());
    let job = list(&snapshot, "resources")
        .iter()
        .find(|r| r["kind"] == "cloudflare.logpush.job" && r["id"] == "12" && r["scope"]["zone"] == STELLARREC_ZONE);
    let job = job.expect("the job");
    let expected = json!({"name": "http-requests-to-s3", "dataset": "http_requests", "enabled": true,
        "destination_scheme": "s3", "last_complete": midnight(-9), "last_error": midnight(-1)});
    assert_eq!(job["attributes"], expected);
    let of_account = resource(&snapshot, "cloudflare.logpush.job", "3");
    assert_eq!(of_account["attributes"]["destination_scheme"], "https");
    assert_eq!(
        of_account["scope"],
        json!({"provider": "cloudflare", "account": ACCOUNT})
    );

    let bucket = resource(&snapshot, "cloudflare.r2.bucket", "backups");
    let expected = json!({
        "name": "backups", "creation_date": "2026-01-01T05:20:00.123Z", "location": "WEUR", "storage_class": "Standard",
        "managed_domain": {"enabled": true, "domain": "pub-113a0f3c.r2.dev"},
        "custom_domains": [{"domain": "files.stellarrec.example", "enabled": true, "zoneId": STELLARREC_ZONE}],
        "lifecycle_rules": [{"id": "Default Multipart Abort Rule", "enabled": true, "deleteObjectsTransition": null,
            "abortMultipartUploadsTransition": {"condition": {"type": "Age", "maxAge": 604_800}}},
            {"id": "expire", "enabled": true, "abortMultipartUploadsTransition": null,
            "deleteObjectsTransition": {"condition": {"type": "Age", "maxAge": 2_592_000}}}],
    });
    assert_eq!(bucket["attributes"], expected);

    let insight = resource(
        &snapshot,
        "cloudflare.security_center.insight",
        "1a2b3c4d-0000-4000-8000-000000000001",
    );
    let expected = json!({"severity": "Critical", "issue_type": "weak_authentication",
        "issue_class": "users_without_mfa", "subject": "stellarrec.example", "status": "active", "dismissed": false,
        "since": "2026-10-01T00:00:00Z"});
    assert_eq!(insight["attributes"], expected);
    assert_eq!(insight["name"], "stellarrec.example");

    let shield = resource(&snapshot, "cloudflare.api_shield.settings", STELLARREC_ZONE);
    let expected = json!({"validation_default_mitigation_action": "none",
        "validation_override_mitigation_action": "none"});
    assert_eq!(shield["attributes"], expected);
}

#[test]
fn what_is_denied_is_a_gap_that_names_the_permission() {
    let below = |path: &str| format!("/accounts/{{a}}/{path}");
    let cases = [
        (
            below("members"),
            "cloudflare.account.member",
            "",
            "Account Settings Read",
        ),
        (
            below("logs/audit"),
            "cloudflare.account",
            "audit_logs",
            "Account Settings Read",
        ),
        (
            below("tokens"),
            "cloudflare.account.api_token",
            "",
            "Account API Tokens Read",
        ),
        (
            below("alerting/v3/policies"),
            "cloudflare.account.notification_policy",
            "",
            "Notifications Read",
        ),
        (below("logpush/jobs"), "cloudflare.logpush.job", "", "Logs Write"),
        (
            "/zones/{z}/logpush/jobs".into(),
            "cloudflare.logpush.job",
            "",
            "Logs Write",
        ),
        (
            below("security-center/insights"),
            "cloudflare.security_center.insight",
            "",
            "Account Security Center Insights",
        ),
        (
            below("r2/buckets"),
            "cloudflare.r2.bucket",
            "",
            "Workers R2 Storage Read",
        ),
        (
            below("r2/buckets/{b}/domains/managed"),
            "cloudflare.r2.bucket",
            "managed_domain",
            "Workers R2 Storage Read",
        ),
        (
            below("r2/buckets/{b}/domains/custom"),
            "cloudflare.r2.bucket",
            "custom_domains",
            "Workers R2 Storage Read",
        ),
        (
            below("r2/buckets/{b}/lifecycle"),
            "cloudflare.r2.bucket",
            "lifecycle_rules",
            "Workers R2 Storage Read",
        ),
        (
            "/user/tokens".into(),
            "cloudflare.user.api_token",
            "",
            "API Tokens Read",
        ),
    ];
    for (path, kind, gap, permission) in cases {
        let fake = stellarrec(false);
        fake.deny("GET", &path);
        let snapshot = snapshot(&fake);
        let text = |text: &str| text.to_owned();
        let expected = (text(kind), text(gap), text("access_denied"), text(permission));
        assert_eq!(gaps(&snapshot), [expected].into(), "{path}");
        let left = list(&snapshot, "resources").iter().filter(|r| r["kind"] == kind);
        match gap {
            "" if kind != "cloudflare.logpush.job" => assert_eq!(left.count(), 0, "{path}"),
            "" => {}
            _ => assert!(left.into_iter().all(|r| r["attributes"].get(gap).is_none()), "{path}"),
        }
    }
    let fake = stellarrec(false);
    fake.deny("GET", "/zones/{z}/schema_validation/settings");
    fake.deny("GET", "/user/tokens/{t}");
    let paths: BTreeSet<_> = gaps(&snapshot(&fake))
        .into_iter()
        .map(|(_, path, _, permission)| (path, permission))
        .collect();
    let (shield, tokens) = ("API Gateway Read", "API Tokens Read");
    let expected = [
        ("validation_default_mitigation_action", shield),
        ("validation_override_mitigation_action", shield),
        ("name", tokens),
        ("issued_on", tokens),
        ("policies", tokens),
        // The verification stands at a path of the same form.
        ("", ""),
    ];
    let expected = expected.map(|(path, permission)| (path.to_owned(), permission.to_owned()));
    assert!(paths.is_subset(&expected.into()), "{paths:?}");
}

#[test]
fn r2_that_was_never_enabled_holds_no_buckets() {
    let fake = stellarrec(false);
    let message = "Please enable R2 through the Cloudflare Dashboard.";
    fake.refuse(ACCOUNT, "r2/buckets", 403, json!(10042), message);
    assert_eq!(gaps(&snapshot(&fake)), BTreeSet::new());
    assert_eq!(
        verdicts(&fake)["cloudflare-account-bucket-access"],
        only("not_applicable")
    );
}

#[test]
fn a_token_of_an_account_is_verified_there() {
    let fake = stellarrec(false);
    fake.deny("GET", "/user/tokens/verify");
    fake.deny("GET", "/user/tokens");
    fake.put(
        ACCOUNT,
        "tokens/verify",
        json!({"id": "ed17574386854bf78a67040be0a770b2", "status": "active"}),
    );
    let snapshot = snapshot(&fake);
    let own = resource(
        &snapshot,
        "cloudflare.user.current_token",
        "ed17574386854bf78a67040be0a770b2",
    );
    assert_eq!(own["attributes"]["credential"], "account_token");
    assert_eq!(own["name"], "terraform");
    let verdicts = verdicts(&fake);
    assert_eq!(verdicts["cloudflare-account-auditor-token"], only("fail"));
    // Those of the account pass, those of the user are unread.
    let expected: BTreeSet<String> = ["pass", "unknown"].map(str::to_owned).into();
    assert_eq!(verdicts["cloudflare-account-token-expiry"], expected);
}

#[test]
fn a_token_that_nobody_vouches_for_is_unread() {
    let fake = stellarrec(false);
    fake.deny("GET", "/user/tokens/verify");
    let verdicts = verdicts(&fake);
    assert_eq!(verdicts["cloudflare-account-auditor-token"], only("unknown"));
}

#[test]
fn a_global_key_is_no_token_and_fails() {
    let fake = stellarrec(false);
    let key = [
        ("CLOUDFLARE_API_TOKEN", ""),
        ("CLOUDFLARE_EMAIL", EMAIL),
        ("CLOUDFLARE_API_KEY", KEY),
    ];
    let snapshot = snapshot_with(&fake, &key);
    assert_eq!(gaps(&snapshot), BTreeSet::new());
    let own = resource(&snapshot, "cloudflare.user.current_token", "global-api-key");
    assert_eq!(own["attributes"]["credential"], "global_api_key");
    assert_eq!(
        verdicts_with(&fake, &key)["cloudflare-account-auditor-token"],
        only("fail")
    );
    assert_eq!(fake.count("GET", "/user/tokens/verify"), 0);
}

#[test]
fn a_token_that_sees_no_policies_of_its_own_is_not_judged_as_read_only() {
    let fake = stellarrec(false);
    fake.deny("GET", &format!("/user/tokens/{OWN_TOKEN}"));
    assert_eq!(verdicts(&fake)["cloudflare-account-auditor-token"], only("unknown"));
    let fake = stellarrec(true);
    fake.deny("GET", &format!("/user/tokens/{OWN_TOKEN}"));
    // It never expires, whatever else it may do.
    assert_eq!(verdicts(&fake)["cloudflare-account-auditor-token"], only("fail"));
}

#[test]
fn odd_records_cost_only_themselves() {
    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(ACCOUNT, "members", |members| {
        members[0]["roles"] = json!("all");
        members[1]["user"]["two_factor_authentication_enabled"] = json!("yes");
        members[2]["id"] = Value::Null;
    });
    fake.change(ACCOUNT, "tokens", |tokens| {
        tokens[0]["policies"][0]["resources"] = json!([]);
        tokens[0].as_object_mut().map(|fields| fields.remove("issued_on"));
    });
    fake.change(ACCOUNT, "alerting/v3/policies", |policies| {
        policies[0]["mechanisms"] = json!("many")
    });
    fake.change(ACCOUNT, "logs/audit", |entries| entries[0]["action"]["type"] = json!(5));
    let snapshot = snapshot(&fake);
    let found: BTreeSet<_> = gaps(&snapshot)
        .into_iter()
        .map(|(kind, path, reason, _)| (kind, path, reason))
        .collect();
    let expected = [
        ("cloudflare.account.member", "roles"),
        ("cloudflare.account.member", "user.two_factor_authentication_enabled"),
        ("cloudflare.account.member", ""),
        ("cloudflare.account.api_token", "policies[].resources"),
        ("cloudflare.account.api_token", "issued_on"),
        ("cloudflare.account.notification_policy", "recipients"),
        ("cloudflare.account", "audit_logs.actions[].action.type"),
    ];
    let expected = expected.map(|(kind, path)| (kind.to_owned(), path.to_owned(), "malformed".to_owned()));
    assert_eq!(found, expected.into());
    let ben = resource(
        &snapshot,
        "cloudflare.account.member",
        "4536bcfad5faccb111b47003c7991702",
    );
    assert_eq!(ben["attributes"]["status"], "accepted");
}

#[test]
fn all_pages_are_read_also_of_lists_within_a_result() {
    let fake = stellarrec(false);
    fake.change(ACCOUNT, "members", |members| {
        let first = members[0].clone();
        let more = (0..120).map(|n| {
            let mut member = first.clone();
            member["id"] = json!(format!("{n:032x}"));
            member
        });
        *members = more.collect();
    });
    let page = |n: u32, id: &str| {
        let issue = json!({"id": id, "severity": "Low", "issue_type": "weak_authentication"});
        json!({"success": true, "errors": [], "messages": [],
            "result": {"count": 2, "page": n, "per_page": 1, "issues": [issue]}})
    };
    let insights = "/accounts/{a}/security-center/insights";
    fake.fault("GET", insights, Fault::Body(page(1, "one")), 1);
    fake.fault("GET", insights, Fault::Body(page(2, "two")), 1);
    let snapshot = snapshot(&fake);
    let count = |kind: &str| {
        list(&snapshot, "resources")
            .iter()
            .filter(|r| r["kind"] == kind)
            .count()
    };
    assert_eq!(count("cloudflare.account.member"), 120);
    assert_eq!(fake.count("GET", "/accounts/{a}/members"), 3);
    assert_eq!(count("cloudflare.security_center.insight"), 2);
    assert_eq!(gaps(&snapshot), BTreeSet::new());
}

#[test]
fn a_list_within_a_result_that_is_none_is_malformed() {
    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(ACCOUNT, "r2/buckets", |result| *result = json!({"buckets": null}));
    fake.change(ACCOUNT, "security-center/insights", |result| *result = json!([]));
    let found: BTreeSet<_> = gaps(&snapshot(&fake))
        .into_iter()
        .map(|(kind, _, reason, _)| (kind, reason))
        .collect();
    let malformed = |kind: &str| (kind.to_owned(), "malformed".to_owned());
    let expected = [
        malformed("cloudflare.r2.bucket"),
        malformed("cloudflare.security_center.insight"),
    ];
    assert_eq!(found, expected.into());
}

#[test]
fn the_worked_example_passes_and_its_bad_day_fails() {
    let good = verdicts(&stellarrec(false));
    assert_eq!(good.len(), 17, "{good:#?}");
    for (control, verdict) in &good {
        assert_eq!(verdict, &only("pass"), "{control}");
    }
    let bad = verdicts(&stellarrec(true));
    assert!(good.keys().eq(bad.keys()));
    for (control, verdict) in &bad {
        assert!(verdict.contains("fail"), "{control}: {verdict:?}");
    }
}
