package aws.elbv2.listener_tls_policy_test

import data.aws.elbv2.listener_tls_policy as policy

accepted := ["ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-3-2021-06"]

judge(protocol, name) := found if {
	found := policy.deny with input as {"attributes": {"protocol": protocol, "ssl_policy": name}}
		with data.spec as {"elb": {"tls_policies": accepted}}
}

failure(actual) := {{"path": "ssl_policy", "actual": actual, "expected": accepted}}

test_accepted_policies_pass if {
	judge("HTTPS", "ELBSecurityPolicy-TLS13-1-2-2021-06") == set()
	judge("TLS", "ELBSecurityPolicy-TLS13-1-3-2021-06") == set()
}

test_old_policies_fail if {
	judge("HTTPS", "ELBSecurityPolicy-2016-08") == failure("ELBSecurityPolicy-2016-08")
	judge("TLS", "ELBSecurityPolicy-TLS-1-0-2015-04") == failure("ELBSecurityPolicy-TLS-1-0-2015-04")
}

test_tls13_in_the_name_is_not_enough if {
	judge("HTTPS", "ELBSecurityPolicy-TLS13-1-0-2021-06") == failure("ELBSecurityPolicy-TLS13-1-0-2021-06")
}

test_no_policy_fails if judge("HTTPS", null) == failure(null)

test_other_protocols_have_none if {
	judge("HTTP", null) == set()
	judge("TCP", null) == set()
	policy.deny == set() with input as {"attributes": {}} with data.spec as {"elb": {"tls_policies": accepted}}
}
