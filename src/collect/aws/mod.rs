//! AWS: one file a service. Regional services run once for each region, global ones once for the
//! account; parts run side by side under a limit.

mod account;
mod ec2;
mod elasticache;
mod iam;
mod rds;
mod s3;

use futures::StreamExt;
use futures::future::{BoxFuture, FutureExt};

use serde_json::Value;

use super::{CollectError, Part, Progress, ProgressEvent, Request, Stop};
use crate::cloud::CallError;
use crate::cloud::Listing;
use crate::cloud::aws::Aws;
use crate::model::{Resource, ResourceKey, Scope};

/// Parts that run at the same time.
const PARALLEL_PARTS: usize = 16;

/// One service in one place.
struct Unit<'a> {
    name: String,
    kinds: Vec<&'static str>,
    scope: Scope,
    work: BoxFuture<'a, Part>,
}

/// A collector of one service: which kinds it yields, and the function that does.
struct Service {
    name: &'static str,
    kinds: &'static [&'static str],
    /// Once for each region, or once for the account.
    regional: bool,
    collect: fn(Aws, Scope, Request) -> BoxFuture<'static, Part>,
}

const SERVICES: [Service; 5] = [
    Service {
        name: "s3",
        kinds: &["aws.s3.bucket"],
        regional: false,
        collect: |aws, scope, request| async move { s3::collect(&aws, &scope, &request).await }.boxed(),
    },
    Service {
        name: "iam",
        kinds: &["aws.iam.role", "aws.iam.policy", "aws.iam.user"],
        regional: false,
        collect: |aws, scope, request| async move { iam::collect(&aws, &scope, &request).await }.boxed(),
    },
    Service {
        name: "ec2",
        kinds: &["aws.ec2.security_group", "aws.ec2.subnet", "aws.ec2.route_table"],
        regional: true,
        collect: |aws, scope, request| async move { ec2::collect(&aws, &scope, &request).await }.boxed(),
    },
    Service {
        name: "rds",
        kinds: &["aws.rds.instance", "aws.rds.subnet_group"],
        regional: true,
        collect: |aws, scope, request| async move { rds::collect(&aws, &scope, &request).await }.boxed(),
    },
    Service {
        name: "elasticache",
        kinds: &["aws.elasticache.replication_group"],
        regional: true,
        collect: |aws, scope, request| async move { elasticache::collect(&aws, &scope, &request).await }.boxed(),
    },
];

/// Collects the account of the connection's identity.
pub(super) async fn collect(
    aws: &Aws,
    request: &Request,
    stop: &Stop,
    progress: Progress<'_>,
) -> Result<Part, CollectError> {
    let mut whole = Part::default();
    if request.of_provider("aws").is_empty() {
        return Ok(whole);
    }
    let identity = aws.identity().await?;
    let account = Scope::aws(&identity.account);
    let regional = || {
        SERVICES
            .iter()
            .filter(|s| s.regional)
            .flat_map(|s| s.kinds)
            .filter(|k| request.wants(k))
    };
    let mut regions = request.regions.clone();
    let find_regions = regions.is_empty() && regional().next().is_some();
    if find_regions || request.wants("aws.account") {
        let enabled = account::enabled_regions(aws).await;
        if request.wants("aws.account") {
            whole.asked("aws.account", &account);
            whole
                .resources
                .push(account::account(aws, &account, &identity, &enabled).await);
        }
        match enabled {
            Ok(names) if find_regions => regions = names,
            // Which other regions are in use is not known: say so for every regional kind.
            Err(error) if find_regions => {
                regions = vec![aws.region()];
                regional().for_each(|kind| whole.failed(kind, &account, &error));
            }
            _ => {}
        }
    }
    let units = units(aws, request, &account, &regions);
    progress(ProgressEvent::Planned(units.len()));
    let parts = futures::stream::iter(units.into_iter().map(|unit| run(unit, stop, progress)))
        .buffer_unordered(PARALLEL_PARTS)
        .collect::<Vec<_>>()
        .await;
    for part in parts {
        whole.merge(part);
    }
    Ok(whole)
}

fn units<'a>(aws: &Aws, request: &Request, account: &Scope, regions: &[String]) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    for service in &SERVICES {
        let kinds: Vec<_> = service.kinds.iter().copied().filter(|k| request.wants(k)).collect();
        if kinds.is_empty() {
            continue;
        }
        if !service.regional {
            units.push(Unit {
                name: service.name.to_owned(),
                kinds,
                scope: account.clone(),
                work: (service.collect)(aws.clone(), account.clone(), request.clone()),
            });
            continue;
        }
        units.extend(regions.iter().map(|region| Unit {
            name: format!("{} {region}", service.name),
            kinds: kinds.clone(),
            scope: account.in_region(region),
            work: (service.collect)(aws.in_region(region), account.in_region(region), request.clone()),
        }));
    }
    units
}

async fn run(unit: Unit<'_>, stop: &Stop, progress: Progress<'_>) -> Part {
    let stopped = || {
        let mut part = Part::default();
        for kind in &unit.kinds {
            part.interrupted(kind, &unit.scope);
        }
        part
    };
    if stop.is_requested() {
        return stopped();
    }
    let part = tokio::select! {
        part = unit.work => part,
        () = stop.requested() => stopped(),
    };
    progress(ProgressEvent::Done(&unit.name));
    part
}

/// Reads one resource afresh; `None` when it is gone.
pub(super) async fn read_one(aws: &Aws, key: &ResourceKey) -> Result<Option<Resource>, CollectError> {
    let aws = match &key.scope.region {
        Some(region) => aws.in_region(region),
        None => aws.clone(),
    };
    match key.kind.as_str() {
        "aws.s3.bucket" => Ok(s3::read_one(&aws, &key.scope, &key.id).await?),
        "aws.rds.instance" => Ok(rds::read_instance(&aws, &key.scope, &key.id).await?),
        "aws.ec2.security_group" => Ok(ec2::read_security_group(&aws, &key.scope, &key.id).await?),
        _ => Err(CollectError::NotReadable(key.to_string())),
    }
}

/// Text as a value, or `null` when it is not set.
fn text(value: Option<&str>) -> Value {
    value.filter(|v| !v.is_empty()).map_or(Value::Null, Value::from)
}

/// Names in a stable order: the services promise none.
fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Value {
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    Value::from(names)
}

/// Parses a policy document. IAM percent-encodes its documents; S3 does not.
fn document(operation: &str, text: &str, percent_encoded: bool) -> Result<Value, CallError> {
    let parsed = if percent_encoded {
        let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
        decoded
            .map_err(|e| e.to_string())
            .and_then(|decoded| serde_json::from_str(&decoded).map_err(|e| e.to_string()))
    } else {
        serde_json::from_str(text).map_err(|e| e.to_string())
    };
    parsed.map_err(|error| CallError::malformed(operation, &format!("policy document: {error}")))
}

/// Notes what a listing answered for: all of the kind, or an unknown part of it.
fn listed<T>(part: &mut Part, kind: &str, scope: &Scope, listing: &Listing<T>) {
    match &listing.error {
        Some(error) => part.failed(kind, scope, error),
        None => part.asked(kind, scope),
    }
}

/// Adds what a listing named. An item without an id can't be told apart from others: then the
/// listing is not whole.
fn add(part: &mut Part, kind: &str, scope: &Scope, operation: &str, resource: Option<Resource>) {
    match resource {
        Some(resource) => part.resources.push(resource),
        None => part.failed(kind, scope, &CallError::malformed(operation, "an item has no id")),
    }
}

/// The partition that a region lies in, for ARNs that the service does not state.
fn partition(region: &str) -> &'static str {
    const BY_PREFIX: [(&str, &str); 8] = [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-iso-", "aws-iso"),
        ("us-isob-", "aws-iso-b"),
        ("us-isof-", "aws-iso-f"),
        ("eu-isoe-", "aws-iso-e"),
        ("eusc-", "aws-eusc"),
        ("", "aws"),
    ];
    BY_PREFIX
        .iter()
        .find(|(prefix, _)| region.starts_with(prefix))
        .map_or("aws", |(_, partition)| partition)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    #[test]
    fn documents_are_decoded_and_parsed_or_refused() {
        let encoded = "%7B%22Statement%22%3A%5B%7B%22Sid%22%3A%22a%2Bb%20c%22%7D%5D%7D";
        let expected = json!({"Statement": [{"Sid": "a+b c"}]});
        assert_eq!(document("iam:X", encoded, true), Ok(expected.clone()));
        assert_eq!(document("s3:X", &expected.to_string(), false), Ok(expected));
        for (text, percent_encoded) in [("{", false), ("%7B", true), ("%FF", true), ("", true)] {
            let error = document("s3:GetBucketPolicy", text, percent_encoded).expect_err(text);
            assert_eq!(error.reason, GapReason::Malformed);
            assert_eq!(error.operation, "s3:GetBucketPolicy");
        }
    }

    #[test]
    fn regions_lie_in_partitions() {
        let cases = [
            ("us-east-1", "aws"),
            ("cn-north-1", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("eusc-de-east-1", "aws-eusc"),
        ];
        for (region, expected) in cases {
            assert_eq!(partition(region), expected, "{region}");
        }
    }

    #[test]
    fn names_are_sorted_and_empty_text_is_absent() {
        assert_eq!(sorted(["b", "a"]), json!(["a", "b"]));
        assert_eq!(text(Some("")), Value::Null);
        assert_eq!(text(Some("x")), json!("x"));
        assert_eq!(text(None), Value::Null);
    }
}
