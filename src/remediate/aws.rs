//! Sends planned calls to AWS.

use aws_sdk_ec2::types::{IpPermission, IpRange, Ipv6Range, PrefixListId, UserIdGroupPair};
use aws_sdk_s3::types::{BucketVersioningStatus, PublicAccessBlockConfiguration, VersioningConfiguration};
use serde_json::Value;

use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::Scope;

use super::actions::Call;
use super::apply::refused;

/// Sends one call in the resource's region.
pub(super) async fn execute(aws: &Aws, scope: &Scope, call: &Call) -> Result<(), CallError> {
    let aws = match &scope.region {
        Some(region) => aws.in_region(region),
        None => aws.clone(),
    };
    match call.operation.as_str() {
        "s3:PutBucketVersioning" => put_bucket_versioning(&aws, call).await,
        "s3:PutPublicAccessBlock" => put_public_access_block(&aws, call).await,
        "s3:DeletePublicAccessBlock" => delete_public_access_block(&aws, call).await,
        "s3:PutBucketPolicy" => put_bucket_policy(&aws, call).await,
        "s3:DeleteBucketPolicy" => delete_bucket_policy(&aws, call).await,
        "rds:ModifyDBInstance" => modify_db_instance(&aws, call).await,
        "ec2:RevokeSecurityGroupIngress" => revoke_ingress(&aws, call).await,
        "ec2:AuthorizeSecurityGroupIngress" => authorize_ingress(&aws, call).await,
        _ => Err(refused(call, "this version does not know the operation")),
    }
}

impl Call {
    fn invalid(&self, name: &str) -> CallError {
        refused(self, &format!("the parameter {name} is missing or of the wrong type"))
    }

    fn text(&self, name: &str) -> Result<&str, CallError> {
        self.parameters[name].as_str().ok_or_else(|| self.invalid(name))
    }

    /// A number that fits the API's.
    fn number(&self, name: &str) -> Result<i32, CallError> {
        self.parameters[name]
            .as_i64()
            .and_then(|n| n.try_into().ok())
            .ok_or_else(|| self.invalid(name))
    }

    fn flag(&self, within: &str, name: &str) -> Result<bool, CallError> {
        self.parameters[within][name]
            .as_bool()
            .ok_or_else(|| self.invalid(name))
    }

    fn list(&self, name: &str) -> Result<&[Value], CallError> {
        self.parameters[name]
            .as_array()
            .map(Vec::as_slice)
            .ok_or_else(|| self.invalid(name))
    }
}

async fn put_bucket_versioning(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let status = call.parameters["VersioningConfiguration"]["Status"]
        .as_str()
        .ok_or_else(|| call.invalid("Status"))?;
    let versioning = VersioningConfiguration::builder()
        .status(BucketVersioningStatus::from(status))
        .build();
    let request = aws.s3().put_bucket_versioning().bucket(call.text("Bucket")?);
    let request = request
        .expected_bucket_owner(call.text("ExpectedBucketOwner")?)
        .versioning_configuration(versioning);
    aws.call(&call.operation, request.send()).await.map(drop)
}

async fn put_public_access_block(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let flag = |name| call.flag("PublicAccessBlockConfiguration", name);
    let block = PublicAccessBlockConfiguration::builder()
        .block_public_acls(flag("BlockPublicAcls")?)
        .block_public_policy(flag("BlockPublicPolicy")?)
        .ignore_public_acls(flag("IgnorePublicAcls")?)
        .restrict_public_buckets(flag("RestrictPublicBuckets")?)
        .build();
    let request = aws.s3().put_public_access_block().bucket(call.text("Bucket")?);
    let request = request
        .expected_bucket_owner(call.text("ExpectedBucketOwner")?)
        .public_access_block_configuration(block);
    aws.call(&call.operation, request.send()).await.map(drop)
}

async fn delete_public_access_block(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let request = aws.s3().delete_public_access_block().bucket(call.text("Bucket")?);
    let request = request.expected_bucket_owner(call.text("ExpectedBucketOwner")?);
    aws.call(&call.operation, request.send()).await.map(drop)
}

async fn put_bucket_policy(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let request = aws.s3().put_bucket_policy().bucket(call.text("Bucket")?);
    let request = request
        .expected_bucket_owner(call.text("ExpectedBucketOwner")?)
        .policy(call.parameters["Policy"].to_string());
    aws.call(&call.operation, request.send()).await.map(drop)
}

async fn delete_bucket_policy(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let request = aws.s3().delete_bucket_policy().bucket(call.text("Bucket")?);
    let request = request.expected_bucket_owner(call.text("ExpectedBucketOwner")?);
    aws.call(&call.operation, request.send()).await.map(drop)
}

async fn modify_db_instance(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let request = aws
        .rds()
        .modify_db_instance()
        .db_instance_identifier(call.text("DBInstanceIdentifier")?);
    let request = request
        .backup_retention_period(call.number("BackupRetentionPeriod")?)
        .apply_immediately(true);
    aws.call(&call.operation, request.send()).await.map(drop)
}

async fn revoke_ingress(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let ids: Option<Vec<String>> = call
        .list("SecurityGroupRuleIds")?
        .iter()
        .map(|id| id.as_str().map(str::to_owned))
        .collect();
    let ids = ids
        .filter(|ids| !ids.is_empty())
        .ok_or_else(|| call.invalid("SecurityGroupRuleIds"))?;
    let request = aws
        .ec2()
        .revoke_security_group_ingress()
        .group_id(call.text("GroupId")?);
    aws.call(&call.operation, request.set_security_group_rule_ids(Some(ids)).send())
        .await
        .map(drop)
}

async fn authorize_ingress(aws: &Aws, call: &Call) -> Result<(), CallError> {
    let mut request = aws
        .ec2()
        .authorize_security_group_ingress()
        .group_id(call.text("GroupId")?);
    for permission in call.list("IpPermissions")? {
        request = request.ip_permissions(ip_permission(call, permission)?);
    }
    aws.call(&call.operation, request.send()).await.map(drop)
}

fn ip_permission(call: &Call, permission: &Value) -> Result<IpPermission, CallError> {
    let text = |value: &Value, name: &str| value[name].as_str().map(str::to_owned);
    let port = |name: &str| permission[name].as_i64().and_then(|n| i32::try_from(n).ok());
    let sources = |name: &str| permission[name].as_array().cloned().unwrap_or_default();
    let protocol = text(permission, "IpProtocol").ok_or_else(|| call.invalid("IpProtocol"))?;
    let mut built = IpPermission::builder()
        .ip_protocol(protocol)
        .set_from_port(port("FromPort"))
        .set_to_port(port("ToPort"));
    for source in sources("IpRanges") {
        let range = IpRange::builder().set_cidr_ip(text(&source, "CidrIp"));
        built = built.ip_ranges(range.set_description(text(&source, "Description")).build());
    }
    for source in sources("Ipv6Ranges") {
        let range = Ipv6Range::builder().set_cidr_ipv6(text(&source, "CidrIpv6"));
        built = built.ipv6_ranges(range.set_description(text(&source, "Description")).build());
    }
    for source in sources("PrefixListIds") {
        let list = PrefixListId::builder().set_prefix_list_id(text(&source, "PrefixListId"));
        built = built.prefix_list_ids(list.set_description(text(&source, "Description")).build());
    }
    for source in sources("UserIdGroupPairs") {
        let pair = UserIdGroupPair::builder().set_group_id(text(&source, "GroupId"));
        built = built.user_id_group_pairs(pair.set_description(text(&source, "Description")).build());
    }
    Ok(built.build())
}
