//! Security Hub: whether the account is subscribed, and to which standards.
//!
//! In: a connection in one region. Out: one `aws.securityhub.account` where the account is
//! subscribed, none where it is not. May import `cloud`, `model` and the frame of collection.

use aws_sdk_securityhub::operation::describe_hub::DescribeHubOutput;
use aws_sdk_securityhub::operation::get_enabled_standards::GetEnabledStandardsOutput;
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::Task;
use super::values::text;
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "securityhub",
    kinds: &[HUB],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const HUB: &str = "aws.securityhub.account";
const DESCRIBE: &str = "securityhub:DescribeHub";
const STANDARDS: &str = "securityhub:GetEnabledStandards";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(HUB) {
        return part;
    }
    let request = task.aws.securityhub().describe_hub().send();
    match task.aws.call(DESCRIBE, request).await {
        Err(error) if is_unsubscribed(&error) => task.listed(&mut part, HUB, None),
        Err(error) => task.listed(&mut part, HUB, Some(&error)),
        Ok(found) => {
            task.listed(&mut part, HUB, None);
            let standards = task.aws.securityhub().get_enabled_standards().max_results(100);
            let standards = standards.into_paginator().send();
            let standards = task.ask_pages(HUB, STANDARDS, standards).await;
            task.add(&mut part, HUB, DESCRIBE, hub(&task, &found, &standards));
        }
    }
    part
}

/// The service answers with one code to accounts without a hub and to identities without
/// permission; only the words differ.
fn is_unsubscribed(error: &CallError) -> bool {
    let words = error.message.as_deref().unwrap_or_default();
    error.code.as_deref() == Some("InvalidAccessException") && words.contains("is not subscribed to AWS Security Hub")
}

fn hub(task: &Task, hub: &DescribeHubOutput, standards: &Asked<Vec<GetEnabledStandardsOutput>>) -> Option<Resource> {
    let arn = hub.hub_arn()?;
    let mut out = Builder::new(HUB, &task.scope, arn);
    out.name(arn.rsplit('/').next()).arn(Some(arn));
    out.set("hub_arn", arn)
        .set("auto_enable_controls", hub.auto_enable_controls())
        .set(
            "control_finding_generator",
            text(hub.control_finding_generator().map(|g| g.as_str())),
        )
        .read("enabled_standards", standards, |pages| enabled(pages));
    Some(out.finish())
}

fn enabled(pages: &[GetEnabledStandardsOutput]) -> Value {
    let mut standards: Vec<_> = pages.iter().flat_map(|page| page.standards_subscriptions()).collect();
    standards.sort_by_key(|standard| (standard.standards_arn(), standard.standards_subscription_arn()));
    let standards = standards.into_iter().map(|standard| {
        json!({
            "standards_arn": text(standard.standards_arn()),
            "standards_subscription_arn": text(standard.standards_subscription_arn()),
            "standards_status": text(standard.standards_status().map(|s| s.as_str())),
        })
    });
    standards.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;

    #[test]
    fn an_account_without_a_hub_is_told_apart_from_a_denial() {
        let error = |code: &str, message: &str| CallError {
            code: Some(code.to_owned()),
            ..CallError::own(DESCRIBE, GapReason::AccessDenied, message)
        };
        let unsubscribed = "Account 123456789012 is not subscribed to AWS Security Hub";
        assert!(is_unsubscribed(&error("InvalidAccessException", unsubscribed)));
        assert!(!is_unsubscribed(&error(
            "InvalidAccessException",
            "The account doesn't have permission to perform this action."
        )));
        assert!(!is_unsubscribed(&error("AccessDeniedException", unsubscribed)));
        assert!(!is_unsubscribed(&CallError::own(
            DESCRIBE,
            GapReason::Network,
            unsubscribed
        )));
    }
}
