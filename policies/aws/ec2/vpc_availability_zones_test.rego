package aws.ec2.vpc_availability_zones_test

import data.aws.ec2.vpc_availability_zones

subnet(zone) := {"attributes": {"vpc_id": "vpc-1", "availability_zone": zone}}

judge(attributes, subnets) := found if {
	found := vpc_availability_zones.deny with input as {"id": "vpc-1", "attributes": attributes}
		with data.snapshot as {"aws.ec2.subnet": subnets}
		with data.spec as {"vpc": {"min_availability_zones": 2}}
}

test_two_zones_pass if judge({}, {"subnet-a": subnet("eu-west-1a"), "subnet-b": subnet("eu-west-1b")}) == set()

test_one_zone_fails if {
	judge({}, {"subnet-a": subnet("eu-west-1a"), "subnet-b": subnet("eu-west-1a")}) == {{
		"path": "cidr_blocks", "actual": {"eu-west-1a"}, "expected": "subnets in 2 zones", "because": "subnets: subnet-a, subnet-b",
	}}
	count(judge({}, {"subnet-a": subnet("eu-west-1a"), "subnet-b": subnet(null)})) == 1
}

test_empty_and_unused_default_vpcs_pass if {
	judge({}, {}) == set()
	judge({"is_default": true}, {"subnet-a": subnet("eu-west-1a")}) == set()
}
