//! What the API keeps apart from a zone's record, though every zone has it exactly once: one request
//! for each, and only for what is asked for.

use serde_json::{Value, json};

use super::super::task::{Task, side_by_side};
use super::super::{ZONE, fields};
use crate::cloud::CallError;
use crate::collect::{Asked, Builder};
use crate::model::path::{self, Step};

/// One attribute that a request of its own yields.
#[derive(Clone, Copy)]
struct Part {
    path: &'static str,
    operation: &'static str,
    /// Where it is below the zone.
    below: &'static [&'static str],
    /// What is always there: without it the answer says nothing.
    required: &'static [&'static str],
    /// Whether an answer without a result means that nothing was ever set up.
    may_be_unset: bool,
}

const fn part(
    path: &'static str,
    operation: &'static str,
    below: &'static [&'static str],
    required: &'static [&'static str],
) -> Part {
    Part {
        path,
        operation,
        below,
        required,
        may_be_unset: false,
    }
}

const PARTS: &[Part] = &[
    part("dnssec", "dnssec:Get", &["dnssec"], &["dnssec.status"]),
    part("dns_settings", "dns_settings:Get", &["dns_settings"], &[]),
    part(
        "universal_ssl",
        "ssl:GetUniversalSettings",
        &["ssl", "universal", "settings"],
        &["universal_ssl.enabled"],
    ),
    part(
        "ssl_verification",
        "ssl:GetVerification",
        &["ssl", "verification"],
        &["ssl_verification[].certificate_status"],
    ),
    part(
        "authenticated_origin_pulls",
        "ssl:GetOriginPullSettings",
        &["origin_tls_client_auth", "settings"],
        &["authenticated_origin_pulls.enabled"],
    ),
    // Which fields there are depends on the plan.
    part("bot_management", "bot_management:Get", &["bot_management"], &[]),
    part(
        "managed_transforms",
        "managed_headers:List",
        &["managed_headers"],
        &[
            "managed_transforms.managed_request_headers[].id",
            "managed_transforms.managed_request_headers[].enabled",
            "managed_transforms.managed_response_headers[].id",
            "managed_transforms.managed_response_headers[].enabled",
        ],
    ),
    part(
        "page_shield",
        "page_shield:Get",
        &["page_shield"],
        &["page_shield.enabled"],
    ),
    part(
        "leaked_credential_check",
        "leaked_credential_checks:Get",
        &["leaked-credential-checks"],
        &["leaked_credential_check.enabled"],
    ),
    Part {
        may_be_unset: true,
        ..part(
            "security_txt",
            "security_txt:Get",
            &["security-center", "securitytxt"],
            &["security_txt.enabled"],
        )
    },
    part("zone_hold", "zones:GetHold", &["hold"], &["zone_hold.hold"]),
    part(
        "url_normalization",
        "url_normalization:Get",
        &["url_normalization"],
        &["url_normalization.type", "url_normalization.scope"],
    ),
];

/// Reads the parts that are asked for.
pub(super) async fn read(task: &Task, zone: &mut Builder) {
    let asked = PARTS.iter().copied().filter(|part| task.asks(ZONE, part.operation));
    let answers = side_by_side(asked, |part: Part| async move {
        (part, task.ask(ZONE, part.operation, part.below).await)
    });
    for (part, answer) in answers.await {
        set(zone, &part, answer);
    }
}

fn set(zone: &mut Builder, part: &Part, answer: Asked<Value>) {
    let mut answer = match answer {
        None => return,
        Some(Err(error)) => {
            zone.gap(part.path, &error);
            return;
        }
        Some(Ok(answer)) => answer,
    };
    if answer.is_null() || answer == "" {
        match part.may_be_unset {
            true => zone.absent(part.path),
            false => zone.gap(
                part.path,
                &CallError::malformed(part.operation, "the answer holds nothing"),
            ),
        };
        return;
    }
    as_documented(part, &mut answer);
    fields::field(zone, part.path, Some(&answer), part.operation);
    let answer = json!({ part.path: answer });
    for path in part.required {
        if lacks(&answer, &path::parse(path)) {
            zone.gap(
                path,
                &CallError::malformed(part.operation, "the answer lacks this field"),
            );
        }
    }
}

/// `include_subdomains` is a text by the documentation, but a truth value in answers.
fn as_documented(part: &Part, answer: &mut Value) {
    if let ("zone_hold", Some(value)) = (part.path, answer.get_mut("include_subdomains")) {
        match value.as_str() {
            Some("true") => *value = json!(true),
            Some("false") => *value = json!(false),
            _ => {}
        }
    }
}

/// True when a field is missing from an answer, or from an item of a list in it. What has another type
/// than it should is noted elsewhere.
fn lacks(value: &Value, steps: &[Step]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return false;
    };
    match (step, value) {
        (Step::Field(name), Value::Object(fields)) => fields.get(name).is_none_or(|below| lacks(below, rest)),
        (Step::Any, Value::Array(items)) => items.iter().any(|item| !item.is_object() || lacks(item, rest)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::model::{GapReason, Resource, Scope};

    fn named(path: &str) -> &'static Part {
        PARTS.iter().find(|part| part.path == path).expect("a part")
    }

    fn zone(path: &str, answer: Value) -> Resource {
        let mut zone = Builder::new(ZONE, &Scope::default(), "023e");
        set(&mut zone, named(path), Some(Ok(answer)));
        zone.finish()
    }

    fn gaps(zone: &Resource) -> Vec<&str> {
        assert!(zone.gaps.iter().all(|gap| gap.reason == GapReason::Malformed));
        zone.gaps.iter().map(|gap| gap.path.as_str()).collect()
    }

    /// What the table does not name would stay unread for ever.
    #[test]
    fn the_table_and_the_catalogue_agree() {
        let kind = Catalogue::get().kind(ZONE).expect("known");
        for part in PARTS {
            let attribute = kind.attributes.get(part.path).expect(part.path);
            assert_eq!(attribute.operation, part.operation);
            for path in part.required {
                assert_eq!(kind.attributes.get(*path).expect(path).operation, part.operation);
            }
        }
        let known = ["zones:List", "zones:GetSetting/", "rulesets:"];
        for operation in kind.all_operations().into_keys() {
            let elsewhere = known.iter().any(|prefix| operation.starts_with(prefix));
            let here = PARTS.iter().any(|part| part.operation == operation);
            assert!(elsewhere != here, "{operation}");
        }
    }

    #[test]
    fn a_field_that_always_comes_must_not_be_missing() {
        let seen = zone("universal_ssl", json!({"certificate_authority": "google"}));
        assert_eq!(gaps(&seen), ["universal_ssl.enabled"]);
        let seen = zone("dnssec", json!({}));
        assert_eq!(gaps(&seen), ["dnssec.status"]);
        let seen = zone("dnssec", json!({"status": null}));
        assert_eq!(gaps(&seen), Vec::<&str>::new());
        let seen = zone(
            "managed_transforms",
            json!({"managed_request_headers": [{"id": "x"}, null]}),
        );
        let expected = [
            "managed_transforms.managed_request_headers[].id",
            "managed_transforms.managed_request_headers[].enabled",
            "managed_transforms.managed_response_headers[].id",
            "managed_transforms.managed_response_headers[].enabled",
        ];
        assert_eq!(gaps(&seen), expected);
        let seen = zone("ssl_verification", json!([{"certificate_status": "active"}, {}]));
        assert_eq!(gaps(&seen), ["ssl_verification[].certificate_status"]);
    }

    #[test]
    fn an_answer_of_another_type_is_no_value() {
        for odd in [json!("off"), json!(7), json!(true), json!([1])] {
            let seen = zone("page_shield", odd.clone());
            assert_eq!(gaps(&seen), ["page_shield"], "{odd}");
            assert_eq!(seen.attributes.get("page_shield"), None);
        }
        let seen = zone("ssl_verification", json!({"certificate_status": "active"}));
        assert_eq!(gaps(&seen), ["ssl_verification"]);
    }

    #[test]
    fn nothing_is_an_answer_only_where_something_may_be_unset() {
        for nothing in [json!(null), json!("")] {
            let seen = zone("security_txt", nothing.clone());
            assert_eq!(gaps(&seen), Vec::<&str>::new());
            assert_eq!(seen.attributes["security_txt"], Value::Null);
            let seen = zone("dnssec", nothing);
            assert_eq!(gaps(&seen), ["dnssec"]);
            assert_eq!(seen.attributes.get("dnssec"), None);
        }
    }

    #[test]
    fn a_hold_spells_a_truth_value_either_way() {
        for spelt in [json!("true"), json!(true)] {
            let seen = zone("zone_hold", json!({"hold": true, "include_subdomains": spelt}));
            let expected = json!({"hold": true, "include_subdomains": true, "hold_after": null});
            assert_eq!(seen.attributes["zone_hold"], expected);
            assert_eq!(gaps(&seen), Vec::<&str>::new());
        }
        let seen = zone("zone_hold", json!({"hold": true, "include_subdomains": "maybe"}));
        assert_eq!(gaps(&seen), ["zone_hold.include_subdomains"]);
    }
}
