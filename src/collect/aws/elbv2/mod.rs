//! Application, network and gateway load balancers.
//!
//! In: a connection in one region. Out: the kinds of [`SERVICE`]. Load balancers are listed once for
//! themselves and for their listeners. May import `cloud`, `model` and the frame of collection.

mod actions;
mod listeners;
mod load_balancers;
mod target_groups;

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::types::{Tag, TagDescription};
use serde_json::Value;

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use crate::cloud::CallError;

pub(super) const SERVICE: Service = Service {
    name: "elbv2",
    kinds: &[
        load_balancers::LOAD_BALANCER,
        listeners::LISTENER,
        target_groups::TARGET_GROUP,
    ],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const DESCRIBE_TAGS: &str = "elbv2:DescribeTags";

/// Things whose tags one call tells.
const TAGS_AT_ONCE: usize = 20;

/// The largest page of all listings.
const PAGE: i32 = 400;

async fn collect(task: Task) -> Part {
    let (mut part, groups) = tokio::join!(balancers_and_listeners(&task), target_groups::collect(&task));
    part.merge(groups);
    part
}

async fn balancers_and_listeners(task: &Task) -> Part {
    let (wants_balancers, wants_listeners) = (
        task.wants(load_balancers::LOAD_BALANCER),
        task.wants(listeners::LISTENER),
    );
    if !wants_balancers && !wants_listeners {
        return Part::default();
    }
    let found = load_balancers::list(task).await;
    let balancers = async {
        match wants_balancers {
            true => load_balancers::collect(task, &found).await,
            false => Part::default(),
        }
    };
    let listeners = async {
        match wants_listeners {
            true => listeners::collect(task, &found).await,
            false => Part::default(),
        }
    };
    let (mut part, listeners) = tokio::join!(balancers, listeners);
    part.merge(listeners);
    part
}

/// The tags of things of one kind by ARN, or why they are not known; empty when nobody asks.
type TagsOf = BTreeMap<String, Result<Vec<Tag>, CallError>>;

/// Reads the tags of many things, a batch a call.
async fn tags_of(task: &Task, kind: &str, arns: Vec<String>) -> TagsOf {
    let batches: Vec<Vec<String>> = arns.chunks(TAGS_AT_ONCE).map(<[String]>::to_vec).collect();
    let read = |batch: Vec<String>| async move {
        let request = task.aws.elbv2().describe_tags();
        let request = request.set_resource_arns(Some(batch.clone())).send();
        let answer = task.ask(kind, DESCRIBE_TAGS, request).await;
        let answer = answer.map(|answer| answer.map(|a| a.tag_descriptions.unwrap_or_default()));
        by_arn(batch, answer)
    };
    side_by_side(batches, read).await.into_iter().flatten().collect()
}

/// Deals an answer out to what it was asked for. A thing that it does not name has unknown tags.
fn by_arn(batch: Vec<String>, answer: Asked<Vec<TagDescription>>) -> Vec<(String, Result<Vec<Tag>, CallError>)> {
    let Some(answer) = answer else { return Vec::new() };
    let of = |arn: &str| match &answer {
        Err(error) => Err(error.clone()),
        Ok(described) => match described.iter().find(|d| d.resource_arn() == Some(arn)) {
            Some(found) => Ok(found.tags().to_vec()),
            None => Err(CallError::malformed(DESCRIBE_TAGS, "a thing is missing in the answer")),
        },
    };
    batch
        .into_iter()
        .map(|arn| {
            let tags = of(&arn);
            (arn, tags)
        })
        .collect()
}

/// Takes over the tags of one thing.
fn read_tags(out: &mut Builder, all: &TagsOf, arn: &str) {
    let asked = all.get(arn).cloned();
    out.read_tags(&asked, |tags| {
        tags.iter().filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
    });
}

/// Attributes by key, as the service tells them: all values as text.
struct Attributes {
    operation: &'static str,
    values: BTreeMap<String, String>,
}

impl Attributes {
    fn new<'a>(operation: &'static str, all: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>) -> Self {
        let values = all.filter_map(|(key, value)| Some((key?.to_owned(), value.unwrap_or("").to_owned())));
        Self {
            operation,
            values: values.collect(),
        }
    }

    /// The text of an attribute, or `null` for one that this kind of thing does not have.
    fn text(&self, key: &str) -> Value {
        self.set(key).map_or(Value::Null, Value::from)
    }

    fn boolean(&self, key: &str) -> Result<Value, CallError> {
        match self.set(key) {
            None => Ok(Value::Null),
            Some("true") => Ok(true.into()),
            Some("false") => Ok(false.into()),
            Some(_) => Err(self.odd(key)),
        }
    }

    fn integer(&self, key: &str) -> Result<Value, CallError> {
        match self.set(key) {
            None => Ok(Value::Null),
            Some(text) => text.parse::<i64>().map(Value::from).map_err(|_| self.odd(key)),
        }
    }

    fn set(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str).filter(|v| !v.is_empty())
    }

    fn odd(&self, key: &str) -> CallError {
        CallError::malformed(self.operation, &format!("the value of {key} is not understood"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    #[test]
    fn attributes_are_what_they_look_like_or_not_understood() {
        let pairs = [
            (Some("on"), Some("true")),
            (Some("off"), Some("false")),
            (Some("time"), Some("60")),
            (Some("mode"), Some("defensive")),
            (Some("prefix"), Some("")),
            (None, Some("lost")),
        ];
        let all = Attributes::new("elbv2:X", pairs.into_iter());
        assert_eq!(all.boolean("on"), Ok(json!(true)));
        assert_eq!(all.boolean("off"), Ok(json!(false)));
        assert_eq!(all.boolean("none"), Ok(Value::Null));
        assert_eq!(all.integer("time"), Ok(json!(60)));
        assert_eq!(all.text("mode"), json!("defensive"));
        assert_eq!(all.text("prefix"), Value::Null);
        for odd in [all.boolean("time"), all.integer("mode")] {
            assert_eq!(odd.expect_err("odd").reason, GapReason::Malformed);
        }
    }

    #[test]
    fn a_thing_without_an_answer_has_unknown_tags() {
        let arns = || vec!["a".to_owned(), "b".to_owned()];
        let tag = Tag::builder().key("owner").value("platform").build();
        let described = TagDescription::builder().resource_arn("a").tags(tag.clone()).build();
        let dealt = by_arn(arns(), Some(Ok(vec![described])));
        assert_eq!(dealt[0], ("a".to_owned(), Ok(vec![tag])));
        assert_eq!(dealt[1].1.as_ref().map_err(|e| e.reason), Err(GapReason::Malformed));
        let refused = CallError::own(DESCRIBE_TAGS, GapReason::AccessDenied, "refused");
        assert!(by_arn(arns(), Some(Err(refused))).iter().all(|(_, tags)| tags.is_err()));
        assert!(by_arn(arns(), None).is_empty());
    }
}
