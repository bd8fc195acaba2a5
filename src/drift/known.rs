//! What is known about drift that nobody has to act on: the table `known.yaml`.

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use crate::model::drift::Owner;
use crate::model::{Resource, glob};

use super::facts;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    owned: Vec<Owned>,
    /// Kind → why it is not managed.
    unmanageable: BTreeMap<String, String>,
    movers: Vec<Mover>,
    /// Kind → list → fields that tell its elements apart.
    keys: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Kind → patterns of lists whose order counts.
    ordered: BTreeMap<String, Vec<String>>,
    skipped: Vec<Skipped>,
    /// Kind → attributes that identify.
    identity: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Owned {
    kinds: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, Value>,
    /// Path of a reference → kind of what it names.
    #[serde(default)]
    of: BTreeMap<String, String>,
    owner: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mover {
    kinds: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    paths: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, Value>,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Skipped {
    kind: String,
    list: String,
    #[serde(default)]
    when: BTreeMap<String, Value>,
    #[serde(default)]
    unless: BTreeMap<String, Value>,
    #[allow(dead_code, reason = "for the reader of the table")]
    reason: String,
}

/// The resources that the provider owns, by what identifies them.
pub(super) type OwnedIds<'a> = HashSet<(&'a str, &'a str)>;

impl Known {
    pub(super) fn get() -> &'static Known {
        static KNOWN: OnceLock<Known> = OnceLock::new();
        // The file is part of the binary and a unit test reads it.
        KNOWN.get_or_init(|| Self::read().unwrap_or_else(|error| unreachable!("known.yaml: {error}")))
    }

    fn read() -> Result<Known, String> {
        serde_saphyr::from_str(include_str!("known.yaml")).map_err(|e| e.to_string())
    }

    /// Why no Terraform resource can hold resources of a kind.
    pub(super) fn unmanageable(&self, kind: &str) -> Option<&str> {
        self.unmanageable.get(kind).map(String::as_str)
    }

    /// Who keeps a resource, if it is not its account's people.
    pub(super) fn owner(&self, resource: &Resource, owned: &OwnedIds<'_>) -> Option<Owner> {
        let rule = self.owned.iter().find(|rule| {
            let referred = |(path, kind): (&String, &String)| {
                let named = facts::values(resource, path);
                let mut ids = named.iter().filter_map(Value::as_str);
                ids.any(|id| owned.contains(&(kind.as_str(), id)))
            };
            rule.names(&resource.kind) && facts::holds(&rule.when, resource) && rule.of.iter().all(referred)
        })?;
        Some(Owner {
            name: facts::fill(&rule.owner, resource, None).unwrap_or_else(|| "aws".to_owned()),
            reason: rule.reason.clone(),
        })
    }

    /// The resources that are owned for what they are themselves; what refers to them may be owned, too.
    pub(super) fn owned<'a>(&self, resources: impl Iterator<Item = &'a Resource>) -> OwnedIds<'a> {
        let referred: HashSet<&String> = self.owned.iter().flat_map(|rule| rule.of.values()).collect();
        let none = OwnedIds::new();
        resources
            .filter(|r| referred.contains(&r.kind) && self.owner(r, &none).is_some())
            .map(|r| (r.kind.as_str(), r.id.as_str()))
            .collect()
    }

    /// Why an attribute moves by itself, if it does.
    pub(super) fn moves(&self, resource: &Resource, path: &str) -> Option<&str> {
        let any = |patterns: &[String], text: &str| patterns.iter().any(|p| glob::matches(p, text));
        let rule = self.movers.iter().find(|rule| {
            any(&rule.kinds, &resource.kind)
                && !any(&rule.not, &resource.kind)
                && any(&rule.paths, path)
                && facts::holds(&rule.when, resource)
        });
        rule.map(|rule| rule.reason.as_str())
    }

    /// Fields that tell the elements of a list apart.
    pub(super) fn keys(&self, kind: &str, list: &str) -> Option<&[String]> {
        self.keys.get(kind)?.get(list).map(Vec::as_slice)
    }

    /// True when the order of a list says something.
    pub(super) fn is_ordered(&self, kind: &str, list: &str) -> bool {
        let patterns = self.ordered.get(kind);
        patterns.is_some_and(|patterns| patterns.iter().any(|p| glob::matches(p, list)))
    }

    /// True for elements of a list that Terraform does not keep.
    pub(super) fn is_skipped(&self, kind: &str, list: &str, element: &Value) -> bool {
        let fits = |(field, wanted): (&String, &Value)| element.get(field).is_some_and(|v| facts::fits(wanted, v));
        // What does not say where it comes from stays.
        let differs = |(field, wanted): (&String, &Value)| {
            element
                .get(field)
                .is_some_and(|v| !v.is_null() && !facts::fits(wanted, v))
        };
        self.skipped
            .iter()
            .filter(|rule| rule.kind == kind && rule.list == list)
            .any(|rule| rule.when.iter().all(fits) && rule.unless.iter().all(differs))
    }

    /// Attributes that identify a resource beside its id.
    pub(super) fn identity(&self, kind: &str) -> Option<&[String]> {
        self.identity.get(kind).map(Vec::as_slice)
    }
}

impl Owned {
    fn names(&self, kind: &str) -> bool {
        self.kinds.iter().any(|pattern| glob::matches(pattern, kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Kind};
    use serde_json::json;

    fn kind(name: &str) -> &'static Kind {
        Catalogue::get()
            .kind(name)
            .unwrap_or_else(|| panic!("{name} is no kind"))
    }

    #[test]
    fn the_table_names_only_what_the_catalogue_knows() {
        let known = Known::read().expect("readable");
        assert!(known.unmanageable.keys().all(|name| kind(name).kind == *name));
        for (name, lists) in &known.keys {
            for (list, fields) in lists {
                for field in fields {
                    assert!(kind(name).knows(&format!("{list}[].{field}")), "{name} {list} {field}");
                }
            }
        }
        for (name, paths) in &known.identity {
            assert!(paths.iter().all(|p| kind(name).knows(p)), "{name} {paths:?}");
        }
        for name in known.ordered.keys() {
            kind(name);
        }
        for rule in &known.skipped {
            let fields = rule.when.keys().chain(rule.unless.keys());
            for field in fields {
                assert!(kind(&rule.kind).knows(&format!("{}[].{field}", rule.list)), "{rule:?}");
            }
        }
        let own = |path: &str| ["id", "name", "arn"].contains(&path) || path.starts_with("tags[");
        for rule in &known.owned {
            for name in rule.kinds.iter().filter(|k| !k.contains('*')) {
                let mut paths = rule.when.keys().chain(rule.of.keys());
                assert!(paths.all(|p| own(p) || kind(name).knows(p)), "{name} {rule:?}");
            }
        }
        for rule in &known.movers {
            let named = |kind: &&Kind| rule.kinds.iter().any(|pattern| glob::matches(pattern, &kind.kind));
            let kinds: Vec<&Kind> = Catalogue::get().kinds().filter(named).collect();
            for path in rule.paths.iter().filter(|p| !p.contains('*')) {
                assert!(kinds.iter().any(|k| k.knows(path)), "{path} {rule:?}");
            }
        }
    }

    fn resource(kind: &str, attributes: Value, tags: Value) -> Resource {
        serde_json::from_value(json!({
            "kind": kind, "id": "x", "name": "x", "scope": {"provider": "aws"}, "attributes": attributes, "tags": tags
        }))
        .expect("resource")
    }

    #[test]
    fn what_the_provider_keeps_has_an_owner() {
        let known = Known::get();
        let vpc = Resource {
            id: "vpc-1".into(),
            ..resource("aws.ec2.vpc", json!({"is_default": true}), json!({}))
        };
        let subnet = |vpc: &str| resource("aws.ec2.subnet", json!({"vpc_id": vpc}), json!({}));
        let owned = known.owned([&vpc].into_iter());
        let owner = |resource: &Resource| known.owner(resource, &owned).map(|o| o.name);
        assert_eq!(owner(&vpc).as_deref(), Some("aws"));
        assert_eq!(owner(&subnet("vpc-1")).as_deref(), Some("aws"));
        assert_eq!(owner(&subnet("vpc-2")), None);
        let tagged = resource(
            "aws.ec2.instance",
            json!({}),
            json!({"aws:autoscaling:groupName": "web"}),
        );
        assert_eq!(owner(&tagged).as_deref(), Some("auto scaling group web"));
        let key = |manager: &str| resource("aws.kms.key", json!({"key_manager": manager}), json!({}));
        assert!(owner(&key("AWS")).is_some() && owner(&key("CUSTOMER")).is_none());
    }

    #[test]
    fn movers_are_those_of_the_table() {
        let known = Known::get();
        let database = |upgrades: bool| {
            resource(
                "aws.rds.instance",
                json!({"auto_minor_version_upgrade": upgrades}),
                json!({}),
            )
        };
        assert!(known.moves(&database(true), "engine_version").is_some());
        assert!(known.moves(&database(false), "engine_version").is_none());
        assert!(known.moves(&database(true), "publicly_accessible").is_none());
        let bucket = resource("aws.s3.bucket", json!({}), json!({}));
        assert!(known.moves(&bucket, "versioning.status").is_none());
        let detector = resource("aws.guardduty.detector", json!({}), json!({}));
        assert!(known.moves(&detector, "status").is_none());
    }
}
