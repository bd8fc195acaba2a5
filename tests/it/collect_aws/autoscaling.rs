//! Auto scaling groups, their policies and launch configurations are read as they are.

use serde_json::{Value, json};

use super::{broken, compliant, named, of_kind, snapshot};

#[test]
fn a_group_is_read_with_its_subnets_health_checks_and_last_refresh() {
    let healthy = snapshot(compliant().trueline());
    let app = named(&healthy, "aws.autoscaling.group", "stellarrec-app");
    let template = named(&healthy, "aws.ec2.launch_template", "stellarrec-app");
    let mut subnets =
        ["stellarrec-private-a", "stellarrec-private-b"].map(|name| named(&healthy, "aws.ec2.subnet", name).id.clone());
    subnets.sort();
    for (path, expected) in [
        ("min_size", json!(2)),
        ("max_size", json!(10)),
        ("desired_capacity", json!(2)),
        ("vpc_zone_identifier", json!(subnets)),
        ("availability_zones", json!(["us-east-1a", "us-east-1b"])),
        ("health_check_type", json!("ELB")),
        ("health_check_grace_period", json!(300)),
        ("capacity_rebalance", json!(true)),
        ("launch_configuration", Value::Null),
        ("mixed_instances_policy", Value::Null),
        (
            "launch_template",
            json!({"id": template.id, "name": "stellarrec-app", "version": "$Latest"}),
        ),
        (
            "instance_maintenance_policy",
            json!({"min_healthy_percentage": 50, "max_healthy_percentage": 150}),
        ),
        ("enabled_metrics", json!(["GroupInServiceInstances"])),
        ("target_group_arns", json!([])),
    ] {
        assert_eq!(app.attributes[path], expected, "{path}");
    }
    let refresh = &app.attributes["instance_refresh"];
    assert_eq!(refresh["status"], json!("Successful"));
    assert_eq!(refresh["strategy"], json!("Rolling"));
    assert_eq!(refresh["preferences"]["min_healthy_percentage"], json!(50));
    assert_eq!(refresh["preferences"]["checkpoint_percentages"], json!([50, 100]));
    assert_eq!(refresh["preferences"]["max_healthy_percentage"], Value::Null);
    assert_eq!(app.tags["project"], "stellarrec");
    assert_eq!(app.attributes["tag"][0]["propagate_at_launch"], json!(true));
    let zones: Vec<_> = app.attributes["instances"]
        .as_array()
        .expect("instances")
        .iter()
        .map(|i| i["availability_zone"].clone())
        .collect();
    assert_eq!(zones.len(), 2);
    assert_ne!(zones[0], zones[1]);

    let faulty = snapshot(broken().trueline());
    let app = named(&faulty, "aws.autoscaling.group", "stellarrec-app");
    for (path, expected) in [
        ("max_size", json!(20)),
        ("health_check_type", json!("EC2")),
        ("health_check_grace_period", json!(30)),
        ("availability_zones", json!(["us-east-1a"])),
        ("instance_maintenance_policy", Value::Null),
        ("instance_refresh", Value::Null),
    ] {
        assert_eq!(app.attributes[path], expected, "{path}");
    }
    let old = named(&faulty, "aws.autoscaling.group", "stellarrec-old");
    assert_eq!(old.attributes["launch_configuration"], json!("stellarrec-old"));
    assert_eq!(old.attributes["launch_template"], Value::Null);
}

#[test]
fn a_mixed_group_names_its_types_in_order() {
    let healthy = snapshot(compliant().trueline());
    let jobs = named(&healthy, "aws.autoscaling.group", "stellarrec-jobs");
    let policy = &jobs.attributes["mixed_instances_policy"];
    let types: Vec<_> = policy["launch_template"]["override"]
        .as_array()
        .expect("overrides")
        .iter()
        .map(|o| (o["instance_type"].clone(), o["weighted_capacity"].clone()))
        .collect();
    assert_eq!(
        types,
        [(json!("t3.medium"), json!("1")), (json!("t3.large"), json!("2"))]
    );
    assert_eq!(
        policy["instances_distribution"]["spot_allocation_strategy"],
        json!("price-capacity-optimized")
    );
    assert_eq!(policy["instances_distribution"]["on_demand_base_capacity"], json!(2));
}

#[test]
fn policies_are_read_with_their_metric_and_alarms() {
    let healthy = snapshot(compliant().trueline());
    let cpu = named(&healthy, "aws.autoscaling.policy", "stellarrec-cpu");
    assert_eq!(cpu.arn.as_deref(), Some(cpu.id.as_str()));
    assert_eq!(cpu.attributes["autoscaling_group_name"], json!("stellarrec-app"));
    assert_eq!(cpu.attributes["policy_type"], json!("TargetTrackingScaling"));
    assert_eq!(cpu.attributes["enabled"], json!(true));
    let target = &cpu.attributes["target_tracking_configuration"];
    assert_eq!(target["target_value"], json!(62.5));
    assert_eq!(
        target["predefined_metric_specification"]["predefined_metric_type"],
        json!("ASGAverageCPUUtilization")
    );
    assert_eq!(cpu.attributes["alarms"].as_array().map(Vec::len), Some(2));
    let steps = named(&healthy, "aws.autoscaling.policy", "stellarrec-steps");
    assert_eq!(
        steps.attributes["step_adjustment"][1],
        json!({"metric_interval_lower_bound": "20", "metric_interval_upper_bound": null, "scaling_adjustment": 3})
    );
    let forecast = named(&healthy, "aws.autoscaling.policy", "stellarrec-forecast");
    assert_eq!(
        forecast.attributes["predictive_scaling_configuration"],
        json!({"mode": "ForecastOnly"})
    );
    let faulty = snapshot(broken().trueline());
    let of_app = of_kind(&faulty, "aws.autoscaling.policy")
        .into_iter()
        .filter(|p| p.attributes["autoscaling_group_name"] == "stellarrec-app");
    assert_eq!(of_app.count(), 0);
}

#[test]
fn launch_configurations_are_read_without_their_user_data() {
    let healthy = snapshot(compliant().trueline());
    let old = named(&healthy, "aws.autoscaling.launch_configuration", "stellarrec-old");
    for (path, expected) in [
        ("associate_public_ip_address", json!(false)),
        ("enable_monitoring", json!(true)),
        ("user_data_installs_docker", json!(true)),
        ("user_data_has_secrets", json!(false)),
    ] {
        assert_eq!(old.attributes[path], expected, "{path}");
    }
    assert_eq!(old.attributes["metadata_options"]["http_tokens"], json!("required"));
    assert_eq!(old.attributes["ebs_block_device"][0]["encrypted"], json!(true));
    let faulty = snapshot(broken().trueline());
    let old = named(&faulty, "aws.autoscaling.launch_configuration", "stellarrec-old");
    assert_eq!(old.attributes["associate_public_ip_address"], json!(true));
    assert_eq!(old.attributes["metadata_options"], Value::Null);
    assert_eq!(old.attributes["user_data_has_secrets"], json!(true));
}
