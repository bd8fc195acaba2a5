package aws.elb.load_balancer_encrypted_listeners_test

import data.aws.elb.load_balancer_encrypted_listeners as policy

judge(protocols) := found if {
	listeners := [{"lb_port": 443, "lb_protocol": protocol} | some protocol in protocols]
	found := policy.deny with input as {"attributes": {"listener": listeners}}
}

failure(actual) := {{"path": "listener[443].lb_protocol", "actual": actual, "expected": ["HTTPS", "SSL"]}}

test_encrypted_passes if judge(["HTTPS", "ssl"]) == set()

test_plain_fails if {
	judge(["HTTPS", "HTTP"]) == failure("HTTP")
	judge(["TCP"]) == failure("TCP")
	judge([null]) == failure(null)
}

test_no_listeners_pass if {
	judge([]) == set()
	policy.deny == set() with input as {"attributes": {"listener": null}}
}
