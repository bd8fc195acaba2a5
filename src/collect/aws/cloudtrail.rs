//! CloudTrail: trails.
//!
//! In: a connection in one region. Out: `aws.cloudtrail.trail`, each once, in its home region. May
//! import `cloud`, `model` and the frame of collection.

use std::collections::BTreeMap;

use aws_sdk_cloudtrail::operation::get_event_selectors::GetEventSelectorsOutput;
use aws_sdk_cloudtrail::operation::get_insight_selectors::GetInsightSelectorsOutput;
use aws_sdk_cloudtrail::operation::get_trail_status::GetTrailStatusOutput;
use aws_sdk_cloudtrail::types::{AdvancedEventSelector, AdvancedFieldSelector, EventSelector, Tag, Trail};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, absent_on, side_by_side};
use super::values::{sorted, text, time};
use crate::cloud::CallError;
use crate::model::{GapReason, Resource};

pub(super) const SERVICE: Service = Service {
    name: "cloudtrail",
    kinds: &[TRAIL],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const TRAIL: &str = "aws.cloudtrail.trail";
const DESCRIBE_TRAILS: &str = "cloudtrail:DescribeTrails";
const GET_STATUS: &str = "cloudtrail:GetTrailStatus";
const GET_SELECTORS: &str = "cloudtrail:GetEventSelectors";
const GET_INSIGHTS: &str = "cloudtrail:GetInsightSelectors";
const LIST_TAGS: &str = "cloudtrail:ListTags";

/// How the service says that a trail has no insights.
const NO_INSIGHTS: [&str; 1] = ["InsightNotEnabledException"];
/// How the service says that only the account of a trail may ask this.
const OF_ANOTHER_ACCOUNT: [&str; 2] = ["CloudTrailARNInvalidException", "TrailNotFoundException"];
/// Trails whose tags one call gives.
const TRAILS_A_CALL: usize = 20;

/// Tags by the ARN of their trail. A trail that nobody asked for is not in it.
type Tags = BTreeMap<String, Result<Vec<Tag>, CallError>>;

/// A trail with what tells it from others.
struct Found {
    trail: Trail,
    arn: String,
    home: String,
}

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(TRAIL) {
        return part;
    }
    // A trail is listed in every region that it covers. Without these shadows, a trail of the
    // organization would be listed nowhere in the accounts that it is made for.
    let request = task
        .aws
        .cloudtrail()
        .describe_trails()
        .include_shadow_trails(true)
        .send();
    let answer = task.list_once(&mut part, TRAIL, DESCRIBE_TRAILS, request).await;
    let trails = answer.and_then(|answer| answer.trail_list).unwrap_or_default();
    let mut found = Vec::new();
    for trail in trails {
        match identified(trail) {
            Some(trail) if is_read_here(&task, &trail.home) => found.push(trail),
            Some(_) => {}
            None => task.add(&mut part, TRAIL, DESCRIBE_TRAILS, None),
        }
    }
    let tags = tags(&task, &found).await;
    for resource in side_by_side(found, |found| trail(&task, found, &tags)).await {
        task.add(&mut part, TRAIL, DESCRIBE_TRAILS, Some(resource));
    }
    part
}

fn identified(trail: Trail) -> Option<Found> {
    let arn = trail.trail_arn()?.to_owned();
    let home = trail.home_region().or_else(|| arn.split(':').nth(3));
    let home = home.filter(|home| !home.is_empty())?.to_owned();
    Some(Found { trail, arn, home })
}

/// True in the trail's home region, and in the first of the regions to read when that is none of them.
fn is_read_here(task: &Task, home: &str) -> bool {
    let enabled = match &task.facts.enabled_regions {
        Some(Ok(enabled)) => Some(enabled.as_slice()),
        _ => None,
    };
    reader(task.regions(), enabled, home).is_none_or(|reader| task.scope.region.as_deref() == Some(reader))
}

/// The region that reads a trail; `None` when one region alone is read.
fn reader<'a>(named: &'a [String], enabled: Option<&'a [String]>, home: &'a str) -> Option<&'a str> {
    let read: Vec<&str> = match (named, enabled) {
        ([], enabled) => enabled.unwrap_or_default().iter().map(String::as_str).collect(),
        (named, enabled) => {
            let on = |region: &&String| enabled.is_none_or(|enabled| enabled.contains(region));
            named.iter().filter(on).map(String::as_str).collect()
        }
    };
    match read.contains(&home) {
        true => Some(home),
        false => read.first().copied(),
    }
}

/// Tags are known in the home region only. A call must not mix accounts: what is refused for the
/// trail of another would be refused for all.
async fn tags(task: &Task, trails: &[Found]) -> Tags {
    let mut places: BTreeMap<(&str, Option<&str>), Vec<String>> = BTreeMap::new();
    for found in trails {
        places
            .entry((&found.home, owner(&found.arn)))
            .or_default()
            .push(found.arn.clone());
    }
    let mut calls = Vec::new();
    for ((home, _), arns) in places {
        calls.extend(arns.chunks(TRAILS_A_CALL).map(|arns| (home.to_owned(), arns.to_vec())));
    }
    let answers = side_by_side(calls, |(home, arns)| tags_of(task, home, arns)).await;
    answers.into_iter().flatten().collect()
}

async fn tags_of(task: &Task, home: String, arns: Vec<String>) -> Tags {
    let request = task.aws.in_region(&home).cloudtrail().list_tags();
    let request = request.set_resource_id_list(Some(arns.clone()));
    let Some(pages) = task.ask_pages(TRAIL, LIST_TAGS, request.into_paginator().send()).await else {
        return Tags::new();
    };
    let of = |arn: &str| {
        let pages = pages.as_ref().map_err(Clone::clone)?;
        let mut lists = pages
            .iter()
            .flat_map(|page| page.resource_tag_list())
            .filter(|list| list.resource_id() == Some(arn))
            .peekable();
        match lists.peek() {
            Some(_) => Ok(lists.flat_map(|list| list.tags_list()).cloned().collect()),
            None => Err(CallError::malformed(LIST_TAGS, "the answer leaves out the trail")),
        }
    };
    let each = arns.into_iter().map(|arn| {
        let tags = of(&arn);
        (arn, tags)
    });
    each.collect()
}

async fn trail(task: &Task, found: Found, tags: &Tags) -> Resource {
    let Found { trail, arn, home } = &found;
    // The status can be asked for wherever the trail is listed, all else where it lives.
    let (here, there) = (task.aws.cloudtrail(), task.aws.in_region(home).cloudtrail());
    let (status, selectors, insights) = tokio::join!(
        task.ask(TRAIL, GET_STATUS, here.get_trail_status().name(arn).send()),
        task.ask(TRAIL, GET_SELECTORS, there.get_event_selectors().trail_name(arn).send()),
        task.ask(
            TRAIL,
            GET_INSIGHTS,
            there.get_insight_selectors().trail_name(arn).send()
        ),
    );
    let of_another = owner(arn) != Some(task.account());
    let selectors = of_trail(selectors, of_another);
    let insights = absent_on(of_trail(insights, of_another), &NO_INSIGHTS);
    let mut out = Builder::new(TRAIL, &task.scope.in_region(home), arn);
    out.name(trail.name()).arn(Some(arn));
    set_settings(&mut out, trail, home);
    set_status(&mut out, &status);
    set_selectors(&mut out, &selectors, &insights);
    let tags: Asked<Vec<Tag>> = of_trail(tags.get(arn).cloned(), of_another);
    out.read_tags(&tags, |tags| tags.iter().map(|t| (t.key(), t.value().unwrap_or(""))));
    out.finish()
}

/// The account that a trail belongs to.
fn owner(arn: &str) -> Option<&str> {
    arn.split(':').nth(4)
}

/// Of the organization's trail, its members may know that it is there and logs, but not all else:
/// no permission changes that.
fn of_trail<T>(answer: Asked<T>, of_another: bool) -> Asked<T> {
    let closed = |error: &CallError| {
        error
            .code
            .as_deref()
            .is_some_and(|code| OF_ANOTHER_ACCOUNT.contains(&code))
    };
    answer.map(|answer| {
        answer.map_err(|error| match of_another && closed(&error) {
            true => CallError {
                reason: GapReason::NotSupported,
                ..error
            },
            false => error,
        })
    })
}

fn set_settings(out: &mut Builder, trail: &Trail, home: &str) {
    out.set("name", text(trail.name()))
        .set("home_region", home)
        .set("is_multi_region_trail", trail.is_multi_region_trail())
        .set("is_organization_trail", trail.is_organization_trail())
        .set("include_global_service_events", trail.include_global_service_events())
        .set("enable_log_file_validation", trail.log_file_validation_enabled())
        .set("kms_key_id", text(trail.kms_key_id()))
        .set("s3_bucket_name", text(trail.s3_bucket_name()))
        .set("s3_key_prefix", text(trail.s3_key_prefix()))
        .set("sns_topic_arn", text(trail.sns_topic_arn()))
        .set(
            "cloud_watch_logs_group_arn",
            text(trail.cloud_watch_logs_log_group_arn()),
        )
        .set("cloud_watch_logs_role_arn", text(trail.cloud_watch_logs_role_arn()));
}

fn set_status(out: &mut Builder, status: &Asked<GetTrailStatusOutput>) {
    out.read("enable_logging", status, |s| s.is_logging())
        .read("latest_delivery_time", status, |s| time(s.latest_delivery_time()))
        .read("latest_delivery_error", status, |s| text(s.latest_delivery_error()))
        .read("latest_cloud_watch_logs_delivery_time", status, |s| {
            time(s.latest_cloud_watch_logs_delivery_time())
        })
        .read("latest_cloud_watch_logs_delivery_error", status, |s| {
            text(s.latest_cloud_watch_logs_delivery_error())
        });
}

fn set_selectors(
    out: &mut Builder,
    selectors: &Asked<GetEventSelectorsOutput>,
    insights: &Asked<Option<GetInsightSelectorsOutput>>,
) {
    out.read("event_selector", selectors, |s| {
        s.event_selectors().iter().map(event_selector).collect::<Value>()
    })
    .read("advanced_event_selector", selectors, |s| {
        s.advanced_event_selectors().iter().map(advanced).collect::<Value>()
    })
    .read("insight_selector", insights, |insights| {
        let all = insights.iter().flat_map(|i| i.insight_selectors());
        let mut types: Vec<&str> = all.filter_map(|i| i.insight_type()).map(|t| t.as_str()).collect();
        types.sort_unstable();
        let types = types.into_iter().map(|name| json!({"insight_type": name}));
        types.collect::<Value>()
    });
}

fn event_selector(selector: &EventSelector) -> Value {
    let data = selector.data_resources().iter();
    let data = data.map(|d| json!({"type": text(d.r#type()), "values": names(d.values())}));
    json!({
        "read_write_type": text(selector.read_write_type().map(|t| t.as_str())),
        "include_management_events": selector.include_management_events(),
        "exclude_management_event_sources": names(selector.exclude_management_event_sources()),
        "data_resource": data.collect::<Value>(),
    })
}

fn advanced(selector: &AdvancedEventSelector) -> Value {
    let fields = selector.field_selectors().iter().map(field_selector);
    json!({"name": text(selector.name()), "field_selector": fields.collect::<Value>()})
}

fn field_selector(selector: &AdvancedFieldSelector) -> Value {
    json!({
        "field": text(Some(selector.field())),
        "equals": names(selector.equals()),
        "not_equals": names(selector.not_equals()),
        "starts_with": names(selector.starts_with()),
        "not_starts_with": names(selector.not_starts_with()),
        "ends_with": names(selector.ends_with()),
        "not_ends_with": names(selector.not_ends_with()),
    })
}

fn names(names: &[String]) -> Value {
    sorted(names.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_trail_is_read_in_one_region_whichever_regions_are_read() {
        let enabled = regions(&["eu-west-1", "us-east-1", "us-west-2"]);
        let all: Option<&[String]> = Some(&enabled);
        // All regions are read: the home region has it.
        assert_eq!(reader(&[], all, "us-east-1"), Some("us-east-1"));
        // The home of an organization's trail may be switched off in this account.
        assert_eq!(reader(&[], all, "ap-east-1"), Some("eu-west-1"));
        let named = regions(&["us-west-2", "eu-west-1"]);
        assert_eq!(reader(&named, all, "eu-west-1"), Some("eu-west-1"));
        assert_eq!(reader(&named, all, "us-east-1"), Some("us-west-2"));
        // A named region that is switched off reads nothing.
        let named = regions(&["ap-east-1", "us-west-2"]);
        assert_eq!(reader(&named, all, "us-east-1"), Some("us-west-2"));
        assert_eq!(reader(&named, None, "us-east-1"), Some("ap-east-1"));
        // Which regions there are is unknown: only this one is read.
        assert_eq!(reader(&[], None, "us-east-1"), None);
    }

    #[test]
    fn a_trail_is_known_by_its_arn_and_lies_in_its_home() {
        let arn = "arn:aws:cloudtrail:us-east-1:210987654321:trail/all";
        let trail = Trail::builder().name("all").trail_arn(arn).build();
        assert_eq!(identified(trail).expect("known").home, "us-east-1");
        let trail = Trail::builder().name("all").build();
        assert!(identified(trail).is_none());
    }

    #[test]
    fn what_only_the_trails_own_account_may_ask_is_no_fault_of_the_service() {
        let refused = |code: &str| -> Asked<u8> {
            Some(Err(CallError {
                code: Some(code.to_owned()),
                ..CallError::own(LIST_TAGS, GapReason::ServiceError, "AccountID in ARN is wrong")
            }))
        };
        let reason = |asked: Asked<u8>| asked.and_then(Result::err).map(|error| error.reason);
        let invalid = "CloudTrailARNInvalidException";
        assert_eq!(reason(of_trail(refused(invalid), true)), Some(GapReason::NotSupported));
        assert_eq!(reason(of_trail(refused(invalid), false)), Some(GapReason::ServiceError));
        assert_eq!(
            reason(of_trail(refused("InternalError"), true)),
            Some(GapReason::ServiceError)
        );
    }

    #[test]
    fn selectors_keep_their_order_and_sort_their_names() {
        let selector = EventSelector::builder()
            .include_management_events(false)
            .data_resources(
                aws_sdk_cloudtrail::types::DataResource::builder()
                    .r#type("AWS::S3::Object")
                    .values("b")
                    .values("a")
                    .build(),
            )
            .build();
        assert_eq!(
            event_selector(&selector),
            json!({"read_write_type": null, "include_management_events": false,
                   "exclude_management_event_sources": [],
                   "data_resource": [{"type": "AWS::S3::Object", "values": ["a", "b"]}]})
        );
    }
}
