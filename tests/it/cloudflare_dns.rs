//! DNS against the fake: what is collected of records and DNS Firewall clusters, and what is said of them.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};

use crate::support::cloudflare_fake::{CloudflareFake, Fault, OTHER_ZONE, STELLARREC_ZONE};
use crate::support::cloudflare_runs::{self, scan, snapshot_with, stellarrec};

const ACCOUNT: &str = "01a7362d577a6c3019a474fd6f485823";
const RECORDS: &str = "/zones/{z}/dns_records";
const FIREWALLS: &str = "/accounts/{a}/dns_firewall";

/// Reads what the DNS controls need.
fn snapshot(fake: &CloudflareFake) -> Value {
    snapshot_with(fake, &["--only", "cloudflare-dns-*"])
}

fn of_kind<'a>(snapshot: &'a Value, kind: &str) -> Vec<&'a Value> {
    let resources = snapshot["resources"].as_array().expect("a list").iter();
    resources.filter(|r| r["kind"] == kind).collect()
}

fn resource<'a>(snapshot: &'a Value, id: &str) -> &'a Value {
    let mut resources = snapshot["resources"].as_array().expect("a list").iter();
    resources.find(|r| r["id"] == id).expect("the resource")
}

fn record(number: u32) -> String {
    format!("{number:032}")
}

/// Gaps of a resource or snapshot as (path, reason).
fn gaps(holder: &Value) -> Vec<(&str, &str)> {
    let list = holder["gaps"].as_array().map(Vec::as_slice).unwrap_or_default();
    let texts = |g: &'_ Value, name: &str| g[name].as_str().map(str::to_owned);
    assert!(list.iter().all(|g| texts(g, "path").is_some()));
    list.iter()
        .map(|g| (g["path"].as_str().unwrap_or(""), g["reason"].as_str().unwrap_or("")))
        .collect()
}

/// What the DNS controls say, by control and name of the resource, but for those that pass.
fn complaints(fake: &CloudflareFake) -> BTreeMap<(String, String), String> {
    let all = verdicts(fake);
    all.into_iter().filter(|(_, verdict)| verdict != "pass").collect()
}

fn verdicts(fake: &CloudflareFake) -> BTreeMap<(String, String), String> {
    let report = scan(fake, &["--only", "cloudflare-dns-*"]).0;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = report["findings"].as_array().expect("findings").iter();
    rows.map(|row| {
        let control = text(&row["control"]).replace("cloudflare-dns-", "");
        ((control, text(&row["resource"]["name"])), text(&row["verdict"]))
    })
    .collect()
}

fn expected(rows: &[(&str, &str, &str)]) -> BTreeMap<(String, String), String> {
    let row = |(control, name, verdict): &(&str, &str, &str)| {
        (((*control).to_owned(), (*name).to_owned()), (*verdict).to_owned())
    };
    rows.iter().map(row).collect()
}

#[test]
fn records_and_clusters_are_collected_as_they_are() {
    let fake = stellarrec(false);
    let snapshot = cloudflare_runs::snapshot(&fake);
    assert_eq!(of_kind(&snapshot, "cloudflare.dns.record").len(), 13 + 4);
    for kind in ["cloudflare.dns.record", "cloudflare.dns.firewall"] {
        for resource in of_kind(&snapshot, kind) {
            assert_eq!(gaps(resource), [], "{resource}");
        }
    }
    let mail = resource(&snapshot, &record(10));
    let expected = json!({
        "kind": "cloudflare.dns.record", "id": record(10), "name": "mail.stellarrec.example",
        "scope": {"provider": "cloudflare", "account": ACCOUNT, "zone": STELLARREC_ZONE},
        "tags": {"owner": "mail-team", "env": "production"},
        "attributes": {
            "name": "mail.stellarrec.example", "type": "A", "content": "203.0.113.25", "data": null,
            "proxied": false, "proxiable": true, "ttl": 300, "priority": null, "private_routing": null,
            "comment": "Cloudflare does not speak SMTP", "tags": ["owner:mail-team", "env:production"], "settings": {},
        },
        "origin": mail["origin"],
    });
    assert_eq!(mail, &expected);
    let service = &resource(&snapshot, &record(12))["attributes"];
    assert_eq!(
        service["data"],
        json!({"priority": 1, "weight": 5, "port": 5060, "target": "sip.stellarrec.example"})
    );
    assert_eq!(service["priority"], 1);
    let cluster = resource(&snapshot, "0a1f54c0a53b4b1d8ac1a4b4c2f3e5d6");
    assert_eq!(cluster["scope"], json!({"provider": "cloudflare", "account": ACCOUNT}));
    let expected = json!({
        "name": "Own name servers", "upstream_ips": ["192.0.2.53", "2001:db8::53"],
        "dns_firewall_ips": ["203.0.113.53", "2001:db8:1::53"], "deprecate_any_requests": true,
        "ecs_fallback": false, "minimum_cache_ttl": 60, "maximum_cache_ttl": 900, "negative_cache_ttl": null,
        "ratelimit": 600, "retries": 2, "attack_mitigation": {"enabled": true, "only_when_upstream_unhealthy": false},
    });
    assert_eq!(cluster["attributes"], expected);
    assert_eq!(fake.count("GET", RECORDS), 2);
    assert_eq!(fake.count("GET", FIREWALLS), 1);
}

#[test]
fn denied_lists_are_gaps_and_no_verdicts() {
    let fake = stellarrec(false);
    fake.deny("GET", RECORDS);
    fake.deny("GET", FIREWALLS);
    let snapshot = snapshot(&fake);
    assert_eq!(of_kind(&snapshot, "cloudflare.dns.record").len(), 0);
    let found = snapshot["gaps"].as_array().expect("gaps").iter();
    let found: Vec<_> = found
        .map(|g| {
            let zone = &g["scope"]["zone"];
            json!([g["kind"], zone, g["reason"], g["operation"], g["permission"]])
        })
        .collect();
    let record = |zone: &str| {
        json!([
            "cloudflare.dns.record",
            zone,
            "access_denied",
            "dns:ListRecords",
            "DNS Read"
        ])
    };
    let clusters = json!([
        "cloudflare.dns.firewall",
        null,
        "access_denied",
        "dns:ListFirewalls",
        "DNS Firewall Read"
    ]);
    assert_eq!(found, [clusters, record(STELLARREC_ZONE), record(OTHER_ZONE)]);
    let verdicts = verdicts(&fake);
    assert!(verdicts.len() >= 8, "{verdicts:?}");
    assert!(verdicts.values().all(|verdict| verdict == "unknown"), "{verdicts:?}");
}

#[test]
fn odd_records_cost_only_what_is_odd_about_them() {
    let fake = stellarrec(false);
    fake.may_breach();
    fake.change(STELLARREC_ZONE, "dns_records", |records| {
        records[0]["content"] = json!(null);
        records[1]["proxied"] = json!("yes");
        records[3]["data"] = json!("0 issue letsencrypt.org");
        records[4].as_object_mut().expect("an object").remove("content");
        records[9]["tags"] = json!({"owner": "mail-team"});
        records[10]["type"] = json!("NEWTYPE");
        records[11]["priority"] = json!("first");
        let more = json!({"id": null, "name": "a.stellarrec.example", "type": "A", "content": "203.0.113.9"});
        records.as_array_mut().expect("a list").push(more);
        let again = records[2].clone();
        records.as_array_mut().expect("a list").push(again);
    });
    let snapshot = cloudflare_runs::snapshot(&fake);
    assert_eq!(of_kind(&snapshot, "cloudflare.dns.record").len(), 13 + 4);
    let about = |number| resource(&snapshot, &record(number));
    assert_eq!(gaps(about(1)), [("content", "malformed")]);
    assert_eq!(gaps(about(2)), [("proxied", "malformed")]);
    assert_eq!(gaps(about(3)), []);
    assert_eq!(gaps(about(4)), [("data", "malformed")]);
    assert_eq!(gaps(about(5)), []);
    assert_eq!(about(5)["attributes"]["content"], Value::Null);
    assert_eq!(gaps(about(10)), [("tags", "malformed")]);
    assert_eq!(about(10)["attributes"]["comment"], "Cloudflare does not speak SMTP");
    assert_eq!(gaps(about(11)), []);
    assert_eq!(about(11)["attributes"]["type"], "NEWTYPE");
    assert_eq!(gaps(about(12)), [("priority", "malformed")]);
    let lists = snapshot["gaps"].as_array().expect("gaps").iter();
    let lists: Vec<_> = lists.filter(|g| g["kind"] == "cloudflare.dns.record").collect();
    assert_eq!(lists.len(), 1);
    assert_eq!(lists[0]["scope"]["zone"], STELLARREC_ZONE);
    assert_eq!(lists[0]["reason"], "malformed");
}

#[test]
fn what_is_well_set_passes() {
    let fake = stellarrec(false);
    let verdicts = verdicts(&fake);
    let passes = verdicts.values().filter(|verdict| *verdict == "pass").count();
    // Three controls for each of ten names, four for each of two zones, one for the cluster.
    assert_eq!(complaints(&fake), BTreeMap::new());
    assert_eq!(passes, 3 * 10 + 4 * 2 + 1);
}

#[test]
fn what_is_badly_set_fails_each_control() {
    let fake = stellarrec(true);
    let rows = expected(&[
        ("firewall-hardened", "Own name servers", "fail"),
        ("record-no-wildcard", "*.stellarrec.example", "fail"),
        ("record-public-address", "db.stellarrec.example", "fail"),
        ("zone-caa", "stellarrec.example", "fail"),
        ("zone-dkim", "stellarrec.example", "fail"),
        ("zone-dmarc", "stellarrec.example", "fail"),
        ("zone-spf", "stellarrec.example", "fail"),
    ]);
    // The name of the unproxied record is that of others, too.
    let mut found = complaints(&fake);
    found.remove(&("record-proxied".into(), "stellarrec.example".into()));
    assert_eq!(found, rows);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.json");
    let mut command = fake.trueline();
    command.args([
        "scan",
        "--providers",
        "cloudflare",
        "--only",
        "cloudflare-dns-record-proxied",
    ]);
    command.arg("--format").arg(format!("json={}", file.display()));
    assert_eq!(command.output().expect("runs").status.code(), Some(1));
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("a report")).expect("JSON");
    assert_eq!(report["findings"][0]["resource"]["id"], record(1));
    assert_eq!(
        report["findings"][0]["deltas"],
        json!([{"path": "proxied", "actual": false, "expected": true}])
    );
}

#[test]
fn zones_whose_records_are_kept_elsewhere_are_not_judged_by_them() {
    let fake = stellarrec(true);
    fake.set_record(STELLARREC_ZONE, "type", json!("partial"));
    let found = complaints(&fake);
    for control in ["zone-caa", "zone-dkim", "zone-dmarc", "zone-spf"] {
        assert_eq!(found[&(control.to_owned(), "stellarrec.example".to_owned())], "unknown");
    }
}

#[test]
fn a_list_that_breaks_off_leaves_the_zone_unknown() {
    let fake = stellarrec(false);
    fake.fault(
        "GET",
        &format!("/zones/{STELLARREC_ZONE}/dns_records"),
        Fault::Truncated,
        9,
    );
    let verdicts = verdicts(&fake);
    for control in ["zone-caa", "zone-dkim", "zone-dmarc", "zone-spf"] {
        let of = |zone: &str| verdicts[&(control.to_owned(), zone.to_owned())].clone();
        assert_eq!(of("stellarrec.example"), "unknown", "{control}");
        assert_eq!(of("stellarrec-status.example"), "pass", "{control}");
    }
}

#[test]
fn many_records_are_read_in_pages() {
    let fake = stellarrec(false);
    fake.change(STELLARREC_ZONE, "dns_records", |records| {
        let list = records.as_array_mut().expect("a list");
        for n in 0..2500 {
            let mut more = list[1].clone();
            more["id"] = json!(format!("f{n:031}"));
            more["name"] = json!(format!("host-{n}.stellarrec.example"));
            list.push(more);
        }
    });
    let start = Instant::now();
    let snapshot = snapshot(&fake);
    assert_eq!(of_kind(&snapshot, "cloudflare.dns.record").len(), 2500 + 13 + 4);
    assert_eq!(fake.count("GET", RECORDS), 3 + 1);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
