//! Builds one resource by catalogue path.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Asked;
use crate::catalogue::{Catalogue, Kind};
use crate::cloud::CallError;
use crate::model::path::{self, Step};
use crate::model::{Origin, Resource, Scope};

/// Fills one resource. What nobody asked for stays out, and is no value to any policy.
#[derive(Debug)]
pub(crate) struct Builder {
    kind: &'static Kind,
    resource: Resource,
}

impl Builder {
    /// # Panics
    /// When the catalogue does not know `kind`, which a test of every collector excludes.
    pub(crate) fn new(kind: &str, scope: &Scope, id: &str) -> Self {
        let kind = match Catalogue::get().kind(kind) {
            Some(kind) => kind,
            None => unreachable!("kind {kind} is not in the catalogue"),
        };
        Self {
            kind,
            resource: Resource {
                kind: kind.kind.clone(),
                scope: scope.clone(),
                id: id.to_owned(),
                name: id.to_owned(),
                arn: None,
                tags: BTreeMap::new(),
                attributes: Map::new(),
                gaps: Vec::new(),
                origin: Origin::Live,
            },
        }
    }

    pub(crate) fn kind(&self) -> &'static Kind {
        self.kind
    }

    pub(crate) fn id(&self) -> &str {
        &self.resource.id
    }

    pub(crate) fn name(&mut self, name: Option<&str>) -> &mut Self {
        if let Some(name) = name.filter(|n| !n.is_empty()) {
            self.resource.name = name.to_owned();
        }
        self
    }

    pub(crate) fn arn(&mut self, arn: Option<&str>) -> &mut Self {
        self.resource.arn = arn.map(str::to_owned);
        self
    }

    /// Tags, where the listing gives them.
    pub(crate) fn tags<K: Into<String>, V: Into<String>>(
        &mut self,
        tags: impl IntoIterator<Item = (K, V)>,
    ) -> &mut Self {
        self.resource.tags = tags.into_iter().map(|(k, v)| (k.into(), v.into())).collect();
        if self.kind.attributes.contains_key("tags") {
            self.resource
                .attributes
                .insert("tags".into(), serde_json::json!(self.resource.tags));
        }
        self
    }

    /// Sets an attribute; `None` is "read and not set".
    pub(crate) fn set(&mut self, path: &str, value: impl Into<Value>) -> &mut Self {
        debug_assert!(
            self.kind.attribute(path).is_some(),
            "{}.{path} is not in the catalogue",
            self.kind.kind
        );
        let mut fields = path::parse(path).into_iter().filter_map(|step| match step {
            Step::Field(name) => Some(name),
            _ => None,
        });
        let Some(mut field) = fields.next() else { return self };
        let mut object = &mut self.resource.attributes;
        for next in fields {
            let below = object.entry(field).or_insert_with(|| Value::Object(Map::new()));
            if !below.is_object() {
                *below = Value::Object(Map::new());
            }
            let Value::Object(inner) = below else { return self };
            object = inner;
            field = next;
        }
        object.insert(field, value.into());
        self
    }

    /// An attribute that was read and is not set.
    pub(crate) fn absent(&mut self, path: &str) -> &mut Self {
        self.set(path, Value::Null)
    }

    /// An attribute that could not be read.
    pub(crate) fn gap(&mut self, path: &str, error: &CallError) -> &mut Self {
        let permission = self.kind.permission_for(path, &error.operation);
        self.resource.gaps.push(error.gap(path, permission));
        self
    }

    /// Sets an attribute from an answer, or notes why there is none. What nobody asked for stays out.
    pub(crate) fn read<'a, T, V: Into<Value>>(
        &mut self,
        path: &str,
        asked: &'a Asked<T>,
        value: impl FnOnce(&'a T) -> V,
    ) -> &mut Self {
        self.try_read(path, asked, |answer| Ok(value(answer)))
    }

    /// The same for an answer that may turn out not to be understood.
    pub(crate) fn try_read<'a, T, V: Into<Value>>(
        &mut self,
        path: &str,
        asked: &'a Asked<T>,
        value: impl FnOnce(&'a T) -> Result<V, CallError>,
    ) -> &mut Self {
        match asked {
            None => self,
            Some(Err(error)) => self.gap(path, error),
            Some(Ok(answer)) => match value(answer) {
                Ok(value) => self.set(path, value),
                Err(error) => self.gap(path, &error),
            },
        }
    }

    /// Tags from an answer of their own.
    pub(crate) fn read_tags<'a, T, K: Into<String>, V: Into<String>, I: IntoIterator<Item = (K, V)>>(
        &mut self,
        asked: &'a Asked<T>,
        tags: impl FnOnce(&'a T) -> I,
    ) -> &mut Self {
        match asked {
            None => self,
            Some(Err(error)) => self.gap("tags", error),
            Some(Ok(answer)) => self.tags(tags(answer)),
        }
    }

    /// The resource, with gaps for values of another type than the catalogue says.
    pub(crate) fn finish(mut self) -> Resource {
        let malformed = self.kind.malformed(&self.resource);
        self.resource.gaps.extend(malformed);
        self.resource
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    fn denied(operation: &str) -> CallError {
        CallError {
            operation: operation.into(),
            reason: GapReason::AccessDenied,
            code: Some("AccessDenied".into()),
            message: None,
            uncertain: false,
        }
    }

    #[test]
    fn value_absent_and_unread_stay_three_things() {
        let mut bucket = Builder::new("aws.s3.bucket", &Scope::aws("123456789012"), "logs");
        bucket
            .set("versioning.status", "Enabled")
            .absent("policy")
            .gap("acl", &denied("s3:GetBucketAcl"));
        let bucket = bucket.finish();
        assert_eq!(bucket.attributes["versioning"], json!({"status": "Enabled"}));
        assert_eq!(bucket.attributes["policy"], Value::Null);
        assert!(!bucket.attributes.contains_key("acl"));
        let gap = bucket.gaps.iter().find(|g| g.path == "acl").expect("gap");
        assert_eq!(gap.permission.as_deref(), Some("s3:GetBucketAcl"));
    }

    #[test]
    fn an_answer_is_a_value_a_gap_or_was_not_asked_for() {
        let mut bucket = Builder::new("aws.s3.bucket", &Scope::aws("123456789012"), "logs");
        let refused: Asked<u8> = Some(Err(denied("s3:GetBucketAcl")));
        bucket
            .read("bucket", &Some(Ok("logs")), |name| *name)
            .read("policy", &None::<Result<u8, CallError>>, |n| *n)
            .read("acl", &refused, |n| *n)
            .read("versioning", &Some(Ok("odd")), |text| *text);
        let bucket = bucket.finish();
        assert_eq!(bucket.attributes["bucket"], json!("logs"));
        assert!(!bucket.attributes.contains_key("policy"));
        let gaps: Vec<_> = bucket.gaps.iter().map(|g| (g.path.as_str(), g.reason)).collect();
        assert_eq!(
            gaps,
            [("acl", GapReason::AccessDenied), ("versioning", GapReason::Malformed)]
        );
    }

    #[test]
    fn nested_paths_share_their_parents() {
        let mut zone = Builder::new("cloudflare.zone", &Scope::default(), "z");
        zone.set("settings.ssl.value", "full")
            .set("settings.ssl.editable", true)
            .set("settings.tls_1_3", json!({"value": "on"}));
        let zone = zone.finish();
        assert_eq!(
            zone.attributes["settings"],
            json!({"ssl": {"value": "full", "editable": true}, "tls_1_3": {"value": "on"}})
        );
        assert!(zone.gaps.is_empty(), "{:?}", zone.gaps);
    }
}
