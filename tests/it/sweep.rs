//! The unread rule, over every operation of AWS that the catalogue names and every way to fail:
//! what can't be read is a gap that names the operation, everything else stays as it is, no verdict
//! moves except to `unknown`, and no fix is planned that rests on something unread.
//!
//! Operations that share no kind fail together, which keeps the number of runs small.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use trueline::catalogue::Catalogue;
use trueline::model::path;
use trueline::model::{GapReason, Resource, Snapshot};
use trueline::store;

use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};
use crate::support::verdicts::moved_only_to_unknown;
use crate::support::world::{Report, told};

const FAULTS: [(Fault, &[GapReason]); 4] = [
    (Fault::Deny, &[GapReason::AccessDenied]),
    (Fault::Throttle, &[GapReason::Throttled]),
    // Longer than the time limit of a call below.
    (Fault::Delay(Duration::from_secs(20)), &[GapReason::Timeout]),
    (Fault::Malformed, &[GapReason::Malformed]),
];

/// Kinds by the operations that yield something of them.
fn kinds_by_operation() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for kind in Catalogue::get().kinds().filter(|k| k.kind.starts_with("aws.")) {
        for operation in kind.all_operations().into_keys() {
            kinds.entry(operation).or_default().insert(&kind.kind);
        }
    }
    // Who one is can't be denied, and regions are a matter of their own.
    kinds.remove("sts:GetCallerIdentity");
    kinds
}

/// Operations in groups, none of which has two operations of one kind.
fn batches() -> Vec<Vec<&'static str>> {
    let mut batches: Vec<(BTreeSet<&str>, Vec<&str>)> = Vec::new();
    for (operation, kinds) in kinds_by_operation() {
        let free = batches.iter_mut().find(|(taken, _)| taken.is_disjoint(&kinds));
        match free {
            Some((taken, operations)) => {
                taken.extend(kinds);
                operations.push(operation);
            }
            None => batches.push((kinds, vec![operation])),
        }
    }
    batches.into_iter().map(|(_, operations)| operations).collect()
}

struct Run {
    snapshot: Snapshot,
    verdicts: BTreeMap<(String, String), String>,
    planned: BTreeSet<(String, String)>,
}

fn run(folder: &Path, name: &str, mut command: Command) -> Run {
    let at = |suffix: &str| folder.join(format!("{name}.{suffix}"));
    let file = at("snapshot.json");
    command
        .args([
            "snapshot",
            "--all",
            "--no-progress",
            "--providers",
            "aws",
            "--regions",
            "us-east-1,eu-west-1",
        ])
        .arg("-o")
        .arg(&file);
    told(command, 0);
    let mut check = crate::support::trueline();
    let report = at("report.json");
    check
        .arg("check")
        .arg(&file)
        .args([
            "--passes",
            "--quiet",
            "--spec",
            "stellarrec",
            "--only",
            "aws-*",
            "--fail-on",
            "critical",
            "--format",
        ])
        .arg(format!("json={}", report.display()));
    let output = check.output().expect("it starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    let plan = at("plan.json");
    let mut fix = crate::support::trueline();
    fix.args(["fix", "plan", "--spec", "stellarrec", "--only", "aws-*", "-o"])
        .arg(&plan)
        .arg(&file);
    told(fix, 0);
    let plan: Value = serde_json::from_str(&std::fs::read_to_string(plan).expect("a plan")).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut planned = BTreeSet::new();
    for item in plan["items"].as_array().expect("items") {
        let controls = item["controls"].as_array().expect("controls").iter();
        planned.extend(controls.map(|control| (text(control), text(&item["resource"]["id"]))));
    }
    Run {
        snapshot: store::read_snapshot(&file).expect("a snapshot"),
        verdicts: Report::read(&report).verdicts(),
        planned,
    }
}

/// Nothing but the operations is unread, and nothing else has another value.
fn only_they_are_unread(operations: &[&str], reasons: &[GapReason], whole: &Snapshot, seen: &Snapshot) {
    let context = || format!("{operations:?} {reasons:?}");
    let named = |gap: &trueline::model::Gap| {
        let by = gap.operation.as_deref().unwrap_or_default();
        assert!(operations.contains(&by), "{}: a gap by {by}: {gap:?}", context());
        assert!(reasons.contains(&gap.reason), "{}: {gap:?}", context());
    };
    let mut answered: BTreeSet<&str> = BTreeSet::new();
    for gap in &seen.gaps {
        named(&gap.gap);
        answered.insert(gap.gap.operation.as_deref().unwrap_or_default());
    }
    let by_key = |snapshot: &Snapshot| -> BTreeMap<String, Resource> {
        snapshot
            .resources
            .iter()
            .map(|r| (format!("{} {}", r.kind, r.id), r.clone()))
            .collect()
    };
    let (whole, seen_resources) = (by_key(whole), by_key(seen));
    for (key, resource) in &seen_resources {
        let before = whole
            .get(key)
            .unwrap_or_else(|| panic!("{}: {key} appeared", context()));
        for gap in &resource.gaps {
            named(gap);
            answered.insert(gap.operation.as_deref().unwrap_or_default());
        }
        let kind = Catalogue::get().kind(&resource.kind).expect("known");
        for (name, attribute) in &kind.attributes {
            let steps = path::parse(name);
            let [path::Step::Field(root), ..] = steps.as_slice() else {
                continue;
            };
            let gapped = resource
                .gaps
                .iter()
                .any(|g| path::overlaps(&path::parse(&g.path), &steps));
            let failed = operations.contains(&attribute.operation.as_str());
            assert!(failed || !gapped, "{}: {key} {name} is unread", context());
            assert!(!failed || gapped, "{}: {key} {name} is not marked as unread", context());
            // An object may hold members of several operations.
            if !kind.attributes.iter().any(|(other, a)| {
                path::parse(other).first() == steps.first() && operations.contains(&a.operation.as_str())
            }) {
                assert_eq!(
                    resource.attributes.get(root),
                    before.attributes.get(root),
                    "{}: {key} {root}",
                    context()
                );
            }
        }
    }
    for (key, resource) in whole.iter().filter(|(key, _)| !seen_resources.contains_key(*key)) {
        let told = seen
            .gaps
            .iter()
            .any(|g| g.kind == resource.kind && g.scope.sees(&resource.scope));
        assert!(told, "{}: {key} is gone without a gap", context());
    }
    for operation in operations {
        assert!(
            answered.contains(operation),
            "{operation} failed and nothing is unread ({reasons:?})"
        );
    }
}

#[test]
fn whatever_fails_costs_exactly_what_it_yields() {
    let moto = Moto::seeded("broken");
    let proxy = Proxy::start(moto.endpoint()).keeping_answers();
    let folder = tempfile::tempdir().expect("a folder");
    // This run fills the proxy, so that the others are quick.
    let whole = run(folder.path(), "whole", trueline_at(proxy.endpoint()));
    assert_eq!(whole.snapshot.gaps, []);
    assert!(whole.planned.len() > 5, "{:?}", whole.planned);
    for (number, operations) in batches().into_iter().enumerate() {
        for (fault, reasons) in FAULTS {
            proxy.reset();
            for operation in &operations {
                proxy.set(operation, fault);
            }
            let mut command = trueline_at(proxy.endpoint());
            if matches!(fault, Fault::Delay(_)) {
                command.env("TRUELINE_AWS_TIMEOUT", "1");
            }
            let seen = run(folder.path(), &format!("{number}"), command);
            only_they_are_unread(&operations, reasons, &whole.snapshot, &seen.snapshot);
            let what = format!("{operations:?} {fault:?}");
            moved_only_to_unknown(&what, &whole.verdicts, &seen.verdicts);
            for item in &seen.planned {
                assert!(whole.planned.contains(item), "{what}: {item:?} is planned");
                let verdict = seen.verdicts.get(item).map(String::as_str);
                assert_eq!(verdict, Some("fail"), "{what}: {item:?} is planned");
            }
        }
    }
}
