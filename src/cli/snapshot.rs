//! `trueline snapshot`: collect only.

use std::path::PathBuf;

use anyhow::bail;

use crate::policy::{everything, needs};
use crate::store;

use super::output::PolicyArgs;
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
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let needs = if args.all {
        let mut all = everything();
        all.retain(|kind, _| args.live.covers(kind));
        all
    } else {
        let library = args.policies.load()?;
        let mut selected = args.policies.select(&library)?;
        selected.retain(|p| args.live.may_judge(p));
        needs(&selected)
    };
    if needs.is_empty() {
        bail!("nothing is to be read: no policy that is selected judges these services; --all reads them all the same");
    }
    let snapshot = live::runtime()?.block_on(live::collect(&args.live, false, &needs))?;
    store::write_snapshot(&args.output, &snapshot)?;
    Ok(Exit::Clean)
}
