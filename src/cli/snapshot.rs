//! `trueline snapshot`: collect only.

use std::path::PathBuf;

use crate::catalogue::Catalogue;
use crate::store;

use super::live;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File to write; compressed when it ends in .zst
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    live: live::LiveArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let kinds = Catalogue::get().kinds().map(|k| k.kind.clone()).collect();
    let runtime = tokio::runtime::Runtime::new()?;
    let snapshot = runtime.block_on(live::collect(&args.live, kinds))?;
    store::write_snapshot(&args.output, &snapshot)?;
    Ok(())
}
