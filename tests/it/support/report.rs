//! Runs of the program, and the JSON reports that they write.

use std::collections::BTreeMap;
use std::path::Path;
#[cfg(feature = "live")]
use std::process::{Command, Output};

use serde_json::Value;

/// Runs a command, demands an exit code, and gives both outputs.
#[cfg(feature = "live")]
pub(crate) fn told(mut command: Command, code: i32) -> String {
    let Output { status, stdout, stderr } = command.output().expect("it starts");
    let told = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert_eq!(status.code(), Some(code), "{command:?}:\n{told}");
    told
}

/// The JSON report.
pub(crate) struct Report(pub(crate) Value);

impl Report {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a report");
        Self(serde_json::from_str(&text).expect("JSON"))
    }

    /// Control and resource id (or region, for rows about a whole one) → verdict.
    pub(crate) fn verdicts(&self) -> BTreeMap<(String, String), String> {
        let rows = self.0["findings"].as_array().expect("findings");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        rows.iter()
            .map(|row| {
                let resource = &row["resource"];
                let id = match &resource["id"] {
                    Value::Null => format!("any in {}", resource["scope"]["region"]),
                    id => text(id),
                };
                ((text(&row["control"]), id), text(&row["verdict"]))
            })
            .collect()
    }

    /// The controls that leave a verdict open.
    #[cfg(all(feature = "aws", feature = "cloudflare"))]
    pub(crate) fn open(&self) -> std::collections::BTreeSet<&str> {
        let rows = self.0["findings"].as_array().expect("findings").iter();
        let open = rows.filter(|row| row["verdict"] == "unknown");
        open.map(|row| row["control"].as_str().expect("id")).collect()
    }

    /// What fails, as `control name`, sorted.
    #[cfg(all(feature = "aws", feature = "cloudflare"))]
    pub(crate) fn failures(&self) -> Vec<String> {
        let rows = self.0["findings"].as_array().expect("findings").iter();
        let failed = rows.filter(|row| row["verdict"] == "fail");
        let mut named: Vec<String> = failed
            .map(|row| {
                format!(
                    "{} {}",
                    row["control"].as_str().expect("id"),
                    row["resource"]["name"].as_str().expect("name")
                )
            })
            .collect();
        named.sort();
        named
    }
}
