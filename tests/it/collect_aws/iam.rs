//! Identities, the account with its root user, analyzers, and the organization.

use serde_json::{Value, json};
use trueline::model::{GapReason, Resource, Snapshot};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};
use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};

fn only<'a>(snapshot: &'a Snapshot, kind: &str) -> &'a Resource {
    let found = of_kind(snapshot, kind);
    let [one] = found.as_slice() else {
        panic!("one {kind}, not {}", found.len())
    };
    one
}

fn holds(resource: &Resource, expected: &[(&str, Value)]) {
    for (path, expected) in expected {
        assert_eq!(&resource.attributes[*path], expected, "{} {path}", resource.key());
    }
}

#[test]
fn identities_of_a_healthy_account_are_read_as_they_are() {
    let snapshot = snapshot(compliant().trueline());
    let ada = named(&snapshot, "aws.iam.user", "ada");
    holds(
        ada,
        &[
            ("password_enabled", json!(true)),
            ("password_last_used", Value::Null),
            ("mfa_active", json!(true)),
            (
                "virtual_mfa_devices",
                json!([format!("arn:aws:iam::{ACCOUNT}:mfa/ada")]),
            ),
        ],
    );
    assert_eq!(ada.attributes["tags"]["owner"], json!("platform"));
    let [key] = ada.attributes["access_keys"].as_array().expect("keys").as_slice() else {
        panic!("one key: {}", ada.attributes["access_keys"])
    };
    assert_eq!((&key["index"], &key["active"]), (&json!(1), &json!(true)));
    assert!(key["last_rotated"].as_str().is_some_and(|t| t.ends_with('Z')), "{key}");
    assert_eq!(key["last_used_date"], Value::Null);

    let operators = named(&snapshot, "aws.iam.group", "operators");
    let files = format!("arn:aws:iam::{ACCOUNT}:policy/stellarrec/stellarrec-files");
    holds(
        operators,
        &[
            ("members", json!(["ada"])),
            ("managed_policy_arns", json!([files])),
            ("path", json!("/")),
        ],
    );
    assert_eq!(operators.attributes["inline_policy"][0]["name"], json!("see-instances"));
    let app = named(&snapshot, "aws.iam.role", "stellarrec-app");
    holds(
        app,
        &[
            ("service_linked", json!(false)),
            ("max_session_duration", json!(3600)),
            (
                "instance_profile_arns",
                json!([
                    format!("arn:aws:iam::{ACCOUNT}:instance-profile/stellarrec-machines"),
                    format!("arn:aws:iam::{ACCOUNT}:instance-profile/stellarrec-node"),
                ]),
            ),
            ("role_last_used", json!({"last_used_date": null, "region": null})),
        ],
    );
    let linked = named(&snapshot, "aws.iam.role", "AWSServiceRoleForrds");
    assert_eq!(linked.attributes["service_linked"], json!(true));
    let files = named(&snapshot, "aws.iam.policy", "stellarrec-files");
    holds(
        files,
        &[
            ("attachment_count", json!(2)),
            ("permissions_boundary_usage_count", json!(0)),
        ],
    );
    assert_eq!(files.tags["project"], "stellarrec");
    let managed = named(&snapshot, "aws.iam.policy", "AmazonSSMManagedInstanceCore");
    assert_eq!(managed.attributes["tags"], json!({}));
}

#[test]
fn what_holds_for_a_healthy_account_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let no_key = json!({"active": false, "last_rotated": null, "last_used_date": null,
                        "last_used_region": null, "last_used_service": null});
    holds(
        only(&snapshot, "aws.account"),
        &[
            ("root_mfa_enabled", json!(true)),
            ("root_mfa_active", json!(true)),
            ("root_access_keys_present", json!(false)),
            ("root_access_key_1", no_key.clone()),
            ("root_access_key_2", no_key.clone()),
            ("root_password_last_used", json!("2026-01-02T03:04:05Z")),
            ("root_virtual_mfa_devices", json!([])),
        ],
    );
    holds(
        only(&snapshot, "aws.iam.account_password_policy"),
        &[
            ("exists", json!(true)),
            ("minimum_password_length", json!(16)),
            ("max_password_age", json!(90)),
            ("expire_passwords", json!(true)),
            ("password_reuse_prevention", json!(24)),
            ("require_symbols", json!(true)),
        ],
    );
    let github = named(
        &snapshot,
        "aws.iam.openid_connect_provider",
        "token.actions.githubusercontent.com",
    );
    holds(
        github,
        &[
            ("url", json!("token.actions.githubusercontent.com")),
            ("client_id_list", json!(["sts.amazonaws.com"])),
        ],
    );
    assert_eq!(github.tags["owner"], "platform");
    let sso = named(&snapshot, "aws.iam.saml_provider", "stellarrec-sso");
    assert_eq!(sso.attributes["valid_until"], json!("2032-05-09T16:27:11Z"));
    assert_eq!(sso.tags["owner"], "platform");
    let certificate = only(&snapshot, "aws.iam.server_certificate");
    assert_eq!(certificate.attributes["expiration"], json!("2046-01-01T00:00:00Z"));
    assert_eq!(certificate.tags["owner"], "platform");
    assert_eq!(of_kind(&snapshot, "aws.accessanalyzer.analyzer").len(), 2);
    let analyzer = of_kind(&snapshot, "aws.accessanalyzer.analyzer")[0];
    holds(
        analyzer,
        &[
            ("analyzer_name", json!("stellarrec")),
            ("type", json!("ACCOUNT")),
            ("status", json!("ACTIVE")),
            ("has_active_findings", json!(false)),
        ],
    );
    holds(
        only(&snapshot, "aws.organizations.organization"),
        &[
            ("feature_set", json!("ALL")),
            ("master_account_id", json!(ACCOUNT)),
            ("enabled_features", json!(["RootCredentialsManagement", "RootSessions"])),
            ("delegated_administrators", json!([])),
        ],
    );
}

#[test]
fn faults_of_identities_are_read_as_they_are() {
    let snapshot = snapshot(broken().trueline());
    assert_eq!(snapshot.gaps, []);
    for resource in &snapshot.resources {
        assert_eq!(resource.gaps, [], "{}", resource.key());
    }
    let account = only(&snapshot, "aws.account");
    holds(
        account,
        &[
            ("root_mfa_enabled", json!(false)),
            ("root_mfa_active", json!(false)),
            ("root_access_keys_present", json!(true)),
        ],
    );
    assert_eq!(
        account.attributes["root_access_key_1"],
        json!({"active": true, "last_rotated": "2024-01-01T00:00:00Z", "last_used_date": "2025-02-03T04:05:00Z",
               "last_used_region": "us-east-1", "last_used_service": "iam"})
    );
    let ada = named(&snapshot, "aws.iam.user", "ada");
    holds(
        ada,
        &[
            ("password_enabled", json!(true)),
            ("mfa_active", json!(false)),
            ("virtual_mfa_devices", json!([])),
        ],
    );
    let mallory = named(&snapshot, "aws.iam.user", "mallory");
    holds(
        mallory,
        &[
            ("password_enabled", json!(false)),
            ("password_last_changed", Value::Null),
        ],
    );
    assert_eq!(mallory.attributes["access_keys"].as_array().map(Vec::len), Some(2));
    let admins = named(&snapshot, "aws.iam.group", "admins");
    assert_eq!(admins.attributes["members"], json!(["mallory"]));
    holds(
        only(&snapshot, "aws.iam.account_password_policy"),
        &[("exists", json!(false)), ("minimum_password_length", Value::Null)],
    );
    let old = named(&snapshot, "aws.iam.server_certificate", "stellarrec-old");
    assert_eq!(old.attributes["expiration"], json!("2020-01-01T00:00:00Z"));
    let analyzer = only(&snapshot, "aws.accessanalyzer.analyzer");
    assert_eq!(analyzer.attributes["has_active_findings"], json!(true));
    let organization = only(&snapshot, "aws.organizations.organization");
    assert_eq!(organization.attributes["enabled_features"], json!([]));
}

#[test]
fn the_credential_report_is_asked_for_once_and_outlives_a_denial() {
    const GENERATE: &str = "iam:GenerateCredentialReport";
    let moto = Moto::seeded("compliant");
    let proxy = Proxy::start(moto.endpoint());
    let run = || snapshot(trueline_at(proxy.endpoint()));
    // Nobody made a report yet, and this identity may not.
    proxy.set(GENERATE, Fault::Deny);
    let seen = run();
    for (resource, path) in [
        (only(&seen, "aws.account"), "root_access_key_1"),
        (named(&seen, "aws.iam.user", "ada"), "mfa_active"),
    ] {
        let gap = resource.gaps.iter().find(|g| g.path == path).expect("a gap");
        assert_eq!(gap.reason, GapReason::AccessDenied);
        assert_eq!(gap.operation.as_deref(), Some(GENERATE));
        assert_eq!(gap.permission.as_deref(), Some(GENERATE));
        assert!(!resource.attributes.contains_key(path));
    }
    proxy.reset();
    let seen = run();
    assert_eq!(only(&seen, "aws.account").gaps, []);
    let counts = proxy.counts();
    assert_eq!(counts["iam:GetCredentialReport"], 1);
    for once in [
        GENERATE,
        "iam:GetAccountAuthorizationDetails",
        "iam:ListVirtualMFADevices",
        "iam:ListRoles",
    ] {
        assert_eq!(counts[once], 1, "{once}");
    }
    // One that is there can be read.
    proxy.reset();
    proxy.set(GENERATE, Fault::Deny);
    assert_eq!(named(&run(), "aws.iam.user", "ada").gaps, []);
}
