//! The command line: composes the stages, writes output, picks the exit code.

mod check;
mod drift;
mod fix;
mod frameworks;
mod gate;
#[cfg(feature = "live")]
mod live;
mod output;
mod permissions;
mod policy;
#[cfg(feature = "live")]
mod progress;
#[cfg(feature = "live")]
mod scan;
mod settings;
#[cfg(feature = "live")]
mod snapshot;
mod source;
#[cfg(feature = "cloudflare")]
mod spec;
mod waivers;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing::Level;
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// How the program ends. The numbers are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing to complain about.
    Clean = 0,
    /// Findings at or above `--fail-on`, failed tests, or fixes that did not work out.
    Findings = 1,
    /// Usage, configuration or input error; nothing was changed.
    Refused = 2,
    /// A policy could not be evaluated, the audit is incomplete under `--strict`, or the outcome of a
    /// fix is not known.
    Incomplete = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

#[derive(Debug, Parser)]
#[command(
    name = "trueline",
    version,
    about,
    after_help = "Exit codes: 0 clean · 1 findings · 2 usage or input error · 3 a policy broke down, or incomplete under --strict"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Log to standard error: warn, info, debug, trace; below info, libraries stay silent
    #[arg(
        long,
        global = true,
        env = "TRUELINE_LOG",
        value_name = "FILTER",
        default_value = "warn"
    )]
    log: String,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Collect live state, judge it, report
    #[cfg(feature = "live")]
    Scan(scan::Args),
    /// Collect live state into a snapshot file
    #[cfg(feature = "live")]
    Snapshot(snapshot::Args),
    /// Judge a snapshot, a Terraform plan or states, report
    Check(check::Args),
    /// Compare a Terraform state or an earlier snapshot with what is there
    Drift(Box<drift::Args>),
    /// Plan, show, apply and take back fixes
    Fix(fix::Args),
    /// List and test policies
    Policy(policy::Args),
    /// Print the permissions that a scan needs
    Permissions(permissions::Args),
    /// Keep a spec current
    #[cfg(feature = "cloudflare")]
    Spec(spec::Args),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, not errors.
            let _ = error.print();
            return if error.use_stderr() { Exit::Refused } else { Exit::Clean }.into();
        }
    };
    start_log(&cli.log);
    let stdout = io::stdout();
    let mut out = io::BufWriter::new(stdout.lock());
    let result = dispatch(&cli.command, &mut out).and_then(|exit| Ok(out.flush().map(|()| exit)?));
    match result {
        Ok(exit) => exit.into(),
        Err(error) if is_broken_pipe(&error) => Exit::Clean.into(),
        Err(error) => {
            let _ = writeln!(
                io::stderr(),
                "error: {}",
                crate::report::plain(&format!("{error:#}")).replace("\\u{a}", "\n")
            );
            Exit::Refused.into()
        }
    }
}

fn dispatch(command: &Command, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match command {
        #[cfg(feature = "live")]
        Command::Scan(args) => scan::run(args, out),
        #[cfg(feature = "live")]
        Command::Snapshot(args) => snapshot::run(args),
        Command::Check(args) => check::run(args, out),
        Command::Drift(args) => drift::run(args, out),
        Command::Fix(args) => fix::run(args, out),
        Command::Policy(args) => policy::run(args, out),
        Command::Permissions(args) => permissions::run(args, out),
        #[cfg(feature = "cloudflare")]
        Command::Spec(args) => spec::run(args, out),
    }
}

/// The reader of the output went away, as `| head` does: no fault of ours.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

fn start_log(filter: &str) {
    let asked = EnvFilter::try_new(filter).unwrap_or_else(|_| "warn".into());
    // What libraries tell below "info" holds whole requests and answers, and so the secrets in them.
    // With the hint, what is not asked for costs nothing at all.
    let harmless = filter_fn(|meta| *meta.level() <= Level::INFO || meta.target().starts_with("trueline"))
        .with_max_level_hint(Level::TRACE);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_target(false)
        .with_filter(asked.and(harmless));
    if let Err(error) = tracing_subscriber::registry().with(lines).try_init() {
        tracing::debug!("{error}");
    }
}
