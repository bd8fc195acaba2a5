//! `trueline permissions`: the least privilege of a scan, from what the policies read.

use std::collections::BTreeSet;
use std::io::Write;

use serde_json::json;

use crate::catalogue::Catalogue;
use crate::model::path;
use crate::policy::Policy;

use super::Exit;
use super::output::PolicyArgs;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Form of the answer
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: Form,
    #[command(flatten)]
    policies: PolicyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// One permission a line
    Text,
    /// An IAM policy document, without the Cloudflare permissions
    IamJson,
}

pub(crate) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let library = args.policies.load()?;
    let (aws, cloudflare) = needed(&args.policies.select(&library)?);
    match args.format {
        Form::Text => {
            for permission in aws.iter().chain(&cloudflare) {
                writeln!(out, "{permission}")?;
            }
        }
        Form::IamJson => {
            let statement = json!({"Sid": "TruelineRead", "Effect": "Allow", "Action": aws, "Resource": "*"});
            let document = json!({"Version": "2012-10-17", "Statement": [statement]});
            writeln!(out, "{document:#}")?;
        }
    }
    Ok(Exit::Clean)
}

/// IAM actions and Cloudflare permission groups that collecting for the policies takes.
fn needed(policies: &[&Policy]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut all: BTreeSet<(bool, String)> = BTreeSet::new();
    for policy in policies {
        let judged = policy.control.kinds.iter().map(|k| (k, &policy.reads.input));
        for (name, paths) in judged.chain(&policy.reads.snapshot) {
            let Some(kind) = Catalogue::get().kind(name) else {
                continue;
            };
            let aws = name.starts_with("aws.");
            if aws {
                all.insert((true, "ec2:DescribeRegions".into()));
            }
            let touched = paths.iter().flat_map(|p| kind.attributes_touching(&path::render(p)));
            let identity = kind
                .attributes
                .iter()
                .filter(|(_, a)| a.locates)
                .map(|(p, a)| (p.as_str(), a));
            let permissions = touched.chain(identity).filter_map(|(_, a)| a.permission());
            all.extend(permissions.chain(kind.list.permission()).map(|p| (aws, p.to_owned())));
        }
    }
    let of = |wanted: bool| {
        all.iter()
            .filter(|(aws, _)| *aws == wanted)
            .map(|(_, p)| p.clone())
            .collect()
    };
    (of(true), of(false))
}
