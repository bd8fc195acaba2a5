//! Small documents for tests, and running the program on them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
#[cfg(feature = "live")]
use trueline::model::Snapshot;

/// Longest that the program, which is not optimised here, may take over bad input or the whole library.
const LONGEST: Duration = Duration::from_secs(60);

/// How the program ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) error: String,
}

impl Ended {
    /// Exit code 2, nothing on standard output, and all of `parts` on standard error.
    pub(crate) fn refused(&self, parts: &[&str]) {
        assert_eq!(self.code, Some(2), "{}\n{}", self.out, self.error);
        assert_eq!(self.out, "");
        assert!(self.error.starts_with("error: "), "{}", self.error);
        assert!(!self.error.contains("panicked"), "{}", self.error);
        for part in parts {
            assert!(self.error.contains(part), "wanted {part:?} in: {}", self.error);
        }
    }
}

/// A folder of its own for one test, in which the program runs.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("folder");
        std::fs::write(&path, content).expect("written");
        path
    }

    pub(crate) fn read(&self, name: &str) -> Value {
        let text = std::fs::read(self.path(name)).expect("file");
        serde_json::from_slice(&text).expect("JSON")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = super::trueline();
        command.args(arguments).current_dir(self.0.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    /// Runs the program with something on its standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Ended {
        let file = self.write(".input", input);
        let started = Instant::now();
        let output: Output = self
            .command(arguments)
            .stdin(Stdio::from(std::fs::File::open(file).expect("input")))
            .output()
            .expect("started");
        assert!(
            started.elapsed() < LONGEST,
            "{arguments:?} took {:?}",
            started.elapsed()
        );
        Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            error: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

/// A bucket in the test account.
pub(crate) fn bucket(name: &str, attributes: &Value) -> Value {
    let scope = json!({"provider": "aws", "account": "123456789012", "region": "eu-central-1"});
    json!({"kind": "aws.s3.bucket", "scope": scope, "id": name, "name": name, "attributes": attributes})
}

/// A snapshot in which the buckets of the test account were read.
pub(crate) fn snapshot(resources: &[Value]) -> Value {
    let scope = json!({"provider": "aws", "account": "123456789012", "region": "eu-central-1"});
    json!({
        "schema": "trueline.snapshot/1",
        "header": {"created_at": "2026-01-01T00:00:00Z", "trueline": "0.1.0", "complete": true},
        "collected": [{"scope": scope, "kind": "aws.s3.bucket"}],
        "resources": resources,
        "gaps": [],
    })
}

/// Attributes of a bucket with versioning on or off.
pub(crate) fn versioning(on: bool) -> Value {
    json!({"versioning": {"status": if on { json!("Enabled") } else { Value::Null }, "mfa_delete": null}})
}

/// A snapshot without what differs between two emulators that were filled alike: times, and ids that
/// they draw at start.
#[cfg(feature = "live")]
pub(crate) fn steady(mut snapshot: Snapshot) -> Snapshot {
    for resource in &mut snapshot.resources {
        resource.attributes.values_mut().for_each(steady_value);
    }
    snapshot
}

#[cfg(feature = "live")]
fn steady_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            let looks_like = |pattern: &str| {
                text.len() >= pattern.len()
                    && pattern.chars().zip(text.chars()).all(|(p, c)| match p {
                        '9' => c.is_ascii_digit(),
                        'f' => c.is_ascii_hexdigit(),
                        other => other == c,
                    })
            };
            let known = [
                "User initiated (9999-99-99",
                "9999-99-99T99:99:99",
                "snap-ffffffffffffffff",
                "pl-ffffffffffffffff",
            ];
            if let Some(pattern) = known.into_iter().find(|pattern| looks_like(pattern)) {
                *text = pattern.to_owned();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(steady_value),
        Value::Object(fields) => fields.values_mut().for_each(steady_value),
        _ => {}
    }
}
