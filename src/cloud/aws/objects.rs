//! Objects in S3, such as states of Terraform.

use aws_sdk_s3::types::BucketLocationConstraint;

use super::Aws;
use crate::cloud::CallError;
use crate::model::GapReason;

/// Most keys that a listing is followed for.
const MOST_KEYS: usize = 10_000;

impl Aws {
    /// The same connection in the region of a bucket, where that can be asked.
    pub(crate) async fn beside_bucket(&self, bucket: &str) -> Self {
        let request = self.s3().get_bucket_location().bucket(bucket).send();
        match self.call("s3:GetBucketLocation", request).await {
            Ok(answer) => self.in_region(&region_of(answer.location_constraint())),
            // Who may read an object need not be allowed to ask where it lies.
            Err(_) => self.clone(),
        }
    }

    /// The bytes of an object, which may be no larger than `most`.
    pub(crate) async fn object(&self, bucket: &str, key: &str, most: u64) -> Result<Vec<u8>, CallError> {
        const OPERATION: &str = "s3:GetObject";
        let request = self.s3().get_object().bucket(bucket).key(key).send();
        let answer = self.call(OPERATION, request).await?;
        let size = u64::try_from(answer.content_length().unwrap_or_default()).unwrap_or_default();
        if size > most {
            let message = format!("the object has {size} bytes, more than the {most} that are read");
            return Err(CallError::own(OPERATION, GapReason::NotSupported, &message));
        }
        let body = answer.body.collect().await;
        let body = body.map_err(|error| CallError::own(OPERATION, GapReason::Network, &error.to_string()))?;
        Ok(body.to_vec())
    }

    /// The keys below a prefix.
    pub(crate) async fn keys(&self, bucket: &str, prefix: &str) -> Result<Vec<String>, CallError> {
        const OPERATION: &str = "s3:ListObjectsV2";
        let pages = self
            .s3()
            .list_objects_v2()
            .bucket(bucket)
            .prefix(prefix)
            .into_paginator()
            .send();
        let listing = self.pages(OPERATION, pages).await;
        if let Some(error) = listing.error {
            return Err(error);
        }
        let objects = listing.items.iter().flat_map(|page| page.contents());
        let keys: Vec<String> = objects.filter_map(|object| object.key().map(str::to_owned)).collect();
        if keys.len() > MOST_KEYS {
            let message = format!(
                "there are {} objects below it, more than the {MOST_KEYS} that are looked at",
                keys.len()
            );
            return Err(CallError::own(OPERATION, GapReason::NotSupported, &message));
        }
        Ok(keys)
    }
}

/// The oldest region has no name there, and the second oldest one of its own.
pub(crate) fn region_of(constraint: Option<&BucketLocationConstraint>) -> String {
    match constraint.map_or("", |c| c.as_str()) {
        "" | "null" | "US" => "us-east-1",
        "EU" => "eu-west-1",
        region => region,
    }
    .to_owned()
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
