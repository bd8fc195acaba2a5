//! What is judged: a snapshot that is held in memory, or one whose resources are still text.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value as Json};

use crate::model::text::{ResourceText, SnapshotText};
use crate::model::{Collected, Gap, Origin, Resource, ResourceKey, Scope, ScopeGap, Snapshot};

use super::project::Projection;

/// A snapshot, one entry for each resource.
#[derive(Debug)]
pub struct Evidence<'a> {
    pub created_at: &'a str,
    pub collected: &'a [Collected],
    pub gaps: &'a [ScopeGap],
    pub entries: Vec<Entry<'a>>,
}

/// One resource.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub kind: &'a str,
    pub scope: &'a Scope,
    pub id: &'a str,
    body: Body<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Body<'a> {
    Held(&'a Resource),
    Text(&'a str),
}

impl<'a> From<&'a Snapshot> for Evidence<'a> {
    fn from(snapshot: &'a Snapshot) -> Self {
        let entry = |resource: &'a Resource| Entry {
            kind: &resource.kind,
            scope: &resource.scope,
            id: &resource.id,
            body: Body::Held(resource),
        };
        Self {
            created_at: &snapshot.header.created_at,
            collected: &snapshot.collected,
            gaps: &snapshot.gaps,
            entries: snapshot.resources.iter().map(entry).collect(),
        }
    }
}

impl<'a> From<&'a SnapshotText> for Evidence<'a> {
    fn from(snapshot: &'a SnapshotText) -> Self {
        let entry = |resource: ResourceText<'a>| Entry {
            kind: resource.kind,
            scope: resource.scope,
            id: resource.id,
            body: Body::Text(resource.json),
        };
        Self {
            created_at: &snapshot.header.created_at,
            collected: &snapshot.collected,
            gaps: &snapshot.gaps,
            entries: snapshot.resources().map(entry).collect(),
        }
    }
}

impl<'a> Entry<'a> {
    pub fn key(&self) -> ResourceKey {
        ResourceKey {
            kind: self.kind.to_owned(),
            scope: self.scope.clone(),
            id: self.id.to_owned(),
        }
    }

    /// The resource, with at least the attributes of the projection.
    pub(super) fn resource(&self, projection: &Projection) -> Result<Cow<'a, Resource>, String> {
        match self.body {
            Body::Held(resource) => Ok(Cow::Borrowed(resource)),
            Body::Text(json) => self.parse(json, projection).map(Cow::Owned).map_err(|e| e.to_string()),
        }
    }

    fn parse(&self, json: &str, projection: &Projection) -> serde_json::Result<Resource> {
        let written: Written<'_> = serde_json::from_str(json)?;
        let attributes = projection.deserialize(&mut serde_json::Deserializer::from_str(written.attributes.get()))?;
        Ok(Resource {
            kind: self.kind.to_owned(),
            scope: self.scope.clone(),
            id: self.id.to_owned(),
            name: written.name,
            arn: written.arn,
            tags: written.tags,
            attributes: match attributes {
                Json::Object(attributes) => attributes,
                _ => Map::new(),
            },
            gaps: written.gaps,
            origin: written.origin,
        })
    }
}

/// What an entry does not tell; the rest was checked when the entry was made.
#[derive(Deserialize)]
struct Written<'a> {
    name: String,
    #[serde(default)]
    arn: Option<String>,
    #[serde(default)]
    tags: std::collections::BTreeMap<String, String>,
    #[serde(borrow)]
    attributes: &'a serde_json::value::RawValue,
    #[serde(default)]
    gaps: Vec<Gap>,
    #[serde(default)]
    origin: Origin,
}
