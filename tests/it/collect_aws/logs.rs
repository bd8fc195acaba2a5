//! Log groups, metric filters and resource policies.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, snapshot};

#[test]
fn groups_filters_and_policies_are_read_as_they_are() {
    let snapshot = snapshot(compliant().trueline());
    let audit = named(&snapshot, "aws.logs.log_group", "/stellarrec/audit");
    let arn = format!("arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/stellarrec/audit");
    assert_eq!(audit.arn.as_deref(), Some(arn.as_str()));
    for (path, expected) in [
        ("retention_in_days", json!(365)),
        ("log_group_class", json!("STANDARD")),
        ("deletion_protection_enabled", json!(false)),
        ("data_protection_status", Value::Null),
        ("metric_filter_count", json!(2)),
        ("stored_bytes", json!(0)),
    ] {
        assert_eq!(audit.attributes[path], expected, "{path}");
    }
    assert!(audit.attributes["kms_key_id"].is_string());
    assert_eq!(audit.tags["owner"], "platform");
    let root = named(&snapshot, "aws.logs.metric_filter", "stellarrec-rootuse");
    assert_eq!(root.id, "/stellarrec/audit:stellarrec-rootuse");
    assert!(
        root.attributes["pattern"]
            .as_str()
            .is_some_and(|p| p.contains("$.userIdentity.type"))
    );
    assert_eq!(
        root.attributes["metric_transformation"],
        json!([{"name": "RootUse", "namespace": "StellarRec", "value": "1", "default_value": 0, "dimensions": {},
                "unit": null}])
    );
    let policy = named(&snapshot, "aws.logs.resource_policy", "stellarrec-delivery");
    assert_eq!(
        policy.attributes["policy_document"]["Statement"][0]["Principal"],
        json!({"Service": "delivery.logs.amazonaws.com"})
    );
}

#[test]
fn events_that_never_expire_have_no_retention() {
    let snapshot = snapshot(broken().trueline());
    let debug = named(&snapshot, "aws.logs.log_group", "/stellarrec/debug");
    assert_eq!(debug.attributes["retention_in_days"], Value::Null);
    assert_eq!(debug.attributes["kms_key_id"], Value::Null);
    let policy = named(&snapshot, "aws.logs.resource_policy", "stellarrec-delivery");
    assert_eq!(
        policy.attributes["policy_document"]["Statement"][0]["Principal"],
        json!("*")
    );
}
