//! S3 Control: what holds for the account, and access points.

use super::super::Part;
use super::Service;
use super::task::Task;

pub(super) const SERVICE: Service = Service {
    name: "s3control",
    kinds: &[],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

pub(super) const REGIONAL: Service = Service {
    name: "s3control",
    kinds: &[],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

async fn collect(task: Task) -> Part {
    let _ = task;
    Part::default()
}
