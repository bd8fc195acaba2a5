use super::*;
use crate::model::drift::AttributeChange;
use serde_json::json;

fn event(name: &str, time: &str, parameters: Value, agent: &str) -> Value {
    json!({
        "eventName": name, "eventTime": time, "eventSource": "ec2.amazonaws.com", "awsRegion": "us-east-1",
        "recipientAccountId": "1", "sourceIPAddress": "203.0.113.9", "userAgent": agent,
        "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::1:user/ada", "userName": "ada"},
        "requestParameters": parameters
    })
}

fn group_change(paths: &[&str]) -> Change {
    let attributes = paths
        .iter()
        .map(|p| AttributeChange::new((*p).into(), Value::Null, json!(1)));
    change(
        "aws.ec2.security_group",
        "sg-1",
        json!({"provider": "aws", "account": "1", "region": "us-east-1"}),
        attributes.collect(),
    )
}

fn change(kind: &str, id: &str, scope: Value, attributes: Vec<AttributeChange>) -> Change {
    let key = json!({"kind": kind, "id": id, "scope": scope});
    Change {
        attributes,
        ..super::super::rows::bare(Class::Changed, serde_json::from_value(key).expect("key"))
    }
}

fn who(events: &[Value], mut change: Change, since: Option<&str>) -> Option<Actor> {
    let text = json!({"Events": events.iter().map(|e| json!({"CloudTrailEvent": e.to_string()})).collect::<Vec<_>>()});
    let events = read_events(text.to_string().as_bytes()).expect("events");
    attribute(std::slice::from_mut(&mut change), &events, since);
    change.who
}

#[test]
fn the_last_write_that_fits_made_the_change() {
    let id = json!({"groupId": "sg-1"});
    let console = "signin.amazonaws.com";
    let events = [
        event(
            "AuthorizeSecurityGroupIngress",
            "2026-11-01T00:00:00Z",
            id.clone(),
            "APN/1.0 HashiCorp/1.0 Terraform/1.11.4",
        ),
        event(
            "AuthorizeSecurityGroupIngress",
            "2026-11-03T00:00:00Z",
            id.clone(),
            console,
        ),
        event(
            "AuthorizeSecurityGroupEgress",
            "2026-11-04T00:00:00Z",
            id.clone(),
            console,
        ),
        event(
            "CreateTags",
            "2026-11-05T00:00:00Z",
            json!({"resourcesSet": {"items": [{"resourceId": "sg-1"}]}}),
            "aws-cli/2.0",
        ),
        event(
            "AuthorizeSecurityGroupIngress",
            "2026-11-06T00:00:00Z",
            json!({"groupId": "sg-2"}),
            console,
        ),
    ];
    let actor = who(&events, group_change(&["ingress[sgr-1]"]), None).expect("found");
    assert_eq!(
        (actor.name.as_str(), actor.source, actor.time.as_str()),
        ("ada", ActorSource::Console, "2026-11-03T00:00:00Z")
    );
    assert_eq!(actor.source_ip.as_deref(), Some("203.0.113.9"));
    let tags = who(&events, group_change(&["tags.owner"]), None).expect("found");
    assert_eq!((tags.event.as_str(), tags.source), ("CreateTags", ActorSource::Cli));
    assert_eq!(
        who(&events[..1], group_change(&["ingress[]"]), None)
            .expect("found")
            .source,
        ActorSource::Terraform
    );
    assert_eq!(
        who(&events, group_change(&["ingress[]"]), Some("2026-11-03T12:00:00Z")),
        None
    );
}

#[test]
fn what_failed_read_or_lies_elsewhere_made_nothing() {
    let id = json!({"groupId": "sg-1"});
    let base = event("RevokeSecurityGroupIngress", "2026-11-01T00:00:00Z", id, "x");
    for (member, value) in [
        ("errorCode", json!("Client.UnauthorizedOperation")),
        ("readOnly", json!(true)),
        ("awsRegion", json!("eu-west-1")),
        ("recipientAccountId", json!("2")),
        ("eventSource", json!("rds.amazonaws.com")),
        ("eventTime", json!("yesterday")),
    ] {
        let mut other = base.clone();
        other[member] = value;
        assert_eq!(who(&[other], group_change(&["ingress[]"]), None), None, "{member}");
    }
    assert!(who(&[base], group_change(&["ingress[]"]), None).is_some());
}

#[test]
fn services_that_act_are_told_from_people() {
    let mut event = event(
        "RunInstances",
        "2026-11-01T00:00:00Z",
        json!({"i": "i-1"}),
        "autoscaling.amazonaws.com",
    );
    event["userIdentity"] = json!({"type": "AssumedRole", "invokedBy": "autoscaling.amazonaws.com",
        "arn": "arn:aws:sts::1:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling",
        "sessionContext": {"sessionIssuer": {"userName": "AWSServiceRoleForAutoScaling"}}});
    let mut change = change("aws.ec2.instance", "i-1", json!({"provider": "aws"}), vec![]);
    change.class = Class::Unmanaged;
    let actor = who(&[event], change, None).expect("found");
    assert_eq!(actor.source, ActorSource::Service);
    assert_eq!(actor.name, "AutoScaling (AWSServiceRoleForAutoScaling)");
}

#[test]
fn cloudflare_tells_who_changed_a_zone() {
    let event = |uri: &str, context: &str, time: &str| {
        json!({"account": {"id": "a"}, "zone": {"id": "z0000"},
            "action": {"type": "update", "result": "success", "time": time, "description": "Change setting"},
            "actor": {"email": "ada@example.com", "context": context, "type": "user", "ip_address": "203.0.113.9"},
            "raw": {"uri": uri, "method": "PATCH", "user_agent": "Terraform/1.11.4 terraform-provider-cloudflare/5.8"},
            "resource": {"id": "min_tls_version", "type": "zone_setting"}})
    };
    let log = json!({"result": [
        event("/client/v4/zones/z0000/settings/min_tls_version", "dash", "2026-11-01T00:00:00Z"),
        event("/client/v4/zones/z0000/settings/ssl", "api_token", "2026-11-02T00:00:00Z"),
    ]});
    let events = read_events(log.to_string().as_bytes()).expect("events");
    let mut changes = ["min_tls_version", "ssl", "http3"].map(|path| {
        let attribute = AttributeChange::new(path.into(), Value::Null, json!(1));
        change(
            "cloudflare.zone",
            "z0000",
            json!({"provider": "cloudflare", "account": "a"}),
            vec![attribute],
        )
    });
    attribute(&mut changes, &events, None);
    let sources: Vec<_> = changes.iter().map(|c| c.who.as_ref().map(|w| w.source)).collect();
    assert_eq!(
        sources,
        [Some(ActorSource::Console), Some(ActorSource::Terraform), None]
    );
}

#[test]
fn logs_come_in_several_forms_and_others_are_refused() {
    let one = event("CreateTags", "2026-11-01T00:00:00Z", json!({}), "x");
    let lines = format!("{one}\n{one}\n");
    for (text, count) in [
        (json!([one]).to_string(), 1),
        (json!({"Records": [one]}).to_string(), 1),
        (lines, 2),
        (json!({"Events": []}).to_string(), 0),
    ] {
        assert_eq!(read_events(text.as_bytes()).expect("read").len(), count, "{text}");
    }
    assert!(
        read_events(b"{\"resources\": []}")
            .expect_err("refused")
            .contains("no audit events")
    );
    assert!(read_events(b"{").expect_err("refused").contains("line 1"));
}

#[test]
fn the_table_names_only_what_the_catalogue_knows() {
    let catalogue = crate::catalogue::Catalogue::get();
    for (kind, attributes) in &Table::get().writes {
        let kind = catalogue.kind(kind).unwrap_or_else(|| panic!("{kind}"));
        for name in attributes
            .keys()
            .filter(|n| !["create", "delete"].contains(&n.as_str()))
        {
            assert!(kind.knows(name), "{} {name}", kind.kind);
        }
    }
}
