//! Security groups with their rules. Rules come from one listing for the whole region, since only
//! that names each rule by its id.

use std::collections::BTreeMap;

use aws_sdk_ec2::types::{Filter, SecurityGroup, SecurityGroupRule};
use serde_json::{Value, json};

use super::super::super::{Asked, Builder, Part};
use super::super::task::Task;
use super::super::values::text;
use super::{PAGE, arn, tags};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const SECURITY_GROUP: &str = "aws.ec2.security_group";
const DESCRIBE_GROUPS: &str = "ec2:DescribeSecurityGroups";
const DESCRIBE_RULES: &str = "ec2:DescribeSecurityGroupRules";

/// Rules by the id of their group, or why they are not known.
type Rules = Asked<BTreeMap<String, Vec<SecurityGroupRule>>>;

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SECURITY_GROUP) {
        return part;
    }
    let pages = task
        .aws
        .ec2()
        .describe_security_groups()
        .max_results(PAGE)
        .into_paginator();
    let groups = task.list(&mut part, SECURITY_GROUP, DESCRIBE_GROUPS, pages.send());
    let (groups, rules) = tokio::join!(groups, rules(task, None));
    for group in groups.iter().flat_map(|page| page.security_groups()) {
        let resource = security_group(task, group, &rules);
        task.add(&mut part, SECURITY_GROUP, DESCRIBE_GROUPS, resource);
    }
    part
}

/// The rules of one group, or of all in the region. A listing that ended early is no listing: no
/// group could be told to be whole.
async fn rules(task: &Task, group: Option<&str>) -> Rules {
    let mut request = task.aws.ec2().describe_security_group_rules().max_results(PAGE);
    if let Some(id) = group {
        request = request.filters(Filter::builder().name("group-id").values(id).build());
    }
    let pages = request.into_paginator().send();
    let pages = task.ask_pages(SECURITY_GROUP, DESCRIBE_RULES, pages).await?;
    Some(pages.and_then(|pages| {
        by_group(
            pages
                .into_iter()
                .flat_map(|p| p.security_group_rules.unwrap_or_default()),
        )
    }))
}

fn by_group(
    all: impl Iterator<Item = SecurityGroupRule>,
) -> Result<BTreeMap<String, Vec<SecurityGroupRule>>, CallError> {
    let mut rules: BTreeMap<String, Vec<SecurityGroupRule>> = BTreeMap::new();
    for rule in all {
        let (Some(group), Some(_), Some(_)) = (rule.group_id(), rule.security_group_rule_id(), rule.is_egress()) else {
            return Err(CallError::malformed(
                DESCRIBE_RULES,
                "a rule has no id, group or direction",
            ));
        };
        rules.entry(group.to_owned()).or_default().push(rule);
    }
    Ok(rules)
}

/// Reads one security group afresh; `None` when it is gone.
pub(in super::super) async fn read_one(task: &Task, id: &str) -> Result<Option<Resource>, CallError> {
    let request = task.aws.ec2().describe_security_groups().group_ids(id).send();
    let (answer, rules) = tokio::join!(task.aws.call(DESCRIBE_GROUPS, request), rules(task, Some(id)));
    match answer {
        Ok(answer) => {
            let group = answer.security_groups().first();
            Ok(group.and_then(|group| security_group(task, group, &rules)))
        }
        Err(error) if error.code.as_deref() == Some("InvalidGroup.NotFound") => Ok(None),
        Err(error) => Err(error),
    }
}

fn security_group(task: &Task, group: &SecurityGroup, rules: &Rules) -> Option<Resource> {
    let id = group.group_id()?;
    let mut out = Builder::new(SECURITY_GROUP, &task.scope, id);
    out.name(group.group_name());
    let built = arn(task, group.owner_id(), &format!("security-group/{id}"));
    out.arn(group.security_group_arn().or(built.as_deref()));
    out.tags(tags(group.tags()));
    out.set("name", text(group.group_name()))
        .set("description", text(group.description()))
        .set("vpc_id", text(group.vpc_id()));
    let of_group = |rules: &BTreeMap<String, Vec<SecurityGroupRule>>, egress| {
        direction(rules.get(id).map_or(&[][..], Vec::as_slice), egress)
    };
    out.read("ingress", rules, |rules| of_group(rules, false))
        .read("egress", rules, |rules| of_group(rules, true));
    Some(out.finish())
}

fn direction(rules: &[SecurityGroupRule], egress: bool) -> Value {
    let mut rules: Vec<&SecurityGroupRule> = rules.iter().filter(|r| r.is_egress() == Some(egress)).collect();
    rules.sort_by_key(|rule| rule.security_group_rule_id());
    rules
        .into_iter()
        .map(|rule| {
            json!({
                "security_group_rule_id": text(rule.security_group_rule_id()),
                "ip_protocol": text(rule.ip_protocol()),
                "from_port": rule.from_port(),
                "to_port": rule.to_port(),
                "cidr_ipv4": text(rule.cidr_ipv4()),
                "cidr_ipv6": text(rule.cidr_ipv6()),
                "prefix_list_id": text(rule.prefix_list_id()),
                "referenced_security_group_id": text(rule.referenced_group_info().and_then(|g| g.group_id())),
                "description": text(rule.description()),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, egress: bool) -> SecurityGroupRule {
        SecurityGroupRule::builder()
            .security_group_rule_id(id)
            .group_id("sg-1")
            .is_egress(egress)
            .ip_protocol("-1")
            .from_port(-1)
            .to_port(-1)
            .build()
    }

    #[test]
    fn rules_are_parted_by_direction_and_sorted_by_id() {
        let rules = [rule("sgr-2", false), rule("sgr-3", true), rule("sgr-1", false)];
        let ingress = direction(&rules, false);
        let ids: Vec<_> = ingress
            .as_array()
            .expect("list")
            .iter()
            .map(|r| r["security_group_rule_id"].clone())
            .collect();
        assert_eq!(ids, ["sgr-1", "sgr-2"]);
        assert_eq!(ingress[0]["from_port"], json!(-1));
        assert_eq!(ingress[0]["cidr_ipv4"], Value::Null);
        assert_eq!(direction(&rules, true).as_array().map(Vec::len), Some(1));
    }
}
