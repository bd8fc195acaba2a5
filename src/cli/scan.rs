//! `trueline scan`: collect, judge, report.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;

use crate::policy::needs;
use crate::store;

use super::output::{PolicyArgs, ReportArgs, Source, judge_and_report};
use super::waivers::WaiverArgs;
use super::{Exit, live};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Keep the snapshot that was judged; compressed when the name ends in .zst
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    #[command(flatten)]
    live: live::LiveArgs,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    reports: ReportArgs,
    #[command(flatten)]
    waivers: WaiverArgs,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let config = args.policies.config()?;
    let reports = args.reports.with(config)?;
    let live = args.live.with(config)?;
    let library = args.policies.load()?;
    let mut selected = args.policies.select(&library)?;
    selected.retain(|p| live.may_judge(p));
    if selected.is_empty() {
        bail!("no control that is selected judges these services; `trueline policy list` shows them all");
    }
    let waivers = args.waivers.load(config, &library)?;
    let mut needs = needs(&selected);
    waivers.add_needs(&selected, &mut needs);
    let snapshot = live::runtime()?.block_on(live::collect(&live, reports.quiet, &needs))?;
    if let Some(file) = &args.save {
        store::write_snapshot(file, &snapshot)?;
    }
    let frameworks = args.policies.frameworks(&library)?;
    let source = Source::held("live", &snapshot, &frameworks);
    judge_and_report(&reports, &library, &selected, &waivers, &source, out)
}
