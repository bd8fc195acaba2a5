//! The unread rule, over every operation of AWS that the catalogue names and every way to fail:
//! what can't be read is a gap that names the operation, everything else stays as it is, no verdict
//! moves except to `unknown`, and no fix is planned that rests on something unread.
//!
//! Many operations fail together, in sets such that each two of them are parted by one of the sets:
//! what one of them costs another can't hide.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use trueline::catalogue::Catalogue;
use trueline::model::path;
use trueline::model::{Finding, Gap, GapReason, Resource, ResourceKey, Snapshot, Verdict};
use trueline::policy::{self, Library, Policy, Sources};
use trueline::store;

use crate::support::moto::{Moto, snapshot_all, trueline_at};
use crate::support::parting::parting_sets;
use crate::support::proxy::{Fault, Proxy};
use crate::support::verdicts::{Verdicts, moved_only_to_unknown, named, verdicts_of};
use crate::support::world::told;

const FAULTS: [(Fault, &[GapReason]); 4] = [
    (Fault::Deny, &[GapReason::AccessDenied]),
    (Fault::Throttle, &[GapReason::Throttled]),
    // Longer than the time limit of a call below.
    (Fault::Delay(Duration::from_secs(20)), &[GapReason::Timeout]),
    (Fault::Malformed, &[GapReason::Malformed]),
];

/// The kinds that a fix changes.
const FIXED_KINDS: [&str; 3] = ["aws.ec2.security_group", "aws.rds.instance", "aws.s3.bucket"];

/// Every operation that the catalogue names for AWS. Who one is can't be denied.
fn operations() -> BTreeSet<&'static str> {
    let kinds = Catalogue::get().kinds().filter(|k| k.kind.starts_with("aws."));
    let mut all: BTreeSet<&str> = kinds.flat_map(|kind| kind.all_operations().into_keys()).collect();
    all.remove("sts:GetCallerIdentity");
    all
}

/// The listings and the other operations, each in two halves.
fn few_sets() -> Vec<BTreeSet<&'static str>> {
    let listings: BTreeSet<&str> = Catalogue::get().kinds().map(|k| k.list.operation.as_str()).collect();
    let mut sets = vec![BTreeSet::new(); 4];
    for (number, operation) in operations().into_iter().enumerate() {
        let listing = usize::from(listings.contains(operation));
        sets[listing * 2 + number % 2].insert(operation);
    }
    sets
}

struct Run {
    snapshot: Snapshot,
    verdicts: Verdicts,
    planned: BTreeSet<(String, String)>,
}

/// What judges: the controls of AWS by StellarRec's spec.
struct Judge {
    library: Library,
    /// Those that fail on a kind that fixes are for: no others can be planned.
    fixable: Vec<String>,
}

impl Judge {
    fn new() -> Self {
        let sources = Sources {
            folders: Vec::new(),
            spec: Some("stellarrec".into()),
            ..Sources::default()
        };
        Self {
            library: Library::load(&sources).expect("the library"),
            fixable: Vec::new(),
        }
    }

    fn findings(&self, snapshot: &Snapshot) -> Vec<Finding> {
        let policies = self.library.policies.values();
        let policies: Vec<&Policy> = policies.filter(|p| p.control.id.starts_with("aws-")).collect();
        policy::judge(&self.library, &policies, snapshot).findings
    }

    /// Collects, judges, and plans fixes.
    fn run(&mut self, folder: &Path, name: &str, command: Command) -> Run {
        let file = folder.join(format!("{name}.snapshot.json"));
        let command = snapshot_all(command, &file, &["--regions", "us-east-1,eu-west-1"]);
        told(command, 0);
        let snapshot = store::read_snapshot(&file).expect("a snapshot");
        let findings = self.findings(&snapshot);
        if self.fixable.is_empty() {
            let failed = findings.iter().filter(|f| f.verdict == Verdict::Fail);
            let failed = failed.filter(|f| FIXED_KINDS.contains(&f.resource.kind.as_str()));
            let controls: BTreeSet<&String> = failed.map(|f| &f.control).collect();
            self.fixable = controls.into_iter().cloned().collect();
        }
        let plan = folder.join(format!("{name}.plan.json"));
        let mut fix = crate::support::trueline();
        fix.args([
            "fix",
            "plan",
            "--spec",
            "stellarrec",
            "--only",
            &self.fixable.join(","),
            "-o",
        ])
        .arg(&plan)
        .arg(&file);
        told(fix, 0);
        let plan: Value = serde_json::from_str(&std::fs::read_to_string(plan).expect("a plan")).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut planned = BTreeSet::new();
        for item in plan["items"].as_array().expect("items") {
            let controls = item["controls"].as_array().expect("controls").iter();
            let resource: ResourceKey = serde_json::from_value(item["resource"].clone()).expect("a resource");
            planned.extend(controls.map(|control| (text(control), named(&resource))));
        }
        Run {
            verdicts: verdicts_of(findings),
            snapshot,
            planned,
        }
    }
}

/// An endpoint that left several calls unanswered is given up: that is no fault of what is asked after.
fn given_up(gap: &Gap) -> bool {
    gap.message.as_deref().is_some_and(|m| m.starts_with("not asked:"))
}

/// Nothing but the operations is unread, and nothing else has another value. Gives the operations that
/// left a gap.
fn only_they_are_unread(
    operations: &BTreeSet<&'static str>,
    fault: Fault,
    reasons: &[GapReason],
    whole: &Snapshot,
    seen: &Snapshot,
) -> BTreeSet<String> {
    let mut answered = BTreeSet::new();
    let mut named = |gap: &Gap, of: &str| {
        let by = gap.operation.as_deref().unwrap_or_default();
        assert!(reasons.contains(&gap.reason), "{fault:?}: {of}: {gap:?}");
        if !given_up(gap) {
            assert!(operations.contains(by), "{fault:?}: {of}: a gap by {by}: {gap:?}");
            answered.insert(by.to_owned());
        }
    };
    for gap in &seen.gaps {
        named(&gap.gap, &gap.kind);
    }
    let by_key = |snapshot: &Snapshot| -> BTreeMap<String, Resource> {
        let keyed = snapshot
            .resources
            .iter()
            .map(|r| (format!("{} {}", r.kind, r.id), r.clone()));
        keyed.collect()
    };
    let (before, after) = (by_key(whole), by_key(seen));
    for (key, resource) in &after {
        let before = before.get(key).unwrap_or_else(|| panic!("{fault:?}: {key} appeared"));
        for gap in &resource.gaps {
            named(gap, key);
        }
        same_but_for_gaps(operations, fault, key, resource, before);
    }
    for (key, resource) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        let told = seen
            .gaps
            .iter()
            .any(|g| g.kind == resource.kind && g.scope.sees(&resource.scope));
        assert!(told, "{fault:?}: {key} is gone without a gap");
    }
    answered
}

fn same_but_for_gaps(operations: &BTreeSet<&str>, fault: Fault, key: &str, resource: &Resource, before: &Resource) {
    let kind = Catalogue::get().kind(&resource.kind).expect("known");
    for (name, attribute) in &kind.attributes {
        let steps = path::parse(name);
        let mut gaps = resource
            .gaps
            .iter()
            .filter(|g| path::overlaps(&path::parse(&g.path), &steps));
        let root = steps
            .split(|step| *step == path::Step::Any)
            .next()
            .map(path::render)
            .unwrap_or_default();
        let at = |r: &Resource| path::lookup(&Value::Object(r.attributes.clone()), &path::parse(&root), None).cloned();
        let unread = gaps.clone().next().is_some();
        // Not everything is asked of every resource: keys of AWS have no policy to ask for.
        assert!(
            unread || at(resource) == at(before),
            "{fault:?}: {key} {name}: {:?}",
            at(resource)
        );
        let failed = operations.contains(attribute.operation.as_str());
        assert!(
            failed || gaps.all(|g| given_up(g) || g.operation.as_deref() != Some(&attribute.operation)),
            "{fault:?}: {key} {name} is unread, though {} did not fail",
            attribute.operation
        );
    }
}

/// The verdicts that must not move. A bucket whose region is unread is seen from every region, so that a
/// trail of another region finds its bucket, whose verdict was open.
fn judged(verdicts: &Verdicts, unread: &BTreeSet<&str>) -> Verdicts {
    let finds =
        |control: &str| unread.contains("s3:GetBucketLocation") && control.starts_with("aws-cloudtrail-trail-bucket-");
    let kept = verdicts
        .iter()
        .filter(|((control, resource), _)| !(finds(control) && resource.ends_with(":trail/stellarrec-old")));
    kept.map(|(pair, verdict)| (pair.clone(), verdict.clone())).collect()
}

#[test]
fn whatever_fails_costs_exactly_what_it_yields() {
    let moto = Moto::seeded("broken");
    let proxy = Proxy::start(moto.endpoint()).keeping_answers();
    let folder = tempfile::tempdir().expect("a folder");
    // This run fills the proxy, so that the others are quick.
    let mut judge = Judge::new();
    let whole = judge.run(folder.path(), "whole", trueline_at(proxy.endpoint()));
    assert_eq!(whole.snapshot.gaps, []);
    assert!(whole.planned.len() > 5, "{:?}", whole.planned);
    let errors: Vec<_> = whole.verdicts.iter().filter(|(_, v)| *v == "error").collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut cost = BTreeSet::new();
    for (fault, reasons) in FAULTS {
        let sets = if fault == Fault::Deny {
            parting_sets(&operations().into_iter().collect::<Vec<_>>())
        } else {
            few_sets()
        };
        for operations in sets {
            proxy.reset();
            for operation in &operations {
                proxy.set(operation, fault);
            }
            let mut command = trueline_at(proxy.endpoint());
            // Adaptive retries would slow down everything that shares a service with what is throttled.
            command.env("AWS_RETRY_MODE", "standard");
            if matches!(fault, Fault::Delay(_)) {
                command.env("TRUELINE_AWS_TIMEOUT", "1");
            }
            let seen = judge.run(folder.path(), "seen", command);
            cost.extend(only_they_are_unread(
                &operations,
                fault,
                reasons,
                &whole.snapshot,
                &seen.snapshot,
            ));
            let what = format!("{fault:?} of {operations:?}");
            let (before, after) = (
                judged(&whole.verdicts, &operations),
                judged(&seen.verdicts, &operations),
            );
            moved_only_to_unknown(&what, &before, &after);
            for item in &seen.planned {
                assert!(whole.planned.contains(item), "{what}: {item:?} is planned");
                let verdict = seen.verdicts.get(item).map(String::as_str);
                assert_eq!(verdict, Some("fail"), "{what}: {item:?} is planned");
            }
        }
    }
    let asked = whole.snapshot.header.calls.keys();
    let silent: Vec<&String> = asked.filter(|operation| !cost.contains(*operation)).collect();
    // Who one is is not refused here, and a report that exists outlives a refusal to make another.
    let expected = ["iam:GenerateCredentialReport", "sts:GetCallerIdentity"];
    assert_eq!(silent, expected, "these fail and nothing is unread");
    let never: Vec<_> = operations()
        .into_iter()
        .filter(|o| !whole.snapshot.header.calls.contains_key(*o))
        .collect();
    // The hub is off in this account.
    assert_eq!(never, ["securityhub:GetEnabledStandards"]);
}
