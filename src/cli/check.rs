//! `trueline check`: judge a snapshot file.

use std::io::Write;
use std::path::PathBuf;

use crate::policy::Evidence;
use crate::store;

use super::Exit;
use super::output::{PolicyArgs, ReportArgs, Source, judge_and_report};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Snapshot to judge; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    reports: ReportArgs,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    args.reports.check()?;
    let library = args.policies.load()?;
    let selected = args.policies.select(&library)?;
    let snapshot = store::read_snapshot_text(&args.file)?;
    let source = Source {
        name: "snapshot",
        header: &snapshot.header,
        evidence: Evidence::from(&snapshot),
        frameworks: &args.policies.frameworks(&library)?,
    };
    judge_and_report(&args.reports, &library, &selected, &source, out)
}
