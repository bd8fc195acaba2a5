use serde_json::json;

use super::*;
use crate::model::{Gap, GapReason, Origin, Scope, Severity};

const ACCOUNT: &str = "123456789012";
/// What the control on plain HTTP wants of a bucket policy.
const TLS_ONLY: &str = "a statement that denies aws:SecureTransport=false";

fn resource(kind: &str, id: &str, attributes: Value) -> Resource {
    let scope = if kind.starts_with("aws.") {
        Scope::aws(ACCOUNT).in_region("eu-1")
    } else {
        Scope {
            provider: "cloudflare".into(),
            zone: Some(id.into()),
            ..Scope::default()
        }
    };
    Resource {
        kind: kind.into(),
        scope,
        id: id.into(),
        name: format!("the {id}"),
        arn: Some(format!("arn:aws:s3:::{id}")),
        tags: BTreeMap::new(),
        attributes: attributes.as_object().cloned().expect("object"),
        gaps: Vec::new(),
        origin: Origin::Live,
    }
}

/// A failure of a control with (path, expected).
fn failure(control: &str, resource: &Resource, deltas: &[(&str, Value)]) -> Finding {
    let deltas = deltas.iter().map(|(path, expected)| Delta {
        path: (*path).into(),
        actual: Value::Null,
        expected: expected.clone(),
        because: None,
    });
    Finding {
        control: control.into(),
        title: "T".into(),
        severity: Severity::High,
        verdict: Verdict::Fail,
        resource: resource.key(),
        name: resource.name.clone(),
        arn: None,
        origin: Origin::Live,
        deltas: deltas.collect(),
        gaps: Vec::new(),
        error: None,
        frameworks: BTreeMap::new(),
        fix: None,
        tags: None,
        waiver: None,
        baseline_state: None,
    }
}

fn plan(findings: &[Finding], resources: &[Resource]) -> Plan {
    make(&Bench {
        findings,
        resources,
        spec: "default",
        policies: "digest",
    })
}

/// The plan for one failure of one resource.
fn plan_one(resource: &Resource, deltas: &[(&str, Value)]) -> Plan {
    plan(&[failure("c", resource, deltas)], std::slice::from_ref(resource))
}

fn sent(calls: &[Call]) -> Vec<(&str, Value)> {
    calls
        .iter()
        .map(|c| (c.operation.as_str(), c.parameters.clone()))
        .collect()
}

fn instance(days: i64) -> Value {
    json!({"backup_retention_period": days, "status": "available", "pending_modified_values": {}, "cluster_identifier": null})
}

fn rule(id: &str, port: u16) -> Value {
    json!({"security_group_rule_id": id, "ip_protocol": "tcp", "from_port": port, "to_port": port, "cidr_ipv4": "0.0.0.0/0",
        "cidr_ipv6": null, "prefix_list_id": null, "referenced_security_group_id": null, "description": "old"})
}

#[test]
fn each_action_plans_exactly_these_calls() {
    let on_bucket = |mut parameters: Value| {
        parameters["Bucket"] = json!("b");
        parameters["ExpectedBucketOwner"] = json!(ACCOUNT);
        parameters
    };
    let flags = |value: bool| json!({"BlockPublicAcls": value, "BlockPublicPolicy": true, "IgnorePublicAcls": value, "RestrictPublicBuckets": value});
    let tls = json!({"Sid": "TruelineDenyInsecureTransport", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
        "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::b/*"], "Condition": {"Bool": {"aws:SecureTransport": "false"}}});
    let policy = json!({"Version": "2012-10-17", "Statement": [tls]});
    let modify =
        |days: i64| json!({"DBInstanceIdentifier": "d", "BackupRetentionPeriod": days, "ApplyImmediately": true});
    let setting = |name: &str, value: &str| json!({"zone_id": "z", "setting_id": name, "value": value});
    let given_back = json!({"GroupId": "g", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
        "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "old"}]}]});
    let mut without_id = rule("sgr-1", 22);
    without_id
        .as_object_mut()
        .expect("object")
        .remove("security_group_rule_id");
    let zone = |name: &str, value: &str| {
        let mut settings = json!({});
        settings[name] = json!({"value": value, "editable": true});
        resource("cloudflare.zone", "z", json!({"settings": settings}))
    };
    type Calls = Vec<(&'static str, Value)>;
    type Case = (
        Resource,
        Vec<(&'static str, Value)>,
        &'static str,
        &'static str,
        Tier,
        Value,
        Value,
        Calls,
        Calls,
    );
    let cases: Vec<Case> = vec![
        (
            resource("aws.s3.bucket", "b", json!({"versioning": {"status": null}})),
            vec![("versioning.status", json!("Enabled"))],
            "s3-bucket-versioning",
            "versioning.status",
            Tier::T1,
            Value::Null,
            json!("Enabled"),
            vec![(
                "s3:PutBucketVersioning",
                on_bucket(json!({"VersioningConfiguration": {"Status": "Enabled"}})),
            )],
            vec![(
                "s3:PutBucketVersioning",
                on_bucket(json!({"VersioningConfiguration": {"Status": "Suspended"}})),
            )],
        ),
        (
            resource(
                "aws.s3.bucket",
                "b",
                json!({"acl": {"grants": []}, "public_access_block": null}),
            ),
            vec![("public_access_block.block_public_policy", json!(true))],
            "s3-bucket-public-access-block",
            "public_access_block",
            Tier::T1,
            Value::Null,
            json!({"block_public_acls": false, "block_public_policy": true, "ignore_public_acls": false, "restrict_public_buckets": false}),
            vec![(
                "s3:PutPublicAccessBlock",
                on_bucket(json!({"PublicAccessBlockConfiguration": flags(false)})),
            )],
            vec![("s3:DeletePublicAccessBlock", on_bucket(json!({})))],
        ),
        (
            resource("aws.s3.bucket", "b", json!({"policy": null})),
            vec![("policy", json!(TLS_ONLY))],
            "s3-bucket-tls-only-policy",
            "policy",
            Tier::T1,
            Value::Null,
            policy.clone(),
            vec![("s3:PutBucketPolicy", on_bucket(json!({"Policy": policy})))],
            vec![("s3:DeleteBucketPolicy", on_bucket(json!({})))],
        ),
        (
            resource("aws.rds.instance", "d", instance(3)),
            vec![("backup_retention_period", json!(7))],
            "rds-instance-backup-retention",
            "backup_retention_period",
            Tier::T0,
            json!(3),
            json!(7),
            vec![("rds:ModifyDBInstance", modify(7))],
            vec![("rds:ModifyDBInstance", modify(3))],
        ),
        (
            resource("aws.rds.instance", "d", instance(0)),
            vec![("backup_retention_period", json!(7))],
            "rds-instance-backup-retention",
            "backup_retention_period",
            Tier::T2,
            json!(0),
            json!(7),
            vec![("rds:ModifyDBInstance", modify(7))],
            vec![("rds:ModifyDBInstance", modify(0))],
        ),
        (
            resource(
                "aws.ec2.security_group",
                "g",
                json!({"ingress": [rule("sgr-0", 443), rule("sgr-1", 22)]}),
            ),
            vec![("ingress[sgr-1]", Value::Null)],
            "ec2-security-group-revoke-rule",
            "ingress[sgr-1]",
            Tier::T1,
            without_id,
            Value::Null,
            vec![(
                "ec2:RevokeSecurityGroupIngress",
                json!({"GroupId": "g", "SecurityGroupRuleIds": ["sgr-1"]}),
            )],
            vec![("ec2:AuthorizeSecurityGroupIngress", given_back)],
        ),
        (
            zone("min_tls_version", "1.0"),
            vec![("settings.min_tls_version.value", json!("1.2"))],
            "cloudflare-zone-min-tls-version",
            "settings.min_tls_version.value",
            Tier::T1,
            json!("1.0"),
            json!("1.2"),
            vec![("zones:EditSetting", setting("min_tls_version", "1.2"))],
            vec![("zones:EditSetting", setting("min_tls_version", "1.0"))],
        ),
        // The policy names all values that it takes; the first is the one to set.
        (
            zone("tls_1_3", "off"),
            vec![("settings.tls_1_3.value", json!(["on", "zrt"]))],
            "cloudflare-zone-tls-1-3",
            "settings.tls_1_3.value",
            Tier::T0,
            json!("off"),
            json!("on"),
            vec![("zones:EditSetting", setting("tls_1_3", "on"))],
            vec![("zones:EditSetting", setting("tls_1_3", "off"))],
        ),
    ];
    let mut planned = std::collections::BTreeSet::new();
    for (resource, deltas, action, path, tier, before, after, calls, back) in cases {
        let plan = plan_one(&resource, &deltas);
        assert_eq!(plan.left_out, [], "{action}");
        let [item] = plan.items.as_slice() else {
            panic!("{action}: {} items", plan.items.len());
        };
        assert_eq!(
            (item.action.as_str(), item.path.as_str(), item.tier),
            (action, path, tier)
        );
        assert_eq!((&item.before, &item.after), (&before, &after), "{action}");
        assert_eq!(sent(&item.calls), calls, "{action}");
        assert_eq!(sent(&item.rollback_calls), back, "{action}");
        assert!(
            item.guards.iter().all(|g| g.holds) && !item.permissions.is_empty(),
            "{action}"
        );
        planned.insert(item.action.clone());
    }
    let every: std::collections::BTreeSet<_> = super::super::actions().map(|a| a.name.to_owned()).collect();
    assert_eq!(planned, every);
}

#[test]
fn what_must_not_be_changed_is_left_out_and_why() {
    let with = |mut attributes: Value, key: &str, value: Value| {
        attributes[key] = value;
        attributes
    };
    let days = vec![("backup_retention_period", json!(7))];
    let block = vec![("public_access_block.block_public_acls", json!(true))];
    let version = vec![("settings.min_tls_version.value", json!("1.2"))];
    let everybody = json!({"grants": [{"grantee_uri": "http://acs.amazonaws.com/groups/global/AllUsers"}]});
    let cases = [
        (
            "aws.rds.instance",
            with(instance(0), "status", json!("modifying")),
            &days,
            "guard not held: the instance is available (seen: \"modifying\")",
        ),
        (
            "aws.rds.instance",
            with(instance(0), "pending_modified_values", json!({"class": "x"})),
            &days,
            "guard not held: no other change",
        ),
        (
            "aws.rds.instance",
            json!({"backup_retention_period": 0, "status": "available", "cluster_identifier": null}),
            &days,
            "guard not held: no other change",
        ),
        (
            "aws.rds.instance",
            with(instance(0), "cluster_identifier", json!("c")),
            &days,
            "belongs to no cluster",
        ),
        (
            "aws.rds.instance",
            instance(30),
            &days,
            "lowering the retention would delete backups",
        ),
        (
            "aws.rds.instance",
            with(instance(0), "backup_retention_period", Value::Null),
            &days,
            "lowering the retention",
        ),
        (
            "aws.s3.bucket",
            json!({"public_access_block": null, "acl": everybody}),
            &block,
            "guard not held: no ACL grant to everybody",
        ),
        (
            "aws.s3.bucket",
            json!({"public_access_block": null}),
            &block,
            "the ACL is unread",
        ),
        (
            "cloudflare.zone",
            json!({"settings": {"min_tls_version": {"value": "1.0", "editable": false}}}),
            &version,
            "guard not held",
        ),
        (
            "cloudflare.zone",
            json!({"settings": {"min_tls_version": {"value": "1.0"}}}),
            &version,
            "(seen: null)",
        ),
        (
            "cloudflare.zone",
            json!({"settings": {"min_tls_version": {"value": "1.2", "editable": true}}}),
            &version,
            "has the wanted value already",
        ),
        (
            "aws.s3.bucket",
            json!({"policy": "text"}),
            &vec![("policy", json!(TLS_ONLY))],
            "is no JSON object",
        ),
        (
            "aws.s3.bucket",
            json!({"policy": null}),
            &vec![("policy", json!("no statement that allows everyone"))],
            "no fix converges this attribute in place",
        ),
        (
            "aws.ec2.security_group",
            json!({"ingress": [rule("sgr-1", 22)]}),
            &vec![("ingress[sgr-1].description", json!("a reason"))],
            "no fix converges this attribute in place",
        ),
        (
            "aws.s3.bucket",
            json!({}),
            &vec![("bucket", json!(""))],
            "no fix converges this attribute in place",
        ),
        (
            "aws.ec2.security_group",
            json!({"ingress": [rule("sgr-1", 22)]}),
            &vec![("ingress[]", Value::Null)],
            "ingress[] names no rule",
        ),
        (
            "aws.ec2.security_group",
            json!({"ingress": [rule("sgr-1", 22)]}),
            &vec![("ingress[sgr-9]", Value::Null)],
            "has the wanted value already",
        ),
    ];
    for (kind, attributes, deltas, reason) in cases {
        let plan = plan_one(&resource(kind, "r", attributes.clone()), deltas);
        assert_eq!(plan.items, [], "{kind} {attributes}");
        assert_eq!(plan.left_out.len(), 1, "{kind} {attributes}");
        assert!(
            plan.left_out[0].reason.contains(reason),
            "{}\nwanted {reason}",
            plan.left_out[0].reason
        );
    }
    // Nothing is planned on what was not read, nor for what did not fail.
    for path in ["", "versioning", "versioning.status"] {
        let mut bucket = resource("aws.s3.bucket", "b", json!({"versioning": {"status": null}}));
        bucket.gaps.push(Gap {
            path: path.into(),
            reason: GapReason::Throttled,
            operation: None,
            permission: None,
            code: None,
            message: None,
        });
        let plan = plan_one(&bucket, &[("versioning.status", json!("Enabled"))]);
        assert_eq!(plan.items, []);
        assert_eq!(
            plan.left_out[0].reason,
            "versioning.status could not be read: throttled"
        );
    }
    let bucket = resource("aws.s3.bucket", "b", json!({"versioning": {"status": null}}));
    let failed = failure("c", &bucket, &[("versioning.status", json!("Enabled"))]);
    assert_eq!(
        plan(std::slice::from_ref(&failed), &[]).left_out[0].reason,
        "the resource is not in the snapshot"
    );
    for verdict in [Verdict::Pass, Verdict::Unknown, Verdict::Error, Verdict::NotApplicable] {
        let finding = Finding {
            verdict,
            ..failed.clone()
        };
        let made = plan(&[finding], std::slice::from_ref(&bucket));
        assert!(made.items.is_empty() && made.left_out.is_empty(), "{verdict}");
    }
}

#[test]
fn controls_that_want_the_same_change_share_an_item() {
    let bucket = resource("aws.s3.bucket", "b", json!({"versioning": {"status": null}}));
    let wants = |control: &str, value: &str| failure(control, &bucket, &[("versioning.status", json!(value))]);
    let made = plan(
        &[wants("a", "Enabled"), wants("b", "Enabled"), wants("c", "Suspended")],
        std::slice::from_ref(&bucket),
    );
    assert_eq!(made.items.len(), 1);
    assert_eq!(made.items[0].controls, ["a", "b"]);
    assert_eq!(made.left_out.len(), 1);
    assert!(
        made.left_out[0].reason.contains("to another value"),
        "{}",
        made.left_out[0].reason
    );
    let again = plan(&[wants("b", "Enabled")], std::slice::from_ref(&bucket));
    assert_eq!(again.items[0].id, made.items[0].id, "the id of a change is stable");
}

#[test]
fn flags_of_one_block_are_one_item_and_rules_of_one_group_are_many() {
    let bucket = resource(
        "aws.s3.bucket",
        "b",
        json!({"acl": {"grants": []}, "public_access_block": {"restrict_public_buckets": true}}),
    );
    let deltas =
        ["block_public_acls", "block_public_policy", "ignore_public_acls"].map(|f| format!("public_access_block.{f}"));
    let deltas: Vec<_> = deltas.iter().map(|d| (d.as_str(), json!(true))).collect();
    let made = plan_one(&bucket, &deltas);
    assert_eq!(made.items.len(), 1);
    assert!(
        made.items[0]
            .after
            .as_object()
            .expect("flags")
            .values()
            .all(|v| *v == true)
    );
    let group = resource(
        "aws.ec2.security_group",
        "g",
        json!({"ingress": [rule("sgr-1", 22), rule("sgr-2", 23), rule("sgr-3", 443)]}),
    );
    let made = plan_one(
        &group,
        &[("ingress[sgr-2]", Value::Null), ("ingress[sgr-1]", Value::Null)],
    );
    let paths: Vec<&str> = made.items.iter().map(|i| i.path.as_str()).collect();
    assert_eq!(paths, ["ingress[sgr-1]", "ingress[sgr-2]"]);
}

#[cfg(feature = "live")]
#[test]
fn a_plan_is_sealed_current_and_can_be_narrowed() {
    let open = |plan: &Plan| open_plan(serde_json::to_value(plan).expect("JSON"), "p.json");
    let buckets = ["a", "b"].map(|id| resource("aws.s3.bucket", id, json!({"versioning": {"status": null}})));
    let findings: Vec<_> = buckets
        .iter()
        .map(|b| failure("c", b, &[("versioning.status", json!("Enabled"))]))
        .collect();
    let made = plan(&findings, &buckets);
    assert_eq!(open(&made).expect("whole"), made);

    let refused = |change: &dyn Fn(&mut Plan), sealed: bool| {
        let mut plan = made.clone();
        change(&mut plan);
        if sealed {
            plan.seal();
        }
        open(&plan).expect_err("refused").to_string()
    };
    let tampered = "the plan was changed after it was made";
    assert!(refused(&|p| p.items[0].after = json!("Suspended"), false).contains(tampered));
    assert!(refused(&|p| p.items[0].calls.clear(), false).contains(tampered));
    assert!(refused(&|p| p.expires_at = clock::in_hours(99), false).contains(tampered));
    assert!(refused(&|p| p.items.swap(0, 1), false).contains(tampered));
    assert!(refused(&|p| p.digest.clear(), false).contains(tampered));
    assert!(refused(&|p| p.items[0].action = "rm".into(), true).contains("the action \"rm\""));
    assert!(refused(&|p| p.items[0].resource.kind = "aws.x".into(), true).contains("aws.x"));
    assert!(refused(&|p| p.schema = "trueline.fixplan/9".into(), true).contains("trueline.fixplan/9"));

    assert!(made.check_current("digest").is_ok());
    assert!(matches!(made.check_current("other"), Err(PlanError::Stale)));
    let mut old = made.clone();
    old.expires_at = "2020-01-01T00:00:00Z".into();
    assert!(matches!(old.check_current("digest"), Err(PlanError::Expired(_))));

    let mut narrowed = made.clone();
    let second = made.items[1].id.clone();
    assert!(matches!(narrowed.narrow(&[second.clone(), "nope".into()]), Err(PlanError::NoItem(id)) if id == "nope"));
    assert_eq!(narrowed.items.len(), 2, "a refused choice changes nothing");
    narrowed.narrow(&[]).expect("all");
    assert_eq!(narrowed.items.len(), 2);
    narrowed.narrow(std::slice::from_ref(&second)).expect("one");
    assert_eq!(narrowed.items.iter().map(|i| &i.id).collect::<Vec<_>>(), [&second]);
}
