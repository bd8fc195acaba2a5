//! Organizations: the organization that the account belongs to.
//!
//! In: a connection. Out: `aws.organizations.organization`, or none for an account of its own. What
//! only the management account may read is a gap elsewhere. May import `cloud`, `model` and the frame
//! of collection.

use aws_sdk_organizations::types::Organization;

use super::super::{Builder, Part};
use super::Service;
use super::task::{Task, absent_on};
use super::values::{sorted, text};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "organizations",
    kinds: &[ORGANIZATION],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

const ORGANIZATION: &str = "aws.organizations.organization";
const DESCRIBE: &str = "organizations:DescribeOrganization";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ORGANIZATION) {
        return part;
    }
    let request = task.aws.organizations().describe_organization().send();
    let answer = task.ask(ORGANIZATION, DESCRIBE, request).await;
    match absent_on(answer, &["AWSOrganizationsNotInUseException"]) {
        Some(Ok(None)) => part.asked(ORGANIZATION, &task.scope),
        Some(Ok(Some(answer))) => {
            part.asked(ORGANIZATION, &task.scope);
            let resource = match answer.organization() {
                Some(found) => organization(&task, found).await,
                None => None,
            };
            task.add(&mut part, ORGANIZATION, DESCRIBE, resource);
        }
        Some(Err(error)) => part.failed(ORGANIZATION, &task.scope, &error),
        None => {}
    }
    part
}

async fn organization(task: &Task, found: &Organization) -> Option<Resource> {
    let id = found.id()?;
    let administrators = task.aws.organizations().list_delegated_administrators();
    let (features, administrators) = tokio::join!(
        task.ask(
            ORGANIZATION,
            "iam:ListOrganizationsFeatures",
            task.aws.iam().list_organizations_features().send()
        ),
        task.ask_pages(
            ORGANIZATION,
            "organizations:ListDelegatedAdministrators",
            administrators.into_paginator().send()
        ),
    );
    // Without trusted access for IAM, or without all features, none of these can be on.
    let features = absent_on(
        features,
        &[
            "ServiceAccessNotEnabledException",
            "OrganizationNotInAllFeaturesModeException",
        ],
    );
    let mut out = Builder::new(ORGANIZATION, &task.scope, id);
    out.arn(found.arn());
    out.set("feature_set", text(found.feature_set().map(|set| set.as_str())))
        .set("master_account_id", text(found.master_account_id()))
        .set("master_account_arn", text(found.master_account_arn()))
        .read("enabled_features", &features, |answer| {
            let features = answer.iter().flat_map(|a| a.enabled_features());
            sorted(features.map(|feature| feature.as_str()))
        })
        .try_read("delegated_administrators", &administrators, |pages| {
            let accounts = pages.iter().flat_map(|page| page.delegated_administrators());
            let ids: Option<Vec<&str>> = accounts.map(|account| account.id()).collect();
            let nameless = || CallError::malformed("organizations:ListDelegatedAdministrators", "an item has no id");
            Ok(sorted(ids.ok_or_else(nameless)?))
        });
    Some(out.finish())
}
