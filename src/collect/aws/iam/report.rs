//! The credential report: passwords, access keys and MFA of every user and of the root user.
//!
//! In: a connection. Out: a [`Report`], asked for once a run, or why there is none. IAM makes a report
//! when it is told to, and keeps it for four hours: an identity that may not have one made can still
//! read one that is there.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::super::super::Asked;
use super::super::task::Task;
use crate::cloud::CallError;
use crate::cloud::aws::Aws;
use crate::model::GapReason;

pub(super) const GET: &str = "iam:GetCredentialReport";
const GENERATE: &str = "iam:GenerateCredentialReport";
/// The row of the root user.
pub(super) const ROOT: &str = "<root_account>";

/// How long a report that is being made is waited for, step by step: about a minute in all.
const WAITS: [Duration; 8] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(15),
    Duration::from_secs(15),
    Duration::from_secs(15),
];

/// The rows of a report by the name of the user.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Report(BTreeMap<String, Row>);

/// The fields of a row by the name of their column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Row(BTreeMap<String, String>);

/// Reads the report if one of the kinds is to be read from it.
pub(super) async fn ask(task: &Task, kinds: &[&str]) -> Asked<Report> {
    match kinds.iter().any(|kind| task.asks(kind, GET)) {
        true => Some(read(&task.aws).await),
        false => None,
    }
}

/// Has a report made, unless one is younger than four hours, and waits for it.
async fn read(aws: &Aws) -> Result<Report, CallError> {
    let made = aws.call(GENERATE, aws.iam().generate_credential_report().send()).await;
    let mut waits = WAITS.into_iter();
    loop {
        let missing = match aws.call(GET, aws.iam().get_credential_report().send()).await {
            Ok(answer) => return Report::parse(answer.content().map_or(&[], AsRef::as_ref)),
            Err(error) if is_missing(&error) => error,
            Err(error) => return Err(error),
        };
        match (&made, waits.next()) {
            // There is none because none could be made.
            (Err(refused), _) => return Err(refused.clone()),
            (Ok(_), Some(wait)) => tokio::time::sleep(wait).await,
            (Ok(_), None) => {
                let message = "the credential report was not ready in time; run again in a few minutes";
                let late = CallError::own(GET, GapReason::Timeout, message);
                return Err(CallError {
                    code: missing.code,
                    ..late
                });
            }
        }
    }
}

fn is_missing(error: &CallError) -> bool {
    let codes = ["ReportNotPresent", "ReportExpired", "ReportInProgress"];
    error.code.as_deref().is_some_and(|code| codes.contains(&code))
}

impl Report {
    fn parse(content: &[u8]) -> Result<Self, CallError> {
        let broken = |error: csv::Error| CallError::malformed(GET, &format!("credential report: {error}"));
        let mut reader = csv::Reader::from_reader(content);
        let mut rows = BTreeMap::new();
        for row in reader.deserialize::<BTreeMap<String, String>>() {
            let row = Row(row.map_err(broken)?);
            rows.insert(row.field("user")?.to_owned(), row);
        }
        match rows.is_empty() {
            true => Err(CallError::malformed(GET, "credential report: it has no rows")),
            false => Ok(Self(rows)),
        }
    }

    /// The row of a user. One who is younger than the report has none.
    pub(super) fn row(&self, user: &str) -> Result<&Row, CallError> {
        let absent = || CallError::malformed(GET, &format!("credential report: it has no row for {user:?}"));
        self.0.get(user).ok_or_else(absent)
    }
}

impl Row {
    fn field(&self, column: &str) -> Result<&str, CallError> {
        let field = self.0.get(column).map(String::as_str);
        field.ok_or_else(|| CallError::malformed(GET, &format!("credential report: there is no column {column}")))
    }

    /// A field, or `None` where the report says in one of its ways that there is nothing.
    fn value(&self, column: &str) -> Result<Option<&str>, CallError> {
        let field = self.field(column)?;
        Ok((!["N/A", "no_information", "not_supported", ""].contains(&field)).then_some(field))
    }

    pub(super) fn text(&self, column: &str) -> Result<Value, CallError> {
        Ok(self.value(column)?.map_or(Value::Null, Value::from))
    }

    pub(super) fn boolean(&self, column: &str) -> Result<Value, CallError> {
        match self.value(column)? {
            None => Ok(Value::Null),
            Some("true") => Ok(Value::Bool(true)),
            Some("false") => Ok(Value::Bool(false)),
            Some(other) => Err(odd(column, other)),
        }
    }

    /// A time as RFC 3339, UTC, to the second.
    pub(super) fn time(&self, column: &str) -> Result<Value, CallError> {
        let Some(field) = self.value(column)? else {
            return Ok(Value::Null);
        };
        let parsed: jiff::Timestamp = field.parse().map_err(|_| odd(column, field))?;
        let stamp = jiff::Timestamp::from_second(parsed.as_second()).map_err(|_| odd(column, field))?;
        Ok(Value::from(stamp.to_string()))
    }

    /// One of the two places for an access key. Where none exists it is inactive and was never rotated.
    pub(super) fn access_key(&self, index: u8) -> Result<Value, CallError> {
        let column = |name: &str| format!("access_key_{index}_{name}");
        Ok(json!({
            "active": self.boolean(&column("active"))?,
            "last_rotated": self.time(&column("last_rotated"))?,
            "last_used_date": self.time(&column("last_used_date"))?,
            "last_used_region": self.text(&column("last_used_region"))?,
            "last_used_service": self.text(&column("last_used_service"))?,
        }))
    }

    /// The access keys that exist.
    pub(super) fn access_keys(&self) -> Result<Value, CallError> {
        let mut keys = Vec::new();
        for index in 1..=2 {
            let mut key = self.access_key(index)?;
            if key["active"] == Value::Bool(true) || !key["last_rotated"].is_null() {
                key["index"] = Value::from(index);
                keys.push(key);
            }
        }
        Ok(Value::from(keys))
    }
}

fn odd(column: &str, value: &str) -> CallError {
    CallError::malformed(GET, &format!("credential report: {column} is {value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "user,arn,password_enabled,password_last_used,mfa_active,\
        access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,\
        access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,\
        access_key_2_last_used_region,access_key_2_last_used_service";

    fn report(rows: &[&str]) -> Result<Report, CallError> {
        Report::parse([&[HEAD], rows].concat().join("\n").as_bytes())
    }

    #[test]
    fn what_the_report_does_not_know_is_absent() {
        let report = report(&[
            "<root_account>,arn:aws:iam::1:root,not_supported,2026-05-01T10:00:00+00:00,false,\
                false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A",
            "ada,arn:aws:iam::1:user/ada,true,no_information,true,\
                false,2025-01-02T03:04:05Z,N/A,N/A,N/A,true,2026-01-02T03:04:05+02:00,2026-02-03T04:05:00Z,us-east-1,s3",
        ])
        .expect("a report");
        let root = report.row(ROOT).expect("a row");
        assert_eq!(root.boolean("password_enabled"), Ok(Value::Null));
        assert_eq!(root.time("password_last_used"), Ok(json!("2026-05-01T10:00:00Z")));
        assert_eq!(root.access_keys(), Ok(json!([])));
        assert_eq!(root.access_key(2).map(|key| key["active"].clone()), Ok(json!(false)));
        let ada = report.row("ada").expect("a row");
        assert_eq!(ada.boolean("password_enabled"), Ok(json!(true)));
        assert_eq!(ada.time("password_last_used"), Ok(Value::Null));
        let absent = Value::Null;
        assert_eq!(
            ada.access_keys(),
            Ok(json!([
                {"index": 1, "active": false, "last_rotated": "2025-01-02T03:04:05Z", "last_used_date": absent,
                 "last_used_region": absent, "last_used_service": absent},
                {"index": 2, "active": true, "last_rotated": "2026-01-02T01:04:05Z",
                 "last_used_date": "2026-02-03T04:05:00Z", "last_used_region": "us-east-1", "last_used_service": "s3"},
            ]))
        );
    }

    #[test]
    fn what_is_not_understood_is_no_value() {
        let report =
            report(&["ada,a,yes,yesterday,true,true,N/A,N/A,N/A,N/A,maybe,N/A,N/A,N/A,N/A"]).expect("a report");
        let ada = report.row("ada").expect("a row");
        for error in [
            ada.boolean("password_enabled").expect_err("odd"),
            ada.time("password_last_used").expect_err("odd"),
            ada.text("cert_1_active").expect_err("no such column"),
            ada.access_keys().expect_err("odd"),
            report.row("mallory").expect_err("no such row"),
            Report::parse(b"").expect_err("empty"),
            Report::parse(b"arn\na").expect_err("no users"),
            Report::parse(b"user,arn\nada").expect_err("cut"),
            Report::parse(b"user\n\xff").expect_err("not text"),
        ] {
            assert_eq!((error.reason, error.operation.as_str()), (GapReason::Malformed, GET));
        }
    }
}
