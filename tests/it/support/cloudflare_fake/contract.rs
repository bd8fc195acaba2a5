//! The published contract of the API: `tests/cloudflare/contract.json`, and for the paths that it lacks
//! `tests/cloudflare/beyond/*.json`, in the same form, by the documentation. Each names its origin.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use serde_json::{Value, json};

use super::Logged;
use super::state::matches;

static CONTRACT: LazyLock<Value> = LazyLock::new(read);

type Validators = HashMap<String, Arc<jsonschema::Validator>>;
static VALIDATORS: LazyLock<Mutex<Validators>> = LazyLock::new(Mutex::default);

fn read() -> Value {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cloudflare"));
    let parse = |path: &Path| -> Value {
        let text = std::fs::read_to_string(path).expect("a contract");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut whole = parse(&folder.join("contract.json"));
    for entry in std::fs::read_dir(folder.join("beyond")).expect("the folder") {
        let more = parse(&entry.expect("an entry").path());
        for part in ["paths", "$defs"] {
            for (name, value) in more[part].as_object().into_iter().flatten() {
                assert_eq!(whole[part][name], Value::Null, "{name} is in the contract twice");
                whole[part][name] = value.clone();
            }
        }
    }
    whole
}

/// The path of the contract that fits a request's path best, such as `/zones/{zone_id}`.
pub(crate) fn form(path: &str) -> Option<&'static str> {
    let paths = CONTRACT["paths"].as_object().expect("paths");
    let fitting = paths.keys().filter(|form| matches(form, path));
    fitting.min_by_key(|form| form.matches('{').count()).map(String::as_str)
}

/// What breaks the contract in a request or its answer.
pub(crate) fn breach(request: &Logged) -> Option<String> {
    let what = format!(
        "{} {}?{} → {}",
        request.method, request.path, request.query, request.status
    );
    let form = form(&request.path);
    let verb = request.method.to_lowercase();
    let Some(operation) = form.and_then(|form| CONTRACT["paths"][form].get(&verb)) else {
        return Some(format!("{what}: the contract has no such operation"));
    };
    let place = format!("{} {verb}", form.unwrap_or_default());
    for pair in request.query.split('&').filter(|p| !p.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let schema = &operation["query"][name];
        if !schema.is_object() {
            return Some(format!("{what}: the contract has no parameter {name}"));
        }
        let typed = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
        let fits = [typed, json!(value)]
            .iter()
            .any(|value| errors(&format!("{place} ?{name}"), schema, value).is_empty());
        if !fits {
            return Some(format!("{what}: {name} can't be {value}"));
        }
    }
    let mut wrong = Vec::new();
    if request.status < 300 && request.method != "GET" && operation.get("body").is_some() {
        wrong.extend(errors(&format!("{place} body"), &operation["body"], &request.body));
    }
    if request.status < 300 {
        let schema = &operation["responses"]["200"];
        if schema.is_object() {
            wrong.extend(errors(&format!("{place} 200"), schema, &request.answer));
        }
    } else if request.status < 500 && !is_refusal(&request.answer) {
        wrong.push("a refusal has success: false, errors with messages, and no result".to_owned());
    }
    (!wrong.is_empty()).then(|| format!("{what}: {}\n{:#}", wrong.join("; "), request.answer))
}

/// The envelope of a refusal. What the contract says of it differs from path to path, and where it asks
/// for the success and the failure in one nothing could fit.
fn is_refusal(answer: &Value) -> bool {
    let errors = answer["errors"].as_array();
    answer["success"] == false
        && answer["result"].is_null()
        && errors.is_some_and(|e| !e.is_empty() && e.iter().all(|e| e["message"].is_string() && !e["code"].is_null()))
}

/// How a value fails a schema that stands at a place of the contract.
fn errors(place: &str, schema: &Value, value: &Value) -> Vec<String> {
    let validator = {
        let mut validators = VALIDATORS.lock().unwrap_or_else(PoisonError::into_inner);
        let made = validators.entry(place.to_owned()).or_insert_with(|| {
            let schema = json!({"$defs": CONTRACT["$defs"], "allOf": [schema]});
            Arc::new(jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{place}: {error}")))
        });
        Arc::clone(made)
    };
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}
