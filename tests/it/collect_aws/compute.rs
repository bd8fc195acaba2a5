//! Machines, images, disks, addresses and the account's settings for them are read as they are.

use serde_json::{Value, json};
use trueline::model::{Resource, Snapshot};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

const AMAZON_LINUX: &str = "ami-0a1b2c3d4e5f60718";

fn expect(resource: &Resource, facts: &[(&str, Value)]) {
    for (path, expected) in facts {
        let mut found = &Value::Object(resource.attributes.clone());
        for name in path.split('.') {
            found = &found[name];
        }
        assert_eq!(found, expected, "{} {path}", resource.key());
    }
}

fn with_id<'a>(snapshot: &'a Snapshot, kind: &str, id: &str) -> &'a Resource {
    let found = of_kind(snapshot, kind).into_iter().find(|r| r.id == id);
    found.unwrap_or_else(|| panic!("{kind} {id}"))
}

#[test]
fn a_launch_template_tells_what_its_two_versions_say() {
    let healthy = snapshot(compliant().trueline());
    let app = named(&healthy, "aws.ec2.launch_template", "stellarrec-app");
    assert_eq!(app.tags["managed-by"], "terraform");
    for path in ["default", "latest"] {
        let fact = |name: &str| format!("{path}.{name}");
        let facts = [
            ("version", json!(2)),
            ("image_id", json!(AMAZON_LINUX)),
            ("instance_type", json!("t3.medium")),
            ("metadata_options.http_tokens", json!("required")),
            ("metadata_options.http_put_response_hop_limit", json!(1)),
            ("iam_instance_profile.name", json!("stellarrec-machines")),
            ("monitoring.enabled", json!(true)),
            ("user_data_present", json!(true)),
            ("user_data_installs_docker", json!(true)),
            ("user_data_installs_nodejs", json!(true)),
            ("user_data_has_secrets", json!(false)),
        ];
        for (name, expected) in facts {
            expect(app, &[(&fact(name), expected)]);
        }
        let version = &app.attributes[path];
        assert_eq!(
            version["network_interfaces"][0]["associate_public_ip_address"],
            json!(false)
        );
        assert_eq!(version["block_device_mappings"][0]["ebs"]["encrypted"], json!(true));
        assert_eq!(version["tag_specifications"][0]["tags"]["project"], json!("stellarrec"));
        assert_eq!(version["user_data_sha256"].as_str().map(str::len), Some(64));
    }

    let faulty = snapshot(broken().trueline());
    let app = named(&faulty, "aws.ec2.launch_template", "stellarrec-app");
    expect(
        app,
        &[
            ("default_version", json!(2)),
            ("latest_version", json!(3)),
            ("default.metadata_options.http_tokens", json!("required")),
            ("latest.version", json!(3)),
            ("latest.instance_type", json!("m5.4xlarge")),
            ("latest.metadata_options.http_tokens", json!("optional")),
            ("latest.metadata_options.http_put_response_hop_limit", Value::Null),
            ("latest.iam_instance_profile.name", json!("stellarrec-machines")),
            ("latest.user_data_installs_docker", json!(false)),
            ("latest.user_data_has_secrets", json!(true)),
        ],
    );
    let latest = &app.attributes["latest"];
    assert_eq!(
        latest["network_interfaces"][0]["associate_public_ip_address"],
        json!(true)
    );
    assert_eq!(latest["block_device_mappings"][0]["ebs"]["encrypted"], json!(false));
}

#[test]
fn instances_are_read_and_their_user_data_never_enters() {
    let healthy = snapshot(compliant().trueline());
    let worker = named(&healthy, "aws.ec2.instance", "stellarrec-worker");
    let subnet = named(&healthy, "aws.ec2.subnet", "stellarrec-private-a");
    let group = named(&healthy, "aws.ec2.security_group", "stellarrec-app");
    let data = named(&healthy, "aws.ec2.ebs_volume", "stellarrec-data");
    let arn = format!("arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{}", worker.id);
    assert_eq!(worker.arn.as_deref(), Some(arn.as_str()));
    expect(
        worker,
        &[
            ("ami", json!(AMAZON_LINUX)),
            ("instance_type", json!("t3.medium")),
            ("instance_state", json!("running")),
            ("stopped_since", Value::Null),
            ("subnet_id", json!(subnet.id)),
            ("vpc_security_group_ids", json!([group.id])),
            ("associate_public_ip_address", json!(false)),
            ("public_ip", Value::Null),
            ("iam_instance_profile", json!("stellarrec-machines")),
            ("monitoring", json!(true)),
            ("ebs_optimized", json!(true)),
            ("key_name", json!("stellarrec-operations")),
            ("virtualization_type", json!("hvm")),
            ("metadata_options.http_tokens", json!("required")),
            ("enclave_options.enabled", json!(false)),
            ("root_block_device.device_name", json!("/dev/xvda")),
            ("user_data_installs_docker", json!(true)),
            ("user_data_has_secrets", json!(false)),
        ],
    );
    assert_eq!(worker.attributes["ebs_block_device"][0]["volume_id"], json!(data.id));
    assert_eq!(
        worker.attributes["network_interfaces"].as_array().map(Vec::len),
        Some(1)
    );

    let faulty = snapshot(broken().trueline());
    let open = named(&faulty, "aws.ec2.instance", "stellarrec-open");
    expect(
        open,
        &[
            ("associate_public_ip_address", json!(true)),
            ("metadata_options.http_tokens", json!("optional")),
            ("iam_instance_profile", json!("stellarrec-machines")),
            ("monitoring", json!(false)),
            ("user_data_has_secrets", json!(true)),
            ("user_data_installs_docker", json!(false)),
        ],
    );
    assert!(open.attributes["public_ip"].is_string());
    let forgotten = named(&faulty, "aws.ec2.instance", "stellarrec-forgotten");
    expect(
        forgotten,
        &[
            ("instance_state", json!("stopped")),
            ("associate_public_ip_address", json!(false)),
            ("iam_instance_profile", Value::Null),
            ("user_data_has_secrets", json!(false)),
        ],
    );
    let since = forgotten.attributes["stopped_since"].as_str().expect("a time");
    assert!(since.ends_with('Z') && since.contains('T'), "{since}");
    for text in ["AKIAIOSFODNN7EXAMPLE", "correct-horse", "yum install", "b4ttery"] {
        let all = serde_json::to_string(&faulty).expect("JSON");
        assert!(!all.contains(text), "{text}");
    }
}

#[test]
fn images_are_the_account_s_own_and_those_in_use() {
    let healthy = snapshot(compliant().trueline());
    assert_eq!(of_kind(&healthy, "aws.ec2.ami").len(), 2);
    let amazon = with_id(&healthy, "aws.ec2.ami", AMAZON_LINUX);
    assert_eq!(
        amazon.arn.as_deref(),
        Some("arn:aws:ec2:us-east-1::image/ami-0a1b2c3d4e5f60718")
    );
    expect(
        amazon,
        &[
            ("name", json!("amzn2-ami-kernel-5.10-hvm-2.0.20240306.2-x86_64-gp2")),
            ("image_owner_alias", json!("amazon")),
            ("owner_id", json!("137112412989")),
            ("owned", json!(false)),
            ("public", json!(true)),
            ("deprecation_time", json!("2999-01-01T00:00:00.000Z")),
        ],
    );
    let template = named(&healthy, "aws.ec2.launch_template", "stellarrec-app");
    expect(amazon, &[("used_by_launch_templates", json!([template.id]))]);
    let users = amazon.attributes["used_by_instances"].as_array().map(Vec::len);
    assert_eq!(users, Some(of_kind(&healthy, "aws.ec2.instance").len()));

    let golden = named(&healthy, "aws.ec2.ami", "stellarrec-golden");
    expect(
        golden,
        &[
            ("owned", json!(true)),
            ("public", json!(false)),
            ("used_by_instances", json!([])),
            ("used_by_launch_templates", json!([])),
        ],
    );
    assert_eq!(golden.attributes["ebs_block_device"][0]["encrypted"], json!(true));

    // The image of the stray instances is gone: it is in no list, and costs no gap.
    let faulty = snapshot(broken().trueline());
    let public = named(&faulty, "aws.ec2.ami", "stellarrec-golden");
    expect(public, &[("public", json!(true))]);
    assert_eq!(of_kind(&faulty, "aws.ec2.ami").len(), 2);
}

#[test]
fn disks_and_their_snapshots_are_read_with_who_may_restore_them() {
    let healthy = snapshot(compliant().trueline());
    let worker = named(&healthy, "aws.ec2.instance", "stellarrec-worker");
    let data = named(&healthy, "aws.ec2.ebs_volume", "stellarrec-data");
    expect(
        data,
        &[
            ("encrypted", json!(true)),
            ("size", json!(50)),
            ("type", json!("gp3")),
            ("iops", json!(3000)),
            ("throughput", json!(125)),
            ("state", json!("in-use")),
            ("availability_zone", json!("us-east-1a")),
        ],
    );
    assert_eq!(data.attributes["attachments"][0]["instance_id"], json!(worker.id));
    let nightly = named(&healthy, "aws.ec2.ebs_snapshot", "stellarrec-data");
    expect(
        nightly,
        &[
            ("volume_id", json!(data.id)),
            ("encrypted", json!(true)),
            ("kms_key_id", data.attributes["kms_key_id"].clone()),
            ("public", json!(false)),
            ("create_volume_permission", json!({"groups": [], "user_ids": []})),
        ],
    );
    // Snapshots of stock images are not the account's.
    assert!(
        of_kind(&healthy, "aws.ec2.ebs_snapshot")
            .iter()
            .all(|s| s.attributes["owner_id"] == ACCOUNT)
    );

    let faulty = snapshot(broken().trueline());
    let clear = named(&faulty, "aws.ec2.ebs_snapshot", "stellarrec-clear");
    expect(
        clear,
        &[
            ("encrypted", json!(false)),
            ("kms_key_id", Value::Null),
            ("public", json!(true)),
            (
                "create_volume_permission",
                json!({"groups": ["all"], "user_ids": ["210987654321"]}),
            ),
        ],
    );
    let other = named(&faulty, "aws.ec2.ebs_snapshot", "stellarrec-data");
    expect(other, &[("public", json!(false))]);
}

#[test]
fn the_settings_of_an_account_are_one_resource_a_region() {
    let healthy = snapshot(compliant().trueline());
    assert_eq!(of_kind(&healthy, "aws.ec2.account_settings").len(), 2);
    for region in ["us-east-1", "eu-west-1"] {
        let settings = with_id(&healthy, "aws.ec2.account_settings", region);
        assert_eq!(settings.scope.region.as_deref(), Some(region));
        expect(
            settings,
            &[
                ("ebs_encryption_by_default", json!(true)),
                ("ebs_default_kms_key_id", json!("alias/aws/ebs")),
                ("snapshot_block_public_access", json!("block-all-sharing")),
                ("image_block_public_access", json!("block-new-sharing")),
                ("instance_metadata_defaults.http_tokens", json!("required")),
                ("instance_metadata_defaults.instance_metadata_tags", Value::Null),
                ("serial_console_access_enabled", json!(false)),
                (
                    "vpc_block_public_access_options.internet_gateway_block_mode",
                    json!("off"),
                ),
                ("allowed_images_settings.state", json!("audit-mode")),
            ],
        );
        let criterion = &settings.attributes["allowed_images_settings"]["image_criterion"][0];
        assert_eq!(criterion["image_providers"], json!([ACCOUNT, "amazon"]));
        assert_eq!(criterion["maximum_days_since_created"], json!(3000));
    }
    let faulty = snapshot(broken().trueline());
    let home = with_id(&faulty, "aws.ec2.account_settings", "us-east-1");
    expect(
        home,
        &[
            ("ebs_encryption_by_default", json!(false)),
            ("snapshot_block_public_access", json!("unblocked")),
            ("image_block_public_access", json!("unblocked")),
            ("instance_metadata_defaults.http_tokens", Value::Null),
            ("serial_console_access_enabled", json!(true)),
            (
                "allowed_images_settings",
                json!({"state": "disabled", "image_criterion": []}),
            ),
        ],
    );
}

#[test]
fn addresses_interfaces_and_key_pairs_are_read() {
    let faulty = snapshot(broken().trueline());
    let spare = named(&faulty, "aws.ec2.eip", "stellarrec-spare");
    expect(
        spare,
        &[
            ("association_id", Value::Null),
            ("instance", Value::Null),
            ("network_interface", Value::Null),
            ("domain", json!("vpc")),
        ],
    );
    let used = of_kind(&faulty, "aws.ec2.eip")
        .into_iter()
        .find(|a| a.attributes["association_id"].is_string());
    assert!(used.is_some_and(|a| a.attributes["network_interface"].is_string()));
    let open = named(&faulty, "aws.ec2.instance", "stellarrec-open");
    let interfaces = of_kind(&faulty, "aws.ec2.network_interface");
    let interface = interfaces
        .iter()
        .find(|i| i.attributes["attachment"]["instance"] == open.id.as_str())
        .expect("the instance has an interface");
    expect(
        interface,
        &[
            ("interface_type", json!("interface")),
            ("attachment.device_index", json!(0)),
            ("public_ip", open.attributes["public_ip"].clone()),
            ("public_ips", json!([open.attributes["public_ip"]])),
            ("owner_id", json!(ACCOUNT)),
        ],
    );
    let key = named(&faulty, "aws.ec2.key_pair", "stellarrec-operations");
    expect(key, &[("key_type", json!("ed25519"))]);
    assert_eq!(key.tags["project"], "stellarrec");
}
