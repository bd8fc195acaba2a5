//! What a collector works with: a connection, a scope, and what is to be read there.

use std::sync::Arc;

use aws_smithy_async::future::pagination_stream::PaginationStream;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

pub(super) use super::super::asked::{absent_on, side_by_side};
use super::super::{Asked, Part, Request};
use super::values::partition;
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::{Resource, Scope};

/// One service in one place. Cloning is cheap.
#[derive(Debug, Clone)]
pub(super) struct Task {
    pub(super) aws: Aws,
    pub(super) scope: Scope,
    pub(super) facts: Arc<Facts>,
    request: Arc<Request>,
}

/// What was learned of an account on the way into it.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// `aws`, `aws-us-gov`, `aws-cn`.
    pub(super) partition: String,
    pub(super) enabled_regions: Asked<Vec<String>>,
}

impl Task {
    pub(super) fn new(aws: Aws, scope: Scope, facts: &Arc<Facts>, request: &Arc<Request>) -> Self {
        Self {
            aws,
            scope,
            facts: facts.clone(),
            request: request.clone(),
        }
    }

    /// A task that reads all of one kind, to see one resource afresh.
    pub(super) fn whole(aws: Aws, scope: &Scope, kind: &str) -> Self {
        let facts = Facts {
            partition: partition(&aws.region()).to_owned(),
            ..Facts::default()
        };
        Self::new(aws, scope.clone(), &Arc::new(facts), &Arc::new(Request::whole(kind)))
    }

    /// The same task in another place, such as the region of one bucket.
    pub(super) fn at(&self, aws: Aws, scope: Scope) -> Self {
        Self::new(aws, scope, &self.facts, &self.request)
    }

    /// True when a kind is to be collected.
    pub(super) fn wants(&self, kind: &str) -> bool {
        self.request.wants(kind)
    }

    /// True when something that an operation yields for a kind is to be read.
    pub(super) fn asks(&self, kind: &str, operation: &str) -> bool {
        self.request.asks(kind, operation)
    }

    /// Regions that the user named; all when empty.
    pub(super) fn regions(&self) -> &[String] {
        &self.request.regions
    }

    /// The ARN of a thing of this account and region, for services that do not state it.
    pub(super) fn arn(&self, service: &str, thing: &str) -> String {
        let region = self.scope.region.as_deref().unwrap_or_default();
        format!(
            "arn:{}:{service}:{region}:{}:{thing}",
            self.facts.partition,
            self.account()
        )
    }

    /// The account's id.
    pub(super) fn account(&self) -> &str {
        self.scope.account.as_deref().unwrap_or_default()
    }

    /// Reads the listing of a kind, page by page, and notes in `part` what it answered for: all of
    /// the kind, or an unknown part of it.
    pub(super) async fn list<T, E>(
        &self,
        part: &mut Part,
        kind: &str,
        operation: &str,
        pages: PaginationStream<Result<T, SdkError<E, HttpResponse>>>,
    ) -> Vec<T>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let listing = self.aws.pages(operation, pages).await;
        self.listed(part, kind, listing.error.as_ref());
        listing.items
    }

    /// Reads a listing that comes in one piece.
    pub(super) async fn list_once<T, E>(
        &self,
        part: &mut Part,
        kind: &str,
        operation: &str,
        request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Option<T>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let answer = self.aws.call(operation, request).await;
        self.listed(part, kind, answer.as_ref().err());
        answer.ok()
    }

    /// Notes that a kind was listed here, wholly or up to an error.
    pub(super) fn listed(&self, part: &mut Part, kind: &str, error: Option<&CallError>) {
        match error {
            Some(error) => part.failed(kind, &self.scope, error),
            None => part.asked(kind, &self.scope),
        }
    }

    /// Adds what a listing named. An item without an id can't be told apart from others: then the
    /// listing is not whole.
    pub(super) fn add(&self, part: &mut Part, kind: &str, operation: &str, resource: Option<Resource>) {
        match resource {
            Some(resource) => part.resources.push(resource),
            None => part.failed(kind, &self.scope, &CallError::malformed(operation, "an item has no id")),
        }
    }

    /// Sends a request if what it yields for a kind is to be read. A request is only sent when it is
    /// waited for, so one that nobody asks for costs nothing.
    pub(super) async fn ask<T, E>(
        &self,
        kind: &str,
        operation: &str,
        request: impl Future<Output = Result<T, SdkError<E, HttpResponse>>>,
    ) -> Asked<T>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        match self.asks(kind, operation) {
            true => Some(self.aws.call(operation, request).await),
            false => None,
        }
    }

    /// Reads all pages if what they yield for a kind is to be read. Pages that ended early are an
    /// error: what is missing could be anything.
    pub(super) async fn ask_pages<T, E>(
        &self,
        kind: &str,
        operation: &str,
        pages: PaginationStream<Result<T, SdkError<E, HttpResponse>>>,
    ) -> Asked<Vec<T>>
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        if !self.asks(kind, operation) {
            return None;
        }
        let listing = self.aws.pages(operation, pages).await;
        Some(match listing.error {
            Some(error) => Err(error),
            None => Ok(listing.items),
        })
    }
}
