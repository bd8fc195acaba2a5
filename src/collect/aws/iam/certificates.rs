//! Server certificates that are kept in IAM. Their text is public and their keys are never given out;
//! neither is read.

use aws_sdk_iam::types::ServerCertificateMetadata;

use super::super::super::{Builder, Part};
use super::super::task::{Task, side_by_side};
use super::super::values::{text, time};
use super::{MOST_ITEMS, tags};
use crate::model::Resource;

pub(super) const CERTIFICATE: &str = "aws.iam.server_certificate";
const LIST: &str = "iam:ListServerCertificates";
const TAGS: &str = "iam:ListServerCertificateTags";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(CERTIFICATE) {
        return part;
    }
    let request = task.aws.iam().list_server_certificates().max_items(MOST_ITEMS);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, CERTIFICATE, LIST, pages).await;
    let found = pages.into_iter().flat_map(|page| page.server_certificate_metadata_list);
    for resource in side_by_side(found, |found| certificate(task, found)).await {
        task.add(&mut part, CERTIFICATE, LIST, resource);
    }
    part
}

async fn certificate(task: &Task, found: ServerCertificateMetadata) -> Option<Resource> {
    let name = Some(found.server_certificate_name()).filter(|name| !name.is_empty())?;
    let request = task.aws.iam().list_server_certificate_tags();
    let request = request.server_certificate_name(name).max_items(MOST_ITEMS);
    let pages = task.ask_pages(CERTIFICATE, TAGS, request.into_paginator().send()).await;
    let mut out = Builder::new(CERTIFICATE, &task.scope, name);
    out.arn(Some(found.arn()).filter(|arn| !arn.is_empty()));
    out.set("name", name)
        .set("path", text(Some(found.path())))
        .set("upload_date", time(found.upload_date()))
        .set("expiration", time(found.expiration()))
        .read_tags(&pages, |pages| pages.iter().flat_map(|page| tags(page.tags())));
    Some(out.finish())
}
