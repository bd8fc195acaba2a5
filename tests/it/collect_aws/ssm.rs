//! Parameters, documents and managed nodes.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

const PARAMETER: &str = "aws.ssm.parameter";

#[test]
fn parameters_are_read_without_their_values() {
    for moto in [compliant(), broken()] {
        let snapshot = snapshot(moto.trueline());
        let password = named(&snapshot, PARAMETER, "/stellarrec/db-password");
        let arn = format!("arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/stellarrec/db-password");
        assert_eq!(password.arn.as_deref(), Some(arn.as_str()));
        for (path, expected) in [
            ("type", json!("SecureString")),
            ("tier", json!("Standard")),
            ("data_type", json!("text")),
            ("version", json!(1)),
        ] {
            assert_eq!(password.attributes[path], expected, "{path}");
        }
        assert!(password.attributes["key_id"].is_string());
        assert_eq!(password.tags["project"], "stellarrec");
        let text = serde_json::to_string(&snapshot.resources).expect("text");
        assert!(!text.contains("CANARY-ssm"), "a value was kept");
    }
}

#[test]
fn every_page_of_parameters_is_read() {
    let snapshot = snapshot(compliant().trueline());
    assert_eq!(of_kind(&snapshot, PARAMETER).len(), 12);
}

#[test]
fn documents_and_nodes_are_read_as_they_are() {
    let snapshot = snapshot(compliant().trueline());
    let deploy = named(&snapshot, "aws.ssm.document", "stellarrec-deploy");
    for (path, expected) in [
        ("document_type", json!("Command")),
        ("document_format", json!("JSON")),
        ("platform_types", json!(["Linux"])),
        ("owner", json!(ACCOUNT)),
        ("permissions", json!({"type": "Share", "account_ids": []})),
        ("content_has_secrets", json!(false)),
    ] {
        assert_eq!(deploy.attributes[path], expected, "{path}");
    }
    assert_eq!(deploy.tags["owner"], "platform");
    let node = named(&snapshot, "aws.ssm.managed_instance", "stellarrec-def0");
    assert_eq!(node.attributes["ping_status"], json!("Online"));
    assert_eq!(node.attributes["patch_compliance"]["status"], json!("COMPLIANT"));
    assert_eq!(node.attributes["patch_compliance"]["compliant_count"], json!(2));
}

#[test]
fn secrets_in_the_clear_and_missing_patches_are_read_so() {
    let snapshot = snapshot(broken().trueline());
    let key = named(&snapshot, PARAMETER, "/stellarrec/api-key");
    assert_eq!(key.attributes["type"], json!("String"));
    assert_eq!(key.attributes["key_id"], Value::Null);
    let deploy = named(&snapshot, "aws.ssm.document", "stellarrec-deploy");
    assert_eq!(deploy.attributes["permissions"]["account_ids"], json!(["all"]));
    assert_eq!(deploy.attributes["content_has_secrets"], json!(true));
    let node = named(&snapshot, "aws.ssm.managed_instance", "stellarrec-def0");
    assert_eq!(
        node.attributes["patch_compliance"],
        json!({"status": "NON_COMPLIANT", "overall_severity": "HIGH", "compliant_count": 1,
               "non_compliant_count": 1})
    );
    assert_eq!(node.attributes["association_compliance"]["status"], json!("COMPLIANT"));
}
