//! Documents. In: the documents that the account owns in one region. Out: `aws.ssm.document`, with whom
//! it is shared and whether it holds secrets.

use aws_sdk_ssm::types::{DocumentIdentifier, DocumentKeyValuesFilter, DocumentPermissionType};
use serde_json::json;

use super::super::super::{Asked, Builder, Part};
use super::super::secrets::has_secrets;
use super::super::task::{Task, side_by_side};
use super::super::values::{sorted, text};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const DOCUMENT: &str = "aws.ssm.document";
const LIST: &str = "ssm:ListDocuments";
const DESCRIBE_PERMISSION: &str = "ssm:DescribeDocumentPermission";
const GET: &str = "ssm:GetDocument";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(DOCUMENT) {
        return part;
    }
    let own = DocumentKeyValuesFilter::builder().key("Owner").values("Self").build();
    let request = task.aws.ssm().list_documents().filters(own).max_results(super::PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, DOCUMENT, LIST, pages).await;
    let found = pages.into_iter().filter_map(|page| page.document_identifiers).flatten();
    for document in side_by_side(found, |found| async move { document(task, &found).await }).await {
        task.add(&mut part, DOCUMENT, LIST, document);
    }
    part
}

async fn document(task: &Task, found: &DocumentIdentifier) -> Option<Resource> {
    let name = found.name()?;
    let mut out = Builder::new(DOCUMENT, &task.scope, name);
    out.arn(Some(&task.arn("ssm", &format!("document/{name}"))));
    out.tags(found.tags().iter().map(|t| (t.key(), t.value())));
    out.set("name", name)
        .set("document_type", text(found.document_type().map(|t| t.as_str())))
        .set("document_format", text(found.document_format().map(|f| f.as_str())))
        .set("document_version", text(found.document_version()))
        .set("schema_version", text(found.schema_version()))
        .set("target_type", text(found.target_type()))
        .set(
            "platform_types",
            sorted(found.platform_types().iter().map(|p| p.as_str())),
        )
        .set("owner", text(found.owner()));
    let shared = shared_with(task, name).await;
    out.read("permissions", &shared, |accounts| {
        json!({
            "type": DocumentPermissionType::Share.as_str(),
            "account_ids": sorted(accounts.iter().map(String::as_str)),
        })
    });
    let content = task
        .ask(DOCUMENT, GET, task.aws.ssm().get_document().name(name).send())
        .await;
    out.try_read("content_has_secrets", &content, |answer| {
        let content = answer.content();
        let content = content.ok_or_else(|| CallError::malformed(GET, "the document has no content"))?;
        Ok(has_secrets(content))
    });
    Some(out.finish())
}

/// The accounts that may use a document, from a listing that the SDK has no pages for.
async fn shared_with(task: &Task, name: &str) -> Asked<Vec<String>> {
    let mut accounts = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let request = task.aws.ssm().describe_document_permission().name(name);
        let request = request.permission_type(DocumentPermissionType::Share);
        let request = request.set_next_token(token.clone()).send();
        let page = match task.ask(DOCUMENT, DESCRIBE_PERMISSION, request).await? {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        accounts.extend(page.account_ids.unwrap_or_default());
        let next = page.next_token.filter(|next| !next.is_empty());
        if next.is_none() {
            return Some(Ok(accounts));
        }
        if next == token {
            let error = CallError::malformed(DESCRIBE_PERMISSION, "the same page was announced twice");
            return Some(Err(error));
        }
        token = next;
    }
}
