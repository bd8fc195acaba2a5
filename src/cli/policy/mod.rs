//! `trueline policy`: the bench of those who write policies.

mod check;
mod describe;
mod docs;
mod list;
mod new;
mod show;
mod test;

use std::io::Write;

use super::{Exit, frameworks};

pub(super) use describe::in_short;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the controls; with a spec that has rows, row by row
    List(list::Args),
    /// List the frameworks, and how far the controls cover them
    Frameworks(list::Args),
    /// Show what controls demand, read, cost and can mend
    Show(show::Args),
    /// Run the tests of the policies
    Test(test::Args),
    /// Check policy files: everything that loading checks, and style
    Check(check::Args),
    /// Write a new policy and its test
    New(new::Args),
    /// Write a catalogue of the controls
    Docs(docs::Args),
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people
    Table,
    /// For programs
    Json,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match &args.command {
        Command::List(args) => list::run(args, out),
        Command::Frameworks(args) => frameworks::all(&args.policies, args.format == Form::Json, out),
        Command::Show(args) => show::run(args, out),
        Command::Test(args) => test::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::New(args) => new::run(args, out),
        Command::Docs(args) => docs::run(args, out),
    }
}
