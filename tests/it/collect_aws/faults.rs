//! Under fire: what goes wrong ends in gaps that name operation and code, and the rest is kept.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::{Duration, Instant};

use trueline::model::{GapReason, Snapshot};

use super::{compliant, of_kind, snapshot, snapshot_to};
use crate::support::files::steady;
use crate::support::moto::{Moto, snapshot_all, trueline_at};
use crate::support::proxy::{Fault, Proxy};

/// A proxy that has seen all requests, so that it answers them quickly, and what they give.
fn filled() -> (Proxy, Snapshot) {
    let proxy = Proxy::start(compliant().endpoint()).keeping_answers();
    let whole = snapshot(trueline_at(proxy.endpoint()));
    proxy.reset();
    (proxy, whole)
}

fn collected(proxy: &Proxy, settings: &[(&str, &str)]) -> Snapshot {
    let mut command = trueline_at(proxy.endpoint());
    command.envs(settings.iter().copied());
    snapshot(command)
}

/// Reasons and codes of everything that is unread.
fn causes(snapshot: &Snapshot) -> BTreeSet<(GapReason, String)> {
    let listings = snapshot.gaps.iter().map(|g| &g.gap);
    let all = listings.chain(snapshot.resources.iter().flat_map(|r| &r.gaps));
    all.map(|gap| {
        assert!(gap.operation.as_deref().is_some_and(|o| o.contains(':')), "{gap:?}");
        (gap.reason, gap.code.clone().unwrap_or_default())
    })
    .collect()
}

#[test]
fn credentials_that_run_out_keep_what_was_read() {
    let (proxy, whole) = filled();
    proxy.after(8, Fault::Expired);
    let seen = collected(&proxy, &[]);
    assert_eq!(
        causes(&seen),
        [(GapReason::AccessDenied, "ExpiredTokenException".to_owned())].into()
    );
    assert!(!seen.resources.is_empty() && seen.resources.len() < whole.resources.len());
    // No permission mends it, and what is under way is the last that is asked.
    assert!(seen.gaps.iter().all(|g| g.gap.permission.is_none()));
    let asked: u64 = proxy.counts().values().sum();
    let all: u64 = whole.header.calls.values().sum();
    assert!(asked < all / 2, "{asked} requests of {all}");
}

#[test]
fn a_region_that_hangs_costs_itself() {
    let (proxy, whole) = filled();
    proxy.set("*@eu-west-1", Fault::Delay(Duration::from_secs(600)));
    let started = Instant::now();
    let seen = collected(&proxy, &[("TRUELINE_AWS_TIMEOUT", "1")]);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    assert_eq!(causes(&seen), [(GapReason::Timeout, String::new())].into());
    let in_region = |snapshot: &Snapshot, region: &str| -> Vec<_> {
        let here = snapshot
            .resources
            .iter()
            .filter(|r| r.scope.region.as_deref() == Some(region));
        here.cloned().collect()
    };
    assert_eq!(in_region(&seen, "us-east-1"), in_region(&whole, "us-east-1"));
    for gap in &seen.gaps {
        assert_eq!(gap.scope.region.as_deref(), Some("eu-west-1"), "{gap:?}");
    }
    let vpcs = whole
        .collected
        .iter()
        .filter(|c| c.scope.region.as_deref() == Some("eu-west-1"));
    for collected in vpcs {
        let told = seen
            .gaps
            .iter()
            .any(|g| g.kind == collected.kind && g.scope == collected.scope);
        // Settings of a region exist without any listing: they say so themselves.
        let here = seen
            .resources
            .iter()
            .filter(|r| r.kind == collected.kind && r.scope == collected.scope);
        let says_so = here.clone().count() > 0 && here.clone().all(|r| !r.gaps.is_empty());
        assert!(told || says_so, "nothing says that {} was not read", collected.kind);
    }
}

#[test]
fn lost_connections_and_halves_of_answers_are_gaps() {
    let (proxy, whole) = filled();
    for (fault, reasons) in [
        (Fault::Reset, [GapReason::Network].as_slice()),
        (Fault::Truncated, &[GapReason::Network, GapReason::Malformed]),
    ] {
        proxy.reset();
        proxy.set("s3:GetBucketPolicy", fault);
        proxy.set("rds:DescribeDBInstances", fault);
        let seen = collected(&proxy, &[]);
        for (reason, _) in causes(&seen) {
            assert!(reasons.contains(&reason), "{fault:?}: {reason}");
        }
        assert!(of_kind(&seen, "aws.rds.instance").is_empty());
        assert_eq!(
            of_kind(&seen, "aws.rds.subnet_group"),
            of_kind(&whole, "aws.rds.subnet_group")
        );
        for bucket in of_kind(&seen, "aws.s3.bucket") {
            let paths: Vec<&str> = bucket.gaps.iter().map(|g| g.path.as_str()).collect();
            assert_eq!(paths, ["policy"], "{fault:?}");
        }
    }
}

#[test]
fn what_is_deleted_meanwhile_is_named_and_the_rest_kept() {
    let (proxy, whole) = filled();
    for operation in ["s3:GetBucketAcl", "s3:GetBucketTagging"] {
        proxy.set(operation, Fault::Code("NoSuchBucket", 404));
    }
    let seen = collected(&proxy, &[]);
    assert_eq!(
        causes(&seen),
        [(GapReason::ServiceError, "NoSuchBucket".to_owned())].into()
    );
    assert_eq!(seen.gaps, []);
    for (bucket, before) in of_kind(&seen, "aws.s3.bucket")
        .iter()
        .zip(of_kind(&whole, "aws.s3.bucket"))
    {
        let paths: Vec<&str> = bucket.gaps.iter().map(|g| g.path.as_str()).collect();
        assert_eq!(paths, ["acl", "tags"]);
        assert_eq!(bucket.attributes["policy"], before.attributes["policy"]);
    }
    assert_eq!(seen.resources.len(), whole.resources.len());
}

#[test]
fn a_burst_of_throttling_is_waited_out_and_counted() {
    let (proxy, whole) = filled();
    for operation in ["s3:GetBucketPolicy", "rds:DescribeDBInstances", "ec2:DescribeSubnets"] {
        proxy.set(operation, Fault::ThrottleFirst(2));
    }
    let seen = collected(&proxy, &[("AWS_MAX_ATTEMPTS", "6")]);
    assert_eq!((&seen.gaps, &seen.resources), (&whole.gaps, &whole.resources));
    for service in ["s3", "rds", "ec2"] {
        assert!(
            seen.header.retries[service] >= 2,
            "{service}: {:?}",
            seen.header.retries
        );
    }
    assert_eq!(seen.header.calls, whole.header.calls);
}

#[test]
fn a_region_that_is_switched_off_is_a_gap_when_it_is_asked_for() {
    let (proxy, _) = filled();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.json");
    let more = ["--services", "rds", "--regions", "us-east-1,me-central-1"];
    crate::support::world::told(snapshot_all(trueline_at(proxy.endpoint()), &file, &more), 0);
    let seen = trueline::store::read_snapshot(&file).expect("a snapshot");
    assert_eq!(
        causes(&seen),
        [(GapReason::NotSupported, "not-opted-in".to_owned())].into()
    );
    for gap in &seen.gaps {
        assert_eq!(gap.scope.region.as_deref(), Some("me-central-1"));
        assert!(gap.gap.message.as_deref().is_some_and(|m| m.contains("switched off")));
    }
    assert_eq!(of_kind(&seen, "aws.rds.instance").len(), 2);
}

#[test]
fn the_time_limit_of_a_run_keeps_what_was_read() {
    let (proxy, whole) = filled();
    proxy.set("s3:GetBucketAcl", Fault::Delay(Duration::from_secs(120)));
    let started = Instant::now();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.json");
    let more = ["--timeout", "8s", "--regions", "us-east-1,eu-west-1"];
    let said = crate::support::world::told(snapshot_all(trueline_at(proxy.endpoint()), &file, &more), 0);
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    assert!(said.contains("stopped before everything was read"), "{said}");
    let seen = trueline::store::read_snapshot(&file).expect("a snapshot");
    assert!(!seen.header.complete);
    assert_eq!(causes(&seen), [(GapReason::Timeout, String::new())].into());
    assert_eq!(seen.resources.len(), whole.resources.len());
}

/// Every listing comes in four pages, the first of them empty.
#[test]
fn listings_are_read_to_their_last_page() {
    let paged = Moto::seeded_in_pages("compliant");
    let folder = tempfile::tempdir().expect("a folder");
    let read = |command: Command, name: &str| snapshot_to(&folder.path().join(name), command);
    let whole = steady(read(compliant().trueline(), "whole.json"));
    let seen = steady(read(paged.trueline(), "paged.json"));
    assert_eq!(seen.gaps, []);
    for (seen, expected) in seen.resources.iter().zip(&whole.resources) {
        assert_eq!(seen, expected);
    }
    assert_eq!(seen.resources.len(), whole.resources.len());
    let paged: Vec<&String> = whole
        .header
        .calls
        .iter()
        .filter(|(operation, calls)| seen.header.calls[*operation] >= *calls * 4)
        .map(|(operation, _)| operation)
        .collect();
    assert!(paged.len() >= 10, "{paged:?}");
}

#[test]
fn nothing_is_asked_twice() {
    let proxy = Proxy::start(compliant().endpoint());
    let seen = collected(&proxy, &[]);
    let again = proxy.repeated();
    assert!(again.is_empty(), "{again:#?}");
    // What is counted is what was sent.
    assert_eq!(seen.header.calls, proxy.counts());
}
