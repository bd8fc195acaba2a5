//! Rules of Cloudflare Access: until version 4 one block with a list for each way to name people, since
//! then a list of rules with one member each.

use serde_json::Value;

use super::{Members, blocks};
use crate::terraform::tree::Tree;

/// Ways to name people, and the member that holds the name.
const NAMED: [(&str, &str, &str); 15] = [
    // Until version 4, since then, and the member.
    ("email", "email", "email"),
    ("email_domain", "email_domain", "domain"),
    ("email_list", "email_list", "id"),
    ("ip", "ip", "ip"),
    ("ip_list", "ip_list", "id"),
    ("group", "group", "id"),
    ("service_token", "service_token", "token_id"),
    ("geo", "geo", "country_code"),
    ("login_method", "login_method", "id"),
    ("device_posture", "device_posture", "integration_uid"),
    ("common_name", "common_name", "common_name"),
    ("common_names", "common_name", "common_name"),
    ("auth_method", "auth_method", "auth_method"),
    ("auth_contexts", "auth_context", "id"),
    ("link_app_token", "linked_app_token", "app_uid"),
];
const FLAGS: [&str; 3] = ["everyone", "any_valid_service_token", "certificate"];

/// Rewrites `include`, `exclude` and `require`.
pub(super) fn rules(members: &mut Members) {
    for name in ["include", "exclude", "require"] {
        let Some(tree @ Tree::List(_)) = members.get(name) else {
            continue;
        };
        let rules = blocks(tree).iter().flat_map(rule).collect();
        members.insert(name.into(), Tree::List(rules));
    }
}

/// The rules of a block: one each, whichever version wrote it.
fn rule(tree: &Tree) -> Vec<Tree> {
    let Tree::Object(block) = tree else {
        return vec![tree.clone()];
    };
    let mut rules = Vec::new();
    for (name, value) in block {
        match value {
            Tree::Null => {}
            // What nobody set, the API does not make up.
            Tree::Unknown(waits) if waits.is_empty() && block.len() > 1 => {}
            Tree::Known(Value::Bool(set)) if FLAGS.contains(&name.as_str()) => {
                if *set {
                    rules.push(one(name, Tree::Object(Members::new())));
                }
            }
            Tree::Object(_) => rules.push(one(name, value.clone())),
            value => rules.extend(older(name, value)),
        }
    }
    rules
}

fn older(name: &str, value: &Tree) -> Vec<Tree> {
    let named = NAMED.iter().find(|(old, ..)| *old == name);
    let each = blocks(value).iter().filter(|v| !v.is_unset());
    match named {
        Some((_, rule, member)) => each.map(|v| one(rule, Tree::object([(member, v.clone())]))).collect(),
        None => each.map(|v| one(name, v.clone())).collect(),
    }
}

fn one(name: &str, value: Tree) -> Tree {
    Tree::object([(name, value)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn made(include: Value) -> Value {
        let Tree::Object(mut members) = Tree::known(json!({ "include": include })) else {
            unreachable!()
        };
        rules(&mut members);
        members["include"].to_value().expect("known")
    }

    #[test]
    fn both_versions_give_one_rule_for_each_name() {
        let older = made(
            json!([{"email": ["a@example.com", "b@example.com"], "everyone": true, "geo": [], "certificate": false,
            "group": ["g1"], "auth_method": "mfa", "any_valid_service_token": null, "github": [{"name": "o", "teams": ["t"]}]}]),
        );
        let expected = json!([
            {"auth_method": {"auth_method": "mfa"}}, {"email": {"email": "a@example.com"}}, {"email": {"email": "b@example.com"}},
            {"everyone": {}}, {"github": {"name": "o", "teams": ["t"]}}, {"group": {"id": "g1"}}
        ]);
        assert_eq!(older, expected);
        let newer = made(json!([{"email": {"email": "a@example.com"}, "everyone": null}, {"everyone": {}}]));
        assert_eq!(newer, json!([{"email": {"email": "a@example.com"}}, {"everyone": {}}]));
    }
}
