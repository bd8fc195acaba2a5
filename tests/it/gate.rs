//! The gate of a pull request: what a plan brings, mends and takes away.

use serde_json::{Value, json};

use crate::support::files::{Ended, Place, bucket, snapshot, versioning};

const VERSIONING: &str = "aws-s3-bucket-versioning";

/// One entry of `resource_changes`.
fn change(r#type: &str, name: &str, actions: &[&str], before: Value, after: Value) -> Value {
    json!({
        "address": format!("{type}.{name}"), "mode": "managed", "type": r#type, "name": name,
        "provider_name": "registry.terraform.io/hashicorp/aws",
        "change": {"actions": actions, "before": before, "after": after, "after_unknown": {}},
    })
}

fn plan(changes: &[Value]) -> Value {
    json!({
        "format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": changes,
        "applyable": true, "complete": true, "errored": false,
    })
}

fn values(name: &str) -> Value {
    json!({
        "id": name, "bucket": name, "region": "eu-central-1", "tags_all": {},
        "arn": format!("arn:aws:s3:::{name}"),
    })
}

/// A bucket that is there, and stays as it is.
fn kept(name: &str) -> Value {
    change("aws_s3_bucket", name, &["no-op"], values(name), values(name))
}

/// Its versioning, from one status to another.
fn versions(name: &str, before: &str, after: &str) -> Value {
    let of = |status: &str| json!({"id": name, "bucket": name, "region": "eu-central-1", "versioning_configuration": [{"status": status}]});
    let actions: &[&str] = if before == after { &["no-op"] } else { &["update"] };
    change("aws_s3_bucket_versioning", name, actions, of(before), of(after))
}

fn check(place: &Place, plan: &Value, options: &[&str]) -> (Ended, Value) {
    place.write("plan.json", plan.to_string());
    let ended = place.run(&[&["check", "plan.json", "--format", "json"], options].concat());
    let report = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.error));
    (ended, report)
}

/// Resource → (verdict, baseline state).
fn rows<'r>(report: &'r Value, control: &str) -> Vec<(&'r str, &'r str, &'r str)> {
    let rows = report["findings"].as_array().expect("list").iter();
    let text = |value: &'r Value| value.as_str().unwrap_or("-");
    rows.filter(|row| row["control"] == control)
        .map(|row| {
            (
                text(&row["resource"]["id"]),
                text(&row["verdict"]),
                text(&row["baseline_state"]),
            )
        })
        .collect()
}

fn buckets() -> Value {
    plan(&[
        kept("worse"),
        versions("worse", "Enabled", "Suspended"),
        kept("better"),
        versions("better", "Suspended", "Enabled"),
        kept("bad"),
        versions("bad", "Suspended", "Suspended"),
        kept("good"),
        versions("good", "Enabled", "Enabled"),
    ])
}

#[test]
fn what_is_new_is_told_from_what_was_so_and_what_is_mended() {
    let place = Place::new();
    let (ended, report) = check(&place, &buckets(), &["--only", VERSIONING]);
    // Of medium severity; new failures count from high on.
    assert_eq!(ended.code, Some(0), "{}", ended.error);
    assert_eq!(
        rows(&report, VERSIONING),
        [("better", "fail", "absent"), ("worse", "fail", "new")]
    );
    let notes = report["run"]["notes"].to_string();
    assert!(
        notes.contains("1 failures of resources that the plan leaves alone"),
        "{notes}"
    );
    assert_eq!(report["run"]["source"], "plan");

    let (ended, report) = check(&place, &buckets(), &["--only", VERSIONING, "--all"]);
    assert_eq!(ended.code, Some(0));
    assert_eq!(
        rows(&report, VERSIONING),
        [
            ("bad", "fail", "unchanged"),
            ("better", "fail", "absent"),
            ("worse", "fail", "new")
        ]
    );
    let (ended, _) = check(&place, &buckets(), &["--only", VERSIONING, "--fail-on-new", "medium"]);
    assert_eq!(ended.code, Some(1));
    // What was so before counts for those who ask for all of it.
    let bad = plan(&[kept("bad"), versions("bad", "Suspended", "Suspended")]);
    let (ended, report) = check(&place, &bad, &["--only", VERSIONING, "--all", "--fail-on-new", "info"]);
    assert_eq!(ended.code, Some(0), "{report:#}");
    assert!(
        report["run"]["notes"].to_string().contains("changes nothing"),
        "{report:#}"
    );
    let (ended, _) = check(&place, &bad, &["--only", VERSIONING, "--all", "--fail-on", "info"]);
    assert_eq!(ended.code, Some(1));
}

#[test]
fn another_hole_in_what_is_open_already_is_new() {
    let rule = |port: u16| {
        json!({"from_port": port, "to_port": port, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [],
            "prefix_list_ids": [], "security_groups": [], "self": false, "description": ""})
    };
    let group = |ports: &[u16]| {
        json!({"id": "sg-1", "name": "web", "region": "eu-central-1", "vpc_id": "vpc-1", "tags_all": {}, "egress": [],
            "arn": "arn:aws:ec2:eu-central-1:123456789012:security-group/sg-1",
            "ingress": ports.iter().map(|port| rule(*port)).collect::<Vec<_>>()})
    };
    let place = Place::new();
    let control = "aws-ec2-security-group-high-risk-ports";
    for (after, state, code) in [([22, 22], "unchanged", 0), ([22, 3389], "new", 1)] {
        let plan = plan(&[change(
            "aws_security_group",
            "web",
            &["update"],
            group(&[22]),
            group(&after),
        )]);
        let (ended, report) = check(&place, &plan, &["--only", control]);
        assert_eq!(rows(&report, control), [("sg-1", "fail", state)], "{report:#}");
        assert_eq!(ended.code, Some(code));
    }
}

#[test]
fn what_protects_or_holds_data_is_not_destroyed_in_silence() {
    let trail = json!({"id": "main", "name": "main", "region": "eu-central-1", "tags_all": {},
        "arn": "arn:aws:cloudtrail:eu-central-1:123456789012:trail/main"});
    let database = json!({"id": "db-1", "identifier": "orders", "region": "eu-central-1", "tags_all": {}, "password": "hunter2-canary",
        "arn": "arn:aws:rds:eu-central-1:123456789012:db:orders"});
    let place = Place::new();
    let destroying = plan(&[
        change("aws_cloudtrail", "main", &["delete"], trail, Value::Null),
        change(
            "aws_db_instance",
            "orders",
            &["delete", "create"],
            database.clone(),
            database,
        ),
    ]);
    let (ended, report) = check(&place, &destroying, &["--only", "aws-change-*"]);
    assert_eq!(ended.code, Some(1));
    for (control, reason) in [
        (
            "aws-change-protection-destroyed",
            "the plan destroys aws_cloudtrail.main",
        ),
        (
            "aws-change-data-destroyed",
            "the plan replaces aws_db_instance.orders by an empty one",
        ),
    ] {
        assert_eq!(rows(&report, control).len(), 1, "{report:#}");
        assert_eq!(rows(&report, control)[0].2, "new");
        assert!(report.to_string().contains(reason), "{report:#}");
    }
    assert!(!report.to_string().contains("hunter2-canary"));
    // They say nothing of what is there.
    let kept = plan(&[kept("a")]);
    let (ended, report) = check(&place, &kept, &["--only", "aws-change-*"]);
    assert_eq!(
        (ended.code, report["findings"].as_array().map(Vec::len)),
        (Some(0), Some(0))
    );
}

#[test]
fn a_live_snapshot_settles_what_another_state_keeps() {
    let place = Place::new();
    let renamed = |class: &str| {
        let mut values = values("a");
        values["tags_all"] = json!({"class": class});
        values
    };
    let tagging = plan(&[change("aws_s3_bucket", "a", &["update"], renamed("x"), renamed("y"))]);
    let (_, report) = check(&place, &tagging, &["--only", VERSIONING]);
    assert_eq!(rows(&report, VERSIONING), [("a", "unknown", "unchanged")], "{report:#}");

    for (enabled, expected) in [(true, vec![]), (false, vec![("a", "fail", "unchanged")])] {
        place.write("live.json", snapshot(&[bucket("a", &versioning(enabled))]).to_string());
        let (ended, report) = check(
            &place,
            &tagging,
            &["--only", VERSIONING, "--overlay", "live.json", "--fail-on", "info"],
        );
        assert_eq!(rows(&report, VERSIONING), expected, "{report:#}");
        assert_eq!(ended.code, Some(i32::from(!enabled)));
    }
    // The live account is good, the plan is not.
    place.write("live.json", snapshot(&[bucket("worse", &versioning(true))]).to_string());
    let worse = plan(&[kept("worse"), versions("worse", "Enabled", "Suspended")]);
    let (_, report) = check(&place, &worse, &["--only", VERSIONING, "--overlay", "live.json"]);
    assert_eq!(rows(&report, VERSIONING), [("worse", "fail", "new")], "{report:#}");
}

#[test]
fn what_is_known_after_apply_neither_passes_nor_fails() {
    let place = Place::new();
    let mut unknown = change(
        "aws_ebs_volume",
        "a",
        &["create"],
        Value::Null,
        json!({"size": 8, "region": "eu-central-1"}),
    );
    unknown["change"]["after_unknown"] = json!({"id": true, "arn": true, "encrypted": true, "kms_key_id": true});
    let control = "aws-ec2-ebs-volume-encryption";
    let (ended, report) = check(&place, &plan(&[unknown]), &["--only", control, "--passes"]);
    assert_eq!(
        rows(&report, control),
        [("aws_ebs_volume.a", "unknown", "new")],
        "{report:#}"
    );
    assert_eq!(ended.code, Some(0));
    let (ended, _) = check(&place, &buckets(), &["--only", VERSIONING, "--strict"]);
    assert_eq!(ended.code, Some(0), "everything was judged");
}

#[test]
fn partial_and_empty_plans_say_so() {
    let place = Place::new();
    let mut partial = buckets();
    partial["errored"] = json!(true);
    let (ended, report) = check(&place, &partial, &["--only", VERSIONING, "--strict"]);
    assert_eq!(report["run"]["complete"], false);
    assert_eq!(ended.code, Some(3));
    let (ended, report) = check(&place, &plan(&[]), &[]);
    assert_eq!(ended.code, Some(0));
    assert!(
        report["run"]["notes"].to_string().contains("changes nothing"),
        "{report:#}"
    );
}

#[test]
fn options_of_plans_are_refused_elsewhere() {
    let place = Place::new();
    place.write("s.json", snapshot(&[bucket("a", &versioning(true))]).to_string());
    for option in [&["--all"][..], &["--overlay", "s.json"], &["--fail-on-new", "low"]] {
        let ended = place.run(&[&["check", "s.json"], option].concat());
        assert_eq!(ended.code, Some(2));
        assert!(ended.error.contains("is for plans"), "{}", ended.error);
    }
}

fn state(buckets: &[&str]) -> Value {
    let instance = |name: &&str| {
        json!({"mode": "managed", "type": "aws_s3_bucket", "name": name,
            "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
            "instances": [{"schema_version": 0, "attributes": values(name)}]})
    };
    json!({"version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "l", "outputs": {},
        "resources": buckets.iter().map(instance).collect::<Vec<_>>()})
}

#[test]
fn several_states_are_judged_as_one_and_a_bad_one_is_told() {
    let place = Place::new();
    place.write("states/a.tfstate", state(&["a"]).to_string());
    place.write("states/b.tfstate", state(&["b"]).to_string());
    place.write("states/bad.tfstate", "{\"version\": 4,");
    let control = "aws-s3-bucket-predictable-name";
    let run = |files: &[&str]| {
        let ended = place.run(
            &[
                &["check"],
                files,
                &["--only", control, "--passes", "--strict", "--format", "json"],
            ]
            .concat(),
        );
        let report: Value = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.error));
        (ended.code, report)
    };
    let (_, report) = run(&["states/a.tfstate", "states/b.tfstate"]);
    assert_eq!(report["summary"]["resources"], 2, "{report:#}");
    assert_eq!(report["run"]["source"], "state");
    let (code, report) = run(&["states/*.tfstate"]);
    assert_eq!(report["summary"]["resources"], 2);
    assert_eq!(report["run"]["complete"], false);
    assert!(report["run"]["notes"].to_string().contains("bad.tfstate"), "{report:#}");
    assert_ne!(code, Some(0));
}
