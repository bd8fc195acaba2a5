//! Load balancers with their attributes.
//!
//! In: a connection in one region. Out: `aws.elbv2.load_balancer`, and the listing for what hangs on
//! it.

use aws_sdk_elasticloadbalancingv2::types::{AvailabilityZone, LoadBalancer, LoadBalancerSchemeEnum};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{Attributes, PAGE, TagsOf, read_tags, tags_of};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const LOAD_BALANCER: &str = "aws.elbv2.load_balancer";
pub(super) const DESCRIBE_LOAD_BALANCERS: &str = "elbv2:DescribeLoadBalancers";
const DESCRIBE_ATTRIBUTES: &str = "elbv2:DescribeLoadBalancerAttributes";

/// Attribute of the catalogue, key of the service.
const BOOLEANS: [(&str, &str); 9] = [
    ("enable_deletion_protection", "deletion_protection.enabled"),
    (
        "drop_invalid_header_fields",
        "routing.http.drop_invalid_header_fields.enabled",
    ),
    ("enable_cross_zone_load_balancing", "load_balancing.cross_zone.enabled"),
    ("enable_http2", "routing.http2.enabled"),
    ("enable_waf_fail_open", "waf.fail_open.enabled"),
    (
        "enable_tls_version_and_cipher_suite_headers",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
    ),
    ("enable_xff_client_port", "routing.http.xff_client_port.enabled"),
    ("preserve_host_header", "routing.http.preserve_host_header.enabled"),
    ("enable_zonal_shift", "zonal_shift.config.enabled"),
];
const INTEGERS: [(&str, &str); 2] = [
    ("idle_timeout", "idle_timeout.timeout_seconds"),
    ("client_keep_alive", "client_keep_alive.seconds"),
];
const TEXTS: [(&str, &str); 3] = [
    ("desync_mitigation_mode", "routing.http.desync_mitigation_mode"),
    ("xff_header_processing_mode", "routing.http.xff_header_processing.mode"),
    ("dns_record_client_routing_policy", "dns_record.client_routing_policy"),
];
const LOGS: [&str; 3] = ["access_logs", "connection_logs", "health_check_logs"];

/// What was listed, and what stopped the listing before its end.
pub(super) struct Found {
    pub(super) balancers: Vec<LoadBalancer>,
    pub(super) error: Option<CallError>,
}

pub(super) async fn list(task: &Task) -> Found {
    let request = task.aws.elbv2().describe_load_balancers().page_size(PAGE);
    let pages = request.into_paginator().send();
    let listing = task.aws.pages(DESCRIBE_LOAD_BALANCERS, pages).await;
    let pages = listing.items.into_iter();
    Found {
        balancers: pages.flat_map(|p| p.load_balancers.unwrap_or_default()).collect(),
        error: listing.error,
    }
}

pub(super) async fn collect(task: &Task, found: &Found) -> Part {
    let mut part = Part::default();
    task.listed(&mut part, LOAD_BALANCER, found.error.as_ref());
    let arns = found.balancers.iter().filter_map(|b| b.load_balancer_arn());
    let tags = tags_of(task, LOAD_BALANCER, arns.map(str::to_owned).collect()).await;
    let read = |balancer| load_balancer(task, balancer, &tags);
    for resource in side_by_side(found.balancers.clone(), read).await {
        task.add(&mut part, LOAD_BALANCER, DESCRIBE_LOAD_BALANCERS, resource);
    }
    part
}

async fn load_balancer(task: &Task, balancer: LoadBalancer, tags: &TagsOf) -> Option<Resource> {
    let arn = balancer.load_balancer_arn()?;
    let request = task.aws.elbv2().describe_load_balancer_attributes();
    let request = request.load_balancer_arn(arn).send();
    let answer = task.ask(LOAD_BALANCER, DESCRIBE_ATTRIBUTES, request).await;
    let mut out = Builder::new(LOAD_BALANCER, &task.scope, arn);
    out.name(balancer.load_balancer_name()).arn(Some(arn));
    stated(&mut out, &balancer);
    let attributes = answer.map(|answer| {
        answer.map(|answer| {
            let all = answer.attributes().iter().map(|a| (a.key(), a.value()));
            Attributes::new(DESCRIBE_ATTRIBUTES, all)
        })
    });
    configured(&mut out, &attributes);
    read_tags(&mut out, tags, arn);
    Some(out.finish())
}

/// What the listing states.
fn stated(out: &mut Builder, balancer: &LoadBalancer) {
    let mut zones: Vec<&AvailabilityZone> = balancer.availability_zones().iter().collect();
    zones.sort_by_key(|z| (z.zone_name(), z.subnet_id()));
    let described = zones.iter().map(|z| {
        json!({
            "zone_name": text(z.zone_name()),
            "subnet_id": text(z.subnet_id()),
        })
    });
    let internal = balancer.scheme().map(|s| *s == LoadBalancerSchemeEnum::Internal);
    let private_link = balancer.enforce_security_group_inbound_rules_on_private_link_traffic();
    out.set("name", text(balancer.load_balancer_name()))
        .set("load_balancer_type", text(balancer.r#type().map(|t| t.as_str())))
        .set("internal", internal)
        .set("dns_name", text(balancer.dns_name()))
        .set("zone_id", text(balancer.canonical_hosted_zone_id()))
        .set("vpc_id", text(balancer.vpc_id()))
        .set("state", text(balancer.state().and_then(|s| Some(s.code()?.as_str()))))
        .set("subnets", sorted(zones.iter().filter_map(|z| z.subnet_id())))
        .set("availability_zones", described.collect::<Value>())
        .set(
            "security_groups",
            sorted(balancer.security_groups().iter().map(String::as_str)),
        )
        .set("ip_address_type", text(balancer.ip_address_type().map(|t| t.as_str())))
        .set(
            "enforce_security_group_inbound_rules_on_private_link_traffic",
            text(private_link),
        );
}

/// What the attributes state. Those that this type of load balancer does not have are absent.
fn configured(out: &mut Builder, attributes: &Asked<Attributes>) {
    for (path, key) in BOOLEANS {
        out.try_read(path, attributes, |all| all.boolean(key));
    }
    for (path, key) in INTEGERS {
        out.try_read(path, attributes, |all| all.integer(key));
    }
    for (path, key) in TEXTS {
        out.read(path, attributes, |all| all.text(key));
    }
    for path in LOGS {
        out.try_read(path, attributes, |all| {
            Ok(json!({
                "enabled": all.boolean(&format!("{path}.s3.enabled"))?,
                "bucket": all.text(&format!("{path}.s3.bucket")),
                "prefix": all.text(&format!("{path}.s3.prefix")),
            }))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GapReason, Scope};

    fn built(pairs: &[(&str, &str)]) -> Resource {
        let all = pairs.iter().map(|(key, value)| (Some(*key), Some(*value)));
        let mut out = Builder::new(LOAD_BALANCER, &Scope::aws("1").in_region("us-east-1"), "lb");
        configured(&mut out, &Some(Ok(Attributes::new(DESCRIBE_ATTRIBUTES, all))));
        out.finish()
    }

    #[test]
    fn attributes_get_their_names_and_types() {
        let network = built(&[
            ("access_logs.s3.enabled", "true"),
            ("access_logs.s3.bucket", "stellarrec-logs"),
            ("load_balancing.cross_zone.enabled", "false"),
        ]);
        assert!(network.gaps.is_empty(), "{:?}", network.gaps);
        assert_eq!(
            network.attributes["access_logs"],
            json!({"enabled": true, "bucket": "stellarrec-logs", "prefix": null})
        );
        assert_eq!(network.attributes["enable_cross_zone_load_balancing"], json!(false));
        assert_eq!(network.attributes["desync_mitigation_mode"], Value::Null);
        assert_eq!(network.attributes["connection_logs"]["enabled"], Value::Null);
    }

    #[test]
    fn an_odd_value_is_a_gap_of_its_own() {
        let odd = built(&[
            ("access_logs.s3.enabled", "yes"),
            ("idle_timeout.timeout_seconds", "60"),
        ]);
        let gaps: Vec<_> = odd.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        assert_eq!(gaps, [("access_logs", GapReason::Malformed)]);
        assert_eq!(odd.attributes["idle_timeout"], json!(60));
    }

    #[test]
    fn a_scheme_that_is_not_stated_is_not_taken_for_public() {
        let mut out = Builder::new(LOAD_BALANCER, &Scope::aws("1").in_region("us-east-1"), "lb");
        stated(&mut out, &LoadBalancer::builder().build());
        assert_eq!(out.finish().attributes["internal"], Value::Null);
    }
}
