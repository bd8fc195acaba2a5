package aws.elbv2.load_balancer_https_listener_test

import data.aws.elbv2.load_balancer_https_listener as policy

judge(type, protocols) := found if {
	held := {sprintf("l-%s", [protocol]): {"attributes": {"load_balancer_arn": "arn", "port": 80, "protocol": protocol}} | some protocol in protocols}
	other := {"l-x": {"attributes": {"load_balancer_arn": "other", "port": 443, "protocol": "HTTPS"}}, "l-y": {"attributes": {"load_balancer_arn": "other", "port": 443, "protocol": "TLS"}}}
	found := policy.deny with input as {"id": "arn", "name": "web", "attributes": {"load_balancer_type": type}}
		with data.snapshot as {"aws.elbv2.listener": object.union(held, other)}
		with data.spec as {"elb": {"network_tls_termination": true}}
}

test_https_passes if {
	judge("application", ["HTTPS"]) == set()
	judge("application", ["HTTP", "HTTPS"]) == set()
}

test_http_alone_fails if {
	judge("application", ["HTTP"]) == {{
		"path": "load_balancer_type",
		"actual": "application",
		"expected": "an HTTPS listener",
		"because": "listeners of load balancer web -> HTTP on port 80",
	}}
}

test_other_kinds_and_idle_ones_pass if {
	judge("network", ["TCP"]) == set()
	judge("application", []) == set()
}
