//! A moto server: an AWS account on a loopback port.
//!
//! In: `tests/moto/`. Out: a running server whose account can be seeded, and the program under test
//! pointed at it. Nothing is skipped: what is missing fails with a message that says so.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::python::{clean, environment, folder};

/// How long the server may take to answer for the first time.
const START: Duration = Duration::from_secs(60);

/// A running server; ends when dropped, and when this process ends.
pub(crate) struct Moto {
    server: Child,
    endpoint: String,
    python: PathBuf,
}

impl Moto {
    /// Starts an empty account.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    fn start_with(arguments: &[&str]) -> Self {
        let python = environment();
        // The port is free now; who takes it in between makes the server fail, loudly.
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free loopback port")
            .port();
        let mut server = clean(Command::new(&python))
            .arg(folder().join("server.py"))
            .arg(port.to_string())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the moto server starts");
        let stdout = server.stdout.take().expect("piped");
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let ready = receiver.recv_timeout(START);
        let moto = Self {
            server,
            endpoint: format!("http://127.0.0.1:{port}"),
            python,
        };
        assert_eq!(
            ready.as_deref(),
            Ok(format!("ready {port}").as_str()),
            "tests/moto/server.py did not get ready within {START:?}; its words are on standard error"
        );
        moto
    }

    /// Starts an account that is filled already.
    pub(crate) fn seeded(variant: &str) -> Self {
        let moto = Self::start();
        moto.seed(variant);
        moto
    }

    /// The same behind a server that cuts every listing into pages.
    pub(crate) fn seeded_in_pages(variant: &str) -> Self {
        let moto = Self::start_with(&["--pages"]);
        moto.seed(variant);
        moto
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Empties the account and fills it: `compliant`, `broken` or `crowd`.
    pub(crate) fn seed(&self, variant: &str) {
        let output = clean(Command::new(&self.python))
            .arg(folder().join("seed.py"))
            .args(["--endpoint", &self.endpoint, "--variant", variant])
            .output()
            .expect("the seeder starts");
        assert!(
            output.status.success(),
            "seeding {variant} failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Puts objects into a new bucket.
    pub(crate) fn put_objects(&self, bucket: &str, objects: &[(&str, &str)]) {
        const PUT: &str = "
import boto3, json, sys
endpoint, bucket, objects = sys.argv[1:]
s3 = boto3.client('s3', endpoint_url=endpoint, region_name='eu-central-1',
                  aws_access_key_id='testing', aws_secret_access_key='testing')
s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={'LocationConstraint': 'eu-central-1'})
for key, text in json.loads(objects):
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())
";
        let objects = serde_json::to_string(objects).expect("JSON");
        let output = clean(Command::new(&self.python))
            .args(["-c", PUT, &self.endpoint, bucket, &objects])
            .output()
            .expect("Python starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The program under test, as an identity of this account.
    pub(crate) fn trueline(&self) -> Command {
        trueline_at(&self.endpoint)
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program under test, with an AWS endpoint and made-up credentials.
pub(crate) fn trueline_at(endpoint: &str) -> Command {
    let mut command = super::trueline();
    command
        .env("AWS_ENDPOINT_URL", endpoint)
        // The account stands before the host here, so it needs a name that can have names below it.
        .env(
            "AWS_ENDPOINT_URL_S3_CONTROL",
            endpoint.replace("127.0.0.1", "localhost"),
        )
        .env("TRUELINE_AWS_RATE", "10000")
        .env("AWS_ACCESS_KEY_ID", "testing")
        .env("AWS_SECRET_ACCESS_KEY", "testing")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/nonexistent/aws")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/aws");
    command
}

/// The command that collects everything of AWS into a file.
pub(crate) fn snapshot_all(mut command: Command, file: &Path, more: &[&str]) -> Command {
    command
        .args(["snapshot", "--all", "--no-progress", "--providers", "aws"])
        .args(more)
        .arg("-o")
        .arg(file);
    command
}
