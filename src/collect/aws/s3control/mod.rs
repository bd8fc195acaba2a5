//! S3 Control: the public access block of the account, and access points.
//!
//! In: a connection. Out: `aws.s3.account_public_access_block`, `aws.s3.multi_region_access_point`
//! and, in each region, `aws.s3.access_point`. May import `cloud`, `model` and the frame of collection.

mod access_point;
mod account;
mod multi_region;

use aws_sdk_s3control::types::PublicAccessBlockConfiguration;
use serde_json::{Value, json};

use super::super::Part;
use super::Service;
use super::task::Task;

pub(super) const SERVICE: Service = Service {
    name: "s3control",
    kinds: &[account::BLOCK, multi_region::ACCESS_POINT],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

pub(super) const REGIONAL: Service = Service {
    name: "s3control",
    kinds: &[access_point::ACCESS_POINT],
    regional: true,
    collect: |task| Box::pin(access_point::collect(task)),
};

async fn collect(task: Task) -> Part {
    let (mut part, other) = tokio::join!(account::collect(&task), multi_region::collect(&task));
    part.merge(other);
    part
}

/// A public access block as the catalogue wants it.
fn block(block: Option<&PublicAccessBlockConfiguration>) -> Value {
    block.map_or(Value::Null, |block| {
        json!({
            "block_public_acls": block.block_public_acls(),
            "block_public_policy": block.block_public_policy(),
            "ignore_public_acls": block.ignore_public_acls(),
            "restrict_public_buckets": block.restrict_public_buckets(),
        })
    })
}
