//! Connecting to the clouds and collecting from them, for every command that reads live state.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::sync::watch;

use crate::catalogue::Catalogue;
use crate::cloud::{Clouds, Ending, Stop};
use crate::collect::{self, Request};
use crate::config::Config;
use crate::model::{GapReason, Snapshot};
use crate::policy::{Needs, Policy};
use crate::report::plain;

use super::progress::Display;
use super::settings::{or_parsed, parsed};

/// Where to look.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct LiveArgs {
    /// Clouds to read, of those that credentials are set for [default: all that are configured]
    #[arg(long, value_delimiter = ',', value_name = "PROVIDER", value_parser = provider)]
    pub(crate) providers: Vec<String>,
    /// Services to judge, such as s3, rds or zone, whatever else that takes to read [default: all]
    #[arg(long, value_delimiter = ',', value_name = "SERVICE", value_parser = service)]
    pub(crate) services: Vec<String>,
    /// AWS accounts, by id, or `organization` for all active ones [default: that of the credentials]
    #[cfg(feature = "aws")]
    #[arg(long, value_delimiter = ',', value_name = "ACCOUNT", value_parser = account)]
    pub(crate) accounts: Vec<String>,
    /// Role to assume in accounts other than that of the credentials, by name (with its path, if any)
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "ROLE", value_parser = role)]
    pub(crate) assume_role: Option<String>,
    /// External id that the role asks for
    #[cfg(feature = "aws")]
    #[arg(long, value_name = "ID", requires = "assume_role")]
    pub(crate) external_id: Option<String>,
    /// AWS regions [default: all that are enabled]
    #[arg(long, value_delimiter = ',', value_name = "REGION")]
    pub(crate) regions: Vec<String>,
    /// Cloudflare zones, by name or id [default: all that the token sees]
    #[arg(long, value_delimiter = ',', value_name = "ZONE")]
    pub(crate) zones: Vec<String>,
    /// Time for collecting, such as 90s, 15m or 1h; what is unread by then stays unknown [default: none]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    pub(crate) timeout: Option<Duration>,
    /// Show no progress
    #[arg(long)]
    pub(crate) no_progress: bool,
}

fn provider(text: &str) -> Result<String, String> {
    match ["aws", "cloudflare"].contains(&text) {
        true => Ok(text.to_owned()),
        false => Err("must be one of aws, cloudflare".to_owned()),
    }
}

/// A service is the second part of a kind: `s3` of `aws.s3.bucket`.
fn service_of(kind: &str) -> &str {
    kind.split('.').nth(1).unwrap_or(kind)
}

fn service(text: &str) -> Result<String, String> {
    let known: BTreeSet<&str> = Catalogue::get().kinds().map(|k| service_of(&k.kind)).collect();
    match known.contains(text) {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "must be one of {}",
            known.into_iter().collect::<Vec<_>>().join(", ")
        )),
    }
}

#[cfg(feature = "aws")]
const ORGANIZATION: &str = "organization";

#[cfg(feature = "aws")]
fn account(text: &str) -> Result<String, String> {
    match text == ORGANIZATION || (text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())) {
        true => Ok(text.to_owned()),
        false => Err(format!("an account id has 12 digits; {ORGANIZATION} stands for all")),
    }
}

/// The characters that IAM allows in names and paths of roles.
#[cfg(feature = "aws")]
fn role(text: &str) -> Result<String, String> {
    let name = text.trim_start_matches('/');
    let allowed = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-/".contains(c);
    match !name.is_empty() && name.chars().all(allowed) {
        true => Ok(name.to_owned()),
        false => Err("give the role's name, not its ARN: it is looked for in every account".to_owned()),
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let parsed: Result<jiff::SignedDuration, _> = text.parse();
    let duration = parsed.map_err(|e| e.to_string())?;
    Duration::try_from(duration)
        .ok()
        .filter(|d| !d.is_zero())
        .ok_or_else(|| "must be longer than nothing".to_owned())
}

impl LiveArgs {
    /// With what the configuration says where the command line does not.
    pub(crate) fn with(&self, config: &Config) -> anyhow::Result<Self> {
        let told = &config.live;
        let any = |text: &str| Ok::<_, String>(text.to_owned());
        let timeout = told.timeout.as_ref().filter(|_| self.timeout.is_none());
        let timeout = timeout.map(|at| parsed(at, config, duration)).transpose()?;
        #[cfg(feature = "aws")]
        let named = told.assume_role.as_ref().filter(|_| self.assume_role.is_none());
        Ok(Self {
            providers: or_parsed(&self.providers, &told.providers, config, provider)?,
            services: or_parsed(&self.services, &told.services, config, service)?,
            #[cfg(feature = "aws")]
            accounts: or_parsed(&self.accounts, &told.accounts, config, account)?,
            #[cfg(feature = "aws")]
            assume_role: match named {
                Some(at) => Some(parsed(at, config, role)?),
                None => self.assume_role.clone(),
            },
            // The id belongs to the role: one from the file is not sent for a role of the command line.
            #[cfg(feature = "aws")]
            external_id: match (named, &told.external_id) {
                (Some(_), Some(at)) => Some(at.value.clone()),
                _ => self.external_id.clone(),
            },
            regions: or_parsed(&self.regions, &told.regions, config, any)?,
            zones: or_parsed(&self.zones, &told.zones, config, any)?,
            timeout: self.timeout.or(timeout),
            no_progress: self.no_progress,
        })
    }

    fn names(&self, provider: &str) -> bool {
        self.providers.iter().any(|p| p == provider)
    }

    /// False for controls of a cloud or service that was left out by name, and for those that look
    /// something up in a cloud that was.
    pub(crate) fn may_judge(&self, policy: &Policy) -> bool {
        let mut looked_up = policy.reads.snapshot.keys();
        policy.control.kinds.iter().any(|kind| self.covers(kind)) && looked_up.all(|kind| self.wants(provider_of(kind)))
    }

    /// True when a kind is of a cloud and service that were not left out.
    pub(crate) fn covers(&self, kind: &str) -> bool {
        self.wants(provider_of(kind))
            && (self.services.is_empty() || self.services.iter().any(|s| s == service_of(kind)))
    }

    fn wants(&self, provider: &str) -> bool {
        self.providers.is_empty() || self.names(provider)
    }
}

fn provider_of(kind: &str) -> &str {
    kind.split('.').next().unwrap_or(kind)
}

pub(crate) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Runtime::new().context("starting the async runtime")
}

/// Connects to the clouds that are asked for, or to all that credentials are set for.
/// What they are asked ends with the run.
pub(crate) async fn connect(args: &LiveArgs, stop: &Stop) -> anyhow::Result<Clouds> {
    let mut clouds = Clouds::default();
    #[cfg(feature = "aws")]
    if args.wants("aws") {
        let aws = crate::cloud::aws::Aws::load(stop).await.map_err(anyhow::Error::msg)?;
        // Asked for by name, missing credentials are an error that the first call explains.
        if args.names("aws") || aws.has_credentials().await {
            clouds.aws = Some(aws);
        }
    }
    #[cfg(feature = "cloudflare")]
    if args.wants("cloudflare") {
        let loaded = crate::cloud::cloudflare::Cloudflare::load().map_err(anyhow::Error::msg)?;
        clouds.cloudflare = loaded.map(|cloudflare| cloudflare.until(stop));
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

/// Collects, with progress on standard error; Ctrl-C and the time limit end it with what was read.
pub(crate) async fn collect(args: &LiveArgs, quiet: bool, needs: &Needs) -> anyhow::Result<Snapshot> {
    let (sender, receiver) = watch::channel(None);
    let stop = Stop::new(receiver);
    let clouds = connect(args, &stop).await?;
    let operations = |operations: &BTreeMap<&'static str, _>| operations.keys().map(|o| (*o).to_owned()).collect();
    let request = Request {
        kinds: needs
            .iter()
            .map(|(kind, o)| ((*kind).to_owned(), operations(o)))
            .collect(),
        #[cfg(feature = "aws")]
        accounts: collect::Accounts {
            ids: args.accounts.iter().filter(|a| *a != ORGANIZATION).cloned().collect(),
            organization: args.accounts.iter().any(|a| a == ORGANIZATION),
            role: args.assume_role.clone().map(|name| crate::cloud::aws::Role {
                name,
                external_id: args.external_id.clone(),
            }),
        },
        regions: args.regions.clone(),
        zones: args.zones.clone(),
    };
    tokio::spawn(end(sender, args.timeout));
    let display = Display::new(quiet || args.no_progress);
    let snapshot = collect::collect(&clouds, &request, &stop, &|event| display.tell(event)).await;
    display.finish();
    let snapshot = snapshot.context("collecting")?;
    if !quiet {
        tell(&snapshot, &mut std::io::stderr())?;
    }
    Ok(snapshot)
}

/// Ends the run when the user asks for it or its time is up.
async fn end(sender: watch::Sender<Option<Ending>>, timeout: Option<Duration>) {
    let out_of_time = async {
        match timeout {
            Some(timeout) => tokio::time::sleep(timeout).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => { let _ = sender.send(Some(Ending::Interrupted)); }
        () = out_of_time => { let _ = sender.send(Some(Ending::OutOfTime)); }
    }
    // Who asks again does not want to wait for anything.
    if tokio::signal::ctrl_c().await.is_ok() {
        std::process::exit(130);
    }
}

/// What the collection cost and what it could not see, in plain lines.
fn tell(snapshot: &Snapshot, out: &mut dyn Write) -> std::io::Result<()> {
    let header = &snapshot.header;
    let calls: u64 = header.calls.values().sum();
    let retries: u64 = header.retries.values().sum();
    writeln!(
        out,
        "collected {} resources with {calls} calls and {retries} retries{}",
        snapshot.resources.len(),
        by_service(&header.calls)
    )?;
    let listings = snapshot.gaps.iter().map(|g| (g.kind.as_str(), &g.gap));
    let parts = snapshot
        .resources
        .iter()
        .flat_map(|r| r.gaps.iter().map(|g| (r.kind.as_str(), g)));
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    for (kind, gap) in listings.chain(parts) {
        let operation = gap.operation.as_deref().unwrap_or(kind);
        let code = gap.code.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
        let needs = gap
            .permission
            .as_deref()
            .map(|p| format!("; needs {p}"))
            .unwrap_or_default();
        if gap.reason == GapReason::AccessDenied {
            missing.extend(gap.permission.as_deref());
        }
        *causes
            .entry(format!("{operation}: {}{code}{needs}", gap.reason))
            .or_default() += 1;
    }
    for (cause, count) in causes {
        writeln!(out, "unread {count} × {}", plain(&cause))?;
    }
    if !missing.is_empty() {
        let missing: Vec<&str> = missing.into_iter().collect();
        writeln!(out, "missing permissions: {}", plain(&missing.join(", ")))?;
    }
    if !header.complete {
        writeln!(out, "stopped before everything was read")?;
    }
    Ok(())
}

/// Calls by service, as ` (ec2 12, s3 40)`.
fn by_service(calls: &BTreeMap<String, u64>) -> String {
    let mut services: BTreeMap<&str, u64> = BTreeMap::new();
    for (operation, count) in calls {
        let service = operation.split(':').next().unwrap_or(operation);
        *services.entry(service).or_default() += count;
    }
    let services: Vec<String> = services.iter().map(|(service, n)| format!("{service} {n}")).collect();
    match services.is_empty() {
        true => String::new(),
        false => format!(" ({})", services.join(", ")),
    }
}
