//! Kinds whose listing tells all of them, as data: where it is, and what is made of an item before the
//! catalogue cuts it.

use futures::future::join_all;
use serde_json::{Map, Value};

use super::task::Task;
use crate::cloud::cloudflare::Endpoint;
use crate::collect::{Builder, Part};

/// One such kind.
pub(super) struct List {
    pub(super) kind: &'static str,
    pub(super) operation: &'static str,
    /// Below the zone or account.
    pub(super) path: &'static [&'static str],
    pub(super) query: Option<(&'static str, &'static str)>,
    /// Where the endpoint pages.
    pub(super) per_page: Option<u64>,
    /// Fields that are always there.
    pub(super) required: &'static [&'static str],
    /// Gives an item the fields that the catalogue knows by another name or in another form.
    pub(super) prepare: fn(&mut Map<String, Value>),
}

impl List {
    /// Reads the whole list if it is asked for: a resource for each item.
    pub(super) async fn read(&self, task: &Task, part: &mut Part) {
        let mut endpoint = task.below(self.path);
        if let Some((name, value)) = self.query {
            endpoint = endpoint.with(name, value);
        }
        let items = self.items_at(task, part, &endpoint).await;
        part.resources.extend(items.into_iter().map(Builder::finish));
    }

    /// The same from any address, with the resources still open.
    pub(super) async fn items_at(&self, task: &Task, part: &mut Part, endpoint: &Endpoint) -> Vec<Builder> {
        if !task.wants(self.kind) {
            return Vec::new();
        }
        let items = task
            .list(part, self.kind, self.operation, endpoint, self.per_page)
            .await;
        let mut resources = Vec::new();
        for mut item in items {
            if let Value::Object(fields) = &mut item {
                (self.prepare)(fields);
            }
            resources.extend(task.item(part, self.kind, self.operation, &item, self.required));
        }
        resources
    }
}

/// Reads several lists at the same time.
pub(super) async fn read_all(task: &Task, lists: &'static [List]) -> Part {
    let parts = lists.iter().map(|list| async move {
        let mut part = Part::default();
        list.read(task, &mut part).await;
        part
    });
    join_all(parts)
        .await
        .into_iter()
        .fold(Part::default(), |mut whole, part| {
            whole.merge(part);
            whole
        })
}

/// For items that are as the catalogue has them.
pub(super) fn as_is(_: &mut Map<String, Value>) {}

/// Takes a field as the id of an item that has none.
pub(super) fn identify(fields: &mut Map<String, Value>, by: &str) {
    let id = fields.get(by).cloned();
    fields.extend(id.map(|id| ("id".to_owned(), id)));
}

/// Puts the names of the headers in place of `header`, whose values may be secrets. What is no set of
/// headers stays what it is, so that it is noticed.
pub(super) fn name_headers(fields: &mut Map<String, Value>) {
    let names = match fields.remove("header") {
        Some(Value::Object(headers)) => headers.into_iter().map(|(name, _)| name).collect(),
        None | Some(Value::Null) => Value::Null,
        Some(_) => Value::Bool(true),
    };
    fields.insert("header_names".to_owned(), names);
}
