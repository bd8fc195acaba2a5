//! `cloudflare.ssl.…` and `cloudflare.saas.custom_hostname`: certificates for visitors and for the
//! origin, and how TLS is spoken with single hostnames. Certificates themselves and keys stay out.

use futures::FutureExt;
use serde_json::{Map, Value, json};

use super::lists::{List, as_is, identify, read_all};
use super::task::Task;
use super::{Area, Place};
use crate::cloud::cloudflare::Endpoint;
use crate::collect::{Builder, Part};

const ORIGIN_CA: &str = "cloudflare.ssl.origin_ca_certificate";

const LISTS: &[List] = &[
    List {
        kind: "cloudflare.ssl.certificate_pack",
        operation: "ssl:ListCertificatePacks",
        path: &["ssl", "certificate_packs"],
        // Without it only the active ones are listed.
        query: Some(("status", "all")),
        per_page: Some(50),
        required: &["type", "hosts", "status", "certificates"],
        prepare: as_is,
    },
    List {
        kind: "cloudflare.ssl.custom_certificate",
        operation: "ssl:ListCustomCertificates",
        path: &["custom_certificates"],
        query: None,
        per_page: Some(50),
        required: &["hosts", "status", "expires_on"],
        prepare: as_is,
    },
    List {
        kind: "cloudflare.ssl.origin_pull_certificate",
        operation: "ssl:ListOriginPullCertificates",
        path: &["origin_tls_client_auth"],
        query: None,
        per_page: None,
        required: &["status", "expires_on"],
        prepare: as_is,
    },
    List {
        kind: "cloudflare.ssl.hostname_tls_setting",
        operation: "hostnames:ListSettings/min_tls_version",
        path: &["hostnames", "settings", "min_tls_version"],
        query: None,
        per_page: None,
        required: &["hostname", "value"],
        prepare: |setting| identify(setting, "hostname"),
    },
    List {
        kind: "cloudflare.ssl.hostname_ciphers_setting",
        operation: "hostnames:ListSettings/ciphers",
        path: &["hostnames", "settings", "ciphers"],
        query: None,
        per_page: None,
        required: &["hostname", "value"],
        prepare: |setting| identify(setting, "hostname"),
    },
    List {
        kind: "cloudflare.saas.custom_hostname",
        operation: "saas:ListCustomHostnames",
        path: &["custom_hostnames"],
        query: None,
        per_page: Some(50),
        required: &["hostname", "status"],
        prepare: as_is,
    },
];

/// Its list stands at the top, not below the zone.
const ORIGIN_CA_LIST: List = List {
    kind: ORIGIN_CA,
    operation: "ssl:ListOriginCaCertificates",
    path: &[],
    query: None,
    per_page: Some(50),
    required: &["hostnames", "expires_on"],
    prepare: origin_ca,
};

pub(super) const AREA: Area = Area {
    name: "certificates",
    place: Place::Zone,
    kinds: &[
        "cloudflare.ssl.certificate_pack",
        "cloudflare.ssl.custom_certificate",
        ORIGIN_CA,
        "cloudflare.ssl.origin_pull_certificate",
        "cloudflare.ssl.hostname_tls_setting",
        "cloudflare.ssl.hostname_ciphers_setting",
        "cloudflare.saas.custom_hostname",
    ],
    collect: |task| collect(task).boxed(),
};

async fn collect(task: Task) -> Part {
    let mut part = read_all(&task, LISTS).await;
    let zone = task.scope.zone.as_deref().unwrap_or_default();
    let endpoint = Endpoint::get(&["certificates"]).with("zone_id", zone);
    let items = ORIGIN_CA_LIST.items_at(&task, &mut part, &endpoint).await;
    part.resources.extend(items.into_iter().map(Builder::finish));
    part
}

/// The end as a time that everybody reads, and whether the certificate was revoked.
fn origin_ca(fields: &mut Map<String, Value>) {
    if let Some(Value::String(text)) = fields.get("expires_on") {
        // What can't be read is no time: as a list it is noticed as being of the wrong type.
        let moment = moment(text).map_or_else(|| json!([text]), Value::String);
        fields.insert("expires_on".to_owned(), moment);
    }
    let revoked = match fields.get("revoked_at") {
        None | Some(Value::Null) => json!(false),
        // Go's way to say never.
        Some(Value::String(text)) => json!(!text.is_empty() && !text.starts_with("0001-01-01")),
        Some(other) => other.clone(),
    };
    fields.insert("revoked".to_owned(), revoked);
}

/// `2014-01-01 05:20:00 +0000 UTC`, as Go prints a time, or RFC 3339; in the latter form.
fn moment(text: &str) -> Option<String> {
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(moment.to_string());
    }
    let mut words = text.split_ascii_whitespace();
    let (date, time, offset) = (words.next()?, words.next()?, words.next()?);
    let rfc3339 = format!("{date}T{time}{offset}");
    rfc3339.parse::<jiff::Timestamp>().ok().map(|moment| moment.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_go_prints_them() {
        let cases = [
            ("2014-01-01 05:20:00 +0000 UTC", Some("2014-01-01T05:20:00Z")),
            ("2041-06-30 23:59:59.5 +0200 CEST", Some("2041-06-30T21:59:59.5Z")),
            ("2014-01-01T05:20:00.12345Z", Some("2014-01-01T05:20:00.12345Z")),
            ("2014-01-01T05:20:00Z", Some("2014-01-01T05:20:00Z")),
            ("2014-13-01 05:20:00 +0000 UTC", None),
            ("2014-01-01", None),
            ("soon", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(moment(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn revoked_is_told_by_a_time_that_is_one() {
        let revoked = |certificate: Value| {
            let mut fields = certificate.as_object().expect("an object").clone();
            origin_ca(&mut fields);
            fields["revoked"].clone()
        };
        assert_eq!(revoked(json!({})), false);
        assert_eq!(revoked(json!({"revoked_at": null})), false);
        assert_eq!(revoked(json!({"revoked_at": "0001-01-01T00:00:00Z"})), false);
        assert_eq!(revoked(json!({"revoked_at": "2026-01-01T00:00:00Z"})), true);
        assert_eq!(revoked(json!({"revoked_at": 5})), json!(5));
    }
}
