use serde_json::{Value, json};

use super::*;
use crate::model::drift::Import;

mod ranked;

const REGION: &str = "us-east-1";

/// A snapshot that collected these kinds in one region.
fn snapshot(resources: Vec<Value>, kinds: &[&str]) -> Snapshot {
    let scope = json!({"provider": "aws", "account": "1", "region": REGION});
    let collected: Vec<Value> = kinds.iter().map(|kind| json!({"scope": scope, "kind": kind})).collect();
    let mut snapshot: Snapshot = serde_json::from_value(json!({
        "schema": "trueline.snapshot/1",
        "header": {"created_at": "2026-11-23T00:00:00Z", "trueline": "0", "complete": true},
        "collected": collected, "resources": resources
    }))
    .expect("snapshot");
    snapshot.sort();
    snapshot
}

fn live(kind: &str, id: &str, attributes: Value) -> Value {
    json!({"kind": kind, "id": id, "name": id, "attributes": attributes,
        "scope": {"provider": "aws", "account": "1", "region": REGION}})
}

/// The same as a state knows it: without its account.
fn state(kind: &str, id: &str, attributes: Value) -> Value {
    let mut resource = live(kind, id, attributes);
    resource["scope"] = json!({"provider": "aws", "region": REGION});
    resource["origin"] = json!({"source": "state", "address": format!("{}.{}", terraform(kind), id.replace('-', "_"))});
    resource
}

fn terraform(kind: &str) -> &str {
    imports::terraform_type(kind)
}

const BUCKET: &str = "aws.s3.bucket";
const GROUP: &str = "aws.ec2.security_group";

fn run(base: &Snapshot, current: &Snapshot) -> Drift {
    run_with(base, current, &mut Ignore::default(), None, Options::default())
}

fn run_with(
    base: &Snapshot,
    current: &Snapshot,
    ignore: &mut Ignore,
    plan: Option<&Snapshot>,
    options: Options,
) -> Drift {
    let nothing = Judged {
        findings: &[],
        not_judged: &[],
    };
    let impacts = Impacts::new(&[], nothing, nothing);
    compare(
        &Side::of(base, "base"),
        &Side::of(current, "current"),
        &impacts,
        ignore,
        plan,
        options,
    )
}

/// Rows as (class, id, paths).
fn rows(drift: &Drift) -> Vec<(Class, &str, Vec<&str>)> {
    let mut rows = Vec::new();
    for change in &drift.changes {
        let paths = change.attributes.iter().map(|a| a.path.as_str()).collect();
        rows.push((change.class, change.resource.id.as_str(), paths));
    }
    rows
}

#[test]
fn a_state_against_what_is_there_gives_the_three_classes() {
    let same = json!({"bucket": "x", "versioning": {"status": "Enabled"}});
    let off = json!({"bucket": "x", "versioning": {"status": "Suspended"}});
    let base = snapshot(
        vec![
            state(BUCKET, "kept", same.clone()),
            state(BUCKET, "off", same.clone()),
            state(BUCKET, "gone", json!({})),
        ],
        &[],
    );
    let current = snapshot(
        vec![
            live(BUCKET, "kept", same),
            live(BUCKET, "off", off),
            live(BUCKET, "new", json!({"bucket": "new"})),
        ],
        &[BUCKET],
    );
    let drift = run(&base, &current);
    assert_eq!(
        rows(&drift),
        [
            (Class::Missing, "gone", vec![]),
            (Class::Changed, "off", vec!["versioning.status"]),
            (Class::Unmanaged, "new", vec![]),
        ]
    );
    assert_eq!(drift.changes[1].address.as_deref(), Some("aws_s3_bucket.off"));
    let all = drift.coverage.expect("against a state").all;
    assert_eq!((all.managed, all.total), (2, 3));
}

#[test]
fn what_was_not_read_is_never_missing_and_never_changed() {
    let base = snapshot(
        vec![state(
            BUCKET,
            "a",
            json!({"versioning": {"status": "Enabled"}, "policy": null}),
        )],
        &[],
    );
    // The kind was not collected, or its listing failed.
    let none = snapshot(vec![], &[GROUP]);
    let mut failed = snapshot(vec![], &[BUCKET]);
    failed.gaps = serde_json::from_value(json!([{"scope": {"provider": "aws", "account": "1"}, "kind": BUCKET,
        "path": "", "reason": "access_denied"}]))
    .expect("gap");
    for current in [none, failed] {
        let drift = run(&base, &current);
        assert!(drift.changes.is_empty() && drift.is_incomplete());
        assert_eq!(drift.not_compared.len(), 1, "{:?}", drift.not_compared);
    }
    // One attribute is a gap, the other was not asked for.
    let mut bucket = live(BUCKET, "a", json!({}));
    bucket["gaps"] = json!([{"path": "versioning", "reason": "access_denied"}]);
    let drift = run(&base, &snapshot(vec![bucket.clone()], &[BUCKET]));
    assert!(drift.changes.is_empty());
    assert!(drift.attributes_not_compared >= 2);
    bucket["attributes"] = json!({"versioning": {"status": null}});
    assert!(run(&base, &snapshot(vec![bucket], &[BUCKET])).changes.is_empty());
}

#[test]
fn what_lies_in_a_region_that_was_not_read_is_not_missing() {
    let mut vpc = state("aws.ec2.vpc", "vpc-1", json!({}));
    vpc["scope"]["region"] = "eu-west-1".into();
    let current = snapshot(vec![], &["aws.ec2.vpc"]);
    let drift = run(&snapshot(vec![vpc.clone()], &[]), &current);
    assert_eq!((drift.changes.len(), drift.not_compared.len()), (0, 1));
    // Nothing is known of its region: missing only if all that the state speaks of was read.
    vpc["scope"] = json!({"provider": "aws"});
    let alone = run(&snapshot(vec![vpc.clone()], &[]), &current);
    assert_eq!((alone.changes.len(), alone.not_compared.len()), (0, 1));
    let there = snapshot(vec![live("aws.ec2.vpc", "vpc-2", json!({}))], &["aws.ec2.vpc"]);
    let base = snapshot(vec![vpc, state("aws.ec2.vpc", "vpc-2", json!({}))], &[]);
    let with = run(&base, &there);
    assert_eq!((with.changes.len(), with.not_compared.len()), (1, 0));
    // Nothing in common, and no account: it may be another one.
    let apart = run(&base, &current);
    assert_eq!((apart.changes.len(), apart.not_compared.len()), (0, 2));
}

#[test]
fn two_snapshots_give_what_came_went_and_changed() {
    let bucket = |id: &str, on: bool| live(BUCKET, id, json!({"policy_is_public": on}));
    let before = snapshot(vec![bucket("a", false), bucket("b", false)], &[BUCKET]);
    let after = snapshot(vec![bucket("a", true), bucket("c", false)], &[BUCKET]);
    let drift = run(&before, &after);
    assert_eq!(
        rows(&drift),
        [
            (Class::Removed, "b", vec![]),
            // Terraform does not keep it, and that does not matter here.
            (Class::Changed, "a", vec!["policy_is_public"]),
            (Class::Added, "c", vec![]),
        ]
    );
    assert!(drift.coverage.is_none());
    // What was not asked for before can't be new now.
    let drift = run(&snapshot(vec![], &[GROUP]), &after);
    assert_eq!((drift.changes.len(), drift.not_compared.len()), (0, 2));
}

fn rule(id: Value, port: u16) -> Value {
    json!({"security_group_rule_id": id, "ip_protocol": "tcp", "from_port": port, "to_port": port,
        "cidr_ipv4": "0.0.0.0/0", "description": null})
}

fn rules(base: Vec<Value>, current: Vec<Value>) -> Vec<(String, Value, Value)> {
    let base = snapshot(vec![state(GROUP, "sg-1", json!({"ingress": base}))], &[]);
    let current = snapshot(vec![live(GROUP, "sg-1", json!({"ingress": current}))], &[GROUP]);
    let drift = run(&base, &current);
    let changes = drift.changes.into_iter().flat_map(|row| row.attributes);
    changes.map(|a| (a.path, a.before, a.after)).collect()
}

#[test]
fn rules_are_a_set_that_is_told_apart_by_ids_or_content() {
    let (null, one, two) = (json!(null), json!("sgr-1"), json!("sgr-2"));
    // Order, ids that only one side knows, and ids that changed with the same content say nothing.
    for (base, current) in [
        (
            vec![rule(one.clone(), 80), rule(two.clone(), 443)],
            vec![rule(two.clone(), 443), rule(one.clone(), 80)],
        ),
        (
            vec![rule(null.clone(), 80), rule(null.clone(), 443)],
            vec![rule(two.clone(), 443), rule(one.clone(), 80)],
        ),
        (vec![rule(one.clone(), 80)], vec![rule(two.clone(), 80)]),
    ] {
        assert_eq!(rules(base, current), []);
    }
    let named = rules(vec![rule(one.clone(), 80)], vec![rule(one.clone(), 8080)]);
    assert_eq!(named[0], ("ingress[sgr-1].from_port".into(), json!(80), json!(8080)));
    let nameless = rules(vec![rule(null.clone(), 80)], vec![rule(one.clone(), 8080)]);
    assert_eq!(nameless.len(), 2, "{nameless:?}");
    let added = rules(
        vec![rule(one.clone(), 80)],
        vec![rule(one.clone(), 80), rule(two.clone(), 22)],
    );
    assert_eq!((added[0].0.as_str(), &added[0].1), ("ingress[sgr-2]", &null));
    // A rule for all protocols has no ports, however they are written.
    let all =
        |ports: Value| json!({"ip_protocol": "-1", "from_port": ports, "to_port": ports, "cidr_ipv4": "10.0.0.0/8"});
    assert_eq!(rules(vec![all(json!(0))], vec![all(json!(-1))]), []);
}

#[test]
fn the_order_of_rules_counts_where_it_says_something() {
    let zone = |ids: [&str; 2]| {
        let rules = ids.map(|id| json!({"id": id, "action": "block"}));
        json!({"kind": "cloudflare.zone", "id": "z", "name": "z", "scope": {"provider": "cloudflare", "zone": "z"},
            "attributes": {"rulesets": {"http_request_firewall_custom": {"rules": rules}}}})
    };
    let path = "rulesets.http_request_firewall_custom.rules.order";
    let drift = run(
        &snapshot(vec![zone(["a", "b"])], &[]),
        &snapshot(vec![zone(["b", "a"])], &[]),
    );
    assert_eq!(rows(&drift), [(Class::Changed, "z", vec![path])]);
    assert!(
        run(
            &snapshot(vec![zone(["a", "b"])], &[]),
            &snapshot(vec![zone(["a", "b"])], &[])
        )
        .changes
        .is_empty()
    );
}

#[test]
fn what_the_provider_owns_or_moves_is_shown_and_does_not_count() {
    let vpc = |default: bool, id: &str| live("aws.ec2.vpc", id, json!({"is_default": default}));
    let group = |size: u8| json!({"desired_capacity": size, "max_size": 5});
    let asg = "aws.autoscaling.group";
    let base = snapshot(vec![state(asg, "web", group(1))], &[]);
    let current = snapshot(
        vec![live(asg, "web", group(3)), vpc(true, "vpc-1"), vpc(false, "vpc-2")],
        &[asg, "aws.ec2.vpc"],
    );
    let drift = run(&base, &current);
    let counted: Vec<_> = drift.counted().map(|row| row.resource.id.as_str()).collect();
    assert_eq!((counted, drift.changes.len()), (vec!["vpc-2"], 3));
    let all = drift.coverage.as_ref().expect("coverage").all;
    assert_eq!(
        (all.managed, all.total),
        (1, 2),
        "the default VPC is nobody's to manage"
    );
    let options = Options {
        all: true,
        ..Options::default()
    };
    assert_eq!(
        run_with(&base, &current, &mut Ignore::default(), None, options)
            .counted()
            .count(),
        3
    );
}

#[test]
fn ignored_rows_are_marked_and_unused_lines_told() {
    let on = |text: &str| json!({"versioning": {"status": text}, "tags": {"a": text}});
    let base = snapshot(vec![state(BUCKET, "a", on("Enabled"))], &[]);
    let current = snapshot(
        vec![live(BUCKET, "a", on("Suspended")), live(BUCKET, "b", json!({}))],
        &[BUCKET],
    );
    let day = "2026-11-23".parse().expect("date");
    let text = "aws_s3_bucket.a.versioning # reason: tests\naws_s3_bucket.b\naws_s3_bucket.c";
    let mut ignore = Ignore::parse("i", text, day).expect("lines");
    let drift = run_with(&base, &current, &mut ignore, None, Options::default());
    let counted: Vec<_> = drift.counted().collect();
    assert_eq!(counted.len(), 1, "the tag still counts");
    let ignored: Vec<_> = counted[0]
        .attributes
        .iter()
        .map(|a| (a.path.as_str(), a.ignored.is_some()))
        .collect();
    assert_eq!(ignored, [("tags.a", false), ("versioning.status", true)]);
    assert_eq!(
        drift.ignores.iter().map(|line| line.matched).collect::<Vec<_>>(),
        [1, 1, 0]
    );
    let mut ignore = Ignore::parse("i", &format!("{text}\naws_s3_bucket.*.tags"), day).expect("lines");
    assert_eq!(
        run_with(&base, &current, &mut ignore, None, Options::default())
            .counted()
            .count(),
        0
    );
}

#[test]
fn one_that_is_gone_and_one_that_came_may_be_the_same() {
    let named = |value: Value| {
        let mut value = value;
        value["name"] = "web".into();
        value
    };
    let base = snapshot(
        vec![named(state(GROUP, "sg-1", json!({}))), state(GROUP, "sg-0", json!({}))],
        &[],
    );
    let current = snapshot(
        vec![live(GROUP, "sg-0", json!({})), named(live(GROUP, "sg-2", json!({})))],
        &[GROUP],
    );
    let drift = run(&base, &current);
    let hints: Vec<_> = drift.changes.iter().map(|row| (row.class, row.hints.len())).collect();
    assert_eq!(hints, [(Class::Missing, 1), (Class::Unmanaged, 1)]);
    // Of two, nobody knows which.
    let current = snapshot(
        vec![
            live(GROUP, "sg-0", json!({})),
            named(live(GROUP, "sg-2", json!({}))),
            named(live(GROUP, "sg-3", json!({}))),
        ],
        &[GROUP],
    );
    assert!(run(&base, &current).changes.iter().all(|row| row.hints.is_empty()));
}

#[test]
fn a_state_learns_where_its_resources_lie() {
    let mut base = snapshot(
        vec![state(BUCKET, "a", json!({})), state(BUCKET, "gone", json!({}))],
        &[BUCKET],
    );
    base.collected[0].scope.account = None;
    let current = snapshot(vec![live(BUCKET, "a", json!({}))], &[BUCKET]);
    fill_places(&mut base, &current);
    let accounts = base
        .resources
        .iter()
        .map(|r| &r.scope)
        .chain(base.collected.iter().map(|c| &c.scope));
    assert!(
        accounts.into_iter().all(|scope| scope.account.as_deref() == Some("1")),
        "{base:?}"
    );
    // Of two accounts nobody knows which.
    let mut base = snapshot(vec![state(BUCKET, "gone", json!({}))], &[]);
    let mut other = live(BUCKET, "b", json!({}));
    other["scope"]["account"] = "2".into();
    fill_places(&mut base, &snapshot(vec![live(BUCKET, "a", json!({})), other], &[]));
    assert_eq!(base.resources[0].scope.account, None);
}

#[test]
fn what_is_in_two_states_is_told() {
    let one = |file: &str| {
        let mut resource = state(BUCKET, "a", json!({}));
        resource["origin"]["state"] = file.into();
        snapshot(vec![resource], &[])
    };
    let merged = merge(vec![one("one.tfstate"), one("two.tfstate")]);
    assert_eq!(merged.snapshot.resources.len(), 1);
    assert!(
        merged.alerts[0].contains("aws_s3_bucket.a in one.tfstate and aws_s3_bucket.a in two.tfstate"),
        "{:?}",
        merged.alerts
    );
}

#[test]
fn what_is_not_managed_comes_with_its_import() {
    let base = snapshot(vec![state(BUCKET, "a", json!({}))], &[]);
    let current = snapshot(
        vec![
            live(BUCKET, "a", json!({})),
            live(BUCKET, "${x}", json!({"bucket": "${x}"})),
        ],
        &[BUCKET],
    );
    let drift = run(&base, &current);
    assert_eq!(
        drift.changes[0].imports,
        [Import {
            r#type: "aws_s3_bucket".into(),
            id: "${x}".into()
        }]
    );
    let blocks = import_blocks(&drift.changes);
    assert!(
        blocks.contains("import {\n  to = aws_s3_bucket.x\n  id = \"$${x}\"\n}\n"),
        "{blocks}"
    );
}

#[test]
fn equal_views_have_no_drift_and_odd_ones_do_not_panic() {
    let text = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/stellarrec/snapshot.json"
    ))
    .expect("fixture");
    let one: Snapshot = serde_json::from_slice(&text).expect("snapshot");
    assert!(run(&one, &one).changes.is_empty());
    // Every attribute in turn is something else, on the one side: told, and nothing breaks down.
    for odd in [
        json!(null),
        json!([1]),
        json!({"x": [{}]}),
        json!("text"),
        json!([{"id": null}, null]),
    ] {
        let mut other = one.clone();
        for resource in &mut other.resources {
            resource.attributes.values_mut().for_each(|value| *value = odd.clone());
        }
        assert!(!run(&one, &other).changes.is_empty());
        assert!(!run(&other, &one).changes.is_empty());
        run(&other, &other);
    }
}
