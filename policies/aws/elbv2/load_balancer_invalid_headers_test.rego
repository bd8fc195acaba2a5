package aws.elbv2.load_balancer_invalid_headers_test

import data.aws.elbv2.load_balancer_invalid_headers as policy

judge(type, flag) := found if {
	found := policy.deny with input as {"attributes": {"load_balancer_type": type, "drop_invalid_header_fields": flag}}
}

failure(actual) := {{"path": "drop_invalid_header_fields", "actual": actual, "expected": true}}

test_dropped_passes if judge("application", true) == set()

test_kept_fails if {
	judge("application", false) == failure(false)
	judge("application", null) == failure(null)
}

test_others_have_no_headers if {
	judge("network", null) == set()
	judge("gateway", null) == set()
}
