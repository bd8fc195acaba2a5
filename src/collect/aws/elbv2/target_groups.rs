//! Target groups with their attributes and the health of their targets.
//!
//! In: a connection in one region. Out: `aws.elbv2.target_group`.

use aws_sdk_elasticloadbalancingv2::types::{TargetGroup, TargetHealthDescription};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use super::{Attributes, PAGE, TagsOf, read_tags, tags_of};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const TARGET_GROUP: &str = "aws.elbv2.target_group";
const DESCRIBE_TARGET_GROUPS: &str = "elbv2:DescribeTargetGroups";
const DESCRIBE_ATTRIBUTES: &str = "elbv2:DescribeTargetGroupAttributes";
const DESCRIBE_HEALTH: &str = "elbv2:DescribeTargetHealth";

/// Attribute of the catalogue, key of the service.
const BOOLEANS: [(&str, &str); 4] = [
    (
        "connection_termination",
        "deregistration_delay.connection_termination.enabled",
    ),
    ("preserve_client_ip", "preserve_client_ip.enabled"),
    ("proxy_protocol_v2", "proxy_protocol_v2.enabled"),
    (
        "lambda_multi_value_headers_enabled",
        "lambda.multi_value_headers.enabled",
    ),
];
const INTEGERS: [(&str, &str); 2] = [
    ("deregistration_delay", "deregistration_delay.timeout_seconds"),
    ("slow_start", "slow_start.duration_seconds"),
];
const TEXTS: [(&str, &str); 3] = [
    ("load_balancing_algorithm_type", "load_balancing.algorithm.type"),
    (
        "load_balancing_anomaly_mitigation",
        "load_balancing.algorithm.anomaly_mitigation",
    ),
    ("load_balancing_cross_zone_enabled", "load_balancing.cross_zone.enabled"),
];

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(TARGET_GROUP) {
        return part;
    }
    let request = task.aws.elbv2().describe_target_groups().page_size(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, TARGET_GROUP, DESCRIBE_TARGET_GROUPS, pages).await;
    let pages = pages.into_iter();
    let found: Vec<TargetGroup> = pages.flat_map(|p| p.target_groups.unwrap_or_default()).collect();
    let arns = found.iter().filter_map(|g| g.target_group_arn());
    let tags = tags_of(task, TARGET_GROUP, arns.map(str::to_owned).collect()).await;
    for resource in side_by_side(found, |found| target_group(task, found, &tags)).await {
        task.add(&mut part, TARGET_GROUP, DESCRIBE_TARGET_GROUPS, resource);
    }
    part
}

async fn target_group(task: &Task, group: TargetGroup, tags: &TagsOf) -> Option<Resource> {
    let arn = group.target_group_arn()?;
    let elbv2 = task.aws.elbv2();
    let attributes = elbv2.describe_target_group_attributes().target_group_arn(arn).send();
    let health = elbv2.describe_target_health().target_group_arn(arn).send();
    let (attributes, health) = tokio::join!(
        task.ask(TARGET_GROUP, DESCRIBE_ATTRIBUTES, attributes),
        task.ask(TARGET_GROUP, DESCRIBE_HEALTH, health),
    );
    let mut out = Builder::new(TARGET_GROUP, &task.scope, arn);
    out.name(group.target_group_name()).arn(Some(arn));
    stated(&mut out, &group);
    let attributes = attributes.map(|answer| {
        answer.map(|answer| {
            let all = answer.attributes().iter().map(|a| (a.key(), a.value()));
            Attributes::new(DESCRIBE_ATTRIBUTES, all)
        })
    });
    configured(&mut out, &attributes);
    out.read("target_health", &health, |answer| {
        targets(answer.target_health_descriptions())
    });
    read_tags(&mut out, tags, arn);
    Some(out.finish())
}

/// What the listing states.
fn stated(out: &mut Builder, group: &TargetGroup) {
    let matcher = group.matcher().and_then(|m| m.http_code().or(m.grpc_code()));
    let check = json!({
        "enabled": group.health_check_enabled(),
        "protocol": text(group.health_check_protocol().map(|p| p.as_str())),
        "port": text(group.health_check_port()),
        "path": text(group.health_check_path()),
        "matcher": text(matcher),
        "interval": group.health_check_interval_seconds(),
        "timeout": group.health_check_timeout_seconds(),
        "healthy_threshold": group.healthy_threshold_count(),
        "unhealthy_threshold": group.unhealthy_threshold_count(),
    });
    let balancers = group.load_balancer_arns().iter().map(String::as_str);
    out.set("name", text(group.target_group_name()))
        .set("target_type", text(group.target_type().map(|t| t.as_str())))
        .set("protocol", text(group.protocol().map(|p| p.as_str())))
        .set("protocol_version", text(group.protocol_version()))
        .set("port", group.port())
        .set("vpc_id", text(group.vpc_id()))
        .set("ip_address_type", text(group.ip_address_type().map(|t| t.as_str())))
        .set("load_balancer_arns", sorted(balancers))
        .set("health_check", check);
}

/// What the attributes state. Those that this kind of group does not have are absent.
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
    out.try_read("stickiness", attributes, stickiness);
}

fn stickiness(all: &Attributes) -> Result<Value, CallError> {
    let by_cookie = match all.set("stickiness.type") {
        Some("app_cookie") => all.integer("stickiness.app_cookie.duration_seconds")?,
        Some("lb_cookie") => all.integer("stickiness.lb_cookie.duration_seconds")?,
        _ => Value::Null,
    };
    Ok(json!({
        "enabled": all.boolean("stickiness.enabled")?,
        "type": all.text("stickiness.type"),
        "cookie_duration": by_cookie,
        "cookie_name": all.text("stickiness.app_cookie.cookie_name"),
    }))
}

/// Targets in a stable order.
fn targets(all: &[TargetHealthDescription]) -> Value {
    let mut all: Vec<&TargetHealthDescription> = all.iter().collect();
    all.sort_by_key(|t| (t.target().and_then(|t| t.id()), t.target().and_then(|t| t.port())));
    let described = all.into_iter().map(|described| {
        let (target, health) = (described.target(), described.target_health());
        json!({
            "target_id": text(target.and_then(|t| t.id())),
            "port": target.and_then(|t| t.port()),
            "availability_zone": text(target.and_then(|t| t.availability_zone())),
            "state": text(health.and_then(|h| Some(h.state()?.as_str()))),
            "reason": text(health.and_then(|h| Some(h.reason()?.as_str()))),
            "description": text(health.and_then(|h| h.description())),
        })
    });
    described.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use aws_sdk_elasticloadbalancingv2::types::{TargetDescription, TargetHealth, TargetHealthStateEnum};

    fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        let all = pairs.iter().map(|(key, value)| (Some(*key), Some(*value)));
        Attributes::new(DESCRIBE_ATTRIBUTES, all)
    }

    #[test]
    fn stickiness_lasts_as_long_as_its_own_cookie() {
        let all = [
            ("stickiness.enabled", "true"),
            ("stickiness.lb_cookie.duration_seconds", "86400"),
            ("stickiness.app_cookie.duration_seconds", "60"),
            ("stickiness.app_cookie.cookie_name", "session"),
        ];
        for (kind, duration) in [
            ("lb_cookie", json!(86400)),
            ("app_cookie", json!(60)),
            ("source_ip", Value::Null),
        ] {
            let mut pairs = all.to_vec();
            pairs.push(("stickiness.type", kind));
            let read = stickiness(&attributes(&pairs)).expect("understood");
            assert_eq!(read["cookie_duration"], duration, "{kind}");
            assert_eq!(read["enabled"], json!(true));
        }
        let odd = stickiness(&attributes(&[("stickiness.enabled", "maybe")]));
        assert_eq!(odd.expect_err("odd").reason, GapReason::Malformed);
    }

    #[test]
    fn targets_are_sorted_and_say_how_they_do() {
        let described = |id: &str, state: TargetHealthStateEnum| {
            TargetHealthDescription::builder()
                .target(TargetDescription::builder().id(id).port(80).build())
                .target_health(TargetHealth::builder().state(state).build())
                .build()
        };
        let read = targets(&[
            described("i-2", TargetHealthStateEnum::Unhealthy),
            described("i-1", TargetHealthStateEnum::Healthy),
        ]);
        assert_eq!(read[0]["target_id"], json!("i-1"));
        assert_eq!(read[0]["state"], json!("healthy"));
        assert_eq!(read[1]["state"], json!("unhealthy"));
        assert_eq!(read[1]["reason"], Value::Null);
    }
}
