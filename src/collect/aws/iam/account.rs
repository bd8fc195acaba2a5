//! The account itself: who it is, which regions it uses, and how its root user is protected.

use aws_sdk_iam::operation::get_account_summary::GetAccountSummaryOutput;
use aws_sdk_iam::operation::list_account_aliases::ListAccountAliasesOutput;
use aws_sdk_iam::types::SummaryKeyType;
use serde_json::Value;

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::text;
use super::Shared;
use super::report::{ROOT, Row};
use crate::cloud::CallError;

pub(super) const ACCOUNT: &str = "aws.account";
const SUMMARY: &str = "iam:GetAccountSummary";

/// Attributes that the summary counts: there is one of it, or none.
const FROM_SUMMARY: [(&str, SummaryKeyType); 4] = [
    ("root_mfa_enabled", SummaryKeyType::AccountMfaEnabled),
    ("root_access_keys_present", SummaryKeyType::AccountAccessKeysPresent),
    (
        "root_signing_certificates_present",
        SummaryKeyType::AccountSigningCertificatesPresent,
    ),
    ("root_password_present", SummaryKeyType::AccountPasswordPresent),
];

/// How an attribute is read from the row of the root user.
type FromRow = fn(&Row) -> Result<Value, CallError>;

const FROM_REPORT: [(&str, FromRow); 4] = [
    ("root_password_last_used", |row| row.time("password_last_used")),
    ("root_mfa_active", |row| row.boolean("mfa_active")),
    ("root_access_key_1", |row| row.access_key(1)),
    ("root_access_key_2", |row| row.access_key(2)),
];

pub(super) async fn collect(task: &Task, shared: &Shared) -> Part {
    let mut part = Part::default();
    if !task.wants(ACCOUNT) {
        return part;
    }
    part.asked(ACCOUNT, &task.scope);
    let client = task.aws.iam();
    let (aliases, summary) = tokio::join!(
        task.ask_pages(
            ACCOUNT,
            "iam:ListAccountAliases",
            client.list_account_aliases().into_paginator().send()
        ),
        task.ask(ACCOUNT, SUMMARY, client.get_account_summary().send()),
    );
    let mut out = Builder::new(ACCOUNT, &task.scope, task.account());
    let arn = format!("arn:{}:iam::{}:root", task.facts.partition, task.account());
    out.arn(Some(&arn));
    out.set("account_id", task.account());
    out.read("enabled_regions", &task.facts.enabled_regions, |names| names.as_slice());
    let alias = |pages: &[ListAccountAliasesOutput]| -> Option<String> {
        pages.iter().flat_map(|page| page.account_aliases()).next().cloned()
    };
    if let Some(Ok(pages)) = &aliases {
        out.name(alias(pages).as_deref());
    }
    out.read("account_alias", &aliases, |pages| text(alias(pages).as_deref()));
    for (path, key) in FROM_SUMMARY {
        out.try_read(path, &summary, |answer| present(answer, &key));
    }
    for (path, value) in FROM_REPORT {
        out.try_read(path, shared.report(task, ACCOUNT), |report| value(report.row(ROOT)?));
    }
    out.read("root_virtual_mfa_devices", shared.devices(task, ACCOUNT), |devices| {
        devices.of_root()
    });
    part.resources.push(out.finish());
    part
}

/// Whether the summary counts one. What it does not count at all is not known.
fn present(answer: &GetAccountSummaryOutput, key: &SummaryKeyType) -> Result<bool, CallError> {
    let count = answer.summary_map().and_then(|map| map.get(key));
    let unknown = || CallError::malformed(SUMMARY, &format!("the summary has no {}", key.as_str()));
    count.map(|count| *count > 0).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;

    #[test]
    fn what_the_summary_leaves_out_is_not_false() {
        let answer = GetAccountSummaryOutput::builder()
            .summary_map(SummaryKeyType::AccountMfaEnabled, 1)
            .summary_map(SummaryKeyType::AccountAccessKeysPresent, 0)
            .build();
        assert_eq!(present(&answer, &SummaryKeyType::AccountMfaEnabled), Ok(true));
        assert_eq!(present(&answer, &SummaryKeyType::AccountAccessKeysPresent), Ok(false));
        let error = present(&answer, &SummaryKeyType::AccountPasswordPresent).expect_err("unknown");
        assert_eq!(error.reason, GapReason::Malformed);
    }
}
