//! More of S3: the account's block, access points, locks, copies, websites.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

#[test]
fn the_storage_of_a_healthy_account_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let backups = named(&snapshot, "aws.s3.bucket", "stellarrec-backups");
    assert_eq!(
        backups.attributes["object_lock_configuration"],
        json!({"object_lock_enabled": "Enabled", "mode": "GOVERNANCE", "days": 30, "years": null})
    );
    assert_eq!(
        backups.attributes["replication_configuration"],
        json!({"role": format!("arn:aws:iam::{ACCOUNT}:role/stellarrec/stellarrec-app"), "rule": [
            {"id": "away", "status": "Enabled", "prefix": "daily/",
             "destination_bucket": "arn:aws:s3:::stellarrec-replica", "destination_account": ACCOUNT,
             "delete_marker_replication": "Disabled"}]})
    );
    assert_eq!(backups.attributes["website"], Value::Null);
    assert_eq!(backups.attributes["cors_rules"], json!([]));
    let app = named(&snapshot, "aws.s3.bucket", "stellarrec-app");
    assert_eq!(app.attributes["policy_is_public"], json!(false));
    assert_eq!(app.attributes["object_lock_configuration"], Value::Null);
    assert_eq!(app.attributes["replication_configuration"], Value::Null);
    assert_eq!(
        app.attributes["website"],
        json!({"index_document": "index.html", "error_document": "error.html", "redirect_all_requests_to": null})
    );
    assert_eq!(
        app.attributes["cors_rules"],
        json!([{"id": "uploads", "allowed_headers": ["content-type"], "allowed_methods": ["GET", "PUT"],
                "allowed_origins": ["https://app.stellarrec.example"], "expose_headers": ["ETag"],
                "max_age_seconds": 3600}])
    );

    let [block] = of_kind(&snapshot, "aws.s3.account_public_access_block")[..] else {
        panic!("one block")
    };
    assert_eq!(block.id, ACCOUNT);
    let all = [
        "exists",
        "block_public_acls",
        "block_public_policy",
        "ignore_public_acls",
    ];
    for path in all.into_iter().chain(["restrict_public_buckets"]) {
        assert_eq!(block.attributes[path], json!(true), "{path}");
    }
    let [point] = of_kind(&snapshot, "aws.s3.access_point")[..] else {
        panic!("one access point, in one region")
    };
    assert_eq!(point.scope.region.as_deref(), Some("us-east-1"));
    assert_eq!(point.attributes["bucket"], json!("stellarrec-app"));
    assert_eq!(point.attributes["network_origin"], json!("VPC"));
    assert!(point.attributes["vpc_id"].is_string());
    assert_eq!(
        point.attributes["public_access_block"]["restrict_public_buckets"],
        json!(true)
    );
    assert_eq!(point.attributes["policy"]["Statement"][0]["Sid"], json!("Uploads"));
    assert_eq!(point.tags["project"], "stellarrec");
    let global = named(&snapshot, "aws.s3.multi_region_access_point", "stellarrec-global");
    assert_eq!(global.scope.region, None);
    assert_eq!(global.attributes["status"], json!("READY"));
    assert_eq!(
        global.attributes["public_access_block"]["block_public_acls"],
        json!(true)
    );
    assert_eq!(global.attributes["region"][0]["bucket"], json!("stellarrec-app"));
    assert_eq!(global.attributes["policy"], Value::Null);
}

#[test]
fn faults_of_storage_are_read_as_they_are() {
    let snapshot = snapshot(broken().trueline());
    let [block] = of_kind(&snapshot, "aws.s3.account_public_access_block")[..] else {
        panic!("one block")
    };
    assert_eq!(block.attributes["exists"], json!(false));
    assert_eq!(block.attributes["block_public_acls"], Value::Null);
    let point = named(&snapshot, "aws.s3.access_point", "stellarrec-uploads");
    assert_eq!(point.attributes["network_origin"], json!("Internet"));
    assert_eq!(point.attributes["vpc_id"], Value::Null);
    assert_eq!(
        point.attributes["public_access_block"]["block_public_policy"],
        json!(false)
    );
    let backups = named(&snapshot, "aws.s3.bucket", "stellarrec-backups");
    assert_eq!(backups.attributes["object_lock_configuration"], Value::Null);
    assert_eq!(
        backups.attributes["replication_configuration"]["rule"][0]["status"],
        json!("Disabled")
    );
    let scratch = named(&snapshot, "aws.s3.bucket", "stellarrec-scratch");
    assert_eq!(scratch.attributes["policy_is_public"], Value::Null);
}
