//! Values as the catalogue wants them.

use serde_json::Value;

use crate::cloud::CallError;

/// Text as a value, or `null` when it is not set.
pub(super) fn text(value: Option<&str>) -> Value {
    value.filter(|v| !v.is_empty()).map_or(Value::Null, Value::from)
}

/// Names in a stable order: the services promise none.
pub(super) fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Value {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    Value::from(names)
}

/// A time as RFC 3339, UTC, to the second, or `null` when it is not set.
pub(super) fn time(value: Option<&aws_smithy_types::DateTime>) -> Value {
    let stamp = value.and_then(|v| jiff::Timestamp::from_second(v.secs()).ok());
    stamp.map_or(Value::Null, |stamp| Value::from(stamp.to_string()))
}

/// A number, whole where it is whole, or `null` when it is not set.
pub(super) fn number(value: Option<f64>) -> Value {
    // Every whole number up to here has a value of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        #[allow(clippy::cast_possible_truncation)]
        Some(whole) if whole.fract() == 0.0 && whole.abs() <= EXACT => Value::from(whole as i64),
        other => Value::from(other),
    }
}

/// Parses a policy document. IAM percent-encodes its documents; the others do not.
pub(super) fn document(operation: &str, text: &str, percent_encoded: bool) -> Result<Value, CallError> {
    let parsed = if percent_encoded {
        let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
        decoded
            .map_err(|e| e.to_string())
            .and_then(|decoded| serde_json::from_str(&decoded).map_err(|e| e.to_string()))
    } else {
        serde_json::from_str(text).map_err(|e| e.to_string())
    };
    parsed.map_err(|error| CallError::malformed(operation, &format!("policy document: {error}")))
}

/// The partition that a region lies in, for ARNs that the service does not state.
pub(super) fn partition(region: &str) -> &'static str {
    const BY_PREFIX: [(&str, &str); 7] = [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-iso-", "aws-iso"),
        ("us-isob-", "aws-iso-b"),
        ("us-isof-", "aws-iso-f"),
        ("eu-isoe-", "aws-iso-e"),
        ("eusc-", "aws-eusc"),
    ];
    BY_PREFIX
        .iter()
        .find(|(prefix, _)| region.starts_with(prefix))
        .map_or("aws", |(_, partition)| partition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    #[test]
    fn documents_are_decoded_and_parsed_or_refused() {
        let encoded = "%7B%22Statement%22%3A%5B%7B%22Sid%22%3A%22a%2Bb%20c%22%7D%5D%7D";
        let expected = json!({"Statement": [{"Sid": "a+b c"}]});
        assert_eq!(document("iam:X", encoded, true), Ok(expected.clone()));
        assert_eq!(document("s3:X", &expected.to_string(), false), Ok(expected));
        for (text, percent_encoded) in [("{", false), ("%7B", true), ("%FF", true), ("", true)] {
            let error = document("s3:GetBucketPolicy", text, percent_encoded).expect_err(text);
            assert_eq!(error.reason, GapReason::Malformed);
            assert_eq!(error.operation, "s3:GetBucketPolicy");
        }
    }

    #[test]
    fn numbers_are_whole_where_they_are() {
        assert_eq!(number(Some(80.0)).to_string(), "80");
        assert_eq!(number(Some(-0.5)).to_string(), "-0.5");
        assert!(number(Some(1e300)).is_f64());
        assert_eq!(number(Some(f64::NAN)), Value::Null);
        assert_eq!(number(None), Value::Null);
    }

    #[test]
    fn regions_lie_in_partitions() {
        let cases = [
            ("us-east-1", "aws"),
            ("cn-north-1", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("eusc-de-east-1", "aws-eusc"),
        ];
        for (region, expected) in cases {
            assert_eq!(partition(region), expected, "{region}");
        }
    }

    #[test]
    fn names_are_sorted_times_are_rfc_3339_and_empty_text_is_absent() {
        assert_eq!(sorted(["b", "a"]), json!(["a", "b"]));
        assert_eq!(text(Some("")), Value::Null);
        assert_eq!(text(Some("x")), json!("x"));
        assert_eq!(text(None), Value::Null);
        let moment = aws_smithy_types::DateTime::from_fractional_secs(1_700_000_000, 0.9);
        assert_eq!(time(Some(&moment)), json!("2023-11-14T22:13:20Z"));
        assert_eq!(time(None), Value::Null);
    }
}
