//! What can't be read becomes a gap, and nothing else changes.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use trueline::model::snapshot::ScopeGap;
use trueline::model::{Gap, GapReason, Snapshot};
use trueline::store;

use super::{aws_kinds, aws_operations, compliant, of_kind, roots, snapshot};
use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};

/// What the account looks like to an identity that lacks one permission.
fn without(whole: &Snapshot, operation: &str) -> Snapshot {
    let gap = |path: &str, permission: Option<&str>| Gap {
        path: path.to_owned(),
        reason: GapReason::AccessDenied,
        operation: Some(operation.to_owned()),
        permission: permission.map(str::to_owned),
        code: None,
        message: None,
    };
    let mut seen = whole.clone();
    for kind in aws_kinds() {
        if kind.list.operation == operation {
            seen.resources.retain(|r| r.kind != kind.kind);
            let asked = whole.collected.iter().filter(|c| c.kind == kind.kind);
            seen.gaps.extend(asked.map(|c| ScopeGap {
                scope: c.scope.clone(),
                kind: kind.kind.clone(),
                gap: gap("", kind.list.permission()),
            }));
            continue;
        }
        for resource in seen.resources.iter_mut().filter(|r| r.kind == kind.kind) {
            if operation == "iam:ListPolicyTags" && resource.attributes.get("aws_managed") == Some(&true.into()) {
                // They have no tags, so nobody asks.
                continue;
            }
            for (path, attribute) in roots(kind).filter(|(_, a)| a.operation == operation) {
                resource.attributes.remove(path);
                resource.gaps.push(gap(path, attribute.permission()));
                if path == "tags" {
                    resource.tags.clear();
                }
                if path == "account_alias" {
                    resource.name.clone_from(&resource.id);
                }
                if path == "bucket_region" {
                    resource.scope.region = None;
                }
            }
        }
    }
    seen.sort();
    seen
}

/// Leaves out what differs between services: their codes and words.
fn without_words(mut snapshot: Snapshot) -> Snapshot {
    let gaps = snapshot.gaps.iter_mut().map(|g| &mut g.gap);
    for gap in gaps.chain(snapshot.resources.iter_mut().flat_map(|r| &mut r.gaps)) {
        assert!(gap.code.take().is_some_and(|code| !code.is_empty()), "a code: {gap:?}");
        assert!(
            gap.message.take().is_some_and(|m| m.contains("refused by the test")),
            "a message: {gap:?}"
        );
    }
    snapshot
}

#[test]
fn a_denied_operation_costs_exactly_what_it_yields() {
    let proxy = Proxy::start(compliant().endpoint()).keeping_answers();
    let whole = snapshot(trueline_at(proxy.endpoint()));
    assert!(aws_operations().len() >= 23, "{:?}", aws_operations());
    for operation in aws_operations() {
        if operation == "sts:GetCallerIdentity" {
            continue;
        }
        proxy.reset();
        proxy.set(operation, Fault::Deny);
        let seen = without_words(snapshot(trueline_at(proxy.endpoint())));
        let expected = without(&whole, operation);
        assert!(seen.header.complete, "{operation}");
        assert_eq!(seen.collected, expected.collected, "{operation}");
        assert_eq!(seen.gaps, expected.gaps, "{operation}");
        assert_eq!(seen.resources.len(), expected.resources.len(), "{operation}");
        for (seen, expected) in seen.resources.iter().zip(&expected.resources) {
            assert_eq!(seen, expected, "{operation}");
        }
        assert!(expected.resources != whole.resources, "{operation} yields nothing");
    }
}

#[test]
fn without_an_identity_nothing_is_written() {
    let proxy = Proxy::start(compliant().endpoint());
    proxy.set("sts:GetCallerIdentity", Fault::Deny);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.json");
    let output = trueline_at(proxy.endpoint())
        .args(["snapshot", "--no-progress", "--providers", "aws", "-o"])
        .arg(&file)
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no AWS identity: sts:GetCallerIdentity"));
    assert!(!file.exists());
}

#[test]
fn throttling_and_server_errors_are_told_apart_from_denial() {
    let proxy = Proxy::start(compliant().endpoint()).keeping_answers();
    for (fault, reason) in [
        (Fault::Throttle, GapReason::Throttled),
        (Fault::ServerError, GapReason::ServiceError),
    ] {
        proxy.reset();
        for operation in ["s3:GetBucketPolicy", "rds:DescribeDBInstances", "ec2:DescribeSubnets"] {
            proxy.set(operation, fault);
        }
        let seen = snapshot(trueline_at(proxy.endpoint()));
        let listings: BTreeSet<_> = seen.gaps.iter().map(|g| (g.kind.as_str(), g.gap.reason)).collect();
        assert_eq!(
            listings,
            BTreeSet::from([("aws.ec2.subnet", reason), ("aws.rds.instance", reason)])
        );
        for bucket in of_kind(&seen, "aws.s3.bucket") {
            let [gap] = bucket.gaps.as_slice() else {
                panic!("one gap: {:?}", bucket.gaps)
            };
            assert_eq!((gap.path.as_str(), gap.reason), ("policy", reason));
        }
    }
}

#[test]
fn a_listing_is_read_to_its_last_page_and_keeps_what_came_before_an_error() {
    let moto = Moto::seeded("crowd");
    let proxy = Proxy::start(moto.endpoint());
    let whole = snapshot(trueline_at(proxy.endpoint()));
    assert_eq!(of_kind(&whole, "aws.rds.instance").len(), 103);
    // Two pages in one region and one in the other.
    assert_eq!(whole.header.calls["rds:DescribeDBInstances"], 3);
    proxy.reset();
    proxy.set("rds:DescribeDBInstances", Fault::DenyAfter(2));
    let cut = snapshot(trueline_at(proxy.endpoint()));
    assert_eq!(of_kind(&cut, "aws.rds.instance").len(), 100);
    let gaps: Vec<_> = cut
        .gaps
        .iter()
        .map(|g| (g.kind.as_str(), g.scope.region.as_deref()))
        .collect();
    assert_eq!(gaps, [("aws.rds.instance", Some("us-east-1"))]);
}

#[test]
fn an_interrupted_run_writes_what_it_has() {
    let proxy = Proxy::start(compliant().endpoint()).keeping_answers();
    // The answers are kept, so that all other parts are soon done.
    snapshot(trueline_at(proxy.endpoint()));
    proxy.reset();
    proxy.set("s3:GetBucketAcl", Fault::Delay(Duration::from_secs(60)));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.json");
    let mut child = trueline_at(proxy.endpoint())
        .args([
            "snapshot",
            "--no-progress",
            "--providers",
            "aws",
            "--regions",
            "us-east-1",
            "-o",
        ])
        .arg(&file)
        .stdin(Stdio::null())
        .spawn()
        .expect("it starts");
    let started = Instant::now();
    while proxy.counts().len() < aws_operations().len() {
        assert!(started.elapsed() < Duration::from_secs(30), "{:?}", proxy.counts());
        std::thread::sleep(Duration::from_millis(20));
    }
    // The other parts come to their end.
    std::thread::sleep(Duration::from_secs(1));
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().expect("kill");
    assert!(sent.success());
    let status = child.wait().expect("it ends");
    assert!(started.elapsed() < Duration::from_secs(45), "it waited for the answer");
    assert!(status.success(), "{status}");
    let snapshot = store::read_snapshot(&file).expect("a snapshot");
    assert!(!snapshot.header.complete);
    let gaps: Vec<_> = snapshot.gaps.iter().map(|g| (g.kind.as_str(), g.gap.reason)).collect();
    assert_eq!(gaps, [("aws.s3.bucket", GapReason::Interrupted)]);
    assert!(of_kind(&snapshot, "aws.s3.bucket").is_empty());
    assert_eq!(of_kind(&snapshot, "aws.rds.instance").len(), 2);
}
