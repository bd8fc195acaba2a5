//! EC2 and VPC: one file a family.
//!
//! In: a connection in one region. Out: the kinds of [`SERVICE`]. May import `cloud`, `model` and the
//! frame of collection.

mod account_settings;
mod addresses;
mod compute;
mod connectivity;
mod endpoints;
mod flow_logs;
mod gateways;
mod images;
mod instances;
mod launch_templates;
mod network;
mod network_acls;
mod prefix_lists;
mod security_groups;
mod storage;
mod vpc;
mod vpn;

use aws_sdk_ec2::types::Tag;
use futures::future::{BoxFuture, join_all};

use super::super::{Builder, Part};
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
        vpc::VPC,
        gateways::INTERNET_GATEWAY,
        gateways::EGRESS_ONLY,
        gateways::NAT_GATEWAY,
        network_acls::NETWORK_ACL,
        flow_logs::FLOW_LOG,
        endpoints::VPC_ENDPOINT,
        endpoints::ENDPOINT_SERVICE,
        connectivity::PEERING,
        connectivity::TRANSIT_GATEWAY,
        vpn::VPN_CONNECTION,
        vpn::CLIENT_VPN,
        prefix_lists::PREFIX_LIST,
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
        Box::pin(vpc::vpcs(&task)),
        Box::pin(gateways::internet_gateways(&task)),
        Box::pin(gateways::egress_only_gateways(&task)),
        Box::pin(gateways::nat_gateways(&task)),
        Box::pin(network_acls::network_acls(&task)),
        Box::pin(flow_logs::flow_logs(&task)),
        Box::pin(endpoints::endpoints(&task)),
        Box::pin(endpoints::services(&task)),
        Box::pin(connectivity::peerings(&task)),
        Box::pin(connectivity::transit_gateways(&task)),
        Box::pin(vpn::vpn_connections(&task)),
        Box::pin(vpn::client_vpn_endpoints(&task)),
        Box::pin(prefix_lists::prefix_lists(&task)),
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

/// Begins a thing that is named by its tag, and whose ARN is built from its owner, kind and id.
fn begin(task: &Task, kind: &str, id: &str, owner: Option<&str>, thing: &str, all: &[Tag]) -> Builder {
    let mut out = Builder::new(kind, &task.scope, id);
    out.name(name_tag(all));
    out.arn(arn(task, owner, &format!("{thing}/{id}")).as_deref());
    out
}

fn tags(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    tags.iter().filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
}

fn name_tag(all: &[Tag]) -> Option<&str> {
    tags(all).find(|(key, _)| *key == "Name").map(|(_, value)| value)
}
