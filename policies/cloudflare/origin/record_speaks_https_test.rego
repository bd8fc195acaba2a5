package cloudflare.origin.record_speaks_https_test

import data.cloudflare.origin.record_speaks_https

listener(protocol, port) := {"attributes": {"load_balancer_arn": "arn:lb", "protocol": protocol, "port": port}}

judge(type, content, proxied, listeners) := found if {
	snapshot := {
		"aws.elbv2.load_balancer": {"arn:lb": {"id": "arn:lb", "name": "stellarrec", "attributes": {"dns_name": "app-1.us-east-1.elb.amazonaws.com"}}},
		"aws.elbv2.listener": listeners,
		"aws.elb.load_balancer": {
			"old": {"name": "old", "attributes": {"dns_name": "old-1.us-east-1.elb.amazonaws.com", "listener": [{"lb_protocol": "HTTP", "lb_port": 80}]}},
			"new": {"name": "new", "attributes": {"dns_name": "new-1.us-east-1.elb.amazonaws.com", "listener": [{"lb_protocol": "HTTPS", "lb_port": 443}]}},
		},
	}
	record := {"attributes": {"type": type, "content": content, "proxied": proxied}}
	found := record_speaks_https.deny with input as record with data.snapshot as snapshot
}

app := "app-1.us-east-1.elb.amazonaws.com"

test_a_secure_listener_passes if {
	judge("CNAME", app, true, {"1": listener("HTTP", 80), "2": listener("HTTPS", 443)}) == set()
	judge("CNAME", app, true, {"1": listener("TLS", 8443)}) == set()
	judge("CNAME", app, true, {"1": listener("TCP", 443)}) == set()
	judge("CNAME", "new-1.us-east-1.elb.amazonaws.com", true, {}) == set()
}

test_plain_listeners_fail if {
	count(judge("CNAME", app, true, {"1": listener("HTTP", 443), "2": listener("TCP", 80), "3": listener(null, null)})) == 1
	count(judge("CNAME", app, true, {})) == 1
	count(judge("CNAME", "DUALSTACK.app-1.us-east-1.elb.amazonaws.com.", true, {})) == 1
	count(judge("CNAME", "old-1.us-east-1.elb.amazonaws.com", true, {})) == 1
}

test_listeners_of_others_do_not_count if {
	other := {"attributes": {"load_balancer_arn": "arn:other", "protocol": "HTTPS", "port": 443}}
	count(judge("CNAME", app, true, {"1": other})) == 1
}

test_websites_of_buckets_fail if {
	count(judge("CNAME", "b.s3-website-us-east-1.amazonaws.com", true, {})) == 1
	judge("CNAME", "b.s3.us-east-1.amazonaws.com", true, {}) == set()
}

test_only_proxied_hosts_are_judged if {
	judge("CNAME", app, false, {}) == set()
	judge("CNAME", app, null, {}) == set()
	judge("TXT", app, true, {}) == set()
	judge("CNAME", "elsewhere.example.net", true, {}) == set()
}
