//! What listeners and their rules do, and with which requests.
//!
//! In: actions and conditions of the SDK. Out: values under the names of Terraform. The secret of a
//! client of an identity provider is never copied.

use aws_sdk_elasticloadbalancingv2::types::{Action, ActionTypeEnum, ForwardActionConfig, RuleCondition};
use serde_json::{Value, json};

use super::super::values::text;

/// Actions in their order.
pub(super) fn actions(all: &[Action]) -> Value {
    let mut all: Vec<&Action> = all.iter().collect();
    all.sort_by_key(|a| a.order());
    all.into_iter().map(action).collect()
}

fn action(action: &Action) -> Value {
    json!({
        "type": text(action.r#type().map(|t| t.as_str())),
        "order": action.order(),
        "target_group_arn": text(action.target_group_arn()),
        "redirect": redirect(action),
        "forward": forward(action),
        "fixed_response": fixed_response(action),
        "authenticate_oidc": authenticate_oidc(action),
        "authenticate_cognito": authenticate_cognito(action),
        "jwt_validation": jwt_validation(action),
    })
}

fn redirect(action: &Action) -> Value {
    let Some(to) = action.redirect_config() else {
        return Value::Null;
    };
    json!({
        "protocol": text(to.protocol()),
        "host": text(to.host()),
        "port": text(to.port()),
        "path": text(to.path()),
        "query": text(to.query()),
        "status_code": text(to.status_code().map(|c| c.as_str())),
    })
}

/// The target groups of a forward, also where only one is named beside the type.
fn forward(action: &Action) -> Value {
    if let Some(config) = action.forward_config() {
        return forward_config(config);
    }
    match (action.r#type(), action.target_group_arn()) {
        (Some(ActionTypeEnum::Forward), Some(arn)) => json!({
            "target_group": [{"arn": arn, "weight": null}],
            "stickiness": null,
        }),
        _ => Value::Null,
    }
}

fn forward_config(config: &ForwardActionConfig) -> Value {
    let mut groups: Vec<_> = config.target_groups().iter().collect();
    groups.sort_by_key(|g| g.target_group_arn());
    let groups = groups
        .into_iter()
        .map(|g| json!({"arn": text(g.target_group_arn()), "weight": g.weight()}));
    let stickiness = config.target_group_stickiness_config();
    json!({
        "target_group": groups.collect::<Value>(),
        "stickiness": stickiness.map(|s| json!({"enabled": s.enabled(), "duration": s.duration_seconds()})),
    })
}

fn fixed_response(action: &Action) -> Value {
    let Some(answer) = action.fixed_response_config() else {
        return Value::Null;
    };
    json!({
        "content_type": text(answer.content_type()),
        "status_code": text(answer.status_code()),
    })
}

fn authenticate_oidc(action: &Action) -> Value {
    let Some(by) = action.authenticate_oidc_config() else {
        return Value::Null;
    };
    json!({
        "issuer": text(by.issuer()),
        "authorization_endpoint": text(by.authorization_endpoint()),
        "token_endpoint": text(by.token_endpoint()),
        "user_info_endpoint": text(by.user_info_endpoint()),
        "client_id": text(by.client_id()),
        "scope": text(by.scope()),
        "session_cookie_name": text(by.session_cookie_name()),
        "session_timeout": by.session_timeout(),
        "on_unauthenticated_request": text(by.on_unauthenticated_request().map(|r| r.as_str())),
    })
}

fn authenticate_cognito(action: &Action) -> Value {
    let Some(by) = action.authenticate_cognito_config() else {
        return Value::Null;
    };
    json!({
        "user_pool_arn": text(by.user_pool_arn()),
        "user_pool_client_id": text(by.user_pool_client_id()),
        "user_pool_domain": text(by.user_pool_domain()),
        "scope": text(by.scope()),
        "session_cookie_name": text(by.session_cookie_name()),
        "session_timeout": by.session_timeout(),
        "on_unauthenticated_request": text(by.on_unauthenticated_request().map(|r| r.as_str())),
    })
}

fn jwt_validation(action: &Action) -> Value {
    let Some(by) = action.jwt_validation_config() else {
        return Value::Null;
    };
    json!({
        "issuer": text(by.issuer()),
        "jwks_endpoint": text(by.jwks_endpoint()),
    })
}

/// One condition under the field that it is for. Older rules have their values beside the field.
pub(super) fn condition(condition: &RuleCondition) -> Value {
    let old = |field: &str| {
        let values = condition.values();
        let regex = condition.regex_values();
        let of_field = condition.field() == Some(field) && (!values.is_empty() || !regex.is_empty());
        of_field.then(|| json!({"values": values, "regex_values": regex}))
    };
    let host = condition.host_header_config();
    let host = host.map(|c| json!({"values": c.values(), "regex_values": c.regex_values()}));
    let path = condition.path_pattern_config();
    let path = path.map(|c| json!({"values": c.values(), "regex_values": c.regex_values()}));
    let header = condition.http_header_config().map(|c| {
        json!({
            "http_header_name": text(c.http_header_name()),
            "values": c.values(),
            "regex_values": c.regex_values(),
        })
    });
    let query = condition.query_string_config().map(|c| {
        let pairs = c.values().iter();
        let pairs = pairs.map(|p| json!({"key": text(p.key()), "value": text(p.value())}));
        json!({"values": pairs.collect::<Value>()})
    });
    let method = condition.http_request_method_config();
    let source = condition.source_ip_config();
    json!({
        "host_header": host.or_else(|| old("host-header")),
        "path_pattern": path.or_else(|| old("path-pattern")),
        "http_header": header,
        "http_request_method": method.map(|c| json!({"values": c.values()})),
        "query_string": query,
        "source_ip": source.map(|c| json!({"values": c.values()})),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_elasticloadbalancingv2::types::{
        AuthenticateOidcActionConfig, HostHeaderConditionConfig, TargetGroupTuple,
    };

    #[test]
    fn a_forward_names_its_groups_however_it_is_told() {
        let short = Action::builder().r#type(ActionTypeEnum::Forward).target_group_arn("tg");
        let group = TargetGroupTuple::builder().target_group_arn("tg").weight(1).build();
        let config = ForwardActionConfig::builder().target_groups(group).build();
        let long = short.clone().forward_config(config).build();
        assert_eq!(
            forward(&short.build())["target_group"],
            json!([{"arn": "tg", "weight": null}])
        );
        assert_eq!(forward(&long)["target_group"], json!([{"arn": "tg", "weight": 1}]));
        assert_eq!(forward(&Action::builder().build()), Value::Null);
    }

    #[test]
    fn the_secret_of_a_client_is_not_copied() {
        let config = AuthenticateOidcActionConfig::builder()
            .issuer("https://id.example")
            .client_id("app")
            .client_secret("s3cret")
            .build();
        let action = Action::builder().authenticate_oidc_config(config).build();
        let kept = actions(&[action]);
        assert!(!kept.to_string().contains("s3cret"));
        assert_eq!(kept[0]["authenticate_oidc"]["client_id"], json!("app"));
    }

    #[test]
    fn old_and_new_conditions_read_the_same() {
        let old = RuleCondition::builder()
            .field("host-header")
            .values("a.example")
            .build();
        let config = HostHeaderConditionConfig::builder().values("a.example").build();
        let new = RuleCondition::builder()
            .field("host-header")
            .host_header_config(config)
            .build();
        assert_eq!(condition(&old), condition(&new));
        assert_eq!(condition(&old)["host_header"]["values"], json!(["a.example"]));
        assert_eq!(condition(&old)["path_pattern"], Value::Null);
    }
}
