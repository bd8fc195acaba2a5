//! `trueline drift`: compare two views of a cloud and rank what differs.

#[cfg(feature = "aws")]
mod objects;
pub(super) mod sources;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, bail};
use clap::ValueEnum;

use crate::drift::{self, Ignore, Impacts, Judged, Options, Reader, Side};
use crate::model::drift::Drift;
use crate::model::{Severity, Snapshot, Verdict, clock};
use crate::policy::{self, Evidence, Judgement, Keep, Library, Policy};
use crate::report::{self, DriftFormat, Style};
use crate::store;

use super::Exit;
use super::output::{PolicyArgs, When, severity, style};

use sources::{Base, Current};

/// The ignore file where none is named.
const IGNORE_FILE: &str = ".driftignore";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What it should be: a Terraform state or an earlier snapshot. Several states: commas between them, or `*` in the file name (in quotes)
    #[arg(value_name = "BASE")]
    base: String,
    /// What it is: a snapshot, a later state, or `live`
    #[arg(value_name = "CURRENT")]
    current: String,
    /// One more state (repeatable); `*` in the file name matches anything
    #[arg(long = "base", value_name = "FILE|GLOB")]
    more: Vec<String>,
    /// What the code makes of it, as `terraform show -json PLAN`: tells what is pending from what drifted
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// File of what to ignore (repeatable) [default: .driftignore in the working directory, if it is there]
    #[arg(long, value_name = "FILE")]
    ignore: Vec<PathBuf>,
    /// Read no ignore file
    #[arg(long, conflicts_with = "ignore")]
    no_ignore: bool,
    /// Count what the provider owns and what moves by itself, too
    #[arg(long)]
    all: bool,
    /// Against a state: compare attributes that Terraform does not keep, too
    #[arg(long)]
    all_attributes: bool,
    /// A row for every control that fails now, whatever the base says
    #[arg(long)]
    spec_drift: bool,
    /// List what does not count as well
    #[arg(long)]
    show_all: bool,
    /// Write Terraform import blocks for what no state manages
    #[arg(long, value_name = "FILE.tf")]
    import: Option<PathBuf>,
    /// Audit log that tells who made the changes: CloudTrail or Cloudflare events as JSON
    #[arg(long, value_name = "FILE")]
    who_file: Option<PathBuf>,
    /// Report format, to standard output or to a file (repeatable): table, json, markdown [default: table]
    #[arg(long = "format", value_name = "FORMAT[=FILE]")]
    formats: Vec<Target>,
    /// End with 1 for drift of this severity or above [default: info]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    fail_on: Option<Severity>,
    /// End with 3 when something could not be compared; `--strict=false` against a configuration that does
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    strict: Option<bool>,
    /// Show no progress and no notes
    #[arg(long)]
    quiet: bool,
    /// Colours: auto, always, never
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: When,
    #[command(flatten)]
    policies: PolicyArgs,
    #[cfg(feature = "live")]
    #[command(flatten)]
    live: super::live::LiveArgs,
}

/// One report: a format and where it goes.
#[derive(Debug, Clone)]
struct Target {
    format: DriftFormat,
    file: Option<PathBuf>,
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return Err("names no file after `=`".into()),
            Some((name, file)) => (name, Some(file.into())),
            None => (text, None),
        };
        let format = DriftFormat::from_str(name, false)
            .map_err(|_| format!("{name:?} is no format; there are table, json and markdown"))?;
        Ok(Self { format, file })
    }
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let config = args.policies.config()?;
    args.check_targets()?;
    let library = args.policies.load()?;
    let selected = args.policies.select_any(&library)?;
    let mut ignore = args.ignore_lines()?;
    let events = args.who_file.as_deref().map(read_events).transpose()?;
    let plan = args.plan.as_deref().map(sources::plan).transpose()?;
    let mut base = Base::read(&args.base, &args.more)?;
    let current = args.read_current()?;
    if !base.terraform && current.terraform {
        bail!(
            "{} is Terraform's and {} is not; give the state first: trueline drift STATE SNAPSHOT",
            args.current,
            args.base
        );
    }
    if base.terraform {
        drift::fill_places(&mut base.snapshot, &current.snapshot);
    }
    let mut result = compared(args, &library, &selected, &base, &current, plan.as_ref(), &mut ignore);
    if let Some(events) = &events {
        // A state does not say when it was written.
        let since = Some(base.snapshot.header.created_at.as_str()).filter(|_| !base.terraform);
        drift::attribute(&mut result.changes, events, since);
    }
    if let Some(file) = &args.import {
        write_imports(file, &base, &result)?;
    }
    args.write(&result, out)?;
    let least = args.fail_on.or(config.fail_on).unwrap_or(Severity::Info);
    Ok(exit(&result, least, args.strict.or(config.strict).unwrap_or_default()))
}

/// Judges both sides by the same controls and compares them.
fn compared(
    args: &Args,
    library: &Library,
    selected: &[&Policy],
    base: &Base,
    current: &Current,
    plan: Option<&Snapshot>,
    ignore: &mut Ignore,
) -> Drift {
    let now = Some(current.snapshot.header.created_at.as_str()).filter(|_| base.terraform);
    let before = judged(library, selected, &base.snapshot, now);
    let after = judged(library, selected, &current.snapshot, None);
    let readers: Vec<Reader<'_>> = selected
        .iter()
        .map(|policy| Reader {
            control: &policy.control,
            reads: &policy.reads.input,
        })
        .collect();
    let verdicts = |judgement: &'_ Judgement| -> (usize, usize) {
        let broken = judgement
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::Error)
            .count();
        (judgement.findings.len(), broken)
    };
    let impacts = Impacts::new(&readers, of(&before), of(&after));
    let base_side = Side {
        snapshot: &base.snapshot,
        names: base.names.clone(),
        terraform: base.terraform,
        live: false,
    };
    let current_side = Side {
        snapshot: &current.snapshot,
        names: vec![args.current.clone()],
        terraform: current.terraform,
        live: current.live,
    };
    let options = Options {
        all: args.all,
        all_attributes: args.all_attributes,
        spec: args.spec_drift,
    };
    let mut result = drift::compare(&base_side, &current_side, &impacts, ignore, plan, options);
    result.alerts.extend(base.alerts.iter().cloned());
    let broken = verdicts(&before).1 + verdicts(&after).1;
    if broken > 0 {
        result.alerts.push(format!(
            "{broken} verdicts could not be given because a policy broke down"
        ));
    }
    result
}

fn judged(library: &Library, selected: &[&Policy], snapshot: &Snapshot, now: Option<&str>) -> Judgement {
    let mut evidence = Evidence::from(snapshot);
    // A state has no time of its own: what depends on it is asked of both sides for the same time.
    if let Some(now) = now {
        evidence.created_at = now;
    }
    policy::judge_evidence(library, selected, &evidence, Keep::AllButPasses)
}

fn of(judgement: &Judgement) -> Judged<'_> {
    Judged {
        findings: &judgement.findings,
        not_judged: &judgement.not_judged,
    }
}

fn read_events(file: &Path) -> anyhow::Result<Vec<drift::Event>> {
    let text = store::read_bytes(file)?;
    drift::read_events(&text).map_err(|message| anyhow::anyhow!("{}: {message}", file.display()))
}

/// What another state may hold is not offered for import.
fn write_imports(file: &Path, base: &Base, result: &Drift) -> anyhow::Result<()> {
    if !base.terraform {
        bail!("--import needs a Terraform state to compare with: an earlier snapshot does not say what is managed");
    }
    if let Some(alert) = base.alerts.iter().find(|_| base.unread) {
        bail!("no import blocks were written, because what is in an unread state must not be imported again: {alert}");
    }
    let blocks = drift::import_blocks(&result.changes);
    Ok(store::write_atomically(file, |to| to.write_all(blocks.as_bytes()))?)
}

fn exit(result: &Drift, least: Severity, strict: bool) -> Exit {
    if result.counted().any(|row| row.severity >= least) {
        Exit::Findings
    } else if strict && result.is_incomplete() {
        Exit::Incomplete
    } else {
        Exit::Clean
    }
}

impl Args {
    fn check_targets(&self) -> anyhow::Result<()> {
        for (n, target) in self.formats.iter().enumerate() {
            if self.formats[..n].iter().any(|t| t.file == target.file) {
                match &target.file {
                    Some(file) => bail!("two reports are to be written to {}", file.display()),
                    None => {
                        bail!("two reports are to be written to standard output; give one a file: --format json=FILE")
                    }
                }
            }
        }
        Ok(())
    }

    fn ignore_lines(&self) -> anyhow::Result<Ignore> {
        let default = PathBuf::from(IGNORE_FILE);
        let files = match (self.no_ignore, self.ignore.is_empty()) {
            (true, _) => Vec::new(),
            (false, true) if default.exists() => vec![default],
            (false, true) => Vec::new(),
            (false, false) => self.ignore.clone(),
        };
        let today = clock::day(&clock::now());
        let mut all = Ignore::default();
        for file in files {
            let text = store::read_bytes(&file)?;
            let text = String::from_utf8(text).with_context(|| format!("{}: is not UTF-8", file.display()))?;
            all.add(Ignore::parse(&file.display().to_string(), &text, today)?);
        }
        Ok(all)
    }

    fn read_current(&self) -> anyhow::Result<Current> {
        match self.current.as_str() {
            "live" => self.collect(),
            file => Current::read(Path::new(file)),
        }
    }

    #[cfg(feature = "live")]
    fn collect(&self) -> anyhow::Result<Current> {
        use super::live;
        let live = self.live.with(self.policies.config()?)?;
        let mut needs = policy::everything();
        needs.retain(|kind, _| live.covers(kind));
        let snapshot = live::runtime()?.block_on(live::collect(&live, self.quiet, &needs))?;
        Ok(Current {
            snapshot,
            terraform: false,
            live: true,
        })
    }

    #[cfg(not(feature = "live"))]
    fn collect(&self) -> anyhow::Result<Current> {
        bail!("this build can't read live state; compare with a snapshot: `trueline snapshot -o FILE`")
    }

    fn write(&self, result: &Drift, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.formats.is_empty() {
            report::write_drift(result, DriftFormat::Table, style(self.color, self.show_all), out)?;
        }
        for target in &self.formats {
            match &target.file {
                Some(file) => {
                    let style = Style {
                        passes: self.show_all,
                        ..Style::default()
                    };
                    store::write_atomically(file, |to| report::write_drift(result, target.format, style, to))?;
                }
                None => report::write_drift(result, target.format, style(self.color, self.show_all), out)?,
            }
        }
        Ok(())
    }
}
