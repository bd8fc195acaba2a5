//! All Terraform resources of one moment: which are wholes, which are parts, and who refers to whom.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::address::Address;
use super::configuration::Configuration;
use super::convert;
use super::links::{Instances, Place, exact_place, place};
use super::map::{Known, Map, Role, Satellite};
use super::normalise::{Part, Whole};
use super::place::{Identity, Surroundings};
use super::policy_document;
use super::shapes;
use super::tree::{Target, Tree};
use crate::model::{Collected, Gap, GapReason, Resource, ResourceKey, Scope};

/// One instance of a Terraform resource at one moment.
#[derive(Debug, Clone)]
pub(super) struct Object {
    pub(super) address: Address,
    /// The address as it is shown; objects that wait for their deletion say so.
    pub(super) shown: String,
    pub(super) tree: Tree,
    /// The provider's key in the configuration, such as `aws.europe`.
    pub(super) provider: Option<String>,
    pub(super) actions: Vec<String>,
    pub(super) fate: Fate,
    /// Which change of the plan it comes from.
    pub(super) change: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is there.
    There,
    /// It comes into being with the plan.
    Created,
    /// It is as it was before the plan changed or deleted it; counts for what others still say of it.
    Gone,
}

impl Object {
    /// The text of an attribute, or the address where that is not known.
    pub(super) fn id_text(&self, name: &str) -> String {
        let text = self.tree.get(name).and_then(Tree::as_str);
        text.map_or_else(|| self.shown.clone(), str::to_owned)
    }
}

/// Objects of one moment with all that is looked up in them.
pub(super) struct World<'w> {
    pub(super) map: &'static Map,
    pub(super) objects: &'w [Object],
    configuration: &'w Configuration,
    surroundings: Surroundings,
    identities: Vec<Option<Identity>>,
    /// By module path, type and name, all without keys.
    pub(super) places: HashMap<Place, Vec<usize>>,
    /// By the same with the keys of modules.
    pub(super) instances: HashMap<String, Instances>,
    /// By kind and whatever a reference may name them by.
    names: HashMap<(&'static str, String), usize>,
    /// Types of parts of which one belongs to something that can't be told.
    loose: BTreeSet<String>,
    /// The first resource of each kind in each scope.
    singletons: HashMap<(&'static str, Scope), usize>,
}

/// What became of the objects.
#[derive(Default)]
pub(super) struct Built {
    pub(super) resources: Vec<Resource>,
    pub(super) collected: Vec<Collected>,
    /// By object: the resource that it is.
    pub(super) keys: Vec<Option<ResourceKey>>,
    /// By object: the resource that it is a part of.
    pub(super) folded: Vec<Option<ResourceKey>>,
    pub(super) notes: Vec<String>,
}

impl Built {
    /// In what was there before, nothing waits for Terraform: it just does not keep it.
    pub(super) fn of_the_past(mut self) -> Self {
        for gap in self.resources.iter_mut().flat_map(|r| &mut r.gaps) {
            if gap.reason == GapReason::KnownAfterApply {
                gap.reason = GapReason::NotInTerraform;
                gap.message = Some("Terraform does not keep it".into());
            }
        }
        self
    }
}

/// How the origin of a resource is written.
pub(super) type Originate<'a> = &'a dyn Fn(&Object) -> crate::model::Origin;

impl<'w> World<'w> {
    pub(super) fn of(objects: &'w [Object], configuration: &'w Configuration, callers: &BTreeSet<String>) -> Self {
        let mut world = Self {
            map: Map::get(),
            objects,
            configuration,
            surroundings: Surroundings::of(objects, callers),
            identities: Vec::with_capacity(objects.len()),
            places: HashMap::new(),
            instances: HashMap::new(),
            names: HashMap::new(),
            loose: BTreeSet::new(),
            singletons: HashMap::new(),
        };
        for (at, object) in objects.iter().enumerate() {
            let known = world.known(object).filter(|_| object.fate != Fate::Gone);
            let identity = known.map(|known| {
                let scope = world.surroundings.scope(object, known, configuration);
                Identity::of(object, known, scope)
            });
            if let (Some(known), Some(identity)) = (known, &identity) {
                world.index_names(known, object, identity, at);
            }
            world.identities.push(identity);
            if object.fate != Fate::Gone {
                world.places.entry(place(&object.address)).or_default().push(at);
                world.index_instance(&object.address, at);
            }
        }
        world.instances.values_mut().for_each(Instances::fingerprint);
        world.bring_into_zones();
        world.loose = world.loose_parts();
        world
    }

    fn known(&self, object: &Object) -> Option<&'static Known> {
        if object.address.data {
            return None;
        }
        match self.map.role(&object.address.r#type) {
            Role::Kind(known) => Some(self.variant(known, object)),
            _ => None,
        }
    }

    /// Types that are one of several kinds, as an attribute says.
    fn variant(&self, known: &'static Known, object: &Object) -> &'static Known {
        let ciphers = "cloudflare.ssl.hostname_ciphers_setting";
        if known.kind.kind != ciphers {
            return known;
        }
        match object
            .tree
            .get("setting_id")
            .or_else(|| object.tree.get("setting"))
            .and_then(Tree::as_str)
        {
            Some("ciphers") => known,
            _ => self.map.kind("cloudflare.ssl.hostname_tls_setting").unwrap_or(known),
        }
    }

    fn index_instance(&mut self, address: &Address, at: usize) {
        let place = exact_place(&address.module, address.data, &address.r#type, &address.name);
        let instances = self.instances.entry(place).or_default();
        instances.all.push(at);
        instances.by_key.insert(address.key.clone(), at);
    }

    fn index_names(&mut self, known: &'static Known, object: &Object, identity: &Identity, at: usize) {
        let kind = known.kind.kind.as_str();
        self.singletons.entry((kind, identity.scope.clone())).or_insert(at);
        let mut names: BTreeSet<String> = [identity.id.clone()].into();
        names.extend(identity.arn.clone());
        let attributes = known.map.id.iter().chain(&known.map.name).map(String::as_str);
        for name in attributes.chain(["id", "arn", "name", "key_id", "bucket"]) {
            names.extend(object.tree.get(name).and_then(Tree::as_str).map(str::to_owned));
        }
        for name in names {
            self.names.entry((kind, name)).or_insert(at);
        }
    }

    /// Resources of a Cloudflare zone lie in the zone's account, which they often do not name.
    fn bring_into_zones(&mut self) {
        for at in 0..self.objects.len() {
            let object = &self.objects[at];
            let Some(known) = self.known(object) else { continue };
            let own = known.kind.kind == "cloudflare.zone";
            if !object.address.r#type.starts_with("cloudflare_") || self.identities[at].is_none() {
                continue;
            }
            let zone = match object.tree.get("zone_id") {
                _ if own => self.identities[at].as_ref().map(|i| i.id.clone()),
                Some(Tree::Known(Value::String(zone))) if !zone.is_empty() => Some(zone.clone()),
                Some(Tree::Unknown(waits)) => self
                    .settle(waits, Some(at), false)
                    .and_then(|ids| ids.into_iter().next()),
                _ => None,
            };
            let account = zone
                .as_ref()
                .and_then(|zone| self.names.get(&("cloudflare.zone", zone.clone())));
            let account = account.and_then(|at| self.identities[*at].as_ref()?.scope.account.clone());
            if let Some(identity) = &mut self.identities[at] {
                identity.scope.zone = zone;
                identity.scope.account = identity.scope.account.take().or(account);
            }
        }
    }

    /// The ids that unknown values will be, as far as they name resources of the file. `all`: every
    /// instance is meant, else exactly one.
    pub(super) fn settle(&self, waits: &[Target], from: Option<usize>, all: bool) -> Option<Vec<String>> {
        let mut ids = Vec::new();
        if waits.is_empty() || (!all && waits.len() > 1) {
            return None;
        }
        for target in waits {
            let attribute = target.attribute.as_deref();
            if target.data || !attribute.is_none_or(names_the_whole) {
                return None;
            }
            let found = self.find(target, from, all);
            if found.is_empty() || (!all && found.len() != 1) {
                return None;
            }
            for at in found {
                let wants_arn = attribute.is_some_and(|a| a == "arn" || a.ends_with("_arn"));
                ids.push(match &self.identities[at] {
                    Some(identity) if !wants_arn => identity.id.clone(),
                    Some(_) => self.arn(at).unwrap_or_default(),
                    None => self.objects[at].shown.clone(),
                });
            }
        }
        ids.dedup();
        Some(ids)
    }

    /// The ARN of a resource, or its address as long as it has none.
    pub(super) fn arn(&self, at: usize) -> Option<String> {
        let arn = self.identities[at].as_ref()?.arn.clone();
        arn.or_else(|| Some(self.objects[at].shown.clone()))
    }

    /// The policy that a deferred data source will give, as far as it is known.
    pub(super) fn document(
        &self,
        waits: &[Target],
        from: Option<usize>,
        at: &str,
        gaps: &mut Vec<Gap>,
    ) -> Option<Value> {
        let [target] = waits else { return None };
        let of_document = target.data && target.r#type == "aws_iam_policy_document";
        if !of_document || !matches!(target.attribute.as_deref(), Some("json" | "minified_json") | None) {
            return None;
        }
        let [found] = self.find(target, from, false)[..] else {
            return None;
        };
        policy_document::rebuild(&self.objects[found].tree, at, gaps)
    }

    pub(super) fn identity(&self, at: usize) -> Option<&Identity> {
        self.identities[at].as_ref()
    }

    /// The wholes that a part belongs to: kind and id, and the object if the file holds it.
    fn wholes(&self, at: usize, satellite: &'static Satellite) -> Vec<(&'static Known, String, Option<usize>)> {
        let object = &self.objects[at];
        let kinds = satellite.kind.all();
        let paired = kinds.len() > 1 && kinds.len() == satellite.by.len();
        let mut found = Vec::new();
        for (n, by) in satellite.by.iter().enumerate() {
            let Some(tree) = object.tree.get(by) else { continue };
            let kinds = if paired { &kinds[n..=n] } else { kinds };
            for kind in kinds {
                let Some(known) = self.map.kind(kind) else { continue };
                found.extend(
                    self.named(known, tree, at)
                        .into_iter()
                        .map(|(id, whole)| (known, id, whole)),
                );
            }
            if !found.is_empty() && !paired {
                break;
            }
        }
        found
    }

    fn named(&self, known: &'static Known, tree: &Tree, from: usize) -> Vec<(String, Option<usize>)> {
        match tree {
            Tree::Known(Value::String(text)) if !text.is_empty() => {
                let whole = self.names.get(&(known.kind.kind.as_str(), text.clone()));
                vec![(text.clone(), whole.copied())]
            }
            Tree::Unknown(waits) => {
                let found = waits.iter().flat_map(|target| self.find(target, Some(from), false));
                let of_kind = found.filter(|at| {
                    let kind = self.known(&self.objects[*at]);
                    kind.is_some_and(|k| k.kind.kind == known.kind.kind)
                });
                let of_kind: Vec<usize> = of_kind.collect();
                // One value names one whole.
                match of_kind[..] {
                    [one] => vec![(self.objects[one].shown.clone(), Some(one))],
                    _ => Vec::new(),
                }
            }
            Tree::List(list) => list.iter().flat_map(|each| self.named(known, each, from)).collect(),
            _ => Vec::new(),
        }
    }

    /// Makes the resources.
    pub(super) fn build(&self, originate: Originate<'_>) -> Built {
        let mut built = Built {
            keys: vec![None; self.objects.len()],
            folded: vec![None; self.objects.len()],
            ..Built::default()
        };
        let mut parts = Parts::default();
        let mut strays: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, object) in self.objects.iter().enumerate() {
            let Role::Satellite(satellite) = self.map.role(&object.address.r#type) else {
                continue;
            };
            if !object.address.data && !self.attach(at, satellite, &mut parts) && object.fate != Fate::Gone {
                *strays.entry(&object.address.r#type).or_default() += 1;
            }
        }
        let mut seen = BTreeSet::new();
        let mut again = 0;
        for (at, object) in self.objects.iter().enumerate() {
            let (Some(known), Some(identity)) = (self.known(object), self.identity(at)) else {
                continue;
            };
            let (own, gone) = parts.of_objects.remove(&at).unwrap_or_default();
            let mut resource = self.whole(known, Some(at), identity, own.clone(), gone, originate(object));
            if !seen.insert(resource.key()) {
                // Nothing may go unjudged because something else has the same name.
                again += 1;
                resource.id.clone_from(&object.shown);
                if !seen.insert(resource.key()) {
                    resource.id = format!("{} {at}", object.shown);
                    seen.insert(resource.key());
                }
            }
            let key = resource.key();
            for part in own.values().flatten() {
                built.folded[part.object] = Some(key.clone());
            }
            built.keys[at] = Some(key);
            built.resources.push(resource);
        }
        for ((kind, scope, id), (own, gone)) in std::mem::take(&mut parts.stand_ins) {
            let Some(known) = self.map.kind(kind) else { continue };
            let Some(first) = own.values().flatten().next().map(|p| &self.objects[p.object]) else {
                continue;
            };
            let identity = Identity {
                scope,
                name: id.clone(),
                id,
                arn: None,
            };
            let resource = self.whole(known, None, &identity, own.clone(), gone, originate(first));
            let key = resource.key();
            if seen.insert(key.clone()) {
                for part in own.values().flatten() {
                    built.folded[part.object] = Some(key.clone());
                }
                built.resources.push(resource);
            }
        }
        if again > 0 {
            built.notes.push(format!(
                "{again} resources have the id of another one of their kind, and are called by their address"
            ));
        }
        for (r#type, count) in strays {
            built.notes.push(format!(
                "{count} of {type}: parts of resources that this file does not hold, and not judged"
            ));
        }
        let kinds: BTreeSet<(Scope, String)> = built
            .resources
            .iter()
            .map(|r| (r.scope.clone(), r.kind.clone()))
            .collect();
        built.collected = kinds
            .into_iter()
            .map(|(scope, kind)| Collected { scope, kind })
            .collect();
        built
    }

    /// What any whole may turn out to have, since whose it is will be known only after apply.
    fn loose_parts(&self) -> BTreeSet<String> {
        let mut loose = BTreeSet::new();
        for (at, object) in self.objects.iter().enumerate() {
            let Role::Satellite(satellite) = self.map.role(&object.address.r#type) else {
                continue;
            };
            let unknown = |by: &String| object.tree.get(by).is_some_and(Tree::is_pending);
            let pending = object.fate != Fate::Gone && !object.address.data && satellite.by.iter().any(unknown);
            if pending && self.wholes(at, satellite).is_empty() {
                let r#type = satellite.alias.as_ref().unwrap_or(&object.address.r#type);
                loose.insert(r#type.replace("_settings_override", "_setting"));
            }
        }
        loose
    }

    /// True when a part of the type may belong to any whole.
    pub(super) fn is_loose(&self, r#type: &str) -> bool {
        self.loose.contains(r#type.split('/').next().unwrap_or(r#type))
    }

    /// Gives a part to its whole. False when there is none.
    fn attach(&self, at: usize, satellite: &'static Satellite, parts: &mut Parts) -> bool {
        let object = &self.objects[at];
        let r#type = satellite.alias.as_deref().unwrap_or(&object.address.r#type);
        let made = shapes::parts(r#type, object);
        let mut attached = false;
        let mut add = |own: &mut Held| {
            let held = if object.fate == Fate::Gone {
                &mut own.1
            } else {
                &mut own.0
            };
            for (r#type, tree) in &made {
                let part = Part {
                    object: at,
                    tree: tree.clone(),
                };
                held.entry(r#type.clone()).or_default().push(part);
            }
            attached = true;
        };
        if satellite.by.is_empty() {
            if let Some(known) = satellite.kind.all().first().and_then(|kind| self.map.kind(kind)) {
                let scope = self.scope_of_part(at, known);
                let id = scope
                    .region
                    .clone()
                    .or(scope.account.clone())
                    .unwrap_or_else(|| "default".into());
                match self.singleton(known, &scope) {
                    Some(whole) => add(parts.of_objects.entry(whole).or_default()),
                    None => add(parts.stand_ins.entry((&known.kind.kind, scope, id)).or_default()),
                }
            }
            return attached;
        }
        for (known, id, whole) in self.wholes(at, satellite) {
            match whole {
                Some(whole) => add(parts.of_objects.entry(whole).or_default()),
                None if satellite.stands_in => {
                    let mut scope = self.scope_of_part(at, known);
                    match known.kind.kind.as_str() {
                        "cloudflare.zone" => scope.zone = Some(id.clone()),
                        "cloudflare.account" => scope.account = Some(id.clone()),
                        _ => {}
                    }
                    add(parts.stand_ins.entry((&known.kind.kind, scope, id)).or_default());
                }
                None => {}
            }
        }
        attached
    }

    /// The only resource of a kind in a scope.
    fn singleton(&self, known: &'static Known, scope: &Scope) -> Option<usize> {
        self.singletons.get(&(known.kind.kind.as_str(), scope.clone())).copied()
    }

    /// A part lies where a resource of the kind in its place would.
    fn scope_of_part(&self, at: usize, known: &'static Known) -> Scope {
        self.surroundings.scope(&self.objects[at], known, self.configuration)
    }

    fn whole(
        &self,
        known: &'static Known,
        at: Option<usize>,
        identity: &Identity,
        parts: BTreeMap<String, Vec<Part>>,
        gone: BTreeMap<String, Vec<Part>>,
        origin: crate::model::Origin,
    ) -> Resource {
        let object = at.map(|at| &self.objects[at]);
        let tree = object.map_or(Tree::Object(BTreeMap::new()), |object| {
            shapes::whole(known, object, identity, self.configuration)
        });
        let whole = Whole {
            world: self,
            known,
            r#type: object.map_or("", |o| o.address.r#type.as_str()),
            tree,
            object: at,
            created: object.is_some_and(|o| o.fate == Fate::Created),
            parts,
            gone,
        };
        let made = whole.make();
        let tags = match made.attributes.get("tags") {
            Some(Value::Object(tags)) => tags
                .iter()
                .filter_map(|(k, v)| Some((k.clone(), convert::tag_text(v)?)))
                .collect(),
            _ => BTreeMap::new(),
        };
        let mut resource = Resource {
            kind: known.kind.kind.clone(),
            scope: identity.scope.clone(),
            id: identity.id.clone(),
            name: identity.name.clone(),
            arn: identity.arn.clone(),
            tags,
            attributes: made.attributes,
            gaps: made.gaps,
            origin,
        };
        if object.is_none() {
            resource.name = identity.id.clone();
        }
        resource.gaps.sort();
        resource.gaps.dedup_by(|a, b| a.path == b.path && a.reason == b.reason);
        resource
    }
}

type Held = (BTreeMap<String, Vec<Part>>, BTreeMap<String, Vec<Part>>);

/// Parts by the whole that they belong to.
#[derive(Default)]
struct Parts {
    of_objects: HashMap<usize, Held>,
    /// Wholes that the file does not hold itself.
    stand_ins: BTreeMap<(&'static String, Scope, String), Held>,
}

/// Attributes by which resources are referred to as a whole.
fn names_the_whole(attribute: &str) -> bool {
    [
        "id",
        "arn",
        "name",
        "bucket",
        "key_id",
        "key_arn",
        "identifier",
        "cluster_identifier",
        "allocation_id",
        "replication_group_id",
        "user_id",
        "user_group_id",
        "function_name",
        "key_name",
        "snippet_name",
        "script_name",
    ]
    .contains(&attribute)
}
