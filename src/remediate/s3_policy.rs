//! Bucket policies: adding the statement that refuses plain HTTP, keeping all that is there.

use serde_json::{Value, json};

use crate::model::Resource;

use super::actions::attribute;

/// Our statement's name, by which it is found again.
const SID: &str = "TruelineDenyInsecureTransport";
/// Size limit of a bucket policy, in bytes (S3 quotas).
const LARGEST: usize = 20_480;

/// The bucket's policy with a statement that denies requests without TLS.
///
/// Version, id and all other statements stay; a statement of our name is replaced.
pub(super) fn with_tls_only(bucket: &Resource) -> Result<Value, String> {
    let arn = bucket.arn.clone().ok_or("the bucket's ARN is not known")?;
    let mut policy = match attribute(bucket, "policy") {
        Value::Null => json!({"Version": "2012-10-17"}),
        policy @ Value::Object(_) => policy.clone(),
        _ => return Err("the policy in place is no JSON object".into()),
    };
    let mut statements = match policy.get("Statement") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(statements)) => statements.clone(),
        Some(statement @ Value::Object(_)) => vec![statement.clone()],
        Some(_) => return Err("the policy in place has a Statement that is neither list nor object".into()),
    };
    statements.retain(|s| s.get("Sid").and_then(Value::as_str) != Some(SID));
    statements.push(json!({
        "Sid": SID,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, format!("{arn}/*")],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }));
    policy["Statement"] = Value::Array(statements);
    check_size(&policy)?;
    Ok(policy)
}

/// Refuses a policy that S3 would refuse.
pub(super) fn check_size(policy: &Value) -> Result<(), String> {
    let size = policy.to_string().len();
    if size > LARGEST {
        return Err(format!(
            "the policy would have {size} bytes, more than the {LARGEST} that S3 allows"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, Scope};
    use serde_json::Map;

    fn bucket(policy: Value) -> Resource {
        Resource {
            kind: "aws.s3.bucket".into(),
            scope: Scope::aws("123456789012"),
            id: "b".into(),
            name: "b".into(),
            arn: Some("arn:aws-us-gov:s3:::b".into()),
            tags: Default::default(),
            attributes: Map::from_iter([("policy".to_owned(), policy)]),
            gaps: Vec::new(),
            origin: Origin::Live,
        }
    }

    #[test]
    fn everything_in_place_survives_the_merge() {
        let theirs = json!({"Sid": "Read", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"});
        let merged = with_tls_only(&bucket(
            json!({"Version": "2008-10-17", "Id": "x", "Statement": theirs}),
        ))
        .expect("merged");
        assert_eq!(merged["Version"], "2008-10-17");
        assert_eq!(merged["Id"], "x");
        assert_eq!(merged["Statement"][0], theirs);
        assert_eq!(
            merged["Statement"][1]["Resource"],
            json!(["arn:aws-us-gov:s3:::b", "arn:aws-us-gov:s3:::b/*"])
        );
    }

    #[test]
    fn merging_twice_is_merging_once() {
        let once = with_tls_only(&bucket(Value::Null)).expect("merged");
        assert_eq!(with_tls_only(&bucket(once.clone())).expect("merged"), once);
    }

    #[test]
    fn what_cannot_be_merged_is_refused() {
        for policy in [json!("text"), json!({"Statement": 5})] {
            assert!(with_tls_only(&bucket(policy.clone())).is_err(), "{policy}");
        }
        let filler = json!({"Statement": [{"Sid": "x".repeat(LARGEST), "Effect": "Deny"}]});
        assert!(with_tls_only(&bucket(filler)).expect_err("too large").contains("20480"));
    }
}
