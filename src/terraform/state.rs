//! A state: a file of version 4, or what `terraform show -json` makes of one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use serde_json::value::RawValue;

use super::address::{Address, Key, split_module, steps};
use super::configuration::{Configuration, Waiting};
use super::document::{
    Form, ShownModule, ShownState, StateInstance, StateResource, StateText, check_format, check_state_version,
};
use super::error::TerraformError;
use super::map::Map;
use super::tree::{PathStep, Tree};
use super::world::{Fate, Object, World};
use super::{Modules, State, Tally, snapshot};
use crate::model::Origin;

/// Modules within modules; the reader of JSON stops at 128 levels of its own.
const DEEPEST: usize = 64;

/// Reads a state.
pub(super) fn read(text: &str, form: Form, shown: &str) -> Result<State, TerraformError> {
    let mut reader = Reader {
        whole: text,
        shown,
        objects: Vec::new(),
        ignored: BTreeMap::new(),
        callers: BTreeSet::new(),
    };
    let (mut state, serial) = match form {
        Form::ShownState => reader.shown_state()?,
        _ => reader.file()?,
    };
    let configuration = Configuration::default();
    let originate = |object: &Object| Origin::State {
        address: object.shown.clone(),
        serial,
        state: None,
        declared: None,
    };
    let built = World::of(&reader.objects, &configuration, &reader.callers)
        .build(&originate)
        .of_the_past();
    state.tally.ignored = reader.ignored;
    for (at, object) in reader.objects.iter().enumerate() {
        let counts = match (&built.keys[at], &built.folded[at]) {
            (Some(_), _) => &mut state.tally.mapped,
            (None, Some(_)) => &mut state.tally.folded,
            (None, None) => &mut state.tally.ignored,
        };
        *counts.entry(object.address.r#type.clone()).or_default() += 1;
    }
    if reader.objects.is_empty() {
        state.notes.push("the state holds no resources that are judged".into());
    }
    state.notes.extend(built.notes);
    state.snapshot = snapshot(built.resources, built.collected, true);
    Ok(state)
}

struct Reader<'a> {
    whole: &'a str,
    shown: &'a str,
    objects: Vec<Object>,
    ignored: BTreeMap<String, usize>,
    callers: BTreeSet<String>,
}

fn empty(serial: Option<u64>) -> State {
    State {
        snapshot: snapshot(Vec::new(), Vec::new(), true),
        serial,
        lineage: None,
        terraform_version: None,
        notes: Vec::new(),
        tally: Tally::default(),
        modules: Modules::default(),
    }
}

impl<'a> Reader<'a> {
    fn fail(&self, part: &str, error: &serde_json::Error) -> TerraformError {
        TerraformError::json(self.shown, self.whole, part, error)
    }

    fn file(&mut self) -> Result<(State, Option<u64>), TerraformError> {
        check_state_version(self.whole, self.shown)?;
        let read: StateText<'a> = serde_json::from_str(self.whole).map_err(|e| self.fail(self.whole, &e))?;
        for resource in read.resources.unwrap_or_default() {
            for instance in &resource.instances {
                self.instance(&resource, instance)?;
            }
        }
        let state = State {
            lineage: read.lineage.map(|l| l.into_owned()),
            terraform_version: read.terraform_version.map(|v| v.into_owned()),
            ..empty(read.serial)
        };
        Ok((state, read.serial))
    }

    fn instance(&mut self, resource: &StateResource<'a>, instance: &StateInstance<'a>) -> Result<(), TerraformError> {
        let module = resource.module.as_deref().unwrap_or_default();
        let module = if module.is_empty() {
            Some(Vec::new())
        } else {
            steps(module).and_then(|s| Some(split_module(&s)?.0))
        };
        let address = Address {
            module: module.unwrap_or_default(),
            data: resource.mode == "data",
            r#type: resource.r#type.to_string(),
            name: resource.name.to_string(),
            key: instance.index_key.as_ref().and_then(Key::of),
        };
        if instance.attributes_flat.is_some() && instance.attributes.is_none() && Map::get().is_known(&resource.r#type)
        {
            return Err(TerraformError::new(
                self.shown,
                format!(
                    "{address} is kept in the form of Terraform before 0.12: run terraform apply -refresh-only, which writes it anew"
                ),
            ));
        }
        let provider = resource.provider.as_deref().map(provider_key);
        let paths = instance.sensitive_attributes.as_deref().unwrap_or_default();
        let Some((value, object)) = self.object(address, instance.deposed.as_deref(), instance.attributes, provider)?
        else {
            return Ok(());
        };
        let mut tree = Tree::known(value);
        for path in paths {
            let steps: Vec<PathStep> = path.as_array().into_iter().flatten().map(PathStep::of).collect();
            tree.conceal(&steps);
        }
        self.objects.push(Object { tree, ..object });
        Ok(())
    }

    fn shown_state(&mut self) -> Result<(State, Option<u64>), TerraformError> {
        let read: ShownState<'a> = serde_json::from_str(self.whole).map_err(|e| self.fail(self.whole, &e))?;
        let notes = check_format(read.format_version.as_deref(), 0, self.shown)?;
        let root = read.values.and_then(|values| values.root_module);
        if let Some(root) = root {
            self.module(&root, 0)?;
        }
        let state = State {
            terraform_version: read.terraform_version.map(|v| v.into_owned()),
            notes: notes.into_iter().collect(),
            ..empty(None)
        };
        Ok((state, None))
    }

    fn module(&mut self, module: &ShownModule<'a>, depth: usize) -> Result<(), TerraformError> {
        if depth > DEEPEST {
            return Err(TerraformError::new(self.shown, "modules are nested too deeply"));
        }
        let above = module.address.as_deref().unwrap_or_default();
        for resource in &module.resources {
            let address = Address::parse(&resource.address).or_else(|| {
                let module = steps(above).and_then(|s| Some(split_module(&s)?.0)).unwrap_or_default();
                Some(Address {
                    module,
                    data: resource.mode == "data",
                    r#type: resource.r#type.to_string(),
                    name: resource.name.to_string(),
                    key: resource.index.as_ref().and_then(Key::of),
                })
            });
            let Some(address) = address else { continue };
            let object = self.object(address, resource.deposed_key.as_deref(), resource.values, None)?;
            let Some((value, object)) = object else { continue };
            let hidden = resource.sensitive_values.map(|raw| self.value(raw)).transpose()?;
            let tree = Tree::merge(Some(value), None, hidden.as_ref(), Waiting::for_nothing());
            self.objects.push(Object { tree, ..object });
        }
        module
            .child_modules
            .iter()
            .try_for_each(|child| self.module(child, depth + 1))
    }

    fn value(&self, raw: &RawValue) -> Result<Value, TerraformError> {
        serde_json::from_str(raw.get()).map_err(|e| self.fail(raw.get(), &e))
    }

    /// The values of an object that is one of ours, and the object without them.
    fn object(
        &mut self,
        address: Address,
        deposed: Option<&str>,
        values: Option<&RawValue>,
        provider: Option<String>,
    ) -> Result<Option<(Value, Object)>, TerraformError> {
        if address.data {
            if address.r#type == "aws_caller_identity"
                && let Some(Value::String(account)) = values
                    .map(|raw| self.value(raw))
                    .transpose()?
                    .map(|mut v| v["account_id"].take())
            {
                self.callers.insert(account);
            }
            return Ok(None);
        }
        let known = Map::get().is_known(&address.r#type);
        let Some(values) = values.filter(|_| known) else {
            *self.ignored.entry(address.r#type).or_default() += 1;
            return Ok(None);
        };
        let value = self.value(values)?;
        let object = Object {
            shown: match deposed {
                Some(deposed) => format!("{address} (deposed {deposed})"),
                None => address.to_string(),
            },
            address,
            tree: Tree::Null,
            provider,
            actions: Vec::new(),
            fate: Fate::There,
            change: 0,
        };
        Ok(Some((value, object)))
    }
}

/// `provider["registry.terraform.io/hashicorp/aws"].europe` → `aws.europe`.
fn provider_key(text: &str) -> String {
    let (source, alias) = match text.rsplit_once("\"]") {
        Some((source, alias)) => (source, alias),
        None => (text, ""),
    };
    let name = source.rsplit(['/', '"', '.']).next().unwrap_or(source);
    format!("{name}{alias}")
}
