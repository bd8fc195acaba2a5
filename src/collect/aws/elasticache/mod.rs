//! ElastiCache: replication groups, cache clusters, their snapshots, and the groups and users around them.
//!
//! In: a connection in one region. Out: the kinds `aws.elasticache.…`. Tokens and passwords are never
//! copied; the service gives none. May import `cloud`, `model` and the frame of collection.

mod clusters;
mod logs;
mod parameters;
mod replication_groups;
mod snapshots;
mod subnets;
mod users;

use aws_sdk_elasticache::Client;
use aws_sdk_elasticache::operation::list_tags_for_resource::ListTagsForResourceOutput;
use aws_sdk_elasticache::types::CacheCluster;

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::Task;
use crate::cloud::CallError;

pub(super) const SERVICE: Service = Service {
    name: "elasticache",
    kinds: &[
        REPLICATION_GROUP,
        CLUSTER,
        PARAMETER_GROUP,
        SUBNET_GROUP,
        SNAPSHOT,
        USER,
        USER_GROUP,
    ],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const REPLICATION_GROUP: &str = "aws.elasticache.replication_group";
const CLUSTER: &str = "aws.elasticache.cluster";
const PARAMETER_GROUP: &str = "aws.elasticache.parameter_group";
const SUBNET_GROUP: &str = "aws.elasticache.subnet_group";
const SNAPSHOT: &str = "aws.elasticache.snapshot";
const USER: &str = "aws.elasticache.user";
const USER_GROUP: &str = "aws.elasticache.user_group";
const LIST_TAGS: &str = "elasticache:ListTagsForResource";

async fn collect(task: Task) -> Part {
    let elasticache = task.aws.elasticache();
    let parts = tokio::join!(
        caches(&task, &elasticache),
        parameters::groups(&task, &elasticache),
        subnets::groups(&task, &elasticache),
        snapshots::snapshots(&task, &elasticache),
        users::users(&task, &elasticache),
        users::groups(&task, &elasticache),
    );
    let mut part = parts.0;
    for other in [parts.1, parts.2, parts.3, parts.4, parts.5] {
        part.merge(other);
    }
    part
}

/// Cache clusters and replication groups: a group says little of its members, so both read one listing.
async fn caches(task: &Task, elasticache: &Client) -> Part {
    let mut part = Part::default();
    let listed: Asked<Vec<CacheCluster>> = clusters::list(task, elasticache, &mut part).await;
    part.merge(replication_groups::groups(task, elasticache, &listed).await);
    part
}

/// Reads the tags of a thing: no listing gives them.
async fn read_tags(task: &Task, client: &Client, kind: &str, arn: Option<&str>) -> Asked<ListTagsForResourceOutput> {
    match arn {
        Some(arn) => {
            let request = client.list_tags_for_resource().resource_name(arn).send();
            task.ask(kind, LIST_TAGS, request).await
        }
        None if task.asks(kind, LIST_TAGS) => Some(Err(CallError::malformed(LIST_TAGS, "the listing states no ARN"))),
        None => None,
    }
}

fn set_tags(out: &mut Builder, asked: &Asked<ListTagsForResourceOutput>) {
    out.read_tags(asked, |answer| {
        let tags = answer.tag_list().iter();
        tags.filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
    });
}
