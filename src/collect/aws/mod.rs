//! AWS: one file or folder a service. Global services run once for each account, regional ones once
//! for each of its regions; parts run side by side under a limit.

mod access_analyzer;
mod accounts;
mod acm;
mod autoscaling;
mod backup;
mod budgets;
mod cloudtrail;
mod cloudwatch;
mod config;
mod ec2;
mod elasticache;
mod elb;
mod elbv2;
mod guardduty;
mod iam;
mod kms;
mod logs;
mod organizations;
mod rds;
mod s3;
mod s3control;
mod securityhub;
mod sns;
mod ssm;
mod task;
mod user_data;
mod values;

use std::sync::Arc;

use futures::StreamExt;
use futures::future::BoxFuture;

use super::{CollectError, Part, Progress, ProgressEvent, Request, secrets};
use crate::cloud::aws::Aws;
use crate::model::{Resource, ResourceKey, Scope};
use accounts::{Account, Regions};
use task::Task;

/// Parts that run at the same time.
const PARALLEL_PARTS: usize = 32;

/// A collector of one service: which kinds it yields, and the function that does.
struct Service {
    name: &'static str,
    kinds: &'static [&'static str],
    /// Once for each region, or once for the account.
    regional: bool,
    collect: fn(Task) -> BoxFuture<'static, Part>,
}

const SERVICES: [Service; 25] = [
    access_analyzer::SERVICE,
    acm::SERVICE,
    autoscaling::SERVICE,
    backup::SERVICE,
    budgets::SERVICE,
    cloudtrail::SERVICE,
    cloudwatch::SERVICE,
    cloudwatch::DASHBOARDS,
    config::SERVICE,
    ec2::SERVICE,
    elasticache::SERVICE,
    elb::SERVICE,
    elbv2::SERVICE,
    guardduty::SERVICE,
    iam::SERVICE,
    kms::SERVICE,
    logs::SERVICE,
    organizations::SERVICE,
    rds::SERVICE,
    s3::SERVICE,
    s3control::SERVICE,
    s3control::REGIONAL,
    securityhub::SERVICE,
    sns::SERVICE,
    ssm::SERVICE,
];

/// One service of one account, in one region or globally.
struct Unit<'a> {
    service: &'static Service,
    account: &'a Account,
    region: Option<String>,
}

impl Unit<'_> {
    fn scope(&self) -> Scope {
        match &self.region {
            Some(region) => self.account.scope.in_region(region),
            None => self.account.scope.clone(),
        }
    }
}

/// Collects all accounts that the request names.
pub(super) async fn collect(aws: &Aws, request: &Request, progress: Progress<'_>) -> Result<Part, CollectError> {
    let mut whole = Part::default();
    if !request.wants_any_of("aws") {
        return Ok(whole);
    }
    let request = Arc::new(request.clone());
    let wanted = |service: &&Service| service.kinds.iter().any(|kind| request.wants(kind));
    let regional = |account: &Account, regions: &Regions, part: &mut Part| {
        for service in SERVICES.iter().filter(|s| s.regional) {
            for kind in service.kinds.iter().filter(|kind| request.wants(kind)) {
                regions.note_unread(part, kind, &account.scope);
            }
        }
    };
    let accounts = accounts::find(aws, &request, &mut whole).await?;
    let mut units = Vec::new();
    for (account, regions) in &accounts {
        regional(account, regions, &mut whole);
        for service in SERVICES.iter().filter(wanted) {
            let places: Vec<Option<String>> = match service.regional {
                true => regions.read.iter().cloned().map(Some).collect(),
                false => vec![None],
            };
            units.extend(places.into_iter().map(|region| Unit {
                service,
                account,
                region,
            }));
        }
    }
    for unit in &units {
        progress(ProgressEvent::Planned(&unit.scope()));
    }
    let parts = futures::stream::iter(units).map(|unit| run(unit, &request, progress));
    let parts: Vec<Part> = parts.buffer_unordered(PARALLEL_PARTS).collect().await;
    for part in parts {
        whole.merge(part);
    }
    Ok(whole)
}

async fn run(unit: Unit<'_>, request: &Arc<Request>, progress: Progress<'_>) -> Part {
    let Account { aws, facts, .. } = unit.account;
    let aws = match &unit.region {
        Some(region) => aws.in_region(region),
        None => aws.clone(),
    };
    let scope = unit.scope();
    let part = (unit.service.collect)(Task::new(aws, scope.clone(), facts, request)).await;
    progress(ProgressEvent::Done(&scope, unit.service.name));
    part
}

/// Reads one resource afresh; `None` when it is gone.
pub(super) async fn read_one(aws: &Aws, key: &ResourceKey) -> Result<Option<Resource>, CollectError> {
    let aws = match &key.scope.region {
        Some(region) => aws.in_region(region),
        None => aws.clone(),
    };
    let task = Task::whole(aws, &key.scope, &key.kind);
    match key.kind.as_str() {
        "aws.s3.bucket" => Ok(s3::read_one(&task, &key.id).await?),
        "aws.rds.instance" => Ok(rds::read_instance(&task, &key.id).await?),
        "aws.ec2.security_group" => Ok(ec2::read_security_group(&task, &key.id).await?),
        _ => Err(CollectError::NotReadable(key.to_string())),
    }
}
