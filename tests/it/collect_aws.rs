//! Collecting from AWS: every fact, every absence and every gap, against moto.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use trueline::catalogue::{Attribute, Catalogue, Kind};
use trueline::model::snapshot::ScopeGap;
use trueline::model::{Gap, GapReason, Resource, Snapshot};
use trueline::store;

use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};

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
fn snapshot_to(file: &Path, mut command: Command) -> Snapshot {
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
        .arg(file);
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
fn a_healthy_account_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let account = named(&snapshot, "aws.account", "stellarrec-production");
    assert_eq!(account.id, ACCOUNT);
    assert_eq!(account.attributes["account_alias"], json!("stellarrec-production"));

    let app = named(&snapshot, "aws.s3.bucket", "stellarrec-app");
    assert_eq!(app.scope.region.as_deref(), Some("us-east-1"));
    assert_eq!(app.arn.as_deref(), Some("arn:aws:s3:::stellarrec-app"));
    assert_eq!(app.tags["managed-by"], "terraform");
    assert_eq!(app.attributes["tags"], json!(app.tags));
    assert_eq!(
        app.attributes["versioning"],
        json!({"status": "Enabled", "mfa_delete": null})
    );
    assert_eq!(
        app.attributes["server_side_encryption"]["sse_algorithm"],
        json!("AES256")
    );
    assert_eq!(
        app.attributes["public_access_block"]["restrict_public_buckets"],
        json!(true)
    );
    assert_eq!(app.attributes["object_ownership"], json!("BucketOwnerEnforced"));
    assert_eq!(app.attributes["policy"]["Statement"][1]["Sid"], json!("TlsOnly"));
    assert_eq!(
        app.attributes["lifecycle_rules"][0]["transition"][1],
        json!({"days": 90, "date": null, "storage_class": "GLACIER"})
    );
    assert_eq!(app.attributes["logging"]["target_prefix"], json!("stellarrec-app/"));
    let backups = named(&snapshot, "aws.s3.bucket", "stellarrec-backups");
    assert_eq!(
        backups.attributes["notification"],
        json!({"topic_arns": [format!("arn:aws:sns:us-east-1:{ACCOUNT}:stellarrec-backups")], "queue_arns": [],
               "lambda_function_arns": [], "eventbridge": false})
    );
    let replica = named(&snapshot, "aws.s3.bucket", "stellarrec-replica");
    assert_eq!(replica.scope.region.as_deref(), Some("eu-west-1"));
    assert_eq!(replica.attributes["bucket_region"], json!("eu-west-1"));
    assert_eq!(replica.attributes["lifecycle_rules"], json!([]));
    assert_eq!(replica.attributes["logging"], Value::Null);

    let db = named(&snapshot, "aws.rds.instance", "stellarrec-db");
    for (path, expected) in [
        ("engine_version", json!("15.4")),
        ("storage_encrypted", json!(true)),
        ("backup_retention_period", json!(7)),
        ("publicly_accessible", json!(false)),
        ("parameter_group_name", json!("stellarrec-db")),
        ("performance_insights_enabled", json!(true)),
        ("replicate_source_db", Value::Null),
        ("cluster_identifier", Value::Null),
        ("pending_modified_values", json!({})),
    ] {
        assert_eq!(db.attributes[path], expected, "{path}");
    }
    let replica = named(&snapshot, "aws.rds.instance", "stellarrec-db-replica");
    assert_eq!(replica.attributes["replicate_source_db"], json!("stellarrec-db"));

    let redis = named(&snapshot, "aws.elasticache.replication_group", "stellarrec-redis");
    for (path, expected) in [
        ("num_cache_clusters", json!(2)),
        ("auth_token_enabled", json!(true)),
        ("transit_encryption_mode", json!("required")),
        ("automatic_failover_enabled", json!(true)),
        ("multi_az_enabled", json!(true)),
        ("snapshot_retention_limit", json!(5)),
        ("kms_key_id", Value::Null),
    ] {
        assert_eq!(redis.attributes[path], expected, "{path}");
    }
}

#[test]
fn networks_are_read_with_every_rule_and_route() {
    let snapshot = snapshot(broken().trueline());
    let groups: BTreeMap<&str, &str> = of_kind(&snapshot, "aws.ec2.security_group")
        .into_iter()
        .map(|g| (g.name.as_str(), g.id.as_str()))
        .collect();
    let db = named(&snapshot, "aws.ec2.security_group", "stellarrec-db");
    let rules = db.attributes["ingress"].as_array().expect("rules");
    assert_eq!(rules.len(), 2, "the legitimate rule and the fault");
    assert!(rules.iter().all(|r| {
        r["security_group_rule_id"]
            .as_str()
            .is_some_and(|id| id.starts_with("sgr-"))
    }));
    assert!(
        rules
            .iter()
            .any(|r| r["referenced_security_group_id"] == groups["stellarrec-app"] && r["cidr_ipv6"].is_null())
    );
    assert!(
        rules
            .iter()
            .any(|r| r["cidr_ipv6"] == "::/0" && r["from_port"] == 5432 && r["cidr_ipv4"].is_null())
    );
    let everything = &db.attributes["egress"][0];
    assert_eq!(
        (&everything["ip_protocol"], &everything["from_port"]),
        (&json!("-1"), &json!(-1))
    );
    let bastion = named(&snapshot, "aws.ec2.security_group", "stellarrec-bastion");
    let prefix_list = bastion.attributes["ingress"][0]["prefix_list_id"].as_str();
    assert!(prefix_list.is_some_and(|id| id.starts_with("pl-")));

    let subnet = named(&snapshot, "aws.ec2.subnet", "stellarrec-private-a");
    assert_eq!(subnet.attributes["cidr_block"], json!("10.0.11.0/24"));
    assert_eq!(subnet.attributes["ipv6_cidr_block"], Value::Null);
    assert_eq!(subnet.tags["html"], "<script>alert(1)</script>");
    assert_eq!(subnet.tags["ansi"], "\u{9b}31mred\u{9b}0m");
    let public = named(&snapshot, "aws.ec2.route_table", "stellarrec-public");
    let routes = public.attributes["route"].as_array().expect("routes");
    let default = routes
        .iter()
        .find(|r| r["cidr_block"] == "0.0.0.0/0")
        .expect("a default route");
    assert!(default["gateway_id"].as_str().is_some_and(|id| id.starts_with("igw-")));
    assert_eq!(default["nat_gateway_id"], Value::Null);
    assert_eq!(public.attributes["associations"].as_array().map(Vec::len), Some(2));
    let standby = named(&snapshot, "aws.ec2.subnet", "stellarrec-standby-a");
    assert_eq!(standby.scope.region.as_deref(), Some("eu-west-1"));
}

#[test]
fn faults_are_read_as_faults_and_absent_settings_as_null() {
    let snapshot = snapshot(broken().trueline());
    assert_eq!(snapshot.gaps, []);
    assert!(snapshot.resources.iter().all(|r| r.gaps.is_empty()));
    let bare = named(&snapshot, "aws.s3.bucket", "stellarrec-scratch");
    assert_eq!(
        bare.attributes["versioning"],
        json!({"status": null, "mfa_delete": null})
    );
    for path in [
        "server_side_encryption",
        "public_access_block",
        "policy",
        "logging",
        "object_ownership",
    ] {
        assert_eq!(bare.attributes[path], Value::Null, "{path}");
    }
    assert_eq!(bare.attributes["lifecycle_rules"], json!([]));
    assert_eq!(bare.tags["formula"], "=cmd()");
    let app = named(&snapshot, "aws.s3.bucket", "stellarrec-app");
    assert_eq!(app.attributes["versioning"]["status"], json!("Suspended"));
    let backups = named(&snapshot, "aws.s3.bucket", "stellarrec-backups");
    assert_eq!(backups.attributes["public_access_block"], Value::Null);
    assert_eq!(
        backups.attributes["policy"]["Statement"].as_array().map(Vec::len),
        Some(1)
    );

    let db = named(&snapshot, "aws.rds.instance", "stellarrec-db");
    assert_eq!(db.attributes["backup_retention_period"], json!(1));
    assert_eq!(db.attributes["storage_encrypted"], json!(false));
    assert_eq!(db.attributes["publicly_accessible"], json!(true));
    let public = named(&snapshot, "aws.ec2.subnet", "stellarrec-public-b");
    let group = named(&snapshot, "aws.rds.subnet_group", "stellarrec-db");
    assert!(
        group.attributes["subnet_ids"]
            .as_array()
            .is_some_and(|ids| ids.contains(&json!(public.id)))
    );

    let door = named(&snapshot, "aws.iam.role", "open-door");
    assert_eq!(
        door.attributes["assume_role_policy"]["Statement"][0]["Principal"],
        json!({"AWS": "*"})
    );
    let everything = named(&snapshot, "aws.iam.policy", "everything");
    assert_eq!(everything.id, format!("arn:aws:iam::{ACCOUNT}:policy/everything"));
    assert_eq!(everything.attributes["policy"]["Statement"][0]["Action"], json!("*"));
    assert_eq!(everything.attributes["attachment_count"], json!(1));
    assert_eq!(door.attributes["managed_policy_arns"], json!([everything.id]));
    let mallory = named(&snapshot, "aws.iam.user", "mallory");
    assert_eq!(mallory.attributes["inline_policy"][0]["name"], json!("admin"));
    assert_eq!(
        mallory.attributes["inline_policy"][0]["policy"]["Statement"][0]["Resource"],
        json!("*")
    );
    let ada = named(&snapshot, "aws.iam.user", "ada");
    assert_eq!(ada.attributes["groups"], json!(["operators"]));
    let condition = &ada.attributes["inline_policy"][0]["policy"]["Statement"][0]["Condition"];
    assert_eq!(
        condition["StringNotEquals"]["aws:PrincipalTag/team"],
        json!("\u{1b}[31mred\u{1b}[0m")
    );
    let managed = named(&snapshot, "aws.iam.policy", "AmazonSSMManagedInstanceCore");
    assert_eq!(managed.attributes["aws_managed"], json!(true));
    assert_eq!(
        of_kind(&snapshot, "aws.iam.policy").len(),
        3,
        "unattached policies of AWS are left out"
    );
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
                    // The region of the connection stands in for the one that is not known.
                    resource.scope.region = Some("us-east-1".into());
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
