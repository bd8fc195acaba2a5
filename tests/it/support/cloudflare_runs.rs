//! Runs the program against the fake, and takes apart what comes out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::cloudflare_fake::CloudflareFake;
use super::report::{Report, told};

/// The fake with StellarRec's zone in it.
pub(crate) fn stellarrec(broken: bool) -> CloudflareFake {
    let fake = CloudflareFake::start();
    fake.seed_stellarrec(broken);
    fake
}

/// What can be collected; nothing that the fake keeps secret may be in it.
pub(crate) fn snapshot_with(fake: &CloudflareFake, arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("snapshot.json");
    let mut command = fake.trueline();
    command
        .args(["snapshot", "--no-progress", "--providers", "cloudflare", "-o"])
        .arg(&file)
        .args(arguments);
    told(command, 0);
    let text = std::fs::read_to_string(&file).expect("written");
    for secret in ["hunter2-in-the-clear", "BEGIN CERTIFICATE", "PRIVATE KEY"] {
        assert!(!text.contains(secret), "{secret} is in the snapshot");
    }
    serde_json::from_str(&text).expect("JSON")
}

/// Everything that can be collected.
pub(crate) fn snapshot(fake: &CloudflareFake) -> Value {
    snapshot_with(fake, &["--all"])
}

/// The report of a scan.
pub(crate) fn scan(fake: &CloudflareFake, arguments: &[&str]) -> Report {
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("report.json");
    let mut command = fake.trueline();
    command
        .args([
            "scan",
            "--providers",
            "cloudflare",
            "--no-progress",
            "--quiet",
            "--passes",
            "--format",
        ])
        .arg(format!("json={}", file.display()))
        .args(arguments);
    let output = command.output().expect("it starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{errors}");
    Report::read(&file)
}

/// The resources of a kind, by id.
pub(crate) fn of_kind<'a>(snapshot: &'a Value, kind: &str) -> BTreeMap<&'a str, &'a Value> {
    let resources = snapshot["resources"].as_array().expect("a list").iter();
    let of_kind = resources.filter(|r| r["kind"] == kind);
    of_kind.map(|r| (r["id"].as_str().expect("an id"), r)).collect()
}

/// The gaps of a resource, or those of the listings of a kind, as [path, reason, permission].
pub(crate) fn gaps(holder: &Value, kind: Option<&str>) -> Vec<Value> {
    let list = holder["gaps"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of_kind = list.iter().filter(|g| kind.is_none_or(|kind| g["kind"] == kind));
    of_kind
        .map(|g| json!([g["path"], g["reason"], g["permission"]]))
        .collect()
}

/// Verdicts by control and resource of a scan with StellarRec's spec.
pub(crate) fn verdicts(fake: &CloudflareFake, only: &str) -> BTreeMap<(String, String), String> {
    let report = scan(fake, &["--spec", "stellarrec", "--only", only]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report.0["findings"].as_array().expect("findings").iter();
    findings
        .map(|f| ((text(&f["control"]), text(&f["resource"]["id"])), text(&f["verdict"])))
        .collect()
}
