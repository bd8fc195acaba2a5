//! Zone settings: which values they take, and what refuses a change.

use serde_json::{Value, json};

use super::answers::{self, Answer};
use super::state::{Thing, Things};

const SWITCH: [&str; 2] = ["on", "off"];

/// True when a setting takes a value.
fn takes(setting: &str, value: &Value) -> bool {
    let one_of = |names: &[&str]| value.as_str().is_some_and(|v| names.contains(&v));
    match setting {
        "ssl" => one_of(&["off", "flexible", "full", "strict"]),
        "tls_1_3" => one_of(&["on", "off", "zrt"]),
        "min_tls_version" => one_of(&["1.0", "1.1", "1.2", "1.3"]),
        "security_level" => one_of(&["off", "essentially_off", "low", "medium", "high", "under_attack"]),
        "cache_level" => one_of(&["aggressive", "basic", "simplified"]),
        "ciphers" => value.is_array(),
        "security_header" => value["strict_transport_security"].is_object(),
        "challenge_ttl" | "browser_cache_ttl" => value.is_u64(),
        _ => one_of(&SWITCH),
    }
}

pub(super) fn edit(things: &mut Things, id: &str, body: &Value) -> Answer {
    let Some(Thing::One(setting)) = things.get_mut(&format!("settings/{id}")) else {
        return answers::error(400, 1006, &format!("Unrecognized zone setting name: {id}"));
    };
    if setting["editable"] != true {
        let message = format!("Not allowed to edit setting for {id}: it is read only");
        return answers::error(403, 1015, &message);
    }
    if !takes(id, &body["value"]) {
        return answers::error(400, 1007, &format!("Invalid value for zone setting {id}"));
    }
    if setting["value"] != body["value"] {
        setting["value"] = body["value"].clone();
        setting["modified_on"] = json!("2026-11-23T10:00:00.000000Z");
    }
    answers::ok(setting.clone())
}
