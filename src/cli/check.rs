//! `trueline check`: judge a snapshot, a plan or states, recognised by what they hold.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::model::{Severity, Snapshot};
use crate::policy::{Evidence, Library, Policy};
use crate::store;
use crate::terraform::{self, Document, Plan};

use super::Exit;
use super::drift::sources::{self, Base};
use super::gate::Gate;
use super::output::{PolicyArgs, ReportArgs, Source, judge_and_report, severity};
use super::source::CodeArgs;
use super::waivers::{WaiverArgs, Waivers};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A snapshot, a plan (`terraform show -json PLAN`) or states to judge; `*` in the name of a file stands
    /// for several states, `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// Lay a plan on this live snapshot and report how the verdicts on the account change
    #[arg(long, value_name = "SNAPSHOT")]
    overlay: Option<PathBuf>,
    /// Of a plan, report what it changes [default]
    #[arg(long, conflicts_with = "all")]
    changed: bool,
    /// Of a plan, report everything that it holds
    #[arg(long)]
    all: bool,
    /// For a plan, end with 1 for new failures of this severity or above, unless --fail-on is given [default: high]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    fail_on_new: Option<Severity>,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    reports: ReportArgs,
    #[command(flatten)]
    waivers: WaiverArgs,
    #[command(flatten)]
    source: CodeArgs,
}

/// What there is to judge.
enum Input {
    /// As it was read: it is parsed piece by piece.
    Snapshot(PathBuf, Vec<u8>),
    Plan(PathBuf, Box<Plan>),
    States(Option<PathBuf>, Box<Base>),
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let config = args.policies.config()?;
    let reports = args.reports.with(config)?;
    let library = args.policies.load()?;
    let selected = args.policies.select(&library)?;
    let waivers = args.waivers.load(config, &library)?;
    let judging = Judging {
        args,
        reports,
        library: &library,
        selected,
        waivers,
    };
    let input = read(&args.files)?;
    if !matches!(input, Input::Plan(..)) {
        args.refuse_options_of_plans()?;
    }
    match input {
        Input::Snapshot(file, bytes) => judging.snapshot(&file, bytes, out),
        Input::Plan(file, plan) => judging.plan(&file, &plan, out),
        Input::States(file, base) => judging.states(file.as_deref(), &base, out),
    }
}

impl Args {
    fn refuse_options_of_plans(&self) -> anyhow::Result<()> {
        let given = [
            ("--overlay", self.overlay.is_some()),
            ("--changed", self.changed),
            ("--all", self.all),
            ("--fail-on-new", self.fail_on_new.is_some()),
        ];
        match given.iter().find(|(_, given)| *given) {
            Some((option, _)) => bail!("{option} is for plans, and this is none; leave it out"),
            None => Ok(()),
        }
    }
}

/// Reads what was named, and finds out what it is.
fn read(files: &[String]) -> anyhow::Result<Input> {
    let [file] = files else {
        return Base::read_states(files).map(|base| Input::States(None, Box::new(base)));
    };
    if sources::is_pattern(file) {
        return Base::read_states(files).map(|base| Input::States(None, Box::new(base)));
    }
    let path = PathBuf::from(file);
    let bytes = sources::read_bytes(file)?;
    if !terraform::is_terraform(&bytes) {
        return Ok(Input::Snapshot(path, bytes));
    }
    match terraform::read(&bytes, file)? {
        Document::Plan(plan) => Ok(Input::Plan(path, plan)),
        Document::State(state) => Ok(Input::States(Some(path), Box::new(Base::of_state(file, *state)))),
    }
}

/// What judging takes, whatever is judged.
struct Judging<'a> {
    args: &'a Args,
    reports: ReportArgs,
    library: &'a Library,
    selected: Vec<&'a Policy>,
    waivers: Waivers,
}

impl Judging<'_> {
    fn snapshot(mut self, file: &Path, bytes: Vec<u8>, out: &mut dyn Write) -> anyhow::Result<Exit> {
        let snapshot = store::snapshot_text(file, bytes)?;
        let input = named(file);
        let code = self.code(input, false)?;
        let source = Source {
            name: "snapshot",
            header: &snapshot.header,
            evidence: Evidence::from(&snapshot),
            frameworks: &self.args.policies.frameworks(self.library)?,
            input,
            sources: code.as_ref(),
            notes: &[],
            terraform: false,
        };
        judge_and_report(&self.reports, self.library, &self.selected, &self.waivers, &source, out)
    }

    fn states(mut self, file: Option<&Path>, base: &Base, out: &mut dyn Write) -> anyhow::Result<Exit> {
        let input = file.and_then(named);
        let code = self.code(input, true)?;
        let mut snapshot = base.snapshot.clone();
        snapshot.header.complete &= !base.unread;
        let now = crate::model::clock::now();
        let mut evidence = Evidence::from(&snapshot);
        if evidence.created_at.is_empty() {
            // Several states have no time in common.
            evidence.created_at = &now;
        }
        let source = Source {
            name: "state",
            header: &snapshot.header,
            evidence,
            frameworks: &self.args.policies.frameworks(self.library)?,
            input,
            sources: code.as_ref(),
            notes: &base.alerts,
            terraform: true,
        };
        judge_and_report(&self.reports, self.library, &self.selected, &self.waivers, &source, out)
    }

    fn plan(mut self, file: &Path, plan: &Plan, out: &mut dyn Write) -> anyhow::Result<Exit> {
        let live: Option<Snapshot> = self.args.overlay.as_deref().map(store::read_snapshot).transpose()?;
        let input = named(file);
        let code = self.code(input, true)?;
        let source = Source {
            name: "plan",
            header: &plan.after.header,
            evidence: Evidence::from(&plan.after),
            frameworks: &self.args.policies.frameworks(self.library)?,
            input,
            sources: code.as_ref(),
            notes: &[],
            terraform: live.is_none(),
        };
        let gate = Gate {
            library: self.library,
            selected: &self.selected,
            reports: &self.reports,
            waivers: &self.waivers,
            all: self.args.all,
            fail_on_new: self.args.fail_on_new.unwrap_or(Severity::High),
        };
        gate.run(plan, live.as_ref(), &source, out)
    }

    /// The code beside what is judged, with the skips in it.
    fn code(&mut self, input: Option<&Path>, terraform: bool) -> anyhow::Result<Option<crate::source::Sources>> {
        let code = self.args.source.open(input, terraform)?;
        if let Some(code) = code.as_ref().filter(|_| self.args.source.follows_skips()) {
            self.waivers
                .add_skips(code.skips(), self.args.policies.config()?, self.library)?;
        }
        Ok(code)
    }
}

/// The file that was named; none for standard input and for what lies elsewhere.
fn named(file: &Path) -> Option<&Path> {
    Some(file).filter(|file| file.as_os_str() != "-" && !file.starts_with("s3:"))
}
