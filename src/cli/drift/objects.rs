//! States in S3, by `s3://BUCKET/KEY`.

use anyhow::{Context, bail};

use crate::cloud::Stop;
use crate::cloud::aws::Aws;
use crate::model::glob;

use super::super::live::runtime;

/// Largest state that is read.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Bucket and key.
fn parts(url: &str) -> anyhow::Result<(&str, &str)> {
    let parts = url.strip_prefix("s3://").and_then(|rest| rest.split_once('/'));
    match parts {
        Some((bucket, key)) if !bucket.is_empty() && !key.is_empty() && !bucket.contains('*') => Ok((bucket, key)),
        _ => bail!("{url}: write s3://BUCKET/KEY; `*` may stand in the key"),
    }
}

/// The bytes of an object.
pub(super) fn read(url: &str) -> anyhow::Result<Vec<u8>> {
    let (bucket, key) = parts(url)?;
    runtime()?.block_on(async {
        let aws = Aws::load(&Stop::default()).await.map_err(anyhow::Error::msg)?;
        let aws = aws.beside_bucket(bucket).await;
        aws.object(bucket, key, LARGEST).await.with_context(|| url.to_owned())
    })
}

/// The objects that a pattern stands for.
pub(super) fn matching(url: &str) -> anyhow::Result<Vec<String>> {
    let (bucket, key) = parts(url)?;
    let prefix = key.split('*').next().unwrap_or_default();
    let keys = runtime()?.block_on(async {
        let aws = Aws::load(&Stop::default()).await.map_err(anyhow::Error::msg)?;
        let aws = aws.beside_bucket(bucket).await;
        aws.keys(bucket, prefix).await.with_context(|| url.to_owned())
    })?;
    // What ends in a slash is what consoles show as a folder.
    let fitting = keys
        .into_iter()
        .filter(|own| !own.ends_with('/') && glob::matches(key, own));
    let found: Vec<String> = fitting.map(|own| format!("s3://{bucket}/{own}")).collect();
    if found.is_empty() {
        bail!("{url}: no object is called so");
    }
    Ok(found)
}
