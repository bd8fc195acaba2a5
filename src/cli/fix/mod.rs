//! `trueline fix`: plan, show, apply, rollback.

#[cfg(feature = "live")]
mod apply;
mod plan;
mod show;

use std::io::Write;

use super::Exit;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Plan the fixes of what fails; changes nothing
    Plan(plan::Args),
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
