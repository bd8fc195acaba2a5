use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;

use super::*;
use crate::catalogue::Catalogue;
use crate::model::{Collected, Gap, GapReason, Origin, Resource, Scope, ScopeGap};
use crate::policy::Sources;

const BUCKET: &str = "aws.s3.bucket";
const SUBNET: &str = "aws.ec2.subnet";

/// One policy in a file, for a kind, with further metadata keys.
fn policy(kind: &str, name: &str, keys: &str, body: &str) -> (String, String) {
    let (family, _) = kind.rsplit_once('.').expect("kind");
    let package = format!("{family}.{name}");
    let text = format!(
        "# METADATA\n# title: T\n# description: D\n# custom:\n#   id: {}\n#   severity: high\n#   kinds: [{kind}]\n{keys}package {package}\n\nimport data.lib.finding\n\n{body}\n",
        package.replace(['.', '_'], "-")
    );
    (format!("{}.rego", package.replace('.', "/")), text)
}

/// The shipped policies and one more. Loading takes most of a second, so each is loaded once.
fn library((path, text): &(String, String)) -> &'static Library {
    static LOADED: Mutex<BTreeMap<String, &'static Library>> = Mutex::new(BTreeMap::new());
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    loaded.entry(text.clone()).or_insert_with(|| {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("parent")).expect("created");
        std::fs::write(path, text).expect("written");
        let sources = Sources {
            folders: vec![folder.path().to_owned()],
            ..Sources::default()
        };
        Box::leak(Box::new(Library::load(&sources).expect(text)))
    })
}

fn judged(policy: (String, String), snapshot: &Snapshot) -> Judgement {
    let id = policy.0.trim_end_matches(".rego").replace(['/', '_'], "-");
    let library = library(&policy);
    let selected = library.select(&[id], &[]).expect("selected");
    judge(library, &selected, snapshot)
}

fn scope(region: &str) -> Scope {
    Scope::aws("123456789012").in_region(region)
}

fn resource(kind: &str, id: &str, scope: &Scope, attributes: serde_json::Value) -> Resource {
    Resource {
        kind: kind.into(),
        scope: scope.clone(),
        id: id.into(),
        name: id.into(),
        arn: None,
        tags: BTreeMap::new(),
        attributes: attributes.as_object().cloned().expect("object"),
        gaps: Vec::new(),
        origin: Origin::Live,
    }
}

fn gap(path: &str) -> Gap {
    Gap {
        path: path.into(),
        reason: GapReason::AccessDenied,
        operation: None,
        permission: None,
        code: None,
        message: None,
    }
}

fn listing(kind: &str, scope: &Scope) -> ScopeGap {
    ScopeGap {
        scope: scope.clone(),
        kind: kind.into(),
        gap: gap(""),
    }
}

/// A snapshot that has read these kinds wherever its resources lie, and in one region.
fn snapshot(kinds: &[&str], resources: Vec<Resource>) -> Snapshot {
    let mut scopes: Vec<Scope> = resources.iter().map(|r| r.scope.clone()).collect();
    scopes.push(scope("eu-1"));
    let collected = kinds.iter().flat_map(|kind| {
        scopes.iter().map(|scope| Collected {
            scope: scope.clone(),
            kind: (*kind).into(),
        })
    });
    let mut snapshot = Snapshot {
        collected: collected.collect(),
        resources,
        ..Snapshot::default()
    };
    snapshot.sort();
    snapshot
}

const DENY: &str = "deny contains finding.new(\"versioning.status\", s, \"Enabled\") if {\n\ts := object.get(input.attributes, [\"versioning\", \"status\"], null)\n\ts != \"Enabled\"\n}\n";

#[test]
fn one_resource_gets_the_verdict_that_the_table_says() {
    let on = json!({"versioning": {"status": "Enabled"}});
    let off = json!({"versioning": {"status": null}});
    let cases: [(&str, serde_json::Value, &[&str], Verdict); 11] = [
        ("", on.clone(), &[], Verdict::Pass),
        ("", off.clone(), &[], Verdict::Fail),
        ("", json!({}), &["versioning"], Verdict::Unknown),
        ("", off.clone(), &["versioning.status"], Verdict::Unknown),
        ("", on.clone(), &["versioning.status"], Verdict::Unknown),
        ("", on.clone(), &[""], Verdict::Unknown),
        (
            "",
            on.clone(),
            &["versioning.mfa_delete", "policy", "tags"],
            Verdict::Pass,
        ),
        ("", off.clone(), &["policy"], Verdict::Fail),
        ("#   certain: true\n", off.clone(), &["versioning"], Verdict::Fail),
        ("#   certain: true\n", on, &["versioning"], Verdict::Unknown),
        ("#   certain: true\n", off, &[], Verdict::Fail),
    ];
    for (keys, attributes, gaps, expected) in cases {
        let mut bucket = resource(BUCKET, "b", &scope("eu-1"), attributes.clone());
        bucket.gaps = gaps.iter().map(|g| gap(g)).collect();
        let found = judged(
            policy(BUCKET, "made_up", keys, DENY),
            &snapshot(&[BUCKET], vec![bucket]),
        );
        let row = match found.findings.as_slice() {
            [row] => row,
            rows => panic!("{attributes} {gaps:?}: {} rows", rows.len()),
        };
        assert_eq!(row.verdict, expected, "{keys}{attributes} {gaps:?}");
        assert_eq!(
            !row.deltas.is_empty(),
            expected == Verdict::Fail,
            "evidence only of failures"
        );
        let touched = gaps
            .iter()
            .filter(|g| g.is_empty() || ["versioning", "versioning.status"].contains(g));
        assert_eq!(row.gaps.len(), touched.count(), "{gaps:?}");
    }
}

#[test]
fn rows_about_whole_scopes() {
    let rows = |s: &Snapshot| {
        let judgement = judged(policy(BUCKET, "made_up", "", DENY), s);
        let rows: Vec<_> = judgement
            .findings
            .iter()
            .map(|f| (f.verdict, f.resource.id.clone()))
            .collect();
        (rows, judgement.not_judged)
    };
    let bucket = |id: &str| resource(BUCKET, id, &scope("eu-1"), json!({"versioning": {"status": "Enabled"}}));
    let none = Vec::<String>::new();
    assert_eq!(
        rows(&snapshot(&[SUBNET], vec![])),
        (vec![], vec!["aws-s3-made-up".to_owned()])
    );
    assert_eq!(
        rows(&snapshot(&[BUCKET], vec![])),
        (vec![(Verdict::NotApplicable, String::new())], none.clone())
    );
    let mut failed = snapshot(&[BUCKET], vec![]);
    failed.gaps = vec![listing(BUCKET, &scope("eu-1")), listing(SUBNET, &scope("eu-1"))];
    assert_eq!(rows(&failed), (vec![(Verdict::Unknown, String::new())], none.clone()));
    let mut partly = snapshot(&[BUCKET], vec![bucket("a"), bucket("b")]);
    partly.gaps = vec![listing(BUCKET, &scope("us-1"))];
    let expected = vec![
        (Verdict::Pass, "a".into()),
        (Verdict::Pass, "b".into()),
        (Verdict::Unknown, String::new()),
    ];
    assert_eq!(rows(&partly), (expected, none));
}

/// Fails when the subnet that the bucket names maps public addresses.
const LOOKUP: &str = "deny contains finding.because(\"bucket\", 1, 2, \"x\") if data.snapshot[\"aws.ec2.subnet\"][input.attributes.bucket].attributes.map_public_ip_on_launch\n\ndeny contains finding.unread(\"bucket\", \"no such subnet\") if not data.snapshot[\"aws.ec2.subnet\"][input.attributes.bucket].id\n";

#[test]
fn what_is_looked_up_must_have_been_read_too() {
    let here = scope("eu-1");
    let verdict = |change: &dyn Fn(&mut Snapshot)| {
        let mut s = snapshot(
            &[BUCKET, SUBNET],
            vec![
                resource(BUCKET, "b", &here, json!({"bucket": "s"})),
                resource(SUBNET, "s", &here, json!({"map_public_ip_on_launch": false})),
                resource(SUBNET, "t", &here, json!({"map_public_ip_on_launch": false})),
            ],
        );
        change(&mut s);
        let found = judged(policy(BUCKET, "made_up", "", LOOKUP), &s).findings;
        assert_eq!(found.iter().filter(|f| f.resource.kind == BUCKET).count(), found.len());
        let row = found.into_iter().next().expect("row");
        (row.verdict, row.gaps.into_iter().map(|g| g.path).collect::<Vec<_>>())
    };
    let on = |s: &mut Snapshot, id: &str, path: &str| {
        let subnet = s.resources.iter_mut().find(|r| r.id == id).expect("subnet");
        subnet.gaps.push(gap(path));
    };
    let paths = |p: &[&str]| p.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    assert_eq!(verdict(&|_| {}), (Verdict::Pass, vec![]));
    assert_eq!(verdict(&|s| on(s, "s", "cidr_block")), (Verdict::Pass, vec![]));
    assert_eq!(
        verdict(&|s| on(s, "t", "map_public_ip_on_launch")),
        (Verdict::Unknown, paths(&["aws.ec2.subnet[t].map_public_ip_on_launch"]))
    );
    assert_eq!(verdict(&|s| on(s, "s", "")).0, Verdict::Unknown);
    assert_eq!(
        verdict(&|s| s.gaps = vec![listing(SUBNET, &here)]),
        (Verdict::Unknown, paths(&["aws.ec2.subnet"]))
    );
    assert_eq!(
        verdict(&|s| s.gaps = vec![listing(SUBNET, &scope("us-1"))]),
        (Verdict::Pass, vec![])
    );
    assert_eq!(
        verdict(&|s| s.collected.retain(|c| c.kind != SUBNET)),
        (Verdict::Unknown, paths(&["aws.ec2.subnet"]))
    );
    assert_eq!(
        verdict(&|s| s.resources.retain(|r| r.id != "s")),
        (Verdict::Unknown, paths(&["bucket"]))
    );
    // A snapshot that says nothing about an attribute does not say that it is off.
    let silent = |s: &mut Snapshot| {
        let subnet = s.resources.iter_mut().find(|r| r.id == "t").expect("subnet");
        subnet.attributes.remove("map_public_ip_on_launch");
    };
    assert_eq!(
        verdict(&silent),
        (Verdict::Unknown, paths(&["aws.ec2.subnet[t].map_public_ip_on_launch"]))
    );
    // Nor does a value of another type.
    let odd = |s: &mut Snapshot| {
        let subnet = s.resources.iter_mut().find(|r| r.id == "t").expect("subnet");
        subnet.attributes.insert("map_public_ip_on_launch".into(), json!("no"));
    };
    assert_eq!(
        verdict(&odd),
        (Verdict::Unknown, paths(&["aws.ec2.subnet[t].map_public_ip_on_launch"]))
    );
    // From a bucket that is bound to no region, two subnets of one id bear their regions, and the id alone
    // leads nowhere.
    let twice = |s: &mut Snapshot| {
        let find = |id: &str| s.resources.iter().position(|r| r.id == id).expect(id);
        let (bucket, subnet) = (find("b"), find("s"));
        s.resources[bucket].scope = Scope::aws("123456789012");
        let mut other = s.resources[subnet].clone();
        other.scope = scope("us-1");
        s.resources.push(other);
    };
    assert_eq!(verdict(&twice), (Verdict::Unknown, paths(&["bucket"])));
    // A resource of another region is not seen, one that is bound to no region is.
    let moved = |to: Scope| {
        move |s: &mut Snapshot| {
            s.resources
                .iter_mut()
                .filter(|r| r.id == "s")
                .for_each(|r| r.scope = to.clone())
        }
    };
    assert_eq!(verdict(&moved(scope("us-1"))).0, Verdict::Unknown);
    assert_eq!(verdict(&moved(Scope::aws("123456789012"))).0, Verdict::Pass);
    assert_eq!(verdict(&moved(Scope::aws("999999999999"))).0, Verdict::Unknown);
}

const RECORD: &str = "cloudflare.zone";

/// Fails when a zone has the bucket's name and is paused.
const JOIN: &str = "deny contains finding.because(\"bucket\", zone.name, null, data.now) if {\n\tsome zone in data.snapshot[\"cloudflare.zone\"]\n\tzone.attributes.name == input.attributes.bucket\n\tzone.attributes.paused\n}\n";

#[test]
fn another_cloud_is_seen_whole_or_the_control_is_not_judged() {
    let zone_scope = Scope {
        provider: "cloudflare".into(),
        account: Some("a1".into()),
        zone: Some("z".into()),
        ..Scope::default()
    };
    let zone = resource(RECORD, "z", &zone_scope, json!({"name": "b", "paused": true}));
    let bucket = resource(BUCKET, "b", &scope("eu-1"), json!({"bucket": "b"}));
    let judged = |s: &Snapshot| {
        let found = judged(policy(BUCKET, "joined", "", JOIN), s);
        let verdicts: Vec<_> = found.findings.iter().map(|f| f.verdict).collect();
        (verdicts, found.not_judged.len(), found.findings)
    };
    let mut whole = snapshot(&[BUCKET, RECORD], vec![bucket.clone(), zone.clone()]);
    whole.header.created_at = "2026-11-23T10:00:00Z".into();
    let (verdicts, left_out, found) = judged(&whole);
    assert_eq!((verdicts, left_out), (vec![Verdict::Fail], 0));
    assert_eq!(found[0].deltas[0].because.as_deref(), Some("2026-11-23T10:00:00Z"));
    let mut unread = whole.clone();
    unread
        .resources
        .iter_mut()
        .filter(|r| r.kind == RECORD)
        .for_each(|r| r.gaps.push(gap("paused")));
    assert_eq!(judged(&unread).0, [Verdict::Unknown]);
    let mut half_listed = whole.clone();
    half_listed.gaps.push(listing(RECORD, &zone_scope));
    assert_eq!(judged(&half_listed).0, [Verdict::Unknown]);
    // Two of one id, in two accounts, do not hide each other.
    let mut two = whole.clone();
    let elsewhere = Scope {
        account: Some("a2".into()),
        ..zone_scope.clone()
    };
    two.resources
        .push(resource(RECORD, "z", &elsewhere, json!({"name": "c", "paused": true})));
    assert_eq!(judged(&two).0, [Verdict::Fail]);
    two.resources.rotate_right(1);
    assert_eq!(judged(&two).0, [Verdict::Fail]);
    let alone = snapshot(&[BUCKET], vec![bucket]);
    assert_eq!((judged(&alone).0, judged(&alone).1), (vec![], 1));
}

#[test]
fn what_is_not_offered_is_told_apart_from_what_is_unresolved() {
    let body =
        "deny contains finding.unsupported(\"bucket\", \"the plan lacks it\") if input.attributes.bucket == \"b\"";
    let bucket = resource(BUCKET, "b", &scope("eu-1"), json!({"bucket": "b"}));
    let found = judged(policy(BUCKET, "made_up", "", body), &snapshot(&[BUCKET], vec![bucket])).findings;
    let gap = &found[0].gaps[0];
    let told = (found[0].verdict, gap.reason, gap.message.as_deref());
    assert_eq!(
        told,
        (Verdict::Unknown, GapReason::NotSupported, Some("the plan lacks it"))
    );
}

#[test]
fn a_listing_that_failed_elsewhere_is_no_gap_here() {
    let here = scope("eu-1");
    let account = Scope::aws("123456789012");
    let s = |at: &Scope, gap_at: &Scope| {
        let mut s = snapshot(
            &[BUCKET, SUBNET],
            vec![
                resource(BUCKET, "b", at, json!({"bucket": "s"})),
                resource(SUBNET, "s", &here, json!({"map_public_ip_on_launch": false})),
            ],
        );
        s.collected.retain(|c| c.kind != SUBNET || c.scope == here);
        s.gaps = vec![listing(SUBNET, gap_at)];
        judged(policy(BUCKET, "made_up", "", LOOKUP), &s).findings[0].verdict
    };
    // The list of regions broke off: here the subnets are known, for who sees all regions they are not.
    assert_eq!(s(&here, &account), Verdict::Pass);
    assert_eq!(s(&account, &account), Verdict::Unknown);
    assert_eq!(s(&here, &here), Verdict::Unknown);
    assert_eq!(s(&scope("us-1"), &account), Verdict::Unknown);
}

#[test]
fn a_policy_that_goes_wrong_gives_an_error_and_never_a_pass() {
    let cases = [
        (
            "deny contains finding.new(\"bucket\", 1, 2) if lower(input.attributes.bucket) == \"a\"",
            "lower",
        ),
        (
            "deny contains finding.new(\"bucket\", 1, 2) if object.subset([\"a\"], [])",
            "panicked",
        ),
        (
            "deny contains \"text\" if input.attributes.bucket",
            "deny holds \"text\"",
        ),
        (
            "deny contains {\"path\": \"bucket\", \"actual\": 1} if input.attributes.bucket",
            "finding.new",
        ),
        (
            "deny contains finding.new(\"buckte\", 1, 2) if input.attributes.bucket",
            "\"buckte\", which aws.s3.bucket does not have",
        ),
        (
            "deny contains finding.new(\"bucket.x\", 1, 2) if input.attributes.bucket",
            "\"bucket.x\", which aws.s3.bucket does not have",
        ),
        ("deny := \"text\" if input.attributes.bucket", "deny is no set"),
        ("deny := set() if input.attributes.bucket == 2", "deny is undefined"),
    ];
    for (body, expected) in cases {
        let bucket = resource(BUCKET, "b", &scope("eu-1"), json!({"bucket": 1}));
        let mut unread = bucket.clone();
        unread.id = "u".into();
        unread.gaps.push(gap("bucket"));
        let found = judged(
            policy(BUCKET, "made_up", "#   certain: true\n", body),
            &snapshot(&[BUCKET], vec![bucket, unread]),
        );
        assert_eq!(found.findings.len(), 2, "{body}");
        for row in found.findings {
            assert_eq!(row.verdict, Verdict::Error, "{body}");
            assert!(row.deltas.is_empty());
            let error = row.error.expect("message");
            assert!(error.contains(expected), "{error}\nwanted {expected}");
        }
    }
}

#[test]
fn the_same_unread_of_many_is_told_once() {
    let body = "deny contains finding.new(\"bucket\", 1, 2) if {\n\tsome subnet in data.snapshot[\"aws.ec2.subnet\"]\n\tsubnet.attributes.map_public_ip_on_launch\n}";
    let here = scope("eu-1");
    for (subnets, expected) in [
        (
            3,
            vec![
                "aws.ec2.subnet[s0].map_public_ip_on_launch",
                "aws.ec2.subnet[s1].map_public_ip_on_launch",
                "aws.ec2.subnet[s2].map_public_ip_on_launch",
            ],
        ),
        (300, vec!["aws.ec2.subnet[].map_public_ip_on_launch"]),
    ] {
        let mut resources = vec![resource(BUCKET, "b", &here, json!({"bucket": "b"}))];
        for n in 0..subnets {
            let mut subnet = resource("aws.ec2.subnet", &format!("s{n}"), &here, json!({}));
            subnet.gaps.push(gap("map_public_ip_on_launch"));
            resources.push(subnet);
        }
        let found = judged(
            policy(BUCKET, "made_up", "", body),
            &snapshot(&[BUCKET, "aws.ec2.subnet"], resources),
        );
        assert_eq!(found.findings[0].verdict, Verdict::Unknown);
        let paths: Vec<&str> = found.findings[0].gaps.iter().map(|g| g.path.as_str()).collect();
        assert_eq!(paths, expected);
    }
}

#[test]
fn an_endless_policy_is_ended() {
    // Twelve loops of twelve steps each.
    let steps = (1..=12).map(|n| n.to_string()).collect::<Vec<_>>().join(", ");
    let loops: String = (0..12).map(|n| format!("some v{n} in xs; ")).collect();
    let body = format!(
        "xs := [{steps}]\n\ndeny contains finding.new(\"bucket\", 1, 2) if count([1 | {loops} v0 + v1 == 0]) == 1"
    );
    let body = body.as_str();
    let buckets = (0..30).map(|n| resource(BUCKET, &format!("b{n:02}"), &scope("eu-1"), json!({"bucket": "b"})));
    let started = Instant::now();
    let found = judged(
        policy(BUCKET, "made_up", "", body),
        &snapshot(&[BUCKET], buckets.collect()),
    );
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    assert!(found.findings.iter().all(|f| f.verdict == Verdict::Error));
    let errors: Vec<String> = found.findings.into_iter().filter_map(|f| f.error).collect();
    assert!(errors[0].contains("exceeded time limit"), "{}", errors[0]);
    assert!(errors[29].starts_with("not evaluated"), "{}", errors[29]);
}

#[test]
fn every_planned_pair_gives_exactly_one_row() {
    let library = Library::load(&Sources::default()).expect("shipped policies");
    let mut selected = library.select(&[], &[]).expect("all");
    selected.retain(|p| !p.judges_changes());
    let kinds: Vec<&str> = Catalogue::get().kinds().map(|k| k.kind.as_str()).collect();
    let mut resources = Vec::new();
    for kind in &kinds {
        // More than one piece of work, in two regions.
        for n in 0..20 {
            resources.push(resource(
                kind,
                &format!("r{n}"),
                &scope(["eu-1", "us-1"][n % 2]),
                json!({}),
            ));
        }
    }
    let s = snapshot(&kinds, resources);
    let found = judge(&library, &selected, &s);
    assert!(found.not_judged.is_empty());
    let mut pairs: Vec<_> = found
        .findings
        .iter()
        .map(|f| (f.control.clone(), f.resource.clone()))
        .collect();
    let planned: usize = selected.iter().map(|p| p.control.kinds.len() * 20).sum();
    assert_eq!(pairs.len(), planned);
    assert!(pairs.is_sorted());
    pairs.dedup();
    assert_eq!(pairs.len(), planned);
}

#[test]
fn facts_are_computed_and_decide() {
    let text = include_str!("../../../fixtures/stellarrec/snapshot.json");
    let snapshot: Snapshot = serde_json::from_str(text).expect("the fixture");
    let library = Library::load(&Sources::default()).expect("the library");
    let policies = library
        .select(&["aws-rds-instance-private-subnets".into()], &[])
        .expect("selected");
    assert!(policies[0].reads.facts().count() > 0, "the control rests on facts");
    let verdicts = |snapshot: &Snapshot| -> Vec<(Verdict, bool)> {
        let found = judge(&library, &policies, snapshot).findings.into_iter();
        let because = |f: &Finding| {
            f.deltas
                .iter()
                .any(|d| d.because.iter().any(|b| b.contains("internet gateway")))
        };
        found.map(|f| (f.verdict, because(&f))).collect()
    };
    assert_eq!(verdicts(&snapshot), [(Verdict::Fail, true), (Verdict::Fail, true)]);
    // Without the routes to the gateway the same subnets are private.
    let mut closed = snapshot.clone();
    for table in closed.resources.iter_mut().filter(|r| r.kind == "aws.ec2.route_table") {
        table.attributes.insert("route".into(), json!([]));
    }
    assert_eq!(verdicts(&closed), [(Verdict::Pass, false), (Verdict::Pass, false)]);
}
