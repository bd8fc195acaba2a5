//! The reports of pull requests as a user asks for them, and the ready files for CI.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::files::{Place, bucket, snapshot, versioning};

const CONTROL: &str = "aws-s3-bucket-versioning";
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// What is shipped for CI.
const READY: [&str; 5] = [
    ".github/actions/trueline/action.yml",
    ".github/examples/github-workflow.yml",
    ".github/examples/gitlab-ci.yml",
    ".github/examples/pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
];

#[test]
fn one_run_writes_all_reports() {
    let place = Place::new();
    let mut evil = bucket("evil", &versioning(false));
    evil["name"] = json!("e\u{1b}[31m\n::stop-commands::x`</details>@octocat|");
    place.write(
        "s.json",
        snapshot(&[bucket("plain", &versioning(false)), evil]).to_string(),
    );
    let ended = place.run(&[
        "check",
        "./s.json",
        "--only",
        CONTROL,
        "--format",
        "github",
        "--format",
        "sarif=r.sarif",
        "--format",
        "junit=r.xml",
        "--format",
        "markdown=r.md",
        "--format",
        "gitlab=r.json",
    ]);
    assert_eq!(ended.code, Some(1), "{}", ended.error);
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ended.out);
    assert!(
        lines
            .iter()
            .all(|l| l.starts_with("::warning file=s.json,line=1,title=medium ")),
        "{}",
        ended.out
    );
    let log = place.read("r.sarif");
    let results = log["runs"][0]["results"].as_array().expect("list");
    assert_eq!(results.len(), 2);
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!(rule["id"], CONTROL);
    assert!(
        rule["fullDescription"]["text"]
            .as_str()
            .is_some_and(|t| t.contains("copy"))
    );
    assert!(
        rule["properties"]["tags"]
            .as_array()
            .is_some_and(|t| t.contains(&json!("soc2")))
    );
    let text = |name: &str| std::fs::read_to_string(place.path(name)).expect("file");
    assert!(text("r.xml").contains("failures=\"2\""));
    assert!(text("r.md").starts_with("<!-- trueline -->"));
    assert_eq!(place.read("r.json").as_array().map(Vec::len), Some(2));
    for name in ["r.sarif", "r.xml", "r.md", "r.json"] {
        assert!(!text(name).contains('\u{1b}'), "{name}");
    }
    place
        .run(&["check", "s.json", "--format", "sarif", "--format", "github"])
        .refused(&["two reports are to be written to standard output"]);
}

#[test]
fn what_was_read_from_nowhere_has_no_place() {
    let place = Place::new();
    let text = snapshot(&[bucket("plain", &versioning(false))]).to_string();
    let ended = place.run_with(&["check", "-", "--only", CONTROL, "--format", "github"], &text);
    assert!(ended.out.starts_with("::warning title="), "{}", ended.out);
}

fn text(name: &str) -> String {
    std::fs::read_to_string(Path::new(ROOT).join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn the_ready_files_are_yaml_and_run_nothing_here_by_themselves() {
    for name in READY {
        let parsed: Result<Value, _> = serde_saphyr::from_str(&text(name));
        parsed.unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    let action: Value = serde_saphyr::from_str(&text(READY[0])).expect("YAML");
    assert_eq!(action["runs"]["using"], "composite");
    for step in action["runs"]["steps"].as_array().expect("list") {
        let Some(script) = step["run"].as_str() else { continue };
        assert!(script.starts_with("set -euo pipefail\n"), "{script}");
        assert!(
            !script.contains("${{"),
            "what others write reaches a script by its environment alone: {script}"
        );
        assert_eq!(step["shell"], "bash");
    }
    let inputs = action["inputs"].as_object().expect("inputs");
    let workflow = text(READY[1]);
    let used: Value = serde_saphyr::from_str(&workflow).expect("YAML");
    let steps = used["jobs"]["trueline"]["steps"].as_array().expect("steps");
    let given = steps
        .iter()
        .filter(|s| s["uses"].as_str().is_some_and(|u| u.contains("actions/trueline")));
    for key in given.filter_map(|s| s["with"].as_object()).flat_map(|with| with.keys()) {
        assert!(inputs.contains_key(key), "the action has no input {key}");
    }
    let workflows = Path::new(ROOT).join(".github/workflows");
    assert!(
        !workflows.join("trueline.yml").exists(),
        "an example would run on this repository"
    );
}

#[test]
fn every_option_and_format_that_they_use_exists() {
    let place = Place::new();
    let help = place.run(&["check", "--help"]).out;
    let mut options = 0;
    for name in READY {
        let text = text(name);
        // Lines continue after a backslash, and words stand in lists.
        let text = text.replace("\\\n", " ").replace([',', '[', ']', '"', '(', ')'], " ");
        let lines = text
            .lines()
            .filter(|l| l.contains("trueline") && l.contains("check") && !l.trim_start().starts_with('#'));
        for line in lines {
            for word in line.split_whitespace() {
                if let Some(option) = word.strip_prefix("--") {
                    let option = format!("--{}", option.split('=').next().unwrap_or_default());
                    assert!(help.contains(&option), "{name}: {option}");
                    options += 1;
                }
            }
            for format in line.split("--format").skip(1) {
                let format = format.trim_start_matches(['=', ' ']);
                let format = format
                    .split(|c: char| !c.is_ascii_alphabetic())
                    .next()
                    .unwrap_or_default();
                assert!(help.contains(&format!(" {format}")), "{name}: format {format}");
            }
        }
    }
    assert!(options >= 10, "{options} options were found");
}
