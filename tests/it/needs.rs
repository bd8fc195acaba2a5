//! Only what is read is asked for: policies that read some attributes make the collectors call those
//! operations, and nothing else, whatever the mixture.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use trueline::catalogue::{Catalogue, Kind};
use trueline::model::{Snapshot, path};
use trueline::store;

use crate::support::files::steady;
use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::Proxy;
use crate::support::world::told;

/// The top names of a kind's attributes.
fn roots(kind: &Kind) -> BTreeSet<String> {
    let first = |name: &String| match path::parse(name).into_iter().next() {
        Some(path::Step::Field(name)) => name,
        _ => unreachable!("an attribute starts with a name"),
    };
    kind.attributes.keys().map(first).collect()
}

/// Writes a policy for each kind that reads the chosen attributes.
fn write_policies(folder: &Path, chosen: &BTreeMap<&str, BTreeSet<String>>) {
    std::fs::create_dir_all(folder.join("chosen")).expect("a folder");
    for (number, (kind, roots)) in chosen.iter().enumerate() {
        let mut text = format!(
            "# METADATA\n# title: Reads some of {kind}\n# description: Reads some attributes.\n# custom:\n\
             #   id: chosen-k{number}\n#   severity: low\n#   kinds: [{kind}]\npackage chosen.k{number}\n\n\
             import data.lib.finding\n"
        );
        for root in roots {
            text += &format!(
                "\ndeny contains finding.new(\"{root}\", input.attributes.{root}, \"such\") if {{\n\
                 \tinput.attributes.{root} == \"what nobody has\"\n}}\n"
            );
        }
        std::fs::write(folder.join(format!("chosen/k{number}.rego")), text).expect("written");
    }
}

fn snapshot(proxy: &Proxy, folder: &Path, more: &[&str]) -> Snapshot {
    let file = folder.join("s.json");
    let mut command = trueline_at(proxy.endpoint());
    command
        .args([
            "snapshot",
            "--no-progress",
            "--providers",
            "aws",
            "--regions",
            "us-east-1,eu-west-1",
            "-o",
        ])
        .arg(&file)
        .args(more);
    told(command, 0);
    steady(store::read_snapshot(&file).expect("a snapshot"))
}

#[test]
fn collectors_call_what_is_needed_for_any_mixture_of_attributes() {
    let moto = Moto::seeded("compliant");
    let proxy = Proxy::start(moto.endpoint()).keeping_answers();
    let folder = tempfile::tempdir().expect("a folder");
    let whole = snapshot(&proxy, folder.path(), &["--all"]);
    let kinds: Vec<&Kind> = Catalogue::get()
        .kinds()
        .filter(|k| k.kind.starts_with("aws."))
        .collect();
    for bit in 0..3 {
        for value in [0, 1] {
            let policies = folder.path().join(format!("policies-{bit}-{value}"));
            let mut chosen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
            let mut needed: BTreeSet<&str> = ["sts:GetCallerIdentity", "ec2:DescribeRegions"].into();
            for kind in &kinds {
                let all = roots(kind).into_iter().enumerate();
                let some: BTreeSet<String> = all
                    .filter(|(n, _)| (n >> bit) & 1 == value)
                    .map(|(_, root)| root)
                    .collect();
                if some.is_empty() {
                    continue;
                }
                let paths = some.iter().map(|root| path::parse(root)).collect();
                needed.extend(kind.operations_for(&paths).into_keys());
                chosen.insert(&kind.kind, some);
            }
            write_policies(&policies, &chosen);
            let policies = policies.display().to_string();
            let seen = snapshot(&proxy, folder.path(), &["--policies", &policies, "--only", "chosen-*"]);
            let context = format!("bit {bit} is {value}");
            assert_eq!(seen.gaps, [], "{context}");
            let asked: BTreeSet<&str> = seen.header.calls.keys().map(String::as_str).collect();
            let surplus: Vec<_> = asked.difference(&needed).collect();
            assert!(surplus.is_empty(), "{context}: nothing needs {surplus:?}");
            same_where_chosen(&context, &chosen, &whole, &seen);
        }
    }
}

fn same_where_chosen(context: &str, chosen: &BTreeMap<&str, BTreeSet<String>>, whole: &Snapshot, seen: &Snapshot) {
    let expected: Vec<_> = whole
        .resources
        .iter()
        .filter(|r| chosen.contains_key(r.kind.as_str()))
        .collect();
    assert_eq!(seen.resources.len(), expected.len(), "{context}");
    for (seen, expected) in seen.resources.iter().zip(expected) {
        assert_eq!(seen.key(), expected.key(), "{context}");
        assert_eq!(seen.gaps, [], "{context}: {}", seen.key());
        for root in &chosen[seen.kind.as_str()] {
            let (now, all) = (seen.attributes.get(root), expected.attributes.get(root));
            assert_eq!(now, all, "{context}: {} {root}", seen.key());
        }
    }
}
