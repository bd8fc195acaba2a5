package aws.ec2.security_group_source_width_test

import data.aws.ec2.security_group_source_width

spec := {
	"network": {
		"public_ingress": [{"protocol": "tcp", "from_port": 443, "to_port": 443}],
		"public_sources": ["198.51.0.0/16"],
		"cloudflare_ports": [80],
		"min_source_ipv4_prefix_length": 24,
		"min_source_ipv6_prefix_length": 48,
	},
	"cloudflare": {"ip_ranges": {"ipv4": ["172.64.0.0/13"], "ipv6": ["2606:4700::/32"]}},
}

judge(changes) := found if {
	found := security_group_source_width.deny with input as {"attributes": {"ingress": [rule(changes)]}}
		with data.spec as spec
		with data.snapshot as {"aws.ec2.managed_prefix_list": {"pl-1": {"id": "pl-1", "attributes": {"entry": [{"cidr": "9.0.0.0/8"}]}}}}
}

rule(changes) := object.union({"security_group_rule_id": "sgr-1", "ip_protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_ipv4": null, "cidr_ipv6": null}, changes)

fails(changes, source) if {
	some found in judge(changes)
	found.path == "ingress[sgr-1]"
	found.actual.source == source
}

passes(changes) if judge(changes) == set()

test_wide_ranges_fail if {
	fails({"cidr_ipv4": "203.0.112.0/23"}, "203.0.112.0/23")
	fails({"cidr_ipv4": "0.0.0.0/1"}, "0.0.0.0/1")
	fails({"cidr_ipv4": "8.0.0.0/6"}, "8.0.0.0/6")
	fails({"cidr_ipv6": "2001:db8::/47"}, "2001:db8::/47")
	fails({"prefix_list_id": "pl-1"}, "9.0.0.0/8")
}

test_narrow_private_and_agreed_ranges_pass if {
	passes({"cidr_ipv4": "203.0.113.0/24"})
	passes({"cidr_ipv4": "203.0.113.7/32"})
	passes({"cidr_ipv4": "10.0.0.0/8"})
	passes({"cidr_ipv4": "100.64.0.0/10"})
	passes({"cidr_ipv6": "fd00::/8"})
	passes({"cidr_ipv6": "2001:db8::/48"})
	passes({"cidr_ipv4": "198.51.0.0/17"})
	passes({"cidr_ipv4": "203.0.0.0/16", "from_port": 443, "to_port": 443})
	passes({"referenced_security_group_id": "sg-1"})
}

test_cloudflare_may_ask_on_its_ports_only if {
	passes({"cidr_ipv4": "172.64.0.0/13"})
	passes({"cidr_ipv6": "2606:4700::/32"})
	fails({"cidr_ipv4": "172.64.0.0/13", "from_port": 22, "to_port": 22}, "172.64.0.0/13")
	fails({"cidr_ipv4": "172.0.0.0/8"}, "172.0.0.0/8")
}

test_an_unknown_list_is_unread if {
	judge({"prefix_list_id": "pl-9"}) == {{"path": "ingress[sgr-1]", "unread": "prefix list pl-9 is not in the snapshot"}}
}
