//! Cloudflare.

use super::{Part, Progress, Request, Stop};
use crate::cloud::CallError;
use crate::cloud::cloudflare::Cloudflare;
use crate::model::{Resource, ResourceKey};

pub(super) async fn collect(
    _cloudflare: &Cloudflare,
    _request: &Request,
    _stop: &Stop,
    _progress: Progress<'_>,
) -> Part {
    Part::default()
}
pub(super) async fn read_one(_cloudflare: &Cloudflare, _key: &ResourceKey) -> Result<Option<Resource>, CallError> {
    Ok(None)
}
