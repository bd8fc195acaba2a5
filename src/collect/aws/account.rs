//! The account itself: who it is and which regions it uses.

use super::super::{Builder, Part};
use super::Service;
use super::task::Task;
use super::values::text;

pub(super) const SERVICE: Service = Service {
    name: "account",
    kinds: &[ACCOUNT],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

const ACCOUNT: &str = "aws.account";

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    part.asked(ACCOUNT, &task.scope);
    let aliases = task.aws.iam().list_account_aliases().send();
    let aliases = task.ask(ACCOUNT, "iam:ListAccountAliases", aliases).await;
    let mut out = Builder::new(ACCOUNT, &task.scope, task.account());
    let arn = format!("arn:{}:iam::{}:root", task.facts.partition, task.account());
    out.arn(Some(&arn));
    out.set("account_id", task.account());
    out.read("enabled_regions", &task.facts.enabled_regions, |names| names.as_slice());
    if let Some(Ok(answer)) = &aliases {
        out.name(answer.account_aliases().first().map(String::as_str));
    }
    out.read("account_alias", &aliases, |answer| {
        text(answer.account_aliases().first().map(String::as_str))
    });
    part.resources.push(out.finish());
    part
}
