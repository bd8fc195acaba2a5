package aws.ec2.security_group_default_empty_test

import data.aws.ec2.security_group_default_empty

judge(attributes) := found if {
	found := security_group_default_empty.deny with input as {"attributes": attributes}
}

rule(id, changes) := object.union({"security_group_rule_id": id, "ip_protocol": "-1", "from_port": -1, "to_port": -1}, changes)

failure(path, source) := {
	"path": path,
	"actual": {"ip_protocol": "-1", "from_port": -1, "to_port": -1, "source": source},
	"expected": null,
}

test_empty_passes if {
	judge({"name": "default", "ingress": [], "egress": []}) == set()
	judge({"name": "default", "ingress": null}) == set()
}

test_every_rule_fails if {
	judge({
		"name": "default",
		"ingress": [rule("sgr-1", {"referenced_security_group_id": "sg-1"}), rule("sgr-2", {"prefix_list_id": "pl-1"})],
		"egress": [rule("sgr-3", {"cidr_ipv4": "0.0.0.0/0"}), rule("sgr-4", {"cidr_ipv6": "::/0"})],
	}) == {
		failure("ingress[sgr-1]", "sg-1"), failure("ingress[sgr-2]", "pl-1"),
		failure("egress[sgr-3]", "0.0.0.0/0"), failure("egress[sgr-4]", "::/0"),
	}
}

test_other_groups_pass if {
	judge({"name": "web", "egress": [rule("sgr-3", {"cidr_ipv4": "0.0.0.0/0"})]}) == set()
	judge({"name": null, "egress": [rule("sgr-3", {"cidr_ipv4": "0.0.0.0/0"})]}) == set()
}
