//! Database instances, those of clusters included.
//!
//! In: a connection. Out: `aws.rds.instance`.

use std::slice;

use aws_sdk_rds::Client;
use aws_sdk_rds::types::{DbInstance, PendingModifiedValues};
use serde_json::{Map, Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::{sorted, text, time};
use super::engines::Versions;
use super::{INSTANCE, tags};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const DESCRIBE: &str = "rds:DescribeDBInstances";

pub(super) async fn list(task: &Task, rds: &Client, part: &mut Part) -> Vec<DbInstance> {
    if !task.wants(INSTANCE) {
        return Vec::new();
    }
    let pages = rds.describe_db_instances().into_paginator().send();
    let pages = task.list(part, INSTANCE, DESCRIBE, pages).await;
    pages
        .into_iter()
        .flat_map(|page| page.db_instances.unwrap_or_default())
        .collect()
}

/// Reads one instance afresh; `None` when it is gone.
pub(in super::super) async fn read_instance(task: &Task, id: &str) -> Result<Option<Resource>, CallError> {
    let rds = task.aws.rds();
    let request = rds.describe_db_instances().db_instance_identifier(id).send();
    match task.aws.call(DESCRIBE, request).await {
        Ok(answer) => {
            let Some(found) = answer.db_instances().first() else {
                return Ok(None);
            };
            let versions = Versions::read(task, &rds, slice::from_ref(found), &[]).await;
            Ok(instance(&task.scope, found, &versions))
        }
        Err(error)
            if error
                .code
                .as_deref()
                .is_some_and(|c| c.starts_with("DBInstanceNotFound")) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

pub(super) fn instance(scope: &Scope, db: &DbInstance, versions: &Versions) -> Option<Resource> {
    let id = db.db_instance_identifier()?;
    let mut out = Builder::new(INSTANCE, scope, id);
    out.arn(db.db_instance_arn());
    out.tags(tags(db.tag_list()));
    set_identity(&mut out, id, db);
    versions.set(&mut out, db.engine(), db.engine_version());
    set_storage(&mut out, db);
    set_network(&mut out, db);
    set_operation(&mut out, db);
    out.set(
        "pending_modified_values",
        db.pending_modified_values().map_or_else(|| json!({}), pending),
    );
    Some(out.finish())
}

fn set_identity(out: &mut Builder, id: &str, db: &DbInstance) {
    out.set("identifier", id)
        .set("status", text(db.db_instance_status()))
        .set("engine", text(db.engine()))
        .set("engine_version", text(db.engine_version()))
        .set("engine_lifecycle_support", text(db.engine_lifecycle_support()))
        .set("instance_class", text(db.db_instance_class()))
        .set("db_name", text(db.db_name()))
        .set("username", text(db.master_username()))
        .set("manage_master_user_password", db.master_user_secret().is_some())
        .set(
            "iam_database_authentication_enabled",
            db.iam_database_authentication_enabled(),
        )
        .set(
            "replicate_source_db",
            text(db.read_replica_source_db_instance_identifier()),
        )
        .set("replicas", names(db.read_replica_db_instance_identifiers()))
        .set("cluster_identifier", text(db.db_cluster_identifier()));
}

fn set_storage(out: &mut Builder, db: &DbInstance) {
    out.set("storage_encrypted", db.storage_encrypted())
        .set("kms_key_id", text(db.kms_key_id()))
        .set("storage_type", text(db.storage_type()))
        .set("allocated_storage", db.allocated_storage())
        .set("max_allocated_storage", db.max_allocated_storage())
        .set("iops", db.iops())
        .set("storage_throughput", db.storage_throughput())
        .set("backup_retention_period", db.backup_retention_period())
        .set("backup_window", text(db.preferred_backup_window()))
        .set("latest_restorable_time", time(db.latest_restorable_time()))
        .set("copy_tags_to_snapshot", db.copy_tags_to_snapshot())
        .set("deletion_protection", db.deletion_protection());
}

fn set_network(out: &mut Builder, db: &DbInstance) {
    let subnets = db.db_subnet_group();
    let groups = db.vpc_security_groups().iter();
    out.set("port", db.endpoint().and_then(|e| e.port()))
        .set("publicly_accessible", db.publicly_accessible())
        .set(
            "db_subnet_group_name",
            text(subnets.and_then(|g| g.db_subnet_group_name())),
        )
        .set("vpc_id", text(subnets.and_then(|g| g.vpc_id())))
        .set("network_type", text(db.network_type()))
        .set(
            "vpc_security_group_ids",
            sorted(groups.filter_map(|g| g.vpc_security_group_id())),
        )
        .set("multi_az", db.multi_az())
        .set("availability_zone", text(db.availability_zone()));
}

fn set_operation(out: &mut Builder, db: &DbInstance) {
    let parameters = db.db_parameter_groups().first();
    let options = db.option_group_memberships().first();
    let certificate = db.certificate_details();
    out.set(
        "parameter_group_name",
        text(parameters.and_then(|g| g.db_parameter_group_name())),
    )
    .set(
        "parameter_apply_status",
        text(parameters.and_then(|g| g.parameter_apply_status())),
    )
    .set("option_group_name", text(options.and_then(|g| g.option_group_name())))
    .set("auto_minor_version_upgrade", db.auto_minor_version_upgrade())
    .set("maintenance_window", text(db.preferred_maintenance_window()))
    .set("ca_cert_identifier", text(db.ca_certificate_identifier()))
    .set(
        "ca_certificate_valid_till",
        time(certificate.and_then(|c| c.valid_till())),
    )
    .set("monitoring_interval", db.monitoring_interval())
    .set("monitoring_role_arn", text(db.monitoring_role_arn()))
    .set("performance_insights_enabled", db.performance_insights_enabled())
    .set(
        "performance_insights_kms_key_id",
        text(db.performance_insights_kms_key_id()),
    )
    .set(
        "performance_insights_retention_period",
        db.performance_insights_retention_period(),
    )
    .set(
        "database_insights_mode",
        text(db.database_insights_mode().map(|m| m.as_str())),
    )
    .set(
        "enabled_cloudwatch_logs_exports",
        names(db.enabled_cloudwatch_logs_exports()),
    );
}

fn names(names: &[String]) -> Value {
    sorted(names.iter().map(String::as_str))
}

/// The changes that wait, under the names that the attributes have; a password only as a fact.
fn pending(waiting: &PendingModifiedValues) -> Value {
    let logs = waiting.pending_cloudwatch_logs_exports();
    let features: Map<String, Value> = waiting
        .processor_features()
        .iter()
        .filter_map(|f| Some((f.name()?.to_owned(), text(f.value()))))
        .collect();
    let mut volumes: Vec<&str> = waiting
        .additional_storage_volumes()
        .iter()
        .filter_map(|v| v.volume_name())
        .collect();
    volumes.sort_unstable();
    let values: [(&str, Value); 24] = [
        ("instance_class", text(waiting.db_instance_class())),
        ("allocated_storage", waiting.allocated_storage().into()),
        (
            "master_user_password",
            waiting.master_user_password().map(|_| "(hidden)").into(),
        ),
        ("port", waiting.port().into()),
        ("backup_retention_period", waiting.backup_retention_period().into()),
        ("multi_az", waiting.multi_az().into()),
        ("engine_version", text(waiting.engine_version())),
        ("license_model", text(waiting.license_model())),
        ("iops", waiting.iops().into()),
        ("storage_throughput", waiting.storage_throughput().into()),
        ("identifier", text(waiting.db_instance_identifier())),
        ("storage_type", text(waiting.storage_type())),
        ("ca_cert_identifier", text(waiting.ca_certificate_identifier())),
        ("db_subnet_group_name", text(waiting.db_subnet_group_name())),
        ("log_types_to_enable", log_types(logs.map(|l| l.log_types_to_enable()))),
        (
            "log_types_to_disable",
            log_types(logs.map(|l| l.log_types_to_disable())),
        ),
        (
            "processor_features",
            Some(features).filter(|f| !f.is_empty()).map(Value::Object).into(),
        ),
        ("automation_mode", text(waiting.automation_mode().map(|m| m.as_str()))),
        ("multi_tenant", waiting.multi_tenant().into()),
        (
            "iam_database_authentication_enabled",
            waiting.iam_database_authentication_enabled().into(),
        ),
        ("dedicated_log_volume", waiting.dedicated_log_volume().into()),
        ("engine", text(waiting.engine())),
        (
            "additional_storage_volumes",
            Some(volumes).filter(|v| !v.is_empty()).into(),
        ),
        (
            "db_capacity_reservation_identifier",
            text(waiting.db_capacity_reservation_identifier()),
        ),
    ];
    let changes = values.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(changes.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn log_types(names: Option<&[String]>) -> Value {
    match names {
        Some(names) if !names.is_empty() => sorted(names.iter().map(String::as_str)),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_rds::types::PendingCloudwatchLogsExports;

    #[test]
    fn pending_changes_are_named_and_a_password_stays_hidden() {
        let waiting = PendingModifiedValues::builder()
            .backup_retention_period(7)
            .master_user_password("s3cret")
            .pending_cloudwatch_logs_exports(
                PendingCloudwatchLogsExports::builder()
                    .log_types_to_enable("upgrade")
                    .log_types_to_enable("postgresql")
                    .build(),
            )
            .build();
        assert_eq!(
            pending(&waiting),
            json!({
                "backup_retention_period": 7,
                "master_user_password": "(hidden)",
                "log_types_to_enable": ["postgresql", "upgrade"],
            })
        );
        assert_eq!(pending(&PendingModifiedValues::builder().build()), json!({}));
    }

    #[test]
    fn what_the_service_leaves_out_is_absent_not_a_gap() {
        let db = DbInstance::builder().db_instance_identifier("db").build();
        let resource = instance(&Scope::aws("1").in_region("us-east-1"), &db, &Versions::default()).expect("has an id");
        assert!(resource.gaps.is_empty(), "{:?}", resource.gaps);
        assert_eq!(resource.attributes["backup_retention_period"], Value::Null);
        assert_eq!(resource.attributes["storage_encrypted"], Value::Null);
        assert_eq!(resource.attributes["latest_restorable_time"], Value::Null);
        assert_eq!(resource.attributes["port"], Value::Null);
        assert_eq!(resource.attributes["pending_modified_values"], json!({}));
    }
}
