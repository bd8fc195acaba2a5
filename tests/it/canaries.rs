//! Secrets never enter: planted wherever AWS gives them back, none of them comes out anywhere.

use std::path::Path;
use std::process::Command;

use crate::support::moto::{Moto, trueline_at};
use crate::support::proxy::{Fault, Proxy};

const CANARY: &str = "CANARY";

/// Runs a command and demands that neither output nor anything in its folder holds a canary.
fn quiet(folder: &Path, mut command: Command) {
    let output = command.current_dir(folder).output().expect("it starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{command:?}: {output:?}");
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = String::from_utf8_lossy(bytes);
        let found = text.lines().find(|line| line.contains(CANARY));
        assert_eq!(found, None, "{name} of {command:?}");
    }
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
        let found = text.lines().find(|line| line.contains(CANARY));
        assert_eq!(found, None, "{}", path.display());
    }
}

#[test]
fn no_secret_comes_out_anywhere() {
    let moto = Moto::seeded("canaries");
    let proxy = Proxy::start(moto.endpoint());
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = trueline_at(proxy.endpoint());
        command.args(arguments);
        quiet(folder.path(), command);
    };
    let live = ["--providers", "aws", "--regions", "us-east-1"];
    run(&[&["--log", "trace", "snapshot", "--all", "-o", "all.json"][..], &live].concat());
    run(&[
        &[
            "--log",
            "trace",
            "scan",
            "--passes",
            "--format",
            "json=r.json",
            "--format",
            "table",
        ][..],
        &live,
    ]
    .concat());
    run(&[
        "check",
        "--passes",
        "--format",
        "json=c.json",
        "--format",
        "table",
        "all.json",
    ]);
    run(&["fix", "plan", "all.json", "-o", "plan.json"]);
    // What was planted was read.
    let text = std::fs::read_to_string(folder.path().join("all.json")).expect("a snapshot");
    assert!(text.contains("user_data_sha256") && text.contains("/canary/secret"));
    // Nor when an answer that holds one can't be read.
    for fault in [Fault::Truncated, Fault::Malformed, Fault::ServerError] {
        proxy.reset();
        for operation in [
            "ec2:DescribeInstanceAttribute",
            "ec2:DescribeLaunchTemplateVersions",
            "sns:ListSubscriptions",
        ] {
            proxy.set(operation, fault);
        }
        run(&[&["--log", "trace", "snapshot", "--all", "-o", "cut.json"][..], &live].concat());
    }
}
