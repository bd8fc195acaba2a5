//! IAM Access Analyzer.

use super::super::Part;
use super::Service;
use super::task::Task;

pub(super) const SERVICE: Service = Service {
    name: "accessanalyzer",
    kinds: &[],
    regional: true,
    collect: |task| Box::pin(collect(task)),
};

async fn collect(task: Task) -> Part {
    let _ = task;
    Part::default()
}
