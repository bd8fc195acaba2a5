//! S3: buckets, each with its settings.
//!
//! In: a connection. Out: `aws.s3.bucket`, in the region of each bucket. Buckets are listed once for
//! the account, located, then read side by side through their own region. May import `cloud`,
//! `model` and the frame of collection.

mod settings;

use std::collections::BTreeMap;

use aws_sdk_s3::types::BucketLocationConstraint;
use futures::StreamExt;

use super::super::{Builder, Part, Request};
use super::{listed, partition};
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::{Resource, Scope};
use settings::Reader;

const BUCKET: &str = "aws.s3.bucket";
const LIST: &str = "s3:ListBuckets";

/// Buckets of one page, the most that S3 gives. Asking for pages makes it state each bucket's region.
const MOST_BUCKETS: i32 = 10_000;
/// Buckets that are read at the same time.
const PARALLEL_BUCKETS: usize = 16;

/// Where a bucket lies, or why that is not known.
type Location = Result<String, CallError>;

pub(super) async fn collect(aws: &Aws, scope: &Scope, request: &Request) -> Part {
    let mut part = Part::default();
    if !request.wants(BUCKET) {
        return part;
    }
    let client = aws.s3();
    let listing = aws
        .pages(
            LIST,
            client.list_buckets().max_buckets(MOST_BUCKETS).into_paginator().send(),
        )
        .await;
    listed(&mut part, BUCKET, scope, &listing);
    let mut found = Vec::new();
    for bucket in listing.items.iter().flat_map(|page| page.buckets()) {
        match bucket.name() {
            Some(name) => found.push((name.to_owned(), bucket.bucket_region().map(str::to_owned))),
            None => part.failed(BUCKET, scope, &CallError::malformed(LIST, "a bucket has no name")),
        }
    }
    let locator = Reader::new(&aws.in_region(&home_region(aws)), scope);
    let located: Vec<(String, Location)> = futures::stream::iter(found)
        .map(|(name, stated)| {
            let locator = &locator;
            async move {
                let location = match stated {
                    Some(region) => Ok(region),
                    None => locate(locator, &name).await,
                };
                (name, location)
            }
        })
        .buffered(PARALLEL_BUCKETS)
        .collect()
        .await;
    let wanted = |location: &Location| match location {
        Ok(region) => request.regions.is_empty() || request.regions.contains(region),
        Err(error) => !is_gone(error),
    };
    // One client a region: each keeps connections of its own.
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    let mut planned = Vec::new();
    for (name, location) in located.into_iter().filter(|(_, location)| wanted(location)) {
        let region = location.clone().unwrap_or_else(|_| aws.region());
        let reader = readers
            .entry(region)
            .or_insert_with_key(|region| Reader::new(&aws.in_region(region), scope));
        planned.push((name, location, reader.clone()));
    }
    let buckets: Vec<Option<Resource>> = futures::stream::iter(planned)
        .map(|(name, location, reader)| async move { bucket(&reader, scope, &name, &location).await })
        .buffered(PARALLEL_BUCKETS)
        .collect()
        .await;
    part.resources.extend(buckets.into_iter().flatten());
    part
}

/// Reads one bucket afresh; `None` when it is gone, or now lies elsewhere.
pub(super) async fn read_one(aws: &Aws, scope: &Scope, id: &str) -> Result<Option<Resource>, CallError> {
    let locator = Reader::new(&aws.in_region(&home_region(aws)), scope);
    let location = locate(&locator, id).await;
    match &location {
        Err(error) if is_gone(error) => return Ok(None),
        Ok(region) if scope.region.as_ref().is_some_and(|expected| expected != region) => return Ok(None),
        _ => {}
    }
    let region = location.clone().unwrap_or_else(|_| aws.region());
    let reader = Reader::new(&aws.in_region(&region), scope);
    Ok(bucket(&reader, scope, id, &location).await)
}

/// The region whose endpoint knows where every bucket of the partition lies.
fn home_region(aws: &Aws) -> String {
    let region = aws.region();
    match partition(&region) {
        "aws" => "us-east-1".to_owned(),
        "aws-cn" => "cn-north-1".to_owned(),
        "aws-us-gov" => "us-gov-west-1".to_owned(),
        _ => region,
    }
}

async fn locate(locator: &Reader, name: &str) -> Location {
    let request = locator
        .client
        .get_bucket_location()
        .bucket(name)
        .expected_bucket_owner(&locator.owner);
    let answer = locator.aws.call("s3:GetBucketLocation", request.send()).await?;
    Ok(region_of(answer.location_constraint()))
}

/// The oldest region has no name there, and the second oldest one of its own.
fn region_of(constraint: Option<&BucketLocationConstraint>) -> String {
    match constraint.map_or("", |c| c.as_str()) {
        "" | "null" | "US" => "us-east-1",
        "EU" => "eu-west-1",
        region => region,
    }
    .to_owned()
}

fn is_gone(error: &CallError) -> bool {
    error.code.as_deref() == Some("NoSuchBucket")
}

/// One bucket with all its settings; `None` when it was deleted meanwhile.
async fn bucket(reader: &Reader, account: &Scope, name: &str, location: &Location) -> Option<Resource> {
    let region = reader.aws.region();
    let settings = reader.settings(name).await;
    if settings.answers.iter().any(|(_, a)| a.as_ref().is_err_and(is_gone))
        || settings.tags.as_ref().is_err_and(is_gone)
    {
        return None;
    }
    let scope = Scope {
        region: location.as_ref().ok().cloned(),
        ..account.clone()
    };
    let mut out = Builder::new(BUCKET, &scope, name);
    out.arn(Some(&format!("arn:{}:s3:::{name}", partition(&region))));
    out.set("bucket", name);
    match location {
        Ok(region) => out.set("bucket_region", region.as_str()),
        Err(error) => out.gap("bucket_region", error),
    };
    match settings.tags {
        Ok(tags) => out.tags(tags),
        Err(error) => out.gap("tags", &error),
    };
    for (path, answer) in settings.answers {
        match answer {
            Ok(value) => out.set(path, value),
            Err(error) => out.gap(path, &error),
        };
    }
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_location_names_are_translated() {
        let cases = [
            (None, "us-east-1"),
            (Some(""), "us-east-1"),
            (Some("EU"), "eu-west-1"),
            (Some("eu-central-1"), "eu-central-1"),
            (Some("xx-future-9"), "xx-future-9"),
        ];
        for (constraint, expected) in cases {
            let constraint = constraint.map(BucketLocationConstraint::from);
            assert_eq!(region_of(constraint.as_ref()), expected);
        }
    }
}
