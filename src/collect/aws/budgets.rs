//! Budgets.
//!
//! In: a connection. Out: `aws.budgets.budget`, with its alerts; of addresses only how many there are.
//! May import `cloud`, `model` and the frame of collection.

use aws_sdk_budgets::types::{Budget, Notification, Subscriber, SubscriptionType};
use serde_json::{Value, json};

use super::super::{Asked, Builder, Part};
use super::Service;
use super::task::{Task, side_by_side};
use super::values::{number, sorted, text, time};
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
const DESCRIBE_SUBSCRIBERS: &str = "budgets:DescribeSubscribersForNotification";
const LIST_TAGS: &str = "budgets:ListTagsForResource";
/// The largest pages: of budgets, and of the subscribers of one alert.
const PAGE: i32 = 1000;
const SUBSCRIBERS_PAGE: i32 = 100;

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
    set_notifications(task, &mut out, found.budget_name(), notifications).await;
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

/// Sets the alerts of a budget, in a stable order, with who is told.
async fn set_notifications(task: &Task, out: &mut Builder, budget: &str, all: &Notifications) {
    let all = match all {
        None => return,
        Some(Err(error)) => {
            out.gap("notification", error);
            return;
        }
        Some(Ok(all)) => all,
    };
    let mine = all.iter().filter(|(name, _)| name == budget).map(|(_, n)| n.clone());
    let mut mine: Vec<Notification> = mine.collect();
    mine.sort_by(|a, b| order(a).cmp(&order(b)).then(a.threshold().total_cmp(&b.threshold())));
    let told = side_by_side(mine.clone(), |n| subscribers(task, budget, n)).await;
    let mut list = Vec::new();
    for (found, told) in mine.into_iter().zip(told) {
        let mut item = notification(&found);
        match told {
            None => {}
            Some(Ok(told)) => set_subscribers(&mut item, &told),
            Some(Err(error)) => {
                for path in ["subscriber_email_count", "subscriber_sns_topic_arns"] {
                    out.gap(&format!("notification[].{path}"), &error);
                }
            }
        }
        list.push(item);
    }
    out.set("notification", list);
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

async fn subscribers(task: &Task, budget: &str, notification: Notification) -> Asked<Vec<Subscriber>> {
    let request = task.aws.budgets().describe_subscribers_for_notification();
    let request = request.account_id(task.account()).budget_name(budget);
    let request = request.notification(notification).max_results(SUBSCRIBERS_PAGE);
    let pages = request.into_paginator().send();
    let pages = task.ask_pages(BUDGET, DESCRIBE_SUBSCRIBERS, pages).await?;
    Some(pages.map(|pages| pages.into_iter().filter_map(|p| p.subscribers).flatten().collect()))
}

/// Addresses of people are only counted.
fn set_subscribers(item: &mut Value, told: &[Subscriber]) {
    let of = |kind: SubscriptionType| told.iter().filter(move |s| *s.subscription_type() == kind);
    item["subscriber_email_count"] = of(SubscriptionType::Email).count().into();
    item["subscriber_sns_topic_arns"] = sorted(of(SubscriptionType::Sns).map(|s| s.address()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_budgets::types::{BudgetType, Spend, TimeUnit};

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
    fn people_are_counted_and_topics_named() {
        let told = |kind: SubscriptionType, address: &str| {
            Subscriber::builder()
                .subscription_type(kind)
                .address(address)
                .build()
                .expect("complete")
        };
        let all = [
            told(SubscriptionType::Email, "a@example.com"),
            told(SubscriptionType::Sns, "arn:aws:sns:us-east-1:1:b"),
            told(SubscriptionType::Sns, "arn:aws:sns:us-east-1:1:a"),
        ];
        let mut item = json!({});
        set_subscribers(&mut item, &all);
        assert_eq!(
            item,
            json!({"subscriber_email_count": 1,
                   "subscriber_sns_topic_arns": ["arn:aws:sns:us-east-1:1:a", "arn:aws:sns:us-east-1:1:b"]})
        );
    }
}
