//! KMS: keys.
//!
//! In: a connection in one region. Out: `aws.kms.key`, with its aliases from one listing for the
//! region. Of a key that AWS manages neither policy, rotation nor tags are asked for: AWS sets them,
//! and nobody else may. May import `cloud`, `model` and the frame of collection.

use std::collections::BTreeMap;

use aws_sdk_kms::operation::get_key_policy::GetKeyPolicyOutput;
use aws_sdk_kms::operation::get_key_rotation_status::GetKeyRotationStatusOutput;
use aws_sdk_kms::operation::list_resource_tags::ListResourceTagsOutput;
use aws_sdk_kms::types::{AliasListEntry, KeyListEntry, KeyManagerType, KeyMetadata, KeyState};
use serde_json::Value;

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, absent_on, side_by_side};
use super::values::{document, sorted, text, time};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "kms",
    kinds: &[KEY],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const KEY: &str = "aws.kms.key";
const LIST_KEYS: &str = "kms:ListKeys";
const LIST_ALIASES: &str = "kms:ListAliases";
const DESCRIBE_KEY: &str = "kms:DescribeKey";
const GET_ROTATION: &str = "kms:GetKeyRotationStatus";
const GET_POLICY: &str = "kms:GetKeyPolicy";
const LIST_TAGS: &str = "kms:ListResourceTags";

/// How the service says that keys of this sort have no rotation.
const NO_ROTATION: [&str; 1] = ["UnsupportedOperationException"];
/// Every key that AWS manages has an alias that begins so, and no other key may.
const ALIAS_OF_AWS: &str = "alias/aws/";

/// Names of aliases by the id of their key, or why they are not known.
type Aliases = Asked<BTreeMap<String, Vec<String>>>;

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(KEY) {
        return part;
    }
    let pages = task.aws.kms().list_keys().limit(1000).into_paginator().send();
    let pages = task.list(&mut part, KEY, LIST_KEYS, pages).await;
    let keys: Vec<KeyListEntry> = pages
        .into_iter()
        .flat_map(|page| page.keys.unwrap_or_default())
        .collect();
    if keys.is_empty() {
        return part;
    }
    let aliases = aliases(&task).await;
    for key in side_by_side(keys, |entry| key(&task, entry, &aliases)).await {
        task.add(&mut part, KEY, LIST_KEYS, key);
    }
    part
}

async fn aliases(task: &Task) -> Aliases {
    let pages = task.aws.kms().list_aliases().limit(100).into_paginator().send();
    let pages = task.ask_pages(KEY, LIST_ALIASES, pages).await?;
    Some(pages.and_then(|pages| by_key(pages.iter().flat_map(|page| page.aliases()))))
}

/// Aliases of AWS services whose key does not exist yet have no target.
fn by_key<'a>(all: impl Iterator<Item = &'a AliasListEntry>) -> Result<BTreeMap<String, Vec<String>>, CallError> {
    let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for alias in all {
        let name = alias
            .alias_name()
            .ok_or_else(|| CallError::malformed(LIST_ALIASES, "an alias has no name"))?;
        if let Some(key) = alias.target_key_id() {
            aliases.entry(key.to_owned()).or_default().push(name.to_owned());
        }
    }
    aliases.values_mut().for_each(|names| names.sort());
    Ok(aliases)
}

async fn key(task: &Task, entry: KeyListEntry, aliases: &Aliases) -> Option<Resource> {
    let id = entry.key_id()?;
    let described = task.aws.kms().describe_key().key_id(id).send();
    let described = task.ask(KEY, DESCRIBE_KEY, described).await;
    let metadata = described.map(|answer| answer.and_then(|answer| answer.key_metadata.ok_or_else(undescribed)));
    let known = metadata.as_ref().and_then(|m| m.as_ref().ok());
    let names = aliases.as_ref().and_then(|a| a.as_ref().ok());
    let names = names.and_then(|all| all.get(id)).map_or(&[][..], Vec::as_slice);
    let of_aws = is_of_aws(known, names);
    let (policy, rotation, tags) = tokio::join!(
        policy(task, id, !of_aws),
        rotation(task, id, !of_aws),
        tags(task, id, !of_aws)
    );
    let mut out = Builder::new(KEY, &task.scope, id);
    let built = task.arn("kms", &format!("key/{id}"));
    out.arn(entry.key_arn().or(Some(&built)));
    out.name(names.first().map(String::as_str));
    out.set("key_id", id)
        .read("aliases", aliases, |_| sorted(names.iter().map(String::as_str)));
    set_metadata(&mut out, &metadata);
    out.try_read("policy", &policy, policy_document)
        .read("enable_key_rotation", &rotation, |r| {
            r.as_ref().map(GetKeyRotationStatusOutput::key_rotation_enabled)
        })
        .read("rotation_period_in_days", &rotation, |r| {
            r.as_ref().and_then(GetKeyRotationStatusOutput::rotation_period_in_days)
        })
        .read_tags(&tags, |pages| {
            let all = pages.iter().flat_map(|page| page.tags());
            all.map(|tag| (tag.tag_key(), tag.tag_value()))
        });
    Some(out.finish())
}

fn undescribed() -> CallError {
    CallError::malformed(DESCRIBE_KEY, "the answer holds no key")
}

/// What the description leaves open, the aliases may tell.
fn is_of_aws(known: Option<&KeyMetadata>, aliases: &[String]) -> bool {
    match known.and_then(|key| key.key_manager()) {
        Some(manager) => *manager == KeyManagerType::Aws,
        None => aliases.iter().any(|name| name.starts_with(ALIAS_OF_AWS)),
    }
}

async fn policy(task: &Task, id: &str, applies: bool) -> Asked<Option<GetKeyPolicyOutput>> {
    if !applies {
        return nothing(task, GET_POLICY);
    }
    let request = task.aws.kms().get_key_policy().key_id(id).policy_name("default").send();
    let answer = task.ask(KEY, GET_POLICY, request).await;
    answer.map(|answer| answer.map(Some))
}

async fn rotation(task: &Task, id: &str, applies: bool) -> Asked<Option<GetKeyRotationStatusOutput>> {
    if !applies {
        return nothing(task, GET_ROTATION);
    }
    let request = task.aws.kms().get_key_rotation_status().key_id(id).send();
    absent_on(task.ask(KEY, GET_ROTATION, request).await, &NO_ROTATION)
}

/// Keys that AWS manages can't be tagged.
async fn tags(task: &Task, id: &str, applies: bool) -> Asked<Vec<ListResourceTagsOutput>> {
    if !applies {
        return task.asks(KEY, LIST_TAGS).then(|| Ok(Vec::new()));
    }
    let request = task.aws.kms().list_resource_tags().key_id(id).limit(50);
    task.ask_pages(KEY, LIST_TAGS, request.into_paginator().send()).await
}

/// The answer to a question that need not be sent.
fn nothing<T>(task: &Task, operation: &str) -> Asked<Option<T>> {
    task.asks(KEY, operation).then_some(Ok(None))
}

fn policy_document(answer: &Option<GetKeyPolicyOutput>) -> Result<Value, CallError> {
    let Some(answer) = answer else { return Ok(Value::Null) };
    // Every key has a policy.
    let policy = answer
        .policy()
        .ok_or_else(|| CallError::malformed(GET_POLICY, "the answer holds no policy"))?;
    document(GET_POLICY, policy, false)
}

fn set_metadata(out: &mut Builder, key: &Asked<KeyMetadata>) {
    out.read("description", key, |k| text(k.description()))
        .read("key_manager", key, |k| text(k.key_manager().map(|m| m.as_str())))
        .read("key_usage", key, |k| text(k.key_usage().map(|u| u.as_str())))
        .read("customer_master_key_spec", key, |k| {
            text(k.key_spec().map(|s| s.as_str()))
        })
        // The SDK takes a missing `Enabled` for false; the state says the same and can be missing.
        .read("is_enabled", key, |k| k.key_state().map(|s| *s == KeyState::Enabled))
        .read("key_state", key, |k| text(k.key_state().map(|s| s.as_str())))
        .read("origin", key, |k| text(k.origin().map(|o| o.as_str())))
        .read("custom_key_store_id", key, |k| text(k.custom_key_store_id()))
        .read("multi_region", key, |k| k.multi_region())
        .read("multi_region_key_type", key, |k| {
            let multi_region = k.multi_region_configuration();
            text(multi_region.and_then(|m| m.multi_region_key_type()).map(|t| t.as_str()))
        })
        .read("deletion_date", key, |k| time(k.deletion_date()))
        .read("valid_to", key, |k| time(k.valid_to()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_kms::types::builders::KeyMetadataBuilder;
    use aws_sdk_kms::types::{KeySpec, OriginType};

    fn key(change: impl FnOnce(KeyMetadataBuilder) -> KeyMetadataBuilder) -> KeyMetadata {
        let key = KeyMetadata::builder()
            .key_id("k")
            .key_manager(KeyManagerType::Customer)
            .key_spec(KeySpec::SymmetricDefault)
            .origin(OriginType::AwsKms)
            .key_state(KeyState::Enabled);
        change(key).build().expect("whole")
    }

    #[test]
    fn a_key_of_aws_is_known_by_its_description_or_its_alias() {
        let names = |name: &str| vec![name.to_owned()];
        assert!(is_of_aws(Some(&key(|k| k.key_manager(KeyManagerType::Aws))), &[]));
        assert!(!is_of_aws(Some(&key(|k| k)), &[]));
        assert!(is_of_aws(None, &names("alias/aws/rds")));
        assert!(!is_of_aws(None, &names("alias/awsome")));
        assert!(!is_of_aws(None, &[]));
    }

    #[test]
    fn aliases_are_sorted_under_their_key() {
        let alias = |name: &str, key: Option<&str>| {
            let alias = AliasListEntry::builder().alias_name(name);
            alias.set_target_key_id(key.map(str::to_owned)).build()
        };
        let all = [
            alias("alias/b", Some("k")),
            alias("alias/aws/acm", None),
            alias("alias/a", Some("k")),
        ];
        let aliases = by_key(all.iter()).expect("understood");
        assert_eq!(
            aliases,
            BTreeMap::from([("k".to_owned(), vec!["alias/a".to_owned(), "alias/b".to_owned()])])
        );
        let nameless = [AliasListEntry::builder().target_key_id("k").build()];
        assert!(by_key(nameless.iter()).is_err());
    }
}
