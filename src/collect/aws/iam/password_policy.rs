//! The password policy: one of the account. Where none was set, the resource stands all the same and
//! says so, so that a control can judge the account for it.

use aws_sdk_iam::operation::get_account_password_policy::GetAccountPasswordPolicyOutput;
use serde_json::Value;

use super::super::super::{Builder, Part};
use super::super::task::{Task, absent_on};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const PASSWORD_POLICY: &str = "aws.iam.account_password_policy";
const GET: &str = "iam:GetAccountPasswordPolicy";

const SETTINGS: [&str; 10] = [
    "allow_users_to_change_password",
    "expire_passwords",
    "hard_expiry",
    "max_password_age",
    "minimum_password_length",
    "password_reuse_prevention",
    "require_lowercase_characters",
    "require_numbers",
    "require_symbols",
    "require_uppercase_characters",
];

pub(super) async fn collect(task: &Task) -> Part {
    let mut part = Part::default();
    if !task.wants(PASSWORD_POLICY) {
        return part;
    }
    let request = task.aws.iam().get_account_password_policy().send();
    let answer = absent_on(task.ask(PASSWORD_POLICY, GET, request).await, &["NoSuchEntity"]);
    let made = answer.map(|answer| {
        let answer = answer?;
        policy(&task.scope, &task.arn("iam", "password-policy"), answer.as_ref())
    });
    match made {
        Some(Ok(resource)) => {
            part.asked(PASSWORD_POLICY, &task.scope);
            part.resources.push(resource);
        }
        Some(Err(error)) => part.failed(PASSWORD_POLICY, &task.scope, &error),
        None => {}
    }
    part
}

fn policy(scope: &Scope, arn: &str, answer: Option<&GetAccountPasswordPolicyOutput>) -> Result<Resource, CallError> {
    let mut out = Builder::new(PASSWORD_POLICY, scope, scope.account.as_deref().unwrap_or_default());
    out.arn(Some(arn));
    out.set("exists", answer.is_some());
    let Some(answer) = answer else {
        for setting in SETTINGS {
            out.absent(setting);
        }
        return Ok(out.finish());
    };
    let policy = answer.password_policy();
    let policy = policy.ok_or_else(|| CallError::malformed(GET, "the answer has no policy"))?;
    let values: [Value; SETTINGS.len()] = [
        policy.allow_users_to_change_password().into(),
        policy.expire_passwords().into(),
        policy.hard_expiry().into(),
        // No age at all, in the words of some answers.
        policy.max_password_age().filter(|days| *days > 0).into(),
        policy.minimum_password_length().into(),
        policy.password_reuse_prevention().filter(|n| *n > 0).into(),
        policy.require_lowercase_characters().into(),
        policy.require_numbers().into(),
        policy.require_symbols().into(),
        policy.require_uppercase_characters().into(),
    ];
    for (setting, value) in SETTINGS.into_iter().zip(values) {
        out.set(setting, value);
    }
    Ok(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_iam::types::PasswordPolicy;
    use serde_json::json;

    #[test]
    fn an_account_without_a_policy_says_so() {
        let none = policy(&Scope::aws("1"), "arn", None).expect("a resource");
        assert_eq!(none.attributes["exists"], json!(false));
        for setting in SETTINGS {
            assert_eq!(none.attributes[setting], Value::Null, "{setting}");
        }
        let settings = PasswordPolicy::builder()
            .minimum_password_length(14)
            .require_symbols(true)
            .max_password_age(0)
            .build();
        let answer = GetAccountPasswordPolicyOutput::builder()
            .password_policy(settings)
            .build();
        let some = policy(&Scope::aws("1"), "arn", Some(&answer)).expect("a resource");
        assert_eq!(some.attributes["exists"], json!(true));
        assert_eq!(some.attributes["minimum_password_length"], json!(14));
        assert_eq!(some.attributes["require_symbols"], json!(true));
        assert_eq!(some.attributes["max_password_age"], Value::Null);
        let empty = GetAccountPasswordPolicyOutput::builder().build();
        assert!(policy(&Scope::aws("1"), "arn", Some(&empty)).is_err());
    }
}
