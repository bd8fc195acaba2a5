//! Which versions of database engines AWS still offers.
//!
//! In: instances and clusters. Out: the state of each of their versions, looked up once.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_rds::Client;
use aws_sdk_rds::types::{DbCluster, DbEngineVersion, DbInstance};
use serde_json::Value;

use super::super::super::{Asked, Builder};
use super::super::task::{Task, side_by_side};
use super::super::values::text;
use super::{CLUSTER, INSTANCE};
use crate::cloud::CallError;

const DESCRIBE: &str = "rds:DescribeDBEngineVersions";
const ATTRIBUTE: &str = "engine_version_status";

/// An engine and one of its versions.
type Version = (String, String);

/// The states of versions; of those that nobody asked for there is none.
#[derive(Debug, Default)]
pub(super) struct Versions(BTreeMap<Version, Result<Value, CallError>>);

impl Versions {
    pub(super) async fn read(task: &Task, rds: &Client, instances: &[DbInstance], clusters: &[DbCluster]) -> Self {
        let mut wanted = BTreeSet::new();
        if task.asks(INSTANCE, DESCRIBE) {
            wanted.extend(instances.iter().filter_map(|i| version(i.engine(), i.engine_version())));
        }
        if task.asks(CLUSTER, DESCRIBE) {
            wanted.extend(clusters.iter().filter_map(|c| version(c.engine(), c.engine_version())));
        }
        let states = side_by_side(wanted, |version| read_version(task, rds, version));
        Self(states.await.into_iter().collect())
    }

    /// Sets the state of the version of an instance or a cluster.
    pub(super) fn set(&self, out: &mut Builder, engine: Option<&str>, number: Option<&str>) {
        let Some(version) = version(engine, number) else {
            // Without a version there is none to be offered.
            out.absent(ATTRIBUTE);
            return;
        };
        let asked: Asked<Value> = self.0.get(&version).cloned();
        out.read(ATTRIBUTE, &asked, Value::clone);
    }
}

fn version(engine: Option<&str>, number: Option<&str>) -> Option<Version> {
    Some((engine?.to_owned(), number?.to_owned()))
}

async fn read_version(task: &Task, rds: &Client, version: Version) -> (Version, Result<Value, CallError>) {
    let request = rds
        .describe_db_engine_versions()
        .engine(&version.0)
        .engine_version(&version.1)
        .include_all(true);
    let listing = task.aws.pages(DESCRIBE, request.into_paginator().send()).await;
    let versions: Vec<&DbEngineVersion> = listing
        .items
        .iter()
        .flat_map(|page| page.db_engine_versions())
        .collect();
    let state = match listing.error {
        Some(error) => Err(error),
        None => Ok(state(&versions, &version.1)),
    };
    (version, state)
}

/// The state of a version, or `null` when it is not listed.
fn state(listed: &[&DbEngineVersion], number: &str) -> Value {
    let same = listed.iter().find(|v| v.engine_version() == Some(number));
    text(same.and_then(|v| v.status()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GapReason, Scope};
    use serde_json::json;

    #[test]
    fn a_version_is_available_deprecated_or_not_listed() {
        let listed =
            |number: &str, status: &str| DbEngineVersion::builder().engine_version(number).status(status).build();
        let (old, new) = (listed("15.4", "deprecated"), listed("15.40", "available"));
        let versions = [&old, &new];
        assert_eq!(state(&versions, "15.4"), json!("deprecated"));
        assert_eq!(state(&versions, "15.40"), json!("available"));
        assert_eq!(state(&versions, "15.3"), Value::Null);
        assert_eq!(state(&[], "15.4"), Value::Null);
    }

    #[test]
    fn a_failed_lookup_is_a_gap_and_one_that_nobody_asked_for_stays_out() {
        let error = CallError::own(DESCRIBE, GapReason::AccessDenied, "refused");
        let versions = Versions([(("postgres".to_owned(), "15.4".to_owned()), Err(error))].into());
        let resource = |number: Option<&str>| {
            let mut out = Builder::new(INSTANCE, &Scope::aws("1"), "db");
            versions.set(&mut out, Some("postgres"), number);
            out.finish()
        };
        let refused = resource(Some("15.4"));
        assert_eq!(refused.gaps[0].path, ATTRIBUTE);
        assert_eq!(refused.gaps[0].reason, GapReason::AccessDenied);
        assert!(!refused.attributes.contains_key(ATTRIBUTE));
        let unasked = resource(Some("16.1"));
        assert!(unasked.gaps.is_empty() && !unasked.attributes.contains_key(ATTRIBUTE));
        assert_eq!(resource(None).attributes[ATTRIBUTE], Value::Null);
    }
}
