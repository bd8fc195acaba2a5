//! What stands in RDS is read as it is.

use serde_json::{Value, json};
use trueline::model::{Resource, Snapshot};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

fn has(resource: &Resource, expected: &[(&str, Value)]) {
    for (path, value) in expected {
        assert_eq!(&resource.attributes[*path], value, "{} {path}", resource.key());
    }
}

fn parameter<'a>(group: &'a Resource, name: &str) -> &'a Value {
    let parameters = group.attributes["parameters"].as_array().expect("parameters");
    let found = parameters.iter().find(|p| p["name"] == name);
    found.unwrap_or_else(|| panic!("{name} of {}", group.key()))
}

fn enabled(snapshot: &Snapshot, name: &str) -> Value {
    named(snapshot, "aws.rds.event_subscription", name).attributes["enabled"].clone()
}

#[test]
fn a_healthy_database_is_read_with_all_that_is_around_it() {
    let snapshot = snapshot(compliant().trueline());
    let db = named(&snapshot, "aws.rds.instance", "stellarrec-db");
    let vpc = &named(&snapshot, "aws.rds.subnet_group", "stellarrec-db").attributes["vpc_id"];
    has(
        db,
        &[
            ("engine_version_status", json!("available")),
            ("engine_lifecycle_support", json!("open-source-rds-extended-support")),
            ("username", json!("stellarrec")),
            ("manage_master_user_password", json!(false)),
            ("port", json!(5432)),
            ("vpc_id", vpc.clone()),
            ("availability_zone", json!("us-east-1a")),
            ("copy_tags_to_snapshot", json!(true)),
            ("ca_cert_identifier", json!("rds-ca-rsa2048-g1")),
            ("ca_certificate_valid_till", json!("2061-05-20T00:00:00Z")),
            ("enabled_cloudwatch_logs_exports", json!(["postgresql", "upgrade"])),
            ("performance_insights_retention_period", json!(7)),
            ("parameter_apply_status", json!("in-sync")),
            ("replicas", json!(["stellarrec-db-replica"])),
        ],
    );
    assert!(vpc.as_str().is_some_and(|id| id.starts_with("vpc-")));
    let restorable = db.attributes["latest_restorable_time"].as_str();
    assert!(restorable.is_some_and(|time| time.ends_with('Z')), "{restorable:?}");
    let replica = named(&snapshot, "aws.rds.instance", "stellarrec-db-replica");
    assert_eq!(replica.attributes["replicas"], json!([]));

    let group = named(&snapshot, "aws.rds.parameter_group", "stellarrec-db");
    assert_eq!(group.tags["environment"], "production");
    assert_eq!(group.attributes["family"], json!("postgres15"));
    assert_eq!(
        parameter(group, "rds.force_ssl"),
        &json!({"name": "rds.force_ssl", "value": "1", "apply_method": "immediate", "source": "user"})
    );
    assert_eq!(parameter(group, "log_statement")["value"], json!("ddl"));
    assert_eq!(parameter(group, "ssl")["source"], json!("system"));
    assert_eq!(parameter(group, "log_connections")["value"], Value::Null);
    let names = group.attributes["parameters"].as_array().expect("parameters");
    assert!(names.iter().all(|p| p["name"] != "work_mem"), "as AWS made it");

    let subscription = named(&snapshot, "aws.rds.event_subscription", "stellarrec-db-instance");
    has(
        subscription,
        &[
            ("enabled", json!(true)),
            ("source_type", json!("db-instance")),
            ("source_ids", json!([])),
            (
                "event_categories",
                json!(["configuration change", "failure", "maintenance"]),
            ),
            (
                "sns_topic",
                json!(format!("arn:aws:sns:us-east-1:{ACCOUNT}:stellarrec-databases")),
            ),
        ],
    );
}

#[test]
fn clusters_and_snapshots_are_read_as_they_are() {
    let snapshot = snapshot(compliant().trueline());
    let cluster = named(&snapshot, "aws.rds.cluster", "stellarrec-archive");
    has(
        cluster,
        &[
            ("engine", json!("aurora-postgresql")),
            ("engine_version_status", json!("available")),
            ("storage_encrypted", json!(true)),
            ("deletion_protection", json!(true)),
            ("iam_database_authentication_enabled", json!(true)),
            ("copy_tags_to_snapshot", json!(true)),
            ("port", json!(5433)),
            ("master_username", json!("stellarrec")),
            ("cluster_members", json!([])),
            ("db_cluster_parameter_group_name", json!("stellarrec-archive")),
            ("enabled_cloudwatch_logs_exports", json!(["postgresql"])),
            ("ca_certificate_identifier", Value::Null),
        ],
    );
    let group = named(&snapshot, "aws.rds.cluster_parameter_group", "stellarrec-archive");
    assert_eq!(parameter(group, "rds.force_ssl")["value"], json!("1"));
    let shot = named(&snapshot, "aws.rds.snapshot", "stellarrec-db-launch");
    has(
        shot,
        &[
            ("encrypted", json!(true)),
            ("snapshot_type", json!("manual")),
            ("db_instance_identifier", json!("stellarrec-db")),
            ("shared_accounts", json!(["210987654321"])),
        ],
    );
    assert_eq!(shot.tags["project"], "stellarrec");
    let shot = named(&snapshot, "aws.rds.cluster_snapshot", "stellarrec-archive-launch");
    has(
        shot,
        &[("storage_encrypted", json!(true)), ("shared_accounts", json!([]))],
    );
}

#[test]
fn faults_of_databases_are_read_as_faults() {
    let snapshot = snapshot(broken().trueline());
    let group = named(&snapshot, "aws.rds.parameter_group", "stellarrec-db");
    assert_eq!(parameter(group, "rds.force_ssl")["value"], json!("0"));
    let db = named(&snapshot, "aws.rds.instance", "stellarrec-db");
    assert_eq!(db.attributes["enabled_cloudwatch_logs_exports"], json!([]));
    let shot = named(&snapshot, "aws.rds.snapshot", "stellarrec-db-launch");
    has(
        shot,
        &[
            ("encrypted", json!(false)),
            ("kms_key_id", Value::Null),
            ("shared_accounts", json!(["all"])),
        ],
    );
    let cluster = named(&snapshot, "aws.rds.cluster", "stellarrec-archive");
    has(
        cluster,
        &[
            ("storage_encrypted", json!(false)),
            ("deletion_protection", json!(false)),
            ("engine_version_status", json!("deprecated")),
            ("db_cluster_parameter_group_name", json!("default.aurora-postgresql15")),
        ],
    );
    // The group of AWS is there because a cluster uses it; what it sets is known, too.
    assert_eq!(of_kind(&snapshot, "aws.rds.cluster_parameter_group").len(), 2);
    let default = named(
        &snapshot,
        "aws.rds.cluster_parameter_group",
        "default.aurora-postgresql15",
    );
    assert_eq!(parameter(default, "rds.force_ssl")["source"], json!("system"));
    assert_eq!(enabled(&snapshot, "stellarrec-db-instance"), json!(false));
    assert_eq!(enabled(&snapshot, "stellarrec-db-cluster"), json!(true));
}
