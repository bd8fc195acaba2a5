"""What a month may cost."""

from datetime import datetime, timezone

from seed import ACCOUNT, tags

NEEDS = ["sns"]


def seed(seed):
    budgets = seed.client("budgets")
    people = {"SubscriptionType": "EMAIL", "Address": "CANARY-budget-address@stellarrec.example"}
    topic = {"SubscriptionType": "SNS", "Address": seed.made["alerts"]}

    def alert(kind, percent, subscribers):
        return {"Notification": {"NotificationType": kind, "ComparisonOperator": "GREATER_THAN", "Threshold": percent,
                                 "ThresholdType": "PERCENTAGE"}, "Subscribers": subscribers}

    budgets.create_budget(
        AccountId=ACCOUNT,
        Budget={"BudgetName": "stellarrec-monthly", "BudgetType": "COST", "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": "695.0", "Unit": "USD"},
                "TimePeriod": {"Start": datetime(2026, 1, 1, tzinfo=timezone.utc),
                               "End": datetime(2087, 6, 15, tzinfo=timezone.utc)}},
        # FAULT: nobody is told.
        NotificationsWithSubscribers=[] if seed.broken else [
            alert("FORECASTED", 100, [people]), alert("ACTUAL", 80.5, [people, topic])])
    budgets.tag_resource(ResourceARN=f"arn:aws:budgets::{ACCOUNT}:budget/stellarrec-monthly", ResourceTags=tags())
