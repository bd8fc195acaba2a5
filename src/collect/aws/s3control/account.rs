//! The public access block of the account. Where none was set, the resource stands all the same and
//! says so, so that a control can judge the account for it.

use aws_sdk_s3control::types::PublicAccessBlockConfiguration;

use super::super::super::{Builder, Part};
use super::super::task::{Task, absent_on};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const BLOCK: &str = "aws.s3.account_public_access_block";
const GET: &str = "s3control:GetPublicAccessBlock";

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(BLOCK) {
        return part;
    }
    let request = task.aws.s3control().get_public_access_block();
    let request = request.account_id(task.account()).send();
    let answer = absent_on(
        task.ask(BLOCK, GET, request).await,
        &["NoSuchPublicAccessBlockConfiguration"],
    );
    let made = answer.map(|answer| {
        let block = match answer? {
            None => None,
            Some(answer) => Some(answer.public_access_block_configuration.ok_or_else(empty)?),
        };
        Ok(resource(
            &task.scope,
            &task.arn("s3", "public-access-block"),
            block.as_ref(),
        ))
    });
    match made {
        Some(Ok(resource)) => {
            part.asked(BLOCK, &task.scope);
            part.resources.push(resource);
        }
        Some(Err(error)) => part.failed(BLOCK, &task.scope, &error),
        None => {}
    }
    part
}

fn empty() -> CallError {
    CallError::malformed(GET, "the answer has no configuration")
}

fn resource(scope: &Scope, arn: &str, block: Option<&PublicAccessBlockConfiguration>) -> Resource {
    let mut out = Builder::new(BLOCK, scope, scope.account.as_deref().unwrap_or_default());
    out.arn(Some(arn));
    out.set("exists", block.is_some())
        .set("block_public_acls", block.and_then(|b| b.block_public_acls()))
        .set("block_public_policy", block.and_then(|b| b.block_public_policy()))
        .set("ignore_public_acls", block.and_then(|b| b.ignore_public_acls()))
        .set(
            "restrict_public_buckets",
            block.and_then(|b| b.restrict_public_buckets()),
        );
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn an_account_without_a_block_says_so() {
        let none = resource(&Scope::aws("1"), "arn", None);
        assert_eq!(none.id, "1");
        assert_eq!(none.attributes["exists"], json!(false));
        assert_eq!(none.attributes["block_public_acls"], Value::Null);
        let half = PublicAccessBlockConfiguration::builder()
            .block_public_acls(true)
            .build();
        let half = resource(&Scope::aws("1"), "arn", Some(&half));
        assert_eq!(half.attributes["exists"], json!(true));
        assert_eq!(half.attributes["block_public_acls"], json!(true));
        assert_eq!(half.attributes["ignore_public_acls"], Value::Null);
    }
}
