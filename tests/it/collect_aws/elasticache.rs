//! What stands in ElastiCache is read as it is.

use serde_json::{Value, json};

use super::{broken, compliant, named, of_kind, snapshot};

#[test]
fn a_healthy_cache_is_read_with_what_its_members_say() {
    let snapshot = snapshot(compliant().trueline());
    let subnets = named(&snapshot, "aws.elasticache.subnet_group", "stellarrec-redis");
    assert_eq!(subnets.attributes["subnet_ids"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        subnets.attributes["availability_zones"],
        json!(["us-east-1a", "us-east-1b"])
    );
    let group = named(&snapshot, "aws.elasticache.replication_group", "stellarrec-redis");
    for (path, expected) in [
        ("engine_version", json!("7.0.7")),
        (
            "member_clusters",
            json!(["stellarrec-redis-001", "stellarrec-redis-002"]),
        ),
        ("num_node_groups", json!(1)),
        ("cluster_enabled", json!(false)),
        ("port", json!(6379)),
        ("availability_zones", json!(["us-east-1a", "us-east-1b"])),
        ("parameter_group_name", json!("stellarrec-redis")),
        ("subnet_group_name", json!("stellarrec-redis")),
        ("auto_minor_version_upgrade", json!(true)),
        ("user_group_ids", json!([])),
        ("notification_topic_arn", Value::Null),
    ] {
        assert_eq!(group.attributes[path], expected, "{path}");
    }
    assert_eq!(group.attributes["security_group_ids"].as_array().map(Vec::len), Some(1));
    assert_eq!(group.tags["owner"], "platform");
    let member = named(&snapshot, "aws.elasticache.cluster", "stellarrec-redis-002");
    assert_eq!(member.attributes["replication_group_id"], json!("stellarrec-redis"));
    assert_eq!(member.attributes["availability_zone"], json!("us-east-1b"));
    assert_eq!(member.attributes["transit_encryption_enabled"], json!(true));
    let sessions = named(&snapshot, "aws.elasticache.cluster", "stellarrec-sessions");
    assert_eq!(sessions.attributes["replication_group_id"], Value::Null);
    assert_eq!(sessions.attributes["engine"], json!("memcached"));
    assert_eq!(sessions.attributes["port"], json!(11211));
    assert_eq!(
        sessions.attributes["parameter_group_name"],
        json!("default.memcached1.6")
    );
    let shot = named(&snapshot, "aws.elasticache.snapshot", "stellarrec-redis-launch");
    assert_eq!(shot.attributes["replication_group_id"], json!("stellarrec-redis"));
    assert!(shot.attributes["snapshot_create_time"].is_string());
}

#[test]
fn only_what_the_account_set_and_made_is_read() {
    let snapshot = snapshot(compliant().trueline());
    assert_eq!(
        of_kind(&snapshot, "aws.elasticache.parameter_group").len(),
        1,
        "the groups of AWS are left out"
    );
    let parameters = named(&snapshot, "aws.elasticache.parameter_group", "stellarrec-redis");
    assert_eq!(
        parameters.attributes["parameters"],
        json!([
            {"name": "maxmemory-policy", "value": "allkeys-lru", "source": "user"},
            {"name": "timeout", "value": "300", "source": "user"},
        ])
    );
    let users = of_kind(&snapshot, "aws.elasticache.user");
    let ids: Vec<&str> = users.iter().map(|u| u.id.as_str()).collect();
    assert_eq!(
        ids,
        ["stellarrec-app", "stellarrec-default"],
        "the user of AWS is left out"
    );
    assert_eq!(
        users[0].attributes["authentication_mode"],
        json!({"type": "iam", "password_count": null})
    );
    assert_eq!(
        users[1].attributes["authentication_mode"],
        json!({"type": "password", "password_count": 1})
    );
    let group = named(&snapshot, "aws.elasticache.user_group", "stellarrec-redis");
    assert_eq!(
        group.attributes["user_ids"],
        json!(["stellarrec-app", "stellarrec-default"])
    );
}

#[test]
fn faults_of_caches_are_read_as_faults() {
    let snapshot = snapshot(broken().trueline());
    let group = named(&snapshot, "aws.elasticache.replication_group", "stellarrec-redis");
    assert_eq!(group.attributes["parameter_group_name"], json!("default.redis7"));
    let sessions = named(&snapshot, "aws.elasticache.cluster", "stellarrec-sessions");
    assert_eq!(sessions.attributes["auto_minor_version_upgrade"], json!(false));
    assert_eq!(sessions.attributes["transit_encryption_enabled"], json!(false));
    let door = named(&snapshot, "aws.elasticache.user", "stellarrec-default");
    assert_eq!(door.attributes["access_string"], json!("on ~* +@all"));
    assert_eq!(door.attributes["authentication_mode"]["type"], json!("no-password"));
}
