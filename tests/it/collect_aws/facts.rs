//! What stands in the seeded accounts is read as it is.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

#[test]
fn a_healthy_account_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let account = named(&snapshot, "aws.account", "stellarrec-production");
    assert_eq!(account.id, ACCOUNT);
    assert_eq!(account.attributes["account_alias"], json!("stellarrec-production"));

    let app = named(&snapshot, "aws.s3.bucket", "stellarrec-app");
    assert_eq!(app.scope.region.as_deref(), Some("us-east-1"));
    assert_eq!(app.arn.as_deref(), Some("arn:aws:s3:::stellarrec-app"));
    assert_eq!(app.tags["managed-by"], "terraform");
    assert_eq!(app.attributes["tags"], json!(app.tags));
    assert_eq!(
        app.attributes["versioning"],
        json!({"status": "Enabled", "mfa_delete": null})
    );
    assert_eq!(
        app.attributes["server_side_encryption"]["sse_algorithm"],
        json!("AES256")
    );
    assert_eq!(
        app.attributes["public_access_block"]["restrict_public_buckets"],
        json!(true)
    );
    assert_eq!(app.attributes["object_ownership"], json!("BucketOwnerEnforced"));
    assert_eq!(app.attributes["policy"]["Statement"][1]["Sid"], json!("TlsOnly"));
    assert_eq!(
        app.attributes["lifecycle_rules"][0]["transition"][1],
        json!({"days": 90, "date": null, "storage_class": "GLACIER"})
    );
    assert_eq!(app.attributes["logging"]["target_prefix"], json!("stellarrec-app/"));
    let backups = named(&snapshot, "aws.s3.bucket", "stellarrec-backups");
    assert_eq!(
        backups.attributes["notification"],
        json!({"topic_arns": [format!("arn:aws:sns:us-east-1:{ACCOUNT}:stellarrec-backups")], "queue_arns": [],
               "lambda_function_arns": [], "eventbridge": false})
    );
    let replica = named(&snapshot, "aws.s3.bucket", "stellarrec-replica");
    assert_eq!(replica.scope.region.as_deref(), Some("eu-west-1"));
    assert_eq!(replica.attributes["bucket_region"], json!("eu-west-1"));
    assert_eq!(replica.attributes["lifecycle_rules"], json!([]));
    assert_eq!(replica.attributes["logging"], Value::Null);

    let db = named(&snapshot, "aws.rds.instance", "stellarrec-db");
    for (path, expected) in [
        ("engine_version", json!("15.4")),
        ("storage_encrypted", json!(true)),
        ("backup_retention_period", json!(7)),
        ("publicly_accessible", json!(false)),
        ("parameter_group_name", json!("stellarrec-db")),
        ("performance_insights_enabled", json!(true)),
        ("replicate_source_db", Value::Null),
        ("cluster_identifier", Value::Null),
        ("pending_modified_values", json!({})),
    ] {
        assert_eq!(db.attributes[path], expected, "{path}");
    }
    let replica = named(&snapshot, "aws.rds.instance", "stellarrec-db-replica");
    assert_eq!(replica.attributes["replicate_source_db"], json!("stellarrec-db"));

    let redis = named(&snapshot, "aws.elasticache.replication_group", "stellarrec-redis");
    for (path, expected) in [
        ("num_cache_clusters", json!(2)),
        ("auth_token_enabled", json!(true)),
        ("transit_encryption_mode", json!("required")),
        ("automatic_failover_enabled", json!(true)),
        ("multi_az_enabled", json!(true)),
        ("snapshot_retention_limit", json!(5)),
        ("kms_key_id", Value::Null),
    ] {
        assert_eq!(redis.attributes[path], expected, "{path}");
    }
}

#[test]
fn networks_are_read_with_every_rule_and_route() {
    let snapshot = snapshot(broken().trueline());
    let groups: BTreeMap<&str, &str> = of_kind(&snapshot, "aws.ec2.security_group")
        .into_iter()
        .map(|g| (g.name.as_str(), g.id.as_str()))
        .collect();
    let db = named(&snapshot, "aws.ec2.security_group", "stellarrec-db");
    let rules = db.attributes["ingress"].as_array().expect("rules");
    assert_eq!(rules.len(), 2, "the legitimate rule and the fault");
    assert!(rules.iter().all(|r| {
        r["security_group_rule_id"]
            .as_str()
            .is_some_and(|id| id.starts_with("sgr-"))
    }));
    assert!(
        rules
            .iter()
            .any(|r| r["referenced_security_group_id"] == groups["stellarrec-app"] && r["cidr_ipv6"].is_null())
    );
    assert!(
        rules
            .iter()
            .any(|r| r["cidr_ipv6"] == "::/0" && r["from_port"] == 5432 && r["cidr_ipv4"].is_null())
    );
    let everything = &db.attributes["egress"][0];
    assert_eq!(
        (&everything["ip_protocol"], &everything["from_port"]),
        (&json!("-1"), &json!(-1))
    );
    let bastion = named(&snapshot, "aws.ec2.security_group", "stellarrec-bastion");
    let prefix_list = bastion.attributes["ingress"][0]["prefix_list_id"].as_str();
    assert!(prefix_list.is_some_and(|id| id.starts_with("pl-")));

    let subnet = named(&snapshot, "aws.ec2.subnet", "stellarrec-private-a");
    assert_eq!(subnet.attributes["cidr_block"], json!("10.0.11.0/24"));
    assert_eq!(subnet.attributes["ipv6_cidr_block"], Value::Null);
    assert_eq!(subnet.tags["html"], "<script>alert(1)</script>");
    assert_eq!(subnet.tags["ansi"], "\u{9b}31mred\u{9b}0m");
    let public = named(&snapshot, "aws.ec2.route_table", "stellarrec-public");
    let routes = public.attributes["route"].as_array().expect("routes");
    let default = routes
        .iter()
        .find(|r| r["cidr_block"] == "0.0.0.0/0")
        .expect("a default route");
    assert!(default["gateway_id"].as_str().is_some_and(|id| id.starts_with("igw-")));
    assert_eq!(default["nat_gateway_id"], Value::Null);
    assert_eq!(public.attributes["associations"].as_array().map(Vec::len), Some(2));
    let standby = named(&snapshot, "aws.ec2.subnet", "stellarrec-standby-a");
    assert_eq!(standby.scope.region.as_deref(), Some("eu-west-1"));
}

#[test]
fn faults_are_read_as_faults_and_absent_settings_as_null() {
    let snapshot = snapshot(broken().trueline());
    assert_eq!(snapshot.gaps, []);
    assert!(snapshot.resources.iter().all(|r| r.gaps.is_empty()));
    let bare = named(&snapshot, "aws.s3.bucket", "stellarrec-scratch");
    assert_eq!(
        bare.attributes["versioning"],
        json!({"status": null, "mfa_delete": null})
    );
    for path in [
        "server_side_encryption",
        "public_access_block",
        "policy",
        "logging",
        "object_ownership",
    ] {
        assert_eq!(bare.attributes[path], Value::Null, "{path}");
    }
    assert_eq!(bare.attributes["lifecycle_rules"], json!([]));
    assert_eq!(bare.tags["formula"], "=cmd()");
    let app = named(&snapshot, "aws.s3.bucket", "stellarrec-app");
    assert_eq!(app.attributes["versioning"]["status"], json!("Suspended"));
    let backups = named(&snapshot, "aws.s3.bucket", "stellarrec-backups");
    assert_eq!(backups.attributes["public_access_block"], Value::Null);
    assert_eq!(
        backups.attributes["policy"]["Statement"].as_array().map(Vec::len),
        Some(1)
    );

    let db = named(&snapshot, "aws.rds.instance", "stellarrec-db");
    assert_eq!(db.attributes["backup_retention_period"], json!(1));
    assert_eq!(db.attributes["storage_encrypted"], json!(false));
    assert_eq!(db.attributes["publicly_accessible"], json!(true));
    let public = named(&snapshot, "aws.ec2.subnet", "stellarrec-public-b");
    let group = named(&snapshot, "aws.rds.subnet_group", "stellarrec-db");
    assert!(
        group.attributes["subnet_ids"]
            .as_array()
            .is_some_and(|ids| ids.contains(&json!(public.id)))
    );

    let door = named(&snapshot, "aws.iam.role", "open-door");
    assert_eq!(
        door.attributes["assume_role_policy"]["Statement"][0]["Principal"],
        json!({"AWS": "*"})
    );
    let everything = named(&snapshot, "aws.iam.policy", "everything");
    assert_eq!(everything.id, format!("arn:aws:iam::{ACCOUNT}:policy/everything"));
    assert_eq!(everything.attributes["policy"]["Statement"][0]["Action"], json!("*"));
    assert_eq!(everything.attributes["attachment_count"], json!(1));
    assert_eq!(door.attributes["managed_policy_arns"], json!([everything.id]));
    let mallory = named(&snapshot, "aws.iam.user", "mallory");
    assert_eq!(mallory.attributes["inline_policy"][0]["name"], json!("admin"));
    assert_eq!(
        mallory.attributes["inline_policy"][0]["policy"]["Statement"][0]["Resource"],
        json!("*")
    );
    let ada = named(&snapshot, "aws.iam.user", "ada");
    assert_eq!(ada.attributes["groups"], json!(["operators"]));
    let condition = &ada.attributes["inline_policy"][0]["policy"]["Statement"][0]["Condition"];
    assert_eq!(
        condition["StringNotEquals"]["aws:PrincipalTag/team"],
        json!("\u{1b}[31mred\u{1b}[0m")
    );
    let managed = named(&snapshot, "aws.iam.policy", "AmazonSSMManagedInstanceCore");
    assert_eq!(managed.attributes["aws_managed"], json!(true));
    assert_eq!(
        of_kind(&snapshot, "aws.iam.policy").len(),
        3,
        "unattached policies of AWS are left out"
    );
}
