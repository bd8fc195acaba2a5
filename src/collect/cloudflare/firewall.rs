//! What a zone has beside its rulesets: page rules, IP access rules, lockdowns, user agent rules and
//! snippets.

use futures::FutureExt;
use futures::future::join4;
use serde_json::{Value, json};

use super::lists::{List, as_is, read_all};
use super::task::Task;
use super::{Area, Place, fields};
use crate::cloud::CallError;
use crate::collect::{Asked, Builder, Part};

const PAGE_RULE: &str = "cloudflare.zone.page_rule";
const ACCESS_RULE: &str = "cloudflare.firewall.access_rule";
const LOCKDOWN: &str = "cloudflare.firewall.lockdown";
const USER_AGENT_RULE: &str = "cloudflare.firewall.user_agent_rule";
const SNIPPET: &str = "cloudflare.rules.snippet";

const LIST_PAGE_RULES: &str = "pagerules:List";
const LIST_ACCESS_RULES: &str = "firewall:ListAccessRules";
const LIST_SNIPPETS: &str = "snippets:List";
const LIST_SNIPPET_RULES: &str = "snippets:ListRules";

pub(super) const AREA: Area = Area {
    name: "firewall",
    place: Place::Zone,
    kinds: &[PAGE_RULE, ACCESS_RULE, LOCKDOWN, USER_AGENT_RULE, SNIPPET],
    collect: |task| collect(task).boxed(),
};

async fn collect(task: Task) -> Part {
    let task = &task;
    let (mut part, access_rules, snippets, others) = join4(
        page_rules(task),
        access_rules(task),
        snippets(task),
        read_all(task, &LISTS),
    )
    .await;
    for more in [access_rules, snippets, others] {
        part.merge(more);
    }
    part
}

/// Kinds whose listing tells everything.
const LISTS: [List; 2] = [
    List {
        kind: LOCKDOWN,
        operation: "firewall:ListLockdowns",
        path: &["firewall", "lockdowns"],
        query: None,
        per_page: Some(100),
        required: &["paused", "urls", "configurations"],
        prepare: as_is,
    },
    List {
        kind: USER_AGENT_RULE,
        operation: "firewall:ListUserAgentRules",
        path: &["firewall", "ua_rules"],
        query: None,
        per_page: Some(100),
        required: &["mode", "paused", "configuration"],
        prepare: as_is,
    },
];

async fn page_rules(task: &Task) -> Part {
    let mut part = Part::default();
    if task.wants(PAGE_RULE) {
        let endpoint = task.below(&["pagerules"]);
        for item in task.list(&mut part, PAGE_RULE, LIST_PAGE_RULES, &endpoint, None).await {
            let required = ["status", "priority", "targets", "actions"];
            let rule = task.item(&mut part, PAGE_RULE, LIST_PAGE_RULES, &flattened(item), &required);
            part.resources.extend(rule.map(Builder::finish));
        }
    }
    part
}

/// A page rule whose actions have one value as text, or several by name.
fn flattened(mut rule: Value) -> Value {
    for action in rule
        .get_mut("actions")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        let Some(action) = action.as_object_mut() else { continue };
        match action.get("value") {
            Some(Value::Object(values)) => {
                let values = values.clone();
                action.insert("values".into(), values.into());
                action.remove("value");
            }
            Some(value @ (Value::Bool(_) | Value::Number(_))) => {
                let text = json!(value.to_string());
                action.insert("value".into(), text);
            }
            _ => {}
        }
    }
    rule
}

async fn access_rules(task: &Task) -> Part {
    let mut part = Part::default();
    if task.wants(ACCESS_RULE) {
        let endpoint = task.below(&["firewall", "access_rules", "rules"]);
        for mut item in task
            .list(&mut part, ACCESS_RULE, LIST_ACCESS_RULES, &endpoint, Some(100))
            .await
        {
            let scope = item.pointer("/scope/type").cloned();
            if let (Some(scope), Some(item)) = (scope, item.as_object_mut()) {
                item.insert("rule_scope".into(), scope);
            }
            let required = ["mode", "configuration"];
            let rule = task.item(&mut part, ACCESS_RULE, LIST_ACCESS_RULES, &item, &required);
            part.resources.extend(rule.map(Builder::finish));
        }
    }
    part
}

/// Snippets are known by their names; the rules of all of them come in one list.
async fn snippets(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(SNIPPET) {
        return part;
    }
    let endpoint = task.below(&["snippets"]);
    let items = task.list(&mut part, SNIPPET, LIST_SNIPPETS, &endpoint, Some(50)).await;
    if items.is_empty() {
        return part;
    }
    let endpoint = task.below(&["snippets", "snippet_rules"]);
    let rules = task.ask_list(SNIPPET, LIST_SNIPPET_RULES, &endpoint, None).await;
    for item in items {
        match item
            .get("snippet_name")
            .and_then(Value::as_str)
            .filter(|name| !name.is_empty())
        {
            Some(name) => part.resources.push(snippet(task, name, &rules).finish()),
            None => {
                let error = CallError::malformed(LIST_SNIPPETS, "an item has no name");
                part.failed(SNIPPET, &task.scope, &error);
            }
        }
    }
    part
}

fn snippet(task: &Task, name: &str, rules: &Asked<Vec<Value>>) -> Builder {
    let mut snippet = Builder::new(SNIPPET, &task.scope, name);
    snippet.set("name", name);
    match rules {
        None => {}
        Some(Err(error)) => {
            snippet.gap("rules", error);
        }
        // Which snippet such a rule runs can't be told.
        Some(Ok(rules)) if rules.iter().any(|rule| !rule["snippet_name"].is_string()) => {
            let error = CallError::malformed(LIST_SNIPPET_RULES, "a rule names no snippet");
            snippet.gap("rules", &error);
        }
        Some(Ok(rules)) => {
            let own = rules.iter().filter(|rule| rule["snippet_name"] == name);
            let own: Vec<Value> = own.cloned().collect();
            fields::field(&mut snippet, "rules", Some(&own.into()), LIST_SNIPPET_RULES);
        }
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_have_one_value_as_text_or_several_by_name() {
        let actions = json!([{"id": "ssl", "value": "off"}, {"id": "disable_security"}, {"id": "edge_cache_ttl", "value": 60},
            {"id": "forwarding_url", "value": {"url": "https://example.com", "status_code": 301}}, "odd"]);
        let expected = json!([{"id": "ssl", "value": "off"}, {"id": "disable_security"}, {"id": "edge_cache_ttl", "value": "60"},
            {"id": "forwarding_url", "values": {"url": "https://example.com", "status_code": 301}}, "odd"]);
        assert_eq!(flattened(json!({ "actions": actions }))["actions"], expected);
        assert_eq!(flattened(json!({"actions": null})), json!({"actions": null}));
        assert_eq!(flattened(json!(5)), json!(5));
    }
}
