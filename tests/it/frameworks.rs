//! `--framework`: what is judged, what the reports say clause by clause, and what covers a clause.

use serde_json::{Value, json};

use crate::support::files::{Ended, Place, bucket, snapshot, versioning};

const MINE: &str = "key: mine
name: Mine
version: \"1\"
source: https://mine.example
clauses:
  - {id: \"1\", automatable: true, title: \"Versions are kept\"}
  - {id: \"2\", automatable: true, title: \"Nothing judges this\"}
  - {id: \"3\", automatable: false, title: \"People judge this\"}
";

const POLICY: &str = "# METADATA
# title: T
# description: D
# custom:
#   id: aws-s3-made-up
#   severity: high
#   kinds: [aws.s3.bucket]
#   frameworks: {mine: [\"1\"]}
package aws.s3.made_up

import data.lib.finding

deny contains finding.new(\"versioning.status\", s, \"Enabled\") if {
	s := object.get(input.attributes, [\"versioning\", \"status\"], null)
	s != \"Enabled\"
}
";

/// A place with a framework, a policy that maps to it, and a snapshot of two buckets.
fn place() -> Place {
    let place = Place::new();
    place.write("p/frameworks/mine.yaml", MINE);
    place.write("p/aws/s3/made_up.rego", POLICY);
    let buckets = [bucket("good", &versioning(true)), bucket("bad", &versioning(false))];
    place.write("s.json", snapshot(&buckets).to_string());
    place.write("good.json", snapshot(&buckets[..1]).to_string());
    place.write("none.json", snapshot(&[]).to_string());
    place
}

fn squeezed(text: &str) -> Vec<String> {
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect()
}

fn clean(ended: &Ended) -> Value {
    assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""), "{}", ended.out);
    serde_json::from_str(&ended.out).expect("JSON")
}

#[test]
fn a_run_is_reported_clause_by_clause() {
    let place = place();
    let check = |file: &str, framework: &str, format: &str| {
        let arguments = ["check", file, "--policies", "p", "--framework", framework];
        place.run(&[&arguments[..], &["--format", format]].concat())
    };
    let table = check("s.json", "mine", "table");
    assert_eq!((table.code, table.error.as_str()), (Some(1), ""), "{}", table.out);
    let lines = squeezed(&table.out);
    for wanted in [
        "Mine 1 (mine)",
        "1 failing Versions are kept aws-s3-made-up (1)",
        "2 not covered Nothing judges this",
        "3 not automatable People judge this",
        "3 clauses: 1 failing, 0 unknown, 0 passing, 0 not judged, 1 not covered, 1 not automatable",
    ] {
        assert!(lines.iter().any(|l| l == wanted), "wanted {wanted:?} in\n{}", table.out);
    }
    let status = |file: &str| {
        let ended = check(file, "mine:1", "json");
        let report: Value = serde_json::from_str(&ended.out).expect("JSON");
        assert_eq!(report["summary"]["controls"], 1);
        assert_eq!(report["frameworks"].as_array().map(Vec::len), Some(1));
        report["frameworks"][0]["clauses"].clone()
    };
    let row = |status: &str, fail: u32, pass: u32| {
        json!([{
            "id": "1", "title": "Versions are kept", "status": status, "controls": ["aws-s3-made-up"],
            "fail": fail, "unknown": 0, "pass": pass,
        }])
    };
    assert_eq!(status("s.json"), row("failing", 1, 1));
    assert_eq!(status("good.json"), row("passing", 0, 1));
    assert_eq!(status("none.json"), row("not_judged", 0, 0));
    let without = place.run(&[
        "check",
        "good.json",
        "--policies",
        "p",
        "--only",
        "aws-s3-made-up",
        "--format",
        "json",
    ]);
    assert_eq!(clean(&without)["frameworks"], json!([]));
}

#[test]
fn wrong_names_are_refused() {
    let place = place();
    let check = |framework: &str| place.run(&["check", "s.json", "--policies", "p", "--framework", framework]);
    check("mien").refused(&["no framework is called \"mien\"; there are aws-fsbp, ", ", mine, "]);
    check("mine:11").refused(&["mine has no clause \"11\"; did you mean \"1\"?"]);
    check("mine:2").refused(&["no control is selected"]);
    place.write("p/aws/s3/made_up.rego", POLICY.replace("\"1\"", "\"11\""));
    check("mine").refused(&["p/aws/s3/made_up.rego:8: framework mine has no clause \"11\"; did you mean \"1\"?"]);
    place.write("p/aws/s3/made_up.rego", POLICY.replace("{mine:", "{mien:"));
    check("mine").refused(&["p/aws/s3/made_up.rego:8: framework \"mien\" is not known; did you mean \"mine\"?"]);
    place.write("p/frameworks/mine.yaml", MINE.replace("version", "verison"));
    check("mine").refused(&["p/frameworks/mine.yaml:3", "verison"]);
}

#[test]
fn the_author_sees_what_covers_a_clause() {
    let place = place();
    let list = |arguments: &[&str]| place.run(&[&["policy"], arguments, &["--policies", "p"]].concat());
    let table = list(&["list", "--framework", "mine"]);
    assert_eq!((table.code, table.error.as_str()), (Some(0), ""));
    let lines = squeezed(&table.out);
    for wanted in [
        "Mine 1 (mine), https://mine.example",
        "1 covered Versions are kept aws-s3-made-up",
        "2 not covered Nothing judges this",
        "3 not automatable People judge this",
        "3 clauses: 1 covered, 1 not covered, 1 not automatable",
    ] {
        assert!(lines.iter().any(|l| l == wanted), "wanted {wanted:?} in\n{}", table.out);
    }
    let one = clean(&list(&["list", "--framework", "mine:2", "--format", "json"]));
    assert_eq!(one["controls"], json!([]));
    assert_eq!(
        one["frameworks"][0]["clauses"],
        json!([{
            "id": "2", "title": "Nothing judges this", "automatable": true, "scope": "in",
            "status": "not_covered", "controls": [],
        }])
    );
    let all = clean(&list(&["frameworks", "--format", "json"]));
    let all = all["frameworks"].as_array().expect("list").clone();
    assert_eq!(all.len(), 8);
    let mine = all.iter().find(|f| f["key"] == "mine").expect("mine");
    let counts = json!({"clauses": 3, "covered": 1, "not_covered": 1, "not_automatable": 1, "controls": 1});
    assert_eq!(mine["counts"], counts);
    assert!(list(&["frameworks"]).out.contains("8 frameworks"));
}
