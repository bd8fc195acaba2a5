//! Options that every judging command shares, and writing reports where they ask for.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::bail;
use clap::ValueEnum;

use crate::model::{Finding, Header, Severity, Snapshot, Summary, Verdict, clock};
use crate::policy::{self, Chosen, Evidence, Keep, Library, Policy, PolicyError, Sources};
use crate::report::{self, Format, Report, Style};
use crate::{remediate, store};

use super::Exit;

/// Which controls, by which policies and spec.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct PolicyArgs {
    /// Folder of policies that adds to the built-in ones; a file at the same path replaces one (repeatable)
    #[arg(long, value_name = "DIR")]
    policies: Vec<PathBuf>,
    /// Leave out the built-in policies, all but their helpers
    #[arg(long)]
    no_builtin: bool,
    /// Spec: a YAML file, or a built-in one (default, stellarrec)
    #[arg(long, value_name = "FILE|NAME")]
    spec: Option<String>,
    /// Only these controls, by id or alias, `*` matches anything
    #[arg(long, value_delimiter = ',', value_name = "CONTROL")]
    only: Vec<String>,
    /// All but these controls
    #[arg(long, value_delimiter = ',', value_name = "CONTROL")]
    skip: Vec<String>,
    /// Only controls of this severity or above
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    severity: Option<Severity>,
    /// Only controls that map to this framework, or to this clause of it; reports clause by clause (repeatable)
    #[arg(long = "framework", value_name = "KEY[:CLAUSE]")]
    frameworks: Vec<String>,
}

/// All that is wrong with policies, a line each.
pub(crate) fn unusable(errors: Vec<PolicyError>) -> anyhow::Error {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    anyhow::Error::msg(lines.join("\nerror: "))
}

impl PolicyArgs {
    pub(crate) fn load(&self) -> anyhow::Result<Library> {
        let sources = Sources {
            folders: self.policies.clone(),
            no_builtin: self.no_builtin,
            spec: self.spec.clone(),
        };
        Library::load(&sources).map_err(unusable)
    }

    /// The same, with a spec where none was named.
    #[cfg(feature = "live")]
    pub(crate) fn or_spec(&self, spec: &str) -> Self {
        let spec = self.spec.clone().or_else(|| Some(spec.to_owned()));
        Self { spec, ..self.clone() }
    }

    /// The selected controls; none is an error, since a run that judges nothing proves nothing.
    pub(crate) fn select<'a>(&self, library: &'a Library) -> anyhow::Result<Vec<&'a Policy>> {
        let policies = self.select_any(library)?;
        if policies.is_empty() {
            bail!("no control is selected; `trueline policy list` shows them all");
        }
        Ok(policies)
    }

    /// The selected controls, which may be none.
    pub(crate) fn select_any<'a>(&self, library: &'a Library) -> anyhow::Result<Vec<&'a Policy>> {
        let mut policies = library.select(&self.only, &self.skip).map_err(anyhow::Error::msg)?;
        policies.retain(|p| self.severity.is_none_or(|s| p.control.severity >= s));
        let chosen = self.frameworks(library)?;
        policies.retain(|p| chosen.is_empty() || chosen.iter().any(|c| c.takes(&p.control)));
        Ok(policies)
    }

    /// What `--framework` names.
    pub(crate) fn frameworks<'a>(&self, library: &'a Library) -> anyhow::Result<Vec<Chosen<'a>>> {
        library.chosen(&self.frameworks).map_err(anyhow::Error::msg)
    }
}

pub(crate) fn severity(text: &str) -> Result<Severity, String> {
    let known = || Severity::ALL.map(Severity::as_str).join(", ");
    Severity::ALL
        .into_iter()
        .find(|s| s.as_str() == text)
        .ok_or_else(|| format!("must be one of {}", known()))
}

/// How reports are written, and what makes the run fail.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ReportArgs {
    /// Report format, to standard output or to a file (repeatable): table, json
    #[arg(long = "format", value_name = "FORMAT[=FILE]", default_value = "table")]
    formats: Vec<Target>,
    /// Show passes as well
    #[arg(long)]
    passes: bool,
    /// End with 1 for failures of this severity or above
    #[arg(long, value_name = "SEVERITY", default_value = "info", value_parser = severity)]
    fail_on: Severity,
    /// End with 3 when something could not be read or judged
    #[arg(long)]
    strict: bool,
    /// Print nothing but what --format names
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Colours: auto, always, never
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

/// One report: a format and where it goes.
#[derive(Debug, Clone)]
struct Target {
    format: Format,
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
        let format =
            Format::from_str(name, false).map_err(|_| format!("{name:?} is no format; there are table and json"))?;
        Ok(Self { format, file })
    }
}

/// What is judged, and where it came from.
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) header: &'a Header,
    pub(crate) evidence: Evidence<'a>,
    /// The frameworks to report on.
    pub(crate) frameworks: &'a [Chosen<'a>],
}

impl<'a> Source<'a> {
    /// A snapshot that is held in memory.
    pub(crate) fn held(name: &'a str, snapshot: &'a Snapshot, frameworks: &'a [Chosen<'a>]) -> Self {
        Self {
            name,
            header: &snapshot.header,
            evidence: Evidence::from(snapshot),
            frameworks,
        }
    }
}

/// Judges what was collected, writes the reports, and says how the run ends.
pub(crate) fn judge_and_report(
    reports: &ReportArgs,
    library: &Library,
    selected: &[&Policy],
    source: &Source<'_>,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let keep = if reports.passes {
        Keep::Everything
    } else {
        Keep::AllButPasses
    };
    let report = report(library, selected, source, keep);
    reports.write(&report, out)?;
    Ok(reports.exit(&report))
}

/// Judges what was collected.
pub(crate) fn report(library: &Library, selected: &[&Policy], source: &Source<'_>, keep: Keep) -> Report {
    let mut judgement = policy::judge_evidence(library, selected, &source.evidence, keep);
    for finding in judgement.findings.iter_mut().filter(|f| f.verdict == Verdict::Fail) {
        finding.fix = remediate::fix_for(finding).map(str::to_owned);
    }
    let now = clock::now();
    let frameworks = policy::results(
        library,
        source.frameworks,
        &judgement.tallies,
        source.evidence.collected,
    );
    Report {
        run: crate::model::RunInfo {
            id: clock::run_id(&now),
            started_at: now,
            source: source.name.to_owned(),
            complete: source.header.complete,
            spec: library.spec.name.clone(),
            policies: library.digest.clone(),
            not_judged: judgement.not_judged,
        },
        summary: Summary::of(judgement.tallies.values(), selected.len(), judgement.resources),
        findings: judgement.findings,
        gaps: source.evidence.gaps.to_vec(),
        frameworks,
        calls: source.header.calls.clone(),
    }
}

impl ReportArgs {
    /// Refuses targets that would overwrite each other.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
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

    pub(crate) fn write(&self, report: &Report, out: &mut dyn Write) -> anyhow::Result<()> {
        for target in &self.formats {
            match &target.file {
                Some(file) => {
                    let style = Style {
                        passes: self.passes,
                        ..Style::default()
                    };
                    store::write_atomically(file, |to| report::write(report, target.format, style, to))?;
                }
                None => report::write(report, target.format, self.style(), out)?,
            }
        }
        Ok(())
    }

    fn style(&self) -> Style {
        let terminal = std::io::stdout().is_terminal();
        let color = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        // The width is only the terminal's own when there is one.
        let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let width = if terminal {
            comfy_table::Table::new().width().or(columns)
        } else {
            columns
        };
        Style {
            passes: self.passes,
            color,
            width,
        }
    }

    fn exit(&self, report: &Report) -> Exit {
        let bad = |f: &&Finding| f.verdict == Verdict::Fail && f.severity >= self.fail_on;
        let summary = &report.summary;
        let incomplete =
            summary.unknown > 0 || summary.resources == 0 || !report.run.complete || !report.run.not_judged.is_empty();
        if report.findings.iter().any(|f| bad(&f)) {
            Exit::Findings
        } else if summary.error > 0 || self.strict && incomplete {
            Exit::Incomplete
        } else {
            Exit::Clean
        }
    }
}
