package aws.ec2.security_group_rule_count_test

import data.aws.ec2.security_group_rule_count

judge(attributes) := found if {
	found := security_group_rule_count.deny with input as {"attributes": attributes}
		with data.spec as {"network": {"max_security_group_rules": 2}}
}

test_few_rules_pass if {
	judge({"ingress": [{}, {}], "egress": [{}]}) == set()
	judge({"ingress": null, "egress": []}) == set()
}

test_many_rules_fail_in_each_direction if {
	judge({"ingress": [{}, {}, {}], "egress": [{}, {}, {}, {}]}) == {
		{"path": "ingress", "actual": 3, "expected": "at most 2 rules"},
		{"path": "egress", "actual": 4, "expected": "at most 2 rules"},
	}
}
