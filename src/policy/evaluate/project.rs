//! Resources as policies see them, without what no policy looks at.

use std::collections::BTreeMap;
use std::fmt;

use regorus::Value;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use crate::model::Resource;
use crate::model::path::Step;

/// The parts of a document that are kept.
#[derive(Debug, Default)]
pub(super) struct Projection {
    /// Everything at and below this place.
    whole: bool,
    fields: BTreeMap<String, (Value, Projection)>,
    /// What is kept of every element, whatever it is called.
    each: Option<Box<Projection>>,
}

impl Projection {
    /// Keeps what stands at some paths.
    pub(super) fn of<'a>(paths: impl Iterator<Item = &'a Vec<Step>>) -> Self {
        let mut root = Self::default();
        paths.for_each(|path| root.keep(path));
        root
    }

    fn keep(&mut self, path: &[Step]) {
        match path.split_first() {
            None => self.whole = true,
            Some((Step::Field(name), rest)) => {
                let fresh = || (Value::from(name.as_str()), Self::default());
                self.fields.entry(name.clone()).or_insert_with(fresh).1.keep(rest);
            }
            // A key may be the name of a member of a map, and anything within the elements of a list.
            Some((Step::Any | Step::Key(_), rest)) => self.each.get_or_insert_default().keep(rest),
        }
    }

    /// What is kept of a member of an object; what is kept of every one is kept of those with names, too.
    fn member(&self, name: &str) -> Member<'_> {
        match (self.whole, self.fields.get(name), &self.each) {
            (true, ..) => Member::Whole,
            (false, Some((key, named)), None) => Member::Part(Some(key), named),
            (false, None, Some(each)) => Member::Part(None, each),
            (false, Some(_), Some(_)) => Member::Whole,
            (false, None, None) => Member::Nothing,
        }
    }

    /// What is kept of the elements of a list. A list where only names are known is kept whole: it is
    /// not what was expected.
    fn element(&self) -> &Self {
        match &self.each {
            Some(each) if !self.whole => each,
            _ => &WHOLE,
        }
    }

    fn value(&self, json: &Json) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::from(*truth),
            Json::Number(number) => match number.as_i64() {
                Some(integer) => Value::from(integer),
                None => Value::from(Json::Number(number.clone())),
            },
            Json::String(text) => Value::from(text.as_str()),
            Json::Array(items) => {
                let element = self.element();
                Value::from(items.iter().map(|item| element.value(item)).collect::<Vec<_>>())
            }
            Json::Object(members) => self.object(members),
        }
    }

    fn object(&self, members: &Map<String, Json>) -> Value {
        let kept = members.iter().filter_map(|(name, json)| match self.member(name) {
            Member::Whole => Some((Value::from(name.as_str()), WHOLE.value(json))),
            Member::Part(key, part) => {
                let key = key.cloned().unwrap_or_else(|| Value::from(name.as_str()));
                Some((key, part.value(json)))
            }
            Member::Nothing => None,
        });
        Value::from(kept.collect::<BTreeMap<_, _>>())
    }

    /// A resource as policies see it.
    pub(super) fn document(&self, resource: &Resource) -> Value {
        let text = |text: &str| Value::from(text);
        let json = |value: Result<Json, serde_json::Error>| Value::from(value.unwrap_or_default());
        let tags = resource.tags.iter().map(|(key, value)| (text(key), text(value)));
        let members = [
            ("kind", text(&resource.kind)),
            ("scope", json(serde_json::to_value(&resource.scope))),
            ("id", text(&resource.id)),
            ("name", text(&resource.name)),
            ("arn", resource.arn.as_deref().map_or(Value::Null, text)),
            ("tags", Value::from(tags.collect::<BTreeMap<_, _>>())),
            ("origin", json(serde_json::to_value(&resource.origin))),
            ("attributes", self.object(&resource.attributes)),
        ];
        Value::from(
            members
                .map(|(name, value)| (text(name), value))
                .into_iter()
                .collect::<BTreeMap<_, _>>(),
        )
    }
}

static WHOLE: Projection = Projection {
    whole: true,
    fields: BTreeMap::new(),
    each: None,
};

enum Member<'p> {
    Whole,
    /// The member's name as a value, where it is known, and what is kept of it.
    Part(Option<&'p Value>, &'p Projection),
    Nothing,
}

/// Parses JSON and keeps the parts.
impl<'de> DeserializeSeed<'de> for &Projection {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &Projection {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::from(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::from(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let element = self.element();
        let mut kept = Vec::new();
        while let Some(item) = items.next_element_seed(element)? {
            kept.push(item);
        }
        Ok(Json::Array(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut kept = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            match self.member(&name) {
                Member::Whole => kept.insert(name, members.next_value_seed(&WHOLE)?),
                Member::Part(_, part) => kept.insert(name, members.next_value_seed(part)?),
                Member::Nothing => {
                    members.next_value::<IgnoredAny>()?;
                    None
                }
            };
        }
        Ok(Json::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::path;

    fn projection(paths: &[&str]) -> Projection {
        let paths: Vec<_> = paths.iter().map(|p| path::parse(p)).collect();
        Projection::of(paths.iter())
    }

    fn kept(paths: &[&str], document: &Json) -> Json {
        let text = document.to_string();
        let projection = projection(paths);
        let parsed = projection
            .deserialize(&mut serde_json::Deserializer::from_str(&text))
            .expect("parses");
        let built = serde_json::to_value(projection.value(document)).expect("JSON");
        assert_eq!(parsed, built, "parsing and building keep the same");
        parsed
    }

    #[test]
    fn what_is_read_is_kept_and_nothing_else() {
        let document = json!({
            "status": "on", "rules": [{"port": 22, "note": "x"}, {"port": 1.5}, 7],
            "policy": {"Statement": [{"Action": ["*"]}]}, "other": {"a": [1]}, "none": null,
        });
        let cases = [
            (&["status"][..], json!({"status": "on"})),
            (&["rules[].port"], json!({"rules": [{"port": 22}, {"port": 1.5}, 7]})),
            (
                &["rules[sgr-1].port"],
                json!({"rules": [{"port": 22}, {"port": 1.5}, 7]}),
            ),
            (&["policy"], json!({"policy": {"Statement": [{"Action": ["*"]}]}})),
            (
                &["policy", "policy.Statement"],
                json!({"policy": {"Statement": [{"Action": ["*"]}]}}),
            ),
            (&["other.a[]", "none"], json!({"other": {"a": [1]}, "none": null})),
            (&["missing.x"], json!({})),
        ];
        for (paths, expected) in cases {
            assert_eq!(kept(paths, &document), expected, "{paths:?}");
        }
    }

    #[test]
    fn what_has_another_shape_than_expected_is_not_lost() {
        assert_eq!(
            kept(&["rules.port"], &json!({"rules": [{"port": 1}]})),
            json!({"rules": [{"port": 1}]})
        );
        assert_eq!(
            kept(&["rules[].port"], &json!({"rules": {"port": 1}})),
            json!({"rules": {"port": 1}})
        );
        assert_eq!(
            kept(&["map.a.b", "map[].c"], &json!({"map": {"a": {"d": 1}}})),
            json!({"map": {"a": {"d": 1}}})
        );
    }
}
