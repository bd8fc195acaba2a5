//! `cloudflare.workers.script` and `cloudflare.workers.route`. Code and the values of bindings stay out;
//! of the latter it is told whether one that anybody may read is a secret.

use futures::FutureExt;
use serde_json::{Value, json};

use super::lists::{List, as_is, read_all};
use super::task::{Task, side_by_side};
use super::{Area, Place, fields};
use crate::cloud::CallError;
use crate::collect::secrets::{has_secrets, names_secret};
use crate::collect::{Asked, Builder, Part};

const SCRIPT: &str = "cloudflare.workers.script";
const SETTINGS: &str = "workers:GetScriptSettings";

const SCRIPTS: List = List {
    kind: SCRIPT,
    operation: "workers:ListScripts",
    path: &["workers", "scripts"],
    query: None,
    per_page: None,
    required: &["etag"],
    prepare: as_is,
};

const ROUTES: &[List] = &[List {
    kind: "cloudflare.workers.route",
    operation: "workers:ListRoutes",
    path: &["workers", "routes"],
    query: None,
    per_page: None,
    required: &["pattern"],
    prepare: |route| {
        // Both are told of routes that keep requests away from Workers.
        if route.get("script") == Some(&json!("")) {
            route.insert("script".to_owned(), Value::Null);
        }
    },
}];

pub(super) const SCRIPTS_AREA: Area = Area {
    name: "Workers",
    place: Place::Account,
    kinds: &[SCRIPT],
    collect: |task| scripts(task).boxed(),
};

pub(super) const ROUTES_AREA: Area = Area {
    name: "Worker routes",
    place: Place::Zone,
    kinds: &["cloudflare.workers.route"],
    collect: |task| async move { read_all(&task, ROUTES).await }.boxed(),
};

async fn scripts(task: Task) -> Part {
    let mut part = Part::default();
    let endpoint = task.below(SCRIPTS.path);
    let scripts = SCRIPTS.items_at(&task, &mut part, &endpoint).await;
    let scripts = side_by_side(scripts, |mut script: Builder| {
        let task = &task;
        async move {
            let path = ["workers", "scripts", script.id(), "settings"];
            let settings = task.ask(SCRIPT, SETTINGS, &path).await;
            bindings(&mut script, settings);
            script.finish()
        }
    });
    part.resources.extend(scripts.await);
    part
}

fn bindings(script: &mut Builder, settings: Asked<Value>) {
    match settings {
        None => {}
        Some(Err(error)) => {
            script.gap("bindings", &error);
        }
        Some(Ok(settings)) => match settings.get("bindings") {
            Some(Value::Array(bindings)) => {
                let bindings: Vec<Value> = bindings.iter().map(binding).collect();
                fields::field(script, "bindings", Some(&json!(bindings)), SETTINGS);
            }
            // A script without any may come without the field; anything else is odd.
            None | Some(Value::Null) if settings.is_object() => {
                script.set("bindings", json!([]));
            }
            _ => {
                script.gap(
                    "bindings",
                    &CallError::malformed(SETTINGS, "the bindings are not a list"),
                );
            }
        },
    }
}

/// A binding's name and type, and whether it gives a secret away. What is odd stays so, to be noticed.
fn binding(binding: &Value) -> Value {
    let Value::Object(fields) = binding else {
        return binding.clone();
    };
    let name = fields.get("name").and_then(Value::as_str).unwrap_or_default();
    let exposes = match fields.get("type").and_then(Value::as_str) {
        Some("plain_text") => exposes(name, fields.get("text")),
        Some("json") => exposes(name, fields.get("json")),
        _ => false,
    };
    json!({"name": fields.get("name"), "type": fields.get("type"), "exposes_secret": exposes})
}

fn exposes(name: &str, value: Option<&Value>) -> bool {
    let text = match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    names_secret(name) || has_secrets(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;

    #[test]
    fn secrets_are_told_and_values_are_not() {
        let of = |value: Value| binding(&value)["exposes_secret"].clone();
        assert_eq!(
            of(json!({"name": "ENV", "type": "plain_text", "text": "production"})),
            false
        );
        assert_eq!(
            of(json!({"name": "API_TOKEN", "type": "plain_text", "text": "x"})),
            true
        );
        assert_eq!(of(json!({"name": "API_TOKEN", "type": "plain_text"})), true);
        assert_eq!(of(json!({"name": "API_TOKEN", "type": "secret_text"})), false);
        let url = "postgres://app:hunter22@db/app";
        assert_eq!(of(json!({"name": "DATABASE", "type": "plain_text", "text": url})), true);
        assert_eq!(
            of(json!({"name": "CONFIG", "type": "json", "json": {"password": "hunter22"}})),
            true
        );
        assert_eq!(
            of(json!({"name": "CONFIG", "type": "json", "json": {"retries": 3}})),
            false
        );
        let told = binding(&json!({"name": "A", "type": "kv_namespace", "namespace_id": "secret"}));
        assert_eq!(
            told,
            json!({"name": "A", "type": "kv_namespace", "exposes_secret": false})
        );
    }

    #[test]
    fn odd_settings_are_gaps_and_none_is_none() {
        let read = |settings: Value| {
            let mut script = Builder::new(SCRIPT, &Scope::default(), "s");
            bindings(&mut script, Some(Ok(settings)));
            let script = script.finish();
            (script.attributes.get("bindings").cloned(), script.gaps.len())
        };
        assert_eq!(read(json!({})), (Some(json!([])), 0));
        assert_eq!(read(json!({"bindings": null})), (Some(json!([])), 0));
        assert_eq!(read(json!(null)), (None, 1));
        assert_eq!(read(json!({"bindings": {}})), (None, 1));
        let odd = read(json!({"bindings": [5, {"name": "A", "type": 6}]}));
        assert!(odd.1 > 0, "{odd:?}");
    }
}
