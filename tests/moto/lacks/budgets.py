"""Budgets: alerts of all budgets at once, and tags."""

from answers import as_json
from moto.budgets.models import budgets_backends


def _budgets(request):
    account = request.json.get("AccountId") or request.json["ResourceARN"].split(":")[4]
    return budgets_backends[account]["aws"], account


def notifications(request):
    """Real AWS names every budget that has alerts, with their state."""
    backend, account = _budgets(request)
    found = [{"BudgetName": name, "Notifications": [{"NotificationState": "OK", **n.details} for n in budget.notifications]}
             for name, budget in backend.budgets[account].items() if budget.notifications]
    return as_json({"BudgetNotificationsForAccount": found})


def _tags(backend):
    return backend.__dict__.setdefault("tags_of_budgets", {})


def tag(request):
    backend, _ = _budgets(request)
    _tags(backend).setdefault(request.json["ResourceARN"], {}).update(
        {t["Key"]: t["Value"] for t in request.json["ResourceTags"]})
    return as_json({})


def list_tags(request):
    backend, _ = _budgets(request)
    found = _tags(backend).get(request.json["ResourceARN"], {})
    return as_json({"ResourceTags": [{"Key": k, "Value": v} for k, v in found.items()]})


ANSWERS = {
    ("budgets", "DescribeBudgetNotificationsForAccount"): notifications,
    ("budgets", "TagResource"): tag,
    ("budgets", "ListTagsForResource"): list_tags,
}
