//! Listeners with their rules. They can only be listed for each load balancer.
//!
//! In: the load balancers of a region. Out: `aws.elbv2.listener`. Secrets of identity providers are
//! never copied.

use aws_sdk_elasticloadbalancingv2::types::{Listener, MutualAuthenticationAttributes, ProtocolEnum, Rule};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::text;
use super::actions::{actions, condition};
use super::load_balancers::Found;
use super::{PAGE, TagsOf, read_tags, tags_of};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const LISTENER: &str = "aws.elbv2.listener";
const DESCRIBE_LISTENERS: &str = "elbv2:DescribeListeners";
const DESCRIBE_RULES: &str = "elbv2:DescribeRules";
const LIST_BALANCERS_PERMISSION: &str = "elasticloadbalancing:DescribeLoadBalancers";

pub(super) async fn collect(task: &Task, found: &Found) -> Part {
    let mut part = Part::default();
    let balancers = found.balancers.iter().map(|b| b.load_balancer_arn.clone());
    let balancers: Vec<Option<String>> = balancers.collect();
    let listed = side_by_side(balancers, |arn| list(task, arn)).await;
    let mut listeners = Vec::new();
    let mut error = None;
    for (of_one, failed) in listed {
        listeners.extend(of_one);
        error = error.or(failed);
    }
    match &found.error {
        // Listeners of load balancers that were not listed are not known.
        Some(error) => {
            let gap = error.gap("", Some(LIST_BALANCERS_PERMISSION));
            part.unread(LISTENER, &task.scope, gap);
        }
        None => task.listed(&mut part, LISTENER, error.as_ref()),
    }
    let arns = listeners.iter().filter_map(|l| l.listener_arn());
    let tags = tags_of(task, LISTENER, arns.map(str::to_owned).collect()).await;
    for resource in side_by_side(listeners, |found| listener(task, found, &tags)).await {
        task.add(&mut part, LISTENER, DESCRIBE_LISTENERS, resource);
    }
    part
}

/// The listeners of one load balancer, up to an error.
async fn list(task: &Task, balancer: Option<String>) -> (Vec<Listener>, Option<CallError>) {
    let Some(arn) = balancer else {
        let error = CallError::malformed(DESCRIBE_LISTENERS, "a load balancer has no ARN");
        return (Vec::new(), Some(error));
    };
    let request = task.aws.elbv2().describe_listeners().load_balancer_arn(arn);
    let pages = request.page_size(PAGE).into_paginator().send();
    let listing = task.aws.pages(DESCRIBE_LISTENERS, pages).await;
    let found = listing.items.into_iter().flat_map(|p| p.listeners.unwrap_or_default());
    // A load balancer that was deleted since has no listeners.
    let error = listing
        .error
        .filter(|e| e.code.as_deref() != Some("LoadBalancerNotFound"));
    (found.collect(), error)
}

async fn listener(task: &Task, listener: Listener, tags: &TagsOf) -> Option<Resource> {
    let arn = listener.listener_arn()?;
    let request = task.aws.elbv2().describe_rules().listener_arn(arn);
    let pages = request.page_size(PAGE).into_paginator().send();
    let listed = task.ask_pages(LISTENER, DESCRIBE_RULES, pages).await;
    let mut out = Builder::new(LISTENER, &task.scope, arn);
    out.name(name(&listener).as_deref()).arn(Some(arn));
    let encrypts = matches!(listener.protocol(), Some(ProtocolEnum::Https | ProtocolEnum::Tls));
    let certificate = listener.certificates().first().and_then(|c| c.certificate_arn());
    out.set("load_balancer_arn", text(listener.load_balancer_arn()))
        .set("port", listener.port())
        .set("protocol", text(listener.protocol().map(|p| p.as_str())))
        .set("ssl_policy", text(listener.ssl_policy().filter(|_| encrypts)))
        .set("certificate_arn", text(certificate))
        .set("alpn_policy", text(listener.alpn_policy().first().map(String::as_str)))
        .set(
            "mutual_authentication",
            listener.mutual_authentication().map_or(Value::Null, mutual),
        )
        .set("default_action", actions(listener.default_actions()))
        .try_read("rules", &listed, |pages| {
            rules(pages.iter().flat_map(|page| page.rules()))
        });
    read_tags(&mut out, tags, arn);
    Some(out.finish())
}

/// `stellarrec:443`: a listener has no name of its own.
fn name(listener: &Listener) -> Option<String> {
    let balancer = listener.load_balancer_arn()?.rsplit('/').nth(1)?;
    Some(format!("{balancer}:{}", listener.port()?))
}

fn mutual(mutual: &MutualAuthenticationAttributes) -> Value {
    json!({
        "mode": text(mutual.mode()),
        "trust_store_arn": text(mutual.trust_store_arn()),
        "ignore_client_certificate_expiry": mutual.ignore_client_certificate_expiry(),
        "advertise_trust_store_ca_names":
            text(mutual.advertise_trust_store_ca_names().map(|a| a.as_str())),
    })
}

/// Rules in the order in which they are tried.
fn rules<'a>(found: impl Iterator<Item = &'a Rule>) -> Result<Value, CallError> {
    let mut rules = Vec::new();
    for rule in found {
        let priority = match rule.priority() {
            Some("default") => None,
            Some(number) => Some(number.parse::<i64>().map_err(|_| odd_rule())?),
            None => return Err(odd_rule()),
        };
        rules.push((priority, rule));
    }
    // The default comes last.
    rules.sort_by_key(|(priority, _)| (priority.is_none(), *priority));
    let described = rules.into_iter().map(|(priority, rule)| {
        json!({
            "arn": text(rule.rule_arn()),
            "priority": priority,
            "is_default": rule.is_default(),
            "condition": rule.conditions().iter().map(condition).collect::<Value>(),
            "action": actions(rule.actions()),
        })
    });
    Ok(described.collect())
}

fn odd_rule() -> CallError {
    CallError::malformed(DESCRIBE_RULES, "the priority of a rule is not understood")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;

    #[test]
    fn rules_come_in_the_order_in_which_they_are_tried() {
        let rule = |priority: &str| {
            Rule::builder()
                .priority(priority)
                .is_default(priority == "default")
                .build()
        };
        let all = [rule("default"), rule("20"), rule("3")];
        let sorted = rules(all.iter()).expect("understood");
        let order: Vec<&Value> = sorted
            .as_array()
            .expect("rules")
            .iter()
            .map(|r| &r["priority"])
            .collect();
        assert_eq!(order, [&json!(3), &json!(20), &Value::Null]);
        assert_eq!(sorted[2]["is_default"], json!(true));
        for odd in [rule("first"), Rule::builder().build()] {
            let error = rules([odd].iter()).expect_err("odd");
            assert_eq!(error.reason, GapReason::Malformed);
        }
    }

    #[test]
    fn a_listener_is_called_after_its_load_balancer_and_port() {
        let arn = "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/stellarrec/50dc6c495c0c9188";
        let listener = Listener::builder().load_balancer_arn(arn).port(443).build();
        assert_eq!(name(&listener).as_deref(), Some("stellarrec:443"));
        assert_eq!(name(&Listener::builder().build()), None);
    }
}
