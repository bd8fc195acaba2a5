//! What machines start with.

use serde_json::Value;

use super::Members;
use crate::model::digest;
use crate::terraform::normalise::Made;
use crate::terraform::tree::Tree;

/// Facts about user data in its stead: the text itself may hold secrets.
pub(super) fn user_data(members: &mut Members) {
    let plain = members.remove("user_data").unwrap_or(Tree::Null);
    let encoded = members.remove("user_data_base64").unwrap_or(Tree::Null);
    let computed = |t: &Tree| t.is_unset() || matches!(t, Tree::Unknown(w) if w.is_empty());
    let facts = match (&plain, &encoded) {
        (a, b) if computed(a) && computed(b) => facts(&Tree::Known(Value::Bool(false)), &Tree::Null),
        (text, _) if text.as_str().is_some() => {
            let text = text.as_str().unwrap_or_default();
            // Until version 5 the provider keeps a SHA-1 in the place of the text.
            let hashed = text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
            let sum = if hashed {
                Tree::unknown()
            } else {
                Tree::text(&digest::of_bytes(text.as_bytes()))
            };
            facts(&Tree::Known(Value::Bool(true)), &sum)
        }
        (unknown @ (Tree::Unknown(_) | Tree::Sensitive), _) if !computed(unknown) => facts(unknown, unknown),
        (_, unknown @ (Tree::Unknown(_) | Tree::Sensitive)) if !computed(unknown) => facts(unknown, unknown),
        _ => facts(&Tree::Known(Value::Bool(true)), &Tree::unknown()),
    };
    members.insert("user_data_facts".into(), facts);
}

fn facts(present: &Tree, sum: &Tree) -> Tree {
    // Without user data nothing is installed and nothing told.
    let derived = match present {
        Tree::Known(Value::Bool(false)) => Tree::Known(Value::Bool(false)),
        _ => Tree::unknown(),
    };
    Tree::object([
        ("present", present.clone()),
        ("sha256", sum.clone()),
        ("installs_docker", derived.clone()),
        ("installs_nodejs", derived.clone()),
        ("has_secrets", derived),
    ])
}

/// A launch template's newest version is its default one when it is new, or when the numbers are the same.
pub(super) fn default_version(created: bool, made: &mut Made) {
    let number = |name: &str| made.attributes.get(name).and_then(Value::as_u64);
    let same = number("default_version").is_some() && number("default_version") == number("latest_version");
    if !created && !same {
        return;
    }
    let Some(latest) = made.attributes.get("latest").cloned() else {
        return;
    };
    made.attributes.insert("default".into(), latest);
    let below = made
        .gaps
        .iter()
        .filter(|g| g.path == "latest" || g.path.starts_with("latest."));
    let copied: Vec<_> = below
        .map(|gap| crate::model::Gap {
            path: gap.path.replacen("latest", "default", 1),
            ..gap.clone()
        })
        .collect();
    made.gaps.retain(|g| g.path != "default");
    made.gaps.extend(copied);
}
