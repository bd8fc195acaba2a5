//! The bench of those who write policies: `trueline policy new`, `test`, `show`, `docs`, `check`, `list`.

use serde_json::{Value, json};

use crate::support::files::{Ended, Place};

const POLICY: &str = "# METADATA
# title: Buckets keep versions
# description: One overwrite <b>destroys</b> the only | copy.
# related_resources:
#   - https://example.com/versioning
#   - javascript:alert(1)
# custom:
#   id: aws-s3-own
#   severity: high
#   kinds: [aws.s3.bucket]
#   spec: [S3-4]
#   aliases: [own_alias]
package aws.s3.own

import data.lib.finding

deny contains finding.new(\"versioning.status\", status, \"Enabled\") if {
	status := object.get(input.attributes, [\"versioning\", \"status\"], null)
	status != \"Enabled\"
}

deny contains finding.new(\"tags\", 0, 1) if {
	input.attributes.versioning.status == \"never\"
	data.spec.rds.min_backup_retention_days > 3
}
";
const TEST: &str = "package aws.s3.own_test

import data.aws.s3.own

test_off_fails if count(own.deny) == 1 with input as {\"attributes\": {}}

todo_test_on_passes if false
";

fn with_policy() -> Place {
    let place = Place::new();
    place.write("p/aws/s3/own.rego", POLICY);
    place.write("p/aws/s3/own_test.rego", TEST);
    place
}

fn clean(ended: &Ended) -> &str {
    assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""), "{}", ended.out);
    &ended.out
}

fn json_of(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", ended.out, ended.error))
}

#[test]
fn a_new_policy_works_as_it_is() {
    let place = Place::new();
    for (id, kind) in [
        ("aws-s3-bucket-own", "aws.s3.bucket"),
        ("aws-ec2-security-group-own", "aws.ec2.security_group"),
        ("aws-ssm-parameter-own", "aws.ssm.parameter"),
        ("aws-account-contact-own", "aws.account"),
        ("cloudflare-waf-own", "cloudflare.zone"),
        ("cloudflare-load-balancing-pool-own", "cloudflare.load_balancing.pool"),
        ("cloudflare-dns-record-own", "cloudflare.dns.record"),
    ] {
        let ended = place.run(&["policy", "new", id, "--kind", kind, "--dir", "mine"]);
        let told = clean(&ended);
        assert!(
            told.contains("wrote mine/") && told.contains("trueline policy test --policies mine"),
            "{told}"
        );
        let again = place.run(&["policy", "new", id, "--kind", kind, "--dir", "mine"]);
        again.refused(&["exists already; choose another id"]);
    }
    clean(&place.run(&["policy", "check", "mine", "--no-builtin"]));
    let ended = place.run(&[
        "policy",
        "test",
        "--policies",
        "mine",
        "--no-builtin",
        "--threshold",
        "100",
    ]);
    assert!(clean(&ended).contains(" 0 failed; 100.0 %"), "{}", ended.out);
}

#[test]
fn a_new_policy_takes_what_it_is_told() {
    let place = Place::new();
    let new = |arguments: &[&str]| place.run(&[&["policy", "new"], arguments].concat());
    let told = [
        "--title",
        "Buckets: \"tell\" #all",
        "--severity",
        "critical",
        "--attribute",
        "versioning.status",
    ];
    clean(&new(
        &[&["aws-s3-tell", "--kind", "aws.s3.bucket"], told.as_slice()].concat()
    ));
    let ended = place.run(&[
        "policy",
        "show",
        "aws-s3-tell",
        "--policies",
        "policies",
        "--format",
        "json",
    ]);
    let control = &json_of(&ended)["controls"][0];
    assert_eq!(control["title"], "Buckets: \"tell\" #all");
    assert_eq!(control["severity"], "critical");
    assert_eq!(control["reads"][0]["path"], "versioning.status");
    new(&["aws-s3-x", "--kind", "aws.s3.buckte"]).refused(&["did you mean \"aws.s3.bucket\"?"]);
    new(&["AWS_S3_X", "--kind", "aws.s3.bucket"]).refused(&["did you mean \"aws-s3-x\"?"]);
    new(&["s3-x", "--kind", "aws.s3.bucket"]).refused(&["did you mean \"aws-s3-x\"?"]);
    new(&[
        "aws-s3-x",
        "--kind",
        "aws.s3.bucket",
        "--attribute",
        "versioning.statsu",
    ])
    .refused(&["did you mean \"versioning.status\"?"]);
    new(&["aws-s3-bucket-versioning", "--kind", "aws.s3.bucket"])
        .refused(&["there is a control", "policies/aws/s3/bucket_versioning.rego"]);
    new(&["aws-s3-x", "--kind", "aws.s3.bucket", "--severity", "hihg"]).refused(&["must be one of critical"]);
    new(&["aws-s3-x", "--kind", "aws.s3.bucket", "--title", "a\nb"]).refused(&["in one line"]);
}

#[test]
fn tests_are_chosen_timed_and_skipped() {
    let place = with_policy();
    let test = |arguments: &[&str]| {
        let common = ["policy", "test", "--policies", "p", "--no-builtin"];
        place.run(&[common.as_slice(), arguments].concat())
    };
    let ended = test(&["--verbose"]);
    let out = clean(&ended);
    for part in [
        "pass p/aws/s3/own_test.rego: test_off_fails (",
        " ms)",
        "skip p/aws/s3/own_test.rego: todo_test_on_passes",
        "1 tests, 0 failed, 1 skipped; ",
        "not covered p/aws/s3/own.rego: 22, 24",
    ] {
        assert!(out.contains(part), "{out}\nwanted {part}");
    }
    clean(&test(&["--run", r"^data\.aws\.s3\.own_test\.test_off"]));
    for nothing in [["--run", "^test_off"].as_slice(), &["nothing"], &["-r", "todo_test"]] {
        let ended = test(nothing);
        assert_eq!(ended.code, Some(1), "{nothing:?}");
        assert!(ended.out.contains("no test was found"), "{}", ended.out);
    }
    let ended = test(&["--threshold", "99"]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("FAIL coverage: less than 99 %"), "{}", ended.out);
    test(&["--threshold", "101"]).refused(&["from 0 to 100"]);
    test(&["--run", "("]).refused(&["regex parse error"]);
    let report = json_of(&test(&["--format", "json"]));
    assert_eq!(report["coverage"][0]["ranges"], json!(["22", "24"]));
    assert!(report["results"][1]["duration_seconds"].is_f64());
    assert_eq!(report["results"][0]["skipped"], Value::Null);
}

#[test]
fn junit_holds_passes_failures_and_what_is_skipped() {
    let place = with_policy();
    place.write(
        "p/aws/s3/own_test.rego",
        format!("{TEST}\ntest_wrong := \"<&\\u001b\"\n"),
    );
    let ended = place.run(&["policy", "test", "--policies", "p", "--no-builtin", "--format", "junit"]);
    assert_eq!(ended.code, Some(1), "{}", ended.error);
    for part in [
        "<testsuites name=\"trueline policy test\" tests=\"3\" skipped=\"1\" failures=\"1\" errors=\"0\"",
        "<testsuite name=\"p/aws/s3/own_test.rego\"",
        "<testcase name=\"test_off_fails\" classname=\"p/aws/s3/own_test.rego\"",
        "&lt;&amp;",
        "<skipped/>",
    ] {
        assert!(ended.out.contains(part), "{}\nwanted {part}", ended.out);
    }
    assert!(!ended.out.contains('\u{1b}'));
}

#[test]
fn show_tells_everything_about_a_control() {
    let place = with_policy();
    let show = |arguments: &[&str]| place.run(&[&["policy", "show", "--policies", "p"], arguments].concat());
    let ended = show(&["own_alias"]);
    let out = clean(&ended);
    for part in [
        "aws-s3-own (high)\nBuckets keep versions\n",
        "surfaces      live, plan, state",
        "aws.s3.bucket  versioning.status  string  Absent when versioning was never switched on.",
        "rds.min_backup_retention_days  7",
        "s3:ListBuckets          s3:ListAllMyBuckets     aws.s3.bucket",
        "s3-bucket-versioning  s3:PutBucketVersioning  changes versioning.status;",
        "file          p/aws/s3/own.rego",
    ] {
        assert!(out.contains(part), "{out}\nwanted {part}");
    }
    let control = json_of(&show(&["aws-s3-ow*", "--format", "json"]))["controls"][0].clone();
    assert_eq!(control["spec_values"], json!({"rds.min_backup_retention_days": 7}));
    assert_eq!(control["source"], "p/aws/s3/own.rego");
    assert_eq!(
        control["fix_actions"][0]["permissions"],
        json!(["s3:PutBucketVersioning"])
    );
    assert_eq!(
        control["calls"][0],
        json!({
            "kind": "aws.s3.bucket", "operation": "s3:GetBucketLocation", "permission": "s3:GetBucketLocation"
        })
    );
    show(&["aws-s3-owm"]).refused(&["did you mean \"aws-s3-own\"?"]);
    show(&[]).refused(&["<CONTROL>"]);
}

#[test]
fn the_catalogue_is_the_same_each_time_and_escaped() {
    let place = with_policy();
    let docs = |arguments: &[&str]| {
        let common = [
            "policy",
            "docs",
            "--policies",
            "p",
            "--no-builtin",
            "--spec",
            "stellarrec",
        ];
        place.run(&[common.as_slice(), arguments].concat())
    };
    let (markdown, html) = (docs(&[]), docs(&["--format", "html"]));
    let (markdown, html) = (clean(&markdown), clean(&html));
    assert_eq!(markdown, docs(&[]).out);
    for part in [
        "- [aws-s3-own](#aws-s3-own) Buckets keep versions (high)",
        "| S3-4 | Buckets keep object versions | [aws-s3-own](#aws-s3-own) |",
        "| **no control** |".trim_start_matches("| "),
        "&lt;b&gt;destroys&lt;/b&gt; the only \\| copy.",
        "<https://example.com/versioning>",
        "| `s3:ListBuckets` | s3:ListAllMyBuckets | `aws.s3.bucket` |",
    ] {
        assert!(markdown.contains(part), "{markdown}\nwanted {part}");
    }
    for part in [
        "<!DOCTYPE html>",
        "<section id=\"aws-s3-own\">",
        "&lt;b&gt;destroys&lt;/b&gt;",
        "<a href=\"https://example.com/versioning\"",
        "<li>javascript:alert(1)</li>",
    ] {
        assert!(html.contains(part), "{html}\nwanted {part}");
    }
    assert!(!html.contains("<script") && !html.contains("src="));
    let written = docs(&["--format", "html", "-o", "docs.html"]);
    assert!(
        clean(&written).contains("1 controls written to docs.html"),
        "{}",
        written.out
    );
    assert_eq!(std::fs::read_to_string(place.path("docs.html")).expect("file"), html);
    docs(&["-o", "no/such/docs.html"]).refused(&["no/such"]);
    let all = place.run(&["policy", "docs", "--format", "html"]);
    assert!(clean(&all).contains("aws-s3-bucket-versioning"));
}

#[test]
fn check_names_places_rules_and_levels() {
    let place = with_policy();
    let ended = place.run(&["policy", "check", "p", "--no-builtin"]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(1), ""), "{}", ended.out);
    let expected = "p/aws/s3/own.rego:4: warning: \"javascript:alert(1)\" is no https:// address [related-resources]\n\
                    2 files checked: 0 errors, 1 warnings\n";
    assert_eq!(ended.out, expected);
    for path in ["p/aws/s3/own.rego", "./p/aws/s3", "p/aws"] {
        let ended = place.run(&["policy", "check", path, "--no-builtin"]);
        assert!(ended.out.contains("own.rego:4: warning"), "{path}: {}", ended.out);
    }
    // Everything that is wrong at once, in files that can't be read as well.
    place.write("p/aws/s3/bad.rego", "package aws.s3.bad\n\ndeny contains 1 if {\n");
    place.write(
        "p/aws/s3/worse.rego",
        POLICY.replace("high", "hihg").replace(".own", ".worse"),
    );
    let ended = place.run(&["policy", "check", "p", "--no-builtin", "--format", "json"]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(2), ""), "{}", ended.out);
    let report = json_of(&ended);
    let errors = report["problems"].as_array().expect("list").iter();
    let mut errors = errors
        .filter(|p| p["level"] == "error")
        .map(|p| p["file"].clone())
        .collect::<Vec<_>>();
    errors.dedup();
    assert_eq!(errors, ["p/aws/s3/bad.rego", "p/aws/s3/worse.rego"]);
    assert!(
        report["problems"]
            .as_array()
            .expect("list")
            .iter()
            .any(|p| p["rule"] == "related-resources")
    );
    let ended = place.run(&["policy", "check", "none"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.out.contains("none: error: No such file"), "{}", ended.out);
    place.write("q/readme.txt", "");
    place
        .run(&["policy", "check", "q"])
        .refused(&["no policy file was found there"]);
    place
        .run(&["policy", "check", "p", "--spec", "nope"])
        .refused(&["no embedded spec of that name"]);
}

#[test]
fn the_built_in_policies_have_no_lints() {
    let ended = Place::new().run(&["policy", "check", "--spec", "stellarrec"]);
    assert!(clean(&ended).ends_with(" 0 errors, 0 warnings\n"), "{}", ended.out);
}

#[test]
fn folders_add_replace_and_must_not_clash() {
    let place = with_policy();
    place.write("q/aws/s3/own.rego", POLICY);
    let both = place.run(&["policy", "list", "--policies", "p", "--policies", "q"]);
    both.refused(&[
        "q/aws/s3/own.rego: package aws.s3.own stands in p/aws/s3/own.rego, too",
        "name one folder only",
    ]);
    clean(&place.run(&["policy", "list", "--policies", "p", "--policies", "p"]));
    // Another package with the same id.
    place.write(
        "r/aws/s3_own/x.rego",
        POLICY.replace("-own", "-own-x").replace("aws.s3.own", "aws.s3_own.x"),
    );
    place.write(
        "r/aws/s3/own_x.rego",
        POLICY.replace("-own", "-own-x").replace("aws.s3.own", "aws.s3.own_x"),
    );
    place.run(&["policy", "list", "--policies", "r"]).refused(&[
        "id \"aws-s3-own-x\" is that of r/aws/s3/own_x.rego, too",
        "r/aws/s3_own/x.rego",
    ]);
    let versioning = POLICY
        .replace("s3-own", "s3-bucket-versioning")
        .replace("s3.own", "s3.bucket_versioning");
    place.write("p/aws/s3/bucket_versioning.rego", versioning);
    let list = json_of(&place.run(&["policy", "list", "--policies", "p", "--format", "json"]));
    let source = |id: &str| {
        let controls = list["controls"].as_array().expect("list");
        controls
            .iter()
            .find(|c| c["id"] == id)
            .map(|c| c["source"].clone())
            .unwrap_or_default()
    };
    assert_eq!(source("aws-s3-own"), "p/aws/s3/own.rego");
    assert_eq!(
        source("aws-s3-bucket-versioning"),
        "p/aws/s3/bucket_versioning.rego (replaces the built-in)"
    );
    assert_eq!(source("aws-s3-bucket-encryption"), "built-in");
    let table = place.run(&["policy", "list", "--policies", "p", "--only", "aws-s3-own"]);
    assert!(clean(&table).contains("source"), "{}", table.out);
    let alone = json_of(&place.run(&["policy", "list", "--policies", "p", "--no-builtin", "--format", "json"]));
    assert_eq!(alone["controls"].as_array().map(Vec::len), Some(2));
    place
        .run(&["policy", "list", "--no-builtin"])
        .refused(&["no control is selected"]);
}

#[test]
fn the_list_goes_by_the_rows_of_the_spec() {
    let place = with_policy();
    let list = |arguments: &[&str]| place.run(&[&["policy", "list", "--spec", "stellarrec"], arguments].concat());
    let ended = list(&["--format", "json"]);
    let rows = json_of(&ended)["rows"].clone();
    let rows = rows.as_array().expect("rows");
    assert_eq!(rows.len(), 56);
    let versioning = rows.iter().find(|row| row["id"] == "S3-4").expect("row");
    assert_eq!(versioning["title"], "Buckets keep object versions");
    let expected = json!({"id": "aws-s3-bucket-versioning", "surfaces": ["live", "plan", "state"]});
    assert!(
        versioning["controls"].as_array().is_some_and(|c| c.contains(&expected)),
        "{versioning}"
    );
    let own = list(&["--policies", "p", "--no-builtin"]);
    let out = clean(&own);
    for part in [
        "aws-s3-own",
        "NO CONTROL",
        "56 rows; 1 controls judge them, 0 further",
        "no control judges 55 rows: COMP-1, ",
    ] {
        assert!(out.contains(part), "{out}\nwanted {part}");
    }
    let one = list(&["--only", "aws-s3-bucket-encryption"]);
    assert!(clean(&one).contains("none of the selected controls"), "{}", one.out);
    assert_eq!(
        json_of(&place.run(&["policy", "list", "--format", "json"]))["rows"],
        Value::Null
    );
}
