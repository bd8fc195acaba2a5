package cloudflare.origin.expected_targets_test

import data.cloudflare.origin.expected_targets

spec := {"cloudflare": {"origin": {"expected_targets": [
	{"host": "Example.com", "load_balancer": "shop"},
	{"host": "www.example.com", "load_balancer": "shop"},
	{"host": "www.notexample.com", "load_balancer": "shop"},
]}}}

record(name, content, proxied) := {"name": name, "scope": {"zone": "z"}, "attributes": {"type": "CNAME", "content": content, "proxied": proxied}}

app := "app-1.us-east-1.elb.amazonaws.com"

old := "old-1.us-east-1.elb.amazonaws.com"

good := {"1": record("example.com", app, true), "2": record("www.example.com", "example.com", true)}

judge(records) := found if {
	snapshot := {
		"cloudflare.dns.record": records,
		"aws.elbv2.load_balancer": {"arn:1": {"name": "shop", "attributes": {"dns_name": app}}, "arn:2": {"name": "other", "attributes": {"dns_name": "other-1.us-east-1.elb.amazonaws.com"}}},
		"aws.elb.load_balancer": {"shop": {"name": "shop", "attributes": {"dns_name": old}}},
	}
	found := expected_targets.deny with input as {"id": "z", "attributes": {"name": "example.com"}} with data.snapshot as snapshot with data.spec as spec
}

reasons(records) := {finding.because | some finding in judge(records)}

test_what_the_spec_says_passes if {
	judge(good) == set()
	judge(object.union(good, {"2": record("www.example.com", old, true)})) == set()
}

test_a_host_without_a_record_fails if {
	reasons({"1": good["1"]}) == {"www.example.com has no record"}
	other_zone := object.union(good["2"], {"scope": {"zone": "y"}})
	reasons({"1": good["1"], "2": other_zone}) == {"www.example.com has no record"}
}

test_an_unproxied_host_fails if {
	reasons(object.union(good, {"2": record("www.example.com", app, false)})) == {"the CNAME record of www.example.com is not proxied"}
	reasons(object.union(good, {"2": record("www.example.com", app, null)})) == {"the CNAME record of www.example.com is not proxied"}
}

test_another_target_fails if {
	wrong := "the CNAME record of www.example.com does not lead to load balancer shop"
	reasons(object.union(good, {"2": record("www.example.com", "other-1.us-east-1.elb.amazonaws.com", true)})) == {wrong}
	reasons(object.union(good, {"2": record("www.example.com", "evil.example.net", true)})) == {wrong}
	reasons(object.union(good, {"2": record("www.example.com", null, true)})) == {wrong}
}

test_one_of_several_records_is_enough_to_fail if {
	count(judge(object.union(good, {"3": record("WWW.example.com", "evil.example.net", true)}))) == 1
}
