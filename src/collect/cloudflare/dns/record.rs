//! `cloudflare.dns.record`: everything comes with the listing.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::fields;
use super::super::task::Task;
use super::{LIST_RECORDS, RECORD};
use crate::collect::{Builder, Part};

/// The API takes up to 5,000,000; this many stay far below the longest answer that is read, whatever
/// their content, and a hundred thousand records still cost only a hundred requests.
const PER_PAGE: u64 = 1000;
/// Types whose facts stand in `content` alone.
const PLAIN: [&str; 7] = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "TXT"];

pub(super) async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    if !task.wants(RECORD) {
        return part;
    }
    let endpoint = task.below(&["dns_records"]);
    let records = task
        .list(&mut part, RECORD, LIST_RECORDS, &endpoint, Some(PER_PAGE))
        .await;
    part.resources.reserve(records.len());
    let mut seen = BTreeSet::new();
    // One after the other, so that a large zone is not held twice.
    for mut record in records {
        drop_null_content(&mut record);
        if let Some(id) = record.get("id").and_then(Value::as_str)
            && !seen.insert(id.to_owned())
        {
            // It moved to a later page while they were read.
            continue;
        }
        if let Some(mut builder) = task.item(&mut part, RECORD, LIST_RECORDS, &record, &required(&record)) {
            tag(&mut builder, record.get("tags"));
            part.resources.push(builder.finish());
        }
    }
    part
}

/// A content of `null` says as little as none.
fn drop_null_content(record: &mut Value) {
    if let Some(fields) = record.as_object_mut() {
        fields.retain(|name, value| name != "content" || !value.is_null());
    }
}

/// The fields that a record of its type must have. What is missing there is unknown, not unset.
fn required(record: &Value) -> Vec<&'static str> {
    let kind = record.get("type").and_then(Value::as_str).unwrap_or_default();
    let mut required = vec!["name", "type", "proxiable", "ttl"];
    if PLAIN.contains(&kind) || !record.get("data").is_some_and(Value::is_object) {
        required.push("content");
    }
    if record.get("proxiable") != Some(&Value::Bool(false)) {
        required.push("proxied");
    }
    required
}

/// Gives the record's tags, a list of `name:value`, to the resource as well, where tags go by name. The
/// attribute stays the list that it is in Terraform.
fn tag(builder: &mut Builder, tags: Option<&Value>) {
    let Some(Value::Array(list)) = tags else { return };
    if let Some(texts) = list.iter().map(Value::as_str).collect::<Option<Vec<_>>>() {
        builder.tags(texts.into_iter().map(|text| text.split_once(':').unwrap_or((text, ""))));
        fields::field(builder, "tags", tags, LIST_RECORDS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Resource, Scope};
    use serde_json::json;

    fn read(record: &Value) -> Resource {
        let mut record = record.clone();
        drop_null_content(&mut record);
        let record = &record;
        let mut builder = Builder::new(RECORD, &Scope::default(), "1");
        fields::record(&mut builder, record, LIST_RECORDS, &required(record));
        tag(&mut builder, record.get("tags"));
        builder.finish()
    }

    fn gaps(resource: &Resource) -> Vec<&str> {
        resource.gaps.iter().map(|g| g.path.as_str()).collect()
    }

    #[test]
    fn tags_are_a_list_as_in_terraform_and_go_by_name_on_the_resource() {
        let record = read(
            &json!({"name": "a.example", "type": "A", "content": "203.0.113.1", "proxied": true,
            "proxiable": true, "ttl": 1, "tags": ["owner:dns-team", "plain", "url:https://a.example"]}),
        );
        assert_eq!(gaps(&record), [""; 0]);
        assert_eq!(
            record.attributes["tags"],
            json!(["owner:dns-team", "plain", "url:https://a.example"])
        );
        assert_eq!(
            json!(record.tags),
            json!({"owner": "dns-team", "plain": "", "url": "https://a.example"})
        );
        let odd = read(
            &json!({"name": "a.example", "type": "TXT", "content": "\"a\"", "proxied": false,
            "proxiable": false, "ttl": 1, "tags": ["a:b", 5]}),
        );
        assert!(odd.tags.is_empty());
    }

    #[test]
    fn what_lacks_is_unknown_where_the_type_has_it() {
        let missing = |mut record: Value, name: &str| {
            record.as_object_mut().expect("an object").remove(name);
            record
        };
        let address = json!({"name": "a.example", "type": "A", "content": "203.0.113.1", "proxied": true,
            "proxiable": true, "ttl": 1});
        for name in ["name", "type", "content", "proxied", "proxiable", "ttl"] {
            assert_eq!(gaps(&read(&missing(address.clone(), name))), [name]);
        }
        let mut with_data = missing(address.clone(), "content");
        with_data["data"] = json!({});
        assert_eq!(gaps(&read(&with_data)), ["content"]);
        let policy = json!({"name": "a.example", "type": "CAA", "proxiable": false, "ttl": 1,
            "data": {"flags": 0, "tag": "issue", "value": "letsencrypt.org"}});
        let policy = read(&policy);
        assert_eq!(gaps(&policy), [""; 0]);
        assert_eq!(policy.attributes["content"], Value::Null);
        assert_eq!(policy.attributes["data"]["value"], "letsencrypt.org");
        assert_eq!(
            gaps(&read(&missing(policy.attributes.clone().into(), "data"))),
            ["content"]
        );
    }
}
