//! The parts of `trueline check`, each by itself:
//!
//!     .ci/generate-snapshot 10000 /tmp/s.json 20
//!     TRUELINE_BENCH_SNAPSHOT=/tmp/s.json cargo bench --no-default-features
//!
//! Without the variable the snapshot of the fixture is judged. Whole runs of the program, with memory,
//! are measured by `.ci/bench-judge`.

#![expect(clippy::expect_used, reason = "a benchmark that can't be run is of no use")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use trueline::model::text::SnapshotText;
use trueline::policy::{Evidence, Judgement, Keep, Library, Sources, judge_evidence};
use trueline::store::read_snapshot_text;

static SNAPSHOT: LazyLock<PathBuf> = LazyLock::new(|| match std::env::var_os("TRUELINE_BENCH_SNAPSHOT") {
    Some(file) => file.into(),
    None => Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stellarrec/snapshot.json"),
});

fn main() {
    divan::main();
}

fn outline() -> SnapshotText {
    read_snapshot_text(&SNAPSHOT).expect("the snapshot can be read")
}

fn library() -> Library {
    let sources = Sources {
        spec: Some("stellarrec".to_owned()),
        ..Sources::default()
    };
    Library::load(&sources).expect("the library is good")
}

fn judged(library: &Library, evidence: &Evidence<'_>) -> Judgement {
    let policies = library.select(&[], &[]).expect("all controls");
    judge_evidence(library, &policies, evidence, Keep::AllButPasses)
}

/// The floor: the whole file as JSON values, with nothing made of it.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn a_json_values(bencher: Bencher<'_, '_>) {
    let text = std::fs::read_to_string(&*SNAPSHOT).expect("the snapshot can be read");
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| serde_json::from_str::<serde_json::Value>(&text).expect("JSON"));
}

/// What `check` reads of the file before it judges, from disk.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn b_outline(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(outline().resources().count()))
        .bench_local(outline);
}

/// Reading and checking all policies and the spec.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn c_library() -> Library {
    library()
}

/// One resource of each kind by all controls, with a fresh library: little else than compiling policies.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn d_compiling(bencher: Bencher<'_, '_>) {
    let outline = outline();
    let evidence = || {
        let mut evidence = Evidence::from(&outline);
        evidence.entries.sort_by_key(|entry| entry.kind);
        evidence.entries.dedup_by_key(|entry| entry.kind);
        evidence
    };
    bencher
        .with_inputs(|| (library(), evidence()))
        .bench_local_values(|(library, evidence)| judged(&library, &evidence));
}

/// Everything by all controls, on all cores that there are.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn e_judging(bencher: Bencher<'_, '_>) {
    let (outline, library) = (outline(), library());
    let evidence = Evidence::from(&outline);
    judged(&library, &evidence);
    bencher
        .counter(ItemsCount::new(evidence.entries.len()))
        .bench_local(|| judged(&library, &evidence));
}
