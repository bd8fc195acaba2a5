//! `trueline snapshot`: collect only.

use std::path::PathBuf;

use anyhow::bail;

use crate::policy::{everything, needs};
use crate::store;

use super::output::PolicyArgs;
use super::waivers::WaiverArgs;
use super::{Exit, live};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File to write; compressed when it ends in .zst
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Read everything that can be read, not only what the policies need
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    live: live::LiveArgs,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    waivers: WaiverArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let config = args.policies.config()?;
    let live = args.live.with(config)?;
    let needs = if args.all {
        let mut all = everything();
        all.retain(|kind, _| live.covers(kind));
        all
    } else {
        let library = args.policies.load()?;
        let mut selected = args.policies.select(&library)?;
        selected.retain(|p| live.may_judge(p));
        let mut needs = needs(&selected);
        // Waivers are applied by `check`; here they only say which tags that takes.
        args.waivers.load(config, &library)?.add_needs(&selected, &mut needs);
        needs
    };
    if needs.is_empty() {
        bail!("nothing is to be read: no policy that is selected judges these services; --all reads them all the same");
    }
    let snapshot = live::runtime()?.block_on(live::collect(&live, false, &needs))?;
    store::write_snapshot(&args.output, &snapshot)?;
    Ok(Exit::Clean)
}
