//! What an account has set for all of EC2 in a region: one resource for each region, one call for each
//! setting.

use aws_sdk_ec2::types::ImageCriterion;
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::{sorted, text};

pub(super) const ACCOUNT_SETTINGS: &str = "aws.ec2.account_settings";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(ACCOUNT_SETTINGS) {
        return part;
    }
    // The settings exist wherever the region is switched on: nothing lists them.
    part.asked(ACCOUNT_SETTINGS, &task.scope);
    let region = task.aws.region();
    let mut out = Builder::new(ACCOUNT_SETTINGS, &task.scope, &region);
    // They have no ARN but that of their account.
    let arn = format!("arn:{}:iam::{}:root", task.facts.partition, task.account());
    out.arn(Some(&arn));
    set_storage(task, &mut out).await;
    set_images(task, &mut out).await;
    set_access(task, &mut out).await;
    part.resources.push(out.finish());
    part
}

/// Asks for one setting, if it is to be read.
macro_rules! ask {
    ($task:expr, $operation:literal, $method:ident) => {
        $task.ask(ACCOUNT_SETTINGS, $operation, $task.aws.ec2().$method().send())
    };
}

async fn set_storage(task: &Task, out: &mut Builder) {
    let (encryption, key, snapshots) = tokio::join!(
        ask!(task, "ec2:GetEbsEncryptionByDefault", get_ebs_encryption_by_default),
        ask!(task, "ec2:GetEbsDefaultKmsKeyId", get_ebs_default_kms_key_id),
        ask!(
            task,
            "ec2:GetSnapshotBlockPublicAccessState",
            get_snapshot_block_public_access_state
        ),
    );
    out.read("ebs_encryption_by_default", &encryption, |a| {
        a.ebs_encryption_by_default()
    })
    .read("ebs_default_kms_key_id", &key, |a| text(a.kms_key_id()))
    .read("snapshot_block_public_access", &snapshots, |a| {
        text(a.state().map(|s| s.as_str()))
    });
}

async fn set_images(task: &Task, out: &mut Builder) {
    let (public, allowed) = tokio::join!(
        ask!(
            task,
            "ec2:GetImageBlockPublicAccessState",
            get_image_block_public_access_state
        ),
        ask!(task, "ec2:GetAllowedImagesSettings", get_allowed_images_settings),
    );
    out.read("image_block_public_access", &public, |a| {
        text(a.image_block_public_access_state())
    })
    .read("allowed_images_settings", &allowed, |a| {
        json!({
            "state": text(a.state()),
            "image_criterion": a.image_criteria().iter().map(criterion).collect::<Value>(),
        })
    });
}

fn criterion(found: &ImageCriterion) -> Value {
    let deprecated = found.deprecation_time_condition();
    let created = found.creation_date_condition();
    json!({
        "image_providers": sorted(found.image_providers().iter().map(String::as_str)),
        "image_names": sorted(found.image_names().iter().map(String::as_str)),
        "marketplace_product_codes": sorted(found.marketplace_product_codes().iter().map(String::as_str)),
        "maximum_days_since_created": created.and_then(|c| c.maximum_days_since_created()),
        "maximum_days_since_deprecated": deprecated.and_then(|c| c.maximum_days_since_deprecated()),
    })
}

async fn set_access(task: &Task, out: &mut Builder) {
    let (metadata, console, gateways) = tokio::join!(
        ask!(task, "ec2:GetInstanceMetadataDefaults", get_instance_metadata_defaults),
        ask!(
            task,
            "ec2:GetSerialConsoleAccessStatus",
            get_serial_console_access_status
        ),
        ask!(
            task,
            "ec2:DescribeVpcBlockPublicAccessOptions",
            describe_vpc_block_public_access_options
        ),
    );
    // A default that is absent was never set: instances follow their image.
    out.read("instance_metadata_defaults", &metadata, |answer| {
        let level = answer.account_level();
        json!({
            "http_endpoint": text(level.and_then(|l| l.http_endpoint()).map(|v| v.as_str())),
            "http_tokens": text(level.and_then(|l| l.http_tokens()).map(|v| v.as_str())),
            "http_tokens_enforced": text(level.and_then(|l| l.http_tokens_enforced()).map(|v| v.as_str())),
            "http_put_response_hop_limit": level.and_then(|l| l.http_put_response_hop_limit()),
            "instance_metadata_tags": text(level.and_then(|l| l.instance_metadata_tags()).map(|v| v.as_str())),
            "managed_by": text(level.and_then(|l| l.managed_by()).map(|v| v.as_str())),
        })
    })
    .read("serial_console_access_enabled", &console, |a| {
        a.serial_console_access_enabled()
    })
    .read("vpc_block_public_access_options", &gateways, |answer| {
        let options = answer.vpc_block_public_access_options();
        json!({
            "internet_gateway_block_mode":
                text(options.and_then(|o| o.internet_gateway_block_mode()).map(|m| m.as_str())),
            "state": text(options.and_then(|o| o.state()).map(|s| s.as_str())),
            "exclusions_allowed": text(options.and_then(|o| o.exclusions_allowed()).map(|e| e.as_str())),
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_ec2::types::CreationDateCondition;

    #[test]
    fn criteria_name_what_they_limit_and_nothing_else() {
        let created = CreationDateCondition::builder().maximum_days_since_created(300).build();
        let found = ImageCriterion::builder()
            .image_providers("amazon")
            .image_providers("123456789012")
            .creation_date_condition(created)
            .build();
        assert_eq!(
            criterion(&found),
            json!({
                "image_providers": ["123456789012", "amazon"],
                "image_names": [],
                "marketplace_product_codes": [],
                "maximum_days_since_created": 300,
                "maximum_days_since_deprecated": null,
            })
        );
    }
}
