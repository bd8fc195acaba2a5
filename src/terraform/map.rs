//! Which Terraform type is which kind, and where each attribute of a kind comes from: the catalogue says
//! most of it, the files of `map/` say what it can't.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;
use serde::Deserialize;
use serde_json::Value;

use crate::catalogue::{Catalogue, Kind, Type};
use crate::model::path::{self, Step};

#[derive(RustEmbed)]
#[folder = "src/terraform/map"]
struct Files;

/// One file of `map/`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MapFile {
    #[serde(default)]
    kinds: BTreeMap<String, KindMap>,
    #[serde(default)]
    satellites: BTreeMap<String, Satellite>,
    /// Types that are no kind and no part of one, with the reason.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        allow(
            dead_code,
            reason = "for people, and the test that all common types are in the tables"
        )
    )]
    ignored: BTreeMap<String, String>,
}

/// What a file says about a kind.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindMap {
    /// Types beside the catalogue's: older names, variants.
    #[serde(default)]
    types: Vec<String>,
    /// Attributes that hold the id that the provider's API gives, best first.
    #[serde(default)]
    pub(super) id: Vec<String>,
    /// Attributes that hold what people call it.
    #[serde(default)]
    pub(super) name: Vec<String>,
    /// What the ARN will be, where that can be told beforehand: `arn:{partition}:s3:::{id}`.
    #[serde(default)]
    pub(super) arn: Option<String>,
    /// Sources of an attribute that the catalogue does not say, in the order in which they are asked.
    #[serde(default)]
    attributes: BTreeMap<String, Vec<String>>,
    /// Lists whose elements have attributes of the same names in Terraform, or are given them by `shapes`.
    #[serde(default)]
    by_name: Vec<String>,
    /// What holds for a new resource without the satellite.
    #[serde(default)]
    pub(super) defaults_on_create: BTreeMap<String, Value>,
    /// The same when the satellite goes away.
    #[serde(default)]
    pub(super) defaults_on_delete: BTreeMap<String, Value>,
}

/// A Terraform resource that is a part of another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Satellite {
    /// The kind that it is a part of; several where an attribute decides.
    pub(super) kind: Kinds,
    /// The attributes that refer to the whole, first set first. None: the account or region is the whole.
    #[serde(default)]
    pub(super) by: Vec<String>,
    /// The newer name of the same part.
    #[serde(default)]
    pub(super) alias: Option<String>,
    /// The cloud keeps it with or without Terraform: without the satellite it has a value all the same.
    #[serde(default)]
    pub(super) always: bool,
    /// The whole is often kept elsewhere: then it stands for what is known of it.
    #[serde(default)]
    pub(super) stands_in: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Kinds {
    One(String),
    Any(Vec<String>),
}

impl Kinds {
    pub(super) fn all(&self) -> &[String] {
        match self {
            Kinds::One(kind) => std::slice::from_ref(kind),
            Kinds::Any(kinds) => kinds,
        }
    }
}

/// What a Terraform type is to us.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    Kind(&'static Known),
    Satellite(&'static Satellite),
    Ignored,
}

/// A kind with all that is known of its mapping.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) kind: &'static Kind,
    pub(super) map: KindMap,
    pub(super) root: Node,
}

/// One attribute, or a name on the way to some.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its path in the catalogue.
    pub(super) path: String,
    /// `None` for a name that only leads to attributes.
    pub(super) r#type: Option<Type>,
    pub(super) sources: Vec<Source>,
    pub(super) fields: BTreeMap<String, Node>,
    /// What each element of a list holds.
    pub(super) element: Option<Box<Node>>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The satellite or variant that keeps it; `None` is the resource itself.
    pub(super) r#type: Option<String>,
    pub(super) path: Vec<String>,
    /// What is made of the value, by name; see `convert`.
    pub(super) make: Option<String>,
    /// It starts at the element of the list around it.
    pub(super) relative: bool,
}

impl Source {
    fn parse(text: &str) -> Source {
        let (path, make) = match text.split_once('|') {
            Some((path, make)) => (path.trim(), Some(make.trim().to_owned())),
            None => (text.trim(), None),
        };
        let relative = path.starts_with("*.");
        let mut steps: Vec<String> = path
            .replace("[]", "")
            .split('.')
            .filter(|s| !s.is_empty() && *s != "*")
            .map(str::to_owned)
            .collect();
        let is_type = steps
            .first()
            .is_some_and(|first| first.starts_with("aws_") || first.starts_with("cloudflare_"));
        let r#type = is_type.then(|| steps.remove(0));
        Source {
            r#type,
            path: steps,
            make,
            relative,
        }
    }

    /// The attribute of an element that has the same name there.
    fn by_name(name: &str) -> Source {
        let inner = name.rsplit("[].").next().unwrap_or(name);
        Source {
            r#type: None,
            path: inner.split('.').map(str::to_owned).collect(),
            make: None,
            relative: true,
        }
    }

    /// Settings and rulesets of Cloudflare are satellites of one type, told apart by name or phase.
    fn one_of_several(&mut self, name: &str) {
        let several = ["cloudflare_zone_setting", "cloudflare_ruleset"];
        if let Some(r#type) = &mut self.r#type
            && several.contains(&r#type.as_str())
        {
            let which = name.split('.').nth(1).unwrap_or_default();
            *r#type = format!("{type}/{which}");
        }
    }

    /// The source as people write it.
    pub(super) fn place(&self) -> String {
        let steps = self.r#type.iter().chain(&self.path);
        steps.map(String::as_str).collect::<Vec<_>>().join(".")
    }
}

/// All tables.
#[derive(Debug)]
pub(super) struct Map {
    kinds: BTreeMap<String, Known>,
    /// Terraform type → kind.
    types: BTreeMap<String, String>,
    satellites: BTreeMap<String, Satellite>,
    #[cfg(test)]
    ignored: BTreeMap<String, String>,
}

impl Map {
    /// The embedded tables.
    pub(super) fn get() -> &'static Map {
        static MAP: OnceLock<Map> = OnceLock::new();
        // The files are part of the binary and a unit test reads them all.
        MAP.get_or_init(|| Self::read().unwrap_or_else(|error| unreachable!("{error}")))
    }

    fn read() -> Result<Map, String> {
        let mut whole = MapFile::default();
        for name in Files::iter() {
            let file = Files::get(&name).ok_or_else(|| format!("{name}: not embedded"))?;
            let text = std::str::from_utf8(&file.data).map_err(|e| format!("{name}: {e}"))?;
            let read: MapFile = serde_saphyr::from_str(text).map_err(|e| format!("{name}: {e}"))?;
            whole.kinds.extend(read.kinds);
            whole.satellites.extend(read.satellites);
            whole.ignored.extend(read.ignored);
        }
        let mut types = BTreeMap::new();
        let mut kinds = BTreeMap::new();
        for kind in Catalogue::get().kinds() {
            let map = whole.kinds.remove(&kind.kind).unwrap_or_default();
            let own = std::iter::once(&kind.terraform).chain(&map.types);
            for r#type in own.filter(|t| !t.is_empty()) {
                // Two kinds of one type: the first that does not depend on the reader's own identity.
                types.entry(r#type.clone()).or_insert_with(|| kind.kind.clone());
            }
            let root = root(kind, &map);
            kinds.insert(kind.kind.clone(), Known { kind, map, root });
        }
        if let Some(odd) = whole.kinds.keys().next() {
            return Err(format!("{odd} is no kind"));
        }
        for (name, satellite) in &whole.satellites {
            types.remove(name);
            for kind in satellite.kind.all() {
                if !kinds.contains_key(kind) {
                    return Err(format!("{name} is a part of {kind}, which is no kind"));
                }
            }
        }
        Ok(Map {
            kinds,
            types,
            satellites: whole.satellites,
            #[cfg(test)]
            ignored: whole.ignored,
        })
    }

    /// What a Terraform type is.
    pub(super) fn role(&'static self, r#type: &str) -> Role {
        if let Some(satellite) = self.satellites.get(r#type) {
            return Role::Satellite(satellite);
        }
        match self.types.get(r#type).and_then(|kind| self.kinds.get(kind)) {
            Some(known) => Role::Kind(known),
            None => Role::Ignored,
        }
    }

    /// A satellite by its type; one of several of a type is named `type/which`.
    pub(super) fn satellite(&self, r#type: &str) -> Option<&Satellite> {
        self.satellites.get(r#type.split('/').next().unwrap_or(r#type))
    }

    pub(super) fn kind(&'static self, kind: &str) -> Option<&'static Known> {
        self.kinds.get(kind)
    }

    /// The kind that a Terraform type is, or is a part of.
    pub(super) fn is_known(&self, r#type: &str) -> bool {
        self.types.contains_key(r#type) || self.satellites.contains_key(r#type)
    }

    /// Why a type is left out, where that was decided.
    #[cfg(test)]
    pub(super) fn reason(&self, r#type: &str) -> Option<&str> {
        self.ignored.get(r#type).map(String::as_str)
    }
}

/// The attributes of a kind as a tree, with their sources.
fn root(kind: &Kind, map: &KindMap) -> Node {
    let mut root = Node::default();
    for (name, attribute) in &kind.attributes {
        let node = descend(&mut root, &path::parse(name));
        node.r#type = Some(attribute.r#type);
        let written = attribute.terraform.as_deref().map(Source::parse);
        node.sources = match map.attributes.get(name) {
            Some(sources) => sources.iter().map(|s| Source::parse(s)).collect(),
            None if by_name(map, name) => vec![Source::by_name(name)],
            None => written.into_iter().collect(),
        };
        for source in &mut node.sources {
            source.one_of_several(name);
        }
    }
    root
}

/// True for what lies in the elements of a list whose attributes have the same names.
fn by_name(map: &KindMap, name: &str) -> bool {
    let within = |list: &String| {
        let rest = name.strip_prefix(list.as_str());
        rest.is_some_and(|rest| rest.starts_with("[]."))
    };
    map.by_name.iter().any(within)
}

fn descend<'a>(root: &'a mut Node, steps: &[Step]) -> &'a mut Node {
    let mut node = root;
    for (at, step) in steps.iter().enumerate() {
        node = match step {
            Step::Field(name) => node.fields.entry(name.clone()).or_default(),
            Step::Any | Step::Key(_) => node.element.get_or_insert_default(),
        };
        node.path = path::render(&steps[..=at]);
    }
    node
}
