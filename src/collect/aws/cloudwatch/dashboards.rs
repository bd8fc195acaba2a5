//! Dashboards. In: the dashboards of the account. Out: `aws.cloudwatch.dashboard`; of the body only how
//! many widgets it has.

use aws_sdk_cloudwatch::types::DashboardEntry;
use serde_json::Value;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{text, time};
use super::read_tags;
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const DASHBOARD: &str = "aws.cloudwatch.dashboard";
const LIST: &str = "cloudwatch:ListDashboards";
const GET: &str = "cloudwatch:GetDashboard";

pub(super) async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    let pages = task.aws.cloudwatch().list_dashboards().into_paginator().send();
    let pages = task.list(&mut part, DASHBOARD, LIST, pages).await;
    let task = &task;
    let found = pages.into_iter().filter_map(|page| page.dashboard_entries).flatten();
    for dashboard in side_by_side(found, |entry| async move { dashboard(task, &entry).await }).await {
        task.add(&mut part, DASHBOARD, LIST, dashboard);
    }
    part
}

async fn dashboard(task: &Task, entry: &DashboardEntry) -> Option<Resource> {
    let name = entry.dashboard_name()?;
    let mut out = Builder::new(DASHBOARD, &task.scope, name);
    out.arn(entry.dashboard_arn());
    out.set("dashboard_name", name)
        .set("dashboard_arn", text(entry.dashboard_arn()))
        .set("size", entry.size())
        .set("last_modified", time(entry.last_modified()));
    let request = task.aws.cloudwatch().get_dashboard().dashboard_name(name).send();
    let body = task.ask(DASHBOARD, GET, request).await;
    out.try_read("widget_count", &body, |answer| widgets(answer.dashboard_body()));
    read_tags(task, DASHBOARD, entry.dashboard_arn(), &mut out).await;
    Some(out.finish())
}

/// How many widgets a body has.
fn widgets(body: Option<&str>) -> Result<usize, CallError> {
    let odd = |why: &str| CallError::malformed(GET, why);
    let body: Value = serde_json::from_str(body.unwrap_or_default()).map_err(|e| odd(&e.to_string()))?;
    match body.get("widgets") {
        None if body.is_object() => Ok(0),
        Some(Value::Array(widgets)) => Ok(widgets.len()),
        _ => Err(odd("the body has no list of widgets")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widgets_are_counted_or_the_body_is_not_understood() {
        assert_eq!(widgets(Some(r#"{"widgets": [{}, {}]}"#)), Ok(2));
        assert_eq!(widgets(Some("{}")), Ok(0));
        for odd in [None, Some(""), Some("[]"), Some(r#"{"widgets": 3}"#)] {
            assert!(widgets(odd).is_err(), "{odd:?}");
        }
    }
}
