use serde_json::json;

use super::super::plan::{Bench, Item, make};
use super::super::rollback::rollback_plan;
use super::*;
use crate::model::control::Severity;
use crate::model::{Delta, Finding, Origin, Resource, ResourceKey, Scope, Verdict};

/// A plan that switches versioning on for so many buckets.
fn plan(buckets: usize) -> Plan {
    let key = |n: usize| ResourceKey {
        kind: "aws.s3.bucket".into(),
        scope: Scope::aws("123456789012"),
        id: format!("b{n}"),
    };
    let resource = |n: usize| Resource {
        kind: key(n).kind,
        scope: key(n).scope,
        id: key(n).id,
        name: key(n).id,
        arn: None,
        tags: Default::default(),
        attributes: json!({"versioning": {"status": null}})
            .as_object()
            .cloned()
            .expect("object"),
        gaps: Vec::new(),
        origin: Origin::Live,
    };
    let finding = |n: usize| Finding {
        control: "c".into(),
        title: "T".into(),
        severity: Severity::Low,
        verdict: Verdict::Fail,
        resource: key(n),
        name: key(n).id,
        arn: None,
        origin: Origin::Live,
        deltas: vec![Delta {
            path: "versioning.status".into(),
            actual: Value::Null,
            expected: json!("Enabled"),
            because: None,
        }],
        gaps: Vec::new(),
        error: None,
        frameworks: Default::default(),
        fix: None,
        tags: None,
        waiver: None,
        baseline_state: None,
    };
    make(&Bench {
        findings: &(0..buckets).map(finding).collect::<Vec<_>>(),
        resources: &(0..buckets).map(resource).collect::<Vec<_>>(),
        spec: "default",
        policies: "digest",
    })
}

/// A journal of three records in a folder.
fn written(folder: &Path) -> (Plan, PathBuf) {
    let plan = plan(1);
    let mut journal = Journal::start(folder, "run", &plan).expect("started");
    let item = plan.items[0].id.clone();
    journal
        .write(Some(&item), State::Intent, json!({"before": null}))
        .expect("intent");
    journal
        .write(Some(&item), State::Verified, Value::Null)
        .expect("verified");
    let path = journal.path().to_owned();
    (plan, path)
}

#[test]
fn what_was_written_is_read_and_chained() {
    let folder = tempfile::tempdir().expect("folder");
    let (plan, path) = written(folder.path());
    let (read_plan, records) = read(&path).expect("read");
    assert_eq!(read_plan, plan);
    assert_eq!(
        records.iter().map(|r| r.state).collect::<Vec<_>>(),
        [State::Planned, State::Intent, State::Verified]
    );
    for (n, pair) in records.windows(2).enumerate() {
        assert_eq!(pair[1].previous, pair[0].hash);
        assert_eq!(pair[0].sequence, n as u64);
    }
}

#[test]
fn a_torn_last_line_is_left_out_and_any_other_damage_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let (_, path) = written(folder.path());
    let whole = std::fs::read_to_string(&path).expect("text");
    let lines: Vec<&str> = whole.lines().collect();
    for cut in [1, 10, lines[2].len()] {
        std::fs::write(&path, &whole[..whole.len() - cut]).expect("written");
        assert_eq!(read(&path).expect("torn").1.len(), 2, "{cut} bytes missing");
    }
    let joined = |lines: &[&str]| format!("{}\n", lines.join("\n"));
    let cases = [
        (joined(&[lines[0], &lines[1].replace("null", "true"), lines[2]]), ":2: "),
        (joined(&[lines[0], lines[2]]), ":2: "),
        (joined(&[lines[0], lines[2], lines[1]]), ":2: "),
        (joined(&[lines[0], lines[1], lines[1], lines[2]]), ":3: "),
        (joined(&[lines[1], lines[2]]), ":1: "),
        (joined(&[lines[0], "", lines[1]]), ":2: "),
        (joined(&[lines[0], "{\"sequence\": 1}"]), ":2: "),
        (String::new(), ":1: "),
        (lines[0].to_owned(), ":1: "),
    ];
    for (text, place) in cases {
        std::fs::write(&path, &text).expect("written");
        let error = read(&path).expect_err(&text).to_string();
        assert!(
            error.contains(&format!("run.ndjson{place}the journal is damaged")),
            "{error}\nwanted {place}"
        );
    }
}

#[test]
fn one_run_at_a_time_and_no_journal_over_another() {
    let folder = tempfile::tempdir().expect("folder");
    let plan = plan(1);
    let first = Journal::start(folder.path(), "one", &plan).expect("started");
    let error = Journal::start(folder.path(), "two", &plan).expect_err("locked");
    assert!(matches!(error, JournalError::Locked(_)), "{error}");
    drop(first);
    drop(Journal::start(folder.path(), "two", &plan).expect("free again"));
    assert!(
        Journal::start(folder.path(), "two", &plan).is_err(),
        "the journal of a run is not written anew"
    );
}

#[test]
fn going_back_takes_what_was_or_may_have_been_sent_in_reverse() {
    use State::*;
    let plan = plan(8);
    let paths: [&[State]; 8] = [
        &[Intent, Acknowledged, Verified],
        &[Intent, Acknowledged, Failed],
        &[Intent, UnknownOutcome],
        &[Intent],
        &[AlreadyOk],
        &[Conflict],
        &[NotRun],
        &[],
    ];
    let folder = tempfile::tempdir().expect("folder");
    let mut journal = Journal::start(folder.path(), "run", &plan).expect("started");
    for (item, states) in plan.items.iter().zip(paths) {
        for state in states {
            journal.write(Some(&item.id), *state, Value::Null).expect("written");
        }
    }
    let (read_plan, records) = read(journal.path()).expect("read");
    let back = rollback_plan(&read_plan, "run", &records);
    let expected: Vec<&Item> = plan.items[..4].iter().rev().collect();
    assert_eq!(
        back.items.iter().map(|i| &i.id).collect::<Vec<_>>(),
        expected.iter().map(|i| &i.id).collect::<Vec<_>>()
    );
    assert_eq!(back.rollback_of.as_deref(), Some("run"));
    for (back, there) in back.items.iter().zip(expected) {
        assert_eq!((&back.before, &back.after), (&there.after, &json!("Suspended")));
        assert_eq!(
            (&back.calls, &back.rollback_calls),
            (&there.rollback_calls, &there.calls)
        );
    }
    let document = serde_json::to_value(&back).expect("JSON");
    assert_eq!(super::super::plan::open_plan(document, "back").expect("sealed"), back);
}
