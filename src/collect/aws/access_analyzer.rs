//! IAM Access Analyzer: who analyses what.
//!
//! In: a connection to one region. Out: `aws.accessanalyzer.analyzer`. May import `cloud`, `model`
//! and the frame of collection.

use aws_sdk_accessanalyzer::types::{AnalyzerSummary, Criterion};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::text;
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "accessanalyzer",
    kinds: &[ANALYZER],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const ANALYZER: &str = "aws.accessanalyzer.analyzer";
const LIST: &str = "access-analyzer:ListAnalyzers";
const FINDINGS: &str = "access-analyzer:ListFindingsV2";
/// Findings of one page: whether there is any is all that is asked.
const FEW_FINDINGS: i32 = 10;

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ANALYZER) {
        return part;
    }
    let pages = task.aws.access_analyzer().list_analyzers().into_paginator().send();
    let pages = task.list(&mut part, ANALYZER, LIST, pages).await;
    let found = pages.into_iter().flat_map(|page| page.analyzers);
    for resource in side_by_side(found, |found| analyzer(&task, found)).await {
        task.add(&mut part, ANALYZER, LIST, resource);
    }
    part
}

async fn analyzer(task: &Task, found: AnalyzerSummary) -> Option<Resource> {
    let arn = Some(found.arn()).filter(|arn| !arn.is_empty())?;
    let active_findings = has_active_findings(task, arn).await;
    let mut out = Builder::new(ANALYZER, &task.scope, arn);
    out.name(Some(found.name())).arn(Some(arn));
    out.tags(found.tags().into_iter().flatten());
    let reason = found.status_reason().map(|reason| reason.code().as_str());
    out.set("analyzer_name", text(Some(found.name())))
        .set("type", text(Some(found.r#type().as_str())))
        .set("status", text(Some(found.status().as_str())))
        .set("status_reason", text(reason))
        .read("has_active_findings", &active_findings, |found| *found);
    Some(out.finish())
}

/// Asks until a page has a finding, which mostly is the first. A page may be empty and not the last.
async fn has_active_findings(task: &Task, arn: &str) -> Asked<bool> {
    let active = Criterion::builder().eq("ACTIVE").build();
    let request = task.aws.access_analyzer().list_findings_v2();
    let request = request
        .analyzer_arn(arn)
        .filter("status", active)
        .max_results(FEW_FINDINGS);
    let mut token: Option<String> = None;
    loop {
        let page = request.clone().set_next_token(token.clone()).send();
        let page = match task.ask(ANALYZER, FINDINGS, page).await? {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        if !page.findings().is_empty() {
            return Some(Ok(true));
        }
        match page.next_token {
            None => return Some(Ok(false)),
            next if next == token => {
                let message = "the listing does not go on: a page names itself as the next";
                return Some(Err(CallError::malformed(FINDINGS, message)));
            }
            next => token = next,
        }
    }
}
