//! Budgets.

use super::super::Part;
use super::Service;
use super::task::Task;

pub(super) const SERVICE: Service = Service {
    name: "budgets",
    kinds: &[],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

async fn collect(task: Task) -> Part {
    let _ = task;
    Part::default()
}
