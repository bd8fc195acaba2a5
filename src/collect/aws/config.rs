//! AWS Config: configuration recorders and delivery channels.
//!
//! In: a connection in one region. Out: `aws.config.configuration_recorder` and
//! `aws.config.delivery_channel`. Recorders that AWS services keep for themselves are not listed.
//! May import `cloud`, `model` and the frame of collection.

use aws_sdk_config::operation::describe_configuration_recorder_status::DescribeConfigurationRecorderStatusOutput;
use aws_sdk_config::types::{
    ConfigurationRecorder, ConfigurationRecorderStatus, DeliveryChannel, RecorderStatus, RecordingGroup, RecordingMode,
    ResourceType,
};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::Task;
use super::values::{sorted, text};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SERVICE: Service = Service {
    name: "config",
    kinds: &[RECORDER, CHANNEL],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const RECORDER: &str = "aws.config.configuration_recorder";
const CHANNEL: &str = "aws.config.delivery_channel";
const DESCRIBE_RECORDERS: &str = "config:DescribeConfigurationRecorders";
const DESCRIBE_STATUS: &str = "config:DescribeConfigurationRecorderStatus";
const DESCRIBE_CHANNELS: &str = "config:DescribeDeliveryChannels";

async fn collect(task: Task) -> Part {
    let (mut part, channels) = tokio::join!(recorders(&task), channels(&task));
    part.merge(channels);
    part
}

async fn recorders(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(RECORDER) {
        return part;
    }
    let client = task.aws.config();
    let listing = client.describe_configuration_recorders().send();
    let listing = task.list_once(&mut part, RECORDER, DESCRIBE_RECORDERS, listing).await;
    let recorders = listing.as_ref().map_or(&[][..], |l| l.configuration_recorders());
    if recorders.is_empty() {
        return part;
    }
    let status = client.describe_configuration_recorder_status().send();
    let status = task.ask(RECORDER, DESCRIBE_STATUS, status).await;
    for found in recorders {
        let resource = recorder(task, found, &status);
        task.add(&mut part, RECORDER, DESCRIBE_RECORDERS, resource);
    }
    part
}

async fn channels(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(CHANNEL) {
        return part;
    }
    let listing = task.aws.config().describe_delivery_channels().send();
    let listing = task.list_once(&mut part, CHANNEL, DESCRIBE_CHANNELS, listing).await;
    for found in listing.as_ref().map_or(&[][..], |l| l.delivery_channels()) {
        task.add(&mut part, CHANNEL, DESCRIBE_CHANNELS, channel(task, found));
    }
    part
}

fn recorder(
    task: &Task,
    recorder: &ConfigurationRecorder,
    status: &Asked<DescribeConfigurationRecorderStatusOutput>,
) -> Option<Resource> {
    let name = recorder.name()?;
    let mut out = Builder::new(RECORDER, &task.scope, name);
    let built = task.arn("config", &format!("configuration-recorder/{name}"));
    out.arn(recorder.arn().or(Some(&built)));
    out.set("name", name)
        .set("role_arn", text(recorder.role_arn()))
        .set("recording_group", recorder.recording_group().map(group))
        .set("recording_mode", recorder.recording_mode().map(mode))
        .try_read("recording", status, |all| Ok(status_of(all, name)?.recording()))
        .try_read("last_status", status, |all| {
            Ok(status_of(all, name)?.last_status().map(last_status))
        })
        .try_read("last_error_code", status, |all| {
            Ok(text(status_of(all, name)?.last_error_code()))
        });
    Some(out.finish())
}

/// Each recorder has a status.
fn status_of<'a>(
    all: &'a DescribeConfigurationRecorderStatusOutput,
    name: &str,
) -> Result<&'a ConfigurationRecorderStatus, CallError> {
    let mut all = all.configuration_recorders_status().iter();
    all.find(|status| status.name() == Some(name))
        .ok_or_else(|| CallError::malformed(DESCRIBE_STATUS, "the answer leaves out the recorder"))
}

/// The service's reference writes `Success`, its answers `SUCCESS`.
fn last_status(status: &RecorderStatus) -> String {
    status.as_str().to_ascii_uppercase()
}

fn group(group: &RecordingGroup) -> Value {
    let excluded = group.exclusion_by_resource_types();
    let strategy = group.recording_strategy().and_then(|s| s.use_only());
    json!({
        "all_supported": group.all_supported(),
        "include_global_resource_types": group.include_global_resource_types(),
        "resource_types": types(group.resource_types()),
        "exclusion_by_resource_types": {
            "resource_types": types(excluded.map_or(&[][..], |e| e.resource_types())),
        },
        "recording_strategy": {"use_only": text(strategy.map(|s| s.as_str()))},
    })
}

fn mode(mode: &RecordingMode) -> Value {
    let overrides = mode.recording_mode_overrides().iter().map(|o| {
        json!({
            "description": text(o.description()),
            "recording_frequency": text(Some(o.recording_frequency().as_str())),
            "resource_types": types(o.resource_types()),
        })
    });
    json!({
        "recording_frequency": text(Some(mode.recording_frequency().as_str())),
        "recording_mode_override": overrides.collect::<Value>(),
    })
}

fn types(types: &[ResourceType]) -> Value {
    sorted(types.iter().map(ResourceType::as_str))
}

fn channel(task: &Task, channel: &DeliveryChannel) -> Option<Resource> {
    let name = channel.name()?;
    let mut out = Builder::new(CHANNEL, &task.scope, name);
    out.arn(Some(&task.arn("config", &format!("delivery-channel/{name}"))));
    let frequency = channel
        .config_snapshot_delivery_properties()
        .and_then(|p| p.delivery_frequency());
    out.set("name", name)
        .set("s3_bucket_name", text(channel.s3_bucket_name()))
        .set("s3_key_prefix", text(channel.s3_key_prefix()))
        .set("s3_kms_key_arn", text(channel.s3_kms_key_arn()))
        .set("sns_topic_arn", text(channel.sns_topic_arn()))
        .set(
            "snapshot_delivery_properties.delivery_frequency",
            text(frequency.map(|f| f.as_str())),
        );
    Some(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorder_without_a_status_is_not_taken_for_one_that_is_off() {
        let status = ConfigurationRecorderStatus::builder().name("a").recording(true).build();
        let all = DescribeConfigurationRecorderStatusOutput::builder()
            .configuration_recorders_status(status)
            .build();
        assert!(status_of(&all, "a").expect("known").recording());
        assert!(status_of(&all, "b").is_err());
    }

    #[test]
    fn both_spellings_of_a_status_are_one() {
        assert_eq!(last_status(&RecorderStatus::Success), "SUCCESS");
        assert_eq!(last_status(&RecorderStatus::from("SUCCESS")), "SUCCESS");
    }
}
