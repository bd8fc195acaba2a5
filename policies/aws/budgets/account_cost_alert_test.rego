package aws.budgets.account_cost_alert_test

import data.aws.budgets.account_cost_alert as policy

good := {
	"budget_type": "COST",
	"limit_amount": 695,
	"limit_unit": "USD",
	"time_unit": "MONTHLY",
	"time_period_start": "2026-01-01T00:00:00Z",
	"time_period_end": "2087-06-15T00:00:00Z",
	"notification": [{"notification_type": "ACTUAL", "comparison_operator": "GREATER_THAN", "threshold": 80, "threshold_type": "PERCENTAGE"}],
}

judge(budgets, cap) := found if {
	found := policy.deny with input as {"id": "111122223333", "attributes": {}}
		with data.snapshot as {"aws.budgets.budget": {name: {"attributes": budget} | some name, budget in budgets}}
		with data.spec as {"cost": {"budget_required": true, "max_monthly_budget": cap, "prices": {"currency": "USD"}}}
		with data.now as "2026-06-01T00:00:00Z"
}

failure(reason) := {{
	"path": "account_id",
	"actual": "111122223333",
	"expected": "a monthly cost budget of at most 695 in force with an alert",
	"because": reason,
}}

bad(members) := judge({"monthly": object.union(good, members)}, 695) == failure("cost budgets that do not do: monthly")

test_budget_with_alert_passes if {
	judge({"monthly": good}, 695) == set()
	judge({"monthly": object.union(good, {"time_period_start": null, "time_period_end": null})}, 695) == set()
	judge({"other": object.union(good, {"notification": []}), "monthly": good}, 695) == set()
}

test_no_budget_fails if {
	judge({}, 695) == failure("there is no cost budget")
	judge({"usage": object.union(good, {"budget_type": "USAGE"})}, 695) == failure("there is no cost budget")
}

test_budget_without_alert_fails if {
	bad({"notification": []})
	bad({"notification": null})
	bad({"notification": [{"comparison_operator": "LESS_THAN", "threshold": 1}]})
}

test_budget_out_of_force_fails if {
	bad({"time_period_end": "2026-05-31T00:00:00Z"})
	bad({"time_period_start": "2026-07-01T00:00:00Z"})
}

test_budget_that_is_too_high_fails if {
	bad({"limit_amount": 1000000})
	bad({"limit_amount": null})
	bad({"time_unit": "DAILY"})
	bad({"limit_unit": "EUR"})
}

test_any_limit_passes_where_the_spec_has_none if {
	judge({"monthly": object.union(good, {"limit_amount": 1000000, "time_unit": "QUARTERLY"})}, null) == set()
	judge({}, null) == {{"path": "account_id", "actual": "111122223333", "expected": "a cost budget in force with an alert", "because": "there is no cost budget"}}
}

test_not_required_passes if {
	policy.deny == set() with input as {"id": "1", "attributes": {}}
		with data.snapshot as {}
		with data.spec as {"cost": {"budget_required": false, "max_monthly_budget": null, "prices": {"currency": "USD"}}}
}
