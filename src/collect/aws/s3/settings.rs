//! The settings of one bucket, one call each, side by side.
//!
//! In: a client in the bucket's region. Out: a value, absent (`null`) or an error for each catalogue
//! path. What S3 answers with "there is no such configuration" is absent, not an error.

use std::collections::BTreeMap;

use aws_sdk_s3::Client;
use aws_sdk_s3::types::{Grant, LifecycleRule, Transition};
use serde_json::{Value, json};

use super::super::{document, sorted, text};
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::Scope;

/// Reads buckets of one region.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    pub(super) aws: Aws,
    pub(super) client: Client,
    /// The account that must own a bucket: one that was deleted and taken by another account is not
    /// read as if it were ours.
    pub(super) owner: String,
}

/// What was answered, by catalogue path.
pub(super) struct Settings {
    pub(super) tags: Result<BTreeMap<String, String>, CallError>,
    pub(super) answers: [(&'static str, Result<Value, CallError>); 9],
}

/// Calls one operation on a bucket, as its owner.
macro_rules! ask {
    ($reader:expr, $name:expr, $operation:literal, $method:ident) => {{
        let request = $reader
            .client
            .$method()
            .bucket($name)
            .expected_bucket_owner(&$reader.owner);
        $reader.aws.call($operation, request.send()).await
    }};
}

impl Reader {
    pub(super) fn new(aws: &Aws, scope: &Scope) -> Self {
        Self {
            aws: aws.clone(),
            client: aws.s3(),
            owner: scope.account.clone().unwrap_or_default(),
        }
    }

    pub(super) async fn settings(&self, bucket: &str) -> Settings {
        let (tags, versioning, encryption, public_access, policy, acl, lifecycle, logging, notification, ownership) = tokio::join!(
            self.tags(bucket),
            self.versioning(bucket),
            self.encryption(bucket),
            self.public_access_block(bucket),
            self.policy(bucket),
            self.acl(bucket),
            self.lifecycle(bucket),
            self.logging(bucket),
            self.notification(bucket),
            self.ownership(bucket),
        );
        Settings {
            tags,
            answers: [
                ("versioning", versioning),
                ("server_side_encryption", encryption),
                ("public_access_block", public_access),
                ("policy", policy),
                ("acl", acl),
                ("lifecycle_rules", lifecycle),
                ("logging", logging),
                ("notification", notification),
                ("object_ownership", ownership),
            ],
        }
    }

    async fn tags(&self, bucket: &str) -> Result<BTreeMap<String, String>, CallError> {
        let answer = ask!(self, bucket, "s3:GetBucketTagging", get_bucket_tagging);
        let tags = configured(answer, "NoSuchTagSet")?;
        let tags = tags.iter().flat_map(|t| t.tag_set());
        Ok(tags.map(|t| (t.key().to_owned(), t.value().to_owned())).collect())
    }

    async fn versioning(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(self, bucket, "s3:GetBucketVersioning", get_bucket_versioning)?;
        Ok(json!({
            "status": text(answer.status().map(|s| s.as_str())),
            "mfa_delete": text(answer.mfa_delete().map(|s| s.as_str())),
        }))
    }

    async fn encryption(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(self, bucket, "s3:GetBucketEncryption", get_bucket_encryption);
        let answer = configured(answer, "ServerSideEncryptionConfigurationNotFoundError")?;
        let configuration = answer.as_ref().and_then(|a| a.server_side_encryption_configuration());
        let Some(rule) = configuration.and_then(|c| c.rules().first()) else {
            return Ok(Value::Null);
        };
        let default = rule.apply_server_side_encryption_by_default();
        Ok(json!({
            "sse_algorithm": text(default.map(|d| d.sse_algorithm().as_str())),
            "kms_master_key_id": text(default.and_then(|d| d.kms_master_key_id())),
            "bucket_key_enabled": rule.bucket_key_enabled(),
        }))
    }

    async fn public_access_block(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(self, bucket, "s3:GetPublicAccessBlock", get_public_access_block);
        let answer = configured(answer, "NoSuchPublicAccessBlockConfiguration")?;
        let block = answer.as_ref().and_then(|a| a.public_access_block_configuration());
        Ok(block.map_or(Value::Null, |block| {
            json!({
                "block_public_acls": block.block_public_acls(),
                "block_public_policy": block.block_public_policy(),
                "ignore_public_acls": block.ignore_public_acls(),
                "restrict_public_buckets": block.restrict_public_buckets(),
            })
        }))
    }

    async fn policy(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(self, bucket, "s3:GetBucketPolicy", get_bucket_policy);
        let Some(answer) = configured(answer, "NoSuchBucketPolicy")? else {
            return Ok(Value::Null);
        };
        // No policy is an error of its own: an empty answer does not say that there is none.
        let policy = answer.policy().unwrap_or_default();
        document("s3:GetBucketPolicy", policy, false)
    }

    async fn acl(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(self, bucket, "s3:GetBucketAcl", get_bucket_acl)?;
        Ok(json!({
            "owner_id": text(answer.owner().and_then(|o| o.id())),
            "grants": answer.grants().iter().map(grant).collect::<Vec<_>>(),
        }))
    }

    async fn lifecycle(&self, bucket: &str) -> Result<Value, CallError> {
        let operation = ask!(
            self,
            bucket,
            "s3:GetBucketLifecycleConfiguration",
            get_bucket_lifecycle_configuration
        );
        let answer = configured(operation, "NoSuchLifecycleConfiguration")?;
        Ok(answer.iter().flat_map(|a| a.rules()).map(lifecycle_rule).collect())
    }

    async fn logging(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(self, bucket, "s3:GetBucketLogging", get_bucket_logging)?;
        Ok(answer.logging_enabled().map_or(Value::Null, |logging| {
            json!({
                "target_bucket": text(Some(logging.target_bucket())),
                "target_prefix": text(Some(logging.target_prefix())),
            })
        }))
    }

    async fn notification(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(
            self,
            bucket,
            "s3:GetBucketNotificationConfiguration",
            get_bucket_notification_configuration
        )?;
        Ok(json!({
            "topic_arns": sorted(answer.topic_configurations().iter().map(|c| c.topic_arn())),
            "queue_arns": sorted(answer.queue_configurations().iter().map(|c| c.queue_arn())),
            "lambda_function_arns":
                sorted(answer.lambda_function_configurations().iter().map(|c| c.lambda_function_arn())),
            "eventbridge": answer.event_bridge_configuration().is_some(),
        }))
    }

    async fn ownership(&self, bucket: &str) -> Result<Value, CallError> {
        let answer = ask!(
            self,
            bucket,
            "s3:GetBucketOwnershipControls",
            get_bucket_ownership_controls
        );
        let answer = configured(answer, "OwnershipControlsNotFoundError")?;
        let controls = answer.as_ref().and_then(|a| a.ownership_controls());
        let rule = controls.and_then(|c| c.rules().first());
        Ok(text(rule.map(|r| r.object_ownership().as_str())))
    }
}

/// Turns "there is no such configuration" into `None`.
fn configured<T>(answer: Result<T, CallError>, not_there: &str) -> Result<Option<T>, CallError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if error.code.as_deref() == Some(not_there) => Ok(None),
        Err(error) => Err(error),
    }
}

fn grant(grant: &Grant) -> Value {
    let grantee = grant.grantee();
    json!({
        "grantee_type": text(grantee.map(|g| g.r#type().as_str())),
        "grantee_id": text(grantee.and_then(|g| g.id())),
        "grantee_uri": text(grantee.and_then(|g| g.uri())),
        "permission": text(grant.permission().map(|p| p.as_str())),
    })
}

fn lifecycle_rule(rule: &LifecycleRule) -> Value {
    let filter = rule.filter();
    let in_filter = filter.and_then(|f| f.prefix().or_else(|| f.and().and_then(|and| and.prefix())));
    // The prefix beside the filter is the form of old rules.
    #[allow(deprecated)]
    let prefix = in_filter.or_else(|| rule.prefix());
    let noncurrent = rule.noncurrent_version_expiration();
    let abort = rule.abort_incomplete_multipart_upload();
    json!({
        "id": text(rule.id()),
        "status": text(Some(rule.status().as_str())),
        "prefix": text(prefix),
        "transition": rule.transitions().iter().map(transition).collect::<Vec<_>>(),
        "expiration_days": rule.expiration().and_then(|e| e.days()),
        "noncurrent_version_expiration_days": noncurrent.and_then(|e| e.noncurrent_days()),
        "abort_incomplete_multipart_upload_days": abort.and_then(|a| a.days_after_initiation()),
    })
}

fn transition(transition: &Transition) -> Value {
    json!({
        "days": transition.days(),
        "date": text(transition.date().map(ToString::to_string).as_deref()),
        "storage_class": text(transition.storage_class().map(|c| c.as_str())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;

    fn error(code: &str) -> Result<(), CallError> {
        Err(CallError {
            operation: "s3:GetBucketPolicy".into(),
            reason: GapReason::ServiceError,
            code: Some(code.into()),
            message: None,
            uncertain: false,
        })
    }

    #[test]
    fn only_the_setting_s_own_code_means_absent() {
        assert_eq!(configured(Ok(()), "NoSuchBucketPolicy"), Ok(Some(())));
        assert_eq!(configured(error("NoSuchBucketPolicy"), "NoSuchBucketPolicy"), Ok(None));
        assert!(configured(error("NoSuchBucket"), "NoSuchBucketPolicy").is_err());
        assert!(configured(error("AccessDenied"), "NoSuchBucketPolicy").is_err());
    }
}
