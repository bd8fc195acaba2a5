//! `trueline spec`: keeps a spec current with what others publish.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::cloud::cloudflare::{Cloudflare, Ranges};
use crate::policy::{self, Sources, Spec};
use crate::report::plain;
use crate::store;

use super::{Exit, live};

/// Where the ranges stand in a spec.
const RANGES: [&str; 2] = ["cloudflare", "ip_ranges"];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Compare Cloudflare's address ranges with those that it publishes
    ///
    /// Ends with 0 when they are the same, with 1 when they differ, and with 0 when --write mended that.
    Ranges(RangesArgs),
}

#[derive(Debug, clap::Args)]
struct RangesArgs {
    /// Spec: a YAML file, or a built-in one (default, stellarrec) [default: the file to write, else default]
    #[arg(long, value_name = "FILE|NAME")]
    spec: Option<String>,
    /// Put the published ranges into this spec file where it differs; all else in it stays as it is
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Ranges(args) => ranges(args, out),
    }
}

fn ranges(args: &RangesArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let target = args.write.as_ref().map(|file| Target::read(file)).transpose()?;
    let spec = match (&args.spec, &target) {
        (None, Some(target)) => target.spec.clone(),
        (spec, _) => {
            let sources = Sources {
                spec: spec.clone(),
                ..Sources::default()
            };
            policy::load_spec(&sources)?
        }
    };
    let cloudflare = Cloudflare::anonymous().map_err(anyhow::Error::msg)?;
    let published = live::runtime()?
        .block_on(cloudflare.ranges())
        .context("reading the ranges that Cloudflare publishes")?;
    let same = tell(&spec, &published, out)?;
    match target {
        None if same => Ok(Exit::Clean),
        None => Ok(Exit::Findings),
        Some(target) => {
            target.write(&published, out)?;
            Ok(Exit::Clean)
        }
    }
}

/// The lists of the spec and the published ones, by the key of the spec.
fn lists<'a>(spec: &Spec, published: &'a Ranges) -> [(&'static str, Vec<String>, &'a [String]); 2] {
    let stated = |key: &str| {
        let list = RANGES
            .iter()
            .chain([&key])
            .try_fold(&spec.values, |value, name| value.get(name));
        let texts = list.and_then(Value::as_array).into_iter().flatten();
        texts.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    [
        ("ipv4", stated("ipv4"), &published.ipv4),
        ("ipv6", stated("ipv6"), &published.ipv6),
    ]
}

/// Tells how the ranges of a spec differ from the published ones; true when they don't.
fn tell(spec: &Spec, published: &Ranges, out: &mut dyn Write) -> anyhow::Result<bool> {
    let mut differences = Vec::new();
    for (_, stated, published) in lists(spec, published) {
        let gone = stated.iter().filter(|range| !published.contains(range));
        differences.extend(gone.map(|range| format!("- {range}  no longer Cloudflare's")));
        let new = published.iter().filter(|range| !stated.contains(range));
        differences.extend(new.map(|range| format!("+ {range}  new")));
    }
    let name = plain(&spec.name);
    let (ipv4, ipv6) = (published.ipv4.len(), published.ipv6.len());
    if differences.is_empty() {
        writeln!(
            out,
            "{name} holds what Cloudflare publishes: {ipv4} IPv4 and {ipv6} IPv6 ranges"
        )?;
    } else {
        writeln!(
            out,
            "{name} differs from what Cloudflare publishes, {ipv4} IPv4 and {ipv6} IPv6 ranges:"
        )?;
        for difference in &differences {
            writeln!(out, "  {difference}")?;
        }
    }
    Ok(differences.is_empty())
}

/// A spec file that is to be kept current.
struct Target {
    path: PathBuf,
    name: String,
    text: String,
    spec: Spec,
}

impl Target {
    fn read(path: &std::path::Path) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {name}"))?;
        let spec = policy::spec_of(&name, &text)?;
        // A link is followed: what it leads to is changed, not the link.
        let path = std::fs::canonicalize(path).with_context(|| format!("reading {name}"))?;
        Ok(Self { path, name, text, spec })
    }

    /// Writes what is published, if the file says otherwise and still is a spec afterwards.
    fn write(&self, published: &Ranges, out: &mut dyn Write) -> anyhow::Result<()> {
        let name = plain(&self.name);
        let same = |spec: &Spec| {
            lists(spec, published).iter().all(|(_, stated, published)| {
                stated.len() == published.len() && stated.iter().all(|r| published.contains(r))
            })
        };
        if same(&self.spec) {
            writeln!(out, "{name} is left as it is")?;
            return Ok(());
        }
        let mut text = self.text.clone();
        // The last comes first, so that it stands last where both are added.
        for (key, _, published) in lists(&self.spec, published).iter().rev() {
            let path = [RANGES[0], RANGES[1], key];
            text = policy::with_list(&self.name, &text, &path, published)?;
        }
        if !same(&policy::spec_of(&self.name, &text)?) {
            bail!("{name} would not hold the ranges afterwards; nothing was written");
        }
        store::write_atomically(&self.path, |file| file.write_all(text.as_bytes()))?;
        writeln!(out, "wrote {name}")?;
        Ok(())
    }
}
