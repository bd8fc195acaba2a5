//! `trueline fix apply` and `trueline fix rollback`: the changes themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use futures::FutureExt;

use crate::cloud::{Clouds, Stop};
use crate::collect;
use crate::model::{Collected, Finding, Resource, ResourceKey, Snapshot, clock};
use crate::policy::{self, Library, Policy};
use crate::remediate::{self, Item, Journal, Outcome, Plan, State, World};
use crate::report::plain;

use super::super::output::PolicyArgs;
use super::super::{Exit, live};
use super::show;

/// Most changes of one run, unless `--max-items` says otherwise.
const MOST_ITEMS: usize = 20;

#[derive(Debug, clap::Args)]
pub(crate) struct ApplyArgs {
    /// Plan file
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RollbackArgs {
    /// Id of the run to take back, as `fix apply` printed it
    #[arg(value_name = "RUN", required_unless_present = "last", conflicts_with = "last")]
    id: Option<String>,
    /// The latest run that was not itself a rollback
    #[arg(long)]
    last: bool,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, clap::Args)]
struct RunArgs {
    /// Only these items of the plan
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    items: Vec<String>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Most changes of one run
    #[arg(long, value_name = "N", default_value_t = MOST_ITEMS)]
    max_items: usize,
    /// Folder of the journals
    #[arg(long, value_name = "DIR", env = "TRUELINE_STATE_DIR", default_value = ".trueline")]
    state_dir: PathBuf,
}

pub(super) fn run(args: &ApplyArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let plan = super::read_plan(&args.plan)?;
    if plan.rollback_of.is_some() {
        bail!("this plan takes a run back; use `trueline fix rollback`");
    }
    let library = args.policies.or_spec(&plan.spec).load()?;
    execute(plan, &args.run, &library, out)
}

pub(super) fn rollback(args: &RollbackArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let runs = args.run.state_dir.join("runs");
    let run = match &args.id {
        Some(id) => id.clone(),
        None => last_run(&runs)?,
    };
    if run.contains(['/', '\\', '.']) {
        bail!("{run:?} is no id of a run");
    }
    let (plan, records) = remediate::read_journal(&runs.join(format!("{run}.ndjson")))?;
    let mut plan = remediate::rollback_plan(&plan, &run, &records);
    let library = args.policies.load()?;
    // Going back is not judged by policies: those of today serve for what they still can.
    plan.policies = library.digest.clone();
    execute(plan, &args.run, &library, out)
}

/// The id of the latest run in a folder that is no rollback.
fn last_run(runs: &Path) -> anyhow::Result<String> {
    let mut names: Vec<String> = std::fs::read_dir(runs)
        .with_context(|| {
            format!(
                "{}: no journals; give --state-dir the folder that `fix apply` used",
                runs.display()
            )
        })?
        .filter_map(|entry| {
            entry
                .ok()?
                .file_name()
                .to_str()?
                .strip_suffix(".ndjson")
                .map(str::to_owned)
        })
        .collect();
    names.sort();
    for name in names.into_iter().rev() {
        let (plan, _) = remediate::read_journal(&runs.join(format!("{name}.ndjson")))?;
        if plan.rollback_of.is_none() {
            return Ok(name);
        }
    }
    bail!("{}: no run to take back", runs.display())
}

/// Checks, asks, applies, reports.
fn execute(mut plan: Plan, args: &RunArgs, library: &Library, out: &mut dyn Write) -> anyhow::Result<Exit> {
    plan.check_current(&library.digest)?;
    plan.narrow(&args.items)?;
    if plan.items.is_empty() {
        writeln!(out, "nothing to change")?;
        return Ok(Exit::Clean);
    }
    if plan.items.len() > args.max_items {
        bail!(
            "the plan has {} changes, more than the {} of one run; name some with --items, or raise --max-items",
            plan.items.len(),
            args.max_items
        );
    }
    show::write(&plan, out)?;
    out.flush()?;
    if !args.yes && !confirmed()? {
        bail!("not confirmed; nothing was changed");
    }
    let outcomes = live::runtime()?.block_on(apply(&plan, library, &args.state_dir, out))?;
    Ok(exit(&outcomes))
}

fn confirmed() -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        bail!("standard input is no terminal: give --yes to apply without being asked");
    }
    let mut error = io::stderr();
    write!(error, "\nMake these changes? Only `yes` is taken as one: ")?;
    error.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim() == "yes")
}

async fn apply(plan: &Plan, library: &Library, state: &Path, out: &mut dyn Write) -> anyhow::Result<Vec<Outcome>> {
    let clouds = connect(plan).await?;
    let clouds = &clouds;
    let around = around(plan, library, clouds).await?;
    let planned = |p: &Policy| around.is_some() && plan.items.iter().any(|i| i.controls.contains(&p.control.id));
    let selected: Vec<&Policy> = library
        .policies
        .values()
        .filter(|p| p.reads.snapshot.is_empty() || planned(p))
        .collect();
    let around = around.unwrap_or_default();
    let read =
        |key: ResourceKey| async move { collect::read_one(clouds, &key).await.map_err(|e| e.to_string()) }.boxed();
    let judge = |resource: &Resource| judge(library, &selected, resource, &around);
    let world = World {
        read: &read,
        judge: &judge,
    };
    let run = clock::run_id(&clock::now());
    let mut journal = Journal::start(state, &run, plan)?;
    writeln!(out, "\nrun {run}, journal {}", journal.path().display())?;
    out.flush()?;
    let mut lost = None;
    let mut tell = |item: &Item, outcome: &Outcome| {
        let line = format!(
            "[{}] {}: {} ({})",
            item.id,
            outcome.status.as_str(),
            plain(&item.name),
            plain(&outcome.message)
        );
        lost = writeln!(out, "{line}").and_then(|()| out.flush()).err().or(lost.take());
    };
    let outcomes = remediate::apply(plan, &world, clouds, &mut journal, &mut tell).await?;
    let count = |status| outcomes.iter().filter(|o| o.status == status).count();
    writeln!(
        out,
        "{} verified, {} already ok, {} conflict, {} failed, {} unknown outcome, {} not run",
        count(State::Verified),
        count(State::AlreadyOk),
        count(State::Conflict),
        count(State::Failed),
        count(State::UnknownOutcome),
        count(State::NotRun)
    )?;
    if plan.rollback_of.is_none() && count(State::Verified) > 0 {
        writeln!(out, "way back: `trueline fix rollback {run}`")?;
    }
    Ok(outcomes)
}

/// Connects to the clouds that the plan is about and checks that they are the plan's own.
async fn connect(plan: &Plan) -> anyhow::Result<Clouds> {
    let provider = |name: &str| plan.items.iter().any(|i| i.resource.scope.provider == name);
    let providers = ["aws", "cloudflare"]
        .into_iter()
        .filter(|p| provider(p))
        .map(str::to_owned)
        .collect();
    let args = live::LiveArgs {
        providers,
        ..live::LiveArgs::default()
    };
    let clouds = live::connect(&args, &Stop::default()).await?;
    #[cfg(feature = "aws")]
    if let Some(aws) = &clouds.aws {
        let identity = aws.identity().await?;
        let other = plan.items.iter().filter(|i| i.resource.scope.provider == "aws");
        let mut other = other
            .filter_map(|i| i.resource.scope.account.as_ref())
            .filter(|a| **a != identity.account);
        if let Some(account) = other.next() {
            bail!(
                "the plan is for account {account}, but the credentials belong to {}; nothing was changed",
                identity.account
            );
        }
    }
    Ok(clouds)
}

/// What the plan's controls look up beside the resources that change, read before the first change; nothing
/// when none of them looks anything up. Going back is not judged.
async fn around(plan: &Plan, library: &Library, clouds: &Clouds) -> anyhow::Result<Option<Snapshot>> {
    let named = |p: &&Policy| plan.items.iter().any(|i| i.controls.contains(&p.control.id));
    let planned: Vec<&Policy> = library.policies.values().filter(named).collect();
    let looked_up = |kind: &str| planned.iter().any(|p| p.reads.snapshot.contains_key(kind));
    let needs = policy::needs(&planned).into_iter().filter(|(kind, _)| looked_up(kind));
    let kinds: BTreeMap<String, BTreeSet<String>> = needs
        .map(|(kind, operations)| (kind.to_owned(), operations.into_keys().map(str::to_owned).collect()))
        .collect();
    if plan.rollback_of.is_some() || kinds.is_empty() {
        return Ok(None);
    }
    let regions: BTreeSet<&String> = plan
        .items
        .iter()
        .filter_map(|i| i.resource.scope.region.as_ref())
        .collect();
    let request = collect::Request {
        kinds,
        regions: regions.into_iter().cloned().collect(),
        ..collect::Request::default()
    };
    let snapshot = collect::collect(clouds, &request, &Stop::default(), &|_| {}).await;
    Ok(Some(snapshot.context("reading what the controls of the plan look up")?))
}

/// Judges one resource, with what was read of those around it.
fn judge(library: &Library, policies: &[&Policy], resource: &Resource, around: &Snapshot) -> Vec<Finding> {
    let key = resource.key();
    let mut snapshot = around.clone();
    snapshot.header.created_at = clock::now();
    snapshot.collected.push(Collected {
        scope: resource.scope.clone(),
        kind: resource.kind.clone(),
    });
    snapshot.resources.retain(|other| other.key() != key);
    snapshot.resources.push(resource.clone());
    snapshot.sort();
    let mut findings = policy::judge(library, policies, &snapshot).findings;
    findings.retain(|finding| finding.resource == key);
    findings
}

fn exit(outcomes: &[Outcome]) -> Exit {
    let any = |status| outcomes.iter().any(|o| o.status == status);
    if any(State::UnknownOutcome) {
        Exit::Incomplete
    } else if any(State::Failed) || any(State::Conflict) || any(State::NotRun) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
