package facts.listeners_test

import data.facts.listeners

test_listeners_by_load_balancer if {
	found := listeners.of_load_balancer with data.snapshot as {"aws.elbv2.listener": {
		"l1": {"attributes": {"load_balancer_arn": "a", "port": 80, "protocol": "HTTP"}},
		"l2": {"attributes": {"load_balancer_arn": "a", "port": 443, "protocol": "HTTPS"}},
		"l3": {"attributes": {"load_balancer_arn": "b"}},
		"l4": {"attributes": {"load_balancer_arn": null}},
	}}
	found == {
		"a": {{"id": "l1", "port": 80, "protocol": "HTTP"}, {"id": "l2", "port": 443, "protocol": "HTTPS"}},
		"b": {{"id": "l3", "port": null, "protocol": null}},
	}
}
