//! Collecting from AWS: every fact, every absence and every gap, against moto.

mod audit;
mod autoscaling;
mod backup;
mod budgets;
mod cloudwatch;
mod compute;
mod elasticache;
mod facts;
mod faults;
mod gaps;
mod iam;
mod load_balancers;
mod logs;
mod network;
mod rds;
mod s3;
mod sns;
mod ssm;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use trueline::catalogue::{Attribute, Catalogue, Kind};
use trueline::model::{Resource, Snapshot};
use trueline::store;

use crate::support::moto::{Moto, snapshot_all};

const ACCOUNT: &str = "123456789012";

fn compliant() -> &'static Moto {
    static MOTO: OnceLock<Moto> = OnceLock::new();
    MOTO.get_or_init(|| Moto::seeded("compliant"))
}

fn broken() -> &'static Moto {
    static MOTO: OnceLock<Moto> = OnceLock::new();
    MOTO.get_or_init(|| Moto::seeded("broken"))
}

/// Collects two regions into `file`.
fn snapshot_to(file: &Path, command: Command) -> Snapshot {
    let mut command = snapshot_all(command, file, &["--regions", "us-east-1,eu-west-1"]);
    let output = command.output().expect("it starts");
    assert!(
        output.status.success(),
        "{command:?}:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    store::read_snapshot(file).expect("a snapshot")
}

fn snapshot(command: Command) -> Snapshot {
    let folder = tempfile::tempdir().expect("a folder");
    snapshot_to(&folder.path().join("s.json"), command)
}

fn of_kind<'a>(snapshot: &'a Snapshot, kind: &str) -> Vec<&'a Resource> {
    snapshot.resources.iter().filter(|r| r.kind == kind).collect()
}

/// The resource of a kind that is called so.
fn named<'a>(snapshot: &'a Snapshot, kind: &str, name: &str) -> &'a Resource {
    let found: Vec<_> = of_kind(snapshot, kind).into_iter().filter(|r| r.name == name).collect();
    let [one] = found.as_slice() else {
        panic!("one {kind} {name}, not {}", found.len())
    };
    one
}

fn aws_kinds() -> impl Iterator<Item = &'static Kind> {
    Catalogue::get().kinds().filter(|k| k.kind.starts_with("aws."))
}

/// The attributes at the top: those that a collector answers for.
fn roots(kind: &Kind) -> impl Iterator<Item = (&str, &Attribute)> {
    let all = kind
        .attributes
        .iter()
        .map(|(path, attribute)| (path.as_str(), attribute));
    all.filter(|(path, _)| !path.contains(['.', '[']))
}

/// Every operation that a collection of AWS asks.
fn aws_operations() -> BTreeSet<&'static str> {
    aws_kinds()
        .flat_map(|kind| {
            kind.attributes
                .values()
                .map(|a| &a.operation)
                .chain([&kind.list.operation])
        })
        .map(String::as_str)
        .collect()
}

#[test]
fn every_attribute_of_a_healthy_account_is_read() {
    let snapshot = snapshot(compliant().trueline());
    assert!(snapshot.header.complete);
    assert_eq!(snapshot.gaps, []);
    for resource in &snapshot.resources {
        assert_eq!(resource.gaps, [], "{}", resource.key());
        let kind = Catalogue::get().kind(&resource.kind).expect("known");
        for (path, _) in roots(kind) {
            assert!(resource.attributes.contains_key(path), "{} {path}", resource.key());
        }
        for name in resource.attributes.keys() {
            assert!(
                kind.knows(name),
                "{} has {name}, which is not in the catalogue",
                resource.key()
            );
        }
        assert!(
            resource.arn.as_deref().is_some_and(|arn| arn.starts_with("arn:aws:")),
            "{}",
            resource.key()
        );
    }
    for kind in aws_kinds() {
        assert!(!of_kind(&snapshot, &kind.kind).is_empty(), "no {}", kind.kind);
        assert!(
            snapshot.collected.iter().any(|c| c.kind == kind.kind),
            "{} was not asked for",
            kind.kind
        );
    }
    // Nested members, too: what no resource of the account ever holds may be misspelt in a collector.
    let unseen: Vec<String> = aws_kinds()
        .flat_map(|kind| {
            let resources = of_kind(&snapshot, &kind.kind);
            let missing = kind.attributes.keys().filter(move |path| {
                !resources
                    .iter()
                    .any(|r| holds(&Value::Object(r.attributes.clone()), path))
            });
            missing.map(|path| format!("{}.{path}", kind.kind)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(unseen, [""; 0]);
}

/// Whether a value has a member at a catalogue path, be it `null`.
fn holds(value: &Value, path: &str) -> bool {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    let (name, in_list) = step.strip_suffix("[]").map_or((step, false), |name| (name, true));
    match value.get(name) {
        None => false,
        Some(_) if rest.is_empty() => true,
        Some(Value::Array(items)) if in_list => items.iter().any(|item| holds(item, rest)),
        Some(inner) => holds(inner, rest),
    }
}

#[test]
fn equal_accounts_give_equal_bytes_apart_from_the_header() {
    let folder = tempfile::tempdir().expect("a folder");
    let [first, second] = ["a.json", "b.json"].map(|name| {
        let file = folder.path().join(name);
        snapshot_to(&file, compliant().trueline());
        let text = std::fs::read_to_string(file).expect("text");
        text.split_once("\"collected\": [")
            .expect("collected kinds")
            .1
            .to_owned()
    });
    assert_eq!(first, second);
}
