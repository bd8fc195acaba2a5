//! DNS: the records of a zone, and the DNS Firewall clusters of an account.

mod record;

use futures::FutureExt;

use super::task::Task;
use super::{Area, Place};
use crate::collect::Part;

const RECORD: &str = "cloudflare.dns.record";
const LIST_RECORDS: &str = "dns:ListRecords";
const FIREWALL: &str = "cloudflare.dns.firewall";
const LIST_FIREWALLS: &str = "dns:ListFirewalls";
/// The most DNS Firewall clusters that a page may hold.
const CLUSTERS_PER_PAGE: u64 = 100;

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

/// Fields of a cluster that are always there.
const REQUIRED: [&str; 3] = ["name", "upstream_ips", "deprecate_any_requests"];

async fn firewalls(task: Task) -> Part {
    let mut part = Part::default();
    let endpoint = task.below(&["dns_firewall"]);
    let per_page = Some(CLUSTERS_PER_PAGE);
    task.list_items(&mut part, FIREWALL, LIST_FIREWALLS, &endpoint, per_page, &REQUIRED)
        .await;
    part
}
