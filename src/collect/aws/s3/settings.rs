//! The settings of one bucket, one call each, side by side.
//!
//! In: a client in the bucket's region. Out: a value, absent (`null`) or a gap for each catalogue
//! path that is to be read. What S3 answers with "there is no such configuration" is absent, not an
//! error.

use aws_sdk_s3::Client;
use aws_sdk_s3::types::Grant;
use serde_json::{Value, json};

use super::super::super::{Asked, Builder};
use super::super::task::{Task, absent_on};
use super::super::values::{document, sorted, text};
use super::BUCKET;

/// Reads buckets of one region.
#[derive(Debug, Clone)]
pub(super) struct Reader {
    pub(super) task: Task,
    pub(super) client: Client,
    /// The account that must own a bucket: one that was deleted and taken by another account is not
    /// read as if it were ours.
    pub(super) owner: String,
}

impl Reader {
    pub(super) fn new(task: &Task) -> Self {
        Self {
            task: task.clone(),
            client: task.aws.s3(),
            owner: task.account().to_owned(),
        }
    }

    pub(super) async fn settings(&self, bucket: &str, out: &mut Builder) {
        let tags = async {
            absent_on(
                ask!(self, bucket, "s3:GetBucketTagging", get_bucket_tagging),
                &["NoSuchTagSet"],
            )
        };
        let (tags, versioning, encryption, public_access, policy, acl, logging, notification, ownership, rest) = tokio::join!(
            tags,
            self.versioning(bucket),
            self.encryption(bucket),
            self.public_access_block(bucket),
            self.policy(bucket),
            self.acl(bucket),
            self.logging(bucket),
            self.notification(bucket),
            self.ownership(bucket),
            async {
                tokio::join!(
                    self.lifecycle(bucket),
                    self.object_lock(bucket),
                    self.replication(bucket),
                    self.policy_is_public(bucket),
                    self.website(bucket),
                    self.cors(bucket),
                )
            },
        );
        let (lifecycle, object_lock, replication, policy_is_public, website, cors) = rest;
        out.read_tags(&tags, |answer| {
            let tags = answer.iter().flat_map(|t| t.tag_set());
            tags.map(|t| (t.key(), t.value()))
        });
        let settings = [
            ("versioning", versioning),
            ("server_side_encryption", encryption),
            ("public_access_block", public_access),
            ("policy", policy),
            ("acl", acl),
            ("logging", logging),
            ("notification", notification),
            ("object_ownership", ownership),
            ("lifecycle_rules", lifecycle),
            ("object_lock_configuration", object_lock),
            ("replication_configuration", replication),
            ("policy_is_public", policy_is_public),
            ("website", website),
            ("cors_rules", cors),
        ];
        for (path, answer) in settings {
            out.read(path, &answer, Value::clone);
        }
    }

    async fn versioning(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketVersioning", get_bucket_versioning)?;
        Some(answer.map(|answer| {
            json!({
                "status": text(answer.status().map(|s| s.as_str())),
                "mfa_delete": text(answer.mfa_delete().map(|s| s.as_str())),
            })
        }))
    }

    async fn encryption(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketEncryption", get_bucket_encryption);
        let answer = absent_on(answer, &["ServerSideEncryptionConfigurationNotFoundError"])?;
        Some(answer.map(|answer| {
            let configuration = answer.as_ref().and_then(|a| a.server_side_encryption_configuration());
            let Some(rule) = configuration.and_then(|c| c.rules().first()) else {
                return Value::Null;
            };
            let default = rule.apply_server_side_encryption_by_default();
            json!({
                "sse_algorithm": text(default.map(|d| d.sse_algorithm().as_str())),
                "kms_master_key_id": text(default.and_then(|d| d.kms_master_key_id())),
                "bucket_key_enabled": rule.bucket_key_enabled(),
            })
        }))
    }

    async fn public_access_block(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetPublicAccessBlock", get_public_access_block);
        let answer = absent_on(answer, &["NoSuchPublicAccessBlockConfiguration"])?;
        Some(answer.map(|answer| {
            let block = answer.as_ref().and_then(|a| a.public_access_block_configuration());
            block.map_or(Value::Null, |block| {
                json!({
                    "block_public_acls": block.block_public_acls(),
                    "block_public_policy": block.block_public_policy(),
                    "ignore_public_acls": block.ignore_public_acls(),
                    "restrict_public_buckets": block.restrict_public_buckets(),
                })
            })
        }))
    }

    async fn policy(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketPolicy", get_bucket_policy);
        Some(
            absent_on(answer, &["NoSuchBucketPolicy"])?.and_then(|answer| match answer {
                None => Ok(Value::Null),
                // No policy is an error of its own: an empty answer does not say that there is none.
                Some(answer) => document("s3:GetBucketPolicy", answer.policy().unwrap_or_default(), false),
            }),
        )
    }

    async fn acl(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketAcl", get_bucket_acl)?;
        Some(answer.map(|answer| {
            json!({
                "owner_id": text(answer.owner().and_then(|o| o.id())),
                "grants": answer.grants().iter().map(grant).collect::<Vec<_>>(),
            })
        }))
    }

    async fn logging(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketLogging", get_bucket_logging)?;
        Some(answer.map(|answer| {
            answer.logging_enabled().map_or(Value::Null, |logging| {
                json!({
                    "target_bucket": text(Some(logging.target_bucket())),
                    "target_prefix": text(Some(logging.target_prefix())),
                })
            })
        }))
    }

    async fn notification(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(
            self,
            bucket,
            "s3:GetBucketNotificationConfiguration",
            get_bucket_notification_configuration
        )?;
        Some(answer.map(|answer| {
            let functions = answer.lambda_function_configurations().iter();
            json!({
                "topic_arns": sorted(answer.topic_configurations().iter().map(|c| c.topic_arn())),
                "queue_arns": sorted(answer.queue_configurations().iter().map(|c| c.queue_arn())),
                "lambda_function_arns": sorted(functions.map(|c| c.lambda_function_arn())),
                "eventbridge": answer.event_bridge_configuration().is_some(),
            })
        }))
    }

    async fn ownership(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(
            self,
            bucket,
            "s3:GetBucketOwnershipControls",
            get_bucket_ownership_controls
        );
        let answer = absent_on(answer, &["OwnershipControlsNotFoundError"])?;
        Some(answer.map(|answer| {
            let controls = answer.as_ref().and_then(|a| a.ownership_controls());
            let rule = controls.and_then(|c| c.rules().first());
            text(rule.map(|r| r.object_ownership().as_str()))
        }))
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
