//! The whole library of controls on the snapshot that is shipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use trueline::catalogue::{Attribute, Catalogue, Kind};
use trueline::model::path::{self, Step};
use trueline::model::{Collected, Gap, GapReason, Resource, Scope, ScopeGap, Snapshot};
use trueline::policy::{self, Library, Policy, Sources};
use trueline::store;

use crate::support::report::Report;
use crate::support::trueline;
use crate::support::verdicts::{Verdicts, moved_wrongly, verdicts_of};

/// What the one auditor of AWS that most people come from calls its checks, and ids of ours that answer.
const BY_ALIAS: [(&str, &str); 12] = [
    ("ec2_ebs_volume_encryption", "aws-ec2-ebs-volume-encryption"),
    ("s3_bucket_public_access", "aws-s3-bucket-public-access"),
    (
        "iam_password_policy_minimum_length_14",
        "aws-iam-account-password-policy-length",
    ),
    ("rds_instance_multi_az", "aws-rds-instance-multi-az"),
    (
        "cloudtrail_multi_region_enabled",
        "aws-cloudtrail-account-multi-region-trail",
    ),
    (
        "ec2_securitygroup_allow_ingress_from_internet_to_all_ports",
        "aws-ec2-security-group-open-ingress",
    ),
    ("elbv2_logging_enabled", "aws-elbv2-load-balancer-access-logs"),
    ("guardduty_is_enabled", "aws-guardduty-detector-enabled"),
    ("kms_cmk_rotation_enabled", "aws-kms-key-rotation"),
    ("rds_instance_no_public_access", "aws-rds-instance-public-access"),
    ("vpc_flow_logs_enabled", "aws-ec2-vpc-flow-logs"),
    ("iam_root_mfa_enabled", "aws-iam-account-root-mfa"),
];

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stellarrec/snapshot.json")
}

fn library(spec: &str) -> Library {
    let sources = Sources {
        folders: Vec::new(),
        spec: Some(spec.to_owned()),
        ..Sources::default()
    };
    Library::load(&sources).expect("the library")
}

/// The report that `check` writes of the shipped snapshot.
fn report(arguments: &[&str]) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.json");
    let mut command = trueline();
    command
        .arg("check")
        .arg(shipped())
        .args(["--passes", "--quiet", "--format"])
        .arg(format!("json={}", file.display()))
        .args(arguments);
    let output = command.output().expect("it starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    Report::read(&file)
}

/// Every control has one row for each resource of its kinds, each row a verdict, none of them an error,
/// and the summary counts what the rows say.
#[test]
fn every_control_judges_every_resource_and_the_counts_add_up() {
    let snapshot = store::read_snapshot(&shipped()).expect("shipped");
    for spec in ["default", "stellarrec"] {
        let library = library(spec);
        let report = report(&["--spec", spec]);
        let rows = report.0["findings"].as_array().expect("findings");
        let errors: Vec<&Value> = rows.iter().filter(|r| r["verdict"] == "error").collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let summary = &report.0["summary"];
        for verdict in ["pass", "fail", "unknown", "error", "not_applicable"] {
            let counted = rows.iter().filter(|r| r["verdict"] == verdict).count();
            assert_eq!(summary[verdict], counted, "{spec}: {verdict}");
        }
        let judging = library.policies.iter().filter(|(_, p)| !p.judges_changes());
        let judging: BTreeMap<_, _> = judging.collect();
        assert_eq!(summary["controls"], judging.len());
        assert!(library.policies.len() > 420, "{}", library.policies.len());
        assert_eq!(report.0["run"]["not_judged"], Value::Array(Vec::new()));
        let mut planned = 0;
        let mut by_control: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for row in rows.iter().filter(|r| !r["resource"]["id"].is_null()) {
            let resource = &row["resource"];
            let key = format!("{} {} {}", resource["kind"], resource["scope"], resource["id"]);
            let is_new = by_control
                .entry(row["control"].as_str().expect("id"))
                .or_default()
                .insert(key);
            assert!(is_new, "{spec}: two rows for one pair: {row:#}");
        }
        for (id, policy) in judging {
            let kinds = &policy.control.kinds;
            let resources = snapshot.resources.iter().filter(|r| kinds.contains(&r.kind)).count();
            let judged = by_control.get(id.as_str()).map_or(0, BTreeSet::len);
            assert_eq!(judged, resources, "{spec}: {id}");
            planned += resources;
        }
        let sum = |verdicts: &[&str]| -> u64 { verdicts.iter().filter_map(|v| summary[v].as_u64()).sum() };
        let undecided_scopes = rows
            .iter()
            .filter(|r| r["resource"]["id"].is_null() && r["verdict"] == "unknown")
            .count();
        assert_eq!(undecided_scopes, 0, "every listing of the shipped snapshot was read");
        assert_eq!(
            sum(&["pass", "fail", "unknown", "error"]),
            u64::try_from(planned).expect("small")
        );
        // What rests on facts that are computed for all policies: a failure through a chain of resources.
        let key = |row: &&Value| row["control"] == "aws-rds-instance-private-subnets" && row["verdict"] == "fail";
        assert_eq!(
            rows.iter().filter(key).count(),
            2,
            "{spec}: facts do not reach the policies"
        );
        // Both ways to go must be there, or the test says little.
        assert!(sum(&["pass"]) > 300 && sum(&["fail"]) > 200, "{summary}");
    }
}

/// The names lead to controls by themselves and together, and what they choose is judged as ever.
#[test]
fn controls_answer_to_the_names_that_people_know_them_by() {
    let library = library("stellarrec");
    for (alias, id) in BY_ALIAS {
        let named = library.select(&[alias.to_owned()], &[]).expect(alias);
        let ids: BTreeSet<&str> = named.iter().map(|p| p.control.id.as_str()).collect();
        assert!(ids.contains(id), "{alias}: {ids:?}");
    }
    let aliases = BY_ALIAS.map(|(alias, _)| alias).join(",");
    let chosen = report(&["--spec", "stellarrec", "--only", &aliases]).verdicts();
    let whole = report(&["--spec", "stellarrec"]).verdicts();
    for (alias, id) in BY_ALIAS {
        assert!(chosen.keys().any(|(control, _)| control == id), "{alias}");
    }
    for (pair, verdict) in &chosen {
        assert_eq!(whole.get(pair), Some(verdict), "{pair:?}");
    }
}

/// Takes away what lies at a path.
fn remove(fields: &mut Map<String, Value>, steps: &[Step]) {
    match steps {
        [Step::Field(name)] => {
            fields.remove(name);
        }
        [Step::Field(name), rest @ ..] => {
            if let Some(value) = fields.get_mut(name) {
                remove_below(value, rest);
            }
        }
        _ => {}
    }
}

fn remove_below(value: &mut Value, steps: &[Step]) {
    match (value, steps) {
        (Value::Object(fields), [Step::Field(_), ..]) => remove(fields, steps),
        (Value::Array(items), [Step::Any, rest @ ..]) => items.iter_mut().for_each(|item| remove_below(item, rest)),
        _ => {}
    }
}

/// A resource to which an operation did not answer.
fn without(mut resource: Resource, kind: &Kind, operation: &str) -> Resource {
    let by_it = |(_, attribute): &(&String, &Attribute)| attribute.operation == operation;
    for (name, _) in kind.attributes.iter().filter(by_it) {
        remove(&mut resource.attributes, &path::parse(name));
        if name == "tags" {
            resource.tags.clear();
        }
        resource.gaps.push(Gap {
            operation: Some(operation.to_owned()),
            ..Gap::new(name, GapReason::AccessDenied)
        });
    }
    resource
}

/// What a snapshot would be, had an operation not answered; in one scope, if one is given.
fn unanswered(whole: &Snapshot, operation: &str, only_in: Option<&Scope>) -> Snapshot {
    let mut seen = Snapshot {
        resources: Vec::new(),
        ..whole.clone()
    };
    let here = |scope: &Scope| only_in.is_none_or(|only| only == scope);
    for resource in &whole.resources {
        let kind = Catalogue::get().kind(&resource.kind).expect("known");
        if !here(&resource.scope) {
            seen.resources.push(resource.clone());
        } else if kind.list.operation != operation {
            seen.resources.push(without(resource.clone(), kind, operation));
        }
    }
    let listed = |c: &&Collected| {
        let kind = Catalogue::get().kind(&c.kind);
        here(&c.scope) && kind.is_some_and(|k| k.list.operation == operation)
    };
    seen.gaps = whole
        .collected
        .iter()
        .filter(listed)
        .map(|c| ScopeGap {
            scope: c.scope.clone(),
            kind: c.kind.clone(),
            gap: Gap {
                operation: Some(operation.to_owned()),
                ..Gap::new("", GapReason::AccessDenied)
            },
        })
        .collect();
    seen.sort();
    seen
}

fn verdicts(library: &Library, policies: &[&Policy], snapshot: &Snapshot) -> Verdicts {
    verdicts_of(policy::judge(library, policies, snapshot).findings)
}

/// Each operation of both clouds on its own, everywhere and in one region: no verdict of a control that
/// has to do with its kinds moves, except to `unknown`.
#[test]
fn an_operation_that_does_not_answer_moves_verdicts_only_to_unknown() {
    let whole = store::read_snapshot(&shipped()).expect("shipped");
    let library = library("default");
    let every: Vec<&Policy> = library.policies.values().collect();
    let before = verdicts(&library, &every, &whole);
    let mut operations: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for kind in Catalogue::get().kinds() {
        for operation in kind.all_operations().into_keys() {
            operations.entry(operation).or_default().insert(&kind.kind);
        }
    }
    let mut wrong = Vec::new();
    for (operation, kinds) in operations {
        let about = |policy: &&Policy| {
            let own = policy.control.kinds.iter().any(|k| kinds.contains(k.as_str()));
            own || policy.reads.snapshot.keys().any(|k| kinds.contains(k.as_str()))
        };
        let policies: Vec<&Policy> = every.iter().copied().filter(about).collect();
        let ids: BTreeSet<&str> = policies.iter().map(|p| p.control.id.as_str()).collect();
        let before: Verdicts = before
            .iter()
            .filter(|((control, _), _)| ids.contains(control.as_str()))
            .map(|(pair, verdict)| (pair.clone(), verdict.clone()))
            .collect();
        let scopes: BTreeSet<&Scope> = whole
            .collected
            .iter()
            .filter(|c| c.scope.region.as_deref() == Some("us-east-1") && kinds.contains(c.kind.as_str()))
            .map(|c| &c.scope)
            .collect();
        for only_in in [None].into_iter().chain(scopes.into_iter().map(Some)) {
            let seen = unanswered(&whole, operation, only_in);
            let after = verdicts(&library, &policies, &seen);
            let moved = moved_wrongly(&before, &after).into_iter();
            let region = only_in.and_then(|scope| scope.region.as_deref());
            wrong
                .extend(moved.map(|what| format!("without {operation} in {}: {what}", region.unwrap_or("any region"))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
