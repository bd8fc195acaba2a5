//! `cloudflare.zone`: the facts of the listing, the settings one by one (the batch endpoint ended in
//! September 2026), and what the API keeps apart but every zone has exactly once.

mod parts;
mod settings;

use futures::FutureExt;
use serde_json::Value;

use super::task::Task;
use super::{Area, LIST_ZONES, Place, ZONE, everywhere, fields, rulesets};
use crate::cloud::CallError;
use crate::cloud::cloudflare::Cloudflare;
use crate::collect::{Builder, Part};
use crate::model::{Resource, Scope};

pub(super) const AREA: Area = Area {
    name: "zone",
    place: Place::Zone,
    kinds: &[ZONE],
    collect: |task| collect(task).boxed(),
};

/// Fields of a zone's record that are always there.
const REQUIRED: [&str; 6] = ["name", "status", "type", "paused", "plan", "name_servers"];

async fn collect(task: Task) -> Part {
    let id = task.scope.zone.clone().unwrap_or_default();
    let resource = read(&task, &id).await;
    Part {
        resources: vec![resource],
        ..Part::default()
    }
}

/// The id of a zone's or an account's record.
pub(super) fn id(record: &Value) -> Option<&str> {
    let id = record.get("id")?.as_str()?;
    (!id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric())).then_some(id)
}

/// Where the things of a zone are.
pub(super) fn scope(id: &str, record: &Value) -> Scope {
    Scope {
        account: record.pointer("/account/id").and_then(Value::as_str).map(str::to_owned),
        zone: Some(id.to_owned()),
        ..everywhere()
    }
}

/// Reads one zone afresh; `None` when it is gone.
pub(super) async fn read_one(cloudflare: &Cloudflare, id: &str) -> Result<Option<Resource>, CallError> {
    let Some(record) = cloudflare.zone(id).await? else {
        return Ok(None);
    };
    if self::id(&record) != Some(id) {
        return Err(CallError::malformed("zones:Get", "the answer is about another zone"));
    }
    let task = Task::whole(cloudflare, scope(id, &record), record, ZONE);
    Ok(Some(read(&task, id).await))
}

/// Reads what is asked for of a zone whose record is known.
async fn read(task: &Task, id: &str) -> Resource {
    let mut zone = Builder::new(ZONE, &task.scope, id);
    facts(&mut zone, &task.record);
    settings::read(task, &mut zone).await;
    parts::read(task, &mut zone).await;
    rulesets::read(task, &mut zone).await;
    zone.finish()
}

/// The facts of a zone's record.
fn facts(zone: &mut Builder, record: &Value) {
    zone.name(record.get("name").and_then(Value::as_str));
    let mut record = record.clone();
    if let Value::Object(fields) = &mut record {
        let plan = fields.remove("plan").unwrap_or_default();
        let facts = [("plan", "legacy_id"), ("plan_name", "name")];
        let known = facts.map(|(name, field)| Some((name.to_owned(), plan.get(field)?.clone())));
        fields.extend(known.into_iter().flatten());
    }
    fields::record(zone, &record, LIST_ZONES, &REQUIRED);
}
