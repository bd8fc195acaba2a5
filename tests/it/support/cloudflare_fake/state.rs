//! What the fake holds: zones, accounts and what belongs to the token, each with its things by path.
//!
//! The things come from the files in `tests/cloudflare/seeds`, one for each area of the API, which are
//! laid over each other:
//!
//! | section | is for |
//! |---|---|
//! | `zone`, `account`, `token` | every zone, every account, the token |
//! | `stellarrec` → `zone` | StellarRec's own zone, on top |
//! | `broken` → `zone`, `account`, `token` | StellarRec's zone, account and token on a bad day, on top |
//!
//! A section maps a path below its owner to one thing: `{"one": VALUE}`, `{"list": [ITEMS]}` (all at
//! once), `{"pages": [ITEMS]}`, `{"cursor": [ITEMS]}`, or `{"error": [STATUS, CODE, MESSAGE]}`. The empty
//! path is the owner's own record, into which its thing is merged.
//!
//! In the texts of a zone's things `{zone}` stands for the zone's name, and `{tail}` for the last eight
//! digits of its id, so that what every zone has goes by names and ids of its own.
//! path is the owner's own record, into which its thing is merged. A text such as `now-30` stands for the
//! midnight (UTC) of 30 days ago.

use std::collections::BTreeMap;
use std::path::Path;

use axum::http::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Fault;
use super::answers::Answer;
use super::api::merge;

pub(crate) const ACCOUNT: &str = "01a7362d577a6c3019a474fd6f485823";
pub(crate) const STELLARREC_ZONE: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub(crate) const OTHER_ZONE: &str = "9f1839b6152d298aca64c4e906b6d074";

/// What stands at one path.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Thing {
    One(Value),
    List(Vec<Value>),
    Pages(Vec<Value>),
    Cursor(Vec<Value>),
    Error(u16, Value, String),
}

impl Thing {
    pub(super) fn items(&mut self) -> Option<&mut Vec<Value>> {
        match self {
            Self::List(items) | Self::Pages(items) | Self::Cursor(items) => Some(items),
            Self::One(_) | Self::Error(..) => None,
        }
    }
}

impl Thing {
    /// The thing of one zone.
    fn of(mut self, name: &str, id: &str) -> Self {
        let tail = &id[id.len().saturating_sub(8)..];
        match &mut self {
            Self::One(value) => fill(value, name, tail),
            Self::List(items) | Self::Pages(items) | Self::Cursor(items) => {
                items.iter_mut().for_each(|item| fill(item, name, tail));
            }
            Self::Error(..) => {}
        }
        self
    }
}

fn fill(value: &mut Value, name: &str, tail: &str) {
    match value {
        Value::String(text) if text.contains('{') => {
            *text = text.replace("{zone}", name).replace("{tail}", tail);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, name, tail)),
        Value::Object(fields) => fields.values_mut().for_each(|field| fill(field, name, tail)),
        _ => {}
    }
}

pub(super) type Things = BTreeMap<String, Thing>;

/// The file format of a seed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Seed {
    zone: Things,
    account: Things,
    token: Things,
    stellarrec: Option<Box<Seed>>,
    broken: Option<Box<Seed>>,
}

impl Seed {
    fn extend(&mut self, other: Seed) {
        self.zone.extend(other.zone);
        self.account.extend(other.account);
        self.token.extend(other.token);
        for (mine, theirs) in [
            (&mut self.stellarrec, other.stellarrec),
            (&mut self.broken, other.broken),
        ] {
            if let Some(theirs) = theirs {
                mine.get_or_insert_default().extend(*theirs);
            }
        }
    }

    /// All files together.
    fn read() -> Self {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cloudflare/seeds"));
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the seeds")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        let mut whole = Self::default();
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a seed");
            let seed = serde_json::from_str(&text).map(|mut seed: Value| {
                set_dates(&mut seed);
                seed
            });
            let seed = seed.and_then(serde_json::from_value);
            whole.extend(seed.unwrap_or_else(|error| panic!("{}: {error}", file.display())));
        }
        whole
    }
}

/// Midnight (UTC) of a day so many days from now.
pub(crate) fn midnight(days: i64) -> String {
    let day = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * days);
    day.strftime("%Y-%m-%dT00:00:00Z").to_string()
}

/// Puts dates in the place of texts such as `now-30` and `now+5`.
fn set_dates(value: &mut Value) {
    match value {
        Value::String(text) => {
            let days = text.strip_prefix("now").and_then(|days| days.parse().ok());
            if let Some(days) = days {
                *text = midnight(days);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(set_dates),
        Value::Object(fields) => fields.values_mut().for_each(set_dates),
        _ => {}
    }
}

/// A zone or an account.
pub(super) struct Owner {
    pub(super) record: Value,
    pub(super) things: Things,
}

impl Owner {
    pub(super) fn id(&self) -> &str {
        self.record["id"].as_str().unwrap_or_default()
    }

    fn lay(&mut self, mut things: Things) {
        if let Some(Thing::One(record)) = things.remove("") {
            merge(&mut self.record, &record);
        }
        self.things.extend(things);
    }
}

/// One request and its answer.
#[derive(Debug, Clone)]
pub(crate) struct Logged {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: Value,
    pub(crate) status: u16,
    pub(crate) answer: Value,
}

impl Logged {
    pub(super) fn new(method: &Method, path: &str, query: &str, body: &[u8], answer: &Answer) -> Self {
        Self {
            method: method.to_string(),
            path: path.to_owned(),
            query: query.to_owned(),
            body: serde_json::from_slice(body).unwrap_or_default(),
            status: answer.status,
            answer: answer.body.clone(),
        }
    }
}

pub(super) struct State {
    seed: Seed,
    pub(super) zones: Vec<Owner>,
    pub(super) accounts: Vec<Owner>,
    pub(super) token: Things,
    pub(super) denied: Vec<(String, String)>,
    pub(super) faults: Vec<((String, String), Fault, usize)>,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) log: Vec<Logged>,
    /// Requests and answers that break the contract.
    pub(super) breaches: Vec<String>,
    pub(super) may_breach: bool,
    /// Ids that were given out.
    pub(super) made: u32,
}

impl State {
    pub(super) fn new() -> Self {
        let seed = Seed::read();
        let mut account = Owner {
            record: account(ACCOUNT, "StellarRec"),
            things: Things::new(),
        };
        account.lay(seed.account.clone());
        Self {
            zones: Vec::new(),
            accounts: vec![account],
            token: seed.token.clone(),
            seed,
            denied: Vec::new(),
            faults: Vec::new(),
            headers: Vec::new(),
            log: Vec::new(),
            breaches: Vec::new(),
            may_breach: false,
            made: 0,
        }
    }

    pub(super) fn zone(&mut self, id: &str) -> &mut Owner {
        self.zones
            .iter_mut()
            .find(|z| z.id() == id)
            .expect("a zone of the fake")
    }

    pub(super) fn is_denied(&self, method: &str, path: &str) -> bool {
        self.denied.iter().any(|(m, p)| m == method && matches(p, path))
    }

    pub(super) fn next_fault(&mut self, method: &str, path: &str) -> Option<Fault> {
        let (_, fault, left) = self
            .faults
            .iter_mut()
            .find(|((m, p), _, left)| *left > 0 && m == method && matches(p, path))?;
        *left -= 1;
        Some(fault.clone())
    }

    fn add_zone(&mut self, id: &str, name: &str) -> &mut Owner {
        let mut zone = Owner {
            record: zone(id, name),
            things: Things::new(),
        };
        let things = self.seed.zone.clone().into_iter();
        zone.lay(things.map(|(path, thing)| (path, thing.of(name, id))).collect());
        self.zones.push(zone);
        self.zone(id)
    }

    pub(super) fn seed_zones(&mut self, count: usize) {
        for n in 0..count {
            self.add_zone(&format!("{n:032x}"), &format!("zone-{n:03}.example"));
        }
    }

    pub(super) fn seed_stellarrec(&mut self, broken: bool) {
        let own = self.seed.stellarrec.clone().unwrap_or_default();
        let worse = self.seed.broken.clone().unwrap_or_default();
        let zone = self.add_zone(STELLARREC_ZONE, "stellarrec.example");
        zone.lay(own.zone);
        if broken {
            zone.lay(worse.zone);
            self.accounts[0].lay(worse.account);
            self.token.extend(worse.token);
        }
        self.add_zone(OTHER_ZONE, "stellarrec-status.example");
    }
}

/// True when a path is of this form; a segment in braces stands for any.
pub(super) fn matches(form: &str, path: &str) -> bool {
    let (form, path): (Vec<_>, Vec<_>) = (form.split('/').collect(), path.split('/').collect());
    form.len() == path.len() && form.iter().zip(path).all(|(f, p)| f.starts_with('{') || *f == p)
}

fn account(id: &str, name: &str) -> Value {
    json!({
        "id": id,
        "name": name,
        "type": "standard",
        "settings": {"enforce_twofactor": true, "api_access_enabled": null, "abuse_contact_email": null},
        "created_on": "2026-01-01T05:20:00.123450Z",
    })
}

fn zone(id: &str, name: &str) -> Value {
    json!({
        "id": id,
        "name": name,
        "status": "active",
        "paused": false,
        "type": "full",
        "development_mode": 0,
        "name_servers": ["bob.ns.cloudflare.com", "lola.ns.cloudflare.com"],
        "original_name_servers": ["ns1.originaldnshost.com", "ns2.originaldnshost.com"],
        "original_registrar": null,
        "original_dnshost": null,
        "modified_on": "2026-03-01T05:20:00.123450Z",
        "created_on": "2026-01-01T05:20:00.123450Z",
        "activated_on": "2026-01-02T00:01:00.123450Z",
        "meta": {"step": 2, "custom_certificate_quota": 0, "page_rule_quota": 3, "phishing_detected": false},
        "owner": {"id": null, "type": "user", "email": null},
        "account": {"id": ACCOUNT, "name": "StellarRec"},
        "tenant": {"id": null, "name": null},
        "tenant_unit": {"id": null},
        "permissions": ["#zone:read", "#zone_settings:read"],
        "plan": {
            "id": "0feeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "name": "Free Website", "price": 0, "currency": "USD",
            "frequency": "", "is_subscribed": false, "can_subscribe": false, "legacy_id": "free",
            "legacy_discount": false, "externally_managed": false,
        },
    })
}
