//! RDS: database instances and subnet groups.
//!
//! In: a connection in one region. Out: `aws.rds.instance` and `aws.rds.subnet_group`. Passwords and
//! the secrets that hold them are never copied. May import `cloud`, `model` and the frame of
//! collection.

use aws_sdk_rds::types::{DbInstance, DbSubnetGroup, PendingModifiedValues};
use serde_json::{Map, Value, json};

use super::super::{Builder, Part};
use super::Service;
use super::task::Task;
use super::values::{sorted, text};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const SERVICE: Service = Service {
    name: "rds",
    kinds: &[INSTANCE, SUBNET_GROUP],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const INSTANCE: &str = "aws.rds.instance";
const SUBNET_GROUP: &str = "aws.rds.subnet_group";
const DESCRIBE_INSTANCES: &str = "rds:DescribeDBInstances";
const DESCRIBE_SUBNET_GROUPS: &str = "rds:DescribeDBSubnetGroups";

async fn collect(task: Task) -> Part {
    let (mut part, groups) = tokio::join!(instances(&task), subnet_groups(&task));
    part.merge(groups);
    part
}

async fn instances(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(INSTANCE) {
        return part;
    }
    let pages = task.aws.rds().describe_db_instances().into_paginator().send();
    for page in task.list(&mut part, INSTANCE, DESCRIBE_INSTANCES, pages).await {
        for found in page.db_instances() {
            task.add(&mut part, INSTANCE, DESCRIBE_INSTANCES, instance(&task.scope, found));
        }
    }
    part
}

async fn subnet_groups(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SUBNET_GROUP) {
        return part;
    }
    let pages = task.aws.rds().describe_db_subnet_groups().into_paginator().send();
    for page in task.list(&mut part, SUBNET_GROUP, DESCRIBE_SUBNET_GROUPS, pages).await {
        for found in page.db_subnet_groups() {
            let group = subnet_group(&task.scope, found);
            task.add(&mut part, SUBNET_GROUP, DESCRIBE_SUBNET_GROUPS, group);
        }
    }
    part
}

/// Reads one instance afresh; `None` when it is gone.
pub(super) async fn read_instance(task: &Task, id: &str) -> Result<Option<Resource>, CallError> {
    let request = task.aws.rds().describe_db_instances().db_instance_identifier(id).send();
    match task.aws.call(DESCRIBE_INSTANCES, request).await {
        Ok(answer) => Ok(answer
            .db_instances()
            .first()
            .and_then(|found| instance(&task.scope, found))),
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

fn instance(scope: &Scope, db: &DbInstance) -> Option<Resource> {
    let id = db.db_instance_identifier()?;
    let mut out = Builder::new(INSTANCE, scope, id);
    out.arn(db.db_instance_arn());
    out.tags(
        db.tag_list()
            .iter()
            .filter_map(|t| Some((t.key()?, t.value().unwrap_or("")))),
    );
    out.set("identifier", id)
        .set("status", text(db.db_instance_status()))
        .set("engine", text(db.engine()))
        .set("engine_version", text(db.engine_version()))
        .set("instance_class", text(db.db_instance_class()))
        .set("storage_encrypted", db.storage_encrypted())
        .set("kms_key_id", text(db.kms_key_id()))
        .set("backup_retention_period", db.backup_retention_period())
        .set("publicly_accessible", db.publicly_accessible())
        .set(
            "db_subnet_group_name",
            text(db.db_subnet_group().and_then(|g| g.db_subnet_group_name())),
        )
        .set(
            "vpc_security_group_ids",
            sorted(
                db.vpc_security_groups()
                    .iter()
                    .filter_map(|g| g.vpc_security_group_id()),
            ),
        )
        .set(
            "parameter_group_name",
            text(
                db.db_parameter_groups()
                    .first()
                    .and_then(|g| g.db_parameter_group_name()),
            ),
        )
        .set("multi_az", db.multi_az())
        .set("availability_zone", text(db.availability_zone()))
        .set("deletion_protection", db.deletion_protection())
        .set("auto_minor_version_upgrade", db.auto_minor_version_upgrade())
        .set(
            "iam_database_authentication_enabled",
            db.iam_database_authentication_enabled(),
        )
        .set("storage_type", text(db.storage_type()))
        .set("allocated_storage", db.allocated_storage())
        .set("max_allocated_storage", db.max_allocated_storage())
        .set("monitoring_interval", db.monitoring_interval())
        .set("performance_insights_enabled", db.performance_insights_enabled())
        .set(
            "replicate_source_db",
            text(db.read_replica_source_db_instance_identifier()),
        )
        .set("cluster_identifier", text(db.db_cluster_identifier()))
        .set(
            "pending_modified_values",
            db.pending_modified_values().map(pending).unwrap_or_else(|| json!({})),
        );
    Some(out.finish())
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
        ("log_types_to_enable", list(logs.map(|l| l.log_types_to_enable()))),
        ("log_types_to_disable", list(logs.map(|l| l.log_types_to_disable()))),
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

fn list(names: Option<&[String]>) -> Value {
    match names {
        Some(names) if !names.is_empty() => sorted(names.iter().map(String::as_str)),
        _ => Value::Null,
    }
}

fn subnet_group(scope: &Scope, group: &DbSubnetGroup) -> Option<Resource> {
    let name = group.db_subnet_group_name()?;
    let mut out = Builder::new(SUBNET_GROUP, scope, name);
    out.arn(group.db_subnet_group_arn());
    out.set("name", name)
        .set("description", text(group.db_subnet_group_description()))
        .set("vpc_id", text(group.vpc_id()))
        .set(
            "subnet_ids",
            sorted(group.subnets().iter().filter_map(|s| s.subnet_identifier())),
        );
    Some(out.finish())
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
        let resource = instance(&Scope::aws("1").in_region("us-east-1"), &db).expect("has an id");
        assert!(resource.gaps.is_empty(), "{:?}", resource.gaps);
        assert_eq!(resource.attributes["backup_retention_period"], Value::Null);
        assert_eq!(resource.attributes["storage_encrypted"], Value::Null);
        assert_eq!(resource.attributes["pending_modified_values"], json!({}));
    }
}
