//! Waivers on their way from files to a report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::config::{self, Config, ConfigError};
use crate::model::path::Step;
use crate::model::waiver::{NEVER, Ran, apply, days_between};
use crate::model::words::did_you_mean;
use crate::model::{Collected, Waiver, Written, clock, glob};
use crate::policy::{Library, Needs, Policy};
use crate::report::{Report, plain};
use crate::source::Skip;

use super::settings;

/// Which waivers.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct WaiverArgs {
    /// File of waivers (repeatable); those that stand in the configuration itself hold as well
    #[arg(long, value_name = "FILE")]
    waivers: Vec<PathBuf>,
    /// Read no waivers and apply none
    #[arg(long)]
    no_waivers: bool,
}

/// Waivers that are whole, each with the controls that it names.
#[derive(Debug, Default)]
pub(crate) struct Waivers {
    all: Vec<Arc<Waiver>>,
    ignored: bool,
}

impl WaiverArgs {
    /// Reads and checks all that apply. All that is wrong is reported at once.
    pub(crate) fn load(&self, config: &Config, library: &Library) -> anyhow::Result<Waivers> {
        if self.no_waivers {
            return Ok(Waivers {
                ignored: true,
                ..Waivers::default()
            });
        }
        let mut errors = Vec::new();
        let mut read = config.waivers.clone();
        for file in settings::or_told(&self.waivers, &config.waiver_files) {
            match config::read_waivers(&file) {
                Ok(waivers) => read.extend(waivers),
                Err(wrong) => errors.extend(wrong),
            }
        }
        for waiver in &mut read {
            if let Err(message) = resolve(waiver, library) {
                errors.push(wrong(waiver, message));
            }
            if let Err(message) = reach(waiver, config) {
                errors.push(wrong(waiver, message));
            }
        }
        if !errors.is_empty() {
            return Err(settings::all(errors));
        }
        Ok(Waivers {
            all: read.into_iter().map(Arc::new).collect(),
            ignored: false,
        })
    }
}

/// Refuses what holds for longer than the configuration allows.
fn reach(waiver: &Waiver, config: &Config) -> Result<(), String> {
    let today = clock::day(&clock::now());
    let days = days_between(today, waiver.expires);
    match config.max_waiver_days {
        Some(most) if waiver.expires == NEVER => Err(format!(
            "has no end; max_waiver_days allows {most} days: add until=YEAR-MONTH-DAY"
        )),
        Some(most) if i64::from(days) > i64::from(most) => Err(format!(
            "expires on {}, {days} days from now; max_waiver_days allows {most}",
            waiver.expires
        )),
        _ => Ok(()),
    }
}

fn wrong(waiver: &Waiver, message: String) -> ConfigError {
    ConfigError {
        file: waiver.file.clone(),
        place: (waiver.line, 0),
        message,
    }
}

/// Finds the controls that a waiver names; refuses one that can't ever cover anything.
fn resolve(waiver: &mut Waiver, library: &Library) -> Result<(), String> {
    let policies = library.select(std::slice::from_ref(&waiver.control), &[])?;
    waiver.controls = policies.iter().map(|p| p.control.id.clone()).collect();
    let Some(pattern) = &waiver.resource.kind else {
        return Ok(());
    };
    let known = || Catalogue::get().kinds().map(|k| k.kind.as_str());
    if !known().any(|kind| glob::matches(pattern, kind)) {
        return Err(format!(
            "no kind is called {pattern:?}{}",
            did_you_mean(pattern, known())
        ));
    }
    let judged: BTreeSet<&str> = policies
        .iter()
        .flat_map(|p| p.control.kinds.iter().map(String::as_str))
        .collect();
    if judged.iter().any(|kind| glob::matches(pattern, kind)) {
        return Ok(());
    }
    let judged: Vec<&str> = judged.into_iter().collect();
    Err(format!(
        "{} judges no {pattern}, only {}",
        waiver.control,
        judged.join(", ")
    ))
}

impl Waivers {
    /// Adds what comments in the code skip. A skip of another tool that means nothing here, or that
    /// holds for longer than is allowed, is left out.
    pub(crate) fn add_skips(&mut self, skips: &[Skip], config: &Config, library: &Library) -> anyhow::Result<()> {
        if self.ignored {
            return Ok(());
        }
        let mut errors = Vec::new();
        for mut waiver in skips.iter().flat_map(|skip| skip.waivers(&skip.address())) {
            let taken = resolve(&mut waiver, library).and_then(|()| reach(&waiver, config));
            match taken {
                Ok(()) => self.all.push(Arc::new(waiver)),
                Err(message) if waiver.written == Written::OtherTool => {
                    tracing::info!("{}", plain(&wrong(&waiver, message).to_string()));
                }
                Err(message) => errors.push(wrong(&waiver, message)),
            }
        }
        errors.dedup();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(settings::all(errors))
        }
    }

    /// Puts the waivers to a report.
    pub(crate) fn apply(&self, report: &mut Report, selected: &[&Policy], collected: &[Collected]) {
        let left_out: BTreeSet<&str> = report.run.not_judged.iter().map(String::as_str).collect();
        let judged: BTreeMap<&str, &[String]> = selected
            .iter()
            .map(|p| (p.control.id.as_str(), p.control.kinds.as_slice()))
            .filter(|(id, _)| !left_out.contains(id))
            .collect();
        let ran = Ran {
            day: clock::day(&report.run.started_at),
            judged,
            collected,
            addresses: matches!(report.run.source.as_str(), "plan" | "state")
                || report.findings.iter().any(|f| f.origin.address().is_some()),
            complete: report.run.complete,
        };
        report.waivers = apply(&self.all, &mut report.findings, &ran);
        report.waivers_ignored = self.ignored;
        report.summary.waived = report.findings.iter().filter(|f| f.waiver.is_some()).count();
    }

    /// Adds what it takes to know the tags that waivers go by.
    pub(crate) fn add_needs(&self, selected: &[&Policy], needs: &mut Needs) {
        let tags = BTreeSet::from([vec![Step::Field("tags".to_owned())]]);
        for waiver in self.all.iter().filter(|w| !w.resource.tags.is_empty()) {
            let named = selected.iter().filter(|p| waiver.controls.contains(&p.control.id));
            let kinds = named.flat_map(|p| &p.control.kinds);
            for kind in kinds.filter_map(|kind| Catalogue::get().kind(kind)) {
                if let Some(operations) = needs.get_mut(kind.kind.as_str()) {
                    operations.extend(kind.operations_for(&tags));
                }
            }
        }
    }
}
