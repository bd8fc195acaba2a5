//! Options that every judging command shares, and writing reports where they ask for.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::bail;
use clap::ValueEnum;

use crate::config::Config;
use crate::model::{Finding, Header, Severity, Snapshot, Summary, Verdict, clock};
use crate::policy::{self, Chosen, Evidence, Judgement, Keep, Library, Policy, PolicyError, Sources};
use crate::report::{self, Format, Report, Style};
use crate::source::Sources as Code;
use crate::{remediate, store};

use super::Exit;
use super::settings::{ConfigArgs, controls, or_parsed, or_told};
use super::source::declare;
use super::waivers::Waivers;

/// Where policies and the spec come from.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct SourceArgs {
    /// Folder of policies that adds to the built-in ones; a file at the same path replaces one (repeatable)
    #[arg(long, value_name = "DIR")]
    policies: Vec<PathBuf>,
    /// Leave out the built-in policies, all but their helpers
    #[arg(long)]
    no_builtin: bool,
    /// Spec: a YAML file, or a built-in one (default, stellarrec)
    #[arg(long, value_name = "FILE|NAME")]
    spec: Option<String>,
    #[command(flatten)]
    config: ConfigArgs,
}

impl SourceArgs {
    pub(crate) fn config(&self) -> anyhow::Result<&Config> {
        self.config.read()
    }

    /// With what the configuration says where the command line does not.
    pub(crate) fn sources(&self) -> anyhow::Result<Sources> {
        let config = self.config()?;
        Ok(Sources {
            folders: or_told(&self.policies, &config.policies),
            no_builtin: self.no_builtin,
            spec: self.spec.clone().or_else(|| config.spec.clone()),
        })
    }
}

/// Which controls, by which policies and spec.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct PolicyArgs {
    #[command(flatten)]
    sources: SourceArgs,
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
    pub(crate) fn config(&self) -> anyhow::Result<&Config> {
        self.sources.config()
    }

    pub(crate) fn load(&self) -> anyhow::Result<Library> {
        Library::load(&self.sources.sources()?).map_err(unusable)
    }

    /// The same, with a spec where none was named.
    #[cfg(feature = "live")]
    pub(crate) fn or_spec(&self, spec: &str) -> Self {
        let mut named = self.clone();
        named.sources.spec.get_or_insert_with(|| spec.to_owned());
        named
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
        let config = self.config()?;
        let only = controls(&self.only, &config.only, config, library)?;
        let skip = controls(&self.skip, &config.skip, config, library)?;
        let severity = self.severity.or(config.severity);
        let mut policies = library.select(&only, &skip).map_err(anyhow::Error::msg)?;
        policies.retain(|p| severity.is_none_or(|s| p.control.severity >= s));
        let chosen = self.frameworks(library)?;
        policies.retain(|p| chosen.is_empty() || chosen.iter().any(|c| c.takes(&p.control)));
        Ok(policies)
    }

    /// What `--framework` names, or else the configuration.
    pub(crate) fn frameworks<'a>(&self, library: &'a Library) -> anyhow::Result<Vec<Chosen<'a>>> {
        let config = self.config()?;
        let configured: Vec<String> = config.framework.iter().cloned().collect();
        let named = if self.frameworks.is_empty() {
            &configured
        } else {
            &self.frameworks
        };
        library.chosen(named).map_err(anyhow::Error::msg)
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
    /// Report format, to standard output or to a file (repeatable): table, json, sarif, junit, github, markdown,
    /// gitlab [default: table]
    #[arg(long = "format", value_name = "FORMAT[=FILE]")]
    formats: Vec<Target>,
    /// Show passes as well; `--passes=false` against a configuration that does
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    passes: Option<bool>,
    /// End with 1 for failures of this severity or above, if no waiver covers them [default: info]
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    pub(crate) fail_on: Option<Severity>,
    /// End with 3 when something could not be read or judged; `--strict=false` against a configuration that does
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    strict: Option<bool>,
    /// Print nothing but what --format names
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Colours: auto, always, never
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: When,
    /// The configuration file that was read.
    #[arg(skip)]
    config: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
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
            Format::from_str(name, false).map_err(|_| format!("{name:?} is no format; there are {}", formats()))?;
        Ok(Self { format, file })
    }
}

/// The names of all formats.
fn formats() -> String {
    let names = Format::value_variants().iter().filter_map(Format::to_possible_value);
    names
        .map(|name| name.get_name().to_owned())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is judged, and where it came from.
pub(crate) struct Source<'a> {
    pub(crate) name: &'a str,
    pub(crate) header: &'a Header,
    pub(crate) evidence: Evidence<'a>,
    /// The frameworks to report on.
    pub(crate) frameworks: &'a [Chosen<'a>],
    /// The file that it was read from; none for standard input and live state.
    pub(crate) input: Option<&'a Path>,
    /// The code that it comes from.
    pub(crate) sources: Option<&'a Code>,
    /// What the reader of the verdicts should know, in sentences.
    pub(crate) notes: &'a [String],
    /// Only what Terraform knows, and nothing of what is live.
    pub(crate) terraform: bool,
}

impl<'a> Source<'a> {
    /// A snapshot that is held in memory.
    pub(crate) fn held(name: &'a str, snapshot: &'a Snapshot, frameworks: &'a [Chosen<'a>]) -> Self {
        Self {
            name,
            header: &snapshot.header,
            evidence: Evidence::from(snapshot),
            frameworks,
            input: None,
            sources: None,
            notes: &[],
            terraform: false,
        }
    }
}

/// Judges what was collected, writes the reports, and says how the run ends.
pub(crate) fn judge_and_report(
    reports: &ReportArgs,
    library: &Library,
    selected: &[&Policy],
    waivers: &Waivers,
    source: &Source<'_>,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let mut report = report(library, selected, source, reports.keep());
    finish(reports, selected, waivers, source, &mut report, out)?;
    Ok(reports.exit(&report, |_| true))
}

/// Completes a report with where its findings are declared and who bears them, and writes it.
pub(crate) fn finish(
    reports: &ReportArgs,
    selected: &[&Policy],
    waivers: &Waivers,
    source: &Source<'_>,
    report: &mut Report,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    report.run.config.clone_from(&reports.config);
    report.run.notes.extend(source.notes.iter().cloned());
    if let Some(sources) = source.sources {
        declare(sources, report);
    }
    waivers.apply(report, selected, source.evidence.collected);
    reports.write(report, out)
}

/// A path as those who run this know it, relative where it lies below.
fn from_here(file: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| file.strip_prefix(here).ok().map(Path::to_owned));
    below.as_deref().unwrap_or(file).to_string_lossy().into_owned()
}

/// Judges what was collected.
pub(crate) fn report(library: &Library, selected: &[&Policy], source: &Source<'_>, keep: Keep) -> Report {
    let mut judgement = policy::judge_evidence(library, selected, &source.evidence, keep);
    let mut notes = Vec::new();
    if source.terraform {
        notes.extend(leave_to_live(&mut judgement, selected));
    } else {
        for finding in judgement.findings.iter_mut().filter(|f| f.verdict == Verdict::Fail) {
            finding.fix = remediate::fix_for(finding).map(str::to_owned);
        }
    }
    let now = clock::now();
    let state_controls = selected.iter().filter(|p| !p.judges_changes()).count();
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
            notes,
            spec: library.spec.name.clone(),
            policies: library.digest.clone(),
            config: None,
            not_judged: judgement.not_judged,
        },
        summary: Summary::of(judgement.tallies.values(), state_controls, judgement.resources),
        findings: judgement.findings,
        gaps: source.evidence.gaps.to_vec(),
        frameworks,
        calls: source.header.calls.clone(),
        input: source.input.map(from_here),
        controls: selected.iter().map(|p| p.control.clone()).collect(),
        ..Report::default()
    }
}

/// Takes away what no file of Terraform can answer: that those controls are unknown says nothing about
/// this one. What is wrong by what it does tell stays.
fn leave_to_live(judgement: &mut Judgement, selected: &[&Policy]) -> Option<String> {
    let live = selected.iter().filter(|p| !policy::surfaces(p).contains(&"plan"));
    let live: BTreeSet<&str> = live.map(|p| p.control.id.as_str()).collect();
    // That a file holds nothing of a kind is no fault of it.
    judgement.not_judged.clear();
    let mut left = BTreeSet::new();
    judgement.findings.retain(|row| {
        let open = row.verdict == Verdict::Unknown && live.contains(row.control.as_str());
        if open {
            left.insert(row.control.clone());
        }
        !open
    });
    for control in &left {
        if let Some(tally) = judgement.tallies.get_mut(control) {
            tally.unknown = 0;
        }
    }
    let kinds = left.len();
    (kinds > 0).then(|| {
        format!("{kinds} controls read what no file of Terraform tells and are left to a scan of what is live, or to --overlay")
    })
}

impl ReportArgs {
    /// With what the configuration says where the command line does not.
    pub(crate) fn with(&self, config: &Config) -> anyhow::Result<Self> {
        let target = |text: &str| {
            let mut target: Target = text.parse()?;
            target.file = target.file.map(|file| config.path(&file));
            Ok::<_, String>(target)
        };
        let mut formats = or_parsed(&self.formats, &config.formats, config, target)?;
        if formats.is_empty() {
            formats.push(Target {
                format: Format::Table,
                file: None,
            });
        }
        let reports = Self {
            formats,
            passes: self.passes.or(config.passes),
            fail_on: self.fail_on.or(config.fail_on),
            strict: self.strict.or(config.strict),
            config: Some(config.file.clone()).filter(|file| !file.is_empty()),
            ..self.clone()
        };
        reports.check()?;
        Ok(reports)
    }

    fn passes(&self) -> bool {
        self.passes.unwrap_or_default()
    }

    /// Refuses targets that would overwrite each other.
    fn check(&self) -> anyhow::Result<()> {
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
                        passes: self.passes(),
                        ..Style::default()
                    };
                    store::write_atomically(file, |to| report::write(report, target.format, style, to))?;
                }
                None => report::write(report, target.format, style(self.color, self.passes()), out)?,
            }
        }
        Ok(())
    }

    pub(crate) fn keep(&self) -> Keep {
        match self.passes() {
            true => Keep::Everything,
            false => Keep::AllButPasses,
        }
    }

    /// How the run ends, by the failures that count.
    pub(crate) fn exit(&self, report: &Report, counts: impl Fn(&Finding) -> bool) -> Exit {
        let least = self.fail_on.unwrap_or(Severity::Info);
        let any_open = |verdict| report.open(verdict).next().is_some();
        let incomplete = any_open(Verdict::Unknown)
            || report.summary.resources == 0
            || !report.run.complete
            || !report.run.not_judged.is_empty();
        if report.open(Verdict::Fail).any(|f| f.severity >= least && counts(f)) {
            Exit::Findings
        } else if any_open(Verdict::Error) || self.strict.unwrap_or_default() && incomplete {
            Exit::Incomplete
        } else {
            Exit::Clean
        }
    }
}

/// How to write to standard output.
pub(crate) fn style(color: When, passes: bool) -> Style {
    let terminal = std::io::stdout().is_terminal();
    let color = match color {
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
    Style { passes, color, width }
}
