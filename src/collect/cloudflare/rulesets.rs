//! The entry points of rulesets, by phase, of a zone or an account. The list says which there are, so
//! that nothing is fetched that is not there.

use serde_json::Value;

use super::fields;
use super::task::{Task, side_by_side};
use crate::cloud::CallError;
use crate::collect::Builder;

const LIST: &str = "rulesets:List";
const PER_PAGE: u64 = 50;
/// There is no such entry point, which may have gone since the list was read.
const NOT_FOUND: &str = "10003";
/// The phase is not offered.
const NOT_ENTITLED: &str = "50002";
/// Phases whose rules set headers of requests, often secrets for the origin.
const REQUEST_HEADERS: [&str; 2] = ["http_request_transform", "http_request_late_transform"];

/// Reads the entry points that are asked for.
pub(super) async fn read(task: &Task, builder: &mut Builder) {
    let kind = builder.kind();
    let roots = kind
        .roots()
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("rulesets."));
    let phases: Vec<&str> = roots.filter(|phase| task.asks(&kind.kind, &operation(phase))).collect();
    if phases.is_empty() {
        return;
    }
    let list = task.below(&["rulesets"]);
    let listed = match task.ask_list(&kind.kind, LIST, &list, Some(PER_PAGE)).await {
        Some(Ok(listed)) => listed,
        Some(Err(error)) if absent(task, &error) => Vec::new(),
        Some(Err(error)) => {
            for phase in phases {
                builder.gap(&path(phase), &error);
            }
            return;
        }
        None => return,
    };
    // Which phase such a record belongs to can't be told: perhaps to one that looks absent.
    let odd = listed
        .iter()
        .any(|ruleset| text(ruleset, "kind").is_none() || text(ruleset, "phase").is_none());
    let own = own_kind(task);
    let deployed = |phase: &str| {
        let mut rulesets = listed.iter();
        rulesets.any(|r| text(r, "kind") == Some(own) && text(r, "phase") == Some(phase))
    };
    let (there, missing): (Vec<&str>, Vec<&str>) = phases.into_iter().partition(|phase| deployed(phase));
    for phase in missing {
        match odd {
            true => builder.gap(
                &path(phase),
                &CallError::malformed(LIST, "a ruleset has no kind or phase"),
            ),
            false => builder.absent(&path(phase)),
        };
    }
    let there = there.into_iter().map(str::to_owned);
    let answers = side_by_side(there, |phase: String| async move {
        let rest = ["rulesets", "phases", &phase, "entrypoint"];
        let answer = task.ask(&kind.kind, &operation(&phase), &rest).await;
        (phase, answer)
    });
    for (phase, answer) in answers.await {
        match answer {
            None => {}
            Some(Err(error)) if error.code.as_deref() == Some(NOT_FOUND) || absent(task, &error) => {
                builder.absent(&path(&phase));
            }
            Some(Err(error)) => {
                builder.gap(&path(&phase), &error);
            }
            Some(Ok(answer)) => set(builder, &phase, own, answer),
        }
    }
}

fn operation(phase: &str) -> String {
    format!("rulesets:GetEntrypoint/{phase}")
}

fn path(phase: &str) -> String {
    format!("rulesets.{phase}")
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

/// The kind of ruleset that is deployed here. `managed` ones are merely on offer, `custom` ones do
/// nothing until another executes them.
fn own_kind(task: &Task) -> &'static str {
    match task.scope.zone {
        Some(_) => "zone",
        None => "root",
    }
}

/// An account that may not use a phase has no rules there, and none that could hold for a zone. For a
/// zone it is a gap: it may well be meant to have some.
fn absent(task: &Task, error: &CallError) -> bool {
    task.scope.zone.is_none() && error.code.as_deref() == Some(NOT_ENTITLED)
}

fn set(builder: &mut Builder, phase: &str, own: &str, mut answer: Value) {
    let operation = operation(phase);
    if text(&answer, "phase") != Some(phase) || text(&answer, "kind") != Some(own) {
        let error = CallError::malformed(&operation, "the answer is about another ruleset");
        builder.gap(&path(phase), &error);
        return;
    }
    for rule in answer
        .get_mut("rules")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        strip(rule, phase);
    }
    fields::field(builder, &path(phase), Some(&answer), &operation);
}

/// Takes out of a rule what may be secret or is no fact about the configuration.
fn strip(rule: &mut Value, phase: &str) {
    let Some(parameters) = rule.get_mut("action_parameters").and_then(Value::as_object_mut) else {
        return;
    };
    parameters.remove("content");
    if let Some(response) = parameters.get_mut("response").and_then(Value::as_object_mut) {
        response.remove("content");
    }
    let headers = parameters.get_mut("headers").and_then(Value::as_object_mut);
    if let Some(headers) = headers.filter(|_| REQUEST_HEADERS.contains(&phase)) {
        for header in headers.values_mut() {
            match header.as_object_mut() {
                Some(header) => header.retain(|name, _| name == "operation"),
                None => *header = Value::Null,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Scope;
    use serde_json::json;

    fn entry(phase: &str, rules: Value) -> Value {
        json!({"id": "e1", "version": "3", "kind": "zone", "phase": phase, "rules": rules})
    }

    #[test]
    fn what_may_be_secret_stays_out() {
        let mut zone = Builder::new("cloudflare.zone", &Scope::default(), "z");
        let headers = json!({"X-Origin-Key": {"operation": "set", "value": "canary"}, "X-Odd": "canary",
            "X-From": {"operation": "set", "expression": "canary"}});
        for (phase, parameters) in [
            (
                "http_request_late_transform",
                json!({"headers": headers, "uri": {"path": {"value": "/"}}}),
            ),
            (
                "http_response_headers_transform",
                json!({"headers": {"X-A": {"operation": "set", "value": "1"}}}),
            ),
            (
                "http_request_firewall_custom",
                json!({"response": {"content": "canary", "status_code": 403}, "content": "canary"}),
            ),
        ] {
            let rule = json!({"id": "r", "enabled": true, "more": "canary", "action_parameters": parameters});
            set(&mut zone, phase, "zone", entry(phase, json!([rule])));
        }
        let zone = zone.finish();
        let parameters = |phase: &str| zone.attributes["rulesets"][phase]["rules"][0]["action_parameters"].clone();
        let stripped = json!({"headers": {"X-Origin-Key": {"operation": "set"}, "X-Odd": null,
            "X-From": {"operation": "set"}}, "uri": {"path": {"value": "/"}}});
        assert_eq!(parameters("http_request_late_transform"), stripped);
        assert_eq!(
            parameters("http_response_headers_transform"),
            json!({"headers": {"X-A": {"operation": "set", "value": "1"}}})
        );
        assert_eq!(
            parameters("http_request_firewall_custom"),
            json!({"response": {"status_code": 403}})
        );
    }

    #[test]
    fn an_odd_rule_costs_only_what_is_odd() {
        let mut zone = Builder::new("cloudflare.zone", &Scope::default(), "z");
        let rules = json!([{"id": "a", "enabled": "yes", "action": "block"}, {"id": "b", "enabled": true}, 5]);
        set(&mut zone, "http_ratelimit", "zone", entry("http_ratelimit", rules));
        set(&mut zone, "ddos_l7", "zone", entry("http_ratelimit", json!([])));
        set(
            &mut zone,
            "http_config_settings",
            "root",
            entry("http_config_settings", json!([])),
        );
        let zone = zone.finish();
        let gaps: Vec<_> = zone.gaps.iter().map(|g| g.path.as_str()).collect();
        let expected = [
            "rulesets.ddos_l7",
            "rulesets.http_config_settings",
            "rulesets.http_ratelimit.rules[]",
            "rulesets.http_ratelimit.rules[].enabled",
        ];
        assert_eq!(
            gaps.iter().copied().collect::<std::collections::BTreeSet<_>>(),
            expected.into()
        );
        assert_eq!(zone.attributes["rulesets"]["http_ratelimit"]["rules"][1]["id"], "b");
        assert_eq!(
            zone.attributes["rulesets"]["http_ratelimit"]["rules"][0]["action"],
            "block"
        );
    }
}
