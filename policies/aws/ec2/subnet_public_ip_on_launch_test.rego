package aws.ec2.subnet_public_ip_on_launch_test

import data.aws.ec2.subnet_public_ip_on_launch

judge(changes, held) := found if {
	attributes := object.union({"vpc_id": "vpc-1", "map_public_ip_on_launch": true}, changes)
	found := subnet_public_ip_on_launch.deny with input as {"name": "x-web-a", "attributes": attributes}
		with data.snapshot as held
		with data.spec as {"vpc": {"public_ip_subnets": ["*-front-*"]}}
}

default_vpc := {"aws.ec2.vpc": {"vpc-1": {"attributes": {"is_default": true}}}}

failure := {"path": "map_public_ip_on_launch", "actual": true, "expected": false}

test_public_addresses_fail if {
	judge({}, {}) == {failure}
	judge({}, {"aws.ec2.vpc": {"vpc-1": {"attributes": {"is_default": false}}}}) == {failure}
	judge({}, object.union(default_vpc, {"aws.ec2.network_interface": {"eni-1": {"attributes": {"vpc_id": "vpc-1"}}}})) == {failure}
}

test_none_pass if {
	judge({"map_public_ip_on_launch": false}, {}) == set()
	judge({"map_public_ip_on_launch": null}, {}) == set()
	judge({"owner_id": "444455556666"}, {}) == set()
	judge({}, default_vpc) == set()
}

test_agreed_subnets_pass if {
	subnet_public_ip_on_launch.deny == set() with input as {"name": "x-front-a", "attributes": {"map_public_ip_on_launch": true}}
		with data.spec as {"vpc": {"public_ip_subnets": ["*-front-*"]}}
}
