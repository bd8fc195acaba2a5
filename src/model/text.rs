//! A snapshot whose resources are still text: a file of any size takes little more than its own
//! length, and each resource is parsed when it is looked at.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::resource::{Gap, Origin, ResourceKey, Scope};
use super::snapshot::{Collected, Header, ScopeGap};

/// The document, read as far as is needed to tell the resources apart.
#[derive(Debug)]
pub struct SnapshotText {
    text: String,
    pub schema: String,
    pub header: Header,
    pub collected: Vec<Collected>,
    pub gaps: Vec<ScopeGap>,
    kinds: Vec<String>,
    scopes: Vec<Scope>,
    /// Sorted by kind, scope and id.
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    kind: usize,
    scope: usize,
    id: Box<str>,
    place: Range<usize>,
}

/// One resource that is still text.
#[derive(Debug, Clone, Copy)]
pub struct ResourceText<'a> {
    pub kind: &'a str,
    pub scope: &'a Scope,
    pub id: &'a str,
    /// JSON of a resource; all but the attributes is known to have the right form.
    pub json: &'a str,
}

impl ResourceText<'_> {
    pub fn key(&self) -> ResourceKey {
        ResourceKey {
            kind: self.kind.to_owned(),
            scope: self.scope.clone(),
            id: self.id.to_owned(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outline<'a> {
    schema: String,
    header: Header,
    collected: Vec<Collected>,
    #[serde(borrow)]
    resources: Vec<&'a RawValue>,
    #[serde(default)]
    gaps: Vec<ScopeGap>,
}

/// A resource without its attributes. What is not used here is checked all the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "checked by being parsed")]
struct ResourceOutline<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    scope: &'a RawValue,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(default, borrow)]
    arn: Option<Cow<'a, str>>,
    #[serde(default)]
    tags: Members<Text>,
    attributes: Members<IgnoredAny>,
    #[serde(default)]
    gaps: Vec<Gap>,
    #[serde(default)]
    origin: Origin,
}

/// An object whose members have one form. Nothing of it is kept.
struct Members<T>(PhantomData<T>);

impl<T> Default for Members<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Members<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self::default())
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self, A::Error> {
        while members.next_entry::<IgnoredAny, T>()?.is_some() {}
        Ok(self)
    }
}

/// Some text, which is not kept.
struct Text;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Self)
    }
}

impl Visitor<'_> for Text {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }
}

/// A document that can't be taken: serde's message, and the place in the whole text.
#[derive(Debug)]
pub struct BadText {
    pub message: String,
    pub line: usize,
    pub column: usize,
    pub ends_early: bool,
}

impl BadText {
    /// An error within a part of the text that begins at `start`.
    fn within(text: &str, start: usize, error: &serde_json::Error) -> Self {
        let before = &text[..start];
        let lines = before.matches('\n').count();
        let column = match error.line() {
            0 | 1 => error.column() + before.len() - before.rfind('\n').map_or(0, |at| at + 1),
            _ => error.column(),
        };
        Self {
            message: error.to_string(),
            line: lines + error.line().max(1),
            column,
            ends_early: error.is_eof(),
        }
    }
}

impl SnapshotText {
    /// Reads the outline of a document.
    pub fn read(text: String) -> Result<Self, BadText> {
        let outline: Outline<'_> = serde_json::from_str(&text).map_err(|e| BadText::within(&text, 0, &e))?;
        let mut kinds = Names::default();
        let mut scopes: HashMap<&str, usize> = HashMap::new();
        let mut parsed = Vec::new();
        let mut entries = Vec::with_capacity(outline.resources.len());
        for raw in &outline.resources {
            let json = raw.get();
            let start = json.as_ptr() as usize - text.as_ptr() as usize;
            let fail = |e: serde_json::Error| BadText::within(&text, start, &e);
            let resource: ResourceOutline<'_> = serde_json::from_str(json).map_err(fail)?;
            let written = resource.scope.get();
            let scope = match scopes.get(written) {
                Some(known) => *known,
                None => {
                    parsed.push(serde_json::from_str(written).map_err(fail)?);
                    scopes.insert(written, parsed.len() - 1);
                    parsed.len() - 1
                }
            };
            entries.push(Entry {
                kind: kinds.number(&resource.kind),
                scope,
                id: resource.id.into(),
                place: start..start + json.len(),
            });
        }
        let (schema, header, collected, gaps) = (outline.schema, outline.header, outline.collected, outline.gaps);
        let mut read = Self {
            kinds: kinds.all,
            scopes: parsed,
            text,
            schema,
            header,
            collected,
            gaps,
            entries,
        };
        read.sort();
        Ok(read)
    }

    fn sort(&mut self) {
        let (kinds, scopes) = (&self.kinds, &self.scopes);
        let key = |e: &Entry| (&kinds[e.kind], &scopes[e.scope]);
        self.entries
            .sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id)));
        self.gaps.sort();
        self.gaps.dedup();
        self.collected.sort();
        self.collected.dedup();
    }

    /// The resources, sorted by kind, scope and id.
    pub fn resources(&self) -> impl Iterator<Item = ResourceText<'_>> {
        self.entries.iter().map(|entry| ResourceText {
            kind: &self.kinds[entry.kind],
            scope: &self.scopes[entry.scope],
            id: &entry.id,
            json: &self.text[entry.place.clone()],
        })
    }
}

/// Names with numbers.
#[derive(Default)]
struct Names {
    all: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(known) = self.numbers.get(name) {
            return *known;
        }
        self.all.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.all.len() - 1);
        self.all.len() - 1
    }
}
