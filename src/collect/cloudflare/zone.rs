//! `cloudflare.zone`: the facts of the listing, and the settings one by one (the batch endpoint
//! ended in September 2026).

use futures::StreamExt;
use serde_json::Value;

use super::ZONE;
use crate::catalogue::{Catalogue, Type};
use crate::cloud::CallError;
use crate::cloud::cloudflare::Cloudflare;
use crate::collect::Builder;
use crate::model::{Resource, Scope};

/// Settings of one zone that are read at the same time.
const PARALLEL_SETTINGS: usize = 4;

/// Where the record of a zone holds what the catalogue asks for.
const FIELDS: [(&str, &str); 6] = [
    ("name", "/name"),
    ("status", "/status"),
    ("type", "/type"),
    ("paused", "/paused"),
    ("plan", "/plan/legacy_id"),
    ("name_servers", "/name_servers"),
];

/// The id of a zone's record.
pub(super) fn id(record: &Value) -> Option<&str> {
    let id = record.get("id")?.as_str()?;
    (!id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric())).then_some(id)
}

/// Reads the settings of a zone that was listed.
pub(super) async fn read(cloudflare: &Cloudflare, id: &str, record: &Value) -> Resource {
    let mut zone = listed(id, record, "zones:List");
    let settings = futures::stream::iter(settings())
        .map(|setting| async move { (setting, cloudflare.setting(id, setting).await) })
        .buffered(PARALLEL_SETTINGS)
        .collect::<Vec<_>>()
        .await;
    for (setting, answer) in settings {
        set_setting(&mut zone, setting, answer);
    }
    zone.finish()
}

/// Reads one zone afresh; `None` when it is gone.
pub(super) async fn read_one(cloudflare: &Cloudflare, id: &str) -> Result<Option<Resource>, CallError> {
    let Some(record) = cloudflare.zone(id).await? else {
        return Ok(None);
    };
    if self::id(&record) != Some(id) {
        return Err(CallError::malformed("zones:Get", "the answer is about another zone"));
    }
    let mut zone = listed(id, &record, "zones:Get");
    for setting in settings() {
        set_setting(&mut zone, setting, cloudflare.setting(id, setting).await);
    }
    Ok(Some(zone.finish()))
}

/// The settings that the catalogue asks for.
fn settings() -> impl Iterator<Item = &'static str> {
    Catalogue::get()
        .kind(ZONE)
        .into_iter()
        .flat_map(|kind| kind.roots())
        .filter_map(|(path, _)| path.strip_prefix("settings."))
}

/// The facts of a zone's record. What is odd there costs only itself.
fn listed(id: &str, record: &Value, operation: &str) -> Builder {
    let scope = Scope {
        provider: "cloudflare".into(),
        account: record.pointer("/account/id").and_then(Value::as_str).map(str::to_owned),
        zone: Some(id.to_owned()),
        ..Scope::default()
    };
    let mut zone = Builder::new(ZONE, &scope, id);
    zone.name(record.get("name").and_then(Value::as_str));
    for (path, pointer) in FIELDS {
        set_checked(&mut zone, path, record.pointer(pointer), operation);
    }
    zone
}

fn set_setting(zone: &mut Builder, setting: &str, answer: Result<Value, CallError>) {
    let path = format!("settings.{setting}");
    let operation = "zones:GetSetting";
    match answer {
        Err(error) => {
            zone.gap(&path, &error);
        }
        Ok(answer) if answer.get("id").and_then(Value::as_str) != Some(setting) => {
            zone.gap(
                &path,
                &CallError::malformed(operation, "the answer is about another setting"),
            );
        }
        Ok(answer) => {
            for field in ["value", "editable"] {
                set_checked(zone, &format!("{path}.{field}"), answer.get(field), operation);
            }
        }
    }
}

/// Sets a value that has the type of its catalogue entry; any other is a gap. `null` is "not set".
fn set_checked(zone: &mut Builder, path: &str, value: Option<&Value>, operation: &str) {
    let expected = Catalogue::get()
        .kind(ZONE)
        .and_then(|kind| kind.attribute(path))
        .map(|a| a.r#type);
    match value {
        Some(Value::Null) => zone.absent(path),
        Some(value) if expected.is_some_and(|t| has_type(value, t)) => zone.set(path, value.clone()),
        Some(_) => zone.gap(
            path,
            &CallError::malformed(operation, "the value has another type than is documented"),
        ),
        None => zone.gap(path, &CallError::malformed(operation, "the answer lacks this field")),
    };
}

fn has_type(value: &Value, expected: Type) -> bool {
    match expected {
        Type::String => value.is_string(),
        Type::Integer => value.is_i64() || value.is_u64(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::List => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
        Type::Object | Type::Map | Type::PolicyDocument => value.is_object(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GapReason;
    use serde_json::json;

    fn record() -> Value {
        json!({"id": "023e105f4ecef8ad9ca31a8372d0c353", "name": "example.com", "status": "active", "type": "full",
            "paused": false, "plan": {"legacy_id": "free"}, "name_servers": ["a.example", "b.example"],
            "account": {"id": "01a7362d577a6c3019a474fd6f485823"}})
    }

    #[test]
    fn every_attribute_of_the_catalogue_is_answered_for() {
        let mut zone = listed("023e", &record(), "zones:List");
        for setting in settings() {
            set_setting(
                &mut zone,
                setting,
                Ok(json!({"id": setting, "value": "on", "editable": true})),
            );
        }
        let zone = zone.finish();
        assert_eq!(zone.gaps, []);
        let held = json!(zone.attributes);
        for path in Catalogue::get().kind(ZONE).expect("known").attributes.keys() {
            let pointer = format!("/{}", path.replace('.', "/"));
            assert!(held.pointer(&pointer).is_some(), "{path}");
        }
        assert_eq!(settings().count(), 5);
    }

    #[test]
    fn what_is_odd_costs_only_itself() {
        let mut odd = record();
        odd["paused"] = json!("no");
        odd["plan"] = json!(null);
        odd["name_servers"] = json!(null);
        let mut zone = listed("023e", &odd, "zones:List");
        set_setting(
            &mut zone,
            "ssl",
            Ok(json!({"id": "ssl", "value": "full", "editable": "yes"})),
        );
        set_setting(&mut zone, "tls_1_3", Ok(json!({"id": "ssl", "value": "full"})));
        let zone = zone.finish();
        let gaps: Vec<_> = zone
            .gaps
            .iter()
            .filter(|g| g.reason == GapReason::Malformed)
            .map(|g| g.path.as_str())
            .collect();
        assert_eq!(gaps, ["paused", "plan", "settings.ssl.editable", "settings.tls_1_3"]);
        assert_eq!(zone.attributes["name_servers"], Value::Null);
        assert_eq!(zone.attributes["settings"], json!({"ssl": {"value": "full"}}));
        assert_eq!(zone.name, "example.com");
    }

    #[tokio::test]
    async fn one_zone_is_read_afresh() {
        use crate::cloud::cloudflare::tests::{answer, connection, ok, scripted};

        const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";
        let failure = |status, code| {
            let body = json!({"success": false, "errors": [{"code": code, "message": ""}], "result": null});
            answer(status, "", &body.to_string())
        };
        let mut script = vec![ok(&record().to_string())];
        script.extend(settings().map(|id| ok(&json!({"id": id, "value": "on", "editable": true}).to_string())));
        script.push(failure("404 Not Found", 1001));
        script.push(failure("400 Bad Request", 7003));
        script.push(failure("403 Forbidden", 9109));
        script.push(failure("400 Bad Request", 1004));
        script.push(ok(r#"{"id": "another"}"#));
        let (url, server) = scripted(script);
        let cloudflare = connection(&url);
        let zone = read_one(&cloudflare, ID).await.expect("read").expect("there");
        assert_eq!((zone.id.as_str(), zone.gaps.len()), (ID, 0));
        for _ in 0..2 {
            assert_eq!(read_one(&cloudflare, ID).await, Ok(None));
        }
        for reason in [GapReason::AccessDenied, GapReason::ServiceError, GapReason::Malformed] {
            assert_eq!(read_one(&cloudflare, ID).await.expect_err("unread").reason, reason);
        }
        server.join().expect("served");
    }
}
