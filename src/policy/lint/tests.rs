use super::*;

const GOOD: &str = "# METADATA
# title: Buckets keep versions
# description: One overwrite destroys the only copy.
# related_resources:
#   - https://example.com/versioning
# custom:
#   id: aws-s3-own
#   severity: high
#   kinds: [aws.s3.bucket]
package aws.s3.own

import data.lib.finding

deny contains finding.new(\"versioning.status\", status, \"Enabled\") if {
	status := object.get(input.attributes, [\"versioning\", \"status\"], null)
	status != \"Enabled\"
}
";

fn checked(files: &[(&str, &str)], spec: Option<&str>) -> Vec<String> {
    let folder = tempfile::tempdir().expect("folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        std::fs::write(path, text).expect("written");
    }
    let sources = Sources {
        no_builtin: true,
        spec: spec.map(str::to_owned),
        ..Sources::default()
    };
    let report = check(&sources, &[folder.path().to_path_buf()]);
    let shown = |p: &Problem| {
        let name = p.file.rsplit('/').next().unwrap_or_default();
        format!("{name}:{} {}: {}", p.line, p.rule, p.message)
    };
    report.problems.iter().map(shown).collect()
}

fn lints(from: &str, to: &str) -> Vec<String> {
    let test = ("aws/s3/own_test.rego", "package aws.s3.own_test\n\ntest_a := true\n");
    assert!(GOOD.contains(from), "{from}");
    checked(
        &[("aws/s3/own.rego", &GOOD.replacen(from, to, 1)), test],
        Some("stellarrec"),
    )
}

#[test]
fn a_good_policy_has_no_lints() {
    assert_eq!(lints("high", "high"), Vec::<String>::new());
}

#[test]
fn each_lint_names_its_line() {
    for (from, to, expected) in [
        ("Buckets keep", "Ensure buckets keep", "own.rego:2 title-style: "),
        ("keep versions", "keep versions.", "own.rego:2 title-style: "),
        (
            "One overwrite destroys the only copy.",
            "Buckets keep versions.",
            "own.rego:3 description-repeats-title: ",
        ),
        ("https://", "http://", "own.rego:4 related-resources: "),
        (
            "# related_resources:\n#   - https://example.com/versioning\n",
            "",
            "own.rego:2 related-resources: no related_resources",
        ),
        ("\tstatus !=", "    status !=", "own.rego:16 indentation: "),
        ("\n}\n", "\n}\n\nother := 1\n", "own.rego:19 unused-rule: "),
        (
            "\n}\n",
            "\n}\n\ndney contains 1 if input.attributes.acl == null\n",
            "did you mean \"deny\"?",
        ),
        (
            "high",
            "high\n#   spec: [S3-44]",
            "own.rego:9 spec-row: the spec stellarrec has no row \"S3-44\"; did you mean \"S3-4\"?",
        ),
        (
            "status !=",
            "not startswith(input.attributes.versioning.status, \"E\")\n\tstatus !=",
            "own.rego:16 negated-undefined: ",
        ),
        ("high", "hihg", "own.rego:8 unusable: "),
        ("\tstatus !=", "    stat us !=", "own.rego:16 indentation: "),
    ] {
        let found = lints(from, to);
        assert!(
            found.iter().any(|p| p.contains(expected)),
            "{found:?}\nwanted {expected}"
        );
    }
    let alone = checked(&[("aws/s3/own.rego", GOOD)], None);
    assert_eq!(alone, ["own.rego:0 no-test: no tests; write own_test.rego beside it"]);
}

#[test]
fn what_is_in_order_is_left_alone() {
    for (from, to) in [
        // Raw strings may hold anything, and so may the ends of lines.
        ("status !=", "`\n  a` != \"#`\"\n\tstatus !="),
        (
            "status !=",
            "not startswith(status, \"x\")\n\tnot input.attributes.versioning.status == 1\n\tstatus !=",
        ),
        ("status !=", "not is_null(input.attributes.versioning)\n\tstatus !="),
        (
            "status !=",
            "not lower(object.get(input.attributes, [\"a\"], \"\")) == \"b\"\n\tstatus !=",
        ),
        ("high", "high\n#   spec: [S3-4]"),
        (
            "status != \"Enabled\"",
            "is_off(status)\n}\n\nis_off(status) if {\n\tstatus != \"Enabled\"",
        ),
    ] {
        let found: Vec<String> = lints(from, to)
            .into_iter()
            .filter(|p| !p.contains("unusable"))
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{to}");
    }
}
