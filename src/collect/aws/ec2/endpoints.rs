//! VPC endpoints, and the endpoint services of the account.
//!
//! In: a connection in one region. Out: `aws.ec2.vpc_endpoint` and `aws.ec2.vpc_endpoint_service`,
//! the latter with whom it lets in. Endpoints that were deleted are left out.

use aws_sdk_ec2::types::{ServiceConfiguration, VpcEndpoint};
use serde_json::Value;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{document, sorted, text};
use super::{PAGE, begin, tags};
use crate::model::Resource;

pub(super) const VPC_ENDPOINT: &str = "aws.ec2.vpc_endpoint";
pub(super) const ENDPOINT_SERVICE: &str = "aws.ec2.vpc_endpoint_service";
const DESCRIBE_ENDPOINTS: &str = "ec2:DescribeVpcEndpoints";
const DESCRIBE_SERVICES: &str = "ec2:DescribeVpcEndpointServiceConfigurations";
const DESCRIBE_PERMISSIONS: &str = "ec2:DescribeVpcEndpointServicePermissions";

pub(super) async fn endpoints(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(VPC_ENDPOINT) {
        return part;
    }
    let request = task.aws.ec2().describe_vpc_endpoints().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, VPC_ENDPOINT, DESCRIBE_ENDPOINTS, pages).await;
    let found = pages.iter().flat_map(|page| page.vpc_endpoints());
    for found in found.filter(|e| state(e).as_deref() != Some("deleted")) {
        task.add(&mut part, VPC_ENDPOINT, DESCRIBE_ENDPOINTS, endpoint(task, found));
    }
    part
}

/// The service writes its states in small letters, its documentation in large ones.
fn state(endpoint: &VpcEndpoint) -> Option<String> {
    endpoint.state().map(|s| s.as_str().to_ascii_lowercase())
}

fn endpoint(task: &Task, endpoint: &VpcEndpoint) -> Option<Resource> {
    let id = endpoint.vpc_endpoint_id()?;
    let owner = endpoint.owner_id();
    let mut out = begin(task, VPC_ENDPOINT, id, owner, "vpc-endpoint", endpoint.tags());
    policy(&mut out, endpoint.policy_document());
    let names = |names: &[String]| sorted(names.iter().map(String::as_str));
    let groups = endpoint.groups().iter().filter_map(|g| g.group_id());
    let address_type = endpoint.ip_address_type().map(|t| t.as_str());
    out.set("vpc_id", text(endpoint.vpc_id()))
        .set(
            "vpc_endpoint_type",
            text(endpoint.vpc_endpoint_type().map(|t| t.as_str())),
        )
        .set("service_name", text(endpoint.service_name()))
        .set("service_region", text(endpoint.service_region()))
        .set("state", text(state(endpoint).as_deref()))
        .set("subnet_ids", names(endpoint.subnet_ids()))
        .set("route_table_ids", names(endpoint.route_table_ids()))
        .set("security_group_ids", sorted(groups))
        .set("network_interface_ids", names(endpoint.network_interface_ids()))
        .set("private_dns_enabled", endpoint.private_dns_enabled())
        .set("ip_address_type", text(address_type))
        .set("requester_managed", endpoint.requester_managed())
        .set("owner_id", text(owner))
        .tags(tags(endpoint.tags()));
    Some(out.finish())
}

fn policy(out: &mut Builder, policy: Option<&str>) {
    match policy.filter(|p| !p.is_empty()) {
        None => out.absent("policy"),
        Some(text) => match document(DESCRIBE_ENDPOINTS, text, false) {
            Ok(policy) => out.set("policy", policy),
            Err(error) => out.gap("policy", &error),
        },
    };
}

pub(super) async fn services(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ENDPOINT_SERVICE) {
        return part;
    }
    let request = task.aws.ec2().describe_vpc_endpoint_service_configurations();
    let pages = request.max_results(PAGE).into_paginator().send();
    let pages = task.list(&mut part, ENDPOINT_SERVICE, DESCRIBE_SERVICES, pages).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.service_configurations.unwrap_or_default());
    for resource in side_by_side(found, |found| service(task, found)).await {
        task.add(&mut part, ENDPOINT_SERVICE, DESCRIBE_SERVICES, resource);
    }
    part
}

async fn service(task: &Task, service: ServiceConfiguration) -> Option<Resource> {
    let id = service.service_id()?;
    let request = task.aws.ec2().describe_vpc_endpoint_service_permissions();
    let pages = request.service_id(id).max_results(PAGE).into_paginator().send();
    let principals = task.ask_pages(ENDPOINT_SERVICE, DESCRIBE_PERMISSIONS, pages).await;
    let kind = "vpc-endpoint-service";
    let mut out = begin(task, ENDPOINT_SERVICE, id, Some(task.account()), kind, service.tags());
    let names = |names: &[String]| sorted(names.iter().map(String::as_str));
    let types = service.service_type().first().and_then(|t| t.service_type());
    let regions = service.supported_regions().iter().filter_map(|r| r.region());
    out.set("service_name", text(service.service_name()))
        .set("service_type", text(types.map(|t| t.as_str())))
        .set("state", text(service.service_state().map(|s| s.as_str())))
        .set("acceptance_required", service.acceptance_required())
        .set("manages_vpc_endpoints", service.manages_vpc_endpoints())
        .set(
            "network_load_balancer_arns",
            names(service.network_load_balancer_arns()),
        )
        .set(
            "gateway_load_balancer_arns",
            names(service.gateway_load_balancer_arns()),
        )
        .set("availability_zones", names(service.availability_zones()))
        .set("private_dns_name", text(service.private_dns_name()))
        .set("supported_regions", sorted(regions))
        .tags(tags(service.tags()))
        .read("allowed_principals", &principals, |pages| -> Value {
            let all = pages.iter().flat_map(|page| page.allowed_principals());
            sorted(all.filter_map(|p| p.principal()))
        });
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GapReason, Scope};
    use serde_json::json;

    #[test]
    fn a_policy_is_parsed_absent_or_a_gap() {
        let built = |text| {
            let mut out = Builder::new(VPC_ENDPOINT, &Scope::aws("1").in_region("us-east-1"), "vpce-1");
            policy(&mut out, text);
            out.finish()
        };
        assert_eq!(
            built(Some(r#"{"Statement":[]}"#)).attributes["policy"],
            json!({"Statement": []})
        );
        assert_eq!(built(None).attributes["policy"], Value::Null);
        let odd = built(Some("{"));
        assert!(!odd.attributes.contains_key("policy"));
        assert_eq!(odd.gaps[0].reason, GapReason::Malformed);
    }

    #[test]
    fn states_are_in_small_letters_however_they_come() {
        use aws_sdk_ec2::types::State;
        for given in ["Available", "available"] {
            let endpoint = VpcEndpoint::builder().state(State::from(given)).build();
            assert_eq!(state(&endpoint).as_deref(), Some("available"));
        }
    }
}
