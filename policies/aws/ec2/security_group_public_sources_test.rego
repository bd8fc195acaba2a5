package aws.ec2.security_group_public_sources_test

import data.aws.ec2.security_group_public_sources

spec := {
	"network": {
		"public_ingress": [{"protocol": "tcp", "from_port": 443, "to_port": 443}],
		"public_sources": ["198.51.100.0/24", "2001:db8:1::/48"],
		"cloudflare_ports": [80],
	},
	"cloudflare": {"ip_ranges": {"ipv4": ["172.64.0.0/13"], "ipv6": ["2606:4700::/32"]}},
}

judge(changes) := found if {
	found := security_group_public_sources.deny with input as {"attributes": {"ingress": [rule(changes)]}} with data.spec as spec
}

rule(changes) := object.union({"security_group_rule_id": "sgr-1", "ip_protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_ipv4": null, "cidr_ipv6": null}, changes)

fails(changes) if count(judge(changes)) == 1

passes(changes) if judge(changes) == set()

test_a_stranger_fails if {
	judge({"cidr_ipv4": "203.0.113.7/32"}) == {{
		"path": "ingress[sgr-1]",
		"actual": {"ip_protocol": "tcp", "from_port": 80, "to_port": 80, "source": "203.0.113.7/32"},
		"expected": null,
	}}
	fails({"cidr_ipv6": "2001:db8:2::7/128"})
	fails({"cidr_ipv4": "0.0.0.0/0"})
	fails({"cidr_ipv4": "198.51.0.0/16"})
	fails({"cidr_ipv4": "172.64.0.1/32", "from_port": 22, "to_port": 22})
	fails({"cidr_ipv4": "203.0.113.7/32", "from_port": 443, "to_port": 444})
}

test_who_is_known_passes if {
	passes({"cidr_ipv4": "198.51.100.7/32"})
	passes({"cidr_ipv6": "2001:db8:1::7/128"})
	passes({"cidr_ipv4": "10.1.0.0/16"})
	passes({"cidr_ipv6": "fe80::1/128"})
	passes({"cidr_ipv4": "172.64.0.0/13"})
	passes({"cidr_ipv4": "203.0.113.7/32", "from_port": 443, "to_port": 443})
	passes({"referenced_security_group_id": "sg-1"})
	passes({"prefix_list_id": "pl-1"})
}

test_no_rules_pass if {
	security_group_public_sources.deny == set() with input as {"attributes": {"ingress": null}} with data.spec as spec
}
