//! Where Terraform cuts things up in another way than the catalogue: trees are rewritten before their
//! attributes are looked up.

mod access;
mod machine;
mod network;
mod s3;
mod zones;

use std::collections::BTreeMap;

use serde_json::Value;

use super::configuration::Configuration;
use super::map::Known;
use super::normalise::Made;
use super::place::Identity;
use super::tree::Tree;
use super::world::{Fate, Object};

/// The members of a tree, to be changed.
type Members = BTreeMap<String, Tree>;

/// The parts that a satellite stands for, each with its type.
pub(super) fn parts(r#type: &str, object: &Object) -> Vec<(String, Tree)> {
    let mut tree = object.tree.clone();
    let Tree::Object(members) = &mut tree else {
        return vec![(r#type.to_owned(), tree)];
    };
    match r#type {
        "cloudflare_zone_setting" => return zones::setting(members),
        "cloudflare_zone_settings_override" => return zones::settings_override(members),
        "cloudflare_ruleset" => return zones::ruleset(members),
        "cloudflare_managed_transforms" => zones::managed_transforms(members),
        "aws_security_group_rule" => network::security_group_rule(members, &object.shown),
        "aws_vpc_security_group_ingress_rule" | "aws_vpc_security_group_egress_rule" => {
            network::vpc_rule(members, &object.shown);
        }
        "aws_network_acl_rule" => network::network_acl_rule(members),
        "aws_route" => network::route(members),
        "aws_route_table_association" => {
            members.insert("main".into(), Tree::Known(Value::Bool(false)));
        }
        "aws_main_route_table_association" => {
            members.insert("main".into(), Tree::Known(Value::Bool(true)));
            members.insert("subnet_id".into(), Tree::Null);
            members.insert("gateway_id".into(), Tree::Null);
        }
        "aws_s3_bucket_acl" => s3::acl(members),
        "aws_s3_bucket_lifecycle_configuration" => s3::lifecycle(members, "rule"),
        "aws_s3_bucket_replication_configuration" => s3::replication(members, "rule"),
        "aws_lb_listener_rule" => {
            members.insert("is_default".into(), Tree::Known(Value::Bool(false)));
        }
        _ => {}
    }
    vec![(r#type.to_owned(), tree)]
}

/// The tree of a resource of a kind.
pub(super) fn whole(known: &Known, object: &Object, identity: &Identity, configuration: &Configuration) -> Tree {
    let mut tree = object.tree.clone();
    let Tree::Object(members) = &mut tree else { return tree };
    all_tags(members, object, configuration);
    let created = object.fate == Fate::Created;
    match known.kind.kind.as_str() {
        "aws.ec2.security_group" => network::security_group(members, &identity.id),
        "aws.ec2.network_acl" => network::network_acl(members),
        "aws.ec2.route_table" => network::route_table(members),
        "aws.s3.bucket" => s3::bucket(members, created),
        "aws.ec2.instance" | "aws.autoscaling.launch_configuration" | "aws.ec2.launch_template" => {
            machine::user_data(members);
        }
        "aws.elbv2.load_balancer" => network::load_balancer(members),
        "aws.elasticache.replication_group" => {
            // Until version 5 a block, since then a text.
            if matches!(members.get("cluster_mode"), Some(Tree::List(_))) {
                let nodes = members.get("cluster_mode").map(|block| block.one().clone());
                if let Some(count) = nodes.as_ref().and_then(|n| n.get("num_node_groups")) {
                    members.entry("num_node_groups".into()).or_insert_with(|| count.clone());
                }
                members.remove("cluster_mode");
            }
        }
        kind if kind.starts_with("cloudflare.") => zones::whole(kind, members),
        _ => {}
    }
    tree
}

/// What can be told only once the rest is made.
pub(super) fn finish(known: &Known, created: bool, made: &mut Made) {
    if known.kind.kind == "aws.ec2.launch_template" {
        machine::default_version(created, made);
    }
}

/// `tags_all` is the resource's own tags on those of the provider. Where it is unknown, both are often
/// known.
fn all_tags(members: &mut Members, object: &Object, configuration: &Configuration) {
    let unknown = matches!(members.get("tags_all"), Some(Tree::Unknown(waits)) if waits.is_empty());
    if !unknown {
        if !members.contains_key("tags_all")
            && let Some(tags) = members.get("tags").cloned()
        {
            members.insert("tags_all".into(), tags);
        }
        return;
    }
    let mut all = BTreeMap::new();
    if let Some(provider) = object.provider.as_deref()
        && let Some(Value::Object(defaults)) = configuration.provider_setting(provider, &["default_tags", "tags"])
    {
        all.extend(defaults.into_iter().map(|(k, v)| (k, Tree::known(v))));
    } else if object
        .provider
        .as_deref()
        .is_none_or(|provider| configuration.has_setting(provider, "default_tags"))
    {
        return;
    }
    match members.get("tags") {
        Some(Tree::Object(own)) => all.extend(own.clone()),
        Some(Tree::Null) | None => {}
        Some(_) => return,
    }
    members.insert("tags_all".into(), Tree::Object(all));
}

/// Moves a member to another name, if there is none of that name.
fn rename(members: &mut Members, from: &str, to: &str) {
    if let Some(tree) = members.remove(from) {
        members.entry(to.to_owned()).or_insert(tree);
    }
}

/// The elements of a list; a lone block is one.
fn blocks(tree: &Tree) -> &[Tree] {
    match tree {
        Tree::List(list) => list,
        Tree::Null => &[],
        other => std::slice::from_ref(other),
    }
}

/// A member, not set if it is missing.
fn member(members: &Members, name: &str) -> Tree {
    members.get(name).cloned().unwrap_or(Tree::Null)
}
