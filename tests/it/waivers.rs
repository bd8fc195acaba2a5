//! Waivers and the configuration file, as a user meets them.

use serde_json::{Value, json};
use trueline::config::{Config, parse_waivers};
use trueline::model::clock;

use crate::support::files::{Ended, Place, bucket, snapshot, versioning};

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/stellarrec/snapshot.json");
/// Two buckets of the shipped snapshot fail it: stellarrec-app and stellarrec-scratch.
const CONTROL: &str = "aws-s3-bucket-versioning";

/// The text of one waiver, `days` from today.
fn waiver(control: &str, resource: &str, days: i64) -> String {
    format!(
        "  - control: {control}\n    resource: {resource}\n    reason: moved by the end of the year\n    owner: team@example.com\n    expires: {}\n    ticket: OPS-1\n",
        clock::date(-days)
    )
}

fn file(waivers: &[String]) -> String {
    format!("waivers:\n{}", waivers.concat())
}

/// Judges the shipped snapshot by one control, with a waiver file, and reads the JSON report.
fn judged(place: &Place, waivers: &[String], more: &[&str]) -> (Option<i32>, Value) {
    place.write("w.yaml", file(waivers));
    let ended = place.run(
        &[
            &[
                "check",
                SNAPSHOT,
                "--only",
                CONTROL,
                "--format",
                "json",
                "--waivers",
                "w.yaml",
            ],
            more,
        ]
        .concat(),
    );
    let report = serde_json::from_str(&ended.out).unwrap_or_else(|e| panic!("{e}: {}", ended.error));
    (ended.code, report)
}

fn rows(report: &Value) -> Vec<(&str, bool)> {
    let findings = report["findings"].as_array().expect("list");
    let row = |f: &'_ Value| !f["waiver"].is_null();
    findings
        .iter()
        .map(|f| (f["resource"]["id"].as_str().expect("id"), row(f)))
        .collect()
}

#[test]
fn what_is_waived_stays_in_the_report_and_does_not_fail_the_run() {
    let place = Place::new();
    let (code, report) = judged(&place, &[waiver(CONTROL, "stellarrec-app", 100)], &[]);
    assert_eq!(code, Some(1), "the other one still fails");
    assert_eq!(rows(&report), [("stellarrec-app", true), ("stellarrec-scratch", false)]);
    assert_eq!(report["findings"][0]["verdict"], "fail");
    let summary = &report["summary"];
    assert_eq!((&summary["fail"], &summary["waived"]), (&json!(2), &json!(1)));
    assert_eq!(
        report["findings"][0]["waiver"],
        json!({"reason": "moved by the end of the year", "owner": "team@example.com", "expires": clock::date(-100), "ticket": "OPS-1"})
    );
    let used = &report["waivers"][0];
    assert_eq!(
        (&used["status"], &used["matched"], &used["days_left"]),
        (&json!("active"), &json!(1), &json!(100))
    );
    assert_eq!((&used["file"], &used["line"]), (&json!("w.yaml"), &json!(2)));
    for resource in [
        "\"*\"",
        "arn:aws:s3:::stellarrec-*",
        "{kind: aws.s3.bucket}",
        "{kind: \"aws.s3.*\", id: \"stellarrec-*\", account: 123456789012, region: us-east-1, tags: {environment: prod*}}",
    ] {
        let (code, report) = judged(&place, &[waiver("aws-s3-*", resource, 100)], &["--strict"]);
        assert_eq!((code, &report["summary"]["waived"]), (Some(0), &json!(2)), "{resource}");
    }
}

#[test]
fn waivers_that_ended_or_do_nothing_are_reported() {
    let place = Place::new();
    let waivers = [
        waiver(CONTROL, "stellarrec-app", -1),
        waiver(CONTROL, "stellarrec-scratch", 5),
        waiver(CONTROL, "stellarrec-logs", 100),
        waiver("aws-rds-*", "\"*\"", 100),
        waiver(CONTROL, "{account: 999999999999}", 100),
    ];
    let (code, report) = judged(&place, &waivers, &[]);
    assert_eq!(code, Some(1));
    assert_eq!(rows(&report), [("stellarrec-app", false), ("stellarrec-scratch", true)]);
    let statuses: Vec<&str> = report["waivers"]
        .as_array()
        .expect("list")
        .iter()
        .filter_map(|w| w["status"].as_str())
        .collect();
    assert_eq!(statuses, ["expired", "active", "unused", "not_judged", "not_judged"]);
    let table = place
        .run(&["check", SNAPSHOT, "--only", CONTROL, "--waivers", "w.yaml"])
        .out;
    for part in [
        "2 fail (1 waived), 0 error",
        "1 finding is open again",
        "expires in 5 days",
        "on stellarrec-logs (team@example.com, w.yaml:14): unused",
        "1 not in use: what it names was not looked at",
        "moved by the end of the year",
    ] {
        assert!(table.contains(part), "{part}\n{table}");
    }
    assert!(
        !table.contains("aws-rds-"),
        "silent where its control was not asked for: {table}"
    );
}

#[test]
fn waivers_can_be_ignored_aloud() {
    let place = Place::new();
    let all = [waiver(CONTROL, "\"*\"", 100)];
    assert_eq!(judged(&place, &all, &[]).0, Some(0));
    let (code, report) = judged(&place, &all, &["--no-waivers"]);
    assert_eq!((code, &report["run"]["waivers_ignored"]), (Some(1), &json!(true)));
    assert_eq!(report["waivers"], json!([]));
    let ended = place.run(&[
        "check",
        SNAPSHOT,
        "--only",
        CONTROL,
        "--waivers",
        "w.yaml",
        "--no-waivers",
    ]);
    assert!(ended.out.contains("WAIVERS ARE IGNORED"), "{}", ended.out);
}

#[test]
fn unread_things_are_waived_only_by_name() {
    let place = Place::new();
    let mut gap = bucket("gap", &json!({}));
    gap["gaps"] = json!([{"path": "versioning", "reason": "access_denied", "operation": "s3:GetBucketVersioning"}]);
    place.write("s.json", snapshot(&[gap, bucket("on", &versioning(true))]).to_string());
    let run = |verdicts: &str| {
        let waiver = waiver(CONTROL, "gap", 100) + verdicts;
        place.write("w.yaml", file(&[waiver]));
        place.run(&["check", "s.json", "--only", CONTROL, "--strict", "--waivers", "w.yaml"])
    };
    let plain = run("");
    assert_eq!(plain.code, Some(3));
    assert!(
        plain.out.contains("1 not in use: what it names could not all be read"),
        "{}",
        plain.out
    );
    let named = run("    verdicts: [fail, unknown]\n");
    assert_eq!(named.code, Some(0), "{}{}", named.out, named.error);
    assert!(named.out.contains("1 unknown (1 waived)"), "{}", named.out);
}

#[test]
fn a_waiver_that_cannot_be_used_is_refused() {
    let place = Place::new();
    let refused = |text: &str, parts: &[&str]| {
        place.write("w.yaml", text);
        place.run(&["check", SNAPSHOT, "--waivers", "w.yaml"]).refused(parts);
    };
    let good = waiver(CONTROL, "\"*\"", 100);
    refused(
        &file(&[good.clone(), good.replace("versioning", "versionin")]),
        &[
            "w.yaml:8: no control is called \"aws-s3-bucket-versionin\"",
            "did you mean \"aws-s3-bucket-versioning\"?",
        ],
    );
    refused(
        &file(&[good.replace("\"*\"", "{kind: aws.s3.buckt}")]),
        &[
            "w.yaml:2: no kind is called \"aws.s3.buckt\"",
            "did you mean \"aws.s3.bucket\"?",
        ],
    );
    refused(
        &file(&[good.replace("\"*\"", "{kind: aws.rds.instance}")]),
        &["aws-s3-bucket-versioning judges no aws.rds.instance, only aws.s3.bucket"],
    );
    refused(
        &file(&[
            good.replace("expires: 2", "expires: x2"),
            good.replace("owner: team@example.com", "owner: \"\\e[31m\\u202e\"\n    onwer: x"),
        ]),
        &["w.yaml:12:5: ", "\"onwer\" is no key here; did you mean \"owner\"?"],
    );
    refused(
        &file(&[
            good.replace("expires: 2", "expires: x2"),
            good.replace("moved by", "m #"),
        ]),
        &[
            "w.yaml:6:14: \"x2",
            "is no date",
            "w.yaml:10:13: the reason \"m\" is shorter",
        ],
    );
    refused("waivers: [", &["w.yaml:1:"]);
    place.write("w.yaml", [0xff, 0xfe, 0x00]);
    place
        .run(&["check", SNAPSHOT, "--waivers", "w.yaml"])
        .refused(&["w.yaml", "UTF-8"]);
    place
        .run(&["check", SNAPSHOT, "--waivers", "no.yaml"])
        .refused(&["no.yaml", "No such file"]);
    place
        .run(&["check", SNAPSHOT, "--waivers", "."])
        .refused(&["is a folder"]);
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nwaivers: *c\n";
    refused(bomb, &["w.yaml:1:1"]);
    refused(&format!("waivers: {}", "[".repeat(100_000)), &["w.yaml"]);
}

#[test]
fn hostile_words_of_a_waiver_do_not_reach_the_terminal() {
    let place = Place::new();
    let hostile = waiver("\"*\"", "\"*\"", 3)
        .replace("moved by", "\"\\e[31mmoved\\u202e by")
        .replace("the year", "the year\"")
        .replace("team@example.com", "\"\\a=cmd()<script>\"")
        .replace("OPS-1", "\"\\e]8;;http://x\\a\"");
    place.write("w.yaml", file(&[hostile]));
    let ended = place.run(&[
        "check",
        SNAPSHOT,
        "--only",
        CONTROL,
        "--waivers",
        "w.yaml",
        "--color",
        "always",
    ]);
    assert_eq!(ended.code, Some(0), "{}", ended.error);
    assert!(
        !ended.out.contains(['\u{7}', '\u{202e}']) && !ended.out.contains("\u{1b}[31mmoved"),
        "{}",
        ended.out
    );
    assert!(ended.out.contains("\\u{1b}[31mmoved"), "{}", ended.out);
}

#[test]
fn fixes_are_not_planned_for_what_is_waived() {
    let place = Place::new();
    place.write("w.yaml", file(&[waiver(CONTROL, "stellarrec-app", 100)]));
    let plan = |more: &[&str]| {
        let ended = place.run(
            &[
                &[
                    "fix",
                    "plan",
                    SNAPSHOT,
                    "-o",
                    "p.json",
                    "--only",
                    CONTROL,
                    "--waivers",
                    "w.yaml",
                ],
                more,
            ]
            .concat(),
        );
        assert_eq!(ended.code, Some(0), "{}", ended.error);
        (place.read("p.json")["items"].as_array().map(Vec::len), ended.out)
    };
    let (items, shown) = plan(&[]);
    assert_eq!(items, Some(1), "{shown}");
    assert!(
        shown.contains("by team@example.com: moved by the end of the year"),
        "{shown}"
    );
    assert_eq!(plan(&["--include-waived"]).0, Some(2));
    assert_eq!(plan(&["--no-waivers"]).0, Some(2));
}

/// Judges the shipped snapshot by what a configuration says, with a JSON report on standard output.
fn configured(place: &Place, text: &str, more: &[&str]) -> Ended {
    place.write("trueline.yaml", text);
    place.run(&[&["check", SNAPSHOT], more].concat())
}

#[test]
fn the_command_line_wins_over_the_configuration() {
    let place = Place::new();
    let text = format!("only: [{CONTROL}]\nfail_on: high\nspec: stellarrec\nformats: [json]\n");
    let report = |ended: &Ended| -> Value { serde_json::from_str(&ended.out).expect("JSON") };
    let ended = configured(&place, &text, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.error);
    let run = &report(&ended)["run"];
    assert_eq!(
        (&run["spec"], &run["config"]),
        (&json!("stellarrec"), &json!("trueline.yaml"))
    );
    assert_eq!(configured(&place, &text, &["--fail-on", "low"]).code, Some(1));
    let other = report(&configured(&place, &text, &["--spec", "default", "--only", "aws-s3-*"]));
    assert_eq!(other["run"]["spec"], "default");
    assert!(other["summary"]["controls"].as_u64() > Some(1));
    let none = report(&configured(
        &place,
        &text,
        &["--no-config", "--only", CONTROL, "--format", "json"],
    ));
    assert_eq!(
        (&none["run"]["spec"], &none["run"]["config"]),
        (&json!("default"), &Value::Null)
    );
    place.write("gap.json", snapshot(&[]).to_string());
    let strict = format!("only: [{CONTROL}]\nstrict: true\n");
    place.write("trueline.yaml", strict);
    assert_eq!(place.run(&["check", "gap.json"]).code, Some(3));
    assert_eq!(place.run(&["check", "gap.json", "--strict=false"]).code, Some(0));
}

#[test]
fn a_configuration_brings_waivers_and_its_own_folder() {
    let place = Place::new();
    place.write("ours/w.yaml", file(&[waiver(CONTROL, "stellarrec-app", 100)]));
    let text = format!(
        "only: [{CONTROL}]\nformats: [json=r.json]\nwaiver_files: [w.yaml]\nmax_waiver_days: 200\n{}",
        file(&[waiver(CONTROL, "stellarrec-scratch", 100)])
    );
    place.write("ours/trueline.yaml", &text);
    let run = |more: &[&str]| place.run(&[&["check", SNAPSHOT, "--config", "ours/trueline.yaml"], more].concat());
    assert_eq!(run(&[]).code, Some(0));
    let report = place.read("ours/r.json");
    assert_eq!(report["summary"]["waived"], 2);
    assert_eq!(report["waivers"][0]["file"], "ours/trueline.yaml");
    assert_eq!(report["waivers"][1]["file"], "ours/w.yaml");
    place.write("none.yaml", "waivers: []\n");
    assert_eq!(
        run(&["--waivers", "none.yaml"]).code,
        Some(1),
        "in place of the files, not of what is inline"
    );
    assert_eq!(place.read("ours/r.json")["summary"]["waived"], 1);
    place.write(
        "ours/trueline.yaml",
        text.replace("max_waiver_days: 200", "max_waiver_days: 99"),
    );
    run(&[]).refused(&[
        "ours/trueline.yaml:6: expires on",
        "100 days from now; max_waiver_days allows 99",
        "ours/w.yaml:2: ",
    ]);
}

#[test]
fn a_configuration_that_is_wrong_is_refused() {
    let place = Place::new();
    let cases: [(&str, &[&str]); 5] = [
        (
            "sepc: a\n",
            &["trueline.yaml:1:1: \"sepc\" is no key here; did you mean \"spec\"?"],
        ),
        (
            "only: [aws-s3-bucket-versionin]\n",
            &[
                "trueline.yaml:1:8: no control",
                "did you mean \"aws-s3-bucket-versioning\"?",
            ],
        ),
        ("formats:\n  - sarf\n", &["trueline.yaml:2:5: ", "is no format"]),
        (
            "formats: [table, json]\n",
            &["two reports are to be written to standard output"],
        ),
        ("policies: [nowhere]\n", &["nowhere", "No such file"]),
    ];
    for (text, parts) in cases {
        configured(&place, text, &[]).refused(parts);
    }
    place
        .run(&["check", SNAPSHOT, "--config", "no.yaml"])
        .refused(&["no.yaml", "No such file"]);
    place
        .run(&["policy", "list", "--config", "no.yaml"])
        .refused(&["no.yaml"]);
}

#[test]
fn the_examples_of_the_manual_are_true() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("manual");
    let section = text.split("### Waivers and configuration").nth(1).expect("section");
    let examples: Vec<&str> = section
        .split("```yaml\n")
        .skip(1)
        .filter_map(|part| part.split("```").next())
        .collect();
    let [waivers, config] = examples[..2] else {
        panic!("two examples")
    };
    assert_eq!(parse_waivers("README.md", waivers).expect("waivers").len(), 2);
    Config::parse("README.md".as_ref(), config).expect("configuration");
    // Taken as it stands, and by the program: only that its files are not there.
    let place = Place::new();
    place.write("w.yaml", waivers);
    let ended = place.run(&[
        "check",
        SNAPSHOT,
        "--only",
        CONTROL,
        "--waivers",
        "w.yaml",
        "--format",
        "json",
    ]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(1), ""));
    place.write("trueline.yaml", config);
    place.write("waivers/production.yaml", "waivers: []\n");
    place.write("policies/.keep", "");
    let ended = place.run(&["check", SNAPSHOT]);
    assert_eq!(ended.error, "");
    assert!(place.path("report.json").exists());
}

#[test]
fn tags_that_waivers_go_by_are_read() {
    let place = Place::new();
    place.write("w.yaml", file(&[waiver(CONTROL, "{tags: {stage: dev}}", 100)]));
    let permissions = |more: &[&str]| place.run(&[&["permissions", "--only", CONTROL], more].concat()).out;
    assert!(!permissions(&[]).contains("s3:GetBucketTagging"));
    assert!(permissions(&["--waivers", "w.yaml"]).contains("s3:GetBucketTagging"));
    // Nobody asked for the tags of this bucket.
    place.write("s.json", snapshot(&[bucket("off", &versioning(false))]).to_string());
    let ended = place.run(&["check", "s.json", "--only", CONTROL, "--waivers", "w.yaml"]);
    assert_eq!(ended.code, Some(1), "{}", ended.error);
    assert!(ended.out.contains("whose tags are not known"), "{}", ended.out);
}
