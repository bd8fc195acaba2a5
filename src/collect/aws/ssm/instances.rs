//! Managed nodes. In: the nodes of one region, and one listing of how they comply. Out:
//! `aws.ssm.managed_instance`.

use aws_sdk_ssm::operation::list_resource_compliance_summaries::ListResourceComplianceSummariesOutput;
use aws_sdk_ssm::types::{InstanceInformation, ResourceComplianceSummaryItem};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::Task;
use super::super::values::text;
use crate::model::Resource;

pub(super) const MANAGED_INSTANCE: &str = "aws.ssm.managed_instance";
const DESCRIBE: &str = "ssm:DescribeInstanceInformation";
const LIST_COMPLIANCE: &str = "ssm:ListResourceComplianceSummaries";

type Summaries = Asked<Vec<ResourceComplianceSummaryItem>>;

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(MANAGED_INSTANCE) {
        return part;
    }
    let request = task.aws.ssm().describe_instance_information().max_results(super::PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, MANAGED_INSTANCE, DESCRIBE, pages).await;
    let found: Vec<&InstanceInformation> = pages.iter().flat_map(|page| page.instance_information_list()).collect();
    if found.is_empty() {
        return part;
    }
    let request = task
        .aws
        .ssm()
        .list_resource_compliance_summaries()
        .max_results(super::PAGE);
    let pages = request.into_paginator().send();
    let pages = task.ask_pages(MANAGED_INSTANCE, LIST_COMPLIANCE, pages).await;
    let summaries: Summaries = pages.map(|pages| {
        let items = |page: ListResourceComplianceSummariesOutput| page.resource_compliance_summary_items;
        pages.map(|pages| pages.into_iter().filter_map(items).flatten().collect())
    });
    for node in found {
        task.add(&mut part, MANAGED_INSTANCE, DESCRIBE, instance(task, node, &summaries));
    }
    part
}

fn instance(task: &Task, node: &InstanceInformation, summaries: &Summaries) -> Option<Resource> {
    let id = node.instance_id()?;
    let mut out = Builder::new(MANAGED_INSTANCE, &task.scope, id);
    out.name(node.name().or(node.computer_name()));
    out.arn(Some(&task.arn("ssm", &format!("managed-instance/{id}"))));
    out.set("instance_id", id)
        .set("name", text(node.name()))
        .set("resource_type", text(node.resource_type().map(|t| t.as_str())))
        .set("ping_status", text(node.ping_status().map(|s| s.as_str())))
        .set("agent_version", text(node.agent_version()))
        .set("is_latest_version", node.is_latest_version())
        .set("platform_type", text(node.platform_type().map(|t| t.as_str())))
        .set("platform_name", text(node.platform_name()))
        .set("platform_version", text(node.platform_version()))
        .set("iam_role", text(node.iam_role()))
        .read("patch_compliance", summaries, |all| compliance(all, id, "Patch"))
        .read("association_compliance", summaries, |all| {
            compliance(all, id, "Association")
        });
    Some(out.finish())
}

/// How one node complies with one kind of demand; `null` when nothing was reported.
fn compliance(summaries: &[ResourceComplianceSummaryItem], id: &str, kind: &str) -> Value {
    let mine = |s: &&ResourceComplianceSummaryItem| s.resource_id() == Some(id) && s.compliance_type() == Some(kind);
    summaries.iter().find(mine).map_or(Value::Null, |summary| {
        json!({
            "status": text(summary.status().map(|s| s.as_str())),
            "overall_severity": text(summary.overall_severity().map(|s| s.as_str())),
            "compliant_count": summary.compliant_summary().map(|s| s.compliant_count()),
            "non_compliant_count": summary.non_compliant_summary().map(|s| s.non_compliant_count()),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_ssm::types::{ComplianceStatus, NonCompliantSummary};

    #[test]
    fn compliance_is_that_of_the_node_or_unknown() {
        let summary = |id: &str, kind: &str, missing: i32| {
            ResourceComplianceSummaryItem::builder()
                .resource_id(id)
                .compliance_type(kind)
                .status(ComplianceStatus::NonCompliant)
                .non_compliant_summary(NonCompliantSummary::builder().non_compliant_count(missing).build())
                .build()
        };
        let all = [
            summary("mi-1", "Association", 1),
            summary("mi-2", "Patch", 2),
            summary("mi-1", "Patch", 3),
        ];
        assert_eq!(
            compliance(&all, "mi-1", "Patch"),
            json!({"status": "NON_COMPLIANT", "overall_severity": null, "compliant_count": null,
                   "non_compliant_count": 3})
        );
        assert_eq!(compliance(&all, "mi-2", "Association"), Value::Null);
    }
}
