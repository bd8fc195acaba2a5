//! What can't be read becomes a gap, and nothing else changes.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use trueline::model::GapReason;
use trueline::store;

use super::{aws_operations, compliant, of_kind, snapshot};
use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};

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
            "--all",
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
    // What was read is kept, down to the other settings of each bucket.
    assert_eq!(snapshot.gaps, []);
    let buckets = of_kind(&snapshot, "aws.s3.bucket");
    assert_eq!(buckets.len(), 3);
    for bucket in buckets {
        let gaps: Vec<_> = bucket.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        assert_eq!(gaps, [("acl", GapReason::Interrupted)]);
        assert!(bucket.attributes.contains_key("policy"));
    }
    assert_eq!(of_kind(&snapshot, "aws.rds.instance").len(), 2);
}
