package aws.elbv2.load_balancer_listeners_test

import data.aws.elbv2.load_balancer_listeners as policy

judge(arn) := found if {
	found := policy.deny with input as {"id": arn, "attributes": {"name": "web"}}
		with data.snapshot as {"aws.elbv2.listener": {"l": {"attributes": {"load_balancer_arn": "a", "port": 80, "protocol": "HTTP"}}}}
}

test_listener_passes if judge("a") == set()

test_none_fails if {
	judge("b") == {{"path": "name", "actual": "web", "expected": "a listener", "because": "no listener of the snapshot belongs to the load balancer"}}
}
