//! Where a control can be judged: on live state, and on a Terraform plan or state where Terraform
//! knows everything that the control reads.

use std::collections::BTreeSet;

use crate::catalogue::{Attribute, Catalogue, Kind};
use crate::model::path::{self, Step};

use super::Policy;

const LIVE: &str = "live";
const TERRAFORM: [&str; 2] = ["plan", "state"];

/// The surfaces on which a control can be judged.
pub fn surfaces(policy: &Policy) -> Vec<&'static str> {
    if policy.judges_changes() {
        return vec!["plan"];
    }
    let judged = policy.control.kinds.iter().map(|kind| (kind, &policy.reads.input));
    let in_terraform = judged
        .chain(&policy.reads.snapshot)
        .all(|(kind, paths)| Catalogue::get().kind(kind).is_some_and(|kind| holds(kind, paths)));
    let mut surfaces = vec![LIVE];
    if in_terraform {
        surfaces.extend(TERRAFORM);
    }
    surfaces
}

/// True when Terraform keeps the kind and everything at the paths.
fn holds(kind: &Kind, paths: &BTreeSet<Vec<Step>>) -> bool {
    !kind.terraform.is_empty() && paths.iter().all(|steps| keeps(kind, steps))
}

fn keeps(kind: &Kind, steps: &[Step]) -> bool {
    // Tags are part of every resource.
    if steps.first() == Some(&Step::Field("tags".to_owned())) {
        return true;
    }
    let steps: Vec<Step> = steps.iter().map(any_element).collect();
    let name = path::render(&steps);
    match kind.attribute(&name) {
        Some(attribute) => stated(kind, &steps, attribute),
        // No attribute of its own: what lies below is read.
        None => {
            let below = kind.attributes_touching(&name);
            !below.is_empty() && below.iter().all(|(name, a)| stated(kind, &path::parse(name), a))
        }
    }
}

fn stated(kind: &Kind, steps: &[Step], attribute: &Attribute) -> bool {
    attribute.terraform.is_some() || attribute.steady.is_some() || has_list_above(kind, steps)
}

/// Elements of a list that Terraform keeps are kept whole, unless the catalogue says otherwise of a member.
fn has_list_above(kind: &Kind, steps: &[Step]) -> bool {
    let ends = (1..steps.len()).filter(|n| steps[*n] == Step::Any);
    ends.rev().any(|n| {
        let above = kind.attributes.get(&path::render(&steps[..n]));
        above.is_some_and(|list| list.terraform.is_some())
    })
}

fn any_element(step: &Step) -> Step {
    match step {
        Step::Key(_) => Step::Any,
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(kind: &str, paths: &[&str]) -> bool {
        let kind = Catalogue::get().kind(kind).expect("known");
        holds(kind, &paths.iter().map(|p| path::parse(p)).collect())
    }

    #[test]
    fn what_terraform_keeps_is_told_from_the_catalogue() {
        for (kind, path, expected) in [
            ("aws.s3.bucket", "versioning.status", true),
            ("aws.s3.bucket", "versioning", true),
            ("aws.s3.bucket", "tags.owner", true),
            ("aws.s3.bucket", "policy.Statement[].Effect", true),
            // Members of a list without an entry of their own for Terraform.
            ("aws.s3.bucket", "lifecycle_rules[].transition[].days", true),
            ("aws.rds.instance", "backup_retention_period", true),
            // No attribute of its own: all below counts.
            ("cloudflare.zone", "meta", true),
            // What AWS derives, and no resource of Terraform states.
            ("aws.rds.instance", "vpc_id", false),
            // Terraform has no such resource.
            ("aws.elasticache.snapshot", "", false),
        ] {
            assert_eq!(kept(kind, &[path]), expected, "{kind} {path}");
        }
        assert!(!kept("aws.rds.instance", &["backup_retention_period", "vpc_id"]));
    }
}
