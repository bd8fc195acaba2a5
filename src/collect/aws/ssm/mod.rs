//! Systems Manager: parameters, documents and managed nodes.
//!
//! In: a connection in one region. Out: `aws.ssm.parameter`, `aws.ssm.document` and
//! `aws.ssm.managed_instance`. Values of parameters are never asked for; the content of documents is
//! looked at and not kept. May import `cloud`, `model` and the frame of collection.

mod documents;
mod instances;
mod parameters;

use super::super::Part;
use super::Service;
use super::task::Task;

pub(super) const SERVICE: Service = Service {
    name: "ssm",
    kinds: &[parameters::PARAMETER, documents::DOCUMENT, instances::MANAGED_INSTANCE],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

/// The largest page of every listing here.
const PAGE: i32 = 50;

async fn collect(task: Task) -> Part {
    let (mut part, documents, instances) = tokio::join!(
        parameters::collect(&task),
        documents::collect(&task),
        instances::collect(&task)
    );
    part.merge(documents);
    part.merge(instances);
    part
}
