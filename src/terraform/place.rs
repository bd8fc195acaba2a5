//! Where resources live, and what they are called: account, region or zone, id, ARN and name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::configuration::Configuration;
use super::map::Known;
use super::tree::Tree;
use super::world::Object;
use crate::catalogue::Level;
use crate::model::Scope;

/// What identifies a resource.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub(super) scope: Scope,
    /// The provider's id, or the address as long as it has none.
    pub(super) id: String,
    pub(super) arn: Option<String>,
    pub(super) name: String,
}

/// What the whole file says about where things are.
#[derive(Debug, Default)]
pub(super) struct Surroundings {
    /// Provider → AWS account, where all of its resources agree.
    accounts: BTreeMap<String, Option<String>>,
    account: Option<String>,
    cloudflare_account: Option<String>,
}

impl Surroundings {
    /// `callers` are the accounts that the providers said they work in.
    pub(super) fn of(objects: &[Object], callers: &BTreeSet<String>) -> Self {
        let mut by_provider: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut all = BTreeSet::new();
        let mut cloudflare = BTreeSet::new();
        for object in objects {
            if object.address.r#type.starts_with("cloudflare_") {
                cloudflare.extend(cloudflare_account(object).map(str::to_owned));
            } else if let Some(account) = own_account(object) {
                by_provider
                    .entry(object.provider.clone().unwrap_or_default())
                    .or_default()
                    .insert(account.to_owned());
                all.insert(account.to_owned());
            }
        }
        if all.is_empty() || callers.len() == 1 && all.len() != 1 {
            all = callers.clone();
        }
        let only = |set: &BTreeSet<String>| match set.len() {
            1 => set.first().cloned(),
            _ => None,
        };
        Self {
            accounts: by_provider.iter().map(|(k, set)| (k.clone(), only(set))).collect(),
            account: only(&all),
            cloudflare_account: only(&cloudflare),
        }
    }

    fn account(&self, object: &Object) -> Option<String> {
        let provider = object.provider.as_deref().unwrap_or_default();
        match self.accounts.get(provider) {
            Some(account) => account.clone(),
            None => self.account.clone(),
        }
    }

    /// The scope of a resource of a kind, or of the account or region that a satellite belongs to.
    pub(super) fn scope(&self, object: &Object, known: &Known, configuration: &Configuration) -> Scope {
        if known.kind.kind.starts_with("cloudflare.") {
            return self.cloudflare_scope(object, known);
        }
        let account = own_account(object).map(str::to_owned).or_else(|| self.account(object));
        Scope {
            provider: "aws".into(),
            account,
            region: match known.kind.scope {
                Level::Account => None,
                Level::Region | Level::Zone => region(object, configuration),
            },
            zone: None,
        }
    }

    fn cloudflare_scope(&self, object: &Object, known: &Known) -> Scope {
        let kind = known.kind.kind.as_str();
        let own = kind == "cloudflare.account" && object.address.r#type == "cloudflare_account";
        let account = match kind {
            "cloudflare.user.api_token" | "cloudflare.user.current_token" => None,
            _ if own => Some(object.id_text("id")),
            _ => cloudflare_account(object)
                .map(str::to_owned)
                .or_else(|| self.cloudflare_account.clone()),
        };
        Scope {
            provider: "cloudflare".into(),
            account,
            region: None,
            zone: None,
        }
    }
}

fn cloudflare_account(object: &Object) -> Option<&str> {
    let tree = &object.tree;
    let nested = || tree.get("account")?.one().get("id")?.as_str();
    tree.get("account_id").and_then(Tree::as_str).or_else(nested)
}

/// The account that an AWS resource says it is in.
fn own_account(object: &Object) -> Option<&str> {
    let arn = object.tree.get("arn").and_then(Tree::as_str).and_then(arn_account);
    arn.or_else(|| object.tree.get("owner_id")?.as_str().filter(|id| is_account(id)))
}

/// The account of an ARN, if it names one.
pub(super) fn arn_account(arn: &str) -> Option<&str> {
    let mut parts = arn.strip_prefix("arn:")?.split(':');
    parts.nth(3).filter(|id| is_account(id))
}

fn arn_region(arn: &str) -> Option<&str> {
    let mut parts = arn.strip_prefix("arn:")?.split(':');
    parts.nth(2).filter(|region| !region.is_empty())
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

fn region(object: &Object, configuration: &Configuration) -> Option<String> {
    let tree = &object.tree;
    let text = |name: &str| tree.get(name).and_then(Tree::as_str);
    if let Some(region) = text("bucket_region")
        .or_else(|| text("region"))
        .or_else(|| text("home_region"))
    {
        return Some(region.to_owned());
    }
    if let Some(region) = text("arn").and_then(arn_region) {
        return Some(region.to_owned());
    }
    if let Some(region) = text("availability_zone").and_then(of_zone) {
        return Some(region);
    }
    let region = configuration.provider_setting(object.provider.as_deref()?, &["region"])?;
    region.as_str().filter(|r| !r.is_empty()).map(str::to_owned)
}

/// The region of an availability zone: `eu-west-1` of `eu-west-1a`. Local zones go on after it.
fn of_zone(zone: &str) -> Option<String> {
    let mut parts = zone.split('-');
    let mut region: Vec<&str> = Vec::new();
    for part in &mut parts {
        if part.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = part.trim_end_matches(|c: char| c.is_ascii_lowercase());
            region.push(digits);
            return (region.len() >= 3 && !digits.is_empty()).then(|| region.join("-"));
        }
        region.push(part);
    }
    None
}

/// The partition that a region lies in.
fn partition(region: Option<&str>) -> &'static str {
    match region {
        Some(region) if region.starts_with("cn-") => "aws-cn",
        Some(region) if region.starts_with("us-gov-") => "aws-us-gov",
        _ => "aws",
    }
}

impl Identity {
    pub(super) fn of(object: &Object, known: &Known, scope: Scope) -> Self {
        let tree = &object.tree;
        let text = |name: &str| leaf(tree, name);
        let ids = known.map.id.iter().map(String::as_str);
        let ids: Vec<&str> = if known.map.id.is_empty() {
            vec!["id"]
        } else {
            ids.collect()
        };
        let id = ids.iter().find_map(|name| match *name {
            "@account" => scope.account.clone(),
            name => combined(tree, name),
        });
        let arn = text("arn").or_else(|| text("dashboard_arn"));
        let arn = arn.or_else(|| predicted(known, tree, id.as_deref(), &scope));
        let id = id.unwrap_or_else(|| match (&arn, ids.first()) {
            (Some(arn), Some(&"arn")) => arn.clone(),
            _ => object.shown.clone(),
        });
        let names = known.map.name.iter().map(String::as_str).chain(["name"]);
        let name = names.filter_map(text).next();
        let tag = || tags(tree)?.get("Name")?.as_str().map(str::to_owned);
        Self {
            scope,
            name: name.or_else(tag).unwrap_or_else(|| id.clone()),
            id,
            arn,
        }
    }
}

fn tags(tree: &Tree) -> Option<&Tree> {
    let set = |name: &str| tree.get(name).filter(|t| matches!(t, Tree::Object(_)));
    set("tags_all").or_else(|| set("tags"))
}

fn leaf(tree: &Tree, path: &str) -> Option<String> {
    let at = path.split('.').try_fold(tree, |at, name| at.one().get(name))?;
    match at.one() {
        Tree::Known(Value::String(text)) if !text.is_empty() => Some(text.clone()),
        Tree::Known(Value::Number(n)) => Some(n.to_string()),
        _ => None,
    }
}

/// An id made of several attributes: `log_group_name:name`.
fn combined(tree: &Tree, names: &str) -> Option<String> {
    let parts: Option<Vec<String>> = names.split(':').map(|name| leaf(tree, name)).collect();
    parts.map(|parts| parts.join(":"))
}

/// The ARN that a resource will have, where the map says how it is made up and all of it is known.
fn predicted(known: &Known, tree: &Tree, id: Option<&str>, scope: &Scope) -> Option<String> {
    let form = known.map.arn.as_deref()?;
    let mut out = String::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        out.push_str(&match name {
            "partition" => partition(scope.region.as_deref()).to_owned(),
            "region" => scope.region.clone()?,
            "account" => scope.account.clone()?,
            "id" => id?.to_owned(),
            "path" => leaf(tree, "path").unwrap_or_else(|| "/".into()),
            name => leaf(tree, name)?,
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_read_from_arns_and_zones() {
        assert_eq!(of_zone("eu-west-1a").as_deref(), Some("eu-west-1"));
        assert_eq!(of_zone("us-west-2-lax-1a").as_deref(), Some("us-west-2"));
        assert_eq!(of_zone("us-gov-west-1b").as_deref(), Some("us-gov-west-1"));
        for odd in ["", "a", "1a", "eu-west", "--", "x-1a"] {
            assert_eq!(of_zone(odd), None, "{odd}");
        }
        let arn = "arn:aws:rds:eu-west-1:123456789012:db:x";
        assert_eq!(
            (arn_region(arn), arn_account(arn)),
            (Some("eu-west-1"), Some("123456789012"))
        );
        assert_eq!(
            (arn_region("arn:aws:s3:::b"), arn_account("arn:aws:iam::aws:policy/X")),
            (None, None)
        );
    }
}
