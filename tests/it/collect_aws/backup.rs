//! What stands in AWS Backup is read as it is.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

#[test]
fn vaults_plans_and_what_they_protect_are_read() {
    let snapshot = snapshot(compliant().trueline());
    let arn = format!("arn:aws:rds:us-east-1:{ACCOUNT}:db:stellarrec-db");
    let protected = of_kind(&snapshot, "aws.backup.protected_resource");
    assert_eq!(protected.len(), 3);
    let db = protected.iter().find(|r| r.id == arn).expect("the database");
    assert_eq!(db.attributes["resource_type"], json!("RDS"));
    assert!(db.attributes["last_backup_time"].is_string());
    let vault = named(&snapshot, "aws.backup.vault", "stellarrec");
    for (path, expected) in [
        ("locked", json!(true)),
        ("min_retention_days", json!(7)),
        ("recovery_points", json!(3)),
        ("lock_date", Value::Null),
    ] {
        assert_eq!(vault.attributes[path], expected, "{path}");
    }
    assert_eq!(vault.tags["managed-by"], "terraform");
    let plan = named(&snapshot, "aws.backup.plan", "stellarrec");
    assert_eq!(plan.tags["managed-by"], "terraform");
    let rule = &plan.attributes["rule"][0];
    assert_eq!(rule["target_vault_name"], json!("stellarrec"));
    assert_eq!(
        rule["lifecycle"],
        json!({"cold_storage_after": null, "delete_after": 35})
    );
    assert_eq!(
        rule["copy_action"][0]["destination_vault_arn"],
        json!(format!("arn:aws:backup:eu-west-1:{ACCOUNT}:backup-vault:stellarrec"))
    );
}

#[test]
fn what_has_no_backup_is_not_listed() {
    let snapshot = snapshot(broken().trueline());
    let protected = of_kind(&snapshot, "aws.backup.protected_resource");
    let ids: Vec<&str> = protected.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(
        ids,
        [format!("arn:aws:rds:us-east-1:{ACCOUNT}:db:stellarrec-db-replica")]
    );
    let vault = named(&snapshot, "aws.backup.vault", "stellarrec");
    assert_eq!(vault.attributes["locked"], json!(false));
}
