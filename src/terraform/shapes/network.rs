//! Rules of security groups and network ACLs, and routes: one element each, in the words of the newer
//! resources.

use serde_json::Value;

use super::{Members, blocks, member, rename};
use crate::terraform::tree::Tree;

/// Inline rules, split into one for each source.
pub(super) fn security_group(members: &mut Members, id: &str) {
    for direction in ["ingress", "egress"] {
        let Some(Tree::List(list)) = members.get(direction) else {
            continue;
        };
        let mut rules = Vec::new();
        for block in list {
            match block {
                Tree::Object(block) => rules.extend(split(block, &Tree::text(id), "security_groups")),
                other => rules.push(other.clone()),
            }
        }
        members.insert(direction.into(), Tree::List(rules));
    }
}

/// `aws_security_group_rule` in the form of inline rules.
pub(super) fn security_group_rule(members: &mut Members, shown: &str) {
    let direction = match member(members, "type").as_str() {
        Some("egress") => "egress",
        _ => "ingress",
    };
    let group = member(members, "security_group_id");
    let mut rules = split(members, &group, "source_security_group_id");
    let several = rules.len() > 1;
    for (at, rule) in rules.iter_mut().enumerate() {
        if let Tree::Object(rule) = rule {
            let given = member(members, "security_group_rule_id");
            let number = if several { format!(" {at}") } else { String::new() };
            let id = match given.as_str() {
                Some(_) => given,
                None => Tree::text(&format!("{}{number}", plain(shown))),
            };
            rule.insert("security_group_rule_id".into(), id);
        }
    }
    members.insert(direction.into(), Tree::List(rules));
}

/// `aws_vpc_security_group_ingress_rule` and its twin.
pub(super) fn vpc_rule(members: &mut Members, shown: &str) {
    if member(members, "security_group_rule_id").as_str().is_none() {
        let id = member(members, "id");
        let id = if id.as_str().is_some() {
            id
        } else {
            Tree::text(&plain(shown))
        };
        members.insert("security_group_rule_id".into(), id);
    }
    let protocol = protocol(&member(members, "ip_protocol"));
    all_ports(members, &protocol);
    members.insert("ip_protocol".into(), protocol);
}

/// An address without brackets, as keys in paths must be.
fn plain(shown: &str) -> String {
    shown.replace(['[', ']'], "'").replace('"', "")
}

/// The API counts all ports as -1.
fn all_ports(rule: &mut Members, protocol: &Tree) {
    if protocol.as_str() == Some("-1") {
        rule.insert("from_port".into(), Tree::Known(Value::from(-1)));
        rule.insert("to_port".into(), Tree::Known(Value::from(-1)));
    }
}

/// The protocol as the API names it.
fn protocol(tree: &Tree) -> Tree {
    let text = match tree {
        Tree::Known(Value::Number(n)) => n.to_string(),
        other => match other.as_str() {
            Some(text) => text.to_ascii_lowercase(),
            None => return other.clone(),
        },
    };
    Tree::text(match text.as_str() {
        "all" => "-1",
        "6" => "tcp",
        "17" => "udp",
        "1" => "icmp",
        "58" => "icmpv6",
        other => other,
    })
}

/// One rule for each source of a block.
fn split(block: &Members, own: &Tree, groups: &str) -> Vec<Tree> {
    let mut sources: Vec<(&str, Tree)> = Vec::new();
    for (from, to) in [
        ("cidr_blocks", "cidr_ipv4"),
        ("ipv6_cidr_blocks", "cidr_ipv6"),
        ("prefix_list_ids", "prefix_list_id"),
        (groups, "referenced_security_group_id"),
    ] {
        let list = member(block, from);
        sources.extend(blocks(&list).iter().filter(|s| !s.is_unset()).map(|s| (to, s.clone())));
    }
    if member(block, "self").as_bool() == Some(true) {
        sources.push(("referenced_security_group_id", own.clone()));
    }
    if let Some(unknown @ Tree::Unknown(_)) = block.get("self").filter(|_| sources.is_empty()) {
        sources.push(("referenced_security_group_id", unknown.clone()));
    }
    // What the provider fills in beside a source that was written is nothing.
    let computed = |tree: &Tree| matches!(tree, Tree::Unknown(waits) if waits.is_empty());
    if sources.iter().any(|(_, source)| !computed(source)) {
        sources.retain(|(_, source)| !computed(source));
    }
    let sources = sources.into_iter();
    sources.map(|(name, source)| rule(block, name, source)).collect()
}

fn rule(block: &Members, name: &str, source: Tree) -> Tree {
    let protocol = protocol(&member(block, "protocol"));
    let mut rule = Members::new();
    for name in [
        "cidr_ipv4",
        "cidr_ipv6",
        "prefix_list_id",
        "referenced_security_group_id",
    ] {
        rule.insert(name.into(), Tree::Null);
    }
    for name in ["from_port", "to_port", "description"] {
        rule.insert(name.into(), member(block, name));
    }
    all_ports(&mut rule, &protocol);
    let shown = |tree: &Tree| match tree {
        Tree::Known(value) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        _ => "?".into(),
    };
    let (from, to) = (shown(&member(&rule, "from_port")), shown(&member(&rule, "to_port")));
    let key = format!("{} {from}-{to} {}", shown(&protocol), plain(&shown(&source)));
    rule.insert("security_group_rule_id".into(), Tree::text(&key));
    rule.insert("ip_protocol".into(), protocol);
    rule.insert(name.into(), source);
    Tree::Object(rule)
}

/// Inline rules of a network ACL.
pub(super) fn network_acl(members: &mut Members) {
    for direction in ["ingress", "egress"] {
        if let Some(Tree::List(list)) = members.get_mut(direction) {
            for entry in list {
                if let Tree::Object(entry) = entry {
                    acl_entry(entry);
                }
            }
        }
    }
}

/// `aws_network_acl_rule` in the form of inline rules.
pub(super) fn network_acl_rule(members: &mut Members) {
    let direction = match member(members, "egress") {
        Tree::Unknown(_) => return,
        egress if egress.as_bool() == Some(true) => "egress",
        _ => "ingress",
    };
    let mut entry = members.clone();
    rename(&mut entry, "rule_number", "rule_no");
    rename(&mut entry, "rule_action", "action");
    acl_entry(&mut entry);
    members.remove("egress");
    members.insert(direction.into(), Tree::List(vec![Tree::Object(entry)]));
}

/// The API has protocols as numbers, and ports or types only where the protocol has some.
fn acl_entry(entry: &mut Members) {
    let protocol = protocol(&member(entry, "protocol"));
    let number = match protocol.as_str() {
        Some("tcp") => "6",
        Some("udp") => "17",
        Some("icmp") => "1",
        Some("icmpv6") => "58",
        Some(other) => other,
        None => return,
    };
    let icmp = ["1", "58"].contains(&number);
    if !["6", "17"].contains(&number) {
        entry.insert("from_port".into(), Tree::Null);
        entry.insert("to_port".into(), Tree::Null);
    }
    if !icmp {
        entry.insert("icmp_type".into(), Tree::Null);
        entry.insert("icmp_code".into(), Tree::Null);
    }
    entry.insert("protocol".into(), Tree::text(number));
}

/// A load balancer lies in the zones of its subnets, whichever way they are named.
pub(super) fn load_balancer(members: &mut Members) {
    let told = member(members, "subnet_mapping");
    let computed = matches!(&told, Tree::Unknown(waits) if waits.is_empty());
    if !told.is_unset() && !computed {
        return;
    }
    let zones = match member(members, "subnets") {
        Tree::List(subnets) => {
            let zone = |subnet: &Tree| Tree::object([("subnet_id", subnet.clone())]);
            Tree::List(subnets.iter().map(zone).collect())
        }
        other => other,
    };
    members.insert("subnet_mapping".into(), zones);
}

/// `aws_route` in the form of inline routes.
pub(super) fn route(members: &mut Members) {
    rename(members, "destination_cidr_block", "cidr_block");
    rename(members, "destination_ipv6_cidr_block", "ipv6_cidr_block");
    route_members(members);
}

/// Inline routes.
pub(super) fn route_table(members: &mut Members) {
    if let Some(Tree::List(list)) = members.get_mut("route") {
        for route in list {
            if let Tree::Object(route) = route {
                route_members(route);
            }
        }
    }
}

fn route_members(route: &mut Members) {
    // A gateway endpoint stands where the API has a gateway.
    let endpoint = member(route, "vpc_endpoint_id");
    if !endpoint.is_unset() && member(route, "gateway_id").is_unset() && !matches!(endpoint, Tree::Unknown(_)) {
        route.insert("gateway_id".into(), endpoint);
    }
    // Where the traffic goes is one of these; what Terraform does not set, the API leaves empty.
    for name in [
        "carrier_gateway_id",
        "core_network_arn",
        "destination_prefix_list_id",
        "egress_only_gateway_id",
        "gateway_id",
        "local_gateway_id",
        "nat_gateway_id",
        "network_interface_id",
        "transit_gateway_id",
        "vpc_peering_connection_id",
    ] {
        let computed = matches!(route.get(name), Some(Tree::Unknown(waits)) if waits.is_empty());
        if computed || !route.contains_key(name) {
            route.insert(name.into(), Tree::Null);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn members(value: Value) -> Members {
        match Tree::known(value) {
            Tree::Object(members) => members,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn inline_rules_become_one_for_each_source() {
        let mut group = members(json!({"ingress": [{
            "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"], "prefix_list_ids": null,
            "security_groups": ["sg-2"], "self": true, "protocol": "6", "from_port": 443, "to_port": 443, "description": ""
        }], "egress": [{"cidr_blocks": ["0.0.0.0/0"], "protocol": "all", "from_port": 0, "to_port": 0}]}));
        security_group(&mut group, "sg-1");
        let ingress = group["ingress"].as_list().expect("list");
        let told: Vec<_> = ingress
            .iter()
            .map(|r| {
                let r = r.to_value().expect("known");
                let source = [
                    "cidr_ipv4",
                    "cidr_ipv6",
                    "prefix_list_id",
                    "referenced_security_group_id",
                ];
                let source = source.iter().find_map(|s| r[s].as_str()).unwrap_or_default().to_owned();
                (r["ip_protocol"].clone(), source)
            })
            .collect();
        let sources = ["10.0.0.0/8", "0.0.0.0/0", "::/0", "sg-2", "sg-1"];
        assert_eq!(told, sources.map(|s| (json!("tcp"), s.to_owned())));
        let egress = group["egress"].as_list().expect("list")[0].to_value().expect("known");
        assert_eq!(
            (&egress["ip_protocol"], &egress["from_port"]),
            (&json!("-1"), &json!(-1))
        );
    }

    #[test]
    fn rules_of_their_own_take_the_same_form() {
        let mut rule = members(json!({"type": "ingress", "security_group_id": "sg-1", "self": false,
            "cidr_blocks": ["0.0.0.0/0"], "protocol": "tcp", "from_port": 22, "to_port": 22, "source_security_group_id": null}));
        security_group_rule(&mut rule, "aws_security_group_rule.ssh[\"a.b\"]");
        let made = rule["ingress"].to_value().expect("known");
        assert_eq!(made[0]["cidr_ipv4"], json!("0.0.0.0/0"));
        assert_eq!(
            made[0]["security_group_rule_id"],
            json!("aws_security_group_rule.ssh'a.b'")
        );
        let mut entry = members(
            json!({"egress": false, "rule_number": 100, "rule_action": "allow", "protocol": "tcp",
            "cidr_block": "0.0.0.0/0", "from_port": 22, "to_port": 22, "icmp_type": 0}),
        );
        network_acl_rule(&mut entry);
        let made = entry["ingress"].to_value().expect("known");
        assert_eq!(
            (&made[0]["protocol"], &made[0]["rule_no"], &made[0]["icmp_type"]),
            (&json!("6"), &json!(100), &json!(null))
        );
        assert!(!entry.contains_key("egress"));
    }
}
