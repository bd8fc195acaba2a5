//! The `trueline` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    trueline::cli::run()
}
