//! Virtual private networks: Site-to-Site connections and Client VPN endpoints.
//!
//! In: a connection in one region. Out: `aws.ec2.vpn_connection` and `aws.ec2.client_vpn_endpoint`,
//! without those that were deleted. The configuration for the customer's side, the keys of tunnels
//! and their inside addresses are never copied.

use aws_sdk_ec2::types::{ClientVpnAuthentication, ClientVpnEndpoint, TunnelOption, VgwTelemetry, VpnConnection};
use serde_json::{Value, json};

use super::super::super::Part;
use super::super::task::Task;
use super::super::values::{sorted, text};
use super::{PAGE, begin, tags};
use crate::model::Resource;

pub(super) const VPN_CONNECTION: &str = "aws.ec2.vpn_connection";
pub(super) const CLIENT_VPN: &str = "aws.ec2.client_vpn_endpoint";
const DESCRIBE_VPN_CONNECTIONS: &str = "ec2:DescribeVpnConnections";
const DESCRIBE_CLIENT_VPN: &str = "ec2:DescribeClientVpnEndpoints";

/// The listing comes in one piece.
pub(super) async fn vpn_connections(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(VPN_CONNECTION) {
        return part;
    }
    let request = task.aws.ec2().describe_vpn_connections().send();
    let answer = task.list_once(&mut part, VPN_CONNECTION, DESCRIBE_VPN_CONNECTIONS, request);
    let answer = answer.await;
    let found = answer.iter().flat_map(|answer| answer.vpn_connections());
    let gone = |vpn: &VpnConnection| vpn.state().is_some_and(|s| s.as_str() == "deleted");
    for found in found.filter(|vpn| !gone(vpn)) {
        let resource = vpn_connection(task, found);
        task.add(&mut part, VPN_CONNECTION, DESCRIBE_VPN_CONNECTIONS, resource);
    }
    part
}

fn vpn_connection(task: &Task, vpn: &VpnConnection) -> Option<Resource> {
    let id = vpn.vpn_connection_id()?;
    let mut out = begin(
        task,
        VPN_CONNECTION,
        id,
        Some(task.account()),
        "vpn-connection",
        vpn.tags(),
    );
    let options = vpn.options();
    let mut telemetry: Vec<&VgwTelemetry> = vpn.vgw_telemetry().iter().collect();
    telemetry.sort_by_key(|t| t.outside_ip_address());
    let mut tunnels: Vec<&TunnelOption> = options.map_or(&[][..], |o| o.tunnel_options()).iter().collect();
    tunnels.sort_by_key(|t| t.outside_ip_address());
    out.set("type", text(vpn.r#type().map(|t| t.as_str())))
        .set("state", text(vpn.state().map(|s| s.as_str())))
        .set("customer_gateway_id", text(vpn.customer_gateway_id()))
        .set("vpn_gateway_id", text(vpn.vpn_gateway_id()))
        .set("transit_gateway_id", text(vpn.transit_gateway_id()))
        .set("core_network_arn", text(vpn.core_network_arn()))
        .set("static_routes_only", options.and_then(|o| o.static_routes_only()))
        .set("enable_acceleration", options.and_then(|o| o.enable_acceleration()))
        .set(
            "vgw_telemetry",
            telemetry.into_iter().map(tunnel_state).collect::<Value>(),
        )
        .set("tunnel_options", tunnels.into_iter().map(tunnel).collect::<Value>())
        .tags(tags(vpn.tags()));
    Some(out.finish())
}

fn tunnel_state(tunnel: &VgwTelemetry) -> Value {
    json!({
        "outside_ip_address": text(tunnel.outside_ip_address()),
        "status": text(tunnel.status().map(|s| s.as_str())),
        "status_message": text(tunnel.status_message()),
        "accepted_route_count": tunnel.accepted_route_count(),
        "certificate_arn": text(tunnel.certificate_arn()),
    })
}

fn tunnel(tunnel: &TunnelOption) -> Value {
    let logs = tunnel.log_options().and_then(|o| o.cloud_watch_log_options());
    let versions = tunnel.ike_versions().iter().filter_map(|v| v.value());
    let phase1 = tunnel.phase1_encryption_algorithms().iter().filter_map(|a| a.value());
    let phase2 = tunnel.phase2_encryption_algorithms().iter().filter_map(|a| a.value());
    json!({
        "outside_ip_address": text(tunnel.outside_ip_address()),
        "ike_versions": sorted(versions),
        "phase1_encryption_algorithms": sorted(phase1),
        "phase2_encryption_algorithms": sorted(phase2),
        "log_enabled": logs.and_then(|l| l.log_enabled()),
        "log_group_arn": text(logs.and_then(|l| l.log_group_arn())),
    })
}

pub(super) async fn client_vpn_endpoints(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(CLIENT_VPN) {
        return part;
    }
    let request = task.aws.ec2().describe_client_vpn_endpoints().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, CLIENT_VPN, DESCRIBE_CLIENT_VPN, pages).await;
    let found = pages.iter().flat_map(|page| page.client_vpn_endpoints());
    for found in found.filter(|e| status(e) != Some("deleted")) {
        task.add(&mut part, CLIENT_VPN, DESCRIBE_CLIENT_VPN, client_vpn(task, found));
    }
    part
}

fn status(endpoint: &ClientVpnEndpoint) -> Option<&str> {
    Some(endpoint.status()?.code()?.as_str())
}

fn client_vpn(task: &Task, endpoint: &ClientVpnEndpoint) -> Option<Resource> {
    let id = endpoint.client_vpn_endpoint_id()?;
    let mut out = begin(
        task,
        CLIENT_VPN,
        id,
        Some(task.account()),
        "client-vpn-endpoint",
        endpoint.tags(),
    );
    let groups = endpoint.security_group_ids().iter().map(String::as_str);
    let logs = endpoint.connection_log_options();
    let mut proofs: Vec<Value> = endpoint.authentication_options().iter().map(proof).collect();
    proofs.sort_by_key(ToString::to_string);
    let protocol = endpoint.transport_protocol().map(|p| p.as_str());
    out.set("description", text(endpoint.description()))
        .set("status", text(status(endpoint)))
        .set("vpc_id", text(endpoint.vpc_id()))
        .set("security_group_ids", sorted(groups))
        .set("client_cidr_block", text(endpoint.client_cidr_block()))
        .set("server_certificate_arn", text(endpoint.server_certificate_arn()))
        .set("split_tunnel", endpoint.split_tunnel())
        .set("transport_protocol", text(protocol))
        .set("vpn_port", endpoint.vpn_port())
        .set("session_timeout_hours", endpoint.session_timeout_hours())
        .set("connection_log_options.enabled", logs.and_then(|l| l.enabled()))
        .set(
            "connection_log_options.cloudwatch_log_group",
            text(logs.and_then(|l| l.cloudwatch_log_group())),
        )
        .set(
            "connection_log_options.cloudwatch_log_stream",
            text(logs.and_then(|l| l.cloudwatch_log_stream())),
        )
        .set("authentication_options", proofs)
        .tags(tags(endpoint.tags()));
    Some(out.finish())
}

fn proof(proof: &ClientVpnAuthentication) -> Value {
    let directory = proof.active_directory().and_then(|d| d.directory_id());
    let chain = proof.mutual_authentication();
    let provider = proof.federated_authentication().and_then(|f| f.saml_provider_arn());
    json!({
        "type": text(proof.r#type().map(|t| t.as_str())),
        "active_directory_id": text(directory),
        "root_certificate_chain_arn": text(chain.and_then(|c| c.client_root_certificate_chain())),
        "saml_provider_arn": text(provider),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_ec2::types::{Phase1EncryptionAlgorithmsListValue, TelemetryStatus};

    #[test]
    fn keys_of_tunnels_are_not_copied() {
        let cipher = Phase1EncryptionAlgorithmsListValue::builder().value("AES256").build();
        let option = TunnelOption::builder()
            .outside_ip_address("203.0.113.1")
            .pre_shared_key("s3cret")
            .phase1_encryption_algorithms(cipher)
            .build();
        let kept = tunnel(&option);
        assert!(!kept.to_string().contains("s3cret"));
        assert_eq!(kept["phase1_encryption_algorithms"], json!(["AES256"]));
        assert_eq!(kept["log_enabled"], Value::Null);
    }

    #[test]
    fn a_tunnel_says_whether_it_is_up() {
        let state = VgwTelemetry::builder().status(TelemetryStatus::Down).build();
        assert_eq!(tunnel_state(&state)["status"], json!("DOWN"));
        assert_eq!(tunnel_state(&state)["accepted_route_count"], Value::Null);
    }
}
