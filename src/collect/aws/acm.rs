//! ACM: certificates.
//!
//! In: a connection in one region. Out: `aws.acm.certificate`; what the listing states is taken from
//! there. Private keys are never asked for. May import `cloud`, `model` and the frame of collection.

use aws_sdk_acm::types::{
    CertificateDetail, CertificateKeyPairOrigin, CertificateOptions, CertificateSummary, Filters, KeyAlgorithm,
    RenewalEligibility,
};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{sorted, text, time};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "acm",
    kinds: &[CERTIFICATE],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const CERTIFICATE: &str = "aws.acm.certificate";
const LIST: &str = "acm:ListCertificates";
const DESCRIBE: &str = "acm:DescribeCertificate";
const LIST_TAGS: &str = "acm:ListTagsForCertificate";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(CERTIFICATE) {
        return part;
    }
    let request = task.aws.acm().list_certificates().max_items(1000).includes(any_key());
    let request = request.set_certificate_key_pair_origins(Some(any_origin()));
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, CERTIFICATE, LIST, pages).await;
    let summaries = pages
        .into_iter()
        .flat_map(|page| page.certificate_summary_list.unwrap_or_default());
    for certificate in side_by_side(summaries, |summary| certificate(&task, summary)).await {
        task.add(&mut part, CERTIFICATE, LIST, certificate);
    }
    part
}

/// Without naming them, the listing leaves out certificates with any but short RSA keys.
fn any_key() -> Filters {
    let all = KeyAlgorithm::values().iter().map(|name| KeyAlgorithm::from(*name));
    Filters::builder().set_key_types(Some(all.collect())).build()
}

/// Without naming them, the listing leaves out keys that were made by ACME clients.
fn any_origin() -> Vec<CertificateKeyPairOrigin> {
    let all = CertificateKeyPairOrigin::values().iter();
    all.map(|name| CertificateKeyPairOrigin::from(*name)).collect()
}

async fn certificate(task: &Task, summary: CertificateSummary) -> Option<Resource> {
    let arn = summary.certificate_arn()?;
    let client = task.aws.acm();
    let (details, tags) = tokio::join!(
        task.ask(
            CERTIFICATE,
            DESCRIBE,
            client.describe_certificate().certificate_arn(arn).send()
        ),
        task.ask(
            CERTIFICATE,
            LIST_TAGS,
            client.list_tags_for_certificate().certificate_arn(arn).send()
        ),
    );
    let details = details.map(|answer| {
        let nothing = || CallError::malformed(DESCRIBE, "the answer holds no certificate");
        answer.and_then(|answer| answer.certificate.ok_or_else(nothing))
    });
    let mut out = Builder::new(CERTIFICATE, &task.scope, arn);
    out.name(summary.domain_name()).arn(Some(arn));
    set_summary(&mut out, &summary);
    set_details(&mut out, &details);
    out.read_tags(&tags, |answer| {
        answer.tags().iter().map(|tag| (tag.key(), tag.value().unwrap_or("")))
    });
    Some(out.finish())
}

fn set_summary(out: &mut Builder, summary: &CertificateSummary) {
    out.set("domain_name", text(summary.domain_name()))
        .set("status", text(summary.status().map(|s| s.as_str())))
        .set("type", text(summary.r#type().map(|t| t.as_str())))
        .set("key_algorithm", summary.key_algorithm().map(key_algorithm))
        .set("not_before", time(summary.not_before()))
        .set("not_after", time(summary.not_after()))
        .set("in_use", summary.in_use())
        .set(
            "renewal_eligibility",
            text(summary.renewal_eligibility().map(RenewalEligibility::as_str)),
        );
}

/// The service writes `RSA-2048` where its own reference, and Terraform, write `RSA_2048`.
fn key_algorithm(algorithm: &KeyAlgorithm) -> String {
    algorithm.as_str().replace('-', "_")
}

fn set_details(out: &mut Builder, details: &Asked<CertificateDetail>) {
    out.read("subject_alternative_names", details, |d| {
        sorted(d.subject_alternative_names().iter().map(String::as_str))
    })
    .read("in_use_by", details, |d| {
        sorted(d.in_use_by().iter().map(String::as_str))
    })
    .read("validation_method", details, validation_method)
    .read("options", details, |d| d.options().map(options))
    .read("failure_reason", details, |d| {
        text(d.failure_reason().map(|reason| reason.as_str()))
    })
    .read("renewal_status", details, |d| {
        let renewal = d.renewal_summary();
        text(renewal.map(|renewal| renewal.renewal_status().as_str()))
    });
}

/// New certificates can no longer opt out of transparency, but older ones that did are still there.
#[expect(deprecated, reason = "the preference of older certificates is a fact")]
fn options(options: &CertificateOptions) -> Value {
    let transparency = options.certificate_transparency_logging_preference();
    json!({
        "certificate_transparency_logging_preference": text(transparency.map(|p| p.as_str())),
        "export": text(options.export().map(|e| e.as_str())),
    })
}

/// All names of a certificate are validated in the same way; imported ones in none.
fn validation_method(details: &CertificateDetail) -> Value {
    let methods = details.domain_validation_options().iter();
    let method = methods.filter_map(|domain| domain.validation_method()).next();
    text(method.map(|method| method.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_key_is_listed() {
        let keys = any_key();
        for key in [KeyAlgorithm::Rsa1024, KeyAlgorithm::Rsa4096, KeyAlgorithm::EcPrime256v1] {
            assert!(keys.key_types().contains(&key), "{key}");
        }
        assert!(any_origin().contains(&CertificateKeyPairOrigin::Acme));
    }

    #[test]
    fn both_spellings_of_a_key_are_one() {
        assert_eq!(key_algorithm(&KeyAlgorithm::from("RSA-2048")), "RSA_2048");
        assert_eq!(key_algorithm(&KeyAlgorithm::Rsa2048), "RSA_2048");
        assert_eq!(key_algorithm(&KeyAlgorithm::EcPrime256v1), "EC_prime256v1");
    }
}
