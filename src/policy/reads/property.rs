use serde_json::{Value, json};

use super::*;
use crate::catalogue::Type;
use crate::policy::facts::Facts;
use crate::policy::library::{Library, Sources};
use crate::policy::on_deep_stack;
use crate::policy::prepared::Grouped;

/// What is left of a value when only `paths` are looked at.
fn project(value: &Value, paths: &[&[Step]]) -> Option<Value> {
    if paths.is_empty() {
        return None;
    }
    if paths.iter().any(|p| p.is_empty()) {
        return Some(value.clone());
    }
    let below = |name: Option<&str>| -> Vec<&[Step]> {
        let fits = |p: &&&[Step]| match &p[0] {
            Step::Any => true,
            Step::Field(f) | Step::Key(f) => Some(f.as_str()) == name,
        };
        paths.iter().filter(fits).map(|p| &p[1..]).collect()
    };
    Some(match value {
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .filter_map(|(k, v)| Some((k.clone(), project(v, &below(Some(k)))?)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(
            items
                .iter()
                .map(|v| project(v, &below(None)).unwrap_or_default())
                .collect(),
        ),
        other => other.clone(),
    })
}

/// A small generator of pseudo-random numbers (xorshift), so that a failure can be had again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// A value of any shape, made of what the policies look for.
    fn value(&mut self, depth: usize) -> Value {
        let scalars = [
            json!(null),
            json!(true),
            json!(false),
            json!(0),
            json!(-1),
            json!(7),
            json!(443),
            json!("*"),
            json!("Enabled"),
            json!("on"),
            json!("strict"),
            json!("1.2"),
            json!("Allow"),
            json!("Deny"),
            json!("0.0.0.0/0"),
            json!("::/0"),
            json!("s3:*"),
            json!("igw-1"),
            json!("a"),
            json!("b"),
            json!("tcp"),
            json!("http://acs.amazonaws.com/groups/global/AllUsers"),
            json!("arn:aws:s3:::a/*"),
            json!("arn:aws:iam::aws:policy/AdministratorAccess"),
        ];
        match (depth, self.below(8)) {
            (1.., 0) => (0..self.below(3)).map(|_| self.value(depth - 1)).collect(),
            (1.., 1) => json!({"Statement": self.statement(), "x": self.value(depth - 1)}),
            _ => self.pick(&scalars),
        }
    }

    fn statement(&mut self) -> Value {
        let mut statement = json!({"Effect": self.pick(&["Allow", "Deny"])});
        for (name, values) in [
            ("Action", [json!("*"), json!(["s3:*", "a"]), json!("s3:Get*")]),
            ("NotAction", [json!("a"), json!(null), json!(["a"])]),
            (
                "Resource",
                [
                    json!("*"),
                    json!(["arn:aws:s3:::a", "arn:aws:s3:::a/*"]),
                    json!("arn:aws:s3:::b/*"),
                ],
            ),
            (
                "Principal",
                [json!("*"), json!({"AWS": "*"}), json!({"AWS": ["arn:aws:iam::1:root"]})],
            ),
            (
                "Condition",
                [
                    json!({"Bool": {"aws:SecureTransport": "false"}}),
                    json!({"StringEquals": {"aws:SourceAccount": "1"}}),
                    json!({"IpAddress": {"aws:SourceIp": ["0.0.0.0/0"]}}),
                ],
            ),
        ] {
            if self.below(3) > 0 {
                statement[name] = self.pick(&values);
            }
        }
        if self.below(2) == 0 {
            statement
        } else {
            json!([statement, self.value(0)])
        }
    }

    /// Attributes of a kind, some missing, most of the right shape.
    fn attributes(&mut self, kind: &str) -> Value {
        let mut root = json!({});
        for (name, attribute) in &Catalogue::get().kind(kind).expect("known").attributes {
            if self.below(5) == 0 {
                continue;
            }
            let value = match attribute.r#type {
                Type::Object => json!({}),
                Type::List => (0..self.below(3)).map(|_| json!({})).collect(),
                Type::PolicyDocument => json!({"Statement": self.statement()}),
                _ if attribute.values.is_empty() => self.value(1),
                _ => json!(self.pick(&attribute.values)),
            };
            let scalar_list = attribute.r#type == Type::List
                && !name.contains("[]")
                && ["arns", "ids"].iter().any(|e| name.ends_with(e));
            let value = if scalar_list {
                json!([self.value(0), "a"])
            } else {
                value
            };
            let value = if self.below(12) == 0 { self.value(2) } else { value };
            put(&mut root, &path::parse(name), &value);
        }
        root
    }
}

/// Writes a value at a path, into every element of the lists on the way.
fn put(at: &mut Value, steps: &[Step], value: &Value) {
    match (steps, at) {
        ([], at) => *at = value.clone(),
        ([Step::Any, rest @ ..], Value::Array(items)) => items.iter_mut().for_each(|item| put(item, rest, value)),
        ([Step::Field(name), rest @ ..], Value::Object(fields)) => {
            let empty = || {
                if rest.is_empty() { Value::Null } else { json!({}) }
            };
            put(fields.entry(name.clone()).or_insert_with(empty), rest, value);
        }
        _ => {}
    }
}

#[test]
fn judging_what_is_read_gives_the_same_as_judging_everything() {
    let library = Library::load(&Sources::default()).expect("shipped policies");
    let mut dice = Dice(0x0072_7565_6c69_6e65);
    let (mut judged, mut denied) = (0, 0);
    let place = json!({"provider": "cloudflare", "account": "a", "region": "a", "zone": "a"});
    on_deep_stack(|| {
        for policy in library.policies.values() {
            let grouped = Grouped::new(&library, std::iter::once(policy));
            let group = grouped.get(0).expect("ready");
            let question = group.question(policy).expect("in it");
            let mut machine = group.machine();
            let facts = Facts::of(&library, &[policy]);
            let nothing =
                json!({"spec": library.spec.values, "snapshot": {}, "now": "2026-11-23T10:00:00Z", "facts": {}});
            let mut data = regorus::Value::from(nothing);
            let kind = &policy.control.kinds[0];
            for _ in 0..20 {
                let mut looked_up = [json!({}), json!({})];
                for (kind, paths) in &policy.reads.snapshot {
                    let paths: Vec<&[Step]> = paths.iter().map(Vec::as_slice).collect();
                    for id in ["a", "b"] {
                        let attributes = dice.attributes(kind);
                        let projected = project(&attributes, &paths).unwrap_or_default();
                        for (seen, attributes) in looked_up.iter_mut().zip([attributes, projected]) {
                            seen[kind][id] = json!({"id": id, "name": id, "scope": place, "attributes": attributes});
                        }
                    }
                }
                let attributes = dice.attributes(kind);
                let paths: Vec<&[Step]> = policy.reads.input.iter().map(Vec::as_slice).collect();
                let projected = project(&attributes, &paths).unwrap_or_default();
                let mut answers = Vec::new();
                for (attributes, seen) in [attributes.clone(), projected].into_iter().zip(looked_up) {
                    if !policy.reads.snapshot.is_empty() {
                        let plain = json!({"spec": library.spec.values, "snapshot": seen, "now": "2026-11-23T10:00:00Z", "facts": {}});
                        let facts = facts
                            .as_ref()
                            .map(|f| f.compute("aws", std::iter::once(policy), &plain.clone().into()).0);
                        data = regorus::Value::from(plain);
                        if let (Some(facts), Ok(members)) = (facts, data.as_object_mut()) {
                            members.insert("facts".into(), facts);
                        }
                    }
                    let input = json!({"id": "a", "name": "a", "scope": place, "attributes": attributes});
                    answers.push(machine.ask(question, &data, input.into()));
                }
                assert_eq!(answers[0], answers[1], "{}: {attributes:#}", policy.control.id);
                judged += 1;
                denied += usize::from(matches!(&answers[0], Ok(Some(set)) if !set.as_set().expect("set").is_empty()));
            }
        }
    });
    assert!(
        denied * 5 > judged && denied < judged,
        "{denied} of {judged} were denied: the cases are too alike"
    );
}
