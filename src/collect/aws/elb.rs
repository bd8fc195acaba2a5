//! Classic Load Balancers.
//!
//! In: a connection in one region. Out: `aws.elb.load_balancer`. May import `cloud`, `model` and the
//! frame of collection.

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancing::types::{
    HealthCheck, ListenerDescription, LoadBalancerAttributes, LoadBalancerDescription, PolicyDescription, Tag,
};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{sorted, text};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "elb",
    kinds: &[LOAD_BALANCER],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const LOAD_BALANCER: &str = "aws.elb.load_balancer";
const DESCRIBE_LOAD_BALANCERS: &str = "elb:DescribeLoadBalancers";
const DESCRIBE_ATTRIBUTES: &str = "elb:DescribeLoadBalancerAttributes";
const DESCRIBE_POLICIES: &str = "elb:DescribeLoadBalancerPolicies";
const DESCRIBE_TAGS: &str = "elb:DescribeTags";

/// The largest page of load balancers.
const PAGE: i32 = 400;

/// Load balancers whose tags one call tells.
const TAGS_AT_ONCE: usize = 20;

/// Tags by the name of a load balancer, or why they are not known; empty when nobody asks.
type TagsOf = BTreeMap<String, Result<Vec<Tag>, CallError>>;

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(LOAD_BALANCER) {
        return part;
    }
    let task = &task;
    let request = task.aws.elb().describe_load_balancers().page_size(PAGE);
    let pages = request.into_paginator().send();
    let pages = task
        .list(&mut part, LOAD_BALANCER, DESCRIBE_LOAD_BALANCERS, pages)
        .await;
    let pages = pages.into_iter();
    let found: Vec<LoadBalancerDescription> = pages
        .flat_map(|p| p.load_balancer_descriptions.unwrap_or_default())
        .collect();
    let names: Vec<String> = found.iter().filter_map(|b| b.load_balancer_name.clone()).collect();
    let batches: Vec<Vec<String>> = names.chunks(TAGS_AT_ONCE).map(<[String]>::to_vec).collect();
    let tags = side_by_side(batches, |batch| tags_of(task, batch)).await;
    let tags: TagsOf = tags.into_iter().flatten().collect();
    for resource in side_by_side(found, |found| load_balancer(task, found, &tags)).await {
        task.add(&mut part, LOAD_BALANCER, DESCRIBE_LOAD_BALANCERS, resource);
    }
    part
}

/// The tags of one batch. A load balancer that the answer does not name has unknown tags.
async fn tags_of(task: &Task, names: Vec<String>) -> TagsOf {
    let request = task.aws.elb().describe_tags();
    let request = request.set_load_balancer_names(Some(names.clone()));
    let Some(answer) = task.ask(LOAD_BALANCER, DESCRIBE_TAGS, request.send()).await else {
        return TagsOf::new();
    };
    let of = |name: &str| match &answer {
        Err(error) => Err(error.clone()),
        Ok(answer) => {
            let all = answer.tag_descriptions().iter();
            let own = all.clone().find(|d| d.load_balancer_name() == Some(name));
            own.map(|d| d.tags().to_vec())
                .ok_or_else(|| CallError::malformed(DESCRIBE_TAGS, "a load balancer is missing in the answer"))
        }
    };
    names
        .into_iter()
        .map(|name| {
            let tags = of(&name);
            (name, tags)
        })
        .collect()
}

async fn load_balancer(task: &Task, balancer: LoadBalancerDescription, tags: &TagsOf) -> Option<Resource> {
    let name = balancer.load_balancer_name()?;
    let elb = task.aws.elb();
    let attributes = elb.describe_load_balancer_attributes().load_balancer_name(name).send();
    let policies = elb.describe_load_balancer_policies().load_balancer_name(name).send();
    let (attributes, policies) = tokio::join!(
        task.ask(LOAD_BALANCER, DESCRIBE_ATTRIBUTES, attributes),
        task.ask(LOAD_BALANCER, DESCRIBE_POLICIES, policies),
    );
    let mut out = Builder::new(LOAD_BALANCER, &task.scope, name);
    out.arn(Some(&task.arn("elasticloadbalancing", &format!("loadbalancer/{name}"))));
    stated(&mut out, &balancer);
    let attributes: Asked<LoadBalancerAttributes> = attributes.map(|answer| {
        answer.and_then(|answer| {
            let missing = || CallError::malformed(DESCRIBE_ATTRIBUTES, "there are no attributes in the answer");
            answer.load_balancer_attributes.ok_or_else(missing)
        })
    });
    configured(&mut out, &attributes);
    out.read("policies", &policies, |answer| {
        let mut all: Vec<&PolicyDescription> = answer.policy_descriptions().iter().collect();
        all.sort_by_key(|p| p.policy_name());
        all.into_iter().map(policy).collect::<Value>()
    });
    let tags = tags.get(name).cloned();
    out.read_tags(&tags, |tags| tags.iter().map(|t| (t.key(), t.value().unwrap_or(""))));
    Some(out.finish())
}

/// What the listing states.
fn stated(out: &mut Builder, balancer: &LoadBalancerDescription) {
    let names = |names: &[String]| sorted(names.iter().map(String::as_str));
    let instances = balancer.instances().iter().filter_map(|i| i.instance_id());
    let mut listeners: Vec<&ListenerDescription> = balancer.listener_descriptions().iter().collect();
    listeners.sort_by_key(|d| d.listener().map(|l| l.load_balancer_port()));
    out.set("name", text(balancer.load_balancer_name()))
        .set("dns_name", text(balancer.dns_name()))
        .set("internal", balancer.scheme().map(|scheme| scheme == "internal"))
        .set("vpc_id", text(balancer.vpc_id()))
        .set("availability_zones", names(balancer.availability_zones()))
        .set("subnets", names(balancer.subnets()))
        .set("security_groups", names(balancer.security_groups()))
        .set("instances", sorted(instances))
        .set("listener", listeners.into_iter().map(listener).collect::<Value>())
        .set("health_check", balancer.health_check().map_or(Value::Null, check));
}

fn listener(described: &ListenerDescription) -> Value {
    let listener = described.listener();
    json!({
        "lb_port": listener.map(|l| l.load_balancer_port()),
        "lb_protocol": text(listener.map(|l| l.protocol())),
        "instance_port": listener.map(|l| l.instance_port()),
        "instance_protocol": text(listener.and_then(|l| l.instance_protocol())),
        "ssl_certificate_id": text(listener.and_then(|l| l.ssl_certificate_id())),
        "policy_names": sorted(described.policy_names().iter().map(String::as_str)),
    })
}

fn check(check: &HealthCheck) -> Value {
    json!({
        "target": text(Some(check.target())),
        "interval": check.interval(),
        "timeout": check.timeout(),
        "healthy_threshold": check.healthy_threshold(),
        "unhealthy_threshold": check.unhealthy_threshold(),
    })
}

/// What the attributes state.
fn configured(out: &mut Builder, attributes: &Asked<LoadBalancerAttributes>) {
    out.read("access_logs", attributes, |all| {
        let log = all.access_log();
        json!({
            "enabled": log.map(|l| l.enabled()),
            "bucket": text(log.and_then(|l| l.s3_bucket_name())),
            "bucket_prefix": text(log.and_then(|l| l.s3_bucket_prefix())),
            "interval": log.and_then(|l| l.emit_interval()),
        })
    })
    .read("cross_zone_load_balancing", attributes, |all| {
        all.cross_zone_load_balancing().map(|c| c.enabled())
    })
    .read("connection_draining", attributes, |all| {
        all.connection_draining().map(|c| c.enabled())
    })
    .read("connection_draining_timeout", attributes, |all| {
        all.connection_draining().and_then(|c| c.timeout())
    })
    .read("idle_timeout", attributes, |all| {
        all.connection_settings().map(|c| c.idle_timeout())
    })
    .read("desync_mitigation_mode", attributes, |all| {
        let more = all.additional_attributes().iter();
        let mode = more.clone().find(|a| a.key() == Some("elb.http.desyncmitigationmode"));
        text(mode.and_then(|a| a.value()))
    });
}

/// A policy, and what it says of TLS: each version and cipher is an attribute that is "true".
fn policy(policy: &PolicyDescription) -> Value {
    let attributes = policy.policy_attribute_descriptions();
    let value = |name: &str| {
        let found = attributes.iter().find(|a| a.attribute_name() == Some(name));
        found.and_then(|a| a.attribute_value())
    };
    let offered = |protocols: bool| {
        let negotiates = policy.policy_type_name() == Some("SSLNegotiationPolicyType");
        let on = attributes
            .iter()
            .filter(move |a| negotiates && a.attribute_value() == Some("true"));
        let names = on.filter_map(|a| a.attribute_name());
        let names = names.filter(|name| *name != "Server-Defined-Cipher-Order");
        match protocols {
            true => sorted(names.filter_map(|name| name.strip_prefix("Protocol-"))),
            false => sorted(names.filter(|name| !name.starts_with("Protocol-"))),
        }
    };
    json!({
        "policy_name": text(policy.policy_name()),
        "policy_type_name": text(policy.policy_type_name()),
        "reference_security_policy": text(value("Reference-Security-Policy")),
        "protocols": offered(true),
        "ciphers": offered(false),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_elasticloadbalancing::types::{AdditionalAttribute, PolicyAttributeDescription};

    use crate::model::Scope;

    #[test]
    fn a_policy_tells_versions_and_ciphers_of_tls() {
        let pair = |name: &str, value: &str| {
            PolicyAttributeDescription::builder()
                .attribute_name(name)
                .attribute_value(value)
                .build()
        };
        let described = PolicyDescription::builder()
            .policy_name("tls")
            .policy_type_name("SSLNegotiationPolicyType")
            .policy_attribute_descriptions(pair("Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-2-2017-01"))
            .policy_attribute_descriptions(pair("Protocol-TLSv1.2", "true"))
            .policy_attribute_descriptions(pair("Protocol-TLSv1", "false"))
            .policy_attribute_descriptions(pair("Server-Defined-Cipher-Order", "true"))
            .policy_attribute_descriptions(pair("AES128-SHA256", "true"))
            .build();
        assert_eq!(
            policy(&described),
            json!({
                "policy_name": "tls",
                "policy_type_name": "SSLNegotiationPolicyType",
                "reference_security_policy": "ELBSecurityPolicy-TLS-1-2-2017-01",
                "protocols": ["TLSv1.2"],
                "ciphers": ["AES128-SHA256"],
            })
        );
    }

    #[test]
    fn what_is_not_stated_is_absent_and_not_off() {
        let mut out = Builder::new(LOAD_BALANCER, &Scope::aws("1").in_region("us-east-1"), "old");
        let mode = AdditionalAttribute::builder()
            .key("elb.http.desyncmitigationmode")
            .value("strictest")
            .build();
        let attributes = LoadBalancerAttributes::builder().additional_attributes(mode).build();
        configured(&mut out, &Some(Ok(attributes)));
        stated(&mut out, &LoadBalancerDescription::builder().build());
        let resource = out.finish();
        assert!(resource.gaps.is_empty(), "{:?}", resource.gaps);
        assert_eq!(resource.attributes["desync_mitigation_mode"], json!("strictest"));
        for path in [
            "cross_zone_load_balancing",
            "connection_draining",
            "internal",
            "health_check",
        ] {
            assert_eq!(resource.attributes[path], Value::Null, "{path}");
        }
        assert_eq!(
            listener(&ListenerDescription::builder().build())["lb_port"],
            Value::Null
        );
    }
}
