//! CloudWatch: alarms and dashboards.
//!
//! In: a connection. Out: `aws.cloudwatch.metric_alarm` and `aws.cloudwatch.composite_alarm` of one
//! region, from one listing; `aws.cloudwatch.dashboard` of the account, as every region shows the same
//! ones. May import `cloud`, `model` and the frame of collection.

mod alarms;
mod dashboards;

use aws_sdk_cloudwatch::operation::list_tags_for_resource::ListTagsForResourceOutput;

use super::super::{Asked, Builder};
use super::Service;
use super::task::Task;
use crate::cloud::CallError;

pub(super) const SERVICE: Service = Service {
    name: "cloudwatch",
    kinds: &[alarms::METRIC, alarms::COMPOSITE],
    regional: true,
    collect: |task| Box::pin(alarms::collect(task)),
};

pub(super) const DASHBOARDS: Service = Service {
    name: "cloudwatch",
    kinds: &[dashboards::DASHBOARD],
    regional: false,
    collect: |task| Box::pin(dashboards::collect(task)),
};

const LIST_TAGS: &str = "cloudwatch:ListTagsForResource";

/// Reads the tags of a thing. They are asked for by ARN, so a thing without one has a gap there.
async fn read_tags(task: &Task, kind: &str, arn: Option<&str>, out: &mut Builder) {
    let Some(arn) = arn else {
        if task.asks(kind, LIST_TAGS) {
            out.gap("tags", &CallError::malformed(LIST_TAGS, "the listing states no ARN"));
        }
        return;
    };
    let request = task.aws.cloudwatch().list_tags_for_resource().resource_arn(arn).send();
    let tags: Asked<ListTagsForResourceOutput> = task.ask(kind, LIST_TAGS, request).await;
    out.read_tags(&tags, |answer| {
        answer
            .tags()
            .iter()
            .filter_map(|t| Some((t.key()?, t.value().unwrap_or(""))))
    });
}
