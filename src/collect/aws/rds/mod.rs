//! RDS: database instances and clusters, their snapshots, and the groups and subscriptions around them.
//!
//! In: a connection in one region. Out: the kinds `aws.rds.…`. Passwords and the secrets that hold
//! them are never copied. May import `cloud`, `model` and the frame of collection.

mod clusters;
mod engines;
mod events;
mod instances;
mod parameters;
mod snapshots;
mod subnets;

use aws_sdk_rds::Client;
use aws_sdk_rds::operation::list_tags_for_resource::ListTagsForResourceOutput;
use aws_sdk_rds::types::{DbCluster, DbInstance, Tag};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::Task;
use crate::cloud::CallError;
use engines::Versions;

pub(super) use instances::read_instance;

pub(super) const SERVICE: Service = Service {
    name: "rds",
    kinds: &[
        INSTANCE,
        CLUSTER,
        SNAPSHOT,
        CLUSTER_SNAPSHOT,
        PARAMETER_GROUP,
        CLUSTER_PARAMETER_GROUP,
        SUBNET_GROUP,
        EVENT_SUBSCRIPTION,
    ],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const INSTANCE: &str = "aws.rds.instance";
const CLUSTER: &str = "aws.rds.cluster";
const SNAPSHOT: &str = "aws.rds.snapshot";
const CLUSTER_SNAPSHOT: &str = "aws.rds.cluster_snapshot";
const PARAMETER_GROUP: &str = "aws.rds.parameter_group";
const CLUSTER_PARAMETER_GROUP: &str = "aws.rds.cluster_parameter_group";
const SUBNET_GROUP: &str = "aws.rds.subnet_group";
const EVENT_SUBSCRIPTION: &str = "aws.rds.event_subscription";
const LIST_TAGS: &str = "rds:ListTagsForResource";

async fn collect(task: Task) -> Part {
    let rds = task.aws.rds();
    let parts = tokio::join!(
        databases(&task, &rds),
        snapshots::snapshots(&task, &rds),
        snapshots::cluster_snapshots(&task, &rds),
        parameters::groups(&task, &rds),
        parameters::cluster_groups(&task, &rds),
        subnets::groups(&task, &rds),
        events::subscriptions(&task, &rds),
    );
    let mut part = parts.0;
    for other in [parts.1, parts.2, parts.3, parts.4, parts.5, parts.6] {
        part.merge(other);
    }
    part
}

/// Instances and clusters: the versions of both are looked up together.
async fn databases(task: &Task, rds: &Client) -> Part {
    let (mut part, mut clustered) = (Part::default(), Part::default());
    let (instances, clusters): (Vec<DbInstance>, Vec<DbCluster>) = tokio::join!(
        instances::list(task, rds, &mut part),
        clusters::list(task, rds, &mut clustered)
    );
    part.merge(clustered);
    let versions = Versions::read(task, rds, &instances, &clusters).await;
    for found in &instances {
        let resource = instances::instance(&task.scope, found, &versions);
        task.add(&mut part, INSTANCE, instances::DESCRIBE, resource);
    }
    for found in &clusters {
        let resource = clusters::cluster(&task.scope, found, &versions);
        task.add(&mut part, CLUSTER, clusters::DESCRIBE, resource);
    }
    part
}

/// Reads the tags of what is listed without them.
async fn read_tags(task: &Task, rds: &Client, kind: &str, arn: Option<&str>) -> Asked<ListTagsForResourceOutput> {
    match arn {
        Some(arn) => {
            let request = rds.list_tags_for_resource().resource_name(arn).send();
            task.ask(kind, LIST_TAGS, request).await
        }
        None if task.asks(kind, LIST_TAGS) => Some(Err(CallError::malformed(LIST_TAGS, "the listing states no ARN"))),
        None => None,
    }
}

fn set_tags(out: &mut Builder, asked: &Asked<ListTagsForResourceOutput>) {
    out.read_tags(asked, |answer| tags(answer.tag_list()));
}

fn tags(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    tags.iter().filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
}
