package aws.elbv2.load_balancer_tls_termination_test

import data.aws.elbv2.load_balancer_tls_termination as policy

judge(type, protocols) := found if {
	held := {sprintf("l-%s", [protocol]): {"attributes": {"load_balancer_arn": "arn", "port": 80, "protocol": protocol}} | some protocol in protocols}
	other := {"l-x": {"attributes": {"load_balancer_arn": "other", "port": 443, "protocol": "HTTPS"}}, "l-y": {"attributes": {"load_balancer_arn": "other", "port": 443, "protocol": "TLS"}}}
	found := policy.deny with input as {"id": "arn", "name": "web", "attributes": {"load_balancer_type": type}}
		with data.snapshot as {"aws.elbv2.listener": object.union(held, other)}
		with data.spec as {"elb": {"network_tls_termination": true}}
}

failure := {{"path": "load_balancer_type", "actual": "network", "expected": "a TLS listener", "because": "none of its listeners has the protocol TLS"}}

test_tls_passes if judge("network", ["TCP", "TLS"]) == set()

test_tcp_alone_fails if {
	judge("network", ["TCP"]) == failure
	judge("network", []) == failure
}

test_other_kinds_pass if judge("application", ["HTTP"]) == set()

test_off_passes if {
	policy.deny == set() with input as {"id": "a", "attributes": {"load_balancer_type": "network"}}
		with data.snapshot as {}
		with data.spec as {"elb": {"network_tls_termination": false}}
}
