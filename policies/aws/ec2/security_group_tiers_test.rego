package aws.ec2.security_group_tiers_test

import data.aws.ec2.security_group_tiers

spec := {
	"network": {"tiers": [
		{"name": "load balancer", "security_groups": ["*-alb"], "ports": [80, 443], "from": ["cloudflare"]},
		{"name": "app", "security_groups": ["*-app"], "ports": [3000, 3001], "from": ["load balancer"]},
		{"name": "database", "security_groups": ["*-db"], "ports": [5432], "from": ["app"]},
		{"name": "web", "security_groups": ["web"], "ports": [443], "from": ["internet"]},
	]},
	"cloudflare": {"ip_ranges": {"ipv4": ["172.64.0.0/13"], "ipv6": ["2606:4700::/32"]}},
}

held := {
	"aws.ec2.security_group": {
		"sg-alb": {"id": "sg-alb", "attributes": {"name": "stellarrec-alb"}},
		"sg-app": {"id": "sg-app", "attributes": {"name": "made-by-terraform"}, "tags": {"Name": "stellarrec-app"}},
	},
	"aws.ec2.managed_prefix_list": {
		"pl-cloudflare": {"id": "pl-cloudflare", "attributes": {"entry": [{"cidr": "172.64.0.0/14"}, {"cidr": "2606:4700::/32"}]}},
		"pl-mixed": {"id": "pl-mixed", "attributes": {"entry": [{"cidr": "172.64.0.0/14"}, {"cidr": "203.0.113.0/24"}]}},
		"pl-empty": {"id": "pl-empty", "attributes": {"entry": []}},
	},
}

judge(name, changes) := found if {
	found := security_group_tiers.deny with input as {"attributes": {"name": name, "ingress": [rule(changes)]}}
		with data.spec as spec
		with data.snapshot as held
}

rule(changes) := object.union({"security_group_rule_id": "sgr-1", "ip_protocol": "tcp", "cidr_ipv4": null, "cidr_ipv6": null}, changes)

fails(name, changes, reason) if {
	some found in judge(name, changes)
	found.because == reason
	found.expected == null
}

postgres := {"from_port": 5432, "to_port": 5432}

db := "the group takes only TCP 5432 from app"

test_the_layer_before_may_come_in if {
	judge("x-db", object.union(postgres, {"referenced_security_group_id": "sg-app"})) == set()
	judge("x-app", {"from_port": 3000, "to_port": 3000, "referenced_security_group_id": "sg-alb"}) == set()
	judge("x-app", {"from_port": 3000, "to_port": 3001, "ip_protocol": "6", "referenced_security_group_id": "sg-alb"}) == set()
	judge("web", {"from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}) == set()
}

test_others_may_not if {
	judge("x-db", object.union(postgres, {"cidr_ipv6": "::/0"})) == {{
		"path": "ingress[sgr-1]",
		"actual": {"ip_protocol": "tcp", "from_port": 5432, "to_port": 5432, "source": "::/0"},
		"expected": null,
		"because": db,
	}}
	fails("x-db", object.union(postgres, {"referenced_security_group_id": "sg-alb"}), db)
	fails("x-db", object.union(postgres, {"cidr_ipv4": "10.0.0.0/16"}), db)
	fails("x-db", {"from_port": 5432, "to_port": 5433, "referenced_security_group_id": "sg-app"}, db)
	fails("x-db", {"from_port": -1, "to_port": -1, "ip_protocol": "-1", "referenced_security_group_id": "sg-app"}, db)
	fails("x-db", {"from_port": null, "to_port": null, "referenced_security_group_id": "sg-app"}, db)
	fails("x-db", object.union(postgres, {"ip_protocol": "udp", "referenced_security_group_id": "sg-app"}), db)
	fails("x-app", {"from_port": 22, "to_port": 22, "cidr_ipv4": "0.0.0.0/0"}, "the group takes only TCP 3000, 3001 from load balancer")
	fails("web", {"from_port": 22, "to_port": 22, "cidr_ipv4": "0.0.0.0/0"}, "the group takes only TCP 443 from internet")
}

test_cloudflare if {
	https := {"from_port": 443, "to_port": 443}
	judge("x-alb", object.union(https, {"cidr_ipv4": "172.64.0.0/13"})) == set()
	judge("x-alb", object.union(https, {"cidr_ipv6": "2606:4700:1::/48"})) == set()
	judge("x-alb", object.union(https, {"prefix_list_id": "pl-cloudflare"})) == set()
	count(judge("x-alb", object.union(https, {"prefix_list_id": "pl-mixed"}))) == 1
	count(judge("x-alb", object.union(https, {"prefix_list_id": "pl-empty"}))) == 1
	count(judge("x-alb", object.union(https, {"cidr_ipv4": "0.0.0.0/0"}))) == 1
	count(judge("x-alb", object.union(https, {"referenced_security_group_id": "sg-app"}))) == 1
}

test_what_is_not_known_is_unread if {
	judge("x-db", object.union(postgres, {"referenced_security_group_id": "sg-9"})) == {{"path": "ingress[sgr-1]", "unread": "security group sg-9 is not in the snapshot"}}
	judge("x-alb", {"from_port": 443, "to_port": 443, "prefix_list_id": "pl-9"}) == {{"path": "ingress[sgr-1]", "unread": "prefix list pl-9 is not in the snapshot"}}
}

test_groups_of_no_layer_pass if {
	judge("bastion", object.union(postgres, {"cidr_ipv4": "0.0.0.0/0"})) == set()
	security_group_tiers.deny == set() with input as {"attributes": {"name": "x-db", "ingress": null}} with data.spec as spec
	security_group_tiers.deny == set() with input as {"attributes": {"name": "x-db", "ingress": [rule(postgres)]}} with data.spec as {"network": {"tiers": []}}
}

test_groups_are_known_by_their_tag_too if {
	found := security_group_tiers.deny with input as {"attributes": {"name": "sg", "ingress": [rule(object.union(postgres, {"cidr_ipv4": "0.0.0.0/0"}))]}, "tags": {"Name": "x-db"}}
		with data.spec as spec
		with data.snapshot as held
	count(found) == 1
}
