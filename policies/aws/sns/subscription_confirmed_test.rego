package aws.sns.subscription_confirmed_test

import data.aws.sns.subscription_confirmed as policy

judge(pending) := found if {
	found := policy.deny with input as {"attributes": {"pending_confirmation": pending}}
}

test_confirmed_passes if judge(false) == set()

test_pending_fails if {
	judge(true) == {{"path": "pending_confirmation", "actual": true, "expected": false}}
	count(judge(null)) == 1
}
