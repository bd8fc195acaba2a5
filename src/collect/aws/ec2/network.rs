//! Subnets and route tables.

use aws_sdk_ec2::types::{Route, RouteTable, RouteTableAssociation, Subnet, SubnetCidrBlockStateCode};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::text;
use super::{PAGE, arn, name_tag, tags};
use crate::model::Resource;

pub(super) const SUBNET: &str = "aws.ec2.subnet";
pub(super) const ROUTE_TABLE: &str = "aws.ec2.route_table";
const DESCRIBE_SUBNETS: &str = "ec2:DescribeSubnets";
const DESCRIBE_ROUTE_TABLES: &str = "ec2:DescribeRouteTables";

/// The largest page of route tables.
const ROUTE_TABLES_PAGE: i32 = 100;

pub(super) async fn subnets(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SUBNET) {
        return part;
    }
    let pages = task
        .aws
        .ec2()
        .describe_subnets()
        .max_results(PAGE)
        .into_paginator()
        .send();
    for page in task.list(&mut part, SUBNET, DESCRIBE_SUBNETS, pages).await {
        for found in page.subnets() {
            task.add(&mut part, SUBNET, DESCRIBE_SUBNETS, subnet(task, found));
        }
    }
    part
}

fn subnet(task: &Task, subnet: &Subnet) -> Option<Resource> {
    let id = subnet.subnet_id()?;
    let mut out = Builder::new(SUBNET, &task.scope, id);
    out.name(name_tag(subnet.tags()));
    let built = arn(task, subnet.owner_id(), &format!("subnet/{id}"));
    out.arn(subnet.subnet_arn().or(built.as_deref()));
    out.tags(tags(subnet.tags()));
    // A range that is being taken away stays in the answer for a while.
    let ipv6 = subnet.ipv6_cidr_block_association_set().iter().find(|a| {
        let state = a.ipv6_cidr_block_state().and_then(|s| s.state());
        matches!(
            state,
            Some(SubnetCidrBlockStateCode::Associated | SubnetCidrBlockStateCode::Associating)
        )
    });
    out.set("vpc_id", text(subnet.vpc_id()))
        .set("cidr_block", text(subnet.cidr_block()))
        .set("ipv6_cidr_block", text(ipv6.and_then(|a| a.ipv6_cidr_block())))
        .set("availability_zone", text(subnet.availability_zone()))
        .set("map_public_ip_on_launch", subnet.map_public_ip_on_launch())
        .set(
            "assign_ipv6_address_on_creation",
            subnet.assign_ipv6_address_on_creation(),
        )
        .set("owner_id", text(subnet.owner_id()));
    Some(out.finish())
}

pub(super) async fn route_tables(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ROUTE_TABLE) {
        return part;
    }
    let request = task.aws.ec2().describe_route_tables().max_results(ROUTE_TABLES_PAGE);
    let pages = request.into_paginator().send();
    for page in task.list(&mut part, ROUTE_TABLE, DESCRIBE_ROUTE_TABLES, pages).await {
        for found in page.route_tables() {
            task.add(&mut part, ROUTE_TABLE, DESCRIBE_ROUTE_TABLES, route_table(task, found));
        }
    }
    part
}

fn route_table(task: &Task, table: &RouteTable) -> Option<Resource> {
    let id = table.route_table_id()?;
    let mut out = Builder::new(ROUTE_TABLE, &task.scope, id);
    out.name(name_tag(table.tags()));
    out.arn(arn(task, table.owner_id(), &format!("route-table/{id}")).as_deref());
    out.tags(tags(table.tags()));
    let mut routes: Vec<&Route> = table.routes().iter().collect();
    routes.sort_by_key(|r| {
        (
            r.destination_cidr_block(),
            r.destination_ipv6_cidr_block(),
            r.destination_prefix_list_id(),
        )
    });
    let mut associations: Vec<&RouteTableAssociation> = table.associations().iter().collect();
    associations.sort_by_key(|a| a.route_table_association_id());
    out.set("vpc_id", text(table.vpc_id()))
        .set("route", routes.into_iter().map(route).collect::<Value>())
        .set(
            "associations",
            associations.into_iter().map(association).collect::<Value>(),
        );
    Some(out.finish())
}

fn route(route: &Route) -> Value {
    json!({
        "cidr_block": text(route.destination_cidr_block()),
        "ipv6_cidr_block": text(route.destination_ipv6_cidr_block()),
        "destination_prefix_list_id": text(route.destination_prefix_list_id()),
        "gateway_id": text(route.gateway_id()),
        "nat_gateway_id": text(route.nat_gateway_id()),
        "egress_only_gateway_id": text(route.egress_only_internet_gateway_id()),
        "transit_gateway_id": text(route.transit_gateway_id()),
        "vpc_peering_connection_id": text(route.vpc_peering_connection_id()),
        "network_interface_id": text(route.network_interface_id()),
        "carrier_gateway_id": text(route.carrier_gateway_id()),
        "core_network_arn": text(route.core_network_arn()),
        "local_gateway_id": text(route.local_gateway_id()),
        "state": text(route.state().map(|s| s.as_str())),
    })
}

fn association(association: &RouteTableAssociation) -> Value {
    json!({
        "id": text(association.route_table_association_id()),
        "subnet_id": text(association.subnet_id()),
        "gateway_id": text(association.gateway_id()),
        "main": association.main(),
    })
}
