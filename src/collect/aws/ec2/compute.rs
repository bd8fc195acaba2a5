//! Instances, launch templates and the images that these boot: one listing of each, shared.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_ec2::operation::describe_instances::DescribeInstancesOutput;
use aws_sdk_ec2::types::{Instance, InstanceStateName};

use super::super::super::Part;
use super::super::task::Task;
use super::PAGE;
use super::images::{self, AMI, Use, Uses};
use super::instances::{self, DESCRIBE_INSTANCES, INSTANCE};
use super::launch_templates::{self, DESCRIBE_VERSIONS, Versions};
use crate::cloud::Listing;

pub(super) async fn collect(task: &Task) -> Part {
    let (instances, versions) = tokio::join!(listing(task), launch_templates::versions(task));
    let uses = Uses {
        instances: task.asks(AMI, DESCRIBE_INSTANCES).then(|| by_instances(&instances)),
        launch_templates: task
            .asks(AMI, DESCRIBE_VERSIONS)
            .then(|| by_launch_templates(&versions)),
    };
    let (mut part, templates, images) = tokio::join!(
        of_instances(task, &instances),
        launch_templates::collect(task, &versions),
        images::collect(task, &uses),
    );
    part.merge(templates);
    part.merge(images);
    part
}

/// The instances of the region, if anything needs them.
async fn listing(task: &Task) -> Option<Listing<DescribeInstancesOutput>> {
    if !task.wants(INSTANCE) && !task.asks(AMI, DESCRIBE_INSTANCES) {
        return None;
    }
    let request = task.aws.ec2().describe_instances().max_results(PAGE);
    Some(
        task.aws
            .pages(DESCRIBE_INSTANCES, request.into_paginator().send())
            .await,
    )
}

/// All that are not gone, with the account that owns them: a terminated instance stays in the answer for
/// an hour.
fn alive(listing: &Listing<DescribeInstancesOutput>) -> impl Iterator<Item = (Option<&str>, &Instance)> {
    let reservations = listing.items.iter().flat_map(|page| page.reservations());
    let instances = reservations.flat_map(|r| r.instances().iter().map(|i| (r.owner_id(), i)));
    instances.filter(|(_, i)| i.state().and_then(|s| s.name()) != Some(&InstanceStateName::Terminated))
}

async fn of_instances(task: &Task, listing: &Option<Listing<DescribeInstancesOutput>>) -> Part {
    let mut part = Part::default();
    let Some(listing) = listing.as_ref().filter(|_| task.wants(INSTANCE)) else {
        return part;
    };
    task.listed(&mut part, INSTANCE, listing.error.as_ref());
    for resource in instances::resources(task, alive(listing).collect()).await {
        task.add(&mut part, INSTANCE, DESCRIBE_INSTANCES, resource);
    }
    part
}

fn by_instances(listing: &Option<Listing<DescribeInstancesOutput>>) -> Use {
    let mut found = Use::default();
    if let Some(listing) = listing {
        found.error.clone_from(&listing.error);
        for (_, instance) in alive(listing) {
            if let (Some(image), Some(id)) = (instance.image_id(), instance.instance_id()) {
                found
                    .by_image
                    .entry(image.to_owned())
                    .or_default()
                    .insert(id.to_owned());
            }
        }
    }
    found
}

fn by_launch_templates(versions: &Versions) -> Use {
    let mut by_image: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    match versions {
        Some(Ok(versions)) => {
            for version in versions {
                let image = version.launch_template_data().and_then(|d| d.image_id());
                // A parameter of SSM may stand for an image.
                let image = image.filter(|id| id.starts_with("ami-"));
                if let (Some(image), Some(id)) = (image, version.launch_template_id()) {
                    by_image.entry(image.to_owned()).or_default().insert(id.to_owned());
                }
            }
            Use { by_image, error: None }
        }
        Some(Err(error)) => Use {
            by_image,
            error: Some(error.clone()),
        },
        None => Use::default(),
    }
}
