//! What the fake holds.

use std::collections::BTreeMap;

use axum::http::Method;
use serde_json::{Value, json};

use super::Fault;
use super::answers::Answer;

const ACCOUNT: &str = "01a7362d577a6c3019a474fd6f485823";
pub(crate) const STELLARREC_ZONE: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub(crate) const OTHER_ZONE: &str = "9f1839b6152d298aca64c4e906b6d074";

/// Settings and the values that they take; the first is the good one.
pub(super) const SETTINGS: [(&str, &[&str]); 5] = [
    ("ssl", &["strict", "full", "flexible", "off"]),
    ("tls_1_3", &["on", "off", "zrt"]),
    ("min_tls_version", &["1.2", "1.0", "1.1", "1.3"]),
    ("always_use_https", &["on", "off"]),
    ("automatic_https_rewrites", &["on", "off"]),
];

pub(super) struct Zone {
    pub(super) record: Value,
    pub(super) settings: BTreeMap<String, Value>,
    pub(super) dns_records: Vec<Value>,
    pub(super) rulesets: Vec<Value>,
}

impl Zone {
    fn new(id: &str, name: &str) -> Self {
        let settings = SETTINGS.iter().map(|(id, values)| {
            let setting = json!({"id": id, "value": values[0], "editable": true, "modified_on": null});
            ((*id).to_owned(), setting)
        });
        Self {
            record: record(id, name),
            settings: settings.collect(),
            dns_records: Vec::new(),
            rulesets: Vec::new(),
        }
    }

    pub(super) fn id(&self) -> &str {
        self.record["id"].as_str().unwrap_or_default()
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

#[derive(Default)]
pub(super) struct State {
    pub(super) zones: Vec<Zone>,
    pub(super) denied: Vec<(String, String)>,
    pub(super) faults: Vec<((String, String), Fault, usize)>,
    pub(super) headers: Vec<(&'static str, &'static str)>,
    pub(super) log: Vec<Logged>,
}

impl State {
    pub(super) fn zone(&mut self, id: &str) -> &mut Zone {
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

    pub(super) fn seed_zones(&mut self, count: usize) {
        for n in 0..count {
            self.zones
                .push(Zone::new(&format!("{n:032x}"), &format!("zone-{n:03}.example")));
        }
    }

    pub(super) fn seed_stellarrec(&mut self, broken: bool) {
        let mut zone = Zone::new(STELLARREC_ZONE, "stellarrec.example");
        if broken {
            for (id, value) in [
                ("ssl", "flexible"),
                ("tls_1_3", "off"),
                ("min_tls_version", "1.0"),
                ("always_use_https", "off"),
            ] {
                zone.settings.get_mut(id).expect("a setting")["value"] = json!(value);
            }
        }
        zone.dns_records = vec![
            dns_record(1, "A", "stellarrec.example", "203.0.113.10", true),
            dns_record(2, "CNAME", "www.stellarrec.example", "stellarrec.example", true),
            dns_record(3, "TXT", "stellarrec.example", "\"v=spf1 -all\"", false),
        ];
        zone.rulesets = vec![ruleset("http_request_firewall_custom")];
        self.zones.push(zone);
        self.zones.push(Zone::new(OTHER_ZONE, "stellarrec-status.example"));
    }
}

/// True when a path is of this form; a segment in braces stands for any.
pub(super) fn matches(form: &str, path: &str) -> bool {
    let (form, path): (Vec<_>, Vec<_>) = (form.split('/').collect(), path.split('/').collect());
    form.len() == path.len() && form.iter().zip(path).all(|(f, p)| f.starts_with('{') || *f == p)
}

fn record(id: &str, name: &str) -> Value {
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

fn dns_record(n: u32, kind: &str, name: &str, content: &str, proxied: bool) -> Value {
    json!({
        "id": format!("{n:032x}"), "name": name, "type": kind, "content": content, "proxiable": proxied,
        "proxied": proxied, "ttl": 1, "settings": {}, "meta": {}, "comment": null, "tags": [],
        "created_on": "2026-01-01T05:20:00.12345Z", "modified_on": "2026-01-01T05:20:00.12345Z",
    })
}

fn ruleset(phase: &str) -> Value {
    json!({
        "id": "2f2feab2026849078ba485f918791bdc", "name": "default", "description": "", "kind": "zone",
        "version": "1", "last_updated": "2026-01-01T05:20:00.12345Z", "phase": phase,
        "rules": [{
            "id": "3a03d665bac047339bb530ecb439a90d", "version": "1", "action": "block", "ref": "block-admin",
            "expression": "(http.request.uri.path contains \"/admin\")", "description": "No way in",
            "last_updated": "2026-01-01T05:20:00.12345Z", "enabled": true,
        }],
    })
}
