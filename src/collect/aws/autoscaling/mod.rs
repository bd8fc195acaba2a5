//! EC2 Auto Scaling: one file a family.
//!
//! In: a connection in one region. Out: the kinds of [`SERVICE`]. Of user data only facts are kept. May
//! import `cloud`, `model` and the frame of collection.

mod groups;
mod launch_configurations;
mod policies;

use super::super::Part;
use super::Service;
use super::task::Task;

pub(super) const SERVICE: Service = Service {
    name: "autoscaling",
    kinds: &[
        groups::GROUP,
        policies::POLICY,
        launch_configurations::LAUNCH_CONFIGURATION,
    ],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

/// The largest page of all listings.
const PAGE: i32 = 100;

async fn collect(task: Task) -> Part {
    let (mut part, policies, configurations) = tokio::join!(
        groups::collect(&task),
        policies::collect(&task),
        launch_configurations::collect(&task),
    );
    part.merge(policies);
    part.merge(configurations);
    part
}
