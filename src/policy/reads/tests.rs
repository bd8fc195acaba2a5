use regorus::Engine;

use super::*;
use crate::policy::library::{Library, Sources};

const LIB: &str = r#"package lib.x
f(r) := r.versioning
g(r, name) := object.get(r, [name], null)
pair(r) := {"status": r.versioning.status, "id": r.bucket}
ready if input.attributes.policy
looks(_) if input.attributes.acl
constant := "versioning"
shared := input.attributes.logging
"#;

/// What `deny` of a policy with this body reads.
fn read(head: &str, body: &str) -> Result<ReadSet, PolicyError> {
    let mut engine = Engine::new();
    let text = format!(
        "package p\nimport data.lib.x\nimport data.lib.x as other\nimport data.lib.x.looks\n{head}\ndeny contains 1 if {{\n{body}\n}}\n"
    );
    for (file, text) in [("lib.rego", LIB), ("p.rego", text.as_str())] {
        engine.add_policy(file.to_owned(), text.to_owned()).expect(text);
    }
    let parsed = engine.get_modules().clone();
    read_set(&Modules::new(&parsed), "p.rego", "p", "deny", [])
}

fn shown(paths: &BTreeSet<Vec<Step>>) -> Vec<String> {
    paths.iter().map(|p| path::render(p)).collect()
}

#[test]
fn reads_are_followed_through_every_way_of_writing_them() {
    const A: &str = "input.attributes";
    let cases: &[(&str, &str, &[&str])] = &[
        ("", "$.versioning.status == 1", &["versioning.status"]),
        ("", r#"$["versioning"]["status"] == 1"#, &["versioning.status"]),
        ("", "input == 1", &[""]),
        ("", "$[k] == 1\nk := 2", &["[]"]),
        ("", "input.id == input.scope.region", &[]),
        ("", "input.tags.owner == 1", &["tags.owner"]),
        // Aliases.
        ("", "a := $\nb := a.versioning\nb.status == 1", &["versioning.status"]),
        ("", "b.status == 1\nb := a.versioning\na := $", &["versioning.status"]),
        ("", "unused := $.versioning.status", &["versioning.status"]),
        ("", "_ = $.versioning.status", &["versioning.status"]),
        ("import input.attributes as here", "here.bucket == 1", &["bucket"]),
        ("import input.attributes.acl", "acl.owner_id == 1", &["acl.owner_id"]),
        // Iteration.
        (
            "",
            "some r in $.ingress\nr.from_port == 1",
            &["ingress[]", "ingress[].from_port"],
        ),
        ("", "some r in $.ingress", &["ingress[]"]),
        ("", "some i\n$.ingress[i].from_port == 1", &["ingress[].from_port"]),
        ("", "$.ingress[0].from_port == 1", &["ingress[].from_port"]),
        (
            "",
            "every r in $.ingress { r.from_port == 1 }",
            &["ingress[]", "ingress[].from_port"],
        ),
        ("", "every r in [1] { x := $.policy }", &["policy"]),
        (
            "",
            "some {\"from_port\": p} in $.ingress\np == 1",
            &["ingress[]", "ingress[].from_port"],
        ),
        // Functions, one reading for each set of arguments.
        ("", "x.f($).status == 1", &["versioning.status"]),
        (
            "",
            "data.lib.x.f($).status == 1\nx.f($.acl) == 1",
            &["acl.versioning", "versioning.status"],
        ),
        (
            "",
            "other.g($, \"bucket\") == 1\nother.g($.acl, \"owner_id\") == 1",
            &["acl.owner_id", "bucket"],
        ),
        ("h(r) if r.bucket", "h($)", &["bucket"]),
        ("h(_) := 1", "h($.policy) == 1", &["policy"]),
        ("h(unused) := 1", "h($.policy) == 1", &["policy"]),
        ("h(r) := 1 if r.a else := 2", "h($) == 2", &["a"]),
        ("h({\"a\": v}) := v", "h($) == 2", &["", "a"]),
        ("", "looks(1)", &["acl"]),
        ("", "count(object.keys(x.f($))) == 1", &["versioning"]),
        (
            "h(r) := r.versioning",
            "h($, out)\nout.status == 1",
            &["versioning", "versioning.status"],
        ),
        // Rules, here and in other files.
        ("wanted := $.bucket", "wanted == 1", &["bucket"]),
        ("wanted := $.bucket", "good[wanted]\ngood := {\"a\": 1}", &["bucket"]),
        ("wanted := $.bucket", "wanted = 1", &["bucket"]),
        ("", "x.ready", &["policy"]),
        ("", "data.lib.x.shared.target_bucket == 1", &["logging.target_bucket"]),
        ("default wanted := 1\nwanted := $.bucket", "wanted == 1", &["bucket"]),
        (
            "wanted := 1 if { $.bucket } else := 2 if { $.acl }",
            "wanted == 1",
            &["acl", "bucket"],
        ),
        (
            "set contains v if some v in $.list\nset contains $.bucket",
            "set[_] == 1",
            &["bucket", "list[]"],
        ),
        ("o[k] := v if some k, v in $.tags", "o.a == 1", &["tags[]"]),
        ("o.a.b := $.acl", "o.a.b.owner_id == 1", &["acl.owner_id"]),
        // Built values: undefined as soon as one part is.
        ("", "o := {\"a\": $.bucket, \"b\": $.acl}\no.a == 1", &["acl", "bucket"]),
        ("", "[v, _] := [$.bucket, $.acl]\nv == 1", &["acl", "bucket"]),
        ("o := {\"a\": $.bucket, \"b\": $.acl}", "o.a == 1", &["acl", "bucket"]),
        ("", "x.pair($).id == 1", &["bucket", "versioning.status"]),
        ("", "count([r.a | some r in $.list]) == 1", &["list[]", "list[].a"]),
        (
            "",
            "{r.a | some r in $.list} == {r.b | some r in $.rest}",
            &["list[]", "list[].a", "rest[]", "rest[].b"],
        ),
        (
            "",
            "{r.a: r.b | some r in $.list} == {}",
            &["list[]", "list[].a", "list[].b"],
        ),
        (
            "",
            "some v in [r | some r in $.list; r.on]\nv.a == 1",
            &["list[]", "list[].a", "list[].on"],
        ),
        (
            "",
            "some v in array.concat($.list, $.rest)\nv.a == 1",
            &["list", "list[]", "list[].a", "rest", "rest[]", "rest[].a"],
        ),
        // Names hidden by inner ones.
        (
            "",
            "k := \"bucket\"\nk == \"bucket\"\ncount([1 | some k; $.list[k] == 1]) == 1",
            &["list[]"],
        ),
        // object.get.
        ("", "object.get($, \"bucket\", null) == 1", &["bucket"]),
        (
            "",
            "object.get($, [\"versioning\", \"status\"], null) == 1",
            &["versioning.status"],
        ),
        ("", "k := \"bucket\"\nobject.get($, k, null) == 1", &["bucket"]),
        ("", "k := \"bucket\"\n$[k] == 1", &["bucket"]),
        ("", "$[x.constant].status == 1", &["versioning.status"]),
        ("", "object.get($.list, 0, null).a == 1", &["list[].a"]),
        (
            "",
            "object.get($.list, [0, \"a\"], $.bucket) == 1",
            &["bucket", "list[].a"],
        ),
        (
            "",
            "way := [\"a\", \"b\"]\nobject.get($.acl, way, null).c == 1",
            &["acl", "acl[].c"],
        ),
        (
            "",
            "object.get(object.get($, \"acl\", {}), \"owner_id\", null) == 1",
            &["acl.owner_id"],
        ),
        // Comparison, negation, arithmetic, membership, unification.
        ("", "not $.bucket", &["bucket"]),
        ("", "1 - $.bucket > 1", &["bucket"]),
        ("", "$.bucket in $.list", &["bucket", "list"]),
        ("", "\"a\" == $.bucket", &["bucket"]),
        (
            "",
            "$.versioning = v\nv.status == 1",
            &["versioning", "versioning.status"],
        ),
        (
            "",
            "v = $.versioning\nv.status == 1",
            &["versioning", "versioning.status"],
        ),
    ];
    for (head, body, expected) in cases {
        let reads = read(&head.replace('$', A), &body.replace('$', A)).expect(body);
        assert_eq!(shown(&reads.input), *expected, "{head}\n{body}");
    }
}

#[test]
fn the_spec_and_looked_up_kinds_are_apart() {
    let reads = read(
        "import data.spec as s\nids := data.snapshot[\"aws.ec2.subnet\"]",
        "s.rds.days == 1\nsome e in data.spec.list\ne.name == 1\nids[input.attributes.id].attributes.vpc_id == 1\nkind := \"aws.rds.instance\"\ndata.snapshot[kind].x.name == 1",
    )
    .expect("read");
    assert_eq!(
        reads.spec,
        BTreeSet::from([vec!["list".to_owned()], vec!["rds".to_owned(), "days".to_owned()]])
    );
    assert_eq!(
        reads.snapshot.keys().collect::<Vec<_>>(),
        ["aws.ec2.subnet", "aws.rds.instance"]
    );
    assert_eq!(shown(&reads.snapshot["aws.ec2.subnet"]), ["vpc_id"]);
    assert_eq!(shown(&reads.snapshot["aws.rds.instance"]), Vec::<String>::new());
    assert_eq!(shown(&reads.input), ["id"]);
    assert!(reads.touches("id") && reads.touches("") && !reads.touches("other"));
    assert!(reads.touches_kind("aws.ec2.subnet", "vpc_id") && !reads.touches_kind("aws.ec2.subnet", "cidr_block"));
    assert!(reads.touches_kind("aws.rds.instance", "") && !reads.touches_kind("aws.rds.instance", "engine"));
}

#[test]
fn going_through_resources_reads_what_is_looked_at_and_no_more() {
    let of = |body: &str| {
        let reads = read("", body).expect(body);
        shown(&reads.snapshot["aws.ec2.subnet"])
    };
    let all = "data.snapshot[\"aws.ec2.subnet\"]";
    assert_eq!(
        of(&format!("some id, s in {all}\ns.attributes.vpc_id == id")),
        ["vpc_id"]
    );
    assert_eq!(
        of(&format!("some s in {all}\ns.scope == input.scope")),
        Vec::<String>::new()
    );
    assert_eq!(
        of(&format!("every s in {all} {{ s.attributes.vpc_id == 1 }}")),
        ["vpc_id"]
    );
    // Used whole, it is read whole.
    for body in [
        format!("some s in {all}"),
        format!("some s in {all}\njson.marshal(s) == 1"),
        format!("count({all}) == 1"),
    ] {
        assert_eq!(of(&body), [""], "{body}");
    }
}

#[test]
fn what_cannot_be_known_is_refused_with_its_place() {
    let cases = [
        (
            "",
            "input.atributes.x == 1",
            "p.rego:7:",
            "has no member \"atributes\"; did you mean \"attributes\"?",
        ),
        (
            "",
            "some k, v in data.snapshot\nv.x == k",
            "p.rego:8:1:",
            "must name its kind in the text",
        ),
        (
            "",
            "data.snapshot[input.attributes.kind].x",
            "p.rego:7:",
            "must name its kind in the text",
        ),
        (
            "",
            "data.lib.nothing == 1",
            "p.rego:7:",
            "there is only data.spec, data.snapshot, data.now and the rules",
        ),
        ("", "data.lib[_] == 1", "p.rego:7:", "there is only data.spec"),
        (
            "",
            "walk(input, [p, v])\nv == p",
            "p.rego:7:",
            "`walk` reads everything",
        ),
        ("", "1 == 1 with input as {}", "p.rego:7:", "`with` is for tests only"),
        (
            "a if b\nb if a",
            "a",
            "p.rego:",
            "recursion, which Rego does not allow: p.a → p.b → p.a",
        ),
        ("a if a", "a", "p.rego:5:", "recursion"),
        ("f(n) := f(n - 1)", "f(1)", "p.rego:5:", "recursion"),
        ("a if { b.x = 1 }\nb := {\"x\": 1} if a", "a", "p.rego:", "recursion"),
        (
            "f(n) := n if { some v in [1 | f(n)] }",
            "f(1)",
            "p.rego:5:",
            "recursion",
        ),
        ("f.g(n) := n", "f.g(1)", "p.rego:7:", "there is no function f.g"),
        ("f.g(n) := n", "f", "p.rego:5:", "a function has a plain name"),
        ("", "cuont([1]) == 1", "p.rego:7:", "there is no function cuont"),
        ("", "data.lib.y.f(1)", "p.rego:7:", "there is no function data.lib.y.f"),
    ];
    for (head, body, place, message) in cases {
        let error = read(head, body).expect_err(body).to_string();
        assert!(error.starts_with(place), "{error}\nwanted {place} for {head} {body}");
        assert!(error.contains(message), "{error}\nwanted {message}");
    }
}

fn spec() -> &'static Spec {
    static SPEC: std::sync::OnceLock<Spec> = std::sync::OnceLock::new();
    SPEC.get_or_init(|| Library::load(&Sources::default()).expect("shipped policies").spec)
}

fn kind(body: &str) -> String {
    let group = body.contains("ingress") && !body.contains("public_ingress");
    if group {
        "aws.ec2.security_group"
    } else {
        "aws.s3.bucket"
    }
    .to_owned()
}

/// Checks a policy for buckets and security groups with this body against the catalogue.
fn check(head: &str, body: &str) -> Result<(), PolicyError> {
    read(head, body)?.check(&[kind(body)], spec())
}

#[test]
fn a_misspelt_attribute_is_reported_wherever_it_is_written() {
    let cases = [
        ("", "input.attributes.versioning.statsu == 1"),
        ("", "v := input.attributes.versioning\nv.statsu == 1"),
        ("", "unused := input.attributes.versioning.statsu"),
        ("", "v = input.attributes.versioning\nv.statsu == 1"),
        ("", "input.attributes.versioning = v\nv.statsu == 1"),
        (
            "",
            "object.get(input.attributes, [\"versioning\", \"statsu\"], null) == 1",
        ),
        ("", "object.get(input.attributes.versioning, \"statsu\", null) == 1"),
        ("", "k := \"statsu\"\ninput.attributes.versioning[k] == 1"),
        ("", "x.f(input.attributes).statsu == 1"),
        ("", "lower(sprintf(\"%v\", [x.f(input.attributes).statsu])) == \"a\""),
        ("v := input.attributes.versioning", "v.statsu == 1"),
        ("default v := {}\nv := input.attributes.versioning", "v.statsu == 1"),
        (
            "v := 1 if { input.id } else := input.attributes.versioning.statsu",
            "v == 1",
        ),
        ("", "o := {\"v\": input.attributes.versioning}\no.v.statsu == 1"),
        ("", "some v in [input.attributes.versioning]\nv.statsu == 1"),
        ("", "count([1 | input.attributes.versioning.statsu == 1]) == 1"),
        ("", "count({g.permision | some g in input.attributes.acl.grants}) == 1"),
        (
            "",
            "{g.grantee_id: g.permision | some g in input.attributes.acl.grants} == {}",
        ),
        ("", "every g in input.attributes.acl.grants { g.permision == 1 }"),
        (
            "",
            "some v in array.concat(input.attributes.acl.grants, [])\nv.permision == 1",
        ),
        ("", "not input.attributes.versioning.statsu"),
        ("", "data.snapshot[\"aws.ec2.subnet\"][_].attributes.vpcid == 1"),
        ("", "data.snapshot[\"aws.ec2.subnets\"][_].attributes.vpc_id == 1"),
        ("", "data.spec.rds.min_backup_retention_day == 1"),
        ("", "data.spec.network.public_ingress[_].portocol == 1"),
        ("", "data.spec.network.public_ingress.protocol == 1"),
        ("", "data.spec.rds.min_backup_retention_days.days == 1"),
        // Paths that exist but hold nothing there.
        ("", "input.attributes.ingress.from_port == 1"),
        ("", "input.attributes.versioning.status.value == 1"),
        ("", "input.attributes[\"versioning.status\"] == 1"),
        ("", "input.attributes.bucket[_] == 1"),
    ];
    for (head, body) in cases {
        let error = check(head, body).expect_err(body).to_string();
        assert!(
            error.contains("no such attribute")
                || error.contains("no such key")
                || error.contains("not in the catalogue"),
            "{error}"
        );
        assert!(error.starts_with("p.rego:"), "{error}");
    }
    let error = check("", "\n\ninput.attributes.versioning.statsu == 1")
        .expect_err("misspelt")
        .to_string();
    assert_eq!(
        error,
        "p.rego:9:29: attribute \"versioning.statsu\" is read, but aws.s3.bucket has no such attribute; did you mean \"versioning.status\"?"
    );
}

#[test]
fn what_exists_is_not_reported() {
    for body in [
        "input.attributes[_] == 1",
        "input.attributes.versioning[_] == 1",
        "input.attributes.policy.Statement[_].Condition[\"a.b\"][\"token.x:sub\"] == 1",
        "input.attributes.policy.Statement.Effect == 1",
        "input.attributes.tags[\"a.b/c\"] == 1",
        "input.attributes.notification.topic_arns[_] == 1",
        "some r in data.lib.list.of(input.attributes.ingress)\nr.from_port == 1",
        "object.get(data.spec.network, \"public_ingress\", [])[0].from_port == 1",
        "data.spec[_] == 1",
    ] {
        let mut engine = Engine::new();
        let text = format!("package p\ndeny contains 1 if {{\n{body}\n}}\n");
        let list = include_str!("../../../policies/lib/list.rego");
        for (file, text) in [("list.rego", list), ("p.rego", text.as_str())] {
            engine.add_policy(file.to_owned(), text.to_owned()).expect(text);
        }
        let parsed = engine.get_modules().clone();
        let reads = read_set(&Modules::new(&parsed), "p.rego", "p", "deny", []).expect(body);
        assert_eq!(reads.check(&[kind(body)], spec()), Ok(()), "{body}");
    }
}

#[test]
fn the_clock_dice_and_endless_lists_are_refused() {
    for call in [
        "time.now_ns() > 0",
        "rand.intn(\"x\", 5) == 1",
        "count(numbers.range(1, 30000000)) > 0",
    ] {
        let error = read("", call).expect_err(call).to_string();
        let name = call.trim_start_matches("count(").split('(').next().expect("a name");
        assert!(error.contains(&format!("`{name}`")), "{error}");
    }
}
