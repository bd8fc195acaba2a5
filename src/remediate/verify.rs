//! Verifying a change: look until it shows, judge again, compare everything else with what was there.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;

use crate::catalogue::Catalogue;
use crate::model::path::{self, Step};
use crate::model::{Finding, Resource, Verdict};

use super::actions::{Action, same, without};
use super::apply::World;
use super::journal::State;
use super::plan::{Item, readable};

/// How long a change may take to show, by service.
fn deadline(kind: &str) -> Duration {
    Duration::from_secs(if kind.starts_with("aws.rds.") { 600 } else { 60 })
}

/// First pause between two looks; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Looks until the change shows, then judges: its own failure must be gone, no other may have come,
/// and nothing else may have changed.
pub(super) async fn verify(
    action: &Action,
    item: &Item,
    before: &Resource,
    rollback: bool,
    world: &World<'_>,
    doubt: Option<String>,
) -> (State, String) {
    let unsettled = |message: String| match &doubt {
        Some(doubt) => (State::UnknownOutcome, format!("{doubt}; {message}")),
        None => (State::Failed, message),
    };
    let after = match look(action, item, world).await {
        Ok(after) => after,
        Err(message) => return unsettled(message),
    };
    if let Some(changed) = changed_besides(item, before, &after) {
        return (
            State::Failed,
            format!("something else changed along with it: {changed}"),
        );
    }
    if rollback {
        return (State::Verified, "the earlier value is back".into());
    }
    let now = (world.judge)(&after);
    let image = path::parse(&item.path);
    for control in &item.controls {
        if let Err(message) = closed(control, &now, &image) {
            return (State::Failed, message);
        }
    }
    let earlier = failures(&(world.judge)(before));
    if let Some((control, path)) = failures(&now).difference(&earlier).next() {
        return (
            State::Failed,
            format!("{control} fails now at {path} and did not before"),
        );
    }
    let note = if doubt.is_some() {
        "the call's answer was lost, but the change is there"
    } else {
        "the finding is closed"
    };
    (State::Verified, note.into())
}

/// Control and path of everything that fails.
fn failures(findings: &[Finding]) -> BTreeSet<(String, String)> {
    let failed = findings.iter().filter(|f| f.verdict == Verdict::Fail);
    failed
        .flat_map(|f| f.deltas.iter().map(|d| (f.control.clone(), d.path.clone())))
        .collect()
}

/// A control counts as closed when it passes, or fails only at other places than the change. Not being
/// able to judge is no success.
fn closed(control: &str, findings: &[Finding], image: &[Step]) -> Result<(), String> {
    let finding = findings.iter().find(|f| f.control == control);
    match finding.map(|f| (f.verdict, f)) {
        Some((Verdict::Pass, _)) => Ok(()),
        Some((Verdict::Fail, f)) => {
            let still = |path: &str| path::overlaps(&path::parse(path), image);
            if f.deltas.iter().any(|d| still(&d.path)) {
                return Err(format!("{control} still fails"));
            }
            Ok(())
        }
        Some((verdict, f)) => {
            let why = f
                .error
                .clone()
                .or_else(|| f.gaps.first().map(|g| format!("{} unread", g.path)));
            Err(format!(
                "{control} is {verdict} after the change: {}",
                why.unwrap_or_default()
            ))
        }
        None => Err(format!("{control} could not be judged after the change")),
    }
}

/// Reads the resource until the change shows or the time is up.
async fn look(action: &Action, item: &Item, world: &World<'_>) -> Result<Resource, String> {
    let end = tokio::time::Instant::now() + deadline(&item.resource.kind);
    let mut pause = FIRST_PAUSE;
    loop {
        let seen = match (world.read)(item.resource.clone()).await {
            Ok(Some(after)) => {
                let now = action.observe(&after, &item.path, &item.after);
                if same(&now, &item.after) && readable(&after, &item.path).is_ok() && settled(&after) {
                    return Ok(after);
                }
                format!("{} is {now}, not {}", item.path, item.after)
            }
            Ok(None) => "the resource is gone".to_owned(),
            Err(error) => format!("the resource could not be read after the change: {error}"),
        };
        if tokio::time::Instant::now() + pause > end {
            return Err(seen);
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// A database that is still applying the change does not count as done.
fn settled(resource: &Resource) -> bool {
    resource.kind != "aws.rds.instance" || resource.attributes.get("status").is_some_and(|s| s == "available")
}

/// The first attribute outside the change that differs.
fn changed_besides(item: &Item, before: &Resource, after: &Resource) -> Option<String> {
    let image = path::parse(&item.path);
    let root = match image.first() {
        Some(Step::Field(name)) => name.as_str(),
        _ => "",
    };
    let names = before.attributes.keys().chain(after.attributes.keys());
    let others = names.filter(|n| *n != root && !item.moves_along.contains(n));
    for name in others {
        if before.attributes.get(name) != after.attributes.get(name) {
            return Some(name.clone());
        }
    }
    // Within the attribute itself, only the image may differ.
    let key_field = Catalogue::get()
        .kind(&before.kind)
        .and_then(|k| k.key_field(&item.path));
    let within = |resource: &Resource| {
        let mut value = resource.attributes.get(root).cloned().unwrap_or(Value::Null);
        remove(&mut value, &image[1..], key_field, &[&item.before, &item.after]);
        value
    };
    (within(before) != within(after)).then(|| root.to_owned())
}

/// Takes the image out of its attribute, so that the rest can be compared. An element of a list goes by
/// its key, or by its content where it came back under another one.
fn remove(value: &mut Value, steps: &[Step], key_field: Option<&str>, images: &[&Value]) {
    match (steps, value) {
        ([], value) => *value = Value::Null,
        ([Step::Field(name)], Value::Object(fields)) => {
            fields.remove(name);
        }
        ([Step::Field(name), rest @ ..], Value::Object(fields)) => {
            if let Some(below) = fields.get_mut(name) {
                remove(below, rest, key_field, images);
            }
        }
        ([Step::Key(key)], Value::Array(items)) => {
            let Some(key_field) = key_field else { return };
            items.retain(|item| item[key_field] != key.as_str() && !images.contains(&&without(item, key_field)));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Delta;
    use serde_json::json;

    fn finding(verdict: Verdict, paths: &[&str]) -> Finding {
        let delta = |path: &&str| Delta {
            path: (*path).to_owned(),
            actual: Value::Null,
            expected: json!(1),
            because: None,
        };
        Finding {
            control: "c".into(),
            title: String::new(),
            severity: crate::model::Severity::Low,
            verdict,
            resource: crate::model::ResourceKey {
                kind: "aws.ec2.security_group".into(),
                scope: crate::model::Scope::aws("1"),
                id: "sg-1".into(),
            },
            name: "sg-1".into(),
            arn: None,
            origin: crate::model::Origin::Live,
            deltas: paths.iter().map(delta).collect(),
            gaps: Vec::new(),
            error: None,
            frameworks: std::collections::BTreeMap::new(),
            fix: None,
            tags: None,
            waiver: None,
            baseline_state: None,
        }
    }

    #[test]
    fn only_a_verdict_closes_a_control() {
        let image = path::parse("ingress[sgr-1]");
        let outcome = |findings: &[Finding]| closed("c", findings, &image).is_ok();
        assert!(outcome(&[finding(Verdict::Pass, &[])]));
        assert!(outcome(&[finding(Verdict::Fail, &["ingress[sgr-2]"])]));
        assert!(!outcome(&[finding(Verdict::Fail, &["ingress[sgr-1]"])]));
        assert!(!outcome(&[finding(Verdict::Unknown, &[])]));
        assert!(!outcome(&[finding(Verdict::Error, &[])]));
        assert!(!outcome(&[]));
    }

    #[test]
    fn what_changes_beside_the_image_is_seen() {
        let key = Some("security_group_rule_id");
        let rule = json!({"security_group_rule_id": "sgr-1", "from_port": 22});
        let other = json!({"security_group_rule_id": "sgr-2", "from_port": 443});
        let back = json!({"security_group_rule_id": "sgr-9", "from_port": 22});
        let image = json!({"from_port": 22});
        let without_image = |rules: Value| {
            let mut rules = rules;
            remove(&mut rules, &[Step::Key("sgr-1".into())], key, &[&Value::Null, &image]);
            rules
        };
        assert_eq!(without_image(json!([rule, other])), json!([other]));
        assert_eq!(
            without_image(json!([back, other])),
            json!([other]),
            "found by its content"
        );
        let changed = json!({"security_group_rule_id": "sgr-2", "from_port": 80});
        assert_eq!(without_image(json!([changed])), json!([changed]));
    }
}
