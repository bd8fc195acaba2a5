//! `trueline check`: judge a snapshot file.

use std::io::Write;
use std::path::PathBuf;

use crate::policy::Evidence;
use crate::store;

use super::Exit;
use super::output::{PolicyArgs, ReportArgs, Source, judge_and_report};
use super::source::SourceArgs;
use super::waivers::WaiverArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Snapshot to judge; `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    reports: ReportArgs,
    #[command(flatten)]
    waivers: WaiverArgs,
    #[command(flatten)]
    source: SourceArgs,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let config = args.policies.config()?;
    let reports = args.reports.with(config)?;
    let library = args.policies.load()?;
    let selected = args.policies.select(&library)?;
    let mut waivers = args.waivers.load(config, &library)?;
    let snapshot = store::read_snapshot_text(&args.file)?;
    let input = Some(args.file.as_path()).filter(|file| file.as_os_str() != "-");
    let sources = args.source.open(input, false)?;
    if let Some(sources) = sources.as_ref().filter(|_| args.source.follows_skips()) {
        waivers.add_skips(sources.skips(), config, &library)?;
    }
    let source = Source {
        name: "snapshot",
        header: &snapshot.header,
        evidence: Evidence::from(&snapshot),
        frameworks: &args.policies.frameworks(&library)?,
        input,
        sources: sources.as_ref(),
    };
    judge_and_report(&reports, &library, &selected, &waivers, &source, out)
}
