//! What is refused, what is told apart, and what is noted.

use serde_json::json;

use super::plan;
use crate::terraform::{is_terraform, read};

#[test]
fn what_can_not_be_used_is_refused_with_a_mend() {
    for (text, expected) in [
        (r#"{"version": 3, "modules": []}"#, "before 0.12"),
        (r#"{"version": 9, "serial": 1}"#, "version 4 is known"),
        (
            r#"{"version": 4, "resources": [{"mode": "managed", "type": "aws_vpc", "name": "v", "instances": [{"attributes_flat": {"id": "v"}}]}]}"#,
            "refresh-only",
        ),
        (
            r#"{"encrypted_data": "x", "encryption_version": "v0"}"#,
            "tofu state pull",
        ),
        (
            "{\"@level\": \"info\", \"@message\": \"x\"}\n{\"@level\": \"info\"}",
            "terraform show -json",
        ),
        (r#"{"format_version": "2.0", "resource_changes": []}"#, "2.0"),
        (
            r#"{"format_version": "1.2", "resource_changes": [{"address": "a.b", "#,
            "line 1, column",
        ),
        (r#"{"schema": "trueline.snapshot/1"}"#, "no plan or state"),
        ("{}", "no plan or state"),
        ("[]", "no plan or state"),
        ("", "ends early"),
        ("PK\u{3}\u{4}", "binary plan"),
    ] {
        let error = read(text.as_bytes(), "f.json").expect_err(text).to_string();
        assert!(
            error.starts_with("f.json: ") && error.contains(expected),
            "{text}: {error}"
        );
    }
    let deep = format!(
        "{{\"resource_changes\": [{{\"address\": \"aws_vpc.v\", \"type\": \"aws_vpc\", \"name\": \"v\", \"change\": {{\"actions\": [\"create\"], \"after\": {}1{}}}}}]}}",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let error = read(deep.as_bytes(), "f.json").expect_err("deep").to_string();
    assert!(error.contains("128 levels"), "{error}");
}

#[test]
fn routing_by_content() {
    for text in [
        r#"{"format_version": "1.2", "resource_changes": []}"#,
        r#"{"version": 4, "lineage": "x", "resources": []}"#,
        r#"{"format_version": "1.2", "resource_changes": [{"#,
        r#"{"encrypted_data": "x", "encryption_version": "v0"}"#,
        "PK\u{3}\u{4}",
    ] {
        assert!(is_terraform(text.as_bytes()), "{text}");
    }
    for text in [
        r#"{"schema": "trueline.snapshot/1", "resources": []}"#,
        "{}",
        "[1]",
        "",
        "x",
        r#"{"version": "2"}"#,
    ] {
        assert!(!is_terraform(text.as_bytes()), "{text}");
    }
}

#[test]
fn partial_plans_say_so() {
    let plan = plan(&json!({"format_version": "1.9", "errored": true, "complete": false, "resource_changes": []}));
    assert!(!plan.complete && !plan.after.header.complete);
    for word in ["1.9", "error", "-target", "no resources"] {
        assert!(plan.notes.iter().any(|n| n.contains(word)), "{word}: {:?}", plan.notes);
    }
}
