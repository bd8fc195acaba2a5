//! Which resource of the one side is which of the other.
//!
//! A state may not know the account or region of a resource, and Terraform's id may differ from the
//! provider's. Where two could be meant, that is told; nothing is guessed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::model::{Resource, Scope};

use super::facts;
use super::known::Known;

/// The outcome, by place in the two lists.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) both: Vec<(usize, usize)>,
    pub(super) base_only: Vec<usize>,
    pub(super) current_only: Vec<usize>,
    /// Of the base, each with those of the current side that it could be.
    pub(super) ambiguous: Vec<(usize, Vec<usize>)>,
    /// Of the base, each with the other of the base that is the same thing.
    pub(super) twice: Vec<(usize, usize)>,
}

/// Everything of a kind that may be meant by a text.
type Index<'a> = HashMap<(&'a str, String), Vec<usize>>;

/// Finds the partner of every resource.
pub(super) fn pair(base: &[Resource], current: &[Resource]) -> Pairs {
    let mut pairs = Pairs::default();
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut unsure: HashSet<usize> = HashSet::new();
    let mut open: Vec<usize> = (0..base.len()).collect();
    // From what is certain to what is likely: the next is only asked about what the former left open.
    let ways: [fn(&Resource) -> Vec<String>; 4] = [id, arn, id_or_arn, identity];
    for way in ways {
        let index = index(current, way);
        let mut left = Vec::new();
        for at in open {
            let resource = &base[at];
            let there: BTreeSet<usize> = way(resource)
                .into_iter()
                .filter_map(|name| index.get(&(resource.kind.as_str(), name)))
                .flatten()
                .copied()
                .collect();
            let fits: Vec<usize> = there
                .into_iter()
                .filter(|i| tells_about(&current[*i].scope, &resource.scope))
                .collect();
            match best(resource, &fits, current).as_slice() {
                [] => left.push(at),
                [one] => match taken.get(one) {
                    Some(other) => pairs.twice.push((at, *other)),
                    None => {
                        taken.insert(*one, at);
                        pairs.both.push((at, *one));
                    }
                },
                several => {
                    unsure.extend(several);
                    pairs.ambiguous.push((at, several.to_vec()));
                }
            }
        }
        open = left;
    }
    pairs.base_only = open;
    pairs.current_only = (0..current.len())
        .filter(|i| !taken.contains_key(i) && !unsure.contains(i))
        .collect();
    pairs.both.sort_unstable();
    pairs
}

/// Of those that fit, the one in just this place, or else all.
fn best(resource: &Resource, fits: &[usize], current: &[Resource]) -> Vec<usize> {
    let exact = fits.iter().copied().find(|i| current[*i].scope == resource.scope);
    exact.map_or_else(|| fits.to_vec(), |one| vec![one])
}

fn index(current: &[Resource], way: fn(&Resource) -> Vec<String>) -> Index<'_> {
    let mut index = Index::new();
    for (at, resource) in current.iter().enumerate() {
        for name in way(resource) {
            index.entry((resource.kind.as_str(), name)).or_default().push(at);
        }
    }
    index
}

fn id(resource: &Resource) -> Vec<String> {
    let id = Some(resource.id.clone()).filter(|id| !id.is_empty());
    id.into_iter().collect()
}

fn arn(resource: &Resource) -> Vec<String> {
    let arn = resource.arn.clone().filter(|arn| !arn.is_empty());
    arn.into_iter().collect()
}

/// The id of the one may be the ARN of the other.
fn id_or_arn(resource: &Resource) -> Vec<String> {
    let mut names = id(resource);
    names.extend(arn(resource));
    names.dedup();
    names
}

fn identity(resource: &Resource) -> Vec<String> {
    let first = |path: &String| facts::values(resource, path).into_iter().next();
    let paths = Known::get().identity(&resource.kind);
    let parts: Option<Vec<Value>> = paths.and_then(|paths| paths.iter().map(first).collect());
    parts.map(|parts| Value::Array(parts).to_string()).into_iter().collect()
}

/// What people would call the same thing again: its name, where it is more than its id, or its `Name` tag.
pub(super) fn natural_name(resource: &Resource) -> Option<&str> {
    let attribute = |name: &str| resource.attributes.get(name).and_then(Value::as_str);
    let named = Some(resource.name.as_str()).filter(|name| *name != resource.id);
    let tag = || resource.tags.get("Name").map(String::as_str);
    let name = named.or_else(tag).or_else(|| attribute("name"));
    name.filter(|name| !name.is_empty())
}

/// True when something in `read` tells about what lies in `scope`.
pub(super) fn tells_about(read: &Scope, scope: &Scope) -> bool {
    read.provider == scope.provider && read.sees(scope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resource(kind: &str, id: &str, region: Option<&str>, more: Value) -> Resource {
        let mut value = json!({
            "kind": kind, "id": id, "name": id, "scope": {"provider": "aws"}, "attributes": {}
        });
        if let Some(region) = region {
            value["scope"]["region"] = region.into();
        }
        for (name, member) in more.as_object().into_iter().flatten() {
            value[name] = member.clone();
        }
        serde_json::from_value(value).expect("resource")
    }

    fn group(id: &str, region: Option<&str>) -> Resource {
        resource("aws.ec2.security_group", id, region, json!({}))
    }

    #[test]
    fn what_is_not_known_of_the_place_fits_any() {
        let current = [
            group("sg-1", Some("eu")),
            group("sg-1", Some("us")),
            group("sg-2", Some("us")),
        ];
        let pairs = pair(&[group("sg-1", Some("us")), group("sg-2", None)], &current);
        assert_eq!((pairs.both, pairs.current_only), (vec![(0, 1), (1, 2)], vec![0]));
    }

    #[test]
    fn two_that_could_be_meant_are_told_and_not_guessed() {
        let current = [group("sg-1", Some("eu")), group("sg-1", Some("us"))];
        let pairs = pair(&[group("sg-1", None)], &current);
        assert_eq!(pairs.ambiguous, [(0, vec![0, 1])]);
        assert!(pairs.both.is_empty() && pairs.base_only.is_empty() && pairs.current_only.is_empty());
    }

    #[test]
    fn ids_of_other_spelling_are_found_by_arn_and_by_what_identifies() {
        let kind = "aws.iam.policy";
        let arn = "arn:aws:iam::1:policy/p";
        let current = [resource(kind, arn, None, json!({"arn": arn}))];
        let by_arn = resource(kind, "p", None, json!({"arn": arn}));
        assert_eq!(pair(&[by_arn], &current).both, [(0, 0)]);
        let kind = "aws.rds.instance";
        let live = |id: &str| resource(kind, id, Some("us"), json!({"attributes": {"identifier": id}}));
        let state = resource(
            kind,
            "db-ABC",
            Some("us"),
            json!({"attributes": {"identifier": "orders"}}),
        );
        let pairs = pair(&[state], &[live("others"), live("orders")]);
        assert_eq!((pairs.both, pairs.current_only), (vec![(0, 1)], vec![0]));
        // An id that is the ARN of the other, either way.
        let kind = "aws.sns.topic";
        let (with, without) = (
            resource(kind, "t", None, json!({"arn": arn})),
            resource(kind, arn, None, json!({})),
        );
        assert_eq!(
            pair(std::slice::from_ref(&with), std::slice::from_ref(&without)).both,
            [(0, 0)]
        );
        assert_eq!(pair(&[without], &[with]).both, [(0, 0)]);
    }

    #[test]
    fn the_same_in_two_states_is_told() {
        let pairs = pair(
            &[group("sg-1", Some("us")), group("sg-1", None)],
            &[group("sg-1", Some("us"))],
        );
        assert_eq!((pairs.both, pairs.twice), (vec![(0, 0)], vec![(1, 0)]));
    }
}
