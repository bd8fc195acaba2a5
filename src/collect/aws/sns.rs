//! SNS: topics and subscriptions.
//!
//! In: a connection in one region. Out: `aws.sns.topic` and `aws.sns.subscription`. Who receives
//! messages is told without personal addresses and without the secrets that URLs carry. May import
//! `cloud`, `model` and the frame of collection.

use std::collections::HashMap;

use aws_sdk_sns::types::Subscription;
use serde_json::Value;

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{document, text};
use crate::cloud::CallError;
use crate::model::{Resource, Scope, digest};

pub(super) const SERVICE: Service = Service {
    name: "sns",
    kinds: &[TOPIC, SUBSCRIPTION],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const TOPIC: &str = "aws.sns.topic";
const SUBSCRIPTION: &str = "aws.sns.subscription";
const LIST_TOPICS: &str = "sns:ListTopics";
const LIST_SUBSCRIPTIONS: &str = "sns:ListSubscriptions";
const GET_ATTRIBUTES: &str = "sns:GetTopicAttributes";
const LIST_TAGS: &str = "sns:ListTagsForResource";
/// What stands for an endpoint that could hold anything.
const HIDDEN: &str = "(hidden)";

async fn collect(task: Task) -> Part {
    let (mut part, subscriptions) = tokio::join!(topics(&task), subscriptions(&task));
    part.merge(subscriptions);
    part
}

async fn topics(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(TOPIC) {
        return part;
    }
    let pages = task.aws.sns().list_topics().into_paginator().send();
    let pages = task.list(&mut part, TOPIC, LIST_TOPICS, pages).await;
    let found = pages.into_iter().filter_map(|page| page.topics).flatten();
    let read = side_by_side(found, |found| async move {
        match found.topic_arn() {
            Some(arn) => Some(topic(task, arn).await),
            None => None,
        }
    });
    for topic in read.await {
        task.add(&mut part, TOPIC, LIST_TOPICS, topic);
    }
    part
}

async fn topic(task: &Task, arn: &str) -> Resource {
    let name = arn.rsplit(':').next().unwrap_or(arn);
    let mut out = Builder::new(TOPIC, &task.scope, arn);
    out.name(Some(name)).arn(Some(arn));
    out.set("arn", arn)
        .set("name", name)
        // A topic has this ending if and only if it keeps the order.
        .set("fifo_topic", name.ends_with(".fifo"));
    let client = task.aws.sns();
    let request = client.get_topic_attributes().topic_arn(arn).send();
    let asked = task.ask(TOPIC, GET_ATTRIBUTES, request).await;
    let asked = asked.map(|answer| answer.map(|a| a.attributes.unwrap_or_default()));
    set_attributes(&mut out, &asked);
    let request = client.list_tags_for_resource().resource_arn(arn).send();
    let tags = task.ask(TOPIC, LIST_TAGS, request).await;
    out.read_tags(&tags, |answer| answer.tags().iter().map(|t| (t.key(), t.value())));
    out.finish()
}

/// Sets what the attributes of a topic say. All of them are text.
fn set_attributes(out: &mut Builder, asked: &Asked<HashMap<String, String>>) {
    type Attributes = HashMap<String, String>;
    let texts = [
        ("display_name", "DisplayName"),
        ("owner", "Owner"),
        ("kms_master_key_id", "KmsMasterKeyId"),
        ("tracing_config", "TracingConfig"),
    ];
    for (path, name) in texts {
        out.read(path, asked, |all: &Attributes| text(all.get(name).map(String::as_str)));
    }
    let numbers = [
        ("signature_version", "SignatureVersion"),
        ("subscriptions_confirmed", "SubscriptionsConfirmed"),
        ("subscriptions_pending", "SubscriptionsPending"),
    ];
    for (path, name) in numbers {
        out.try_read(path, asked, |all: &Attributes| whole(name, all.get(name)));
    }
    out.try_read("policy", asked, |all: &Attributes| match all.get("Policy") {
        Some(policy) => document(GET_ATTRIBUTES, policy, false),
        None => Ok(Value::Null),
    });
}

fn whole(name: &str, stated: Option<&String>) -> Result<Value, CallError> {
    let Some(stated) = stated.filter(|s| !s.is_empty()) else {
        return Ok(Value::Null);
    };
    let number: i64 = stated
        .parse()
        .map_err(|_| CallError::malformed(GET_ATTRIBUTES, &format!("{name} is no whole number")))?;
    Ok(number.into())
}

async fn subscriptions(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SUBSCRIPTION) {
        return part;
    }
    let pages = task.aws.sns().list_subscriptions().into_paginator().send();
    for page in task.list(&mut part, SUBSCRIPTION, LIST_SUBSCRIPTIONS, pages).await {
        // One that was ended stays in the listing for a while.
        let live = |s: &&Subscription| s.subscription_arn() != Some("Deleted");
        for found in page.subscriptions().iter().filter(live) {
            let resource = subscription(&task.scope, found);
            task.add(&mut part, SUBSCRIPTION, LIST_SUBSCRIPTIONS, resource);
        }
    }
    part
}

/// A subscription gets its ARN when it is confirmed; until then it is told by whom it is for.
fn subscription(scope: &Scope, found: &Subscription) -> Option<Resource> {
    let (topic, protocol) = (found.topic_arn()?, found.protocol()?);
    let arn = found.subscription_arn().filter(|arn| arn.starts_with("arn:"));
    let pending = found.subscription_arn() == Some("PendingConfirmation");
    let receiver = digest::of_parts([found.endpoint().unwrap_or_default()]);
    let receiver = receiver.get(..12).unwrap_or_default();
    let id = match (arn, pending) {
        (Some(arn), _) => arn.to_owned(),
        (None, true) => format!("{topic}:{protocol}:{receiver}"),
        (None, false) => return None,
    };
    let mut out = Builder::new(SUBSCRIPTION, scope, &id);
    let name = topic.rsplit(':').next().unwrap_or(topic);
    out.name(Some(&format!("{name} {protocol}"))).arn(arn);
    out.set("topic_arn", topic)
        .set("protocol", protocol)
        .set("endpoint", found.endpoint().map(|endpoint| told(protocol, endpoint)))
        .set("pending_confirmation", pending)
        .set("confirmed", arn.is_some())
        .set("owner_id", text(found.owner()));
    Some(out.finish())
}

/// An endpoint as it may be told.
fn told(protocol: &str, endpoint: &str) -> String {
    let told = match protocol {
        "http" | "https" => origin(endpoint),
        "email" | "email-json" => masked_address(endpoint),
        "sms" => Some(masked_number(endpoint)),
        _ => endpoint.starts_with("arn:").then(|| endpoint.to_owned()),
    };
    told.unwrap_or_else(|| HIDDEN.to_owned())
}

/// Scheme and host of a URL, without login, path and query.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next().filter(|host| !host.is_empty())?;
    let known = ["http", "https"].iter().any(|s| scheme.eq_ignore_ascii_case(s));
    known.then(|| format!("{}://{}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase()))
}

/// The first letter and the domain of an address.
fn masked_address(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    Some(format!("{}***@{domain}", local.chars().next()?))
}

/// The last two digits of a telephone number.
fn masked_number(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let last = digits
        .get(digits.len().saturating_sub(2)..)
        .filter(|_| digits.len() > 4);
    format!("***{}", last.unwrap_or_default().iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    const TOPIC_ARN: &str = "arn:aws:sns:us-east-1:1:alerts";

    fn scope() -> Scope {
        Scope::aws("1").in_region("us-east-1")
    }

    fn subscribed(arn: &str, protocol: &str, endpoint: &str) -> Option<Resource> {
        let found = Subscription::builder()
            .subscription_arn(arn)
            .topic_arn(TOPIC_ARN)
            .protocol(protocol)
            .endpoint(endpoint)
            .build();
        subscription(&scope(), &found)
    }

    #[test]
    fn endpoints_are_told_without_secrets_and_persons() {
        for (protocol, endpoint, expected) in [
            (
                "https",
                "https://Hooks.example.com/T0/secret?token=x",
                "https://hooks.example.com",
            ),
            (
                "https",
                "https://user:secret@example.com:8443/x",
                "https://example.com:8443",
            ),
            ("http", "http://example.com?secret", "http://example.com"),
            ("http", "secret", HIDDEN),
            ("https", "https:///secret", HIDDEN),
            ("https", "gopher://secret", HIDDEN),
            ("email", "oncall@example.com", "o***@example.com"),
            ("email-json", "secret", HIDDEN),
            ("email", "@example.com", HIDDEN),
            ("sms", "+491701234567", "***67"),
            ("sms", "112", "***"),
            ("sqs", "arn:aws:sqs:us-east-1:1:jobs", "arn:aws:sqs:us-east-1:1:jobs"),
            ("application", "secret", HIDDEN),
            ("carrier-pigeon", "secret", HIDDEN),
        ] {
            assert_eq!(told(protocol, endpoint), expected, "{protocol} {endpoint}");
        }
    }

    #[test]
    fn a_pending_subscription_has_an_id_of_its_own() {
        let waiting = |endpoint: &str| subscribed("PendingConfirmation", "email", endpoint).expect("known");
        let one = waiting("a@example.com");
        assert_eq!(one.id, waiting("a@example.com").id);
        assert_ne!(one.id, waiting("aa@example.com").id);
        assert!(one.id.starts_with(&format!("{TOPIC_ARN}:email:")), "{}", one.id);
        assert_eq!(one.arn, None);
        assert_eq!(one.attributes["pending_confirmation"], json!(true));
        assert_eq!(one.attributes["confirmed"], json!(false));
        let arn = format!("{TOPIC_ARN}:0d9a");
        let confirmed = subscribed(&arn, "email", "a@example.com").expect("known");
        assert_eq!(
            (confirmed.id.as_str(), confirmed.arn.as_deref()),
            (arn.as_str(), Some(arn.as_str()))
        );
        assert_eq!(confirmed.attributes["confirmed"], json!(true));
        assert!(subscribed("what?", "email", "a@example.com").is_none());
    }

    #[test]
    fn attributes_that_make_no_sense_are_gaps() {
        let read = |attributes: &[(&str, &str)]| {
            let all = attributes
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect();
            let mut out = Builder::new(TOPIC, &scope(), TOPIC_ARN);
            set_attributes(&mut out, &Some(Ok(all)));
            out.finish()
        };
        let topic = read(&[("Policy", "{}"), ("SubscriptionsConfirmed", "2"), ("DisplayName", "")]);
        assert!(topic.gaps.is_empty(), "{:?}", topic.gaps);
        assert_eq!(topic.attributes["subscriptions_confirmed"], json!(2));
        assert_eq!(topic.attributes["policy"], json!({}));
        for path in ["display_name", "kms_master_key_id", "signature_version"] {
            assert_eq!(topic.attributes[path], Value::Null, "{path}");
        }
        let odd = read(&[("Policy", "{"), ("SubscriptionsConfirmed", "many")]);
        let gaps: Vec<_> = odd.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        let malformed = GapReason::Malformed;
        assert_eq!(gaps, [("subscriptions_confirmed", malformed), ("policy", malformed)]);
    }
}
