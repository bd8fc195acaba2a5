//! `trueline permissions`: the least privilege of a scan, from what the policies read.

use std::collections::BTreeSet;
use std::io::Write;

use serde_json::json;

use crate::catalogue::{Catalogue, Level};
use crate::policy::{Needs, everything, needs};

use super::Exit;
use super::output::PolicyArgs;
use super::waivers::WaiverArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: Form,
    /// Those of reading [default]
    #[arg(long)]
    read: bool,
    /// Those of `snapshot --all`, which reads more than the policies need
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    policies: PolicyArgs,
    #[command(flatten)]
    waivers: WaiverArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// One permission a line, below a line that starts with # for each cloud
    Text,
    /// An object with the lists `aws` and `cloudflare`
    Json,
    /// An IAM policy document, without the Cloudflare permissions
    IamJson,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let needs = match args.all {
        true => everything(),
        false => {
            let selected = args.policies.select(&library)?;
            let mut needs = needs(&selected);
            let waivers = args.waivers.load(args.policies.config()?, &library)?;
            waivers.add_needs(&selected, &mut needs);
            needs
        }
    };
    let (aws, cloudflare) = permissions(&needs);
    match args.format {
        Form::Text => {
            let groups = [
                ("AWS IAM actions", &aws),
                ("Cloudflare API token permission groups", &cloudflare),
            ];
            for (title, permissions) in groups.into_iter().filter(|(_, permissions)| !permissions.is_empty()) {
                writeln!(out, "# {title}")?;
                for permission in permissions {
                    writeln!(out, "{permission}")?;
                }
            }
        }
        Form::Json => {
            let permissions = json!({"aws": aws, "cloudflare": cloudflare});
            writeln!(out, "{permissions:#}")?;
        }
        Form::IamJson => {
            let statement = json!({"Sid": "TruelineRead", "Effect": "Allow", "Action": aws, "Resource": "*"});
            let document = json!({"Version": "2012-10-17", "Statement": [statement]});
            writeln!(out, "{document:#}")?;
        }
    }
    Ok(Exit::Clean)
}

/// IAM actions and Cloudflare permission groups.
fn permissions(needs: &Needs) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let (mut aws, mut cloudflare) = (BTreeSet::new(), BTreeSet::new());
    for (kind, operations) in needs {
        let of_provider = if kind.starts_with("aws.") {
            &mut aws
        } else {
            &mut cloudflare
        };
        of_provider.extend(operations.values().flatten());
        let regional = Catalogue::get().kind(kind).is_some_and(|k| k.scope == Level::Region);
        if regional && kind.starts_with("aws.") {
            // Which regions are to be read.
            aws.insert("ec2:DescribeRegions");
        }
    }
    (aws, cloudflare)
}
