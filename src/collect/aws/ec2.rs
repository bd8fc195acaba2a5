//! EC2 networking: security groups with their rules, subnets and route tables.
//!
//! In: a connection in one region. Out: `aws.ec2.security_group`, `aws.ec2.subnet` and
//! `aws.ec2.route_table`. Rules come from one listing for the whole region, since only that names
//! each rule by its id. May import `cloud`, `model` and the frame of collection.

use std::collections::BTreeMap;

use aws_sdk_ec2::types::{
    Filter, Route, RouteTable, RouteTableAssociation, SecurityGroup, SecurityGroupRule, Subnet,
    SubnetCidrBlockStateCode, Tag,
};
use serde_json::{Value, json};

use super::super::{Builder, Part, Request};
use super::{add, listed, partition, text};
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::{Resource, Scope};

const SECURITY_GROUP: &str = "aws.ec2.security_group";
const SUBNET: &str = "aws.ec2.subnet";
const ROUTE_TABLE: &str = "aws.ec2.route_table";
const DESCRIBE_GROUPS: &str = "ec2:DescribeSecurityGroups";
const DESCRIBE_RULES: &str = "ec2:DescribeSecurityGroupRules";
const DESCRIBE_SUBNETS: &str = "ec2:DescribeSubnets";
const DESCRIBE_ROUTE_TABLES: &str = "ec2:DescribeRouteTables";

/// The largest page of most listings. Without a limit AWS may refuse the call on a large account.
const PAGE: i32 = 1000;
/// The largest page of route tables.
const ROUTE_TABLES_PAGE: i32 = 100;

/// Rules by the id of their group, or why they are not known.
type Rules = Result<BTreeMap<String, Vec<SecurityGroupRule>>, CallError>;

pub(super) async fn collect(aws: &Aws, scope: &Scope, request: &Request) -> Part {
    let (mut part, subnets, tables) = tokio::join!(
        security_groups(aws, scope, request),
        subnets(aws, scope, request),
        route_tables(aws, scope, request)
    );
    part.merge(subnets);
    part.merge(tables);
    part
}

async fn security_groups(aws: &Aws, scope: &Scope, request: &Request) -> Part {
    let mut part = Part::default();
    if !request.wants(SECURITY_GROUP) {
        return part;
    }
    let client = aws.ec2();
    let groups = client.describe_security_groups().max_results(PAGE).into_paginator();
    let (listing, rules) = tokio::join!(aws.pages(DESCRIBE_GROUPS, groups.send()), rules(aws, None));
    listed(&mut part, SECURITY_GROUP, scope, &listing);
    for group in listing.items.iter().flat_map(|page| page.security_groups()) {
        let resource = security_group(aws, scope, group, &rules);
        add(&mut part, SECURITY_GROUP, scope, DESCRIBE_GROUPS, resource);
    }
    part
}

/// The rules of one group, or of all in the region. A listing that ended early is no listing: no
/// group could be told to be whole.
async fn rules(aws: &Aws, group: Option<&str>) -> Rules {
    let mut request = aws.ec2().describe_security_group_rules().max_results(PAGE);
    if let Some(id) = group {
        request = request.filters(Filter::builder().name("group-id").values(id).build());
    }
    let listing = aws.pages(DESCRIBE_RULES, request.into_paginator().send()).await;
    if let Some(error) = listing.error {
        return Err(error);
    }
    let mut rules: BTreeMap<String, Vec<SecurityGroupRule>> = BTreeMap::new();
    for rule in listing
        .items
        .into_iter()
        .flat_map(|p| p.security_group_rules.unwrap_or_default())
    {
        let (Some(group), Some(_), Some(_)) = (rule.group_id(), rule.security_group_rule_id(), rule.is_egress()) else {
            return Err(CallError::malformed(
                DESCRIBE_RULES,
                "a rule has no id, group or direction",
            ));
        };
        rules.entry(group.to_owned()).or_default().push(rule);
    }
    Ok(rules)
}

/// Reads one security group afresh; `None` when it is gone.
pub(super) async fn read_security_group(aws: &Aws, scope: &Scope, id: &str) -> Result<Option<Resource>, CallError> {
    let request = aws.ec2().describe_security_groups().group_ids(id).send();
    let (answer, rules) = tokio::join!(aws.call(DESCRIBE_GROUPS, request), rules(aws, Some(id)));
    match answer {
        Ok(answer) => {
            let group = answer.security_groups().first();
            Ok(group.and_then(|group| security_group(aws, scope, group, &rules)))
        }
        Err(error) if error.code.as_deref() == Some("InvalidGroup.NotFound") => Ok(None),
        Err(error) => Err(error),
    }
}

fn security_group(aws: &Aws, scope: &Scope, group: &SecurityGroup, rules: &Rules) -> Option<Resource> {
    let id = group.group_id()?;
    let mut out = Builder::new(SECURITY_GROUP, scope, id);
    out.name(group.group_name());
    let built = arn(aws, group.owner_id(), &format!("security-group/{id}"));
    out.arn(group.security_group_arn().or(built.as_deref()));
    out.tags(tags(group.tags()));
    out.set("name", text(group.group_name()))
        .set("description", text(group.description()))
        .set("vpc_id", text(group.vpc_id()));
    match rules {
        Ok(rules) => {
            let of_group = rules.get(id).map_or(&[][..], Vec::as_slice);
            out.set("ingress", direction(of_group, false));
            out.set("egress", direction(of_group, true));
        }
        Err(error) => {
            out.gap("ingress", error).gap("egress", error);
        }
    }
    Some(out.finish())
}

fn direction(rules: &[SecurityGroupRule], egress: bool) -> Value {
    let mut rules: Vec<&SecurityGroupRule> = rules.iter().filter(|r| r.is_egress() == Some(egress)).collect();
    rules.sort_by_key(|rule| rule.security_group_rule_id());
    rules
        .into_iter()
        .map(|rule| {
            json!({
                "security_group_rule_id": text(rule.security_group_rule_id()),
                "ip_protocol": text(rule.ip_protocol()),
                "from_port": rule.from_port(),
                "to_port": rule.to_port(),
                "cidr_ipv4": text(rule.cidr_ipv4()),
                "cidr_ipv6": text(rule.cidr_ipv6()),
                "prefix_list_id": text(rule.prefix_list_id()),
                "referenced_security_group_id": text(rule.referenced_group_info().and_then(|g| g.group_id())),
                "description": text(rule.description()),
            })
        })
        .collect()
}

async fn subnets(aws: &Aws, scope: &Scope, request: &Request) -> Part {
    let mut part = Part::default();
    if !request.wants(SUBNET) {
        return part;
    }
    let pages = aws.ec2().describe_subnets().max_results(PAGE).into_paginator().send();
    let listing = aws.pages(DESCRIBE_SUBNETS, pages).await;
    listed(&mut part, SUBNET, scope, &listing);
    for found in listing.items.iter().flat_map(|page| page.subnets()) {
        add(&mut part, SUBNET, scope, DESCRIBE_SUBNETS, subnet(aws, scope, found));
    }
    part
}

fn subnet(aws: &Aws, scope: &Scope, subnet: &Subnet) -> Option<Resource> {
    let id = subnet.subnet_id()?;
    let mut out = Builder::new(SUBNET, scope, id);
    out.name(name_tag(subnet.tags()));
    let built = arn(aws, subnet.owner_id(), &format!("subnet/{id}"));
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
        .set("map_public_ip_on_launch", subnet.map_public_ip_on_launch());
    Some(out.finish())
}

async fn route_tables(aws: &Aws, scope: &Scope, request: &Request) -> Part {
    let mut part = Part::default();
    if !request.wants(ROUTE_TABLE) {
        return part;
    }
    let request = aws.ec2().describe_route_tables().max_results(ROUTE_TABLES_PAGE);
    let listing = aws.pages(DESCRIBE_ROUTE_TABLES, request.into_paginator().send()).await;
    listed(&mut part, ROUTE_TABLE, scope, &listing);
    for found in listing.items.iter().flat_map(|page| page.route_tables()) {
        let table = route_table(aws, scope, found);
        add(&mut part, ROUTE_TABLE, scope, DESCRIBE_ROUTE_TABLES, table);
    }
    part
}

fn route_table(aws: &Aws, scope: &Scope, table: &RouteTable) -> Option<Resource> {
    let id = table.route_table_id()?;
    let mut out = Builder::new(ROUTE_TABLE, scope, id);
    out.name(name_tag(table.tags()));
    out.arn(arn(aws, table.owner_id(), &format!("route-table/{id}")).as_deref());
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

/// The ARN of a thing in this region; shared subnets belong to another account than the scope's.
fn arn(aws: &Aws, owner: Option<&str>, thing: &str) -> Option<String> {
    let region = aws.region();
    Some(format!("arn:{}:ec2:{region}:{}:{thing}", partition(&region), owner?))
}

fn tags(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    tags.iter().filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
}

fn name_tag(all: &[Tag]) -> Option<&str> {
    tags(all).find(|(key, _)| *key == "Name").map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, egress: bool) -> SecurityGroupRule {
        SecurityGroupRule::builder()
            .security_group_rule_id(id)
            .group_id("sg-1")
            .is_egress(egress)
            .ip_protocol("-1")
            .from_port(-1)
            .to_port(-1)
            .build()
    }

    #[test]
    fn rules_are_parted_by_direction_and_sorted_by_id() {
        let rules = [rule("sgr-2", false), rule("sgr-3", true), rule("sgr-1", false)];
        let ingress = direction(&rules, false);
        let ids: Vec<_> = ingress
            .as_array()
            .expect("list")
            .iter()
            .map(|r| r["security_group_rule_id"].clone())
            .collect();
        assert_eq!(ids, ["sgr-1", "sgr-2"]);
        assert_eq!(ingress[0]["from_port"], json!(-1));
        assert_eq!(ingress[0]["cidr_ipv4"], Value::Null);
        assert_eq!(direction(&rules, true).as_array().map(Vec::len), Some(1));
    }
}
