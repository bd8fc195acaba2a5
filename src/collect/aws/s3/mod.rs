//! S3: buckets, each with its settings.
//!
//! In: a connection. Out: `aws.s3.bucket`, in the region of each bucket. Buckets are listed once for
//! the account, located, then read side by side through their own region. May import `cloud`,
//! `model` and the frame of collection.

/// Calls one operation on a bucket, as its owner, if what it yields is to be read.
macro_rules! ask {
    ($reader:expr, $name:expr, $operation:literal, $method:ident) => {{
        let request = $reader
            .client
            .$method()
            .bucket($name)
            .expected_bucket_owner(&$reader.owner);
        $reader.task.ask(BUCKET, $operation, request.send()).await
    }};
}

mod exposure;
mod retention;
mod settings;

use std::collections::BTreeMap;

use super::super::{Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::partition;
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::cloud::aws::region_of;
use crate::model::{Resource, Scope};
use settings::Reader;

pub(super) const SERVICE: Service = Service {
    name: "s3",
    kinds: &[BUCKET],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

const BUCKET: &str = "aws.s3.bucket";
const LIST: &str = "s3:ListBuckets";

/// Buckets of one page, the most that S3 gives. Asking for pages makes it state each bucket's region.
const MOST_BUCKETS: i32 = 10_000;

/// Where a bucket lies, or why that is not known.
type Location = Result<String, CallError>;

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(BUCKET) {
        return part;
    }
    let request = task.aws.s3().list_buckets().max_buckets(MOST_BUCKETS);
    let pages = task
        .list(&mut part, BUCKET, LIST, request.into_paginator().send())
        .await;
    let mut found = Vec::new();
    for bucket in pages.iter().flat_map(|page| page.buckets()) {
        match bucket.name() {
            Some(name) => found.push((name.to_owned(), bucket.bucket_region().map(str::to_owned))),
            None => task.add(&mut part, BUCKET, LIST, None),
        }
    }
    let locator = Reader::new(&task.at(task.aws.in_region(&home_region(&task.aws)), task.scope.clone()));
    let located = side_by_side(found, |(name, stated)| {
        let locator = &locator;
        async move {
            let location = match stated {
                Some(region) => Ok(region),
                None => locate(locator, &name).await,
            };
            (name, location)
        }
    });
    let located: Vec<(String, Location)> = located.await;
    let wanted = |location: &Location| match location {
        Ok(region) => task.regions().is_empty() || task.regions().contains(region),
        // It may lie where we look.
        Err(_) => true,
    };
    // One client a region: each keeps connections of its own.
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    let mut planned = Vec::new();
    for (name, location) in located.into_iter().filter(|(_, location)| wanted(location)) {
        let region = location.clone().unwrap_or_else(|_| task.aws.region());
        let reader = readers
            .entry(region)
            .or_insert_with_key(|region| Reader::new(&task.at(task.aws.in_region(region), task.scope.clone())));
        planned.push((name, location, reader.clone()));
    }
    let buckets = side_by_side(planned, |(name, location, reader)| async move {
        bucket(&reader, &name, &location).await
    });
    part.resources.extend(buckets.await);
    part
}

/// Reads one bucket afresh; `None` when it is gone, or now lies elsewhere.
pub(super) async fn read_one(task: &Task, id: &str) -> Result<Option<Resource>, CallError> {
    let locator = Reader::new(&task.at(task.aws.in_region(&home_region(&task.aws)), task.scope.clone()));
    let location = locate(&locator, id).await;
    match &location {
        Err(error) if is_gone(error) => return Ok(None),
        Ok(region) if task.scope.region.as_ref().is_some_and(|expected| expected != region) => return Ok(None),
        _ => {}
    }
    let region = location.clone().unwrap_or_else(|_| task.aws.region());
    let reader = Reader::new(&task.at(task.aws.in_region(&region), task.scope.clone()));
    Ok(Some(bucket(&reader, id, &location).await))
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
    let answer = locator.task.aws.call("s3:GetBucketLocation", request.send()).await?;
    Ok(region_of(answer.location_constraint()))
}

fn is_gone(error: &CallError) -> bool {
    error.code.as_deref() == Some("NoSuchBucket")
}

/// One bucket with its settings. One that was deleted meanwhile keeps its gaps: each names the error.
async fn bucket(reader: &Reader, name: &str, location: &Location) -> Resource {
    let region = reader.task.aws.region();
    let scope = Scope {
        region: location.as_ref().ok().cloned(),
        ..reader.task.scope.clone()
    };
    let mut out = Builder::new(BUCKET, &scope, name);
    out.arn(Some(&format!("arn:{}:s3:::{name}", partition(&region))));
    out.set("bucket", name);
    match location {
        Ok(region) => out.set("bucket_region", region.as_str()),
        Err(error) => out.gap("bucket_region", error),
    };
    reader.settings(name, &mut out).await;
    out.finish()
}
