//! ec2

use super::super::{Part, Request};
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::{Resource, Scope};

pub(super) async fn collect(_aws: &Aws, _scope: &Scope, _request: &Request) -> Part {
    Part::default()
}
pub(super) async fn read_security_group(_aws: &Aws, _scope: &Scope, _id: &str) -> Result<Option<Resource>, CallError> {
    Ok(None)
}
