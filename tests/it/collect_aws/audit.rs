//! What guards and watches the account: keys, certificates, trails, recorders, detectors, hubs.

use serde_json::{Value, json};
use trueline::model::{GapReason, Resource, Snapshot};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};
use crate::support::moto::{snapshot_all, trueline_at};
use crate::support::proxy::{Fault, Proxy};

const KINDS: [&str; 7] = [
    "aws.kms.key",
    "aws.cloudtrail.trail",
    "aws.acm.certificate",
    "aws.config.configuration_recorder",
    "aws.config.delivery_channel",
    "aws.guardduty.detector",
    "aws.securityhub.account",
];

fn whole(snapshot: &Snapshot) {
    for kind in KINDS {
        for region in ["us-east-1", "eu-west-1"] {
            let here =
                |c: &&trueline::model::snapshot::Collected| c.kind == kind && c.scope.region.as_deref() == Some(region);
            assert_eq!(snapshot.collected.iter().filter(here).count(), 1, "{kind} in {region}");
        }
        assert!(snapshot.gaps.iter().all(|gap| gap.kind != kind), "{:?}", snapshot.gaps);
        for resource in of_kind(snapshot, kind) {
            assert_eq!(resource.gaps, [], "{}", resource.key());
        }
    }
}

fn has(resource: &Resource, facts: &[(&str, Value)]) {
    for (path, expected) in facts {
        assert_eq!(&resource.attributes[*path], expected, "{} {path}", resource.key());
    }
}

#[test]
fn a_guarded_account_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    whole(&snapshot);
    let key = named(&snapshot, "aws.kms.key", "alias/stellarrec-audit");
    has(
        key,
        &[
            ("aliases", json!(["alias/stellarrec-audit"])),
            ("key_manager", json!("CUSTOMER")),
            ("customer_master_key_spec", json!("SYMMETRIC_DEFAULT")),
            ("key_usage", json!("ENCRYPT_DECRYPT")),
            ("is_enabled", json!(true)),
            ("multi_region", json!(false)),
            ("origin", json!("AWS_KMS")),
            ("deletion_date", Value::Null),
            ("enable_key_rotation", json!(true)),
            ("rotation_period_in_days", json!(365)),
        ],
    );
    assert_eq!(key.attributes["policy"]["Statement"][1]["Sid"], "Encrypt");
    assert_eq!(key.tags["managed-by"], "terraform");

    let trail = named(&snapshot, "aws.cloudtrail.trail", "stellarrec-audit");
    assert_eq!(
        trail.id,
        format!("arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/stellarrec-audit")
    );
    assert_eq!(trail.scope.region.as_deref(), Some("us-east-1"));
    has(
        trail,
        &[
            ("is_multi_region_trail", json!(true)),
            ("enable_log_file_validation", json!(true)),
            ("enable_logging", json!(true)),
            ("kms_key_id", json!(key.arn)),
            ("s3_bucket_name", json!("stellarrec-logs")),
            ("sns_topic_arn", Value::Null),
            ("latest_delivery_error", Value::Null),
            ("advanced_event_selector", json!([])),
            (
                "insight_selector",
                json!([{"insight_type": "ApiCallRateInsight"}, {"insight_type": "ApiErrorRateInsight"}]),
            ),
        ],
    );
    assert_eq!(
        trail.attributes["event_selector"][0]["data_resource"],
        json!([{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}])
    );
    assert!(trail.attributes["latest_cloud_watch_logs_delivery_time"].is_string());
    assert_eq!(trail.tags["owner"], "platform");
    let functions = named(&snapshot, "aws.cloudtrail.trail", "stellarrec-functions");
    has(
        functions,
        &[("event_selector", json!([])), ("insight_selector", json!([]))],
    );
    let fields = &functions.attributes["advanced_event_selector"][0]["field_selector"];
    assert_eq!(fields[1]["field"], "resources.type");
    assert_eq!(fields[1]["equals"], json!(["AWS::Lambda::Function"]));
    assert_eq!(fields[1]["not_equals"], json!([]));

    let certificate = named(&snapshot, "aws.acm.certificate", "stellarrec.example");
    has(
        certificate,
        &[
            ("status", json!("ISSUED")),
            ("type", json!("AMAZON_ISSUED")),
            ("key_algorithm", json!("RSA_2048")),
            ("validation_method", json!("DNS")),
            (
                "subject_alternative_names",
                json!(["api.stellarrec.example", "stellarrec.example", "www.stellarrec.example"]),
            ),
            (
                "options",
                json!({"certificate_transparency_logging_preference": "ENABLED", "export": "DISABLED"}),
            ),
        ],
    );
    assert!(
        certificate.attributes["not_after"]
            .as_str()
            .is_some_and(|t| t.ends_with('Z'))
    );

    let recorder = named(&snapshot, "aws.config.configuration_recorder", "stellarrec");
    has(
        recorder,
        &[("recording", json!(true)), ("last_status", json!("SUCCESS"))],
    );
    assert_eq!(recorder.attributes["recording_group"]["all_supported"], json!(true));
    assert_eq!(
        recorder.attributes["recording_mode"]["recording_mode_override"][0]["resource_types"],
        json!(["AWS::EC2::NetworkInterface"])
    );
    let channel = named(&snapshot, "aws.config.delivery_channel", "stellarrec");
    assert_eq!(channel.attributes["s3_kms_key_arn"], json!(key.arn));

    let [detector] = of_kind(&snapshot, "aws.guardduty.detector")[..] else {
        panic!("one detector")
    };
    has(
        detector,
        &[
            ("enable", json!(true)),
            ("finding_publishing_frequency", json!("FIFTEEN_MINUTES")),
        ],
    );
    assert_eq!(detector.attributes["features"][5]["name"], "S3_DATA_EVENTS");
    assert_eq!(detector.tags["project"], "stellarrec");

    let [hub] = of_kind(&snapshot, "aws.securityhub.account")[..] else {
        panic!("one hub")
    };
    assert_eq!(hub.attributes["auto_enable_controls"], json!(true));
    assert_eq!(hub.attributes["enabled_standards"].as_array().map(Vec::len), Some(2));
}

#[test]
fn faults_of_keys_trails_and_watchers_are_read_as_faults() {
    let snapshot = snapshot(broken().trueline());
    whole(&snapshot);
    let key = |name: &str| named(&snapshot, "aws.kms.key", name);
    has(
        key("alias/stellarrec-data"),
        &[
            ("enable_key_rotation", json!(false)),
            ("rotation_period_in_days", Value::Null),
        ],
    );
    let open = key("alias/stellarrec-open");
    assert_eq!(open.attributes["policy"]["Statement"][1]["Principal"], "*");
    has(
        open,
        &[
            ("multi_region", json!(true)),
            ("multi_region_key_type", json!("PRIMARY")),
        ],
    );
    let old = key("alias/stellarrec-old");
    has(
        old,
        &[
            ("is_enabled", json!(false)),
            ("key_state", json!("PendingDeletion")),
            ("enable_key_rotation", json!(false)),
        ],
    );
    assert!(old.attributes["deletion_date"].is_string());
    let signing = key("alias/stellarrec-signing");
    has(
        signing,
        &[
            ("customer_master_key_spec", json!("ECC_NIST_P256")),
            ("enable_key_rotation", Value::Null),
        ],
    );
    let of_aws = key("alias/aws/secretsmanager");
    has(
        of_aws,
        &[
            ("key_manager", json!("AWS")),
            ("policy", Value::Null),
            ("enable_key_rotation", Value::Null),
            ("tags", json!({})),
        ],
    );

    let audit = named(&snapshot, "aws.cloudtrail.trail", "stellarrec-audit");
    has(audit, &[("enable_log_file_validation", json!(false))]);
    let off = named(&snapshot, "aws.cloudtrail.trail", "stellarrec-old");
    assert_eq!(off.scope.region.as_deref(), Some("eu-west-1"));
    has(
        off,
        &[
            ("enable_logging", json!(false)),
            ("is_multi_region_trail", json!(false)),
            ("kms_key_id", Value::Null),
            ("cloud_watch_logs_group_arn", Value::Null),
            ("latest_delivery_time", Value::Null),
        ],
    );

    let certificate = |name: &str| named(&snapshot, "aws.acm.certificate", name);
    let hidden = certificate("hidden.stellarrec.example");
    assert_eq!(
        hidden.attributes["options"]["certificate_transparency_logging_preference"],
        "DISABLED"
    );
    has(
        certificate("old.stellarrec.example"),
        &[
            ("type", json!("IMPORTED")),
            ("key_algorithm", json!("RSA_1024")),
            ("validation_method", Value::Null),
            ("tags", json!({})),
        ],
    );
    has(
        certificate("long.stellarrec.example"),
        &[("key_algorithm", json!("RSA_4096"))],
    );

    let recorder = named(&snapshot, "aws.config.configuration_recorder", "stellarrec");
    has(recorder, &[("recording", json!(false)), ("last_status", Value::Null)]);
    assert_eq!(
        recorder.attributes["recording_group"]["resource_types"],
        json!(["AWS::EC2::SecurityGroup"])
    );
    let [detector] = of_kind(&snapshot, "aws.guardduty.detector")[..] else {
        panic!("one detector")
    };
    has(detector, &[("enable", json!(false))]);
    assert!(
        of_kind(&snapshot, "aws.securityhub.account").is_empty(),
        "not subscribed"
    );
}

#[test]
fn each_refusal_of_kms_costs_what_it_yields_and_nothing_more() {
    let proxy = Proxy::start(broken().endpoint()).keeping_answers();
    let all = snapshot(trueline_at(proxy.endpoint()));
    let asked = proxy.counts();
    let keys = of_kind(&all, "aws.kms.key").len() as u64;
    // No key of AWS is asked for more than what it is.
    let own = all.resources.iter().filter(|r| r.kind == "aws.kms.key");
    let own = own.filter(|r| r.attributes["key_manager"] == "CUSTOMER").count() as u64;
    for (operation, count) in [
        ("kms:ListKeys", 2),
        ("kms:ListAliases", 1),
        ("kms:DescribeKey", keys),
        ("kms:GetKeyPolicy", own),
        ("kms:ListResourceTags", own),
        ("kms:GetKeyRotationStatus", own),
    ] {
        assert_eq!(asked[operation], count, "{operation}");
    }
    proxy.reset();
    proxy.set("kms:DescribeKey", Fault::Deny);
    let seen = snapshot(trueline_at(proxy.endpoint()));
    let signing = named(&seen, "aws.kms.key", "alias/stellarrec-signing");
    // The service itself says that this one can't rotate, and the alias that the other is of AWS.
    has(signing, &[("enable_key_rotation", Value::Null)]);
    has(
        named(&seen, "aws.kms.key", "alias/aws/secretsmanager"),
        &[("policy", Value::Null), ("tags", json!({}))],
    );
    assert!(!signing.attributes.contains_key("key_manager"));
    let gap = signing
        .gaps
        .iter()
        .find(|gap| gap.path == "key_manager")
        .expect("a gap");
    assert_eq!(gap.reason, GapReason::AccessDenied);
    assert_eq!(gap.permission.as_deref(), Some("kms:DescribeKey"));
    assert!(
        signing
            .gaps
            .iter()
            .all(|gap| gap.operation.as_deref() == Some("kms:DescribeKey"))
    );
}

#[test]
fn a_trail_of_another_region_is_not_lost_where_only_this_one_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.json");
    let mut command = snapshot_all(compliant().trueline(), &file, &["--regions", "eu-west-1"]);
    assert!(command.status().expect("it starts").success());
    let seen = trueline::store::read_snapshot(&file).expect("a snapshot");
    let trail = named(&seen, "aws.cloudtrail.trail", "stellarrec-audit");
    assert_eq!(trail.gaps, []);
    assert_eq!(trail.scope.region.as_deref(), Some("us-east-1"));
    has(trail, &[("enable_logging", json!(true))]);
    assert_eq!(trail.tags["project"], "stellarrec");
}
