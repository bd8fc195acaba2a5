//! `cloudflare.load_balancing.…` and `cloudflare.zone.healthcheck`. The values of headers stay out.

use futures::FutureExt;
use serde_json::{Map, Value, json};

use super::lists::{List, as_is, name_headers, read_all};
use super::task::{Task, side_by_side};
use super::{Area, Place};
use crate::cloud::CallError;
use crate::collect::{Builder, Part};

const POOL: &str = "cloudflare.load_balancing.pool";
const MONITOR: &str = "cloudflare.load_balancing.monitor";
const HEALTH: &str = "load_balancers:GetPoolHealth";

const OF_ZONES: &[List] = &[
    List {
        kind: "cloudflare.load_balancing.load_balancer",
        operation: "load_balancers:List",
        path: &["load_balancers"],
        query: None,
        per_page: None,
        required: &["name", "default_pools", "fallback_pool"],
        prepare: as_is,
    },
    List {
        kind: "cloudflare.zone.healthcheck",
        operation: "healthchecks:List",
        path: &["healthchecks"],
        query: None,
        per_page: Some(50),
        required: &["name", "address", "type", "suspended"],
        prepare: as_is,
    },
];

const MONITORS: &[List] = &[List {
    kind: MONITOR,
    operation: "load_balancers:ListMonitors",
    path: &["load_balancers", "monitors"],
    query: None,
    per_page: None,
    required: &["type"],
    prepare: name_headers,
}];

const POOLS: List = List {
    kind: POOL,
    operation: "load_balancers:ListPools",
    path: &["load_balancers", "pools"],
    query: None,
    per_page: None,
    required: &["name", "enabled", "origins"],
    prepare: pool,
};

pub(super) const ZONE_AREA: Area = Area {
    name: "load balancers",
    place: Place::Zone,
    kinds: &["cloudflare.load_balancing.load_balancer", "cloudflare.zone.healthcheck"],
    collect: |task| async move { read_all(&task, OF_ZONES).await }.boxed(),
};

pub(super) const ACCOUNT_AREA: Area = Area {
    name: "load balancer pools",
    place: Place::Account,
    kinds: &[POOL, MONITOR],
    collect: |task| of_account(task).boxed(),
};

async fn of_account(task: Task) -> Part {
    let mut part = read_all(&task, MONITORS).await;
    let endpoint = task.below(POOLS.path);
    let pools = POOLS.items_at(&task, &mut part, &endpoint).await;
    let pools = side_by_side(pools, |mut pool: Builder| {
        let task = &task;
        async move {
            let path = ["load_balancers", "pools", pool.id(), "health"];
            let answer = task.ask(POOL, HEALTH, &path).await;
            pool.try_read("health", &answer, health);
            pool.finish()
        }
    });
    part.resources.extend(pools.await);
    part
}

fn pool(fields: &mut Map<String, Value>) {
    let origins = fields.get_mut("origins").and_then(Value::as_array_mut);
    origins
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
        .for_each(name_headers);
    // Nothing is told by an empty text, too.
    for name in ["monitor", "monitor_group"] {
        if fields.get(name) == Some(&json!("")) {
            fields.insert(name.to_owned(), Value::Null);
        }
    }
}

/// How many data centers tell of a pool, and how many of them find it healthy: `pop_health` has one
/// member for each, which is `{healthy, origins}`.
fn health(answer: &Value) -> Result<Value, CallError> {
    let odd = || CallError::malformed(HEALTH, "the health of the pool is told in an unknown form");
    let locations = match answer.get("pop_health") {
        None | Some(Value::Null) if answer.is_object() => Vec::new(),
        Some(Value::Object(locations)) => locations.values().collect(),
        _ => return Err(odd()),
    };
    let mut healthy = 0;
    for location in &locations {
        match location.get("healthy") {
            Some(Value::Bool(true)) => healthy += 1,
            Some(Value::Bool(false)) => {}
            _ => return Err(odd()),
        }
    }
    Ok(json!({"locations": locations.len(), "healthy_locations": healthy}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_is_counted_and_what_is_unknown_is_no_health() {
        let location = |healthy: Value| json!({"healthy": healthy, "origins": []});
        let answer = json!({"pool_id": "p", "pop_health": {"Amsterdam, NL": location(json!(true)),
            "Paris, FR": location(json!(false)), "Prague, CZ": location(json!(true))}});
        let counted = json!({"locations": 3, "healthy_locations": 2});
        assert_eq!(health(&answer), Ok(counted));
        let none = json!({"locations": 0, "healthy_locations": 0});
        assert_eq!(health(&json!({"pool_id": "p", "pop_health": {}})), Ok(none.clone()));
        assert_eq!(health(&json!({"pool_id": "p", "pop_health": null})), Ok(none));
        for odd in [
            json!(null),
            json!([]),
            json!({"pop_health": []}),
            json!({"pop_health": {"Amsterdam, NL": true}}),
            json!({"pop_health": {"Amsterdam, NL": location(json!("yes"))}}),
        ] {
            assert!(health(&odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn values_of_headers_stay_out() {
        let mut fields = json!({"monitor": "", "origins": [{"name": "a", "header": {"Host": ["secret"]}},
            {"name": "b"}, {"name": "c", "header": 5}]});
        let fields = fields.as_object_mut().expect("an object");
        pool(fields);
        let expected = json!({"monitor": null, "origins": [{"name": "a", "header_names": ["Host"]},
            {"name": "b", "header_names": null}, {"name": "c", "header_names": true}]});
        assert_eq!(json!(fields), expected);
    }
}
