//! DNS: the records of a zone, and the DNS Firewall clusters of an account.

mod record;

use futures::FutureExt;

use super::lists::{List, as_is, read_all};
use super::task::Task;
use super::{Area, Place};
use crate::collect::Part;

const RECORD: &str = "cloudflare.dns.record";
const LIST_RECORDS: &str = "dns:ListRecords";
const FIREWALL: &str = "cloudflare.dns.firewall";

pub(super) const RECORDS: Area = Area {
    name: "DNS records",
    place: Place::Zone,
    kinds: &[RECORD],
    collect: |task| record::collect(task).boxed(),
};

pub(super) const FIREWALLS: Area = Area {
    name: "DNS Firewall",
    place: Place::Account,
    kinds: &[FIREWALL],
    collect: |task| firewalls(task).boxed(),
};

const CLUSTERS: [List; 1] = [List {
    kind: FIREWALL,
    operation: "dns:ListFirewalls",
    path: &["dns_firewall"],
    query: None,
    per_page: Some(100),
    required: &["name", "upstream_ips", "deprecate_any_requests"],
    prepare: as_is,
}];

async fn firewalls(task: Task) -> Part {
    read_all(&task, &CLUSTERS).await
}
