//! Cloudflare connection.

use super::Calls;

/// A connection to the Cloudflare API.
#[derive(Debug, Clone)]
pub(crate) struct Cloudflare {
    pub(crate) calls: Calls,
}

impl Cloudflare {
    /// `None` when no token is set.
    pub(crate) fn load() -> Result<Option<Self>, String> {
        Ok(None)
    }
}
