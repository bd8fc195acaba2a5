//! How long a bucket keeps objects, and where it copies them: lifecycle, object lock, replication.

use aws_sdk_s3::types::{LifecycleRule, ReplicationRule, Transition};
use serde_json::{Value, json};

use super::super::super::Asked;
use super::super::task::absent_on;
use super::super::values::text;
use super::BUCKET;
use super::settings::Reader;

impl Reader {
    pub(super) async fn lifecycle(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(
            self,
            bucket,
            "s3:GetBucketLifecycleConfiguration",
            get_bucket_lifecycle_configuration
        );
        let answer = absent_on(answer, &["NoSuchLifecycleConfiguration"])?;
        Some(answer.map(|answer| answer.iter().flat_map(|a| a.rules()).map(lifecycle_rule).collect()))
    }

    pub(super) async fn object_lock(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(
            self,
            bucket,
            "s3:GetObjectLockConfiguration",
            get_object_lock_configuration
        );
        let answer = absent_on(answer, &["ObjectLockConfigurationNotFoundError"])?;
        Some(answer.map(|answer| {
            let lock = answer.as_ref().and_then(|a| a.object_lock_configuration());
            lock.map_or(Value::Null, |lock| {
                let retention = lock.rule().and_then(|rule| rule.default_retention());
                json!({
                    "object_lock_enabled": text(lock.object_lock_enabled().map(|e| e.as_str())),
                    "mode": text(retention.and_then(|r| r.mode()).map(|m| m.as_str())),
                    "days": retention.and_then(|r| r.days()),
                    "years": retention.and_then(|r| r.years()),
                })
            })
        }))
    }

    pub(super) async fn replication(&self, bucket: &str) -> Asked<Value> {
        let answer = ask!(self, bucket, "s3:GetBucketReplication", get_bucket_replication);
        let answer = absent_on(answer, &["ReplicationConfigurationNotFoundError"])?;
        Some(answer.map(|answer| {
            let replication = answer.as_ref().and_then(|a| a.replication_configuration());
            replication.map_or(Value::Null, |replication| {
                json!({
                    "role": text(Some(replication.role())),
                    "rule": replication.rules().iter().map(replication_rule).collect::<Vec<_>>(),
                })
            })
        }))
    }
}

fn replication_rule(rule: &ReplicationRule) -> Value {
    let filter = rule.filter();
    let in_filter = filter.and_then(|f| f.prefix().or_else(|| f.and().and_then(|and| and.prefix())));
    // The prefix beside the filter is the form of old rules.
    #[allow(deprecated)]
    let prefix = in_filter.or_else(|| rule.prefix());
    let destination = rule.destination();
    let markers = rule.delete_marker_replication().and_then(|m| m.status());
    json!({
        "id": text(rule.id()),
        "status": text(Some(rule.status().as_str())),
        "prefix": text(prefix),
        "destination_bucket": text(destination.map(|d| d.bucket())),
        "destination_account": text(destination.and_then(|d| d.account())),
        "delete_marker_replication": text(markers.map(|s| s.as_str())),
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
