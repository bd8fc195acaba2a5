package aws.elbv2.load_balancer_deletion_protection_test

import data.aws.elbv2.load_balancer_deletion_protection as policy

judge(flag) := found if found := policy.deny with input as {"attributes": {"enable_deletion_protection": flag}}

failure(actual) := {{"path": "enable_deletion_protection", "actual": actual, "expected": true}}

test_protected_passes if judge(true) == set()

test_unprotected_fails if {
	judge(false) == failure(false)
	judge(null) == failure(null)
	judge("true") == failure("true")
	policy.deny == failure(null) with input as {"attributes": {}}
}
