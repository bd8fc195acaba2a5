//! What a collector works with: a connection, a zone or an account, and what is to be read there.

use std::sync::Arc;

use serde_json::Value;

pub(super) use super::super::asked::side_by_side;
use super::fields;
use crate::cloud::CallError;
use crate::cloud::cloudflare::{Cloudflare, Endpoint};
use crate::collect::{Asked, Builder, Part, Request};
use crate::model::{GapReason, Scope};

/// One zone, one account, or what belongs to the token itself. Cloning is cheap.
#[derive(Debug, Clone)]
pub(super) struct Task {
    pub(super) cloudflare: Cloudflare,
    pub(super) scope: Scope,
    /// The zone's or account's own record; `null` where neither is meant or it was not listed.
    pub(super) record: Arc<Value>,
    request: Arc<Request>,
}

impl Task {
    pub(super) fn new(cloudflare: &Cloudflare, scope: Scope, record: Value, request: &Arc<Request>) -> Self {
        Self {
            cloudflare: cloudflare.clone(),
            scope,
            record: Arc::new(record),
            request: request.clone(),
        }
    }

    /// A task that reads all of one kind, to see one resource afresh.
    pub(super) fn whole(cloudflare: &Cloudflare, scope: Scope, record: Value, kind: &str) -> Self {
        Self::new(cloudflare, scope, record, &Arc::new(Request::whole(kind)))
    }

    /// True when a kind is to be collected.
    pub(super) fn wants(&self, kind: &str) -> bool {
        self.request.wants(kind)
    }

    /// True when something that an operation yields for a kind is to be read.
    pub(super) fn asks(&self, kind: &str, operation: &str) -> bool {
        self.request.asks(kind, operation)
    }

    /// A path below the zone, below the account, or from the top for what belongs to the token.
    pub(super) fn below(&self, rest: &[&str]) -> Endpoint {
        let above = match (&self.scope.zone, &self.scope.account) {
            (Some(zone), _) => vec!["zones", zone],
            (None, Some(account)) => vec!["accounts", account],
            (None, None) => Vec::new(),
        };
        Endpoint::get(&[above, rest.to_vec()].concat())
    }

    /// Asks for one thing below the zone or account if what it yields for a kind is to be read.
    pub(super) async fn ask(&self, kind: &str, operation: &str, rest: &[&str]) -> Asked<Value> {
        self.ask_at(kind, operation, &self.below(rest)).await
    }

    /// The same for any address.
    pub(super) async fn ask_at(&self, kind: &str, operation: &str, endpoint: &Endpoint) -> Asked<Value> {
        if !self.asks(kind, operation) {
            return None;
        }
        let answer = self.cloudflare.send(operation, endpoint).await;
        Some(
            answer
                .map(|answer| answer.result)
                .map_err(|error| self.explained(error)),
        )
    }

    /// Asks for all of a list if what it yields for a kind is to be read. A list that ended early is an
    /// error: what is missing could be anything. `per_page` only where the endpoint pages.
    pub(super) async fn ask_list(
        &self,
        kind: &str,
        operation: &str,
        endpoint: &Endpoint,
        per_page: Option<u64>,
    ) -> Asked<Vec<Value>> {
        if !self.asks(kind, operation) {
            return None;
        }
        let listing = self.cloudflare.list(operation, endpoint, per_page).await;
        Some(match listing.error {
            Some(error) => Err(self.explained(error)),
            None => Ok(listing.items),
        })
    }

    /// Reads the listing of a kind and notes in `part` what it answered for: all of the kind here, or
    /// an unknown part of it.
    pub(super) async fn list(
        &self,
        part: &mut Part,
        kind: &str,
        operation: &str,
        endpoint: &Endpoint,
        per_page: Option<u64>,
    ) -> Vec<Value> {
        self.list_in(part, kind, operation, endpoint, per_page, None).await
    }

    /// The same where the list is a member of the result.
    pub(super) async fn list_in(
        &self,
        part: &mut Part,
        kind: &str,
        operation: &str,
        endpoint: &Endpoint,
        per_page: Option<u64>,
        member: Option<&str>,
    ) -> Vec<Value> {
        let listing = self.cloudflare.list_in(operation, endpoint, per_page, member).await;
        self.listed(part, kind, listing.error.map(|error| self.explained(error)).as_ref());
        listing.items
    }

    /// Notes that a kind was listed here, wholly or up to an error.
    pub(super) fn listed(&self, part: &mut Part, kind: &str, error: Option<&CallError>) {
        match error {
            Some(error) => part.failed(kind, &self.scope, error),
            None => part.asked(kind, &self.scope),
        }
    }

    /// A resource of a listing, with all that the listing tells of it. An item without an id can't be
    /// told apart from others: then the listing is not whole.
    pub(super) fn item(
        &self,
        part: &mut Part,
        kind: &str,
        operation: &str,
        item: &Value,
        required: &[&str],
    ) -> Option<Builder> {
        let Some(id) = item.get("id").and_then(Value::as_str).filter(|id| !id.is_empty()) else {
            part.failed(kind, &self.scope, &CallError::malformed(operation, "an item has no id"));
            return None;
        };
        let mut builder = Builder::new(kind, &self.scope, id);
        builder.name(item.get("name").and_then(Value::as_str));
        fields::record(&mut builder, item, operation, required);
        Some(builder)
    }

    /// What a plan does not offer is told with the plan's name.
    fn explained(&self, mut error: CallError) -> CallError {
        let plan = self.record.pointer("/plan/legacy_id").and_then(Value::as_str);
        if let (GapReason::NotSupported, Some(plan)) = (error.reason, plan) {
            let told = error.message.unwrap_or_default();
            error.message = Some(crate::cloud::shorten(&format!(
                "not offered to this zone, on the plan {plan}: {told}"
            )));
        }
        error
    }
}
