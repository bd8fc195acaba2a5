//! How a bucket shows itself to the world: whether its policy is public, its website, its CORS rules.

use aws_sdk_s3::types::CorsRule;
use serde_json::{Value, json};

use super::super::super::Asked;
use super::super::task::absent_on;
use super::super::values::{sorted, text};
use super::BUCKET;
use super::settings::Reader;

impl Reader {
    /// What S3 itself thinks of the policy; absent when there is none.
    pub(super) async fn policy_is_public(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketPolicyStatus", get_bucket_policy_status);
        let answer = absent_on(answer, &["NoSuchBucketPolicy"])?;
        Some(answer.map(|answer| {
            let status = answer.as_ref().and_then(|a| a.policy_status());
            Value::from(status.and_then(|s| s.is_public()))
        }))
    }

    pub(super) async fn website(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketWebsite", get_bucket_website);
        let answer = absent_on(answer, &["NoSuchWebsiteConfiguration"])?;
        Some(answer.map(|answer| {
            answer.map_or(Value::Null, |website| {
                let redirect = website.redirect_all_requests_to();
                json!({
                    "index_document": text(website.index_document().map(|d| d.suffix())),
                    "error_document": text(website.error_document().map(|d| d.key())),
                    "redirect_all_requests_to": text(redirect.map(|r| r.host_name())),
                })
            })
        }))
    }

    pub(super) async fn cors(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketCors", get_bucket_cors);
        let answer = absent_on(answer, &["NoSuchCORSConfiguration"])?;
        Some(answer.map(|answer| answer.iter().flat_map(|a| a.cors_rules()).map(cors_rule).collect()))
    }
}

fn cors_rule(rule: &CorsRule) -> Value {
    let names = |names: &[String]| sorted(names.iter().map(String::as_str));
    json!({
        "id": text(rule.id()),
        "allowed_headers": names(rule.allowed_headers()),
        "allowed_methods": names(rule.allowed_methods()),
        "allowed_origins": names(rule.allowed_origins()),
        "expose_headers": names(rule.expose_headers()),
        "max_age_seconds": rule.max_age_seconds(),
    })
}
