package cloudflare.origin.load_balancer_cloudflare_only_test

import data.cloudflare.origin.load_balancer_cloudflare_only

spec := {"cloudflare": {
	"ip_ranges": {"ipv4": ["173.245.48.0/20"], "ipv6": ["2400:cb00::/32"]},
	"origin": {"allowed_ranges": ["192.0.2.0/24"]},
}}

rule(source) := {"security_group_rule_id": "sgr-1", "cidr_ipv4": source, "cidr_ipv6": null, "prefix_list_id": null}

rule6(source) := {"security_group_rule_id": "sgr-1", "cidr_ipv4": null, "cidr_ipv6": source, "prefix_list_id": null}

listed(list) := {"security_group_rule_id": "sgr-1", "cidr_ipv4": null, "cidr_ipv6": null, "prefix_list_id": list}

proxied := {"1": record("shop.example.com", "app-1.us-east-1.elb.amazonaws.com", true)}

record(name, content, is_proxied) := {"name": name, "attributes": {"type": "CNAME", "content": content, "proxied": is_proxied}}

balancer := {"attributes": {"dns_name": "app-1.us-east-1.elb.amazonaws.com", "internal": false, "security_groups": ["sg-1"]}}

judge(seen, records, rules) := found if {
	snapshot := {
		"cloudflare.dns.record": records,
		"aws.ec2.security_group": {"sg-1": {"id": "sg-1", "attributes": {"ingress": rules}}},
		"aws.ec2.managed_prefix_list": {
			"pl-cloudflare": {"id": "pl-cloudflare", "attributes": {"entry": [{"cidr": "173.245.48.0/21"}]}},
			"pl-world": {"id": "pl-world", "attributes": {"entry": [{"cidr": "173.245.48.0/21"}, {"cidr": "0.0.0.0/1"}]}},
		},
	}
	found := load_balancer_cloudflare_only.deny with input as seen with data.snapshot as snapshot with data.spec as spec
}

sources(rules) := {finding.actual | some finding in judge(balancer, proxied, rules)}

test_cloudflare_and_the_ranges_of_the_spec_pass if {
	sources([rule("173.245.48.0/20"), rule("173.245.50.0/24"), rule6("2400:cb00:1::/48"), rule("192.0.2.7/32"), listed("pl-cloudflare")]) == set()
	sources([rule("10.0.0.0/16"), rule6("fd00::/8"), rule(null)]) == set()
	sources(null) == set()
}

test_anything_wider_fails if {
	sources([rule("0.0.0.0/0")]) == {"0.0.0.0/0"}
	sources([rule("173.245.48.0/19")]) == {"173.245.48.0/19"}
	sources([rule("203.0.113.7/32"), rule6("::/0")]) == {"203.0.113.7/32", "::/0"}
	sources([listed("pl-world")]) == {"0.0.0.0/1"}
	sources([rule("10.0.0.0/7")]) == {"10.0.0.0/7"}
}

test_the_way_is_told if {
	some finding in judge(balancer, proxied, [rule("0.0.0.0/0")])
	finding.because == "proxied host shop.example.com -> this load balancer -> security group sg-1 -> rule sgr-1"
}

test_hosts_reach_it_through_another_name if {
	chain := {"1": record("shop.example.com", "Origin.example.com.", true), "2": record("origin.example.com", "app-1.us-east-1.elb.amazonaws.com", false)}
	count(judge(balancer, chain, [rule("0.0.0.0/0")])) == 1
}

test_several_hosts_are_one_finding if {
	several := object.union(proxied, {"2": record("blog.example.com", "APP-1.us-east-1.elb.amazonaws.com.", true)})
	found := judge(balancer, several, [rule("0.0.0.0/0")])
	{finding.because | some finding in found} == {"proxied host blog.example.com and 1 more -> this load balancer -> security group sg-1 -> rule sgr-1"}
}

test_without_a_proxied_host_nothing_is_demanded if {
	judge(balancer, {"1": record("shop.example.com", "app-1.us-east-1.elb.amazonaws.com", false)}, [rule("0.0.0.0/0")]) == set()
	judge(balancer, {"1": record("shop.example.com", "other.example.net", true)}, [rule("0.0.0.0/0")]) == set()
	judge(object.union(balancer, {"attributes": {"internal": true}}), proxied, [rule("0.0.0.0/0")]) == set()
}

test_without_a_security_group_everything_gets_in if {
	bare := object.union(balancer, {"attributes": {"security_groups": null}})
	{finding.actual | some finding in judge(bare, proxied, [])} == {null}
}

test_groups_and_lists_that_are_not_there_stay_open if {
	lost := object.union(balancer, {"attributes": {"security_groups": ["sg-2"]}})
	some finding in judge(lost, proxied, [])
	finding.unread == "security group sg-2 is not in the snapshot"
	some other in judge(balancer, proxied, [listed("pl-lost")])
	other.unread == "prefix list pl-lost is not in the snapshot"
}
