package aws.ec2.instance_internet_facing_profile_test

import data.aws.ec2.instance_exposed_ports_test as ports
import data.aws.ec2.instance_internet_facing_profile

judge(profile, snapshot) := found if {
	attributes := {"instance_state": "running", "iam_instance_profile": profile, "network_interfaces": [{"network_interface_id": "eni-1"}]}
	found := instance_internet_facing_profile.deny with input as {"id": "i-1", "attributes": attributes}
		with data.snapshot as snapshot
		with data.spec as {"network": {"min_ipv4_prefix_length": 8, "min_ipv6_prefix_length": 32}}
}

open := ports.held([ports.rule("tcp", 443, 443)], [ports.all("allow")])

closed := ports.held([], [ports.all("allow")])

test_reached_with_a_profile_fails if {
	judge("web", open) == {{
		"path": "iam_instance_profile", "actual": "web", "expected": null,
		"because": "internet gateway igw-1 -> route table rtb-1 -> subnet subnet-a -> network ACL acl-1 -> security group sg-1 rule sgr-1 -> interface eni-1 (192.0.2.7)",
	}}
}

test_without_a_profile_or_a_way_in_it_passes if {
	judge(null, open) == set()
	judge("web", closed) == set()
}

test_what_is_missing_is_unread if {
	missing := object.remove(open, ["aws.ec2.network_acl"])
	judge("web", missing) == {{"path": "network_interfaces", "unread": "no network ACL is known for subnet subnet-a"}}
	judge(null, missing) == set()
}
