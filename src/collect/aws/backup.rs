//! AWS Backup: what has backups, where they are kept, and by which plans they are made.
//!
//! In: a connection in one region. Out: `aws.backup.protected_resource`, `aws.backup.vault` and
//! `aws.backup.plan`. May import `cloud`, `model` and the frame of collection.

use aws_sdk_backup::Client;
use aws_sdk_backup::operation::list_tags::ListTagsOutput;
use aws_sdk_backup::types::{BackupPlansListMember, BackupRule, BackupVaultListMember, ProtectedResource};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{text, time};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const SERVICE: Service = Service {
    name: "backup",
    kinds: &[PROTECTED_RESOURCE, VAULT, PLAN],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

const PROTECTED_RESOURCE: &str = "aws.backup.protected_resource";
const VAULT: &str = "aws.backup.vault";
const PLAN: &str = "aws.backup.plan";
const LIST_PROTECTED_RESOURCES: &str = "backup:ListProtectedResources";
const LIST_VAULTS: &str = "backup:ListBackupVaults";
const LIST_PLANS: &str = "backup:ListBackupPlans";
const GET_PLAN: &str = "backup:GetBackupPlan";
const LIST_TAGS: &str = "backup:ListTags";
/// The most that one page may hold.
const LARGEST_PAGE: i32 = 1000;

async fn collect(task: Task) -> Part {
    let client = task.aws.backup();
    let (mut part, vaults, plans) = tokio::join!(
        protected_resources(&task, &client),
        vaults(&task, &client),
        plans(&task, &client)
    );
    part.merge(vaults);
    part.merge(plans);
    part
}

async fn protected_resources(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(PROTECTED_RESOURCE) {
        return part;
    }
    let pages = client.list_protected_resources().max_results(LARGEST_PAGE);
    let pages = pages.into_paginator().send();
    for page in task
        .list(&mut part, PROTECTED_RESOURCE, LIST_PROTECTED_RESOURCES, pages)
        .await
    {
        for found in page.results() {
            let resource = protected_resource(&task.scope, found);
            task.add(&mut part, PROTECTED_RESOURCE, LIST_PROTECTED_RESOURCES, resource);
        }
    }
    part
}

fn protected_resource(scope: &Scope, found: &ProtectedResource) -> Option<Resource> {
    let arn = found.resource_arn()?;
    let mut out = Builder::new(PROTECTED_RESOURCE, scope, arn);
    out.name(found.resource_name()).arn(Some(arn));
    out.set("resource_arn", arn)
        .set("resource_type", text(found.resource_type()))
        .set("resource_name", text(found.resource_name()))
        .set("last_backup_time", time(found.last_backup_time()))
        .set("last_backup_vault_arn", text(found.last_backup_vault_arn()))
        .set("last_recovery_point_arn", text(found.last_recovery_point_arn()));
    Some(out.finish())
}

async fn vaults(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(VAULT) {
        return part;
    }
    let pages = client.list_backup_vaults().max_results(LARGEST_PAGE).into_paginator();
    let pages = task.list(&mut part, VAULT, LIST_VAULTS, pages.send()).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.backup_vault_list.unwrap_or_default());
    for resource in side_by_side(found, |found| vault(task, client, found)).await {
        task.add(&mut part, VAULT, LIST_VAULTS, resource);
    }
    part
}

async fn vault(task: &Task, client: &Client, found: BackupVaultListMember) -> Option<Resource> {
    let name = found.backup_vault_name()?;
    let tags = read_tags(task, client, VAULT, found.backup_vault_arn()).await;
    let mut out = Builder::new(VAULT, &task.scope, name);
    out.arn(found.backup_vault_arn());
    set_tags(&mut out, &tags);
    out.set("name", name)
        .set("vault_type", text(found.vault_type().map(|t| t.as_str())))
        .set("kms_key_arn", text(found.encryption_key_arn()))
        .set("recovery_points", found.number_of_recovery_points())
        .set("locked", found.locked())
        .set("min_retention_days", found.min_retention_days())
        .set("max_retention_days", found.max_retention_days())
        .set("lock_date", time(found.lock_date()));
    Some(out.finish())
}

async fn plans(task: &Task, client: &Client) -> Part {
    let mut part = Part::default();
    if !task.wants(PLAN) {
        return part;
    }
    let pages = client.list_backup_plans().max_results(LARGEST_PAGE).into_paginator();
    let pages = task.list(&mut part, PLAN, LIST_PLANS, pages.send()).await;
    let found = pages
        .into_iter()
        .flat_map(|page| page.backup_plans_list.unwrap_or_default());
    for resource in side_by_side(found, |found| plan(task, client, found)).await {
        task.add(&mut part, PLAN, LIST_PLANS, resource);
    }
    part
}

async fn plan(task: &Task, client: &Client, found: BackupPlansListMember) -> Option<Resource> {
    let id = found.backup_plan_id()?;
    let request = client.get_backup_plan().backup_plan_id(id).send();
    let (tags, details) = tokio::join!(
        read_tags(task, client, PLAN, found.backup_plan_arn()),
        task.ask(PLAN, GET_PLAN, request)
    );
    let mut out = Builder::new(PLAN, &task.scope, id);
    out.name(found.backup_plan_name()).arn(found.backup_plan_arn());
    set_tags(&mut out, &tags);
    out.set("name", text(found.backup_plan_name()))
        .set("version", text(found.version_id()))
        .set("last_execution_date", time(found.last_execution_date()))
        .try_read("rule", &details, |answer| match answer.backup_plan() {
            Some(plan) => Ok(rules(plan.rules())),
            None => Err(CallError::malformed(GET_PLAN, "the answer holds no plan")),
        });
    Some(out.finish())
}

fn rules(rules: &[BackupRule]) -> Value {
    let mut rules: Vec<&BackupRule> = rules.iter().collect();
    rules.sort_by_key(|r| r.rule_name());
    rules.into_iter().map(rule).collect()
}

fn rule(rule: &BackupRule) -> Value {
    let lifecycle = rule.lifecycle();
    let mut copies: Vec<&str> = rule
        .copy_actions()
        .iter()
        .map(|c| c.destination_backup_vault_arn())
        .collect();
    copies.sort_unstable();
    let copies = copies.into_iter().map(|arn| json!({"destination_vault_arn": arn}));
    json!({
        "rule_name": rule.rule_name(),
        "target_vault_name": rule.target_backup_vault_name(),
        "schedule": text(rule.schedule_expression()),
        "enable_continuous_backup": rule.enable_continuous_backup(),
        "lifecycle": {
            "cold_storage_after": lifecycle.and_then(|l| l.move_to_cold_storage_after_days()),
            "delete_after": lifecycle.and_then(|l| l.delete_after_days()),
        },
        "copy_action": copies.collect::<Value>(),
    })
}

async fn read_tags(task: &Task, client: &Client, kind: &str, arn: Option<&str>) -> Asked<Vec<ListTagsOutput>> {
    match arn {
        Some(arn) => {
            let pages = client.list_tags().resource_arn(arn).into_paginator().send();
            task.ask_pages(kind, LIST_TAGS, pages).await
        }
        None if task.asks(kind, LIST_TAGS) => Some(Err(CallError::malformed(LIST_TAGS, "the listing states no ARN"))),
        None => None,
    }
}

fn set_tags(out: &mut Builder, asked: &Asked<Vec<ListTagsOutput>>) {
    out.read_tags(asked, |pages| pages.iter().filter_map(|page| page.tags()).flatten());
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_backup::types::Lifecycle;

    #[test]
    fn rules_are_sorted_and_what_never_happens_is_absent() {
        let rule = |name: &str| BackupRule::builder().rule_name(name).target_backup_vault_name("vault");
        let kept = Lifecycle::builder().delete_after_days(35).build();
        let found = [
            rule("b").build().expect("complete"),
            rule("a").lifecycle(kept).build().expect("complete"),
        ];
        let rules = rules(&found);
        assert_eq!(rules[0]["rule_name"], json!("a"));
        assert_eq!(
            rules[0]["lifecycle"],
            json!({"cold_storage_after": null, "delete_after": 35})
        );
        assert_eq!(rules[1]["lifecycle"]["delete_after"], Value::Null);
        assert_eq!(rules[1]["copy_action"], json!([]));
    }
}
