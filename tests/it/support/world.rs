//! StellarRec's whole world: an AWS account and a Cloudflare zone, and the program that sees both.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use trueline::model::Snapshot;
use trueline::store;

use super::cloudflare_fake::CloudflareFake;
use super::moto::{Moto, trueline_at};
pub(crate) use super::report::{Report, told};

/// The emulators, and a folder for what a test writes.
pub(crate) struct World {
    pub(crate) moto: Moto,
    pub(crate) cloudflare: CloudflareFake,
    folder: tempfile::TempDir,
    /// Where AWS answers: moto, or a proxy before it.
    endpoint: String,
}

impl World {
    /// StellarRec on a bad day.
    pub(crate) fn broken() -> Self {
        Self::of("broken")
    }

    /// StellarRec as the seeds call it: `compliant` or `broken`.
    pub(crate) fn of(variant: &str) -> Self {
        let moto = Moto::seeded(variant);
        let cloudflare = CloudflareFake::start();
        cloudflare.seed_stellarrec(variant == "broken");
        let endpoint = moto.endpoint().to_owned();
        Self {
            moto,
            cloudflare,
            folder: tempfile::tempdir().expect("a folder"),
            endpoint,
        }
    }

    /// Sends AWS requests to `endpoint` from now on.
    pub(crate) fn through(&mut self, endpoint: &str) {
        self.endpoint = endpoint.to_owned();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with both clouds, working in the test's folder.
    pub(crate) fn trueline(&self, args: &[&str]) -> Command {
        let mut command = trueline_at(&self.endpoint);
        command
            .env("CLOUDFLARE_API_TOKEN", self.cloudflare.token())
            .env("CLOUDFLARE_BASE_URL", self.cloudflare.base_url())
            .env("TRUELINE_CLOUDFLARE_RATE", "1000")
            .env("TRUELINE_MAX_ATTEMPTS", "2")
            .current_dir(self.folder.path())
            .args(args);
        command
    }

    /// Runs the program and demands an exit code.
    pub(crate) fn run(&self, args: &[&str], code: i32) -> String {
        told(self.trueline(args), code)
    }

    /// Scans by StellarRec's spec and gives the report and the snapshot.
    pub(crate) fn scan(&self, name: &str, code: i32) -> (Report, Snapshot) {
        self.scan_with(name, &[], code)
    }

    /// The same with more arguments.
    pub(crate) fn scan_with(&self, name: &str, more: &[&str], code: i32) -> (Report, Snapshot) {
        let (report, snapshot) = (format!("json={name}.report.json"), format!("{name}.json"));
        let args = [
            "scan",
            "--spec",
            "stellarrec",
            "--no-progress",
            "--passes",
            "--regions",
            "us-east-1,eu-west-1",
        ];
        self.run(
            &[&args[..], &["--format", &report, "--save", &snapshot], more].concat(),
            code,
        );
        let snapshot = store::read_snapshot(&self.path(&snapshot)).expect("a snapshot");
        (Report::read(&self.path(&format!("{name}.report.json"))), snapshot)
    }

    /// Plans fixes of a saved snapshot.
    pub(crate) fn plan(&self, snapshot: &str, more: &[&str]) -> Value {
        self.run(
            &[
                &["fix", "plan", snapshot, "--spec", "stellarrec", "-o", "plan.json"],
                more,
            ]
            .concat(),
            0,
        );
        let text = std::fs::read_to_string(self.path("plan.json")).expect("a plan");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Applies `plan.json`.
    pub(crate) fn apply(&self, more: &[&str], code: i32) -> String {
        self.run(
            &[&["fix", "apply", "plan.json", "--spec", "stellarrec", "--yes"], more].concat(),
            code,
        )
    }

    /// The journals' names, oldest first.
    pub(crate) fn journals(&self) -> Vec<PathBuf> {
        let runs = self.path(".trueline/runs");
        let Ok(entries) = std::fs::read_dir(runs) else {
            return Vec::new();
        };
        let mut names: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
        names.sort();
        names
    }
}
