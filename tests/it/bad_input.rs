//! Snapshots and fix plans that can't be used, and how `check` ends.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::files::{Place, bucket, snapshot, versioning};

const ONLY: [&str; 2] = ["--only", "aws-s3-bucket-versioning"];

#[test]
fn a_snapshot_that_cannot_be_read_is_refused_with_place_and_mend() {
    let place = Place::new();
    let good = serde_json::to_string_pretty(&snapshot(&[bucket("b", &versioning(true))])).expect("text");
    let twice = snapshot(&[bucket("b", &json!({})), bucket("b", &json!({}))]).to_string();
    let mut older = snapshot(&[]);
    older["schema"] = json!("trueline.snapshot/0");
    let mut extra = snapshot(&[]);
    extra["resuorces"] = json!([]);
    let deep = good.replace(
        "\"attributes\": {",
        &format!("\"attributes\": {{\"x\": {}", "[".repeat(200_000)),
    );
    let huge = good.replace("\"mfa_delete\": null", "\"mfa_delete\": 1e999");
    let compressed = zstd(&good);
    let mut damaged = compressed.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    let mend = "trueline snapshot -o FILE";
    let cases: [(&str, Vec<u8>, &[&str]); 11] = [
        ("empty.json", vec![], &["line 1", "ends too early", mend]),
        (
            "cut.json",
            good.as_bytes()[..good.len() / 2].to_vec(),
            &["at line 20", "ends too early", mend],
        ),
        ("text.json", b"hello".to_vec(), &["line 1, column 1", mend]),
        ("list.json", b"[]".to_vec(), &["line 1", mend]),
        ("binary.json", vec![0xff, 0xfe, 0, 1], &["line 1", mend]),
        (
            "older.json",
            older.to_string().into(),
            &["\"trueline.snapshot/0\", this version reads", mend],
        ),
        (
            "extra.json",
            extra.to_string().into(),
            &["unknown field `resuorces`", "line 1", mend],
        ),
        (
            "twice.json",
            twice.into(),
            &["aws.s3.bucket b (aws/123456789012/eu-central-1)", "twice"],
        ),
        ("deep.json", deep.into(), &["not valid JSON", "line "]),
        (
            "cut.json.zst",
            compressed[..compressed.len() / 2].to_vec(),
            &["cut.json.zst"],
        ),
        ("damaged.json.zst", damaged, &["damaged.json.zst"]),
    ];
    for (name, content, parts) in cases {
        place.write(name, content);
        let ended = place.run(&["check", name]);
        ended.refused(parts);
        ended.refused(&[name]);
        assert!(ended.error.len() < 1000, "{}", ended.error);
    }
    // A value that can't be parsed breaks down the controls that read it, and nobody passes by it.
    place.write("huge.json", huge);
    let judged = place.run(&["check", "huge.json", "--only", "aws-s3-bucket-mfa-delete"]);
    assert_eq!(judged.code, Some(3), "{}\n{}", judged.out, judged.error);
    assert!(judged.out.contains("number out of range"), "{}", judged.out);
    place
        .run(&["check", "missing.json"])
        .refused(&["missing.json", "No such file"]);
    place.run(&["check", "."]).refused(&["is a folder"]);
    place
        .run_with(&["check", "-"], "{\"schema\": 5}")
        .refused(&["-: ", "line 1", mend]);
    place.run_with(&["check", "-"], "").refused(&["-: ", "ends too early"]);
    place.run(&["check"]).refused(&["<FILE>"]);
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 3).expect("compressed")
}

#[test]
fn good_snapshots_are_judged_from_files_pipes_and_compressed() {
    let place = Place::new();
    let text = snapshot(&[bucket("b", &versioning(true))]).to_string();
    place.write("s.json", &text);
    place.write("s.json.zst", zstd(&text));
    for file in ["s.json", "s.json.zst", "-"] {
        let ended = place.run_with(&["check", file, ONLY[0], ONLY[1]], &text);
        assert_eq!((ended.code, ended.error.as_str()), (Some(0), ""), "{file}");
        assert!(
            ended.out.contains("0 fail, 0 error, 0 unknown, 1 pass"),
            "{}",
            ended.out
        );
    }
}

#[test]
fn the_exit_code_says_what_was_found() {
    let place = Place::new();
    let mut gap = bucket("gap", &json!({}));
    gap["gaps"] = json!([{"path": "versioning", "reason": "access_denied", "operation": "s3:GetBucketVersioning"}]);
    let documents = [
        ("clean", snapshot(&[bucket("on", &versioning(true))])),
        ("fails", snapshot(&[bucket("off", &versioning(false))])),
        ("gap", snapshot(&[gap.clone(), bucket("on", &versioning(true))])),
        ("both", snapshot(&[gap, bucket("off", &versioning(false))])),
        ("nothing", snapshot(&[])),
    ];
    for (name, document) in documents {
        place.write(name, document.to_string());
    }
    // The control is of medium severity.
    let cases: [(&str, &[&str], i32); 12] = [
        ("clean", &[], 0),
        ("clean", &["--strict"], 0),
        ("fails", &[], 1),
        ("fails", &["--fail-on", "medium"], 1),
        ("fails", &["--fail-on", "high"], 0),
        ("fails", &["--fail-on", "info", "--strict"], 1),
        ("gap", &[], 0),
        ("gap", &["--strict"], 3),
        ("both", &["--strict"], 1),
        ("both", &["--strict", "--fail-on", "critical"], 3),
        ("nothing", &[], 0),
        ("nothing", &["--strict"], 3),
    ];
    for (name, arguments, code) in cases {
        let ended = place.run(&[&["check", name], ONLY.as_slice(), arguments].concat());
        assert_eq!(
            ended.code,
            Some(code),
            "{name} {arguments:?}\n{}{}",
            ended.out,
            ended.error
        );
    }
}

#[test]
fn one_run_writes_many_reports_and_none_over_another() {
    let place = Place::new();
    place.write("s.json", snapshot(&[bucket("off", &versioning(false))]).to_string());
    let run = |arguments: &[&str]| place.run(&[&["check", "s.json"], ONLY.as_slice(), arguments].concat());
    let ended = run(&["--format", "table", "--format", "json=r.json"]);
    assert_eq!((ended.code, ended.error.as_str()), (Some(1), ""));
    assert!(ended.out.contains("MEDIUM aws-s3-bucket-versioning"), "{}", ended.out);
    let report = place.read("r.json");
    assert_eq!(report["summary"]["fail"], 1);
    assert_eq!(report["findings"][0]["fix"], "s3-bucket-versioning");
    let ended = run(&["--format", "json"]);
    let document: Value = serde_json::from_str(&ended.out).expect("one document and nothing else");
    assert_eq!(document["schema"], "trueline.report/1");
    run(&["--format", "table", "--format", "json"]).refused(&["standard output", "--format json=FILE"]);
    run(&["--format", "json=x", "--format", "table=x"]).refused(&["two reports are to be written to x"]);
    run(&["--format", "sarf"]).refused(&["\"sarf\" is no format; there are table, json, sarif"]);
    run(&["--format", "json="]).refused(&["names no file"]);
    run(&["--format", "json=no/such/folder/r.json"]).refused(&["no/such/folder/r.json"]);
    run(&["--fail-on", "hihg"]).refused(&["must be one of critical, high, medium, low, info"]);
    assert!(!place.path("x").exists());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    let buckets: Vec<Value> = (0..3000)
        .map(|n| bucket(&format!("b{n}"), &versioning(false)))
        .collect();
    place.write("s.json", snapshot(&buckets).to_string());
    let mut child = place
        .command(&["check", "s.json", ONLY[0], ONLY[1]])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().expect("output"));
    out.read_line(&mut first).expect("line");
    drop(out);
    let ended = child.wait_with_output().expect("ended");
    assert_eq!(
        first.trim(),
        "MEDIUM aws-s3-bucket-versioning: S3 buckets keep object versions"
    );
    assert_eq!(ended.stderr, b"");
    assert_ne!(ended.status.code(), Some(2));
    assert!(ended.status.code().is_some(), "killed by a signal");
}

#[test]
fn a_fix_plan_that_is_not_as_it_was_made_is_refused() {
    let place = Place::new();
    place.write("s.json", snapshot(&[bucket("off", &versioning(false))]).to_string());
    let ended = place.run(&["fix", "plan", "s.json", "-o", "p.json", ONLY[0], ONLY[1]]);
    assert_eq!(ended.code, Some(0), "{}", ended.error);
    let made = std::fs::read_to_string(place.path("p.json")).expect("plan");
    let ended = place.run(&["fix", "show", "p.json"]);
    assert_eq!(ended.code, Some(0));
    assert!(
        ended.out.contains("1 changes planned, 0 failures left"),
        "{}",
        ended.out
    );
    let json = place.run(&["fix", "show", "p.json", "--format", "json"]);
    assert_eq!(json.out, made);
    let mend = "make a new one with `trueline fix plan`";
    let changes: [(&str, &str, &[&str]); 6] = [
        ("\"Enabled\"", "\"Suspended\"", &["was changed after it was made", mend]),
        (
            "\"expires_at\": \"20",
            "\"expires_at\": \"21",
            &["was changed after it was made", mend],
        ),
        (
            "fixplan/1",
            "fixplan/2",
            &["is no fix plan of this version", "trueline.fixplan/2", mend],
        ),
        ("\"tier\": \"T1\"", "\"tier\": \"T9\"", &["unknown variant `T9`", mend]),
        ("\"items\"", "\"itmes\"", &["unknown field `itmes`", mend]),
        ("]", "", &["not valid JSON", "line", mend]),
    ];
    for (from, to, parts) in changes {
        place.write("changed.json", made.replacen(from, to, 1));
        let ended = place.run(&["fix", "show", "changed.json"]);
        ended.refused(&["changed.json"]);
        ended.refused(parts);
    }
    place
        .run(&["fix", "show", "s.json"])
        .refused(&["is no fix plan", "trueline.snapshot/1"]);
    place.run(&["fix", "show", "none.json"]).refused(&["none.json"]);
    let plan = ["fix", "plan", "s.json", "-o", "q.json"];
    place
        .run(&[&plan, ["--resource", "of"].as_slice()].concat())
        .refused(&["no resource is called \"of\""]);
    place
        .run(&["fix", "plan", "changed.json", "-o", "q.json"])
        .refused(&["changed.json"]);
    assert!(!place.path("q.json").exists());
}
