//! Flow logs.
//!
//! In: a connection in one region. Out: `aws.ec2.flow_log`.

use aws_sdk_ec2::types::FlowLog;
use serde_json::Value;

use super::super::super::Part;
use super::super::task::Task;
use super::super::values::text;
use super::{PAGE, begin, tags};
use crate::model::Resource;

pub(super) const FLOW_LOG: &str = "aws.ec2.flow_log";
const DESCRIBE_FLOW_LOGS: &str = "ec2:DescribeFlowLogs";

/// What may be logged: the attribute that names it, and how its ids begin.
const LOGGED: [(&str, &str); 6] = [
    ("vpc_id", "vpc-"),
    ("subnet_id", "subnet-"),
    ("eni_id", "eni-"),
    ("transit_gateway_id", "tgw-"),
    ("transit_gateway_attachment_id", "tgw-attach-"),
    ("regional_nat_gateway_id", "nat-"),
];

pub(super) async fn flow_logs(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(FLOW_LOG) {
        return part;
    }
    let request = task.aws.ec2().describe_flow_logs().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, FLOW_LOG, DESCRIBE_FLOW_LOGS, pages).await;
    for found in pages.iter().flat_map(|page| page.flow_logs()) {
        task.add(&mut part, FLOW_LOG, DESCRIBE_FLOW_LOGS, flow_log(task, found));
    }
    part
}

fn flow_log(task: &Task, log: &FlowLog) -> Option<Resource> {
    let id = log.flow_log_id()?;
    let mut out = begin(task, FLOW_LOG, id, Some(task.account()), "vpc-flow-log", log.tags());
    for (path, _) in LOGGED {
        let logged = log.resource_id().filter(|id| logged_as(id) == Some(path));
        out.set(path, text(logged));
    }
    let destination = log.log_destination_type().map(|t| t.as_str());
    out.set("resource_id", text(log.resource_id()))
        .set("traffic_type", text(log.traffic_type().map(|t| t.as_str())))
        .set("log_destination_type", text(destination))
        .set("log_destination", text(log.log_destination()))
        .set("log_group_name", text(log.log_group_name()))
        .set("log_format", text(log.log_format()))
        .set("max_aggregation_interval", Value::from(log.max_aggregation_interval()))
        .set("iam_role_arn", text(log.deliver_logs_permission_arn()))
        .set("flow_log_status", text(log.flow_log_status()))
        .set("deliver_logs_status", text(log.deliver_logs_status()))
        .set("deliver_logs_error_message", text(log.deliver_logs_error_message()))
        .tags(tags(log.tags()));
    Some(out.finish())
}

/// The attribute that names a thing of this id: the one with the longest beginning that fits.
fn logged_as(id: &str) -> Option<&'static str> {
    let fitting = LOGGED.iter().filter(|(_, beginning)| id.starts_with(beginning));
    fitting
        .max_by_key(|(_, beginning)| beginning.len())
        .map(|(path, _)| *path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_tell_what_is_logged() {
        for (id, expected) in [
            ("vpc-1", Some("vpc_id")),
            ("subnet-1", Some("subnet_id")),
            ("eni-1", Some("eni_id")),
            ("tgw-1", Some("transit_gateway_id")),
            ("tgw-attach-1", Some("transit_gateway_attachment_id")),
            ("nat-1", Some("regional_nat_gateway_id")),
            ("vpce-1", None),
        ] {
            assert_eq!(logged_as(id), expected, "{id}");
        }
    }
}
