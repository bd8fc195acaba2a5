//! Network access control lists.
//!
//! In: a connection in one region. Out: `aws.ec2.network_acl`, its rules in the order in which they
//! are tried.

use aws_sdk_ec2::types::{NetworkAcl, NetworkAclEntry};
use serde_json::{Value, json};

use super::super::super::{Builder, Part};
use super::super::task::Task;
use super::super::values::{sorted, text};
use super::{PAGE, begin, tags};
use crate::cloud::CallError;
use crate::model::Resource;

pub(super) const NETWORK_ACL: &str = "aws.ec2.network_acl";
const DESCRIBE_NETWORK_ACLS: &str = "ec2:DescribeNetworkAcls";

pub(super) async fn network_acls(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(NETWORK_ACL) {
        return part;
    }
    let request = task.aws.ec2().describe_network_acls().max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.list(&mut part, NETWORK_ACL, DESCRIBE_NETWORK_ACLS, pages).await;
    for found in pages.iter().flat_map(|page| page.network_acls()) {
        task.add(&mut part, NETWORK_ACL, DESCRIBE_NETWORK_ACLS, network_acl(task, found));
    }
    part
}

fn network_acl(task: &Task, acl: &NetworkAcl) -> Option<Resource> {
    let id = acl.network_acl_id()?;
    let mut out = begin(task, NETWORK_ACL, id, acl.owner_id(), "network-acl", acl.tags());
    out.set("is_default", acl.is_default())
        .set("vpc_id", text(acl.vpc_id()))
        .set(
            "subnet_ids",
            sorted(acl.associations().iter().filter_map(|a| a.subnet_id())),
        )
        .set("owner_id", text(acl.owner_id()))
        .tags(tags(acl.tags()));
    rules(&mut out, acl.entries());
    Some(out.finish())
}

/// Parts the rules by direction; with a rule of neither, no direction is known to be whole.
fn rules(out: &mut Builder, entries: &[NetworkAclEntry]) {
    for (path, egress) in [("ingress", false), ("egress", true)] {
        if entries.iter().any(|e| e.egress().is_none()) {
            let error = CallError::malformed(DESCRIBE_NETWORK_ACLS, "a rule has no direction");
            out.gap(path, &error);
            continue;
        }
        let mut rules: Vec<&NetworkAclEntry> = entries.iter().filter(|e| e.egress() == Some(egress)).collect();
        rules.sort_by_key(|e| e.rule_number());
        out.set(path, rules.into_iter().map(rule).collect::<Value>());
    }
}

fn rule(entry: &NetworkAclEntry) -> Value {
    let (ports, icmp) = (entry.port_range(), entry.icmp_type_code());
    json!({
        "rule_no": entry.rule_number(),
        "protocol": text(entry.protocol()),
        "action": text(entry.rule_action().map(|a| a.as_str())),
        "cidr_block": text(entry.cidr_block()),
        "ipv6_cidr_block": text(entry.ipv6_cidr_block()),
        "from_port": ports.and_then(|p| p.from()),
        "to_port": ports.and_then(|p| p.to()),
        "icmp_type": icmp.and_then(|i| i.r#type()),
        "icmp_code": icmp.and_then(|i| i.code()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GapReason, Scope};
    use aws_sdk_ec2::types::{PortRange, RuleAction};

    fn entry(number: i32, egress: Option<bool>) -> NetworkAclEntry {
        NetworkAclEntry::builder()
            .rule_number(number)
            .set_egress(egress)
            .protocol("6")
            .rule_action(RuleAction::Allow)
            .cidr_block("0.0.0.0/0")
            .port_range(PortRange::builder().from(22).to(22).build())
            .build()
    }

    fn built(entries: &[NetworkAclEntry]) -> Resource {
        let mut out = Builder::new(NETWORK_ACL, &Scope::aws("1").in_region("us-east-1"), "acl-1");
        rules(&mut out, entries);
        out.finish()
    }

    #[test]
    fn rules_are_parted_by_direction_and_in_their_order() {
        let acl = built(&[
            entry(32767, Some(false)),
            entry(100, Some(true)),
            entry(90, Some(false)),
        ]);
        let numbers = |path: &str| -> Vec<Value> {
            let rules = acl.attributes[path].as_array().expect("rules");
            rules.iter().map(|r| r["rule_no"].clone()).collect()
        };
        assert_eq!(numbers("ingress"), [json!(90), json!(32767)]);
        assert_eq!(numbers("egress"), [json!(100)]);
        assert_eq!(acl.attributes["ingress"][0]["from_port"], json!(22));
        assert_eq!(acl.attributes["ingress"][0]["icmp_type"], Value::Null);
    }

    #[test]
    fn a_rule_without_a_direction_leaves_both_unknown() {
        let acl = built(&[entry(90, Some(false)), entry(100, None)]);
        let gaps: Vec<_> = acl.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        assert_eq!(
            gaps,
            [("ingress", GapReason::Malformed), ("egress", GapReason::Malformed)]
        );
        assert!(acl.attributes.is_empty());
    }
}
