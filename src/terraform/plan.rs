//! A plan: the resources before and after it, and what is done to each.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use serde_json::value::RawValue;

use super::address::{Address, Key, module_path, split_module, steps};
use super::configuration::{Configuration, Waiting};
use super::document::{ChangeText, PlanText, ShownModule, ShownResource, check_format};
use super::error::TerraformError;
use super::map::{Map, Role};
use super::tree::Tree;
use super::world::{Built, Fate, Object, World};
use super::{Change, Modules, Plan, Tally, snapshot};
use crate::model::Origin;

/// The newest minor version of the format that is known.
const NEWEST: u64 = 2;

/// Reads a plan.
pub(super) fn read(text: &str, shown: &str) -> Result<Plan, TerraformError> {
    let fail = |error: serde_json::Error| TerraformError::json(shown, text, text, &error);
    let mut read: PlanText<'_> = serde_json::from_str(text).map_err(fail)?;
    let mut notes: Vec<String> = check_format(read.format_version.as_deref(), NEWEST, shown)?
        .into_iter()
        .collect();
    let source = Source { whole: text, shown };
    let configuration = Configuration::of(read.configuration.take(), read.variables.take());
    let callers = callers(
        read.prior_state
            .as_ref()
            .and_then(|s| s.values.as_ref()?.root_module.as_ref()),
    );
    let refresh_only = read.resource_changes.is_none();
    let drift = read.resource_drift.take().unwrap_or_default();
    let mut changes = read.resource_changes.take().unwrap_or_default();
    if refresh_only {
        changes = refreshed(&read, &drift);
        if !changes.is_empty() {
            notes
                .push("a refresh-only plan: it changes nothing, and is judged as the state that it would write".into());
        }
    }
    let complete = outlook(&read, &mut notes);
    let mut moments = Moments::default();
    for (at, change) in changes.iter().enumerate() {
        moments.add(&source, change, at, &configuration)?;
    }
    if moments.before.is_empty() && moments.after.is_empty() {
        notes.push("the plan holds no resources that are judged".into());
    }
    let before = World::of(&moments.before, &configuration, &callers)
        .build(&originate)
        .of_the_past();
    let after = World::of(&moments.after, &configuration, &callers).build(&originate);
    let (was, is) = (
        Outcome::of(&moments.before, &before),
        Outcome::of(&moments.after, &after),
    );
    let tally = tally(&changes, &was, &is);
    let mut drifted = Moments::default();
    for (at, change) in drift.iter().enumerate() {
        drifted.add(&source, change, at, &configuration)?;
    }
    let told = drifted.told(&configuration, &callers);
    notes.extend(after.notes.iter().cloned());
    Ok(Plan {
        changes: told_changes(&changes, &was, &is),
        drift: told_changes(&drift, &told.0, &told.1),
        before: snapshot(before.resources, before.collected, complete),
        after: snapshot(after.resources, after.collected, complete),
        notes,
        complete,
        tally,
        modules: Modules(configuration.sources()),
        terraform_version: read.terraform_version.map(|v| v.into_owned()),
    })
}

/// Whether the plan speaks of everything, and what is to be said about it.
fn outlook(read: &PlanText<'_>, notes: &mut Vec<String>) -> bool {
    if read.errored == Some(true) {
        notes.push("Terraform ended with an error while it planned: what it had not come to is missing".into());
    }
    let deferred = read.deferred_changes.as_ref().is_some_and(|d| !d.is_empty());
    if read.complete == Some(false) || deferred {
        notes.push(
            "the plan is not complete (limited by -target, or with deferred changes): what it leaves out is not judged"
                .into(),
        );
    }
    read.errored != Some(true) && read.complete != Some(false) && !deferred
}

fn originate(object: &Object) -> Origin {
    Origin::Plan {
        address: object.shown.clone(),
        actions: object.actions.clone(),
        declared: None,
    }
}

/// Where parts of the text lie in it, for messages.
struct Source<'a> {
    whole: &'a str,
    shown: &'a str,
}

impl Source<'_> {
    fn value(&self, raw: Option<&RawValue>) -> Result<Option<Value>, TerraformError> {
        let Some(raw) = raw else { return Ok(None) };
        let part = raw.get();
        let fail = |error: serde_json::Error| TerraformError::json(self.shown, self.whole, part, &error);
        serde_json::from_str(part).map(Some).map_err(fail)
    }
}

/// The objects before and after.
#[derive(Default)]
struct Moments {
    before: Vec<Object>,
    after: Vec<Object>,
}

impl Moments {
    fn add(
        &mut self,
        source: &Source<'_>,
        text: &ChangeText<'_>,
        at: usize,
        configuration: &Configuration,
    ) -> Result<(), TerraformError> {
        let Some(address) = address(text) else { return Ok(()) };
        let deferred = address.data && text.r#type == "aws_iam_policy_document";
        if !deferred && (address.data || !Map::get().is_known(&text.r#type)) {
            // Others may refer to it by its address.
            self.after.push(bare(address, text, at));
            return Ok(());
        }
        let provider = configuration.provider(&address).map(str::to_owned);
        let object = |tree: Tree, fate: Fate| Object {
            shown: match &text.deposed {
                Some(deposed) => format!("{address} (deposed {deposed})"),
                None => address.to_string(),
            },
            address: address.clone(),
            tree,
            provider: provider.clone(),
            actions: text.change.actions.iter().map(|a| a.to_string()).collect(),
            fate,
            change: at,
        };
        let change = &text.change;
        let does = |action: &str| change.actions.iter().any(|a| a == action);
        let before = source.value(change.before)?.filter(|v| !v.is_null());
        let existed = before.is_some();
        let satellite = matches!(Map::get().role(&text.r#type), Role::Satellite(_));
        if let Some(before) = before {
            let hidden = source.value(change.before_sensitive)?;
            let tree = Tree::merge(Some(before), None, hidden.as_ref(), Waiting::for_nothing());
            // A part that Terraform only forgets stays where it is.
            if does("forget") && satellite {
                self.after.push(object(tree.clone(), Fate::There));
            } else if satellite && !does("no-op") && !does("read") {
                self.after.push(object(tree.clone(), Fate::Gone));
            }
            self.before.push(object(tree, Fate::There));
        }
        let after = source.value(change.after)?;
        let unknown = source.value(change.after_unknown)?;
        let stays = after.is_some() || does("create") || does("read");
        if !stays || text.deposed.is_some() {
            return Ok(());
        }
        let hidden = source.value(change.after_sensitive)?;
        let waiting = configuration.waiting(&address);
        let tree = Tree::merge(after, unknown.as_ref(), hidden.as_ref(), waiting);
        let created = !existed || does("create");
        self.after
            .push(object(tree, if created { Fate::Created } else { Fate::There }));
        Ok(())
    }

    fn told(&self, configuration: &Configuration, callers: &BTreeSet<String>) -> (Outcome, Outcome) {
        let of = |objects: &[Object]| {
            let built = World::of(objects, configuration, callers).build(&originate);
            Outcome::of(objects, &built)
        };
        (of(&self.before), of(&self.after))
    }
}

/// An object of which nothing but the address counts.
fn bare(address: Address, text: &ChangeText<'_>, at: usize) -> Object {
    Object {
        shown: address.to_string(),
        address,
        tree: Tree::Null,
        provider: None,
        actions: text.change.actions.iter().map(|a| a.to_string()).collect(),
        fate: Fate::There,
        change: at,
    }
}

/// The address of a change; made up of its parts where it can't be read.
fn address(text: &ChangeText<'_>) -> Option<Address> {
    if let Some(address) = Address::parse(&text.address) {
        return Some(address);
    }
    let modules = text.module_address.as_deref().unwrap_or_default();
    let modules = steps(modules).and_then(|steps| Some(split_module(&steps)?.0));
    (!text.name.is_empty()).then(|| Address {
        module: modules.unwrap_or_default(),
        data: text.mode == "data",
        r#type: text.r#type.to_string(),
        name: text.name.to_string(),
        key: text.index.as_ref().and_then(Key::of),
    })
}

/// The resources of a refresh-only plan: those of the state, with what was found changed.
fn refreshed<'a>(read: &PlanText<'a>, drift: &[ChangeText<'a>]) -> Vec<ChangeText<'a>> {
    let drifted: BTreeSet<&str> = drift.iter().map(|d| d.address.as_ref()).collect();
    let root = read
        .prior_state
        .as_ref()
        .and_then(|s| s.values.as_ref()?.root_module.as_ref());
    let mut found = drift.to_vec();
    let mut resources = Vec::new();
    collect(root, &mut resources);
    let others = resources
        .into_iter()
        .filter(|r| r.mode != "data" && !drifted.contains(r.address.as_ref()));
    found.extend(others.map(unchanged));
    found
}

fn unchanged<'a>(resource: &ShownResource<'a>) -> ChangeText<'a> {
    ChangeText {
        address: resource.address.clone(),
        previous_address: None,
        module_address: None,
        mode: resource.mode.clone(),
        r#type: resource.r#type.clone(),
        name: resource.name.clone(),
        index: resource.index.clone(),
        deposed: resource.deposed_key.clone(),
        change: super::document::Change {
            actions: vec!["no-op".into()],
            before: resource.values,
            after: resource.values,
            after_unknown: None,
            before_sensitive: resource.sensitive_values,
            after_sensitive: resource.sensitive_values,
        },
    }
}

fn collect<'m, 'a>(module: Option<&'m ShownModule<'a>>, found: &mut Vec<&'m ShownResource<'a>>) {
    if let Some(module) = module {
        found.extend(&module.resources);
        module
            .child_modules
            .iter()
            .for_each(|child| collect(Some(child), found));
    }
}

/// The AWS accounts that the providers work in, as they said themselves.
fn callers(root: Option<&ShownModule<'_>>) -> BTreeSet<String> {
    let mut resources = Vec::new();
    collect(root, &mut resources);
    let callers = resources.into_iter().filter(|r| r.r#type == "aws_caller_identity");
    let values = callers.filter_map(|r| serde_json::from_str::<Value>(r.values?.get()).ok());
    values
        .filter_map(|v| v.get("account_id")?.as_str().map(str::to_owned))
        .collect()
}

/// What became of each change.
#[derive(Default)]
struct Outcome {
    keys: BTreeMap<usize, crate::model::ResourceKey>,
    folded: BTreeMap<usize, crate::model::ResourceKey>,
}

impl Outcome {
    fn of(objects: &[Object], built: &Built) -> Self {
        let mut outcome = Self::default();
        for (at, object) in objects.iter().enumerate() {
            if let Some(key) = &built.keys[at] {
                outcome.keys.insert(object.change, key.clone());
            }
            if let Some(key) = &built.folded[at] {
                outcome.folded.insert(object.change, key.clone());
            }
        }
        outcome
    }
}

fn tally(changes: &[ChangeText<'_>], was: &Outcome, is: &Outcome) -> Tally {
    let mut tally = Tally::default();
    for (at, change) in changes.iter().enumerate().filter(|(_, c)| c.mode != "data") {
        let held = |map: fn(&Outcome) -> &BTreeMap<usize, crate::model::ResourceKey>| {
            map(is).contains_key(&at) || map(was).contains_key(&at)
        };
        let counts = if held(|o| &o.keys) {
            &mut tally.mapped
        } else if held(|o| &o.folded) {
            &mut tally.folded
        } else {
            &mut tally.ignored
        };
        *counts.entry(change.r#type.to_string()).or_default() += 1;
    }
    tally
}

fn told_changes(changes: &[ChangeText<'_>], was: &Outcome, is: &Outcome) -> Vec<Change> {
    let map = Map::get();
    let ours = changes
        .iter()
        .enumerate()
        .filter(|(_, c)| c.mode != "data" && map.is_known(&c.r#type));
    ours.filter_map(|(at, text)| {
        let address = address(text)?;
        Some(Change {
            module: module_path(&address.module),
            address: address.to_string(),
            previous_address: text.previous_address.as_ref().map(|a| a.to_string()),
            r#type: text.r#type.to_string(),
            name: text.name.to_string(),
            actions: text.change.actions.iter().map(|a| a.to_string()).collect(),
            before: was.keys.get(&at).cloned(),
            after: is.keys.get(&at).cloned(),
            folded_into: is.folded.get(&at).or_else(|| was.folded.get(&at)).cloned(),
        })
    })
    .collect()
}
