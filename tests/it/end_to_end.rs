//! The whole way: scan finds the seeded faults, fixes close what can be closed, a second scan shows
//! exactly the others, and a rollback brings back what was there.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use trueline::model::{Resource, Snapshot};
use trueline::store;

use crate::support::files::steady;
use crate::support::world::{Report, World};

const REGIONS: &str = "us-east-1,eu-west-1";

/// What the seeds break in AWS and no fix of ours mends in place.
const NOT_FIXABLE: [&str; 12] = [
    "aws-elasticache-replication-group-encryption-at-rest stellarrec-redis",
    "aws-elasticache-replication-group-encryption-in-transit stellarrec-redis",
    "aws-elasticache-replication-group-snapshot-retention stellarrec-redis",
    "aws-iam-policy-admin-wildcard everything",
    "aws-iam-role-trust-wildcard open-door",
    "aws-iam-user-admin-wildcard mallory",
    "aws-rds-instance-encryption stellarrec-db",
    "aws-rds-instance-encryption stellarrec-db-replica",
    "aws-rds-instance-private-subnets stellarrec-db",
    "aws-rds-instance-private-subnets stellarrec-db-replica",
    "aws-rds-instance-public-access stellarrec-db",
    "aws-s3-bucket-encryption stellarrec-scratch",
];

/// What the seeds leave open: an image and refreshes that are gone, the bucket of a trail of another
/// region, and what the plan of the zones does not offer.
const OPEN: [&str; 7] = [
    "aws-autoscaling-group-instance-refresh",
    "aws-cloudtrail-trail-bucket-access-logging",
    "aws-cloudtrail-trail-bucket-mfa-delete",
    "aws-cloudtrail-trail-bucket-public-access",
    "aws-ec2-instance-image-age",
    "cloudflare-waf-owasp-ruleset",
    "cloudflare-zone-hold",
];

/// What the seeds break and a fix mends.
const FIXABLE: [&str; 12] = [
    "aws-ec2-security-group-open-ingress stellarrec-app",
    "aws-ec2-security-group-open-ingress stellarrec-db",
    "aws-rds-instance-backup-retention stellarrec-db",
    "aws-rds-instance-backup-retention stellarrec-db-replica",
    "aws-s3-bucket-policy-tls-only stellarrec-backups",
    "aws-s3-bucket-policy-tls-only stellarrec-scratch",
    "aws-s3-bucket-public-access-block stellarrec-backups",
    "aws-s3-bucket-public-access-block stellarrec-scratch",
    "aws-s3-bucket-versioning stellarrec-app",
    "aws-s3-bucket-versioning stellarrec-scratch",
    "cloudflare-zone-min-tls-version stellarrec.example",
    "cloudflare-zone-tls-1-3 stellarrec.example",
];

/// Other controls that the same fixes close: they judge the same attributes.
const ALONG: [&str; 8] = [
    "aws-ec2-security-group-high-risk-ports stellarrec-app",
    "aws-ec2-security-group-high-risk-ports stellarrec-db",
    "aws-ec2-security-group-public-sources stellarrec-app",
    "aws-ec2-security-group-public-sources stellarrec-db",
    "aws-ec2-security-group-source-width stellarrec-app",
    "aws-ec2-security-group-source-width stellarrec-db",
    "aws-ec2-security-group-tiers stellarrec-app",
    "aws-ec2-security-group-tiers stellarrec-db",
];

/// What no fix is planned for, and is mended all the same: the way to these instances led through the rule
/// that goes.
const THROUGH: [&str; 3] = [
    "aws-ec2-instance-exposed-ports stellarrec-app",
    "aws-ec2-instance-exposed-ports stellarrec-old",
    "aws-ec2-instance-internet-facing-profile stellarrec-app",
];

/// The failures of the controls that the lists above name, as a report names them. What the other controls
/// find is tested beside them.
fn of_named_controls(failures: &[String]) -> Vec<&str> {
    let control = |failure: &str| failure.split(' ').next().unwrap_or_default().to_owned();
    let named: BTreeSet<String> = [&NOT_FIXABLE[..], &FIXABLE, &ALONG, &THROUGH]
        .concat()
        .into_iter()
        .map(control)
        .collect();
    let failures = failures.iter().map(String::as_str);
    failures.filter(|f| named.contains(&control(f))).collect()
}

fn sorted(parts: &[&[&'static str]]) -> Vec<&'static str> {
    let mut all = parts.concat();
    all.sort_unstable();
    all
}

#[test]
fn scan_fix_scan_rollback() {
    let world = World::broken();
    let (report, before) = world.scan("before", 1);
    let broken = report.failures();
    assert_eq!(
        of_named_controls(&broken),
        sorted(&[&NOT_FIXABLE, &FIXABLE, &ALONG, &THROUGH])
    );
    assert!(broken.len() > 300, "{}", broken.len());
    assert_eq!(report.0["summary"]["error"], 0);
    assert_eq!(report.open(), BTreeSet::from(OPEN));

    let plan = world.plan("before.json", &[]);
    assert_eq!(plan["items"].as_array().map(Vec::len), Some(FIXABLE.len()));
    assert_eq!(
        plan["left_out"].as_array().map(Vec::len),
        Some(broken.len() - FIXABLE.len() - ALONG.len())
    );
    let told = world.apply(&[], 0);
    assert!(
        told.contains("12 verified, 0 already ok, 0 conflict, 0 failed"),
        "{told}"
    );

    let (report, after) = world.scan("after", 1);
    let mended = [&FIXABLE[..], &ALONG, &THROUGH].concat();
    let closed = |f: &&String| mended.contains(&f.as_str());
    let kept: Vec<&String> = broken.iter().filter(|f| !closed(f)).collect();
    assert_eq!(report.failures().iter().collect::<Vec<_>>(), kept);
    only_the_intended_changed(&before, &after);

    let again = world.apply(&[], 0);
    assert!(again.contains("0 verified, 12 already ok"), "{again}");

    world.run(&["fix", "rollback", &first_run(&world), "--yes"], 0);
    let (report, back) = world.scan("back", 1);
    assert_eq!(report.failures(), broken);
    assert_eq!(comparable(&back), comparable(&before));
}

/// Every control can be evaluated on what collectors bring, whatever the spec: none ends in an error, and
/// none is passed over.
#[test]
fn no_control_ends_in_an_error_on_live_data() {
    for variant in ["compliant", "broken"] {
        let world = World::of(variant);
        for spec in ["stellarrec", "default"] {
            let arguments = ["scan", "--spec", spec, "--no-progress", "--quiet", "--regions", REGIONS];
            world.run(&[&arguments[..], &["--format", "json=all.json"]].concat(), 1);
            let report = Report::read(&world.path("all.json"));
            let rows = report.0["findings"].as_array().expect("findings").iter();
            let errors: Vec<String> = rows
                .filter(|row| row["verdict"] == "error")
                .map(|row| format!("{} on {}: {}", row["control"], row["resource"]["id"], row["error"]))
                .collect();
            assert!(errors.is_empty(), "{variant}, {spec}: {errors:#?}");
            assert_eq!(report.0["summary"]["error"], 0);
            assert_eq!(report.0["run"]["not_judged"], json!([]), "{variant}, {spec}");
            assert_eq!(report.0["gaps"], json!([]), "{variant}, {spec}");
        }
    }
}

fn first_run(world: &World) -> String {
    let first = world.journals().remove(0);
    first.file_stem().expect("a name").to_string_lossy().into_owned()
}

/// The statement that was in the policy is there, every other rule keeps its id, other buckets and
/// settings are as they were.
fn only_the_intended_changed(before: &Snapshot, after: &Snapshot) {
    let find = |snapshot: &Snapshot, kind: &str, name: &str| -> Resource {
        snapshot
            .resources
            .iter()
            .find(|r| r.kind == kind && r.name == name)
            .expect(name)
            .clone()
    };
    let (old, new) = (
        find(before, "aws.s3.bucket", "stellarrec-backups"),
        find(after, "aws.s3.bucket", "stellarrec-backups"),
    );
    let statements = |bucket: &Resource| {
        bucket.attributes["policy"]["Statement"]
            .as_array()
            .cloned()
            .expect("statements")
    };
    assert!(!statements(&old).is_empty());
    assert_eq!(statements(&new)[..statements(&old).len()], statements(&old));
    assert_eq!(statements(&new).len(), statements(&old).len() + 1);
    for name in ["stellarrec-app", "stellarrec-db"] {
        let rules = |snapshot| {
            find(snapshot, "aws.ec2.security_group", name).attributes["ingress"]
                .as_array()
                .cloned()
                .expect("rules")
        };
        let (old, new): (Vec<Value>, Vec<Value>) = (rules(before), rules(after));
        assert_eq!(new.len() + 1, old.len(), "{name}");
        assert!(
            new.iter().all(|rule| old.contains(rule)),
            "{name}: a rule that was kept has changed"
        );
    }
    let touched = [
        "stellarrec-app",
        "stellarrec-backups",
        "stellarrec-scratch",
        "stellarrec-db",
        "stellarrec-db-replica",
        "stellarrec.example",
    ];
    let others = |snapshot: &Snapshot| -> Vec<Resource> {
        snapshot
            .resources
            .iter()
            .filter(|r| !touched.contains(&r.name.as_str()))
            .cloned()
            .collect()
    };
    assert_eq!(others(after), others(before));
}

/// Resources without what a way back can't restore: ids of rules, and buckets that never had versions.
fn comparable(snapshot: &Snapshot) -> Vec<Resource> {
    let mut resources = snapshot.resources.clone();
    for resource in &mut resources {
        if let Some(Value::Array(rules)) = resource.attributes.get_mut("ingress") {
            for rule in rules.iter_mut() {
                rule["security_group_rule_id"] = Value::Null;
            }
            rules.sort_by_key(Value::to_string);
        }
        if let Some(versioning) = resource.attributes.get_mut("versioning")
            && versioning["status"].is_null()
        {
            versioning["status"] = json!("Suspended");
        }
    }
    resources
}

/// The snapshot that is shipped is what a scan of the seeded world gives, header apart.
/// `TRUELINE_BLESS=1` writes it anew.
#[test]
fn shipped_snapshot() {
    let world = World::broken();
    let arguments = [
        "snapshot",
        "--all",
        "--no-progress",
        "--regions",
        "us-east-1,eu-west-1",
        "-o",
        "fresh.json",
    ];
    world.run(&arguments, 0);
    let fresh = store::read_snapshot(&world.path("fresh.json")).expect("a snapshot");
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stellarrec/snapshot.json");
    if std::env::var_os("TRUELINE_BLESS").is_some() {
        store::write_snapshot(&shipped, &fresh).expect("written");
    }
    let stored = store::read_snapshot(&shipped).expect("shipped");
    let (stored, fresh) = (steady(stored), steady(fresh));
    assert_eq!(stored.resources.len(), fresh.resources.len());
    for (stored, fresh) in stored.resources.iter().zip(&fresh.resources) {
        assert_eq!(stored, fresh, "run with TRUELINE_BLESS=1 to write it anew");
    }
    assert_eq!(stored.collected, fresh.collected);
    assert_eq!(stored.gaps, []);
    assert_eq!(fresh.gaps, []);
}
