//! What only a tool that sees both clouds can know: where the records of Cloudflare lead in AWS.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::cloudflare_fake::STELLARREC_ZONE;
use crate::support::moto::Moto;
use crate::support::proxy::{Fault, Proxy};
use crate::support::world::{Report, World};

/// The name that moto gives to the load balancer of the seeds.
const BALANCER: &str = "stellarrec-1.us-east-1.elb.amazonaws.com";

fn record(n: u32, kind: &str, name: &str, content: &str, proxied: bool) -> Value {
    json!({
        "id": format!("{n:032x}"), "name": name, "type": kind, "content": content, "proxiable": true,
        "proxied": proxied, "ttl": 1, "settings": {}, "meta": {}, "comment": null, "tags": [],
        "created_on": "2026-01-01T05:20:00.12345Z", "modified_on": "2026-01-01T05:20:00.12345Z",
    })
}

/// A world whose zone has these records besides those of the site itself.
fn world(variant: &str, more: &[Value]) -> World {
    let world = World::of(variant);
    let site = [
        record(1, "CNAME", "stellarrec.example", BALANCER, true),
        record(2, "CNAME", "www.stellarrec.example", "stellarrec.example", true),
    ];
    let records = Value::from([&site[..], more].concat());
    world
        .cloudflare
        .change(STELLARREC_ZONE, "dns_records", |list| *list = records);
    world
}

fn judge(world: &World, more: &[&str]) -> Report {
    let arguments = [
        "scan",
        "--spec",
        "stellarrec",
        "--only",
        "cloudflare-origin-*",
        "--regions",
        "us-east-1,eu-west-1",
        "--no-progress",
        "--quiet",
        "--passes",
        "--fail-on",
        "critical",
        "--format",
        "json=joins.json",
    ];
    let output = world
        .trueline(&[&arguments[..], more].concat())
        .output()
        .expect("it starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    Report::read(&world.path("joins.json"))
}

/// What is told of the resources that are not as they should be: control and name → reasons or gaps.
fn told(report: &Report) -> BTreeMap<String, Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in report.0["findings"].as_array().expect("findings") {
        let reasons = match row["verdict"].as_str() {
            Some("fail") => row["deltas"]
                .as_array()
                .expect("deltas")
                .iter()
                .map(|d| text(&d["because"])),
            Some("pass" | "not_applicable") => continue,
            _ => {
                let gaps = row["gaps"].as_array().expect("gaps").iter();
                let gaps = gaps.map(|g| format!("unread: {} {}", text(&g["path"]), text(&g["message"])));
                told.entry(named(row)).or_default().extend(gaps);
                continue;
            }
        };
        told.entry(named(row)).or_default().extend(reasons);
    }
    told
}

fn named(row: &Value) -> String {
    let control = row["control"]
        .as_str()
        .expect("id")
        .trim_start_matches("cloudflare-origin-");
    format!("{control} {}", row["resource"]["name"].as_str().unwrap_or("(all)"))
}

#[test]
fn a_site_that_is_reached_through_cloudflare_only_passes() {
    let world = world("compliant", &[]);
    let report = judge(&world, &[]);
    assert_eq!(told(&report), BTreeMap::new());
    let passed = |control: &str| {
        let rows = report.0["findings"].as_array().expect("findings").iter();
        rows.filter(|r| r["control"] == control && r["verdict"] == "pass")
            .count()
    };
    assert!(passed("cloudflare-origin-record-target-exists") >= 2);
    assert!(passed("cloudflare-origin-load-balancer-cloudflare-only") >= 1);
    assert_eq!(passed("cloudflare-origin-expected-targets"), 2, "one a zone");
}

#[test]
fn ways_around_cloudflare_and_into_nothing_are_told_with_the_way() {
    let bucket = "stellarrec-assets.s3-website-us-east-1.amazonaws.com";
    let world = world(
        "broken",
        &[
            record(
                3,
                "CNAME",
                "old.stellarrec.example",
                "gone-1.us-east-1.elb.amazonaws.com",
                false,
            ),
            record(4, "CNAME", "assets.stellarrec.example", bucket, true),
            record(5, "CNAME", "direct.stellarrec.example", BALANCER, false),
            record(
                6,
                "CNAME",
                "far.stellarrec.example",
                "gone-1.ap-south-1.elb.amazonaws.com",
                false,
            ),
        ],
    );
    let told = told(&judge(&world, &[]));
    let expected = [
        (
            "address-not-published stellarrec.example",
            vec!["the unproxied CNAME record of direct.stellarrec.example tells it"],
        ),
        (
            "record-speaks-https assets.stellarrec.example",
            vec!["website endpoints of S3 speak plain HTTP only"],
        ),
        (
            "record-target-exists assets.stellarrec.example",
            vec!["bucket stellarrec-assets is in none of the AWS accounts that were read"],
        ),
        (
            "record-target-exists far.stellarrec.example",
            vec!["unread: content it names a load balancer of ap-south-1, which was not read"],
        ),
        (
            "record-target-exists old.stellarrec.example",
            vec!["no load balancer in us-east-1 of the AWS accounts that were read has this name"],
        ),
    ];
    let mut rest = told.clone();
    for (name, reasons) in expected {
        assert_eq!(
            rest.remove(name),
            Some(reasons.into_iter().map(str::to_owned).collect()),
            "{told:#?}"
        );
    }
    let around = rest
        .remove("load-balancer-cloudflare-only stellarrec")
        .expect("the load balancer");
    assert_eq!(rest, BTreeMap::new());
    assert_eq!(around.len(), 2, "one a rule");
    let way = "proxied host stellarrec.example and 1 more -> this load balancer -> security group sg-";
    assert!(around.iter().any(|reason| reason.starts_with(way)), "{around:?}");
}

#[test]
fn a_half_that_can_not_be_read_leaves_the_verdicts_open() {
    let mut world = world("compliant", &[]);
    let proxy = Proxy::start(world.moto.endpoint());
    proxy.set("elbv2:DescribeLoadBalancers", Fault::Deny);
    world.through(proxy.endpoint());
    let told = told(&judge(&world, &[]));
    for name in [
        "record-target-exists stellarrec.example",
        "expected-targets stellarrec.example",
    ] {
        let reasons = told.get(name).expect(name);
        assert!(
            reasons.iter().any(|r| r.starts_with("unread: aws.elbv2.load_balancer")),
            "{reasons:?}"
        );
    }
}

#[test]
fn with_one_half_alone_the_joins_are_named_as_not_judged() {
    let world = world("compliant", &[]);
    // Left out by name, nobody misses what needs AWS, too.
    let command = world.trueline(&[
        "scan",
        "--strict",
        "--providers",
        "cloudflare",
        "--only",
        "cloudflare-origin-*",
    ]);
    let said = crate::support::world::told(command, 0);
    assert!(said.contains("1 controls on") && !said.contains("not judged"), "{said}");
    let moto = Moto::seeded("compliant");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.json");
    let mut command = moto.trueline();
    command
        .args([
            "scan",
            "--only",
            "cloudflare-origin-*,aws-s3-bucket-versioning",
            "--regions",
            "us-east-1",
        ])
        .args(["--no-progress", "--quiet", "--fail-on", "critical", "--format"])
        .arg(format!("json={}", file.display()));
    crate::support::world::told(command, 0);
    let left_out = Report::read(&file).0["run"]["not_judged"].clone();
    assert_eq!(left_out.as_array().map(Vec::len), Some(5), "{left_out}");
}
