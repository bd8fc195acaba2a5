//! `trueline fix plan`: judge, and plan what closes the failures.

use std::io::Write;
use std::path::PathBuf;

use anyhow::bail;

use crate::model::Snapshot;
use crate::policy::{Keep, Policy};
#[cfg(feature = "live")]
use crate::policy::{everything, needs};
use crate::remediate::{self, Bench};
use crate::store;

use super::super::Exit;
#[cfg(feature = "live")]
use super::super::live;
use super::super::output::{PolicyArgs, Source, report};
use super::super::waivers::WaiverArgs;
use super::show;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Snapshot to plan from, or `live` to collect first
    #[arg(value_name = "SNAPSHOT|live")]
    source: PathBuf,
    /// Plan file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Only these resources, by id, name or ARN
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    resource: Vec<String>,
    /// Plan fixes of waived findings as well
    #[arg(long)]
    include_waived: bool,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    waivers: WaiverArgs,
    #[cfg(feature = "live")]
    #[command(flatten)]
    live: live::LiveArgs,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let selected = args.policies.select(&library)?;
    let waivers = args.waivers.load(args.policies.config()?, &library)?;
    let snapshot = snapshot(args, &selected)?;
    let source = Source::held("snapshot", &snapshot, &[]);
    let mut report = report(&library, &selected, &source, Keep::AllButPasses);
    if !args.include_waived {
        waivers.apply(&mut report, &selected, &snapshot.collected);
    }
    let mut findings = report.findings;
    if let Some(unknown) = args.resource.iter().find(|id| {
        !snapshot
            .resources
            .iter()
            .any(|r| r.id == **id || r.name == **id || r.arn.as_ref() == Some(id))
    }) {
        bail!("no resource is called {unknown:?}");
    }
    findings.retain(|f| {
        let named = |id: &String| f.resource.id == *id || f.name == *id || f.arn.as_ref() == Some(id);
        args.resource.is_empty() || args.resource.iter().any(named)
    });
    let bench = Bench {
        findings: &findings,
        resources: &snapshot.resources,
        spec: &library.spec.name,
        policies: &library.digest,
    };
    let plan = remediate::make(&bench);
    store::write_json(&args.output, &plan)?;
    show::write(&plan, out)?;
    writeln!(out, "\nwritten to {}", args.output.display())?;
    if !plan.items.is_empty() {
        writeln!(out, "next: `trueline fix apply {}`", args.output.display())?;
    }
    Ok(Exit::Clean)
}

#[cfg(feature = "live")]
fn snapshot(args: &Args, selected: &[&Policy]) -> anyhow::Result<Snapshot> {
    if args.source.as_os_str() != "live" {
        return Ok(store::read_snapshot(&args.source)?);
    }
    // What guards a fix is read as well, whatever the policies need: all of each kind.
    let needed = needs(selected);
    let mut whole = everything();
    whole.retain(|kind, _| needed.contains_key(kind));
    let live = args.live.with(args.policies.config()?)?;
    live::runtime()?.block_on(live::collect(&live, false, &whole))
}

#[cfg(not(feature = "live"))]
fn snapshot(args: &Args, _: &[&Policy]) -> anyhow::Result<Snapshot> {
    if args.source.as_os_str() == "live" {
        bail!("this build has no cloud in it: name a snapshot file, or build with the features aws or cloudflare");
    }
    Ok(store::read_snapshot(&args.source)?)
}
