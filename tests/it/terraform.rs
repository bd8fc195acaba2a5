//! Plans and states that real versions of Terraform wrote, whole, cut off and damaged.

use std::path::PathBuf;

use serde_json::Value;
use trueline::model::{GapReason, Resource, Snapshot};
use trueline::terraform::{Document, Plan, State, is_terraform, read};

const PLANS: [&str; 6] = [
    "plan-create.json",
    "plan-drift.json",
    "plan-refresh-only.json",
    "checkov-plan-0.1.json",
    "policy-engine-sensitive.json",
    "regula-user-policies.json",
];
const STATES: [&str; 4] = [
    "state.tfstate",
    "state-show.json",
    "driftctl-s3.tfstate",
    "inframap-security-group-rules.tfstate",
];

fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/terraform")
        .join(name);
    std::fs::read(path).expect("fixture")
}

fn plan(name: &str) -> Plan {
    match read(&bytes(name), name).expect(name) {
        Document::Plan(plan) => *plan,
        Document::State(_) => panic!("{name} is a plan"),
    }
}

fn state(name: &str) -> State {
    match read(&bytes(name), name).expect(name) {
        Document::State(state) => *state,
        Document::Plan(_) => panic!("{name} is a state"),
    }
}

fn find<'a>(snapshot: &'a Snapshot, kind: &str, id: &str) -> &'a Resource {
    let found = snapshot.resources.iter().find(|r| r.kind == kind && r.id == id);
    found.unwrap_or_else(|| panic!("no {kind} {id}"))
}

#[test]
fn a_new_plan_is_read_with_its_relations() {
    let plan = plan("plan-create.json");
    assert!(plan.complete && plan.before.resources.is_empty() && plan.tally.ignored.is_empty());
    let database = find(&plan.after, "aws.rds.instance", "orders.v1");
    let group = &database.attributes["vpc_security_group_ids"][0];
    let group = find(&plan.after, "aws.ec2.security_group", group.as_str().expect("id"));
    let vpc = group.attributes["vpc_id"].as_str().expect("id");
    assert_eq!(
        find(&plan.after, "aws.ec2.vpc", vpc).attributes["cidr_block"],
        "10.0.0.0/16"
    );
    let alb = find(&plan.after, "aws.ec2.security_group", "aws_security_group.alb");
    let ports: Vec<_> = alb.attributes["ingress"]
        .as_array()
        .expect("rules")
        .iter()
        .map(|r| &r["from_port"])
        .collect();
    assert_eq!(ports, [22, 443], "one rule of its own, one inline");
    let role = find(&plan.after, "aws.iam.role", "flow");
    assert_eq!(
        role.attributes["inline_policy"][0]["policy"]["Statement"][0]["Action"][0],
        "logs:*"
    );
    let bucket = find(&plan.after, "aws.s3.bucket", "aws_s3_bucket.logs");
    assert_eq!(bucket.attributes["versioning"]["status"], "Enabled");
    let waits = bucket.gaps.iter().find(|g| g.path == "policy").expect("gap");
    assert_eq!(waits.reason, GapReason::KnownAfterApply);
    assert_eq!(waits.message.as_deref(), Some("waits for aws_s3_bucket.logs.arn"));
    assert_eq!(
        plan.modules.source("module.db").is_some(),
        plan.changes.iter().any(|c| c.module == "module.db")
    );
}

#[test]
fn a_state_reads_the_same_from_the_file_and_as_it_is_shown() {
    let (file, shown) = (state("state.tfstate"), state("state-show.json"));
    assert_eq!((file.serial, shown.serial), (Some(28), None));
    assert_eq!(file.tally, shown.tally);
    let facts = |state: &State| -> Vec<Value> {
        let facts = state.snapshot.resources.iter();
        facts
            .map(|r| serde_json::json!([r.kind, r.id, r.scope.region, r.attributes]))
            .collect()
    };
    assert_eq!(facts(&file), facts(&shown));
    let pending = file.snapshot.resources.iter().flat_map(|r| &r.gaps);
    assert!(pending.clone().all(|g| g.reason != GapReason::KnownAfterApply));
}

#[test]
fn a_refresh_only_plan_is_judged_as_the_state_that_it_would_write() {
    let plan = plan("plan-refresh-only.json");
    assert_eq!(plan.drift.len(), 3);
    assert!(!plan.after.resources.is_empty());
    assert!(
        plan.notes.iter().any(|n| n.contains("refresh-only")),
        "{:?}",
        plan.notes
    );
}

#[test]
fn rules_of_a_state_are_not_counted_twice() {
    let state = state("inframap-security-group-rules.tfstate");
    for group in state
        .snapshot
        .resources
        .iter()
        .filter(|r| r.kind == "aws.ec2.security_group")
    {
        for direction in ["ingress", "egress"] {
            let rules = group.attributes[direction].as_array().expect("rules");
            let mut told: Vec<String> = rules
                .iter()
                .map(|rule| {
                    let mut rule = rule.clone();
                    for name in ["security_group_rule_id", "description"] {
                        rule.as_object_mut().expect("rule").remove(name);
                    }
                    rule.to_string()
                })
                .collect();
            told.sort();
            let all = told.len();
            told.dedup();
            assert_eq!(told.len(), all, "{} {direction}: {rules:?}", group.id);
        }
    }
}

/// Every type that is not ours is told.
#[test]
fn nothing_is_left_out_in_silence() {
    for name in PLANS {
        let document: Value = serde_json::from_slice(&bytes(name)).expect("JSON");
        let Some(changes) = document["resource_changes"].as_array() else {
            continue;
        };
        let managed = changes.iter().filter(|c| c["mode"] == "managed").count();
        let tally = plan(name).tally;
        let told: usize = [&tally.mapped, &tally.folded, &tally.ignored]
            .into_iter()
            .flat_map(|t| t.values())
            .sum();
        assert_eq!(told, managed, "{name}");
    }
}

#[test]
fn sensitive_values_stay_out() {
    for name in PLANS {
        let document: Value = serde_json::from_slice(&bytes(name)).expect("JSON");
        let read = plan(name);
        let text = serde_json::to_string(&(&read.before, &read.after)).expect("JSON");
        for change in document["resource_changes"].as_array().into_iter().flatten() {
            let marks = change["change"]["after_sensitive"].as_object();
            for (attribute, _) in marks
                .into_iter()
                .flatten()
                .filter(|(_, mark)| **mark == Value::Bool(true))
            {
                let secret = change["change"]["after"][attribute].as_str().filter(|s| s.len() > 5);
                assert!(
                    !secret.is_some_and(|s| text.contains(s)),
                    "{name}: {}.{attribute}",
                    change["address"]
                );
            }
        }
    }
}

/// Cut off anywhere, or with a byte changed anywhere, a file gives an error or a document, and never a panic.
#[test]
fn damaged_files_do_no_harm() {
    // A small generator of our own: the same places in every run.
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below.max(1) as u64).expect("small")
    };
    for name in [
        "plan-create.json",
        "policy-engine-sensitive.json",
        "state.tfstate",
        "state-show.json",
        "driftctl-s3.tfstate",
    ] {
        let whole = bytes(name);
        for _ in 0..12 {
            let cut = next(whole.len());
            let error = read(&whole[..cut], name).expect_err("cut off").to_string();
            assert!(error.starts_with(name), "{error}");
            is_terraform(&whole[..cut]);
        }
        for _ in 0..40 {
            let mut damaged = whole.clone();
            for _ in 0..3 {
                let at = next(damaged.len());
                damaged[at] = b"{}[]\",:0ax\\\x00\xFF"[next(13)];
            }
            is_terraform(&damaged);
            let _ = read(&damaged, name);
        }
    }
}

/// The same, one level up: values of the wrong type anywhere.
#[test]
fn odd_values_do_no_harm() {
    for name in ["plan-create.json", "state.tfstate"] {
        let whole: Value = serde_json::from_slice(&bytes(name)).expect("JSON");
        let paths = paths(&whole, String::new());
        for (n, path) in paths.iter().enumerate().step_by(paths.len() / 150 + 1) {
            let odd = [
                Value::Null,
                1.into(),
                "x".into(),
                Value::Array(vec![]),
                serde_json::json!({"a": [true]}),
            ];
            let mut document = whole.clone();
            *document.pointer_mut(path).expect("path") = odd[n % odd.len()].clone();
            let _ = read(document.to_string().as_bytes(), name);
        }
    }
}

fn paths(value: &Value, at: String) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Array(list) => list.iter().enumerate().map(|(n, v)| (n.to_string(), v)).collect(),
        Value::Object(members) => {
            let escaped = |name: &String| name.replace('~', "~0").replace('/', "~1");
            members.iter().map(|(k, v)| (escaped(k), v)).collect()
        }
        _ => Vec::new(),
    };
    let below = below
        .into_iter()
        .flat_map(|(step, value)| paths(value, format!("{at}/{step}")));
    let below: Vec<String> = below.collect();
    [at].into_iter().chain(below).collect()
}

#[test]
fn real_states_are_read() {
    for name in STATES {
        let state = state(name);
        assert!(!state.snapshot.resources.is_empty(), "{name}");
        assert!(is_terraform(&bytes(name)), "{name}");
    }
}
