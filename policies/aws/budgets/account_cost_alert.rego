# METADATA
# title: A cost budget alerts somebody
# description: >-
#   Stolen keys are turned into mining machines within minutes, and a loop in a deployment can cost
#   as much. Without a budget that alerts, the invoice at the end of the month is the first to tell.
# related_resources:
#   - https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
# custom:
#   id: aws-budgets-account-cost-alert
#   severity: medium
#   kinds: [aws.account]
#   spec: [COST-1]
#   remediation: manual
package aws.budgets.account_cost_alert

import data.lib.finding
import data.lib.list
import data.lib.time as moments

deny contains finding.because("account_id", input.id, wanted, shortcoming) if {
	data.spec.cost.budget_required
	count(good_budgets) == 0
}

wanted := "a cost budget in force with an alert" if {
	data.spec.cost.max_monthly_budget == null
} else := sprintf("a monthly cost budget of at most %v in force with an alert", [data.spec.cost.max_monthly_budget])

shortcoming := "there is no cost budget" if {
	count(cost_budgets) == 0
} else := sprintf("cost budgets that do not do: %s", [concat(", ", sort(object.keys(cost_budgets)))])

cost_budgets := {name: budget |
	some name, budget in data.snapshot["aws.budgets.budget"]
	object.get(budget.attributes, ["budget_type"], null) == "COST"
}

good_budgets := [name |
	some name, budget in cost_budgets
	begun(object.get(budget.attributes, ["time_period_start"], null))
	not over(object.get(budget.attributes, ["time_period_end"], null))
	alerts(budget)
	low_enough(budget)
]

begun(moment) if moment == null

begun(moment) if {
	moments.is_moment(moment)
	moments.days_since(moment) >= 0
}

over(moment) if {
	moments.is_moment(moment)
	moments.days_until(moment) < 0
}

# Being told that costs fell below something is no alert.
alerts(budget) if {
	some notification in list.of(object.get(budget.attributes, ["notification"], null))
	object.get(notification, ["comparison_operator"], null) == "GREATER_THAN"
}

low_enough(_) if data.spec.cost.max_monthly_budget == null

low_enough(budget) if {
	object.get(budget.attributes, ["time_unit"], null) == "MONTHLY"
	object.get(budget.attributes, ["limit_unit"], null) == data.spec.cost.prices.currency
	limit := object.get(budget.attributes, ["limit_amount"], null)
	is_number(limit)
	limit <= data.spec.cost.max_monthly_budget
}
