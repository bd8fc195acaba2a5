package aws.ec2.network_acl_unused_test

import data.aws.ec2.network_acl_unused

judge(attributes) := found if {
	found := network_acl_unused.deny with input as {"attributes": attributes}
}

test_unused_fails if {
	judge({"is_default": false, "subnet_ids": []}) == {{"path": "subnet_ids", "actual": [], "expected": "one subnet at least"}}
	count(judge({"is_default": null, "subnet_ids": null})) == 1
}

test_used_and_default_ones_pass if {
	judge({"is_default": false, "subnet_ids": ["subnet-a"]}) == set()
	judge({"is_default": true, "subnet_ids": []}) == set()
}
