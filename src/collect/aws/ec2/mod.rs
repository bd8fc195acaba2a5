//! EC2 and VPC: one file a family.
//!
//! In: a connection in one region. Out: the kinds of [`SERVICE`]. May import `cloud`, `model` and the
//! frame of collection.

mod account_settings;
mod addresses;
mod compute;
mod images;
mod instances;
mod launch_templates;
mod network;
mod security_groups;
mod storage;

use aws_sdk_ec2::types::Tag;
use futures::future::{BoxFuture, join_all};

use super::super::Part;
use super::Service;
use super::task::Task;
use super::values::partition;

pub(super) use security_groups::read_one as read_security_group;

pub(super) const SERVICE: Service = Service {
    name: "ec2",
    kinds: &[
        security_groups::SECURITY_GROUP,
        network::SUBNET,
        network::ROUTE_TABLE,
        instances::INSTANCE,
        launch_templates::LAUNCH_TEMPLATE,
        images::AMI,
        storage::VOLUME,
        storage::SNAPSHOT,
        account_settings::ACCOUNT_SETTINGS,
        addresses::EIP,
        addresses::NETWORK_INTERFACE,
        addresses::KEY_PAIR,
    ],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

/// The largest page of most listings. Without a limit AWS may refuse the call on a large account.
const PAGE: i32 = 1000;

async fn collect(task: Task) -> Part {
    let families: Vec<BoxFuture<'_, Part>> = vec![
        Box::pin(security_groups::collect(&task)),
        Box::pin(network::subnets(&task)),
        Box::pin(network::route_tables(&task)),
        Box::pin(compute::collect(&task)),
        Box::pin(storage::volumes(&task)),
        Box::pin(storage::snapshots(&task)),
        Box::pin(account_settings::collect(&task)),
        Box::pin(addresses::eips(&task)),
        Box::pin(addresses::network_interfaces(&task)),
        Box::pin(addresses::key_pairs(&task)),
    ];
    let mut part = Part::default();
    for family in join_all(families).await {
        part.merge(family);
    }
    part
}

/// The ARN of a thing in this region. Shared things belong to another account than the scope's.
fn arn(task: &Task, owner: Option<&str>, thing: &str) -> Option<String> {
    let region = task.aws.region();
    Some(format!("arn:{}:ec2:{region}:{}:{thing}", partition(&region), owner?))
}

fn tags(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    tags.iter().filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
}

fn name_tag(all: &[Tag]) -> Option<&str> {
    tags(all).find(|(key, _)| *key == "Name").map(|(_, value)| value)
}
