//! GuardDuty: detectors.
//!
//! In: a connection in one region, which has one detector or none. Out: `aws.guardduty.detector`.
//! May import `cloud`, `model` and the frame of collection.

use aws_sdk_guardduty::operation::get_detector::GetDetectorOutput;
use aws_sdk_guardduty::types::{DetectorFeatureConfigurationResult, DetectorStatus};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::text;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "guardduty",
    kinds: &[DETECTOR],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const DETECTOR: &str = "aws.guardduty.detector";
const LIST: &str = "guardduty:ListDetectors";
const GET: &str = "guardduty:GetDetector";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(DETECTOR) {
        return part;
    }
    let pages = task.aws.guardduty().list_detectors().max_results(50);
    let pages = task
        .list(&mut part, DETECTOR, LIST, pages.into_paginator().send())
        .await;
    let ids = pages.into_iter().flat_map(|page| page.detector_ids.unwrap_or_default());
    for detector in side_by_side(ids, |id| detector(&task, id)).await {
        task.add(&mut part, DETECTOR, LIST, Some(detector));
    }
    part
}

async fn detector(task: &Task, id: String) -> Resource {
    let request = task.aws.guardduty().get_detector().detector_id(&id).send();
    let details = task.ask(DETECTOR, GET, request).await;
    let mut out = Builder::new(DETECTOR, &task.scope, &id);
    out.arn(Some(&task.arn("guardduty", &format!("detector/{id}"))));
    set_details(&mut out, &details);
    out.finish()
}

fn set_details(out: &mut Builder, details: &Asked<GetDetectorOutput>) {
    out.read("enable", details, |d| d.status().and_then(is_on))
        .read("finding_publishing_frequency", details, |d| {
            text(d.finding_publishing_frequency().map(|f| f.as_str()))
        })
        .read("features", details, |d| features(d.features()))
        .read_tags(details, |d| d.tags().into_iter().flatten());
}

/// A state that this version does not know is absent.
fn is_on(status: &DetectorStatus) -> Option<bool> {
    match status {
        DetectorStatus::Enabled => Some(true),
        DetectorStatus::Disabled => Some(false),
        _ => None,
    }
}

fn features(features: &[DetectorFeatureConfigurationResult]) -> Value {
    let mut features: Vec<_> = features.iter().collect();
    features.sort_by_key(|f| f.name().map(|n| n.as_str()));
    let features = features.into_iter().map(|feature| {
        let mut more: Vec<_> = feature.additional_configuration().iter().collect();
        more.sort_by_key(|c| c.name().map(|n| n.as_str()));
        let more = more.into_iter().map(|c| {
            json!({
                "name": text(c.name().map(|n| n.as_str())),
                "status": text(c.status().map(|s| s.as_str())),
            })
        });
        json!({
            "name": text(feature.name().map(|n| n.as_str())),
            "status": text(feature.status().map(|s| s.as_str())),
            "additional_configuration": more.collect::<Value>(),
        })
    });
    features.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_guardduty::types::{DetectorFeatureResult, FeatureStatus};

    #[test]
    fn only_what_is_stated_is_on_or_off() {
        assert_eq!(is_on(&DetectorStatus::Enabled), Some(true));
        assert_eq!(is_on(&DetectorStatus::Disabled), Some(false));
        assert_eq!(is_on(&DetectorStatus::from("PAUSED")), None);
    }

    #[test]
    fn features_are_sorted_by_name() {
        let feature = |name| {
            DetectorFeatureConfigurationResult::builder()
                .name(name)
                .status(FeatureStatus::Enabled)
                .build()
        };
        let all = features(&[
            feature(DetectorFeatureResult::S3DataEvents),
            feature(DetectorFeatureResult::FlowLogs),
        ]);
        assert_eq!(all[0]["name"], "FLOW_LOGS");
        assert_eq!(
            all[1],
            json!({"name": "S3_DATA_EVENTS", "status": "ENABLED", "additional_configuration": []})
        );
    }
}
