//! Which accounts and regions are read.

use std::sync::Arc;

use aws_sdk_ec2::types::Region;
use futures::StreamExt;

use super::super::{Asked, CollectError, Part, Request};
use super::task::Facts;
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::{GapReason, Scope};

const DESCRIBE_REGIONS: &str = "ec2:DescribeRegions";

/// Accounts that are prepared at the same time.
const PARALLEL_ACCOUNTS: usize = 8;

/// An account that can be asked.
pub(super) struct Account {
    pub(super) aws: Aws,
    pub(super) scope: Scope,
    pub(super) facts: Arc<Facts>,
}

/// The regions of an account.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// Those to read.
    pub(super) read: Vec<String>,
    /// Those that the user named and that are switched off.
    off: Vec<String>,
    /// Why it is not known which others are in use.
    unknown: Option<CallError>,
}

impl Regions {
    /// Notes where a regional kind is not read.
    pub(super) fn note_unread(&self, part: &mut Part, kind: &str, account: &Scope) {
        if let Some(error) = &self.unknown {
            part.failed(kind, account, error);
        }
        for region in &self.off {
            part.failed(kind, &account.in_region(region), &switched_off(region));
        }
    }
}

/// What stands for a region that is switched off: nothing there can be asked.
fn switched_off(region: &str) -> CallError {
    CallError {
        code: Some("not-opted-in".to_owned()),
        ..CallError::own(
            DESCRIBE_REGIONS,
            GapReason::NotSupported,
            &format!("the region {region} is switched off in this account"),
        )
    }
}

/// The accounts to read, each with its regions. One that can't be entered is a gap for every kind.
pub(super) async fn find(
    aws: &Aws,
    request: &Request,
    part: &mut Part,
) -> Result<Vec<(Account, Regions)>, CollectError> {
    let identity = aws.identity().await?;
    let partition = partition(&identity.arn);
    let ids = match request.accounts.organization {
        true => aws.organization().await.map_err(CollectError::Organization)?,
        false if request.accounts.ids.is_empty() => vec![identity.account.clone()],
        false => request.accounts.ids.clone(),
    };
    if let Some(id) = ids.iter().find(|id| **id != identity.account)
        && request.accounts.role.is_none()
    {
        return Err(CollectError::NoRole {
            account: id.clone(),
            own: identity.account,
        });
    }
    let entered = futures::stream::iter(ids).map(|id| enter(aws, &identity.account, partition, id, request));
    let entered: Vec<_> = entered.buffered(PARALLEL_ACCOUNTS).collect().await;
    let mut accounts = Vec::new();
    for (scope, found) in entered {
        match found {
            Ok(found) => accounts.push(found?),
            Err(error) => {
                for kind in request.kinds.keys().filter(|kind| kind.starts_with("aws.")) {
                    part.unread(kind, &scope, error.gap("", Some(&error.operation)));
                }
            }
        }
    }
    Ok(accounts)
}

type Entered = Result<Result<(Account, Regions), CollectError>, CallError>;

async fn enter(aws: &Aws, own: &str, partition: &str, id: String, request: &Request) -> (Scope, Entered) {
    let scope = Scope::aws(&id);
    let aws = match &request.accounts.role {
        Some(role) if id != own => match aws.assume(partition, &id, role).await {
            Ok(assumed) => assumed,
            Err(error) => return (scope, Err(error)),
        },
        _ => aws.clone(),
    };
    let described = described(&aws, request).await;
    let regions = match &described {
        None => Ok(Regions::default()),
        Some(described) => choose(described, request, &aws),
    };
    let enabled = |all: Described| all.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
    let facts = Facts {
        partition: partition.to_owned(),
        enabled_regions: described.map(|answer| answer.map(enabled)),
    };
    let account = Account {
        aws,
        scope: scope.clone(),
        facts: Arc::new(facts),
    };
    (scope, Ok(regions.map(|regions| (account, regions))))
}

/// All regions of the partition, and whether each is switched on, sorted.
type Described = Vec<(String, bool)>;

async fn described(aws: &Aws, request: &Request) -> Asked<Described> {
    let regional = |service: &&super::Service| service.regional && service.kinds.iter().any(|k| request.wants(k));
    // Names of regions are checked even when only global services are read: buckets are chosen by them.
    let needed = super::SERVICES.iter().any(|service| regional(&service))
        || !request.regions.is_empty()
        || request.asks("aws.account", DESCRIBE_REGIONS);
    if !needed {
        return None;
    }
    let request = aws.ec2().describe_regions().all_regions(true).send();
    let answer = aws.call(DESCRIBE_REGIONS, request).await.map(|answer| {
        let known = |r: &Region| Some((r.region_name()?.to_owned(), r.opt_in_status() != Some("not-opted-in")));
        let mut all: Described = answer.regions().iter().filter_map(known).collect();
        all.sort();
        all
    });
    Some(answer)
}

fn choose(described: &Result<Described, CallError>, request: &Request, aws: &Aws) -> Result<Regions, CollectError> {
    match described {
        Ok(all) => part_by_state(all, &request.regions),
        // Without the list, what the user named is read unchecked.
        Err(_) if !request.regions.is_empty() => Ok(Regions {
            read: request.regions.clone(),
            ..Regions::default()
        }),
        Err(error) => Ok(Regions {
            read: vec![aws.region()],
            unknown: Some(error.clone()),
            ..Regions::default()
        }),
    }
}

/// Parts what the user named by whether it is switched on; all that are switched on when nothing is named.
fn part_by_state(all: &Described, named: &[String]) -> Result<Regions, CollectError> {
    if named.is_empty() {
        let read = all.iter().filter(|(_, on)| *on).map(|(name, _)| name.clone()).collect();
        return Ok(Regions {
            read,
            ..Regions::default()
        });
    }
    let mut regions = Regions::default();
    for name in named {
        match all.iter().find(|(known, _)| known == name) {
            Some((_, true)) => regions.read.push(name.clone()),
            Some((_, false)) => regions.off.push(name.clone()),
            None => {
                let nearest = all
                    .iter()
                    .min_by_key(|(known, _)| strsim::damerau_levenshtein(known, name));
                return Err(CollectError::NoSuchRegion {
                    name: name.clone(),
                    nearest: nearest
                        .map(|(near, _)| format!("; did you mean {near}?"))
                        .unwrap_or_default(),
                });
            }
        }
    }
    Ok(regions)
}

/// The partition (`aws`, `aws-us-gov`, `aws-cn`) of an ARN.
pub(super) fn partition(arn: &str) -> &str {
    arn.split(':').nth(1).filter(|p| !p.is_empty()).unwrap_or("aws")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Described {
        [("ap-east-1", false), ("eu-west-1", true), ("us-east-1", true)]
            .map(|(name, on)| (name.to_owned(), on))
            .into()
    }

    #[test]
    fn regions_that_are_switched_off_are_read_by_nobody_and_named_when_asked_for() {
        let regions = part_by_state(&all(), &[]).expect("chosen");
        assert_eq!(regions.read, ["eu-west-1", "us-east-1"]);
        assert!(regions.off.is_empty());
        let regions = part_by_state(&all(), &["ap-east-1".into(), "us-east-1".into()]).expect("chosen");
        assert_eq!(
            (regions.read, regions.off),
            (vec!["us-east-1".to_owned()], vec!["ap-east-1".to_owned()])
        );
        let error = part_by_state(&all(), &["eu-wst-1".into()])
            .expect_err("misspelt")
            .to_string();
        assert!(
            error.contains("eu-wst-1") && error.contains("did you mean eu-west-1?"),
            "{error}"
        );
    }

    #[test]
    fn the_partition_is_read_from_the_identity() {
        assert_eq!(
            partition("arn:aws-us-gov:sts::123456789012:assumed-role/a/b"),
            "aws-us-gov"
        );
        assert_eq!(partition(""), "aws");
    }
}
