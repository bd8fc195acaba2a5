//! Drift, as a user meets it: states, snapshots and plans in, rows and exit codes out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::support::files::{Ended, Place, bucket, snapshot, versioning};

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/stellarrec/snapshot.json");
const STATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/terraform/state.tfstate");
const REFRESH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/terraform/plan-refresh-only.json");

fn document(path: &str) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("file")).expect("JSON")
}

/// Runs the comparison and reads its JSON report.
fn drift(place: &Place, arguments: &[&str]) -> (Ended, Value) {
    let ended = place.run(&[&["drift"], arguments, &["--format", "json"]].concat());
    let report = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.error));
    (ended, report)
}

fn rows(report: &Value) -> &[Value] {
    report["changes"].as_array().expect("rows")
}

/// A state: the same resources as Terraform would keep them, without their account.
fn as_state(resources: &[Value], address: &str) -> Value {
    let mut state = snapshot(resources);
    for (n, resource) in state["resources"].as_array_mut().expect("list").iter_mut().enumerate() {
        resource["scope"].as_object_mut().expect("scope").remove("account");
        resource["origin"] = json!({"source": "state", "address": format!("{address}[{n}]")});
    }
    state
}

/// The state after what Terraform saw outside of itself: `resource_drift` laid over it.
fn drifted_state() -> (Value, BTreeMap<String, BTreeSet<String>>) {
    let (mut state, plan) = (document(STATE), document(REFRESH));
    let mut told = BTreeMap::new();
    for drift in plan["resource_drift"].as_array().expect("drift") {
        let (before, after) = (&drift["change"]["before"], &drift["change"]["after"]);
        let differs = |(name, value): (&String, &Value)| (after.get(name) != Some(value)).then(|| name.clone());
        let names = match after.is_null() {
            true => BTreeSet::new(),
            false => before.as_object().expect("before").iter().filter_map(differs).collect(),
        };
        told.insert(drift["address"].as_str().expect("address").to_owned(), names);
        let same = |r: &&mut Value| {
            ["mode", "type", "name"].iter().all(|key| r[key] == drift[key])
                && r.get("module") == drift.get("module_address")
        };
        let resources = state["resources"].as_array_mut().expect("resources");
        let resource = resources.iter_mut().find(same).expect("in the state");
        let instances = resource["instances"].as_array_mut().expect("instances");
        let index = drift.get("index");
        if after.is_null() {
            instances.retain(|instance| instance.get("index_key") != index);
            continue;
        }
        let instance = instances
            .iter_mut()
            .find(|i| i.get("index_key") == index)
            .expect("instance");
        for (name, value) in after.as_object().expect("after") {
            instance["attributes"][name] = value.clone();
        }
    }
    (state, told)
}

/// Terraform itself is the oracle: its `resource_drift` and our rows name the same resources and
/// attributes.
#[test]
fn drift_is_what_terraform_says_it_is() {
    let place = Place::new();
    let (state, told) = drifted_state();
    place.write("now.tfstate", state.to_string());
    let (ended, report) = drift(&place, &[STATE, "now.tfstate"]);
    assert_eq!(ended.code, Some(1), "{}", ended.error);
    // A satellite is a part of the resource that it belongs to.
    let parent = |address: &str| address.replace("aws_s3_bucket_public_access_block.", "aws_s3_bucket.");
    let ours: BTreeMap<String, BTreeSet<String>> = rows(&report)
        .iter()
        .filter(|row| ["changed", "missing"].contains(&row["class"].as_str().expect("class")))
        .map(|row| {
            let attributes = row["attributes"].as_array().map(Vec::as_slice).unwrap_or_default();
            let name = |path: &str| {
                path.split('[')
                    .next()
                    .and_then(|p| p.split('.').next_back())
                    .map(str::to_owned)
            };
            let names = attributes.iter().filter_map(|a| name(a["path"].as_str()?)).collect();
            (row["address"].as_str().expect("address").to_owned(), names)
        })
        .collect();
    let told: BTreeMap<_, _> = told
        .into_iter()
        .map(|(address, names)| (parent(&address), names))
        .collect();
    assert_eq!(ours, told);
    let (same, report) = drift(&place, &[STATE, STATE]);
    assert_eq!((same.code, rows(&report).len()), (Some(0), 0), "{}", same.out);
}

#[test]
fn a_state_of_everything_is_in_sync_whatever_it_lacks() {
    let place = Place::new();
    let mut state = document(SNAPSHOT);
    for resource in state["resources"].as_array_mut().expect("resources") {
        resource["origin"] = json!({"source": "state", "address": format!("x.{}", resource["id"])});
        resource["scope"].as_object_mut().expect("scope").remove("account");
    }
    place.write("state.json", state.to_string());
    let (ended, report) = drift(&place, &["state.json", SNAPSHOT]);
    let counted: Vec<&Value> = rows(&report)
        .iter()
        .filter(|row| row["counts"] == json!(true))
        .collect();
    assert_eq!((ended.code, counted.len()), (Some(0), 0), "{counted:?}");
    assert_eq!(report["summary"]["coverage"]["ratio"], json!(1.0));
    assert_eq!(report["not_compared"], json!([]));
}

#[test]
fn rows_carry_the_control_that_they_break_and_the_way_out() {
    let place = Place::new();
    place.write(
        "state.json",
        as_state(
            &[bucket("kept", &versioning(true)), bucket("gone", &versioning(true))],
            "aws_s3_bucket.b",
        )
        .to_string(),
    );
    place.write(
        "now.json",
        snapshot(&[bucket("kept", &versioning(false)), bucket("by-hand", &versioning(true))]).to_string(),
    );
    let only = ["state.json", "now.json", "--only", "aws-s3-bucket-versioning"];
    let (ended, report) = drift(&place, &only);
    assert_eq!(ended.code, Some(1));
    let row = |class: &str| {
        rows(&report)
            .iter()
            .find(|row| row["class"] == class)
            .cloned()
            .expect("row")
    };
    let changed = row("changed");
    assert_eq!(changed["severity"], "medium");
    assert_eq!(changed["impact"][0]["control"], "aws-s3-bucket-versioning");
    assert_eq!(
        (&changed["advice"], &changed["address"]),
        (&json!("apply"), &json!("aws_s3_bucket.b[0]"))
    );
    assert_eq!(row("missing")["resource"]["id"], "gone");
    assert_eq!(row("unmanaged")["resource"]["id"], "by-hand");
    let coverage = &report["summary"]["coverage"];
    assert_eq!((&coverage["managed"], &coverage["total"]), (&json!(1), &json!(2)));
    // What is found and how bad it has to be.
    for (more, code) in [
        (["--fail-on", "medium"].as_slice(), 1),
        (&["--fail-on", "high"], 0),
        (&["--fail-on", "critical", "--spec-drift"], 0),
    ] {
        assert_eq!(drift(&place, &[&only, more].concat()).0.code, Some(code), "{more:?}");
    }
    let table = place.run(&[&["drift"], only.as_slice()].concat()).out;
    for part in [
        "breaks aws-s3-bucket-versioning, medium",
        "versioning.status: Enabled → not set",
        "the code is right and the cloud is not",
        "1 missing, 1 changed, 1 unmanaged: now.json (snapshot) against state.json (state)",
        "Terraform manages 1 of 2 resources (50.0 %)",
    ] {
        assert!(table.contains(part), "{part}\n{table}");
    }
}

#[test]
fn two_snapshots_tell_what_got_worse_and_what_got_better() {
    let place = Place::new();
    place.write(
        "before.json",
        snapshot(&[bucket("a", &versioning(true)), bucket("b", &versioning(false))]).to_string(),
    );
    place.write(
        "after.json",
        snapshot(&[
            bucket("a", &versioning(false)),
            bucket("b", &versioning(true)),
            bucket("c", &versioning(true)),
        ])
        .to_string(),
    );
    let (ended, report) = drift(
        &place,
        &["before.json", "after.json", "--only", "aws-s3-bucket-versioning"],
    );
    let told: Vec<_> = rows(&report)
        .iter()
        .map(|row| format!("{} {} {}", row["class"], row["resource"]["id"], row["severity"]).replace('"', ""))
        .collect();
    assert_eq!(ended.code, Some(1));
    assert_eq!(
        told,
        [
            "regression a medium",
            "changed a medium",
            "changed b info",
            "added c info",
            "healed b info"
        ]
    );
    let equal = place.run(&[
        "drift",
        "after.json",
        "after.json",
        "--only",
        "aws-s3-bucket-versioning",
        "--strict",
    ]);
    assert_eq!(equal.code, Some(0), "{}", equal.out);
    assert!(equal.out.contains("in sync"), "{}", equal.out);
}

#[test]
fn one_bad_state_of_several_is_an_alert_and_no_import_is_written() {
    let place = Place::new();
    place.write(
        "a.tfstate",
        as_state(&[bucket("a", &versioning(true))], "aws_s3_bucket.a").to_string(),
    );
    place.write(
        "b.tfstate",
        as_state(&[bucket("b", &versioning(true))], "aws_s3_bucket.b").to_string(),
    );
    place.write(
        "now.json",
        snapshot(&[
            bucket("a", &versioning(true)),
            bucket("b", &versioning(true)),
            bucket("c", &versioning(true)),
        ])
        .to_string(),
    );
    let only = ["--only", "aws-s3-bucket-versioning"];
    for base in [
        &["*.tfstate"][..],
        &["a.tfstate,b.tfstate"],
        &["a.tfstate", "--base", "b.*"],
    ] {
        let (first, rest) = base.split_first().expect("base");
        let (_, report) = drift(&place, &[&[first, "now.json"], rest, &only].concat());
        assert_eq!(report["summary"]["counted"], json!({"unmanaged": 1}), "{base:?}");
        assert_eq!(report["base"]["names"], json!(["a.tfstate", "b.tfstate"]));
    }
    let import = ["--import", "import.tf"];
    place.run(&[&["drift", "*.tfstate", "now.json"], &only[..], &import].concat());
    let blocks = std::fs::read_to_string(place.path("import.tf")).expect("blocks");
    assert!(
        blocks.contains("to = aws_s3_bucket.c\n") && !blocks.contains("aws_s3_bucket.a"),
        "{blocks}"
    );
    place.write("c.tfstate", "{\"version\": 4, \"resources\": [");
    let (ended, report) = drift(&place, &[&["*.tfstate", "now.json"], &only[..]].concat());
    assert_eq!(ended.code, Some(1));
    assert!(
        report["alerts"][0].as_str().is_some_and(|a| a.contains("c.tfstate")),
        "{}",
        report["alerts"]
    );
    assert_eq!(report["summary"]["incomplete"], json!(true));
    place
        .run(&[&["drift", "*.tfstate", "now.json"], &only[..], &import].concat())
        .refused(&["no import blocks were written", "c.tfstate"]);
}

#[test]
fn what_is_ignored_does_not_count_until_it_ends() {
    let place = Place::new();
    place.write(
        "state.json",
        as_state(&[bucket("a", &versioning(true))], "aws_s3_bucket.a").to_string(),
    );
    place.write(
        "now.json",
        snapshot(&[bucket("a", &versioning(false)), bucket("new", &versioning(true))]).to_string(),
    );
    let run = |lines: &str| {
        place.write(".driftignore", lines);
        place.run(&["drift", "state.json", "now.json", "--only", "aws-s3-bucket-versioning"])
    };
    let all = run("aws_s3_bucket.a.versioning.*\n# reason: it is a test\naws_s3_bucket.new\n");
    assert_eq!(all.code, Some(0), "{}", all.out);
    assert!(all.out.contains("not counted: 2 ignored"), "{}", all.out);
    let ended = run("aws_s3_bucket.a # until=2020-01-01\naws_s3_bucket.new\naws_s3_bucket.other");
    assert_eq!(ended.code, Some(1));
    for part in [
        ".driftignore:1 aws_s3_bucket.a: held until 2020-01-01",
        ".driftignore:3 aws_s3_bucket.other: covers nothing",
    ] {
        assert!(ended.out.contains(part), "{part}\n{}", ended.out);
    }
    run("aws_s3_bucket").refused(&[".driftignore:1", "names no id"]);
    let without = place.run(&[
        "drift",
        "state.json",
        "now.json",
        "--no-ignore",
        "--only",
        "aws-s3-bucket-versioning",
    ]);
    assert_eq!(without.code, Some(1));
}

#[test]
fn the_audit_log_tells_who_it_was() {
    let place = Place::new();
    place.write(
        "state.json",
        as_state(&[bucket("a", &versioning(true))], "aws_s3_bucket.a").to_string(),
    );
    place.write("now.json", snapshot(&[bucket("a", &versioning(false))]).to_string());
    let event = json!({"eventName": "PutBucketVersioning", "eventSource": "s3.amazonaws.com", "eventTime": "2026-01-01T10:00:00Z",
        "awsRegion": "eu-central-1", "sourceIPAddress": "203.0.113.9", "userAgent": "S3Console/0.4, aws-internal/3",
        "userIdentity": {"userName": "ada", "arn": "arn:aws:iam::123456789012:user/ada"}, "requestParameters": {"bucketName": "a"}});
    place.write(
        "log.json",
        json!({"Events": [{"CloudTrailEvent": event.to_string()}]}).to_string(),
    );
    let base = [
        "state.json",
        "now.json",
        "--only",
        "aws-s3-bucket-versioning",
        "--who-file",
    ];
    let (_, report) = drift(&place, &[&base[..], &["log.json"]].concat());
    let who = &rows(&report)[0]["who"];
    assert_eq!(
        (&who["name"], &who["source"], &who["event"]),
        (&json!("ada"), &json!("console"), &json!("PutBucketVersioning"))
    );
    place.write("none.json", "{\"a\": 1}");
    place
        .run(&[&["drift"], &base[..], &["none.json"]].concat())
        .refused(&["none.json: holds no audit events"]);
}

#[test]
fn what_could_not_be_read_is_told_and_fails_a_strict_run() {
    let place = Place::new();
    place.write(
        "state.json",
        as_state(&[bucket("a", &versioning(true))], "aws_s3_bucket.a").to_string(),
    );
    let mut now = snapshot(&[]);
    now["collected"] = json!([]);
    now["gaps"] = json!([{"scope": {"provider": "aws", "account": "123456789012"}, "kind": "aws.s3.bucket", "path": "", "reason": "access_denied"}]);
    place.write("now.json", now.to_string());
    let run = |more: &[&str]| place.run(&[&["drift", "state.json", "now.json"], more].concat());
    let plain = run(&[]);
    assert_eq!(plain.code, Some(0), "{}", plain.out);
    assert!(
        plain.out.contains("could not be listed") && plain.out.contains("access denied"),
        "{}",
        plain.out
    );
    assert!(!plain.out.contains("in sync"), "{}", plain.out);
    assert_eq!(run(&["--strict"]).code, Some(3));
}

#[test]
fn input_that_can_not_be_compared_is_refused() {
    let place = Place::new();
    place.write(
        "state.json",
        as_state(&[bucket("a", &versioning(true))], "aws_s3_bucket.a").to_string(),
    );
    place.write("now.json", snapshot(&[bucket("a", &versioning(true))]).to_string());
    place.write("then.json", snapshot(&[]).to_string());
    for (arguments, parts) in [
        (
            ["now.json", "state.json"].as_slice(),
            ["give the state first"].as_slice(),
        ),
        (&["now.json", "none.json"], &["none.json"]),
        (&["*.tfstate", "now.json"], &["*.tfstate: no file is called so"]),
        (
            &["now.json,then.json", "now.json"],
            &["now.json is a snapshot; only states can be several"],
        ),
        (&[REFRESH, "now.json"], &["is a plan", "--plan"]),
        (&["state.json", "now.json", "--plan", STATE], &["is a state"]),
        (
            &["now.json", "now.json", "--import", "x.tf"],
            &["--import needs a Terraform state"],
        ),
        (
            &["now.json", "now.json", "--format", "xml"],
            &["table, json and markdown"],
        ),
        (&["now.json", "now.json", "--ignore", "none"], &["none"]),
    ] {
        let ended = place.run(&[&["drift"], arguments].concat());
        assert_eq!(ended.code, Some(2), "{arguments:?} {}", ended.out);
        for part in parts {
            assert!(ended.error.contains(part), "{part}: {}", ended.error);
        }
    }
    assert!(!place.path("x.tf").exists());
}

#[test]
fn hostile_names_are_shown_and_not_obeyed() {
    let place = Place::new();
    let evil = "x\u{1b}[2J|`<b>@all\u{202e}\n${evil}";
    place.write(
        "state.json",
        as_state(&[bucket("a", &versioning(true))], "aws_s3_bucket.a").to_string(),
    );
    let mut odd = bucket(evil, &versioning(true));
    odd["attributes"]["bucket"] = evil.into();
    place.write("now.json", snapshot(&[bucket("a", &versioning(true)), odd]).to_string());
    let ended = place.run(&[
        "drift",
        "state.json",
        "now.json",
        "--only",
        "aws-s3-bucket-versioning",
        "--format",
        "table",
        "--format",
        "markdown=d.md",
        "--import",
        "i.tf",
    ]);
    assert_eq!(ended.code, Some(1), "{}", ended.error);
    let markdown = std::fs::read_to_string(place.path("d.md")).expect("report");
    for text in [&ended.out, &markdown] {
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    }
    let row = markdown
        .lines()
        .find(|line| line.starts_with("| ") && line.contains("unmanaged"))
        .expect("row");
    assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
    let blocks = std::fs::read_to_string(place.path("i.tf")).expect("blocks");
    assert!(blocks.contains("$${evil}") && !blocks.contains("\u{1b}"), "{blocks}");
    assert_eq!(
        blocks.lines().filter(|line| line.starts_with("import {")).count(),
        2,
        "{blocks}"
    );
}
