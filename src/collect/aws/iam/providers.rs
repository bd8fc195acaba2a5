//! Identity providers that the account trusts: SAML and OpenID Connect.

use aws_sdk_iam::types::SamlProviderListEntry;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text, time};
use super::{MOST_ITEMS, tags};
use crate::model::Resource;

pub(super) const SAML: &str = "aws.iam.saml_provider";
pub(super) const OIDC: &str = "aws.iam.openid_connect_provider";
const LIST_SAML: &str = "iam:ListSAMLProviders";
const SAML_TAGS: &str = "iam:ListSAMLProviderTags";
const LIST_OIDC: &str = "iam:ListOpenIDConnectProviders";
const GET_OIDC: &str = "iam:GetOpenIDConnectProvider";

pub(super) async fn collect(task: &Task) -> Part {
    let (mut part, other) = tokio::join!(saml_providers(task), oidc_providers(task));
    part.merge(other);
    part
}

async fn saml_providers(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SAML) {
        return part;
    }
    let request = task.aws.iam().list_saml_providers().send();
    let listed = task.list_once(&mut part, SAML, LIST_SAML, request).await;
    let found = listed.and_then(|answer| answer.saml_provider_list).unwrap_or_default();
    for resource in side_by_side(found, |found| saml_provider(task, found)).await {
        task.add(&mut part, SAML, LIST_SAML, resource);
    }
    part
}

async fn saml_provider(task: &Task, found: SamlProviderListEntry) -> Option<Resource> {
    let arn = found.arn()?;
    let request = task.aws.iam().list_saml_provider_tags();
    let request = request.saml_provider_arn(arn).max_items(MOST_ITEMS);
    let pages = task.ask_pages(SAML, SAML_TAGS, request.into_paginator().send()).await;
    let mut out = Builder::new(SAML, &task.scope, arn);
    let name = after_type(arn);
    out.name(name).arn(Some(arn));
    out.set("name", text(name))
        .set("valid_until", time(found.valid_until()))
        .read_tags(&pages, |pages| pages.iter().flat_map(|page| tags(page.tags())));
    Some(out.finish())
}

async fn oidc_providers(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(OIDC) {
        return part;
    }
    let request = task.aws.iam().list_open_id_connect_providers().send();
    let listed = task.list_once(&mut part, OIDC, LIST_OIDC, request).await;
    let found = listed.and_then(|answer| answer.open_id_connect_provider_list);
    let found = found.unwrap_or_default().into_iter().map(|entry| entry.arn);
    for resource in side_by_side(found, |found| oidc_provider(task, found)).await {
        task.add(&mut part, OIDC, LIST_OIDC, resource);
    }
    part
}

async fn oidc_provider(task: &Task, arn: Option<String>) -> Option<Resource> {
    let arn = arn.as_deref()?;
    let request = task.aws.iam().get_open_id_connect_provider();
    let request = request.open_id_connect_provider_arn(arn).send();
    let answer = task.ask(OIDC, GET_OIDC, request).await;
    let mut out = Builder::new(OIDC, &task.scope, arn);
    out.name(after_type(arn)).arn(Some(arn));
    out.read("url", &answer, |a| text(a.url()))
        .read("client_id_list", &answer, |a| {
            sorted(a.client_id_list().iter().map(String::as_str))
        })
        .read("thumbprint_list", &answer, |a| {
            sorted(a.thumbprint_list().iter().map(String::as_str))
        })
        .read_tags(&answer, |a| tags(a.tags()));
    Some(out.finish())
}

/// What follows `saml-provider/` or `oidc-provider/` in an ARN.
fn after_type(arn: &str) -> Option<&str> {
    arn.split_once('/').map(|(_, name)| name)
}
