//! The forms in which Terraform and OpenTofu write plans and states, as far as they are read. Values stay
//! text until a resource turns out to be one of ours.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::TerraformError;

/// A plan, from `terraform show -json plan.tfplan`.
#[derive(Deserialize)]
pub(super) struct PlanText<'a> {
    #[serde(default, borrow)]
    pub(super) format_version: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) terraform_version: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(super) variables: Option<BTreeMap<String, Variable>>,
    #[serde(default, borrow)]
    pub(super) resource_changes: Option<Vec<ChangeText<'a>>>,
    #[serde(default, borrow)]
    pub(super) resource_drift: Option<Vec<ChangeText<'a>>>,
    #[serde(default, borrow)]
    pub(super) prior_state: Option<ShownState<'a>>,
    #[serde(default)]
    pub(super) configuration: Option<Value>,
    #[serde(default)]
    pub(super) complete: Option<bool>,
    #[serde(default)]
    pub(super) errored: Option<bool>,
    #[serde(default, borrow)]
    pub(super) deferred_changes: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
pub(super) struct Variable {
    #[serde(default)]
    pub(super) value: Value,
}

#[derive(Deserialize, Clone)]
pub(super) struct ChangeText<'a> {
    #[serde(default, borrow)]
    pub(super) address: Cow<'a, str>,
    #[serde(default, borrow)]
    pub(super) previous_address: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) module_address: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) mode: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) r#type: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(default)]
    pub(super) index: Option<Value>,
    #[serde(default, borrow)]
    pub(super) deposed: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) change: Change<'a>,
}

#[derive(Deserialize, Clone)]
pub(super) struct Change<'a> {
    #[serde(default, borrow)]
    pub(super) actions: Vec<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) before: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) after: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) after_unknown: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) before_sensitive: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) after_sensitive: Option<&'a RawValue>,
}

/// A state, from `terraform show -json`.
#[derive(Deserialize)]
pub(super) struct ShownState<'a> {
    #[serde(default, borrow)]
    pub(super) format_version: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) terraform_version: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) values: Option<ShownValues<'a>>,
}

#[derive(Deserialize)]
pub(super) struct ShownValues<'a> {
    #[serde(default, borrow)]
    pub(super) root_module: Option<ShownModule<'a>>,
}

#[derive(Deserialize)]
pub(super) struct ShownModule<'a> {
    #[serde(default, borrow)]
    pub(super) address: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) resources: Vec<ShownResource<'a>>,
    #[serde(default, borrow)]
    pub(super) child_modules: Vec<ShownModule<'a>>,
}

#[derive(Deserialize)]
pub(super) struct ShownResource<'a> {
    #[serde(default, borrow)]
    pub(super) address: Cow<'a, str>,
    #[serde(default, borrow)]
    pub(super) mode: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) r#type: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(default)]
    pub(super) index: Option<Value>,
    #[serde(default, borrow)]
    pub(super) deposed_key: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) values: Option<&'a RawValue>,
    #[serde(default, borrow)]
    pub(super) sensitive_values: Option<&'a RawValue>,
}

/// A state file.
#[derive(Deserialize)]
pub(super) struct StateText<'a> {
    #[serde(default, borrow)]
    pub(super) terraform_version: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(super) serial: Option<u64>,
    #[serde(default, borrow)]
    pub(super) lineage: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) resources: Option<Vec<StateResource<'a>>>,
}

#[derive(Deserialize)]
pub(super) struct StateResource<'a> {
    #[serde(default, borrow)]
    pub(super) module: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) mode: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) r#type: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(default, borrow)]
    pub(super) provider: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) instances: Vec<StateInstance<'a>>,
}

#[derive(Deserialize)]
pub(super) struct StateInstance<'a> {
    #[serde(default)]
    pub(super) index_key: Option<Value>,
    #[serde(default, borrow)]
    pub(super) deposed: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    pub(super) attributes: Option<&'a RawValue>,
    #[serde(default)]
    pub(super) attributes_flat: Option<IgnoredAny>,
    #[serde(default)]
    pub(super) sensitive_attributes: Option<Vec<Value>>,
}

/// Which form a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plan,
    State,
    ShownState,
}

/// The names at the top of a document, as far as it can be read.
pub(super) fn names(text: &str) -> BTreeSet<String> {
    let names = RefCell::new(BTreeSet::new());
    let mut reader = serde_json::Deserializer::from_str(text);
    // How it ends is told when it is read.
    let _ = Names(&names).deserialize(&mut reader);
    names.into_inner()
}

struct Names<'a>(&'a RefCell<BTreeSet<String>>);

impl<'de> DeserializeSeed<'de> for Names<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Names<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            // A hostile document may have any number of them.
            if self.0.borrow().len() < 1000 {
                self.0.borrow_mut().insert(name);
            }
            members.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

const OF_PLANS: [&str; 6] = [
    "resource_changes",
    "resource_drift",
    "planned_values",
    "prior_state",
    "output_changes",
    "configuration",
];

/// True when the names at the top are those of something that Terraform writes, usable or not.
pub(super) fn is_ours(names: &BTreeSet<String>) -> bool {
    let has = |name: &str| names.contains(name);
    !has("schema")
        && (has("resource_changes")
            || has("format_version")
            || has("planned_values")
            || (has("version") && (has("lineage") || has("serial") || has("terraform_version")))
            || (has("encrypted_data") && has("encryption_version"))
            || (has("@level") && has("@message")))
}

/// The form of a document, or why it can't be used.
pub(super) fn form(text: &str, shown: &str) -> Result<Form, TerraformError> {
    let names = names(text);
    let has = |name: &str| names.contains(name);
    let refuse = |message: &str| Err(TerraformError::new(shown, message));
    if has("@level") && has("@message") {
        return refuse(
            "the log of terraform plan -json, which lacks the values: save the plan with terraform plan -out plan.tfplan and write it with terraform show -json plan.tfplan > plan.json",
        );
    }
    if has("encrypted_data") && has("encryption_version") {
        return refuse("an encrypted state of OpenTofu: write it in the clear with tofu state pull > state.json");
    }
    if has("schema") {
        return refuse("no plan or state of Terraform");
    }
    if OF_PLANS.iter().any(|name| has(name)) {
        return Ok(Form::Plan);
    }
    if has("values") || (has("format_version") && has("terraform_version")) || names.len() == 1 && has("format_version")
    {
        return Ok(Form::ShownState);
    }
    if has("version") {
        return Ok(Form::State);
    }
    if has("terraform_version") && has("resources") {
        return Ok(Form::State);
    }
    match serde_json::from_str::<IgnoredAny>(text) {
        Err(error) => Err(TerraformError::json(shown, text, text, &error)),
        Ok(_) => refuse(
            "no plan or state of Terraform: write a plan with terraform show -json plan.tfplan > plan.json, or a state with terraform state pull > state.json",
        ),
    }
}

/// Refuses versions of the JSON output that are not known, `2` and later; a minor one gives a note.
pub(super) fn check_format(version: Option<&str>, newest: u64, shown: &str) -> Result<Option<String>, TerraformError> {
    let Some(version) = version else { return Ok(None) };
    let mut numbers = version.split('.').map(|n| n.parse::<u64>().ok());
    let (major, minor) = (numbers.next().flatten(), numbers.next().flatten());
    match major {
        Some(0) => Ok(None),
        Some(1) if minor.unwrap_or(0) <= newest => Ok(None),
        Some(1) => Ok(Some(format!(
            "format {version} is newer than 1.{newest}, the newest that is known: what it adds is not read"
        ))),
        _ => Err(TerraformError::new(
            shown,
            format!(
                "format_version {version:?} is not known (0.1 to 1.{newest} are): write the file with a Terraform of today, or update trueline"
            ),
        )),
    }
}

#[derive(Deserialize)]
pub(super) struct StateVersion {
    #[serde(default)]
    pub(super) version: Option<Value>,
}

/// Refuses states of Terraform before 0.12.
pub(super) fn check_state_version(text: &str, shown: &str) -> Result<(), TerraformError> {
    let read: StateVersion =
        serde_json::from_str(text).map_err(|error| TerraformError::json(shown, text, text, &error))?;
    match read.version.as_ref().and_then(Value::as_u64) {
        Some(4) => Ok(()),
        Some(old @ 1..=3) => Err(TerraformError::new(
            shown,
            format!(
                "a state of version {old}, of Terraform before 0.12: run terraform init and terraform apply -refresh-only with a Terraform of today, then terraform state pull > state.json"
            ),
        )),
        _ => {
            let version = read.version.unwrap_or(Value::Null);
            let version: String = version.to_string().chars().take(40).collect();
            Err(TerraformError::new(
                shown,
                format!("a state of version {version}; version 4 is known: write it with terraform state pull"),
            ))
        }
    }
}
