//! Cloudflare: lists the zones that the token sees, then reads each of them.

mod zone;

use std::collections::BTreeSet;

use futures::StreamExt;
use serde_json::Value;

use super::{Part, Progress, ProgressEvent, Request};
use crate::cloud::CallError;
use crate::cloud::cloudflare::Cloudflare;
use crate::model::{GapReason, Resource, ResourceKey, Scope};

const ZONE: &str = "cloudflare.zone";
/// Zones that are read at the same time; the budget of the connection limits the requests.
const PARALLEL_ZONES: usize = 4;

/// Collects the zones of the connection's token.
pub(super) async fn collect(cloudflare: &Cloudflare, request: &Request, progress: Progress<'_>) -> Part {
    let mut part = Part::default();
    if !request.wants(ZONE) {
        return part;
    }
    let everywhere = Scope {
        provider: "cloudflare".into(),
        ..Scope::default()
    };
    let listing = cloudflare.zones().await;
    part.asked(ZONE, &everywhere);
    let mut seen = BTreeSet::new();
    let mut records: Vec<(&str, &Value)> = Vec::new();
    for record in &listing.items {
        match zone::id(record) {
            // A zone that moves between pages while they are read comes twice.
            Some(id) if !seen.insert(id) => {}
            Some(id) => records.push((id, record)),
            None => part.failed(
                ZONE,
                &everywhere,
                &CallError::malformed("zones:List", "a zone came without an id"),
            ),
        }
    }
    if let Some(error) = &listing.error {
        part.failed(ZONE, &everywhere, error);
    } else {
        for name in request.zones.iter().filter(|n| !records.iter().any(|r| is_named(r, n))) {
            part.failed(ZONE, &everywhere, &not_found(name));
        }
    }
    records.retain(|record| request.zones.is_empty() || request.zones.iter().any(|n| is_named(record, n)));
    for _ in &records {
        progress(ProgressEvent::Planned(&everywhere));
    }
    let everywhere = &everywhere;
    let zones = records.into_iter().map(|(id, record)| async move {
        let resource = zone::read(cloudflare, id, record).await;
        progress(ProgressEvent::Done(everywhere, &resource.name));
        resource
    });
    part.resources = futures::stream::iter(zones)
        .buffer_unordered(PARALLEL_ZONES)
        .collect()
        .await;
    part
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
fn is_named((id, record): &(&str, &Value), name: &str) -> bool {
    let domain = record.get("name").and_then(Value::as_str);
    *id == name || domain.is_some_and(|d| d.eq_ignore_ascii_case(name.trim_end_matches('.')))
}

fn not_found(name: &str) -> CallError {
    let message = format!("the token sees no zone {name}: check the spelling and the zone resources of the token");
    CallError::own("zones:List", GapReason::Unresolved, &crate::cloud::shorten(&message))
}
