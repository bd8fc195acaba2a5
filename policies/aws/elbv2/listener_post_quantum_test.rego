package aws.elbv2.listener_post_quantum_test

import data.aws.elbv2.listener_post_quantum as policy

hybrid := ["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"]

judge(protocol, name, required) := found if {
	found := policy.deny with input as {"attributes": {"protocol": protocol, "ssl_policy": name}}
		with data.spec as {"elb": {"require_post_quantum": required, "post_quantum_policies": hybrid}}
}

failure(actual) := {{"path": "ssl_policy", "actual": actual, "expected": hybrid}}

test_hybrid_policy_passes if judge("HTTPS", hybrid[0], true) == set()

test_classical_policy_fails if {
	judge("TLS", "ELBSecurityPolicy-TLS13-1-3-2021-06", true) == failure("ELBSecurityPolicy-TLS13-1-3-2021-06")
	judge("HTTPS", null, true) == failure(null)
}

test_not_required_passes if judge("HTTPS", "ELBSecurityPolicy-2016-08", false) == set()

test_listener_without_tls_passes if judge("TCP", null, true) == set()
