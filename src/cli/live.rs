//! Connecting to the clouds and collecting from them, for every command that reads live state.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::{Context, bail};
use tokio::sync::watch;

use crate::cloud::Clouds;
use crate::collect::{self, ProgressEvent, Request, Stop};
use crate::model::{Control, Snapshot};
use crate::policy::Policy;
use crate::report::plain;

/// Where to look.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct LiveArgs {
    /// Clouds to read, of those that credentials are set for [default: all that are configured]
    #[arg(long, value_delimiter = ',', value_name = "PROVIDER", value_parser = ["aws", "cloudflare"])]
    pub(crate) providers: Vec<String>,
    /// AWS regions [default: all that are enabled]
    #[arg(long, value_delimiter = ',', value_name = "REGION")]
    pub(crate) regions: Vec<String>,
    /// Cloudflare zones, by name or id [default: all that the token sees]
    #[arg(long, value_delimiter = ',', value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// Show no progress
    #[arg(long)]
    pub(crate) no_progress: bool,
}

impl LiveArgs {
    fn names(&self, provider: &str) -> bool {
        self.providers.iter().any(|p| p == provider)
    }

    /// False for controls of a cloud that was left out by name.
    pub(crate) fn may_judge(&self, control: &Control) -> bool {
        control
            .kinds
            .iter()
            .any(|kind| self.wants(kind.split('.').next().unwrap_or(kind)))
    }

    fn wants(&self, provider: &str) -> bool {
        self.providers.is_empty() || self.names(provider)
    }
}

pub(crate) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Runtime::new().context("starting the async runtime")
}

/// The kinds that the policies judge and look up.
pub(crate) fn kinds_of(policies: &[&Policy]) -> BTreeSet<String> {
    policies
        .iter()
        .flat_map(|p| p.control.kinds.iter().chain(p.reads.snapshot.keys()))
        .cloned()
        .collect()
}

/// Connects to the clouds that are asked for, or to all that credentials are set for.
pub(crate) async fn connect(args: &LiveArgs) -> anyhow::Result<Clouds> {
    let mut clouds = Clouds::default();
    #[cfg(feature = "aws")]
    if args.wants("aws") {
        let aws = crate::cloud::aws::Aws::load().await;
        // Asked for by name, missing credentials are an error that the first call explains.
        if args.names("aws") || aws.has_credentials().await {
            clouds.aws = Some(aws);
        }
    }
    #[cfg(feature = "cloudflare")]
    if args.wants("cloudflare") {
        clouds.cloudflare = crate::cloud::cloudflare::Cloudflare::load().map_err(anyhow::Error::msg)?;
        if clouds.cloudflare.is_none() && args.names("cloudflare") {
            bail!("no Cloudflare token: set CLOUDFLARE_API_TOKEN");
        }
    }
    if clouds.is_empty() {
        bail!(
            "no cloud is configured: set AWS_PROFILE (or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) or CLOUDFLARE_API_TOKEN"
        );
    }
    Ok(clouds)
}

/// Collects, with progress on standard error; Ctrl-C ends it with what was read.
pub(crate) async fn collect(args: &LiveArgs, quiet: bool, kinds: BTreeSet<String>) -> anyhow::Result<Snapshot> {
    let clouds = connect(args).await?;
    let request = Request {
        kinds,
        regions: args.regions.clone(),
        zones: args.zones.clone(),
    };
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            let _ = sender.send(true);
        }
        // Who asks twice does not want to wait for calls that are under way.
        if tokio::signal::ctrl_c().await.is_ok() {
            std::process::exit(130);
        }
    });
    let bar = if quiet || args.no_progress {
        indicatif::ProgressBar::hidden()
    } else {
        indicatif::ProgressBar::new(0).with_style(style())
    };
    let progress = |event: ProgressEvent<'_>| match event {
        ProgressEvent::Planned(parts) => bar.inc_length(parts as u64),
        ProgressEvent::Done(name) => {
            bar.inc(1);
            bar.set_message(name.to_owned());
        }
    };
    let snapshot = collect::collect(&clouds, &request, &Stop::new(receiver), &progress).await;
    bar.finish_and_clear();
    let snapshot = snapshot.context("collecting")?;
    if !quiet {
        tell(&snapshot, &mut std::io::stderr())?;
    }
    Ok(snapshot)
}

/// What the collection cost and what it could not see, in plain lines.
fn tell(snapshot: &Snapshot, out: &mut dyn Write) -> std::io::Result<()> {
    let header = &snapshot.header;
    let calls: u64 = header.calls.values().sum();
    let retries: u64 = header.retries.values().sum();
    writeln!(
        out,
        "collected {} resources with {calls} calls and {retries} retries",
        snapshot.resources.len()
    )?;
    let listings = snapshot.gaps.iter().map(|g| (g.kind.as_str(), &g.gap));
    let parts = snapshot
        .resources
        .iter()
        .flat_map(|r| r.gaps.iter().map(|g| (r.kind.as_str(), g)));
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    for (kind, gap) in listings.chain(parts) {
        let operation = gap.operation.as_deref().unwrap_or(kind);
        let code = gap.code.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
        let needs = gap
            .permission
            .as_deref()
            .map(|p| format!("; needs {p}"))
            .unwrap_or_default();
        *causes
            .entry(format!("{operation}: {}{code}{needs}", gap.reason))
            .or_default() += 1;
    }
    for (cause, count) in causes {
        writeln!(out, "unread {count} × {}", plain(&cause))?;
    }
    if !header.complete {
        writeln!(out, "stopped before everything was read")?;
    }
    Ok(())
}

fn style() -> indicatif::ProgressStyle {
    indicatif::ProgressStyle::with_template("collecting {bar:30} {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar())
}
