package aws.elbv2.load_balancer_internet_facing_test

import data.aws.elbv2.load_balancer_internet_facing as policy

judge(name, internal) := found if {
	found := policy.deny with input as {"name": name, "attributes": {"internal": internal}}
		with data.spec as {"elb": {"public_load_balancers": ["stellarrec", "edge-*"]}}
}

failure(actual) := {{"path": "internal", "actual": actual, "expected": true}}

test_internal_passes if judge("api", true) == set()

test_named_ones_pass if {
	judge("stellarrec", false) == set()
	judge("edge-1", false) == set()
}

test_others_fail if {
	judge("stellarrec-old", false) == failure(false)
	judge("api", null) == failure(null)
	judge(null, false) == failure(false)
}
