//! Answers that are known already.
//!
//! What a policy says of a resource depends on what it reads of it and on nothing else. Where the same
//! values come again, as they do for most resources of an account, the policy need not be asked again.

use std::collections::BTreeMap;
use std::sync::Arc;

use regorus::Value;

use crate::model::path::Step;

use super::super::reads::ReadSet;

/// Answers that are kept for one policy.
const MOST: usize = 4096;
/// After so many questions it shows whether remembering is worth the while.
const TRIAL: usize = 512;

/// The places of a document that decide on the answer.
#[derive(Debug)]
pub(super) struct Deciding {
    /// Names down from the document.
    paths: Vec<Vec<Value>>,
}

impl Deciding {
    /// `None` for a policy that looks at everything.
    pub(super) fn of(reads: &ReadSet) -> Option<Self> {
        let mut paths: Vec<Vec<&str>> = vec![vec!["kind"]];
        paths.extend(reads.envelope.iter().map(|name| vec![name.as_str()]));
        for path in &reads.input {
            let names = path.iter().map_while(|step| match step {
                Step::Field(name) => Some(name.as_str()),
                Step::Any | Step::Key(_) => None,
            });
            let mut names: Vec<&str> = names.collect();
            match names.first() {
                None => return None,
                Some(&"tags") => {}
                Some(_) => names.insert(0, "attributes"),
            }
            paths.push(names);
        }
        paths.sort();
        paths.dedup_by(|longer, shorter| longer.starts_with(shorter));
        let values = |path: Vec<&str>| path.into_iter().map(Value::from).collect();
        Some(Self {
            paths: paths.into_iter().map(values).collect(),
        })
    }

    fn values(&self, document: &Value) -> Vec<Value> {
        let at = |path: &Vec<Value>| path.iter().fold(document, |value, name| &value[name]).clone();
        self.paths.iter().map(at).collect()
    }
}

/// What one policy said, by what it read.
#[derive(Debug)]
pub(super) struct Memo<T> {
    answers: BTreeMap<Vec<Value>, Arc<T>>,
    asked: usize,
    known: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            answers: BTreeMap::new(),
            asked: 0,
            known: 0,
        }
    }
}

impl<T> Memo<T> {
    /// The answer for a document: known, or worked out and remembered.
    pub(super) fn answer<E>(
        &mut self,
        deciding: Option<&Deciding>,
        document: &Value,
        work: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let Some(deciding) = deciding.filter(|_| self.is_worth_it()) else {
            return work().map(Arc::new);
        };
        self.asked += 1;
        let key = deciding.values(document);
        if let Some(answer) = self.answers.get(&key) {
            self.known += 1;
            return Ok(answer.clone());
        }
        let answer = Arc::new(work()?);
        if self.answers.len() < MOST {
            self.answers.insert(key, answer.clone());
        }
        Ok(answer)
    }

    /// Less than one in four known: looking costs more than it saves.
    fn is_worth_it(&mut self) -> bool {
        let worth = self.asked < TRIAL || self.known * 4 >= self.asked;
        if !worth {
            self.answers = BTreeMap::new();
        }
        worth
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::path;

    fn deciding(paths: &[&str], envelope: &[&str]) -> Option<Deciding> {
        let mut reads = ReadSet::default();
        reads.input.extend(paths.iter().map(|p| path::parse(p)));
        reads.envelope.extend(envelope.iter().map(|name| (*name).to_owned()));
        Deciding::of(&reads)
    }

    #[test]
    fn the_same_values_are_asked_for_once_and_others_again() {
        let deciding = deciding(&["rules[].port", "status"], &[]);
        let mut memo = Memo::default();
        let mut asked = 0;
        for (id, rules, status) in [
            ("a", 1, "on"),
            ("b", 1, "on"),
            ("c", 2, "on"),
            ("d", 1, "off"),
            ("e", 1, "on"),
        ] {
            let document = Value::from(
                json!({"kind": "k", "id": id, "attributes": {"rules": [{"port": rules}], "status": status}}),
            );
            let answer = memo.answer(deciding.as_ref(), &document, || {
                asked += 1;
                Ok::<_, ()>((rules, status))
            });
            assert_eq!(*answer.expect("answer"), (rules, status));
        }
        assert_eq!(asked, 3);
    }

    #[test]
    fn what_a_policy_reads_beside_the_attributes_counts() {
        let deciding = deciding(&["status", "tags.env"], &["id"]);
        let mut memo = Memo::default();
        for (id, env) in [("a", "x"), ("b", "x"), ("b", "y")] {
            let document =
                Value::from(json!({"kind": "k", "id": id, "tags": {"env": env}, "attributes": {"status": 1}}));
            let answer = memo.answer(deciding.as_ref(), &document, || Ok::<_, ()>((id, env)));
            assert_eq!(*answer.expect("answer"), (id, env));
        }
        assert!(super::tests::deciding(&[""], &[]).is_none(), "everything is read");
    }

    #[test]
    fn errors_are_not_remembered_and_useless_memories_are_dropped() {
        let deciding = deciding(&["n"], &[]);
        let mut memo: Memo<u64> = Memo::default();
        let document = |n: u64| Value::from(json!({"kind": "k", "attributes": {"n": n}}));
        assert!(memo.answer(deciding.as_ref(), &document(0), || Err(())).is_err());
        for n in 0..600 {
            let answer = memo.answer(deciding.as_ref(), &document(n), || Ok::<_, ()>(n));
            assert_eq!(*answer.expect("answer"), n);
        }
        assert!(memo.answers.is_empty());
    }
}
