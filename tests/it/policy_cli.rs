//! Policies and specs that can't be used, and the commands of the policy author.

use serde_json::Value;

use crate::support::files::{Place, snapshot};

const GOOD: &str = "# METADATA
# title: T
# description: D
# custom:
#   id: aws-s3-made-up
#   severity: high
#   kinds: [aws.s3.bucket]
package aws.s3.made_up

import data.lib.finding

deny contains finding.new(\"versioning.status\", s, \"Enabled\") if {
	s := object.get(input.attributes, [\"versioning\", \"status\"], null)
	s != \"Enabled\"
}
";

#[test]
fn a_policy_that_cannot_be_used_is_refused_with_place_and_mend() {
    let place = Place::new();
    place.write("s.json", snapshot(&[]).to_string());
    let file = "p/aws/s3/made_up.rego";
    let cases: [(&str, &str, &[&str]); 16] = [
        ("s != \"Enabled\"", "s != ", &[":15:1: "]),
        ("severity: high", "severity: high\n#   sevrity: low", &[":7", "sevrity"]),
        ("severity: high", "severity: hihg", &[":6", "hihg"]),
        (
            "# METADATA\n",
            "",
            &[":1: no METADATA block", "start the file with `# METADATA`"],
        ),
        (
            "id: aws-s3-made-up",
            "id: aws-s3-other",
            &[":5: id is \"aws-s3-other\"", "makes it \"aws-s3-made-up\""],
        ),
        (
            "package aws.s3.made_up",
            "package aws.s3.madeup",
            &[":8: package is aws.s3.madeup", "makes it aws.s3.made_up"],
        ),
        (
            "package aws.s3.made_up",
            "",
            &["no package line; write `package aws.s3.made_up`"],
        ),
        ("deny contains", "dney contains", &["no rule `deny`"]),
        (
            "[aws.s3.bucket]",
            "[aws.s3.buckte]",
            &[":7: kind \"aws.s3.buckte\"", "did you mean \"aws.s3.bucket\"?"],
        ),
        (
            "\"status\"]",
            "\"statsu\"]",
            &[
                ":13:7: attribute \"versioning.statsu\"",
                "did you mean \"versioning.status\"?",
            ],
        ),
        (
            "s != \"Enabled\"",
            "s != data.spec.s3.sse_algoritms",
            &[
                ":14:",
                "data.spec.s3.sse_algoritms",
                "did you mean \"s3.sse_algorithms\"?",
            ],
        ),
        (
            "s != \"Enabled\"",
            "helper(s)\n}\n\nhelper(n) if {\n\thelper(n)",
            &[":17:1: recursion", "aws.s3.made_up.helper → aws.s3.made_up.helper"],
        ),
        (
            "s != \"Enabled\"",
            "not helpr(s)",
            &[":14:6: there is no function helpr"],
        ),
        (
            "s != \"Enabled\"",
            "s != \"x\" with input as {}",
            &[":14:2: `with` is for tests only"],
        ),
        (
            "s != \"Enabled\"",
            "s != [[[[[[[[[[[1]]]]]]]]]]]",
            &[":14:16: brackets are nested more than 10 deep"],
        ),
        (
            "s != \"Enabled\"",
            "s != input.atributes",
            &[":14:13: a resource has no member \"atributes\"; did you mean \"attributes\"?"],
        ),
    ];
    for (from, to, parts) in cases {
        place.write(file, GOOD.replacen(from, to, 1));
        let ended = place.run(&["check", "s.json", "--policies", "p"]);
        ended.refused(&[file]);
        ended.refused(parts);
    }
    place.run(&["policy", "list", "--policies", "p"]).refused(&[file]);
    place.run(&["permissions", "--policies", "p"]).refused(&[file]);
    place.write(file, GOOD);
    assert_eq!(
        place
            .run(&["check", "s.json", "--policies", "p", "--only", "aws-s3-made-up"])
            .code,
        Some(0)
    );
    place
        .run(&["check", "s.json", "--policies", "none"])
        .refused(&["none", "No such file"]);
    place.write(
        "p/aws/s3/made_up_test.rego",
        "package aws.s3.made_up_test\n\ntest_a if test_a\n",
    );
    place
        .run(&["policy", "test", "--policies", "p"])
        .refused(&["made_up_test.rego:3:1: recursion"]);
}

#[test]
fn a_spec_that_cannot_be_used_is_refused_with_its_line() {
    let place = Place::new();
    place.write("s.json", snapshot(&[]).to_string());
    let cases: [(&str, &[&str]); 5] = [
        (
            "rds:\n  min_backup_retention_day: 7\n",
            &["mine.yaml:2:3: ", "did you mean \"min_backup_retention_days\"?"],
        ),
        (
            "rsd:\n  min_backup_retention_days: 7\n",
            &["mine.yaml:1:1: ", "did you mean \"rds\"?"],
        ),
        (
            "rds:\n  min_backup_retention_days: 90\n",
            &["mine.yaml:2:3: rds.min_backup_retention_days: 90 is greater than"],
        ),
        (
            "network:\n  public_ingress:\n    - {protocol: tcp}\n",
            &["mine.yaml:3:", "from_port"],
        ),
        ("rds: [\n", &["mine.yaml:"]),
    ];
    for (text, parts) in cases {
        place.write("mine.yaml", text);
        place.run(&["check", "s.json", "--spec", "mine.yaml"]).refused(parts);
    }
    place
        .run(&["check", "s.json", "--spec", "none.yaml"])
        .refused(&["none.yaml"]);
    place
        .run(&["check", "s.json", "--spec", "stelarrec"])
        .refused(&["stelarrec: no embedded spec of that name; there are default, stellarrec"]);
}

#[test]
fn an_unknown_control_is_refused_with_a_hint() {
    let place = Place::new();
    place.write("s.json", snapshot(&[]).to_string());
    for option in ["--only", "--skip"] {
        place
            .run(&["check", "s.json", option, "aws-s3-bucket-versionin"])
            .refused(&[
                "no control is called \"aws-s3-bucket-versionin\"; did you mean \"aws-s3-bucket-versioning\"?",
                "trueline policy list",
            ]);
    }
    place
        .run(&["check", "s.json", "--skip", "*"])
        .refused(&["no control is selected"]);
    place
        .run(&["check", "s.json", "--framework", "none"])
        .refused(&["no framework is called \"none\"; there are aws-fsbp, "]);
}

#[test]
fn the_list_of_controls_has_the_shape_of_the_design() {
    let place = Place::new();
    let ended = place.run(&["policy", "list", "--format", "json"]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""));
    let list: Value = serde_json::from_str(&ended.out).expect("JSON");
    assert_eq!(
        list.as_object().map(|o| o.keys().collect::<Vec<_>>()),
        Some(vec![&"controls".to_owned()])
    );
    let controls = list["controls"].as_array().expect("list");
    assert!(controls.len() >= 22);
    for control in controls {
        let keys: Vec<&str> = control
            .as_object()
            .expect("object")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            keys,
            [
                "aliases",
                "fixes",
                "frameworks",
                "id",
                "kinds",
                "remediation",
                "severity",
                "source",
                "spec_rows",
                "surfaces",
                "title"
            ]
        );
    }
    let ids: Vec<&str> = controls.iter().filter_map(|c| c["id"].as_str()).collect();
    assert!(ids.is_sorted() && ids.len() == controls.len());
    let one = place.run(&["policy", "list", "--format", "json", "--only", "*bucket-versioning"]);
    let one: Value = serde_json::from_str(&one.out).expect("JSON");
    assert_eq!(one["controls"][0]["kinds"], serde_json::json!(["aws.s3.bucket"]));
    assert_eq!(one["controls"][0]["fixes"], serde_json::json!(["s3-bucket-versioning"]));
}

#[test]
fn tests_pass_or_fail_with_exit_code_and_reason() {
    let place = Place::new();
    // All built-in tests: on a busy machine they take longer than bad input ever may.
    let all = place.command(&["policy", "test"]).output().expect("started");
    let out = String::from_utf8(all.stdout).expect("UTF-8");
    assert_eq!(
        (all.status.code(), all.stderr.as_slice()),
        (Some(0), [].as_slice()),
        "{out}"
    );
    assert!(out.contains(" tests, 0 failed; 100.0 %"), "{out}");
    place.write("p/aws/s3/made_up.rego", GOOD);
    let run = |text: Option<&str>| {
        if let Some(text) = text {
            place.write(
                "p/aws/s3/made_up_test.rego",
                format!("package aws.s3.made_up_test\n\nimport data.aws.s3.made_up\n\n{text}\n"),
            );
        }
        let ended = place.run(&["policy", "test", "--policies", "p", "made_up"]);
        (ended.code, ended.out)
    };
    let cases = [
        (None, "FAIL aws-s3-made-up: no _test.rego file beside it"),
        (
            Some("test_a if made_up.deny == {1} with input as {}"),
            "test_a: the rule is undefined",
        ),
        (Some("test_a := false"), "test_a: the value is false, not true"),
        (Some("test_a := 1"), "test_a: the value is 1, not true"),
        (
            Some("test_a if lower(1) == 2"),
            "FAIL p/aws/s3/made_up_test.rego: test_a: ",
        ),
        (Some("tset_a := true"), "no test was found"),
    ];
    for (text, expected) in cases {
        let (code, out) = run(text);
        assert_eq!(code, Some(1), "{out}");
        assert!(out.contains(expected), "{out}\nwanted {expected}");
    }
    assert_eq!(
        run(Some(
            "test_a if count(made_up.deny) == 1 with input as {\"attributes\": {}}"
        ))
        .0,
        Some(0)
    );
}

#[test]
fn permissions_are_exact() {
    let place = Place::new();
    let iam = |arguments: &[&str]| -> Vec<String> {
        let ended = place.run(&[&["permissions", "--format", "iam-json"], arguments].concat());
        assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""));
        let document: Value = serde_json::from_str(&ended.out).expect("JSON");
        assert_eq!(document["Version"], "2012-10-17");
        assert_eq!(document["Statement"][0]["Effect"], "Allow");
        serde_json::from_value(document["Statement"][0]["Action"].clone()).expect("actions")
    };
    assert_eq!(
        iam(&["--only", "aws-s3-bucket-versioning"]),
        [
            "ec2:DescribeRegions",
            "s3:GetBucketLocation",
            "s3:GetBucketVersioning",
            "s3:ListAllMyBuckets"
        ]
    );
    let all = iam(&[]);
    assert!(all.is_sorted() && all.len() > 10);
    assert!(all.iter().all(|a| a.contains(':') && !a.contains('*')), "{all:?}");
}

#[test]
fn permissions_are_told_by_cloud() {
    let place = Place::new();
    let told = |arguments: &[&str]| {
        let ended = place.run(&[&["permissions"], arguments].concat());
        assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""));
        ended.out
    };
    let (bucket, member) = ("aws-s3-bucket-versioning", "cloudflare-account-member-two-factor");
    let of_aws =
        "# AWS IAM actions\nec2:DescribeRegions\ns3:GetBucketLocation\ns3:GetBucketVersioning\ns3:ListAllMyBuckets\n";
    let of_cloudflare = "# Cloudflare API token permission groups\nAccount Settings Read\n";
    assert_eq!(told(&["--only", bucket]), of_aws);
    assert_eq!(told(&["--only", member]), of_cloudflare);
    let both = format!("{bucket},{member}");
    assert_eq!(told(&["--only", &both]), format!("{of_aws}{of_cloudflare}"));
    let object: Value = serde_json::from_str(&told(&["--only", &both, "--format", "json"])).expect("JSON");
    let lines: Vec<&str> = of_aws.lines().skip(1).collect();
    assert_eq!(
        object,
        serde_json::json!({"aws": lines, "cloudflare": ["Account Settings Read"]})
    );
    let nothing: Value = serde_json::from_str(&told(&["--only", member, "--format", "json"])).expect("JSON");
    assert_eq!(nothing["aws"], serde_json::json!([]));
}
