//! Cloudflare: lists the accounts and zones that the token sees, then reads each of them, one file
//! or folder an area of the API.

mod account;
mod dns;
mod fields;
mod firewall;
mod lists;
mod load_balancing;
mod rulesets;
mod ssl;
mod task;
mod turnstile;
mod workers;
mod zero_trust;
mod zone;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use futures::StreamExt;
use futures::future::BoxFuture;
use serde_json::Value;

use super::{Part, Progress, ProgressEvent, Request};
use crate::cloud::cloudflare::Cloudflare;
use crate::cloud::{CallError, Listing};
use crate::model::{GapReason, Resource, ResourceKey, Scope};
use task::Task;

const ZONE: &str = "cloudflare.zone";
const LIST_ZONES: &str = "zones:List";
const LIST_ACCOUNTS: &str = "accounts:List";
/// Areas of zones and accounts that are read at the same time; the budget of the connection limits
/// the requests.
const PARALLEL_AREAS: usize = 16;

/// What an area belongs to, and so how often it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// To the token itself: once.
    Token,
    Account,
    Zone,
}

/// A collector of one area of the API: which kinds it yields, and the function that does.
struct Area {
    name: &'static str,
    place: Place,
    kinds: &'static [&'static str],
    collect: fn(Task) -> BoxFuture<'static, Part>,
}

const AREAS: &[Area] = &[
    account::AREA,
    account::BUCKETS,
    account::LISTS,
    account::LISTS_OF_TOKEN,
    account::LISTS_OF_ZONE,
    account::OWN_TOKEN,
    dns::FIREWALLS,
    dns::RECORDS,
    firewall::AREA,
    load_balancing::ACCOUNT_AREA,
    load_balancing::ZONE_AREA,
    ssl::AREA,
    turnstile::AREA,
    workers::ROUTES_AREA,
    workers::SCRIPTS_AREA,
    zero_trust::AREA,
    zone::AREA,
];

/// One area of one zone or account.
struct Unit {
    area: &'static Area,
    task: Task,
    /// For people.
    name: String,
}

/// Collects what the connection's token sees.
pub(super) async fn collect(cloudflare: &Cloudflare, request: &Request, progress: Progress<'_>) -> Part {
    let mut part = Part::default();
    let wanted = |place: Place| {
        AREAS
            .iter()
            .filter(move |area| area.place == place && wants(request, area))
    };
    let (of_zones, of_accounts) = (wanted(Place::Zone).count() > 0, wanted(Place::Account).count() > 0);
    let shared = Arc::new(request.clone());
    let mut tasks = Vec::new();
    if wanted(Place::Token).count() > 0 {
        let task = Task::new(cloudflare, everywhere(), Value::Null, &shared);
        tasks.push((Place::Token, task, "token".to_owned()));
    }
    let accounts = match of_accounts {
        true => Some(cloudflare.accounts().await),
        false => None,
    };
    let accounts_unread = accounts.as_ref().is_some_and(|listing| listing.error.is_some());
    let zones = match of_zones || accounts_unread || (of_accounts && !request.zones.is_empty()) {
        true => find_zones(cloudflare, request, &mut part).await,
        false => Vec::new(),
    };
    if let Some(listing) = accounts {
        let accounts = find_accounts(listing, &zones, request, &mut part);
        tasks.extend(accounts.into_iter().map(|(scope, record)| {
            let name = named(&record, &scope.account);
            (Place::Account, Task::new(cloudflare, scope, record, &shared), name)
        }));
    }
    tasks.extend(zones.into_iter().map(|(scope, record)| {
        let name = named(&record, &scope.zone);
        (Place::Zone, Task::new(cloudflare, scope, record, &shared), name)
    }));
    let units = tasks.into_iter().flat_map(|(place, task, name)| {
        wanted(place).map(move |area| Unit {
            area,
            task: task.clone(),
            name: name.clone(),
        })
    });
    part.merge(read(units.collect(), progress).await);
    part
}

fn wants(request: &Request, area: &Area) -> bool {
    area.kinds.iter().any(|kind| request.wants(kind))
}

async fn read(units: Vec<Unit>, progress: Progress<'_>) -> Part {
    let everywhere = &everywhere();
    for _ in &units {
        progress(ProgressEvent::Planned(everywhere));
    }
    let parts = units.into_iter().map(|unit| async move {
        let part = (unit.area.collect)(unit.task).await;
        progress(ProgressEvent::Done(
            everywhere,
            &format!("{} of {}", unit.area.name, unit.name),
        ));
        part
    });
    let parts: Vec<Part> = futures::stream::iter(parts)
        .buffer_unordered(PARALLEL_AREAS)
        .collect()
        .await;
    parts.into_iter().fold(Part::default(), |mut whole, part| {
        whole.merge(part);
        whole
    })
}

fn everywhere() -> Scope {
    Scope {
        provider: "cloudflare".into(),
        ..Scope::default()
    }
}

fn named(record: &Value, id: &Option<String>) -> String {
    let name = record.get("name").and_then(Value::as_str);
    name.or(id.as_deref()).unwrap_or_default().to_owned()
}

/// Notes that the kinds of a place were asked for wherever the listing led; if it failed, there may be
/// more of them than were seen.
fn note(part: &mut Part, request: &Request, place: Place, error: Option<&CallError>) {
    let areas = AREAS.iter().filter(|area| area.place == place);
    for kind in areas.flat_map(|area| area.kinds).filter(|kind| request.wants(kind)) {
        match error {
            Some(error) => part.failed(kind, &everywhere(), error),
            None => part.asked(kind, &everywhere()),
        }
    }
}

/// The zones that are asked for, each with its record.
async fn find_zones(cloudflare: &Cloudflare, request: &Request, part: &mut Part) -> Vec<(Scope, Value)> {
    let listing = cloudflare.zones().await;
    note(part, request, Place::Zone, listing.error.as_ref());
    let mut records = distinct(&listing, LIST_ZONES, |error| {
        note(part, request, Place::Zone, Some(error))
    });
    if listing.error.is_none() {
        for name in &request.zones {
            if !records.iter().any(|(id, record)| is_named(id, record, name)) {
                note(part, request, Place::Zone, Some(&not_found(name)));
            }
        }
    }
    records.retain(|(id, record)| request.zones.is_empty() || request.zones.iter().any(|n| is_named(id, record, n)));
    let zones = records
        .into_iter()
        .map(|(id, record)| (zone::scope(&id, &record), record));
    zones.collect()
}

/// The accounts of the listing and of the zones; only the latter's where zones are named.
fn find_accounts(
    listing: Listing<Value>,
    zones: &[(Scope, Value)],
    request: &Request,
    part: &mut Part,
) -> Vec<(Scope, Value)> {
    note(part, request, Place::Account, listing.error.as_ref());
    let records = distinct(&listing, LIST_ACCOUNTS, |error| {
        note(part, request, Place::Account, Some(error))
    });
    let mut accounts: BTreeMap<String, Value> = records.into_iter().collect();
    let of_zones: BTreeSet<&String> = zones.iter().filter_map(|(scope, _)| scope.account.as_ref()).collect();
    if !request.zones.is_empty() {
        accounts.retain(|id, _| of_zones.contains(id));
    }
    for id in of_zones {
        accounts.entry(id.clone()).or_default();
    }
    let scope = |id| Scope {
        account: Some(id),
        ..everywhere()
    };
    accounts.into_iter().map(|(id, record)| (scope(id), record)).collect()
}

/// The records of a listing by id. One that moves between pages while they are read comes twice.
fn distinct(listing: &Listing<Value>, operation: &str, mut odd: impl FnMut(&CallError)) -> Vec<(String, Value)> {
    let mut seen = BTreeSet::new();
    let mut records = Vec::new();
    for record in &listing.items {
        match zone::id(record) {
            Some(id) if !seen.insert(id) => {}
            Some(id) => records.push((id.to_owned(), record.clone())),
            None => odd(&CallError::malformed(operation, "an item came without an id")),
        }
    }
    records
}

/// Reads one zone afresh; `None` when it is gone.
pub(super) async fn read_one(cloudflare: &Cloudflare, key: &ResourceKey) -> Result<Option<Resource>, CallError> {
    if key.kind != ZONE {
        let message = format!("{} can't be read one by one", key.kind);
        return Err(CallError::own("zones:Get", GapReason::NotSupported, &message));
    }
    zone::read_one(cloudflare, &key.id).await
}

/// True when the user means this zone, by id or by domain name.
fn is_named(id: &str, record: &Value, name: &str) -> bool {
    let domain = record.get("name").and_then(Value::as_str);
    id == name || domain.is_some_and(|d| d.eq_ignore_ascii_case(name.trim_end_matches('.')))
}

fn not_found(name: &str) -> CallError {
    let message = format!("the token sees no zone {name}: check the spelling and the zone resources of the token");
    CallError::own(LIST_ZONES, GapReason::Unresolved, &crate::cloud::shorten(&message))
}
