//! The unread rule: whatever can't be read, no verdict may move except to `unknown`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use trueline::catalogue::Catalogue;

use crate::support::cloudflare_fake::CloudflareFake;
use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};
use crate::support::world::{Report, told};

const REGIONS: &str = "us-east-1,eu-west-1";

fn scan(mut command: Command, provider: &str, regions: &[&str]) -> Report {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.json");
    let target = format!("json={}", file.display());
    command.args([
        "scan",
        "--providers",
        provider,
        "--no-progress",
        "--passes",
        "--spec",
        "stellarrec",
        "--format",
        &target,
    ]);
    command.args(regions);
    let output = command.output().expect("it starts");
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Report::read(&file)
}

#[test]
fn a_cloud_that_is_left_out_by_name_is_not_missing() {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(false);
    let strict = |more: &[&str], code: i32| {
        let mut command = fake.trueline();
        command
            .args([
                "scan",
                "--no-progress",
                "--strict",
                "--only",
                "*-zone-tls-*,aws-s3-bucket-acl-*",
            ])
            .args(more);
        told(command, code)
    };
    let said = strict(&["--providers", "cloudflare"], 0);
    assert!(!said.contains("not judged"), "{said}");
    let said = strict(&[], 3);
    assert!(
        said.contains("not judged, because their kinds were not collected: aws-s3-bucket-acl-")
            && said.contains("aws-s3-bucket-acl-public"),
        "{said}"
    );
}

#[test]
fn without_any_cloud_nothing_is_judged_and_the_mend_is_named() {
    let mut command = crate::support::trueline();
    command
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/nonexistent/aws")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/aws")
        .arg("scan");
    let said = told(command, 2);
    assert!(
        said.contains("set AWS_PROFILE") && said.contains("CLOUDFLARE_API_TOKEN"),
        "{said}"
    );
}

#[test]
fn without_the_list_of_regions_regional_verdicts_stay_open() {
    let moto = Moto::seeded("compliant");
    let proxy = Proxy::start(moto.endpoint());
    proxy.set("ec2:DescribeRegions", Fault::Deny);
    let report = scan(trueline_at(proxy.endpoint()), "aws", &[]);
    let unknown: BTreeSet<&str> = rows(&report)
        .filter(|r| r["verdict"] == "unknown")
        .filter_map(|r| r["control"].as_str())
        .collect();
    assert!(unknown.contains("aws-rds-instance-encryption"), "{unknown:?}");
    assert!(unknown.contains("aws-ec2-security-group-open-ingress"), "{unknown:?}");
    assert!(!unknown.contains("aws-iam-policy-admin-wildcard"), "{unknown:?}");
}

fn rows(report: &Report) -> impl Iterator<Item = &Value> {
    report.0["findings"].as_array().expect("findings").iter()
}

/// `trueline permissions` names what a scan calls: each operation's permission, and no other.
#[test]
fn permissions_are_those_of_the_calls() {
    let moto = Moto::seeded("compliant");
    let report = scan(moto.trueline(), "aws", &["--regions", REGIONS]);
    let mut command = moto.trueline();
    command.args(["permissions", "--only", "aws-*"]);
    let text = told(command, 0);
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let printed: BTreeSet<String> = lines.map(str::to_owned).collect();
    let called: BTreeSet<&str> = report.0["calls"]
        .as_object()
        .expect("calls")
        .keys()
        .map(String::as_str)
        .collect();
    let mut by_operation: BTreeMap<&str, &str> = BTreeMap::new();
    for kind in Catalogue::get().kinds().filter(|kind| kind.kind.starts_with("aws.")) {
        by_operation.extend(kind.list.permission().map(|p| (kind.list.operation.as_str(), p)));
        by_operation.extend(
            kind.attributes
                .values()
                .filter_map(|a| Some((a.operation.as_str(), a.permission()?))),
        );
    }
    // Everything that is printed is called, or is needed where the answer before did not hold it.
    for permission in &printed {
        let by = by_operation.iter().filter(|(_, p)| *p == permission).map(|(op, _)| *op);
        let known = [
            "ec2:DescribeRegions",
            "iam:GenerateCredentialReport",
            "s3:GetBucketLocation",
        ]
        .contains(&permission.as_str());
        assert!(
            known || by.into_iter().any(|op| called.contains(op)),
            "{permission} is printed, but nothing that needs it is called"
        );
    }
    // What policies read is printed: denying all else must leave no verdict unknown.
    let proxy = Proxy::start(moto.endpoint());
    for (operation, permission) in &by_operation {
        if !printed.contains(*permission) {
            proxy.set(operation, Fault::Deny);
        }
    }
    let least = scan(trueline_at(proxy.endpoint()), "aws", &["--regions", REGIONS]);
    assert_eq!(least.verdicts(), report.verdicts());
}
