//! elasticache

use super::super::{Part, Request};
use crate::cloud::aws::Aws;
use crate::model::Scope;

pub(super) async fn collect(_aws: &Aws, _scope: &Scope, _request: &Request) -> Part {
    Part::default()
}
