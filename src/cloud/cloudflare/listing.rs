//! Reads all pages of a list, whichever way the endpoint pages.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::answer::{Answer, Refusal};
use super::{Cloudflare, Endpoint};
use crate::cloud::{CallError, Listing};

/// More pages than any list has: the way out when an API goes in circles.
const MOST_PAGES: u64 = 10_000;

/// Where the next page is.
enum Next {
    Page(u64),
    Cursor(String),
}

impl Cloudflare {
    /// Reads all pages, by number or by cursor; `per_page` where the endpoint takes it. What came before
    /// an error is kept beside it.
    pub(crate) async fn list(&self, operation: &str, endpoint: &Endpoint, per_page: Option<u64>) -> Listing<Value> {
        self.list_in(operation, endpoint, per_page, None).await
    }

    /// The same where the result is an object that holds the list as a member.
    pub(crate) async fn list_in(
        &self,
        operation: &str,
        endpoint: &Endpoint,
        per_page: Option<u64>,
        member: Option<&str>,
    ) -> Listing<Value> {
        let mut items = Vec::new();
        let pages = self.pages(operation, endpoint, per_page, member, &mut items);
        let error = pages.await.err();
        Listing { items, error }
    }

    async fn pages(
        &self,
        operation: &str,
        endpoint: &Endpoint,
        per_page: Option<u64>,
        member: Option<&str>,
        items: &mut Vec<Value>,
    ) -> Result<(), CallError> {
        let malformed = |message: &str| Refusal::malformed(message).into_error(operation, false);
        let endpoint = match per_page {
            Some(per_page) => endpoint.with("per_page", per_page),
            None => endpoint.clone(),
        };
        let mut seen = BTreeSet::new();
        let mut next = Next::Page(1);
        for _ in 0..MOST_PAGES {
            let page = match &next {
                // Endpoints with cursors need not know of page numbers.
                Next::Page(1) => endpoint.clone(),
                Next::Page(number) => endpoint.with("page", number),
                Next::Cursor(cursor) => endpoint.with("cursor", cursor),
            };
            let mut answer = self.send(operation, &page).await?;
            if let Some(member) = member {
                take_member(&mut answer, member);
            }
            let Value::Array(found) = answer.result else {
                return Err(malformed("the result is not a list"));
            };
            let info = &answer.result_info;
            let empty = found.is_empty();
            let short = per_page.is_none_or(|most| (found.len() as u64) < most);
            items.extend(found);
            let cursor = info.pointer("/cursors/after").or_else(|| info.get("cursor"));
            next = match (cursor.and_then(Value::as_str), &next) {
                (Some(cursor), _) if !cursor.is_empty() => {
                    if !seen.insert(cursor.to_owned()) {
                        return Err(malformed("the list goes in circles"));
                    }
                    Next::Cursor(cursor.to_owned())
                }
                (_, Next::Page(number)) => match more(info, *number, items.len() as u64, short) {
                    true if empty => return Err(malformed("a page before the last is empty")),
                    true => Next::Page(number + 1),
                    false => return Ok(()),
                },
                (_, Next::Cursor(_)) => return Ok(()),
            };
        }
        Err(malformed("the list does not end"))
    }
}

/// Makes the list within a result the result. Where such a result tells its page, it does so beside
/// the list, and `count` is that of all pages.
fn take_member(answer: &mut Answer, member: &str) {
    let mut result = std::mem::take(&mut answer.result);
    answer.result = result.get_mut(member).map(Value::take).unwrap_or_default();
    if let (Some(page), false) = (result.get("page"), answer.result_info.is_object()) {
        answer.result_info = json!({"page": page, "total_count": result.get("count")});
    }
}

/// True when pages follow the one of this number. An endpoint without any `result_info` does not
/// page; one without totals ends with a page that isn't full.
fn more(info: &Value, number: u64, read: u64, short: bool) -> bool {
    let count = |name| info.get(name).and_then(Value::as_u64);
    match (count("total_pages"), count("total_count")) {
        (Some(pages), _) => number < pages,
        (None, Some(total)) => read < total,
        (None, None) => info.is_object() && count("page").is_some() && !short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_within_the_result_tells_its_page_beside_it() {
        let within = |result: Value, result_info: Value| {
            let mut answer = Answer { result, result_info };
            take_member(&mut answer, "issues");
            (answer.result, answer.result_info)
        };
        let result = json!({"issues": [1], "count": 30, "page": 1, "per_page": 25});
        let expected = (json!([1]), json!({"page": 1, "total_count": 30}));
        assert_eq!(within(result.clone(), Value::Null), expected);
        let cursor = json!({"cursor": "next"});
        assert_eq!(within(result, cursor.clone()), (json!([1]), cursor));
        assert_eq!(within(json!({"buckets": []}), Value::Null), (Value::Null, Value::Null));
        assert_eq!(within(json!([1]), Value::Null), (Value::Null, Value::Null));
    }

    #[test]
    fn the_last_page_is_known_by_what_the_api_tells() {
        let cases = [
            (json!({"page": 1, "total_pages": 2}), 1, 50, false, true),
            (json!({"page": 2, "total_pages": 2}), 2, 51, true, false),
            (json!({"page": 1, "total_count": 51}), 1, 50, false, true),
            (json!({"page": 1, "total_count": 50}), 1, 50, false, false),
            (json!({"page": 1, "total_pages": 0}), 1, 0, true, false),
            (json!({"page": 1}), 1, 50, false, true),
            (json!({"page": 1}), 1, 49, true, false),
            (Value::Null, 1, 50, false, false),
        ];
        for (info, number, read, short, expected) in cases {
            assert_eq!(more(&info, number, read, short), expected, "{info} {number}");
        }
    }
}
