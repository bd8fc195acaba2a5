package aws.ec2.vpc_cidr_blocks_test

import data.aws.ec2.vpc_cidr_blocks

judge(wanted, attributes) := found if {
	found := vpc_cidr_blocks.deny with input as {"scope": {"account": "111122223333"}, "attributes": attributes}
		with data.spec as {"vpc": {"cidr_blocks": wanted}}
}

planned := ["10.0.0.0/16"]

test_the_planned_range_passes if {
	judge(planned, {"cidr_block": "10.0.0.0/16", "cidr_blocks": ["10.0.0.0/16"], "owner_id": "111122223333"}) == set()
}

test_others_fail if {
	judge(planned, {"cidr_block": "10.0.0.0/16", "cidr_blocks": ["10.0.0.0/16", "10.1.0.0/16"]}) == {{"path": "cidr_blocks", "actual": "10.1.0.0/16", "expected": planned}}
	count(judge(planned, {"cidr_block": "10.0.0.0/8", "cidr_blocks": null})) == 1
	count(judge(planned, {})) == 1
}

test_without_a_plan_default_and_shared_ones_pass if {
	judge(null, {"cidr_block": "10.9.0.0/16"}) == set()
	judge(planned, {"cidr_block": "172.31.0.0/16", "is_default": true}) == set()
	judge(planned, {"cidr_block": "10.9.0.0/16", "owner_id": "444455556666"}) == set()
}
