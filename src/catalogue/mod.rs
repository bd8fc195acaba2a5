//! What is known about each kind of resource: one YAML file per kind, embedded.
//!
//! The catalogue names every attribute with its type, its meaning, and the API operation and
//! permission that yield it. Collectors may set nothing else, and policies may read nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rust_embed::RustEmbed;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::model::digest;
use crate::model::path::{self, Step};
use crate::model::{Gap, GapReason, Resource};

mod watch;

pub use watch::Watch;

#[derive(RustEmbed)]
#[folder = "src/catalogue"]
struct Files;

/// The shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    String,
    Integer,
    /// Any number, such as a threshold.
    Number,
    Boolean,
    List,
    /// Named members, each with an entry of its own.
    Object,
    /// Free keys.
    Map,
    /// An IAM policy document, parsed.
    PolicyDocument,
}

impl Type {
    /// True when a value is of the type, or not set.
    pub(crate) fn allows(self, value: &Value) -> bool {
        match self {
            _ if value.is_null() => true,
            Self::String => value.is_string(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::List => value.is_array(),
            Self::Object | Self::Map | Self::PolicyDocument => value.is_object(),
        }
    }
}

/// What a resource of the kind belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Account,
    Region,
    Zone,
}

/// An API operation and what it takes to be allowed to call it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `service:Operation`.
    pub operation: String,
    /// IAM action or token permission group; the operation's own name unless stated; `null` when none is needed.
    #[serde(default = "same_as_operation")]
    permission: Option<String>,
}

/// One attribute of a kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The shape of the kind that says what lies below, see [`Shape`].
    #[serde(default)]
    shape: Option<String>,
    pub r#type: Type,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub values: Vec<String>,
    pub meaning: String,
    pub operation: String,
    /// Where the resource lies, or that it is collected at all, follows from it: always read.
    #[serde(default)]
    pub locates: bool,
    #[serde(default = "same_as_operation")]
    permission: Option<String>,
    /// Where Terraform keeps it, as `attribute` or `satellite_type.attribute`.
    #[serde(default)]
    pub terraform: Option<String>,
    /// What it is for a resource that Terraform manages, which waits until it is so. Only where Terraform
    /// does not keep it.
    #[serde(default, deserialize_with = "stated")]
    pub steady: Option<Value>,
}

/// A value that is written out, be it `null`.
fn stated<'de, D: serde::Deserializer<'de>>(written: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(written).map(Some)
}

/// What lies below several attributes of a kind in the same form, such as the rules of each ruleset:
/// path below → member. Operation and permission are those of the attribute above.
type Shape = BTreeMap<String, Member>;

/// One attribute of a [`Shape`].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    r#type: Type,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    values: Vec<String>,
    meaning: String,
}

fn same_as_operation() -> Option<String> {
    Some(String::new())
}

fn permission<'a>(operation: &'a str, stated: &'a Option<String>) -> Option<&'a str> {
    stated.as_deref().map(|p| if p.is_empty() { operation } else { p })
}

/// What is called before another operation: its name, which is its permission, too, or both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Before {
    Operation(String),
    Source(Source),
}

impl Before {
    fn operation(&self) -> &str {
        match self {
            Self::Operation(operation) => operation,
            Self::Source(source) => &source.operation,
        }
    }

    fn permission(&self) -> Option<&str> {
        match self {
            Self::Operation(operation) => Some(operation),
            Self::Source(source) => source.permission(),
        }
    }
}

impl Source {
    pub fn permission(&self) -> Option<&str> {
        permission(&self.operation, &self.permission)
    }
}

impl Attribute {
    pub fn permission(&self) -> Option<&str> {
        permission(&self.operation, &self.permission)
    }
}

/// One kind of resource.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub kind: String,
    pub title: String,
    pub scope: Level,
    /// The Terraform resource type.
    pub terraform: String,
    /// The call that lists resources of the kind.
    pub list: Source,
    /// For lists whose elements have an identity: list path → field that identifies.
    #[serde(default)]
    pub keys: BTreeMap<String, String>,
    /// By path.
    pub attributes: BTreeMap<String, Attribute>,
    /// By name.
    #[serde(default)]
    shapes: BTreeMap<String, Shape>,
    /// For operations that only answer once another was called: that one → what is called before it.
    #[serde(default)]
    before: BTreeMap<String, Before>,
    /// Every path, split once: splitting it for each question is what start-up would be made of.
    #[serde(skip)]
    paths: OnceLock<Vec<(String, Vec<Step>)>>,
    /// What every resource of the kind must answer for, see [`Kind::roots`].
    #[serde(skip)]
    roots: OnceLock<Vec<(String, Vec<Step>)>>,
    /// What has a type of its own, see [`Kind::fields`].
    #[serde(skip)]
    fields: OnceLock<Vec<(String, Vec<Step>, Type)>>,
}

/// Every kind, by name.
#[derive(Debug, Clone)]
pub struct Catalogue {
    kinds: BTreeMap<String, Kind>,
}

/// A catalogue file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("catalogue file {file}: {message}")]
pub struct CatalogueError {
    file: String,
    message: String,
}

impl Catalogue {
    /// The embedded catalogue.
    pub fn get() -> &'static Catalogue {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        // The files are part of the binary and a unit test reads them all.
        CATALOGUE.get_or_init(|| Self::read().unwrap_or_else(|error| unreachable!("{error}")))
    }

    fn read() -> Result<Catalogue, CatalogueError> {
        let mut kinds = BTreeMap::new();
        for file in Files::iter().filter(|f| f.ends_with(".yaml")) {
            let fail = |message: String| CatalogueError {
                file: file.to_string(),
                message,
            };
            let bytes = Files::get(&file).ok_or_else(|| fail("not embedded".into()))?.data;
            let text = std::str::from_utf8(&bytes).map_err(|e| fail(e.to_string()))?;
            let mut kind: Kind = serde_saphyr::from_str(text).map_err(|e| fail(e.to_string()))?;
            kind.unfold().map_err(fail)?;
            kinds.insert(kind.kind.clone(), kind);
        }
        Ok(Catalogue { kinds })
    }

    /// Tells the catalogue's files apart from others. Builds for development read them when they run;
    /// elsewhere they are part of the program.
    pub(crate) fn source_digest() -> String {
        if !cfg!(debug_assertions) {
            return String::new();
        }
        let texts = Files::iter().filter_map(|file| Some(Files::get(&file)?.data));
        digest::of_parts(texts)
    }

    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }

    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }
}

impl Kind {
    /// Writes out the shapes. An attribute that is written out already stays as it is.
    fn unfold(&mut self) -> Result<(), String> {
        let mut unfolded = Vec::new();
        for (name, attribute) in &self.attributes {
            let Some(shape) = &attribute.shape else { continue };
            let members = self.shapes.get(shape);
            let members = members.ok_or_else(|| format!("{name} is of the unknown shape {shape}"))?;
            for (below, member) in members {
                let joint = if below.starts_with('[') { "" } else { "." };
                let below = format!("{joint}{below}");
                let attribute = Attribute {
                    shape: None,
                    r#type: member.r#type,
                    unit: member.unit.clone(),
                    values: member.values.clone(),
                    meaning: member.meaning.clone(),
                    operation: attribute.operation.clone(),
                    locates: attribute.locates,
                    permission: attribute.permission.clone(),
                    steady: None,
                    terraform: attribute.terraform.as_ref().map(|above| format!("{above}{below}")),
                };
                unfolded.push((format!("{name}{below}"), attribute));
            }
        }
        for (name, attribute) in unfolded {
            self.attributes.entry(name).or_insert(attribute);
        }
        Ok(())
    }

    /// The attribute at `path`, or the one above it that takes any content (maps, documents).
    pub fn attribute(&self, path: &str) -> Option<&Attribute> {
        let steps: Vec<Step> = path::parse(path)
            .into_iter()
            .map(|s| if matches!(s, Step::Key(_)) { Step::Any } else { s })
            .collect();
        if let Some(exact) = self.attributes.get(&path::render(&steps)) {
            return Some(exact);
        }
        (1..steps.len()).rev().find_map(|n| {
            let above = self.attributes.get(&path::render(&steps[..n]))?;
            let rest = &steps[n..];
            let scalar_elements = above.r#type == Type::List && rest == [Step::Any] && !self.has_members(&steps[..n]);
            let free = matches!(above.r#type, Type::Map | Type::PolicyDocument);
            (free || scalar_elements).then_some(above)
        })
    }

    fn has_members(&self, list: &[Step]) -> bool {
        let prefix = format!("{}[].", path::render(list));
        self.attributes.keys().any(|k| k.starts_with(&prefix))
    }

    /// True when the path can be a value of a resource: an attribute, something within one of free
    /// content, or something with attributes below it.
    pub fn knows(&self, path: &str) -> bool {
        self.holds(&path::parse(path))
    }

    /// The same for a path that is split already, whose names may hold dots.
    pub fn holds(&self, steps: &[Step]) -> bool {
        self.split().any(|(_, known, attribute)| {
            let same = known.iter().zip(steps).all(|(known, step)| match (known, step) {
                (Step::Field(known), Step::Field(name)) => known == name,
                (Step::Field(_), Step::Any) | (Step::Any, Step::Any | Step::Key(_)) => true,
                // An element of a list is no member of it: `ingress.cidr_ipv4` holds nothing.
                _ => false,
            });
            let free = || match attribute.r#type {
                Type::Map | Type::PolicyDocument => true,
                Type::List => steps.len() == known.len() + 1 && matches!(steps.last(), Some(Step::Any | Step::Key(_))),
                _ => false,
            };
            same && (steps.len() <= known.len() || free())
        })
    }

    /// All attributes at, above or below a path.
    pub fn attributes_touching(&self, path: &str) -> Vec<(&str, &Attribute)> {
        let steps = path::parse(path);
        self.split()
            .filter(|(_, known, _)| path::overlaps(known, &steps))
            .map(|(name, _, attribute)| (name, attribute))
            .collect()
    }

    /// Every attribute with its path, whole and split.
    fn split(&self) -> impl Iterator<Item = (&str, &[Step], &Attribute)> {
        let paths = self.paths.get_or_init(|| {
            let names = self.attributes.keys();
            names.map(|name| (name.clone(), path::parse(name))).collect()
        });
        paths
            .iter()
            .zip(self.attributes.values())
            .map(|((name, steps), attribute)| (name.as_str(), steps.as_slice(), attribute))
    }

    /// The paths that a collector answers for: those without another attribute above them.
    pub(crate) fn roots(&self) -> &[(String, Vec<Step>)] {
        self.roots.get_or_init(|| {
            let below_another =
                |steps: &[Step]| (1..steps.len()).any(|n| self.attributes.contains_key(&path::render(&steps[..n])));
            let all = self.attributes.keys().map(|name| (name.clone(), path::parse(name)));
            all.filter(|(_, steps)| !below_another(steps)).collect()
        })
    }

    /// Gaps for the attributes whose value is of another type than it should be.
    pub fn malformed(&self, resource: &Resource) -> Vec<Gap> {
        let odd = |(_, steps, r#type): &&(String, Vec<Step>, Type)| {
            value_at(&resource.attributes, steps).is_some_and(|value| !r#type.allows(value))
        };
        let odd = self.fields().iter().filter(odd);
        odd.map(|(name, ..)| self.gap(name, GapReason::Malformed)).collect()
    }

    /// The operations, each with its permission, that yield what is read at `paths`: always the
    /// listing, and what tells where a resource lies.
    pub fn operations_for(&self, paths: &BTreeSet<Vec<Step>>) -> BTreeMap<&str, Option<&str>> {
        let touched = |known: &[Step]| paths.iter().any(|read| path::overlaps(known, read));
        let wanted = self.split().filter(|(_, known, a)| a.locates || touched(known));
        let wanted = wanted.map(|(.., a)| (a.operation.as_str(), a.permission()));
        self.with_those_before(wanted.chain([(self.list.operation.as_str(), self.list.permission())]))
    }

    /// Every operation of the kind, with its permission.
    pub fn all_operations(&self) -> BTreeMap<&str, Option<&str>> {
        let all = self.attributes.values().map(|a| (a.operation.as_str(), a.permission()));
        self.with_those_before(all.chain([(self.list.operation.as_str(), self.list.permission())]))
    }

    /// Adds what must have been called before.
    fn with_those_before<'a>(
        &'a self,
        operations: impl Iterator<Item = (&'a str, Option<&'a str>)>,
    ) -> BTreeMap<&'a str, Option<&'a str>> {
        let mut all: BTreeMap<_, _> = operations.collect();
        let before = self
            .before
            .iter()
            .filter(|(operation, _)| all.contains_key(operation.as_str()));
        let before: Vec<_> = before
            .map(|(_, before)| (before.operation(), before.permission()))
            .collect();
        all.extend(before);
        all
    }

    /// The permission that would have yielded what stands at a path, had this operation been allowed.
    pub fn permission_for<'a>(&'a self, path: &str, operation: &'a str) -> Option<&'a str> {
        let attribute = self.attribute(path);
        let called = attribute.and_then(|attribute| self.before.get(&attribute.operation));
        let called = called.into_iter().chain(self.before.values());
        match called.into_iter().find(|before| before.operation() == operation) {
            Some(before) => before.permission(),
            None => attribute.and_then(Attribute::permission),
        }
    }

    /// The paths of single values: those that do not go through a list.
    fn fields(&self) -> &[(String, Vec<Step>, Type)] {
        self.fields.get_or_init(|| {
            let all = self
                .attributes
                .iter()
                .map(|(name, a)| (name.clone(), path::parse(name), a.r#type));
            all.filter(|(_, steps, _)| !steps.contains(&Step::Any)).collect()
        })
    }

    fn gap(&self, name: &str, reason: GapReason) -> Gap {
        let attribute = &self.attributes[name];
        Gap {
            operation: Some(attribute.operation.clone()),
            permission: attribute.permission().map(str::to_owned),
            ..Gap::new(name, reason)
        }
    }

    /// The field that identifies the elements of the list that a path goes through.
    pub fn key_field(&self, path: &str) -> Option<&str> {
        let list = path.split('[').next().unwrap_or(path);
        self.keys.get(list).map(String::as_str)
    }

    /// The attribute path closest in spelling to `path`.
    pub fn nearest(&self, path: &str) -> Option<&str> {
        self.attributes
            .keys()
            .map(|k| (strsim::damerau_levenshtein(k, path), k))
            .min()
            .filter(|(distance, _)| *distance <= path.len() / 2 + 1)
            .map(|(_, k)| k.as_str())
    }
}

/// The value (or `null`) at a path of names.
fn value_at<'a>(attributes: &'a Map<String, Value>, steps: &[Step]) -> Option<&'a Value> {
    let mut object = Some(attributes);
    let mut found = None;
    for step in steps {
        let Step::Field(name) = step else { return found };
        found = object.and_then(|o| o.get(name));
        object = found.and_then(Value::as_object);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_well_formed_and_named_after_its_kind() {
        let catalogue = Catalogue::read().expect("readable");
        assert!(catalogue.kinds().count() >= 11);
        for file in Files::iter().filter(|f| f.ends_with(".yaml")) {
            let name = file.trim_end_matches(".yaml").replace('/', ".");
            assert!(catalogue.kind(&name).is_some(), "{file} does not hold kind {name}");
        }
        for kind in catalogue.kinds() {
            for list in kind.keys.keys() {
                assert!(
                    kind.attributes.contains_key(list),
                    "{}: key of unknown list {list}",
                    kind.kind
                );
            }
            for operation in kind.before.keys() {
                assert!(
                    kind.attributes.values().any(|a| a.operation == *operation),
                    "{}: {operation} yields nothing",
                    kind.kind
                );
            }
            for (path, attribute) in &kind.attributes {
                assert!(attribute.operation.contains(':'), "{}.{path}", kind.kind);
                assert!(
                    attribute.meaning.ends_with('.'),
                    "{}.{path}: {}",
                    kind.kind,
                    attribute.meaning
                );
            }
        }
    }

    /// What an operation yields below what another yields could be silent and not look so.
    #[test]
    fn what_lies_below_an_attribute_comes_with_it() {
        for kind in Catalogue::get().kinds() {
            for (name, attribute) in &kind.attributes {
                let steps = path::parse(name);
                let above = (1..steps.len()).filter_map(|n| kind.attributes.get(&path::render(&steps[..n])));
                for above in above {
                    assert_eq!(above.operation, attribute.operation, "{}.{name}", kind.kind);
                }
            }
        }
    }

    #[test]
    fn attributes_are_found_through_lists_maps_and_documents() {
        let bucket = Catalogue::get().kind("aws.s3.bucket").expect("known");
        assert!(bucket.attribute("policy.Statement[].Action").is_some());
        assert!(bucket.attribute("acl.grants[].permission").is_some());
        assert!(bucket.attribute("acl.grants[].permision").is_none());
        assert!(bucket.attribute("versioning.statsu").is_none());
        assert!(bucket.attribute("tags.owner").is_some());
        assert!(bucket.attribute("notification.topic_arns[]").is_some());
        assert_eq!(bucket.nearest("versioning.statsu"), Some("versioning.status"));
        let group = Catalogue::get().kind("aws.ec2.security_group").expect("known");
        assert!(group.attribute("ingress[sgr-1].cidr_ipv4").is_some());
        assert_eq!(
            group.key_field("ingress[sgr-1].cidr_ipv4"),
            Some("security_group_rule_id")
        );
    }

    #[test]
    fn what_must_be_called_before_is_needed_with_what_follows() {
        let user = Catalogue::get().kind("aws.iam.user").expect("known");
        let needed = |path: &str| user.operations_for(&[path::parse(path)].into());
        let (generate, get) = ("iam:GenerateCredentialReport", "iam:GetCredentialReport");
        assert_eq!(needed("mfa_active").get(generate), Some(&Some(generate)));
        assert_eq!(needed("groups").get(generate), None);
        assert!(user.all_operations().contains_key(generate));
        assert_eq!(user.permission_for("mfa_active", generate), Some(generate));
        assert_eq!(user.permission_for("mfa_active", get), Some(get));
        let zone = Catalogue::get().kind("cloudflare.zone").expect("known");
        let list = "rulesets:List";
        for (phase, permission) in [
            ("ddos_l7", "HTTP DDoS Managed Ruleset Read"),
            ("http_ratelimit", "Zone WAF Read"),
        ] {
            let path = format!("rulesets.{phase}");
            let needed = zone.operations_for(&[path::parse(&path)].into());
            assert_eq!(needed.get(list), Some(&Some(permission)));
            assert_eq!(zone.permission_for(&path, list), Some(permission));
        }
    }

    #[test]
    fn a_permission_is_the_operation_unless_stated() {
        let catalogue = Catalogue::get();
        let bucket = catalogue.kind("aws.s3.bucket").expect("known");
        assert_eq!(bucket.list.permission(), Some("s3:ListAllMyBuckets"));
        assert_eq!(bucket.attributes["policy"].permission(), Some("s3:GetBucketPolicy"));
        let account = catalogue.kind("aws.account").expect("known");
        assert_eq!(account.list.permission(), None);
    }
}
