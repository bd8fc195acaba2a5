//! Database clusters: Aurora, Multi-AZ clusters, and those of Neptune and DocumentDB.
//!
//! In: a connection. Out: `aws.rds.cluster`.

use aws_sdk_rds::Client;
use aws_sdk_rds::types::DbCluster;

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::{sorted, text, time};
use super::engines::Versions;
use super::{CLUSTER, tags};
use crate::model::{Resource, Scope};

pub(super) const DESCRIBE: &str = "rds:DescribeDBClusters";

pub(super) async fn list(task: &Task, rds: &Client, part: &mut Part) -> Vec<DbCluster> {
    if !task.wants(CLUSTER) {
        return Vec::new();
    }
    let pages = rds.describe_db_clusters().into_paginator().send();
    let pages = task.list(part, CLUSTER, DESCRIBE, pages).await;
    pages
        .into_iter()
        .flat_map(|page| page.db_clusters.unwrap_or_default())
        .collect()
}

pub(super) fn cluster(scope: &Scope, db: &DbCluster, versions: &Versions) -> Option<Resource> {
    let id = db.db_cluster_identifier()?;
    let mut out = Builder::new(CLUSTER, scope, id);
    out.arn(db.db_cluster_arn());
    out.tags(tags(db.tag_list()));
    set_identity(&mut out, id, db);
    versions.set(&mut out, db.engine(), db.engine_version());
    set_storage(&mut out, db);
    set_network(&mut out, db);
    set_operation(&mut out, db);
    Some(out.finish())
}

fn set_identity(out: &mut Builder, id: &str, db: &DbCluster) {
    let members = db.db_cluster_members().iter();
    out.set("cluster_identifier", id)
        .set("status", text(db.status()))
        .set("engine", text(db.engine()))
        .set("engine_mode", text(db.engine_mode()))
        .set("engine_version", text(db.engine_version()))
        .set("engine_lifecycle_support", text(db.engine_lifecycle_support()))
        .set("db_cluster_instance_class", text(db.db_cluster_instance_class()))
        .set(
            "cluster_members",
            sorted(members.filter_map(|m| m.db_instance_identifier())),
        )
        .set("database_name", text(db.database_name()))
        .set("master_username", text(db.master_username()))
        .set("manage_master_user_password", db.master_user_secret().is_some())
        .set(
            "iam_database_authentication_enabled",
            db.iam_database_authentication_enabled(),
        )
        .set(
            "replication_source_identifier",
            text(db.replication_source_identifier()),
        )
        .set("global_cluster_identifier", text(db.global_cluster_identifier()));
}

fn set_storage(out: &mut Builder, db: &DbCluster) {
    out.set("storage_encrypted", db.storage_encrypted())
        .set("kms_key_id", text(db.kms_key_id()))
        .set("storage_type", text(db.storage_type()))
        .set("backup_retention_period", db.backup_retention_period())
        .set("preferred_backup_window", text(db.preferred_backup_window()))
        .set("latest_restorable_time", time(db.latest_restorable_time()))
        .set("backtrack_window", db.backtrack_window())
        .set("copy_tags_to_snapshot", db.copy_tags_to_snapshot())
        .set("deletion_protection", db.deletion_protection());
}

fn set_network(out: &mut Builder, db: &DbCluster) {
    let groups = db.vpc_security_groups().iter();
    out.set("port", db.port())
        .set("db_subnet_group_name", text(db.db_subnet_group()))
        .set(
            "vpc_security_group_ids",
            sorted(groups.filter_map(|g| g.vpc_security_group_id())),
        )
        .set("publicly_accessible", db.publicly_accessible())
        .set("network_type", text(db.network_type()))
        .set("multi_az", db.multi_az())
        .set(
            "availability_zones",
            sorted(db.availability_zones().iter().map(String::as_str)),
        )
        .set("enable_http_endpoint", db.http_endpoint_enabled());
}

fn set_operation(out: &mut Builder, db: &DbCluster) {
    let certificate = db.certificate_details();
    out.set("db_cluster_parameter_group_name", text(db.db_cluster_parameter_group()))
        .set("auto_minor_version_upgrade", db.auto_minor_version_upgrade())
        .set("preferred_maintenance_window", text(db.preferred_maintenance_window()))
        .set(
            "ca_certificate_identifier",
            text(certificate.and_then(|c| c.ca_identifier())),
        )
        .set(
            "ca_certificate_valid_till",
            time(certificate.and_then(|c| c.valid_till())),
        )
        .set("monitoring_interval", db.monitoring_interval())
        .set("performance_insights_enabled", db.performance_insights_enabled())
        .set(
            "enabled_cloudwatch_logs_exports",
            sorted(db.enabled_cloudwatch_logs_exports().iter().map(String::as_str)),
        );
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn what_aurora_leaves_out_is_absent_not_false() {
        let db = DbCluster::builder().db_cluster_identifier("c").build();
        let resource = cluster(&Scope::aws("1"), &db, &Versions::default()).expect("has an id");
        assert!(resource.gaps.is_empty(), "{:?}", resource.gaps);
        for path in [
            "publicly_accessible",
            "backtrack_window",
            "ca_certificate_valid_till",
            "port",
        ] {
            assert_eq!(resource.attributes[path], Value::Null, "{path}");
        }
        assert_eq!(resource.attributes["manage_master_user_password"], json!(false));
        assert!(cluster(&Scope::aws("1"), &DbCluster::builder().build(), &Versions::default()).is_none());
    }
}
