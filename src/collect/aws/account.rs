//! The account itself: who it is and which regions it uses.

use super::super::Builder;
use crate::cloud::CallError;
use crate::cloud::aws::{Aws, Identity};
use crate::model::{Resource, Scope};

/// Names of the regions that are switched on for the account, sorted.
pub(super) async fn enabled_regions(aws: &Aws) -> Result<Vec<String>, CallError> {
    let answer = aws
        .call("ec2:DescribeRegions", aws.ec2().describe_regions().send())
        .await?;
    let mut names: Vec<String> = answer
        .regions()
        .iter()
        .filter_map(|r| r.region_name())
        .map(str::to_owned)
        .collect();
    names.sort();
    Ok(names)
}

/// The resource `aws.account`.
pub(super) async fn account(
    aws: &Aws,
    scope: &Scope,
    identity: &Identity,
    enabled: &Result<Vec<String>, CallError>,
) -> Resource {
    let mut account = Builder::new("aws.account", scope, &identity.account);
    account.arn(Some(&format!(
        "arn:{}:iam::{}:root",
        partition(&identity.arn),
        identity.account
    )));
    account.set("account_id", identity.account.as_str());
    match enabled {
        Ok(names) => account.set("enabled_regions", names.as_slice()),
        Err(error) => account.gap("enabled_regions", error),
    };
    match aws
        .call("iam:ListAccountAliases", aws.iam().list_account_aliases().send())
        .await
    {
        Ok(answer) => {
            let alias = answer.account_aliases().first().map(String::as_str);
            account.name(alias).set("account_alias", super::text(alias));
        }
        Err(error) => {
            account.gap("account_alias", &error);
        }
    }
    account.finish()
}

/// The partition (`aws`, `aws-us-gov`, `aws-cn`) of an ARN.
fn partition(arn: &str) -> &str {
    arn.split(':').nth(1).filter(|p| !p.is_empty()).unwrap_or("aws")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_partition_is_read_from_the_identity() {
        assert_eq!(
            super::partition("arn:aws-us-gov:sts::123456789012:assumed-role/a/b"),
            "aws-us-gov"
        );
        assert_eq!(super::partition(""), "aws");
    }
}
