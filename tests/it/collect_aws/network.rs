//! Networks of the seeded accounts are read as they are.

use serde_json::{Value, json};
use trueline::model::{Resource, Snapshot};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

fn id_of(snapshot: &Snapshot, kind: &str, name: &str) -> Value {
    json!(named(snapshot, kind, name).id)
}

fn assert_attributes<const N: usize>(resource: &Resource, expected: [(&str, Value); N]) {
    for (path, value) in expected {
        assert_eq!(resource.attributes[path], value, "{} {path}", resource.key());
    }
}

#[test]
fn a_network_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let vpc = named(&snapshot, "aws.ec2.vpc", "stellarrec");
    assert_attributes(
        vpc,
        [
            ("cidr_block", json!("10.0.0.0/16")),
            ("cidr_blocks", json!(["10.0.0.0/16"])),
            ("is_default", json!(false)),
            ("enable_dns_support", json!(true)),
            ("enable_dns_hostnames", json!(true)),
            ("owner_id", json!(ACCOUNT)),
        ],
    );
    assert_eq!(vpc.attributes["ipv6_cidr_blocks"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        vpc.arn.as_deref(),
        Some(format!("arn:aws:ec2:us-east-1:{ACCOUNT}:vpc/{}", vpc.id).as_str())
    );
    let tools = named(&snapshot, "aws.ec2.vpc", "stellarrec-tools");
    assert_eq!(tools.attributes["enable_dns_hostnames"], json!(false));
    assert_eq!(tools.attributes["ipv6_cidr_blocks"], json!([]));

    let [gateway] = of_kind(&snapshot, "aws.ec2.internet_gateway")[..] else {
        panic!("one internet gateway")
    };
    assert_eq!(gateway.attributes["vpc_ids"], json!([vpc.id]));
    let egress = named(&snapshot, "aws.ec2.egress_only_internet_gateway", "stellarrec-egress");
    assert_eq!(egress.attributes["attachments"][0]["state"], json!("attached"));
    let nat = named(&snapshot, "aws.ec2.nat_gateway", "stellarrec-b");
    assert_attributes(
        nat,
        [
            ("connectivity_type", json!("public")),
            ("state", json!("available")),
            ("vpc_id", json!(vpc.id)),
            ("subnet_id", id_of(&snapshot, "aws.ec2.subnet", "stellarrec-public-b")),
        ],
    );
    assert_eq!(nat.attributes["public_ips"].as_array().map(Vec::len), Some(1));
    assert_eq!(of_kind(&snapshot, "aws.ec2.nat_gateway").len(), 2);

    let acl = named(&snapshot, "aws.ec2.network_acl", "stellarrec-database");
    assert_eq!(acl.attributes["is_default"], json!(false));
    assert_eq!(acl.attributes["subnet_ids"].as_array().map(Vec::len), Some(2));
    let first = &acl.attributes["ingress"][0];
    for (field, value) in [
        ("rule_no", json!(100)),
        ("protocol", json!("6")),
        ("action", json!("allow")),
        ("cidr_block", json!("10.0.0.0/16")),
        ("from_port", json!(5432)),
        ("icmp_type", Value::Null),
    ] {
        assert_eq!(first[field], value, "{field}");
    }
    let subnet = named(&snapshot, "aws.ec2.subnet", "stellarrec-public-a");
    assert_eq!(subnet.attributes["tags"]["owner"], json!("platform"));
}

#[test]
fn what_watches_and_joins_a_network_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let vpc = id_of(&snapshot, "aws.ec2.vpc", "stellarrec");
    let log = named(&snapshot, "aws.ec2.flow_log", "stellarrec");
    assert_attributes(
        log,
        [
            ("vpc_id", vpc.clone()),
            ("resource_id", vpc.clone()),
            ("subnet_id", Value::Null),
            ("traffic_type", json!("ALL")),
            ("log_destination_type", json!("cloud-watch-logs")),
            ("log_group_name", json!("/stellarrec/flow-logs")),
            ("flow_log_status", json!("ACTIVE")),
            ("deliver_logs_status", json!("SUCCESS")),
            ("max_aggregation_interval", json!(600)),
        ],
    );
    let away = named(&snapshot, "aws.ec2.flow_log", "stellarrec-standby");
    assert_eq!(away.scope.region.as_deref(), Some("eu-west-1"));
    assert_eq!(
        away.attributes["log_destination"],
        json!("arn:aws:s3:::stellarrec-logs")
    );

    let endpoint = named(&snapshot, "aws.ec2.vpc_endpoint", "stellarrec-ec2");
    assert_attributes(
        endpoint,
        [
            ("vpc_endpoint_type", json!("Interface")),
            ("service_name", json!("com.amazonaws.us-east-1.ec2")),
            ("state", json!("available")),
            ("private_dns_enabled", json!(true)),
        ],
    );
    assert_eq!(endpoint.attributes["subnet_ids"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        endpoint.attributes["security_group_ids"],
        json!([named(&snapshot, "aws.ec2.security_group", "stellarrec-app").id])
    );
    let storage = named(&snapshot, "aws.ec2.vpc_endpoint", "stellarrec-s3");
    assert_eq!(storage.attributes["policy"]["Statement"][0]["Action"], json!("s3:*"));
    let service = named(&snapshot, "aws.ec2.vpc_endpoint_service", "stellarrec-api");
    assert_eq!(service.attributes["acceptance_required"], json!(true));
    assert_eq!(
        service.attributes["allowed_principals"],
        json!([format!("arn:aws:iam::{ACCOUNT}:root")])
    );
    assert_eq!(
        service.attributes["network_load_balancer_arns"],
        json!([named(&snapshot, "aws.elbv2.load_balancer", "stellarrec-api").id])
    );

    let peering = named(&snapshot, "aws.ec2.vpc_peering_connection", "stellarrec-tools");
    assert_attributes(
        peering,
        [
            ("accept_status", json!("active")),
            ("vpc_id", id_of(&snapshot, "aws.ec2.vpc", "stellarrec-tools")),
            ("cidr_blocks", json!(["10.8.0.0/16"])),
            ("peer_vpc_id", vpc),
            ("peer_owner_id", json!(ACCOUNT)),
            ("peer_cidr_blocks", json!(["10.0.0.0/16"])),
            ("requester", json!({"allow_remote_vpc_dns_resolution": false})),
        ],
    );
    let offices = named(&snapshot, "aws.ec2.managed_prefix_list", "offices");
    assert_eq!(
        offices.attributes["entry"],
        json!([{"cidr": "198.51.100.0/24", "description": null}])
    );
    assert_eq!(
        of_kind(&snapshot, "aws.ec2.managed_prefix_list").len(),
        1,
        "none of AWS"
    );
}

#[test]
fn keys_and_configurations_of_tunnels_stay_where_they_are() {
    let snapshot = snapshot(compliant().trueline());
    let vpn = named(&snapshot, "aws.ec2.vpn_connection", "stellarrec-office");
    let states: Vec<&Value> = vpn.attributes["vgw_telemetry"]
        .as_array()
        .expect("tunnels")
        .iter()
        .map(|t| &t["status"])
        .collect();
    assert_eq!(states, ["UP", "UP"]);
    assert_eq!(vpn.attributes["tunnel_options"][0]["ike_versions"], json!(["ikev2"]));
    let text = serde_json::to_string(&snapshot.resources).expect("JSON");
    for secret in ["moto-made-secret", "pre_shared_key", "<vpn_connection"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn faults_of_a_network_are_read_as_faults() {
    let snapshot = snapshot(broken().trueline());
    let log = named(&snapshot, "aws.ec2.flow_log", "stellarrec");
    assert_eq!(log.attributes["traffic_type"], json!("REJECT"));
    let away = of_kind(&snapshot, "aws.ec2.flow_log");
    assert!(away.iter().all(|l| l.scope.region.as_deref() == Some("us-east-1")));
    assert_eq!(of_kind(&snapshot, "aws.ec2.nat_gateway").len(), 1);
    let acl = named(&snapshot, "aws.ec2.network_acl", "stellarrec-database");
    let ssh = &acl.attributes["ingress"][1];
    assert_eq!(
        (&ssh["rule_no"], &ssh["cidr_block"]),
        (&json!(110), &json!("0.0.0.0/0"))
    );
    let public = named(&snapshot, "aws.ec2.subnet", "stellarrec-public-b");
    assert_eq!(public.attributes["map_public_ip_on_launch"], json!(true));
    let storage = named(&snapshot, "aws.ec2.vpc_endpoint", "stellarrec-s3");
    assert_eq!(storage.attributes["policy"]["Statement"][0]["Action"], json!("*"));
    let endpoint = named(&snapshot, "aws.ec2.vpc_endpoint", "stellarrec-ec2");
    assert_eq!(endpoint.attributes["subnet_ids"].as_array().map(Vec::len), Some(1));
    let service = named(&snapshot, "aws.ec2.vpc_endpoint_service", "stellarrec-api");
    assert_eq!(service.attributes["allowed_principals"], json!(["*"]));
    assert_eq!(service.attributes["acceptance_required"], json!(false));
    let transit = named(&snapshot, "aws.ec2.transit_gateway", "stellarrec");
    assert_eq!(transit.attributes["auto_accept_shared_attachments"], json!("enable"));
    let vpn = named(&snapshot, "aws.ec2.vpn_connection", "stellarrec-office");
    assert_eq!(vpn.attributes["vgw_telemetry"][1]["status"], json!("DOWN"));
    let clients = named(&snapshot, "aws.ec2.client_vpn_endpoint", "stellarrec");
    assert_eq!(
        clients.attributes["connection_log_options"],
        json!({"enabled": false, "cloudwatch_log_group": null, "cloudwatch_log_stream": null})
    );
}
