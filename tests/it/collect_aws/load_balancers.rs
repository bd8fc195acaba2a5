//! Load balancers of the seeded accounts are read as they are.

use serde_json::{Value, json};

use super::{ACCOUNT, broken, compliant, named, of_kind, snapshot};

#[test]
fn a_load_balancer_is_read_with_all_that_hangs_on_it() {
    let snapshot = snapshot(compliant().trueline());
    let balancer = named(&snapshot, "aws.elbv2.load_balancer", "stellarrec");
    for (path, expected) in [
        ("load_balancer_type", json!("application")),
        ("internal", json!(false)),
        ("state", json!("active")),
        (
            "access_logs",
            json!({"enabled": true, "bucket": "stellarrec-logs", "prefix": "alb"}),
        ),
        ("enable_deletion_protection", json!(true)),
        ("drop_invalid_header_fields", json!(true)),
        ("desync_mitigation_mode", json!("defensive")),
        ("enable_cross_zone_load_balancing", json!(true)),
        ("enable_http2", json!(true)),
        ("enable_waf_fail_open", json!(false)),
        ("idle_timeout", json!(60)),
        (
            "security_groups",
            json!([named(&snapshot, "aws.ec2.security_group", "stellarrec-alb").id]),
        ),
    ] {
        assert_eq!(balancer.attributes[path], expected, "{path}");
    }
    let zones: Vec<&Value> = balancer.attributes["availability_zones"]
        .as_array()
        .expect("zones")
        .iter()
        .map(|z| &z["zone_name"])
        .collect();
    assert_eq!(zones, ["us-east-1a", "us-east-1b"]);
    assert_eq!(balancer.tags["owner"], "platform");

    let group = named(&snapshot, "aws.elbv2.target_group", "stellarrec-app");
    assert_eq!(group.attributes["health_check"]["path"], json!("/health"));
    assert_eq!(group.attributes["health_check"]["matcher"], json!("200"));
    assert_eq!(group.attributes["health_check"]["interval"], json!(30));
    assert_eq!(
        group.attributes["stickiness"],
        json!({"enabled": true, "type": "lb_cookie", "cookie_duration": 86400, "cookie_name": null})
    );
    assert_eq!(group.attributes["deregistration_delay"], json!(120));
    assert_eq!(group.attributes["load_balancer_arns"], json!([balancer.id]));
    assert_eq!(group.attributes["target_health"][0]["target_id"], json!("10.0.11.10"));
    assert_eq!(group.attributes["target_health"][1]["state"], json!("healthy"));

    let secure = named(&snapshot, "aws.elbv2.listener", "stellarrec:443");
    assert_eq!(
        secure.attributes["ssl_policy"],
        json!("ELBSecurityPolicy-TLS13-1-2-2021-06")
    );
    assert_eq!(secure.attributes["load_balancer_arn"], json!(balancer.id));
    assert!(
        secure.attributes["certificate_arn"]
            .as_str()
            .is_some_and(|arn| arn.starts_with("arn:aws:acm:"))
    );
    assert_eq!(
        secure.attributes["default_action"][0]["forward"]["target_group"],
        json!([{"arn": group.id, "weight": 1}])
    );
    let rules = secure.attributes["rules"].as_array().expect("rules");
    assert_eq!(rules[0]["priority"], json!(10));
    assert_eq!(
        rules[0]["condition"][0]["path_pattern"]["values"],
        json!(["/internal/*"])
    );
    assert_eq!(rules[0]["action"][0]["fixed_response"]["status_code"], json!("403"));
    assert_eq!(rules[1]["is_default"], json!(true));

    let plain = named(&snapshot, "aws.elbv2.listener", "stellarrec:80");
    assert_eq!(plain.attributes["ssl_policy"], Value::Null);
    assert_eq!(plain.attributes["certificate_arn"], Value::Null);
    let redirect = &plain.attributes["default_action"][0]["redirect"];
    assert_eq!(
        (&redirect["protocol"], &redirect["status_code"]),
        (&json!("HTTPS"), &json!("HTTP_301"))
    );

    let network = named(&snapshot, "aws.elbv2.load_balancer", "stellarrec-api");
    assert_eq!(network.attributes["load_balancer_type"], json!("network"));
    assert_eq!(network.attributes["desync_mitigation_mode"], Value::Null);
    let standby = named(&snapshot, "aws.elbv2.listener", "stellarrec-standby:3000");
    assert_eq!(standby.scope.region.as_deref(), Some("eu-west-1"));
}

#[test]
fn a_classic_load_balancer_is_read_as_it_is() {
    let snapshot = snapshot(compliant().trueline());
    let legacy = named(&snapshot, "aws.elb.load_balancer", "stellarrec-legacy");
    assert_eq!(
        legacy.arn.as_deref(),
        Some(format!("arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT}:loadbalancer/stellarrec-legacy").as_str())
    );
    for (path, expected) in [
        ("internal", json!(true)),
        ("availability_zones", json!(["us-east-1a", "us-east-1b"])),
        ("cross_zone_load_balancing", json!(true)),
        ("connection_draining", json!(true)),
        ("connection_draining_timeout", json!(300)),
        ("idle_timeout", json!(60)),
        ("desync_mitigation_mode", json!("defensive")),
        (
            "access_logs",
            json!({"enabled": true, "bucket": "stellarrec-logs", "bucket_prefix": "elb", "interval": 5}),
        ),
    ] {
        assert_eq!(legacy.attributes[path], expected, "{path}");
    }
    let listener = &legacy.attributes["listener"][0];
    assert_eq!(
        (
            &listener["lb_port"],
            &listener["lb_protocol"],
            &listener["policy_names"]
        ),
        (&json!(443), &json!("HTTPS"), &json!(["stellarrec-tls"]))
    );
    let policy = &legacy.attributes["policies"][0];
    assert_eq!(
        policy["reference_security_policy"],
        json!("ELBSecurityPolicy-TLS-1-2-2017-01")
    );
    assert_eq!(policy["protocols"], json!(["TLSv1.2"]));
    assert_eq!(legacy.tags["owner"], "platform");
}

#[test]
fn faults_of_load_balancers_are_read_as_faults() {
    let snapshot = snapshot(broken().trueline());
    let balancer = named(&snapshot, "aws.elbv2.load_balancer", "stellarrec");
    assert_eq!(
        balancer.attributes["access_logs"],
        json!({"enabled": false, "bucket": null, "prefix": null})
    );
    assert_eq!(balancer.attributes["enable_deletion_protection"], json!(false));
    assert_eq!(balancer.attributes["desync_mitigation_mode"], json!("monitor"));
    let secure = named(&snapshot, "aws.elbv2.listener", "stellarrec:443");
    assert_eq!(secure.attributes["ssl_policy"], json!("ELBSecurityPolicy-2016-08"));
    let plain = named(&snapshot, "aws.elbv2.listener", "stellarrec:80");
    assert_eq!(plain.attributes["default_action"][0]["redirect"], Value::Null);
    let group = named(&snapshot, "aws.elbv2.target_group", "stellarrec-app");
    assert_eq!(group.attributes["stickiness"]["enabled"], json!(false));
    let legacy = named(&snapshot, "aws.elb.load_balancer", "stellarrec-legacy");
    assert_eq!(legacy.attributes["internal"], json!(false));
    assert_eq!(legacy.attributes["connection_draining"], json!(false));
    let ports: Vec<&Value> = legacy.attributes["listener"]
        .as_array()
        .expect("listeners")
        .iter()
        .map(|l| &l["lb_port"])
        .collect();
    assert_eq!(ports, [80, 443]);
}

#[test]
fn shared_reads_are_sent_once() {
    let snapshot = snapshot(compliant().trueline());
    let calls = &snapshot.header.calls;
    // A page and the end of the listing in each of two regions.
    let balancers = of_kind(&snapshot, "aws.elbv2.load_balancer").len();
    assert_eq!(balancers, 3);
    assert!(calls["elbv2:DescribeLoadBalancers"] <= 4, "{calls:?}");
    // Three kinds in two regions, each fewer than a batch.
    assert_eq!(calls["elbv2:DescribeTags"], 6, "{calls:?}");
    assert_eq!(calls["elb:DescribeTags"], 1, "{calls:?}");
}
