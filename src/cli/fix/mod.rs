//! `trueline fix`: plan, show, apply, rollback.

#[cfg(feature = "live")]
mod apply;
mod plan;
mod show;

use std::io::Write;
use std::path::Path;

use crate::remediate::{Plan, open_plan};
use crate::store;

use super::Exit;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Plan the fixes of what fails; changes nothing
    Plan(Box<plan::Args>),
    /// Show a plan
    Show(show::Args),
    /// Make the changes of a plan, one by one, each verified
    #[cfg(feature = "live")]
    Apply(apply::ApplyArgs),
    /// Take a run back
    #[cfg(feature = "live")]
    Rollback(apply::RollbackArgs),
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Plan(args) => plan::run(args, out),
        Command::Show(args) => show::run(args, out),
        #[cfg(feature = "live")]
        Command::Apply(args) => apply::run(args, out),
        #[cfg(feature = "live")]
        Command::Rollback(args) => apply::rollback(args, out),
    }
}

/// Reads a plan file and refuses one that was changed.
fn read_plan(file: &Path) -> anyhow::Result<Plan> {
    let document = store::read_json(file, "make a new one with `trueline fix plan`")?;
    Ok(open_plan(document, &file.display().to_string())?)
}
