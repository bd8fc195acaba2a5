//! The settings of a zone, each by a request of its own.

use serde_json::Value;

use super::super::task::{Task, side_by_side};
use super::super::{ZONE, fields};
use crate::catalogue::Catalogue;
use crate::cloud::CallError;
use crate::collect::{Asked, Builder};

/// Reads the settings that are asked for.
pub(super) async fn read(task: &Task, zone: &mut Builder) {
    let asked = settings().into_iter().filter(|s| task.asks(ZONE, &operation(s)));
    let answers = side_by_side(asked, |setting: String| async move {
        let answer = task.ask(ZONE, &operation(&setting), &["settings", &setting]).await;
        (setting, answer)
    });
    for (setting, answer) in answers.await {
        set(zone, &setting, answer);
    }
}

fn operation(setting: &str) -> String {
    format!("zones:GetSetting/{setting}")
}

/// The settings that the catalogue knows.
fn settings() -> Vec<String> {
    let roots = Catalogue::get().kind(ZONE).into_iter().flat_map(|kind| kind.roots());
    let settings = roots.filter_map(|(path, _)| path.strip_prefix("settings."));
    settings.map(str::to_owned).collect()
}

fn set(zone: &mut Builder, setting: &str, answer: Asked<Value>) {
    let path = format!("settings.{setting}");
    let operation = operation(setting);
    match answer {
        None => {}
        Some(Err(error)) => {
            zone.gap(&path, &error);
        }
        Some(Ok(answer)) if answer.get("id").and_then(Value::as_str) != Some(setting) => {
            zone.gap(
                &path,
                &CallError::malformed(&operation, "the answer is about another setting"),
            );
        }
        Some(Ok(answer)) => {
            for member in ["value", "editable"] {
                fields::field(zone, &format!("{path}.{member}"), answer.get(member), &operation);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collect::cloudflare::zone;
    use crate::model::{GapReason, Scope};
    use serde_json::json;

    const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

    fn record() -> Value {
        json!({"id": ID, "name": "example.com", "status": "active", "type": "full",
            "paused": false, "plan": {"legacy_id": "free"}, "name_servers": ["a.example", "b.example"],
            "account": {"id": "01a7362d577a6c3019a474fd6f485823"}})
    }

    #[test]
    fn what_is_odd_costs_only_itself() {
        let mut odd = record();
        odd["paused"] = json!("no");
        odd["plan"] = json!(null);
        odd["name_servers"] = json!(null);
        let mut zone = Builder::new(ZONE, &Scope::default(), "023e");
        zone::facts(&mut zone, &odd);
        let ssl = json!({"id": "ssl", "value": "full", "editable": "yes"});
        set(&mut zone, "ssl", Some(Ok(ssl)));
        set(&mut zone, "tls_1_3", Some(Ok(json!({"id": "ssl", "value": "full"}))));
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
    async fn a_zone_that_is_gone_is_no_error() {
        use crate::cloud::cloudflare::tests::{answer, connection, ok, scripted};

        let failure = |status, code| {
            let body = json!({"success": false, "errors": [{"code": code, "message": ""}], "result": null});
            answer(status, "", &body.to_string())
        };
        let (url, server) = scripted(vec![
            failure("404 Not Found", 1001),
            failure("400 Bad Request", 7003),
            failure("403 Forbidden", 9109),
            failure("400 Bad Request", 1004),
            ok(r#"{"id": "another"}"#),
        ]);
        let cloudflare = connection(&url);
        for _ in 0..2 {
            assert_eq!(zone::read_one(&cloudflare, ID).await, Ok(None));
        }
        for reason in [GapReason::AccessDenied, GapReason::ServiceError, GapReason::Malformed] {
            assert_eq!(
                zone::read_one(&cloudflare, ID).await.expect_err("unread").reason,
                reason
            );
        }
        server.join().expect("served");
    }
}
