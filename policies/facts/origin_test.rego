package facts.origin_test

import data.facts.origin

record(name, content, proxied) := {
	"name": name,
	"attributes": {"type": "CNAME", "content": content, "proxied": proxied},
}

test_hosts_lead_there_themselves_or_by_another_name if {
	records := {
		"1": record("www.example.com", "LB.example.net.", true),
		"2": record("shop.example.com", "alias.example.com", true),
		"3": record("alias.example.com", "lb.example.net", false),
		"4": record("direct.example.com", "lb.example.net", false),
	}
	found := origin.proxied_hosts with data.snapshot as {"cloudflare.dns.record": records}
	found["lb.example.net"] == {"www.example.com", "shop.example.com"}
	found["alias.example.com"] == {"shop.example.com"}
	count(found) == 2
}

test_balancers_are_secure_by_one_listener if {
	balancers := {name: {"id": name, "name": name, "attributes": {"dns_name": concat("", [name, ".elb"])}} | some name in ["a", "b", "c"]}
	found := origin.balancers with data.snapshot as {
		"aws.elbv2.load_balancer": balancers,
		"aws.elbv2.listener": {
			"1": listener("a", "HTTP", 80),
			"2": listener("a", "HTTPS", 8443),
			"3": listener("b", "TCP", 80),
			"4": listener("c", "TCP", 443),
		},
	}
	found["a.elb"] == {{"name": "a", "secure": true}}
	found["dualstack.b.elb"] == {{"name": "b", "secure": false}}
	found["c.elb"] == {{"name": "c", "secure": true}}
}

test_classic_balancers_tell_their_listeners if {
	found := origin.balancers with data.snapshot as {"aws.elb.load_balancer": {
		"a": {"id": "a", "name": "a", "attributes": {"dns_name": "a.elb", "listener": [{"lb_protocol": "SSL", "lb_port": 443}]}},
		"b": {"id": "b", "name": "b", "attributes": {"dns_name": "b.elb", "listener": [{"lb_protocol": "HTTP", "lb_port": 80}]}},
	}}
	found["a.elb"] == {{"name": "a", "secure": true}}
	found["b.elb"] == {{"name": "b", "secure": false}}
}

listener(id, protocol, port) := {"id": id, "attributes": {"load_balancer_arn": id, "protocol": protocol, "port": port}}
