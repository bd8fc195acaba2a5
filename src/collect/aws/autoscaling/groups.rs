//! Auto scaling groups, with their last instance refresh.

use aws_sdk_autoscaling::types::{
    AutoScalingGroup, Instance, InstanceRefresh, InstancesDistribution, LaunchTemplateOverrides,
    LaunchTemplateSpecification, MixedInstancesPolicy, TagDescription,
};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text, time};
use super::PAGE;
use crate::model::Resource;

pub(super) const GROUP: &str = "aws.autoscaling.group";
const DESCRIBE_GROUPS: &str = "autoscaling:DescribeAutoScalingGroups";
const DESCRIBE_REFRESHES: &str = "autoscaling:DescribeInstanceRefreshes";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(GROUP) {
        return part;
    }
    let request = task.aws.autoscaling().describe_auto_scaling_groups();
    let pages = request.max_records(PAGE).into_paginator().send();
    let pages = task.list(&mut part, GROUP, DESCRIBE_GROUPS, pages).await;
    let groups = pages
        .into_iter()
        .flat_map(|page| page.auto_scaling_groups.unwrap_or_default());
    for resource in side_by_side(groups, |found| group(task, found)).await {
        task.add(&mut part, GROUP, DESCRIBE_GROUPS, resource);
    }
    part
}

async fn group(task: &Task, found: AutoScalingGroup) -> Option<Resource> {
    let name = found.auto_scaling_group_name()?;
    let refreshes = refreshes(task, name).await;
    let mut out = Builder::new(GROUP, &task.scope, name);
    let tag = |t: &'_ TagDescription| Some((t.key()?.to_owned(), t.value().unwrap_or("").to_owned()));
    out.arn(found.auto_scaling_group_arn());
    out.tags(found.tags().iter().filter_map(tag));
    out.set("name", name);
    set_size(&mut out, &found);
    set_health(&mut out, &found);
    set_launch(&mut out, &found);
    out.read("instance_refresh", &refreshes, |all| last(all).map(refresh));
    Some(out.finish())
}

fn set_size(out: &mut Builder, found: &AutoScalingGroup) {
    let subnets = found
        .vpc_zone_identifier()
        .unwrap_or_default()
        .split(',')
        .map(str::trim);
    let mut instances: Vec<&Instance> = found.instances().iter().collect();
    instances.sort_by_key(|i| i.instance_id());
    let distribution = found.availability_zone_distribution();
    out.set("min_size", found.min_size())
        .set("max_size", found.max_size())
        .set("desired_capacity", found.desired_capacity())
        .set(
            "availability_zones",
            sorted(found.availability_zones().iter().map(String::as_str)),
        )
        .set("vpc_zone_identifier", sorted(subnets.filter(|id| !id.is_empty())))
        .set(
            "availability_zone_distribution",
            distribution.map(|d| {
                json!({
                    "capacity_distribution_strategy":
                        text(d.capacity_distribution_strategy().map(|s| s.as_str())),
                })
            }),
        )
        .set("capacity_rebalance", found.capacity_rebalance())
        .set("protect_from_scale_in", found.new_instances_protected_from_scale_in())
        .set("max_instance_lifetime", found.max_instance_lifetime())
        .set("default_cooldown", found.default_cooldown())
        .set("default_instance_warmup", found.default_instance_warmup())
        .set("instances", instances.into_iter().map(instance).collect::<Value>());
}

fn instance(found: &Instance) -> Value {
    json!({
        "instance_id": text(found.instance_id()),
        "instance_type": text(found.instance_type()),
        "availability_zone": text(found.availability_zone()),
        "lifecycle_state": text(found.lifecycle_state().map(|s| s.as_str())),
        "health_status": text(found.health_status()),
        "launch_template": found.launch_template().map(specification),
        "launch_configuration": text(found.launch_configuration_name()),
    })
}

fn set_health(out: &mut Builder, found: &AutoScalingGroup) {
    let names = |all: &[String]| sorted(all.iter().map(String::as_str));
    let maintenance = found.instance_maintenance_policy();
    let suspended = found.suspended_processes().iter();
    let mut tags: Vec<&TagDescription> = found.tags().iter().collect();
    tags.sort_by_key(|t| t.key());
    let tag = |t: &TagDescription| json!({"key": text(t.key()), "value": t.value(), "propagate_at_launch": t.propagate_at_launch()});
    out.set("health_check_type", text(found.health_check_type()))
        .set("health_check_grace_period", found.health_check_grace_period())
        .set("target_group_arns", names(found.target_group_arns()))
        .set("load_balancers", names(found.load_balancer_names()))
        .set(
            "traffic_source",
            sorted(found.traffic_sources().iter().filter_map(|s| s.identifier())),
        )
        .set(
            "instance_maintenance_policy",
            maintenance.map(|m| {
                json!({
                    "min_healthy_percentage": m.min_healthy_percentage(),
                    "max_healthy_percentage": m.max_healthy_percentage(),
                })
            }),
        )
        .set(
            "suspended_processes",
            sorted(suspended.filter_map(|p| p.process_name())),
        )
        .set(
            "enabled_metrics",
            sorted(found.enabled_metrics().iter().filter_map(|m| m.metric())),
        )
        // Their order is that in which they are tried.
        .set("termination_policies", found.termination_policies())
        .set("service_linked_role_arn", text(found.service_linked_role_arn()))
        .set("created_time", time(found.created_time()))
        .set("status", text(found.status()))
        .set("tag", tags.into_iter().map(tag).collect::<Value>());
}

fn set_launch(out: &mut Builder, found: &AutoScalingGroup) {
    out.set("launch_configuration", text(found.launch_configuration_name()))
        .set("launch_template", found.launch_template().map(specification))
        .set("mixed_instances_policy", found.mixed_instances_policy().map(mixed));
}

fn specification(found: &LaunchTemplateSpecification) -> Value {
    json!({
        "id": text(found.launch_template_id()),
        "name": text(found.launch_template_name()),
        "version": text(found.version()),
    })
}

fn mixed(found: &MixedInstancesPolicy) -> Value {
    let template = found.launch_template();
    let overrides = template.map(|t| t.overrides()).unwrap_or_default();
    json!({
        "launch_template": {
            "launch_template_specification":
                template.and_then(|t| t.launch_template_specification()).map(template_of_policy),
            // Their order is that of preference.
            "override": overrides.iter().map(choice).collect::<Value>(),
        },
        "instances_distribution": found.instances_distribution().map(distribution),
    })
}

fn template_of_policy(found: &LaunchTemplateSpecification) -> Value {
    json!({
        "launch_template_id": text(found.launch_template_id()),
        "launch_template_name": text(found.launch_template_name()),
        "version": text(found.version()),
    })
}

fn choice(found: &LaunchTemplateOverrides) -> Value {
    json!({
        "instance_type": text(found.instance_type()),
        "instance_requirements": found.instance_requirements().is_some(),
        "weighted_capacity": text(found.weighted_capacity()),
        "launch_template_specification": found.launch_template_specification().map(template_of_policy),
    })
}

fn distribution(found: &InstancesDistribution) -> Value {
    json!({
        "on_demand_allocation_strategy": text(found.on_demand_allocation_strategy()),
        "on_demand_base_capacity": found.on_demand_base_capacity(),
        "on_demand_percentage_above_base_capacity": found.on_demand_percentage_above_base_capacity(),
        "spot_allocation_strategy": text(found.spot_allocation_strategy()),
        "spot_instance_pools": found.spot_instance_pools(),
        "spot_max_price": text(found.spot_max_price()),
    })
}

/// The refreshes of the last weeks; older ones are forgotten by the service.
async fn refreshes(task: &Task, name: &str) -> Asked<Vec<InstanceRefresh>> {
    let request = task.aws.autoscaling().describe_instance_refreshes();
    let request = request.auto_scaling_group_name(name).max_records(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.ask_pages(GROUP, DESCRIBE_REFRESHES, pages).await?;
    Some(pages.map(|pages| {
        pages
            .into_iter()
            .flat_map(|p| p.instance_refreshes.unwrap_or_default())
            .collect()
    }))
}

/// The one that started last; one that waits to start is later than all.
fn last(all: &[InstanceRefresh]) -> Option<&InstanceRefresh> {
    all.iter()
        .max_by_key(|r| (r.start_time().map_or(i64::MAX, |t| t.secs()), r.instance_refresh_id()))
}

fn refresh(found: &InstanceRefresh) -> Value {
    let preferences = found.preferences().map(|p| {
        json!({
            "min_healthy_percentage": p.min_healthy_percentage(),
            "max_healthy_percentage": p.max_healthy_percentage(),
            "instance_warmup": p.instance_warmup(),
            "skip_matching": p.skip_matching(),
            "auto_rollback": p.auto_rollback(),
            "checkpoint_percentages": p.checkpoint_percentages(),
            "checkpoint_delay": p.checkpoint_delay(),
        })
    });
    json!({
        "instance_refresh_id": text(found.instance_refresh_id()),
        "strategy": text(found.strategy().map(|s| s.as_str())),
        "status": text(found.status().map(|s| s.as_str())),
        "start_time": time(found.start_time()),
        "end_time": time(found.end_time()),
        "preferences": preferences,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;
    use aws_smithy_types::DateTime;

    #[test]
    fn the_last_refresh_is_the_one_that_started_last_or_waits() {
        let refresh = |id: &str, started: Option<i64>| {
            InstanceRefresh::builder()
                .instance_refresh_id(id)
                .set_start_time(started.map(DateTime::from_secs))
                .build()
        };
        let mut all = vec![refresh("b", Some(200)), refresh("a", Some(100))];
        assert_eq!(last(&all).and_then(|r| r.instance_refresh_id()), Some("b"));
        all.push(refresh("c", None));
        assert_eq!(last(&all).and_then(|r| r.instance_refresh_id()), Some("c"));
        assert_eq!(last(&[]), None);
    }

    #[test]
    fn subnets_are_a_list_and_what_is_left_out_is_absent() {
        let found = AutoScalingGroup::builder()
            .auto_scaling_group_name("app")
            .vpc_zone_identifier("subnet-2, subnet-1")
            .build();
        let mut out = Builder::new(GROUP, &Scope::aws("1").in_region("us-east-1"), "app");
        set_size(&mut out, &found);
        set_health(&mut out, &found);
        set_launch(&mut out, &found);
        let group = out.finish();
        assert!(group.gaps.is_empty(), "{:?}", group.gaps);
        assert_eq!(group.attributes["vpc_zone_identifier"], json!(["subnet-1", "subnet-2"]));
        for absent in [
            "min_size",
            "mixed_instances_policy",
            "launch_template",
            "capacity_rebalance",
        ] {
            assert_eq!(group.attributes[absent], Value::Null, "{absent}");
        }
    }

    #[test]
    fn a_mixed_policy_keeps_the_order_of_its_types() {
        use aws_sdk_autoscaling::types::LaunchTemplate;
        let choice = |name: &str| LaunchTemplateOverrides::builder().instance_type(name).build();
        let template = LaunchTemplate::builder()
            .overrides(choice("t3.medium"))
            .overrides(choice("t3.large"));
        let policy = MixedInstancesPolicy::builder()
            .launch_template(template.build())
            .build();
        let found = mixed(&policy);
        assert_eq!(
            found["launch_template"]["override"][0]["instance_type"],
            json!("t3.medium")
        );
        assert_eq!(found["launch_template"]["launch_template_specification"], Value::Null);
        assert_eq!(found["instances_distribution"], Value::Null);
    }
}
