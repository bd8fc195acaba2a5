//! Budgets.
//!
//! In: a connection. Out: `aws.budgets.budget`, with its alerts. Who is told is not read:
//! every alert tells somebody, as AWS deletes an alert with its last subscriber. May import `cloud`, `model` and the frame of collection.

use aws_sdk_budgets::types::{Budget, Notification};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{number, text, time};
use crate::cloud::CallError;
use crate::model::{Resource, Scope};

pub(super) const SERVICE: Service = Service {
    name: "budgets",
    kinds: &[BUDGET],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

const BUDGET: &str = "aws.budgets.budget";
const DESCRIBE: &str = "budgets:DescribeBudgets";
const DESCRIBE_NOTIFICATIONS: &str = "budgets:DescribeBudgetNotificationsForAccount";
const LIST_TAGS: &str = "budgets:ListTagsForResource";
/// The largest page.
const PAGE: i32 = 1000;

/// Each alert with its budget's name.
type Notifications = Asked<Vec<(String, Notification)>>;

async fn collect(task: Task) -> Part {
    let mut part = Part::default();
    let request = task.aws.budgets().describe_budgets().account_id(task.account());
    let pages = request.max_results(PAGE).into_paginator().send();
    let pages = task.list(&mut part, BUDGET, DESCRIBE, pages).await;
    let found: Vec<Budget> = pages.into_iter().filter_map(|page| page.budgets).flatten().collect();
    if found.is_empty() {
        return part;
    }
    let notifications = notifications(&task).await;
    let (task, notifications) = (&task, &notifications);
    let budgets = side_by_side(found, |found| async move { budget(task, &found, notifications).await });
    part.resources.extend(budgets.await);
    part
}

/// The alerts of all budgets, in one listing.
async fn notifications(task: &Task) -> Notifications {
    let request = task.aws.budgets().describe_budget_notifications_for_account();
    let request = request.account_id(task.account()).max_results(PAGE);
    let pages = request.into_paginator().send();
    let pages = task.ask_pages(BUDGET, DESCRIBE_NOTIFICATIONS, pages).await?;
    Some(pages.and_then(|pages| {
        let mut found = Vec::new();
        for of_budget in pages.iter().flat_map(|page| page.budget_notifications_for_account()) {
            let name = of_budget.budget_name().ok_or_else(|| {
                CallError::malformed(DESCRIBE_NOTIFICATIONS, "alerts without the name of their budget")
            })?;
            found.extend(of_budget.notifications().iter().map(|n| (name.to_owned(), n.clone())));
        }
        Ok(found)
    }))
}

async fn budget(task: &Task, found: &Budget, notifications: &Notifications) -> Resource {
    let arn = arn(task, found.budget_name());
    let mut out = facts(&task.scope, found);
    out.arn(Some(&arn));
    out.read("notification", notifications, |all| of_budget(found.budget_name(), all));
    let request = task.aws.budgets().list_tags_for_resource().resource_arn(arn).send();
    let tags = task.ask(BUDGET, LIST_TAGS, request).await;
    out.read_tags(&tags, |answer| {
        answer.resource_tags().iter().map(|t| (t.key(), t.value()))
    });
    out.finish()
}

/// Budgets have no region.
fn arn(task: &Task, name: &str) -> String {
    format!("arn:{}:budgets::{}:budget/{name}", task.facts.partition, task.account())
}

fn facts(scope: &Scope, found: &Budget) -> Builder {
    let name = found.budget_name();
    let mut out = Builder::new(BUDGET, scope, name);
    let limit = found.budget_limit();
    let period = found.time_period();
    out.set("name", name)
        .set("budget_type", text(Some(found.budget_type().as_str())))
        .set("limit_unit", text(limit.map(|l| l.unit())))
        .set("time_unit", text(Some(found.time_unit().as_str())))
        .set("time_period_start", time(period.and_then(|p| p.start())))
        .set("time_period_end", time(period.and_then(|p| p.end())))
        .try_read("limit_amount", &Some(Ok(limit)), |limit| {
            limit.map_or(Ok(Value::Null), |l| amount(l.amount()))
        });
    out
}

/// Amounts are text.
fn amount(stated: &str) -> Result<Value, CallError> {
    let amount: Option<f64> = stated.trim().parse().ok().filter(|amount: &f64| amount.is_finite());
    match amount {
        Some(amount) => Ok(number(Some(amount))),
        None => Err(CallError::malformed(DESCRIBE, "an amount is no number")),
    }
}

/// The alerts of one budget, in a stable order.
fn of_budget(name: &str, all: &[(String, Notification)]) -> Vec<Value> {
    let mine = all.iter().filter(|(budget, _)| budget == name);
    let mut mine: Vec<&Notification> = mine.map(|(_, notification)| notification).collect();
    mine.sort_by(|a, b| order(a).cmp(&order(b)).then(a.threshold().total_cmp(&b.threshold())));
    mine.into_iter().map(notification).collect()
}

fn order(n: &Notification) -> (&str, &str, Option<&str>) {
    (
        n.notification_type().as_str(),
        n.comparison_operator().as_str(),
        n.threshold_type().map(|t| t.as_str()),
    )
}

fn notification(found: &Notification) -> Value {
    json!({
        "notification_type": found.notification_type().as_str(),
        "comparison_operator": found.comparison_operator().as_str(),
        "threshold": number(Some(found.threshold())),
        "threshold_type": text(found.threshold_type().map(|t| t.as_str())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_budgets::types::{BudgetType, ComparisonOperator, NotificationType, Spend, TimeUnit};

    fn read(amount: Option<&str>) -> Resource {
        let limit = amount.map(|a| Spend::builder().amount(a).unit("USD").build().expect("complete"));
        let budget = Budget::builder()
            .budget_name("monthly")
            .budget_type(BudgetType::Cost)
            .time_unit(TimeUnit::Monthly)
            .set_budget_limit(limit)
            .build()
            .expect("complete");
        facts(&Scope::aws("1"), &budget).finish()
    }

    #[test]
    fn amounts_are_numbers_absent_or_gaps() {
        for (stated, expected) in [
            (Some("695"), json!(695)),
            (Some("100.50"), json!(100.5)),
            (None, Value::Null),
        ] {
            let budget = read(stated);
            assert!(budget.gaps.is_empty(), "{:?}", budget.gaps);
            assert_eq!(budget.attributes["limit_amount"], expected);
        }
        for odd in ["", "much", "NaN", "inf"] {
            let budget = read(Some(odd));
            assert!(!budget.attributes.contains_key("limit_amount"), "{odd}");
            assert_eq!(budget.gaps.len(), 1, "{odd}");
        }
    }

    #[test]
    fn alerts_are_those_of_the_budget_in_a_stable_order() {
        let alert = |budget: &str, kind: NotificationType, threshold: f64| {
            let built = Notification::builder()
                .notification_type(kind)
                .comparison_operator(ComparisonOperator::GreaterThan)
                .threshold(threshold)
                .build();
            (budget.to_owned(), built.expect("complete"))
        };
        let all = [
            alert("monthly", NotificationType::Forecasted, 100.0),
            alert("other", NotificationType::Actual, 1.0),
            alert("monthly", NotificationType::Actual, 100.0),
            alert("monthly", NotificationType::Actual, 80.5),
        ];
        let of = |kind: &str, threshold: Value| {
            json!({"notification_type": kind, "comparison_operator": "GREATER_THAN", "threshold": threshold,
                   "threshold_type": null})
        };
        assert_eq!(
            of_budget("monthly", &all),
            [
                of("ACTUAL", json!(80.5)),
                of("ACTUAL", json!(100)),
                of("FORECASTED", json!(100))
            ]
        );
        assert!(of_budget("none", &all).is_empty());
    }
}
