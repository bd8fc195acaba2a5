//! `cloudflare.r2.bucket`: the buckets of an account, and by which ways strangers reach them.

use futures::FutureExt;
use serde_json::{Value, json};

use super::super::task::{Task, side_by_side};
use super::super::{Area, Place, fields};
use crate::collect::{Asked, Builder, Part};
use crate::model::Resource;

const BUCKET: &str = "cloudflare.r2.bucket";
const LIST: &str = "r2:ListBuckets";
const MANAGED: &str = "r2:GetManagedDomain";
const CUSTOM: &str = "r2:ListCustomDomains";
const LIFECYCLE: &str = "r2:GetLifecycle";
/// R2 was never enabled in the account: there are no buckets.
const NOT_ENABLED: &str = "10042";

pub(in super::super) const AREA: Area = Area {
    name: "R2",
    place: Place::Account,
    kinds: &[BUCKET],
    collect: |task| collect(task).boxed(),
};

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    let endpoint = task.below(&["r2", "buckets"]);
    let listing = task
        .cloudflare
        .list_in(LIST, &endpoint, Some(1000), Some("buckets"))
        .await;
    let error = listing.error.filter(|error| error.code.as_deref() != Some(NOT_ENABLED));
    task.listed(&mut part, BUCKET, error.as_ref());
    let builders: Vec<Builder> = listing
        .items
        .into_iter()
        .filter_map(|mut item| {
            let name = item.get("name").cloned().unwrap_or_default();
            if let Some(fields) = item.as_object_mut() {
                fields.insert("id".into(), name);
            }
            task.item(&mut part, BUCKET, LIST, &item, &["name"])
        })
        .collect();
    part.resources
        .extend(side_by_side(builders, |bucket| details(&task, bucket)).await);
    part
}

async fn details(task: &Task, mut bucket: Builder) -> Resource {
    let endpoint = |rest: &[&str]| task.below(&[&["r2", "buckets", bucket.id()], rest].concat());
    let (managed, custom) = (endpoint(&["domains", "managed"]), endpoint(&["domains", "custom"]));
    let lifecycle = endpoint(&["lifecycle"]);
    let (managed, custom, lifecycle) = futures::join!(
        task.ask_at(BUCKET, MANAGED, &managed),
        task.ask_at(BUCKET, CUSTOM, &custom),
        task.ask_at(BUCKET, LIFECYCLE, &lifecycle),
    );
    set(&mut bucket, "managed_domain", managed, MANAGED);
    let domains = |result: Value| result.get("domains").cloned();
    set_member(&mut bucket, "custom_domains", custom, CUSTOM, domains);
    // A bucket without rules need not tell of them.
    let rules = |result: Value| Some(result.get("rules").cloned().unwrap_or_else(|| json!([])));
    set_member(&mut bucket, "lifecycle_rules", lifecycle, LIFECYCLE, rules);
    bucket.finish()
}

fn set(bucket: &mut Builder, path: &str, asked: Asked<Value>, operation: &str) {
    set_member(bucket, path, asked, operation, Some);
}

fn set_member(
    bucket: &mut Builder,
    path: &str,
    asked: Asked<Value>,
    operation: &str,
    member: impl Fn(Value) -> Option<Value>,
) {
    match asked {
        None => {}
        Some(Ok(answer)) => fields::field(bucket, path, member(answer).as_ref(), operation),
        Some(Err(error)) => {
            bucket.gap(path, &error);
        }
    }
}
