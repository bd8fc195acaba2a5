//! Rulesets: the list leaves out the rules, and the entry point of a phase is the ruleset of the zone
//! (or, in an account, of its root) that is in the phase. Each write makes a new version.

use serde_json::{Value, json};

use super::answers::{self, Answer};
use super::api::{Request, merge};
use super::state::{Thing, Things};

const KINDS: [&str; 2] = ["zone", "root"];

/// Answers for what stands below `rulesets/`.
pub(super) fn answer(things: &mut Things, request: &Request<'_>, rest: &[&str]) -> Answer {
    let Some(rulesets) = things.get_mut("rulesets").and_then(Thing::items) else {
        return answers::no_route(request.path);
    };
    match (request.method, rest) {
        (method, ["phases", phase, "entrypoint"]) => {
            let place = rulesets
                .iter()
                .position(|r| r["phase"] == *phase && KINDS.iter().any(|kind| r["kind"] == *kind));
            match (method, place) {
                ("GET", Some(place)) => answers::ok(rulesets[place].clone()),
                ("PUT", Some(place)) => {
                    rulesets[place]["rules"] = request.body["rules"].clone();
                    answers::ok(changed(&mut rulesets[place]))
                }
                ("PUT", None) => {
                    let mut made = json!({"id": request.fresh, "name": "default", "description": "", "kind": "zone",
                        "version": "0", "phase": phase, "rules": request.body["rules"]});
                    let answer = changed(&mut made);
                    rulesets.push(made);
                    answers::ok(answer)
                }
                _ => {
                    let message = format!("could not find entrypoint ruleset in the {phase} phase");
                    answers::error(404, 10_003, &message)
                }
            }
        }
        (method, [id, rest @ ..]) => match rulesets.iter_mut().find(|r| r["id"] == *id) {
            Some(ruleset) => in_ruleset(ruleset, request, method, rest),
            None => answers::error(404, 10_003, "could not find ruleset"),
        },
        _ => answers::no_route(request.path),
    }
}

fn in_ruleset(ruleset: &mut Value, request: &Request<'_>, method: &str, rest: &[&str]) -> Answer {
    let Some(rules) = ruleset["rules"].as_array_mut() else {
        return answers::ok(ruleset.clone());
    };
    match (method, rest) {
        ("GET", []) => answers::ok(ruleset.clone()),
        ("POST", ["rules"]) => {
            let mut rule = json!({"id": request.fresh, "version": "1", "enabled": true});
            merge(&mut rule, &request.body);
            rules.push(rule);
            answers::ok(changed(ruleset))
        }
        ("PATCH", ["rules", id]) => match rules.iter_mut().find(|rule| rule["id"] == *id) {
            Some(rule) => {
                merge(rule, &request.body);
                answers::ok(changed(ruleset))
            }
            None => answers::error(404, 10_003, "could not find rule"),
        },
        ("DELETE", ["rules", id]) => {
            rules.retain(|rule| rule["id"] != *id);
            answers::ok(changed(ruleset))
        }
        _ => answers::no_route(request.path),
    }
}

/// Counts the version up and gives the ruleset as it is now.
fn changed(ruleset: &mut Value) -> Value {
    let version: u64 = ruleset["version"].as_str().and_then(|v| v.parse().ok()).unwrap_or(0);
    ruleset["version"] = json!((version + 1).to_string());
    ruleset["last_updated"] = json!("2026-11-23T10:00:00.000000Z");
    for rule in ruleset["rules"].as_array_mut().into_iter().flatten() {
        rule["last_updated"] = json!("2026-11-23T10:00:00.000000Z");
    }
    ruleset.clone()
}
