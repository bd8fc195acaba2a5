//! What plans and states become, on documents as short as the case allows.

mod refused;

use serde_json::{Value, json};

use super::*;
use crate::catalogue::Catalogue;
use crate::model::{GapReason, Origin, Scope};

const SEEDS: &str = include_str!("../../../fixtures/terraform/types.txt");

fn plan(document: &Value) -> Plan {
    match read(document.to_string().as_bytes(), "plan.json") {
        Ok(Document::Plan(plan)) => *plan,
        other => panic!("{other:?}"),
    }
}

fn state(document: &Value) -> State {
    match read(document.to_string().as_bytes(), "terraform.tfstate") {
        Ok(Document::State(state)) => *state,
        other => panic!("{other:?}"),
    }
}

/// A change of one resource, with its values after and what of them is unknown.
fn change(address: &str, actions: &[&str], before: Value, after: Value, unknown: Value) -> Value {
    let short = address.rsplit("module.").next().unwrap_or(address);
    let short = if address.starts_with("module.") {
        short.split_once('.').expect("module").1
    } else {
        short
    };
    let (mode, short) = match short.strip_prefix("data.") {
        Some(short) => ("data", short),
        None => ("managed", short),
    };
    let (r#type, name) = short.split_once('.').expect("address");
    json!({"address": address, "mode": mode, "type": r#type, "name": name.split('[').next(),
        "change": {"actions": actions, "before": before, "after": after, "after_unknown": unknown}})
}

fn create(address: &str, after: Value, unknown: Value) -> Value {
    change(address, &["create"], Value::Null, after, unknown)
}

fn only<'a>(snapshot: &'a Snapshot, kind: &str) -> &'a Resource {
    let mut found = snapshot.resources.iter().filter(|r| r.kind == kind);
    let one = found.next().unwrap_or_else(|| panic!("no {kind}"));
    assert!(found.next().is_none(), "several {kind}");
    one
}

fn gap<'a>(resource: &'a Resource, path: &str) -> (GapReason, &'a str) {
    let found = resource.gaps.iter().find(|g| g.path == path);
    let found = found.unwrap_or_else(|| panic!("no gap at {path}: {:?}", resource.gaps));
    (found.reason, found.message.as_deref().unwrap_or_default())
}

/// A configuration with references: address → attribute → references.
fn configuration(resources: Value) -> Value {
    let resources = resources
        .as_object()
        .expect("object")
        .iter()
        .map(|(address, expressions)| {
            let expressions = expressions.as_object().expect("object").iter();
            let expressions: serde_json::Map<_, _> = expressions
                .map(|(name, references)| (name.clone(), json!({"references": references})))
                .collect();
            json!({"address": address, "provider_config_key": "aws", "expressions": expressions})
        });
    json!({
        "provider_config": {"aws": {"expressions": {"region": {"constant_value": "eu-west-1"}}}},
        "root_module": {"resources": resources.collect::<Vec<_>>()}
    })
}

fn planned(changes: Vec<Value>, references: Value) -> Plan {
    plan(&json!({"format_version": "1.2", "resource_changes": changes, "configuration": configuration(references)}))
}

#[test]
fn every_common_type_is_a_kind_a_part_or_left_out_for_a_reason() {
    let map = map::Map::get();
    let odd: Vec<&str> = SEEDS
        .split_whitespace()
        .filter(|t| map.is_known(t) == map.reason(t).is_some())
        .collect();
    assert!(odd.is_empty(), "neither known nor ignored, or both: {odd:?}");
}

#[test]
fn every_attribute_is_a_value_or_a_gap() {
    let plan = planned(
        vec![
            create(
                "aws_s3_bucket.b",
                json!({"bucket": "b"}),
                json!({"id": true, "arn": true}),
            ),
            create(
                "aws_db_instance.d",
                json!({"identifier": "d"}),
                json!({"multi_az": true}),
            ),
            create("cloudflare_zone.z", json!({"name": "example.com"}), json!({"id": true})),
        ],
        json!({}),
    );
    for resource in &plan.after.resources {
        let kind = Catalogue::get().kind(&resource.kind).expect("kind");
        let all: std::collections::BTreeSet<_> = kind
            .attributes
            .keys()
            .map(|name| crate::model::path::parse(name))
            .collect();
        let silent: Vec<_> = kind
            .watch([all].iter())
            .gaps(resource)
            .into_iter()
            .filter(|g| matches!(g.reason, GapReason::NotCollected | GapReason::Malformed))
            .collect();
        assert!(silent.is_empty(), "{}: {silent:?}", resource.kind);
    }
}

#[test]
fn unset_unknown_and_absent_satellites_stay_apart() {
    let bucket = |actions: &[&str], before: Value| {
        planned(
            vec![change(
                "aws_s3_bucket.b",
                actions,
                before,
                json!({"bucket": "b", "tags_all": {"a": "1"}}),
                json!({"arn": true, "policy": true}),
            )],
            json!({}),
        )
    };
    let new = bucket(&["create"], Value::Null);
    let new = only(&new.after, "aws.s3.bucket");
    assert_eq!((new.id.as_str(), new.arn.as_deref()), ("b", Some("arn:aws:s3:::b")));
    assert_eq!(
        new.attributes["server_side_encryption"]["sse_algorithm"],
        json!("AES256")
    );
    assert_eq!(
        new.attributes["public_access_block"]["block_public_policy"],
        json!(true)
    );
    assert_eq!(new.attributes["logging"], Value::Null);
    assert_eq!(new.attributes["policy"], Value::Null);
    assert_eq!(new.tags["a"], "1");
    let old = bucket(&["no-op"], json!({"bucket": "b"}));
    let old = only(&old.after, "aws.s3.bucket");
    let (reason, message) = gap(old, "public_access_block");
    assert_eq!(reason, GapReason::NotInTerraform);
    assert!(message.contains("aws_s3_bucket_public_access_block"), "{message}");
    assert!(!old.attributes.contains_key("public_access_block"));
}

#[test]
fn satellites_fold_into_what_they_refer_to() {
    let plan = planned(
        vec![
            create(
                "aws_s3_bucket.b[\"x.y\"]",
                json!({}),
                json!({"id": true, "bucket": true}),
            ),
            create("aws_s3_bucket.b[\"z\"]", json!({}), json!({"id": true, "bucket": true})),
            create(
                "aws_s3_bucket_versioning.v[\"x.y\"]",
                json!({"versioning_configuration": [{"status": "Enabled", "mfa_delete": null}]}),
                json!({"bucket": true}),
            ),
            create(
                "aws_s3_bucket_versioning.v[\"z\"]",
                json!({"versioning_configuration": [{"status": "Suspended"}]}),
                json!({"bucket": true}),
            ),
            create(
                "aws_s3_bucket_public_access_block.p",
                json!({"bucket": "elsewhere"}),
                json!({}),
            ),
        ],
        json!({"aws_s3_bucket_versioning.v": {"bucket": ["aws_s3_bucket.b"]}}),
    );
    let status = |id: &str| {
        let bucket = plan.after.resources.iter().find(|r| r.id == id).expect("bucket");
        bucket.attributes["versioning"]["status"].clone()
    };
    assert_eq!(status("aws_s3_bucket.b[\"x.y\"]"), json!("Enabled"));
    assert_eq!(status("aws_s3_bucket.b[\"z\"]"), json!("Suspended"));
    assert_eq!(plan.tally.folded["aws_s3_bucket_versioning"], 2);
    assert_eq!(plan.tally.ignored["aws_s3_bucket_public_access_block"], 1);
    assert!(
        plan.notes
            .iter()
            .any(|n| n.contains("aws_s3_bucket_public_access_block")),
        "{:?}",
        plan.notes
    );
    let folded = plan
        .changes
        .iter()
        .find(|c| c.address == "aws_s3_bucket_versioning.v[\"z\"]")
        .expect("change");
    assert_eq!(
        folded.folded_into.as_ref().map(|k| k.id.as_str()),
        Some("aws_s3_bucket.b[\"z\"]")
    );
}

#[test]
fn unknown_ids_of_resources_of_the_plan_are_settled() {
    let plan = planned(
        vec![
            create("aws_vpc.v", json!({}), json!({"id": true})),
            create("aws_subnet.s[0]", json!({}), json!({"id": true, "vpc_id": true})),
            create("aws_subnet.s[1]", json!({}), json!({"id": true, "vpc_id": true})),
            create(
                "aws_lb.l",
                json!({"name": "l", "subnets": [null, null]}),
                json!({"subnets": [true, true], "security_groups": true, "dns_name": true}),
            ),
            create(
                "cloudflare_record.r",
                json!({"zone_id": "z", "name": "www"}),
                json!({"value": true}),
            ),
        ],
        json!({
            "aws_subnet.s": {"vpc_id": ["aws_vpc.v.id", "aws_vpc.v"]},
            "aws_lb.l": {"subnets": ["aws_subnet.s"], "security_groups": ["aws_security_group.gone.id", "aws_security_group.gone"]},
            "cloudflare_record.r": {"value": ["aws_lb.l.dns_name", "aws_lb.l"]}
        }),
    );
    let subnets: Vec<_> = plan
        .after
        .resources
        .iter()
        .filter(|r| r.kind == "aws.ec2.subnet")
        .collect();
    assert!(subnets.iter().all(|s| s.attributes["vpc_id"] == json!("aws_vpc.v")));
    let lb = only(&plan.after, "aws.elbv2.load_balancer");
    assert_eq!(lb.attributes["subnets"], json!(["aws_subnet.s[0]", "aws_subnet.s[1]"]));
    assert_eq!(
        gap(lb, "security_groups"),
        (GapReason::KnownAfterApply, "waits for aws_security_group.gone.id")
    );
    let record = only(&plan.after, "cloudflare.dns.record");
    assert_eq!(
        gap(record, "content"),
        (GapReason::KnownAfterApply, "waits for aws_lb.l.dns_name")
    );
    assert_eq!(
        lb.scope,
        Scope {
            provider: "aws".into(),
            region: Some("eu-west-1".into()),
            ..Scope::default()
        }
    );
}

#[test]
fn a_part_whose_whole_is_not_known_may_belong_to_any() {
    let plan = planned(
        vec![
            create("aws_s3_bucket.b", json!({"bucket": "b"}), json!({"id": true})),
            create(
                "aws_s3_bucket_policy.p",
                json!({"policy": "{}"}),
                json!({"bucket": true}),
            ),
        ],
        json!({"aws_s3_bucket_policy.p": {"bucket": ["local.name"]}}),
    );
    let bucket = only(&plan.after, "aws.s3.bucket");
    assert!(
        !bucket.attributes.contains_key("policy"),
        "null would say that there is none"
    );
    assert_eq!(gap(bucket, "policy").0, GapReason::KnownAfterApply);
    assert_eq!(bucket.attributes["logging"], Value::Null);
}

#[test]
fn a_list_that_waits_is_no_empty_list() {
    let plan = planned(
        vec![create(
            "aws_security_group.g",
            json!({"name": "g"}),
            json!({"id": true, "ingress": true, "egress": true}),
        )],
        json!({"aws_security_group.g": {"ingress": ["aws_eip.e.public_ip", "aws_eip.e"]}}),
    );
    let group = only(&plan.after, "aws.ec2.security_group");
    assert!(!group.attributes.contains_key("ingress"));
    assert_eq!(
        gap(group, "ingress"),
        (GapReason::KnownAfterApply, "waits for aws_eip.e.public_ip")
    );
    assert_eq!(group.attributes["egress"], json!([]));
}

#[test]
fn a_deferred_document_stands_in_for_the_policy_that_it_will_be() {
    let plan = planned(
        vec![
            change(
                "data.aws_iam_policy_document.d",
                &["read"],
                Value::Null,
                json!({"statement": [{"effect": "Allow", "actions": ["*"], "resources": [null]}]}),
                json!({"json": true, "statement": [{"resources": [true]}]}),
            ),
            create(
                "aws_iam_role.r",
                json!({"name": "r"}),
                json!({"arn": true, "inline_policy": true, "managed_policy_arns": true}),
            ),
            create(
                "aws_iam_role_policy.p",
                json!({"name": "p", "role": "r"}),
                json!({"policy": true}),
            ),
        ],
        json!({"aws_iam_role_policy.p": {"policy": ["data.aws_iam_policy_document.d.json", "data.aws_iam_policy_document.d"]}}),
    );
    let role = only(&plan.after, "aws.iam.role");
    let policy = &role.attributes["inline_policy"][0];
    assert_eq!(policy["name"], json!("p"));
    assert_eq!(
        policy["policy"]["Statement"],
        json!([{"Effect": "Allow", "Action": ["*"]}])
    );
    assert_eq!(
        gap(role, "inline_policy[p].policy.Statement[].Resource").0,
        GapReason::KnownAfterApply
    );
}

#[test]
fn rules_of_a_group_are_those_that_the_plan_leaves() {
    let inline = |cidr: &str| json!([{"cidr_blocks": [cidr], "protocol": "tcp", "from_port": 22, "to_port": 22, "description": ""}]);
    let group =
        json!({"id": "sg-1", "name": "g", "ingress": [inline("0.0.0.0/0")[0], inline("10.0.0.0/8")[0]], "egress": []});
    let rule = |cidr: &str| {
        json!({"security_group_id": "sg-1", "security_group_rule_id": "sgr-1", "ip_protocol": "tcp",
        "from_port": 22, "to_port": 22, "cidr_ipv4": cidr})
    };
    let plan = planned(
        vec![
            change(
                "aws_security_group.g",
                &["no-op"],
                group.clone(),
                group.clone(),
                json!({}),
            ),
            change(
                "aws_vpc_security_group_ingress_rule.open",
                &["update"],
                rule("0.0.0.0/0"),
                rule("192.0.2.0/24"),
                json!({}),
            ),
        ],
        json!({}),
    );
    let cidrs = |snapshot: &Snapshot| -> Vec<String> {
        let group = only(snapshot, "aws.ec2.security_group");
        let rules = group.attributes["ingress"].as_array().expect("list").iter();
        rules
            .map(|r| r["cidr_ipv4"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(cidrs(&plan.before), ["0.0.0.0/0", "10.0.0.0/8"]);
    assert_eq!(cidrs(&plan.after), ["192.0.2.0/24", "10.0.0.0/8"]);
}

#[test]
fn a_deleted_satellite_takes_effect() {
    let bucket = json!({"bucket": "b", "id": "b", "policy": "{\"Statement\": []}"});
    let block = json!({"bucket": "b", "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true});
    let policy = json!({"bucket": "b", "policy": "{\"Statement\": []}"});
    let plan = planned(
        vec![
            change("aws_s3_bucket.b", &["no-op"], bucket.clone(), bucket, json!({})),
            change(
                "aws_s3_bucket_public_access_block.b",
                &["delete"],
                block,
                Value::Null,
                json!({}),
            ),
            change("aws_s3_bucket_policy.b", &["delete"], policy, Value::Null, json!({})),
        ],
        json!({}),
    );
    let (before, after) = (only(&plan.before, "aws.s3.bucket"), only(&plan.after, "aws.s3.bucket"));
    assert_eq!(
        before.attributes["public_access_block"]["block_public_acls"],
        json!(true)
    );
    assert_eq!(after.attributes["public_access_block"], Value::Null);
    assert!(before.attributes["policy"].is_object());
    assert_eq!(after.attributes["policy"], Value::Null);
}

#[test]
fn secrets_do_not_reach_the_snapshot() {
    let mut document = create(
        "aws_instance.i",
        json!({"user_data": "export PASSWORD=canary-1", "key_name": "canary-2", "tags_all": {"a": "canary-3"}}),
        json!({}),
    );
    document["change"]["after_sensitive"] = json!({"key_name": true, "tags_all": {"a": true}});
    let plan = planned(
        vec![
            document,
            create(
                "aws_db_instance.d",
                json!({"identifier": "d", "password": "canary-4"}),
                json!({}),
            ),
            create(
                "cloudflare_logpush_job.j",
                json!({"zone_id": "z", "destination_conf": "s3://b?secret=canary-5"}),
                json!({"id": true}),
            ),
        ],
        json!({}),
    );
    let text = serde_json::to_string(&plan.after).expect("JSON");
    assert!(!text.contains("canary"), "{text}");
    let instance = only(&plan.after, "aws.ec2.instance");
    assert_eq!(gap(instance, "key_name"), (GapReason::NotInTerraform, "sensitive"));
    assert_eq!(instance.attributes["user_data_present"], json!(true));
    let state = state(
        &json!({"version": 4, "serial": 7, "resources": [{"mode": "managed", "type": "aws_instance", "name": "i",
        "module": "module.m[\"a.b\"]", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"].eu",
        "instances": [{"index_key": 0, "attributes": {"id": "i-1", "key_name": "canary"},
            "sensitive_attributes": [[{"type": "get_attr", "value": "key_name"}]]}]}]}),
    );
    assert!(!serde_json::to_string(&state.snapshot).expect("JSON").contains("canary"));
    let instance = only(&state.snapshot, "aws.ec2.instance");
    let origin = Origin::State {
        address: "module.m[\"a.b\"].aws_instance.i[0]".into(),
        serial: Some(7),
        state: None,
        declared: None,
    };
    assert_eq!((instance.id.as_str(), &instance.origin), ("i-1", &origin));
}

#[test]
fn settings_of_a_zone_that_is_kept_elsewhere_are_judged() {
    let plan = planned(
        vec![
            create(
                "cloudflare_zone_setting.ssl",
                json!({"zone_id": "z1", "setting_id": "ssl", "value": "full"}),
                json!({"editable": true}),
            ),
            create(
                "cloudflare_zone_settings_override.o",
                json!({"zone_id": "z1", "settings": [{"min_tls_version": "1.2", "zero_rtt": "off",
                "security_header": [{"enabled": true, "max_age": 10}]}]}),
                json!({"settings": [{"http3": true}]}),
            ),
            create(
                "cloudflare_ruleset.r",
                json!({"zone_id": "z1", "kind": "zone", "phase": "http_ratelimit", "rules": [
                {"action": "block", "expression": "true", "ratelimit": [{"period": 10}], "action_parameters": []}]}),
                json!({}),
            ),
        ],
        json!({}),
    );
    let zone = only(&plan.after, "cloudflare.zone");
    assert_eq!((zone.id.as_str(), zone.scope.zone.as_deref()), ("z1", Some("z1")));
    let settings = &zone.attributes["settings"];
    assert_eq!(settings["ssl"]["value"], json!("full"));
    assert_eq!(settings["min_tls_version"]["value"], json!("1.2"));
    assert_eq!(settings["0rtt"]["value"], json!("off"));
    assert_eq!(
        settings["security_header"]["value"]["strict_transport_security"]["max_age"],
        json!(10)
    );
    assert_eq!(gap(zone, "settings.http3").0, GapReason::NotInTerraform);
    let rules = &zone.attributes["rulesets"]["http_ratelimit"]["rules"];
    assert_eq!(
        (&rules[0]["ratelimit"], &rules[0]["enabled"]),
        (&json!({"period": 10}), &json!(true))
    );
}

#[test]
fn replaced_moved_deposed_and_twin_resources() {
    let group = |id: &str| json!({"id": id, "name": "g"});
    let mut deposed = change(
        "aws_security_group.g",
        &["delete"],
        group("sg-0"),
        Value::Null,
        json!({}),
    );
    deposed["deposed"] = json!("deadbeef");
    let mut moved = change(
        "aws_kms_key.new",
        &["no-op"],
        json!({"key_id": "k"}),
        json!({"key_id": "k"}),
        json!({}),
    );
    moved["previous_address"] = json!("aws_kms_key.old");
    let plan = planned(
        vec![
            change(
                "aws_security_group.g",
                &["delete", "create"],
                group("sg-1"),
                json!({"name": "g"}),
                json!({"id": true}),
            ),
            deposed,
            moved,
            create("module.a.aws_cloudwatch_log_group.l", json!({"name": "/l"}), json!({})),
            create("module.b.aws_cloudwatch_log_group.l", json!({"name": "/l"}), json!({})),
        ],
        json!({}),
    );
    let ids = |snapshot: &Snapshot, kind: &str| -> Vec<String> {
        snapshot
            .resources
            .iter()
            .filter(|r| r.kind == kind)
            .map(|r| r.id.clone())
            .collect()
    };
    assert_eq!(ids(&plan.before, "aws.ec2.security_group"), ["sg-0", "sg-1"]);
    assert_eq!(ids(&plan.after, "aws.ec2.security_group"), ["aws_security_group.g"]);
    // Both are judged, though they would clash.
    assert_eq!(
        ids(&plan.after, "aws.logs.log_group"),
        ["/l", "module.b.aws_cloudwatch_log_group.l"]
    );
    let moved = plan.changes.iter().find(|c| c.r#type == "aws_kms_key").expect("change");
    assert_eq!(moved.previous_address.as_deref(), Some("aws_kms_key.old"));
    assert_eq!(moved.before, moved.after);
}
