//! `trueline snapshot`: collect only.

use std::path::PathBuf;

use crate::catalogue::Catalogue;
use crate::store;

use super::{Exit, live};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// File to write; compressed when it ends in .zst
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    live: live::LiveArgs,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let kinds = Catalogue::get().kinds().map(|k| k.kind.clone()).collect();
    let snapshot = live::runtime()?.block_on(live::collect(&args.live, false, kinds))?;
    store::write_snapshot(&args.output, &snapshot)?;
    Ok(Exit::Clean)
}
