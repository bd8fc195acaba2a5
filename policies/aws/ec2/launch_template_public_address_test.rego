package aws.ec2.launch_template_public_address_test

import data.aws.ec2.launch_template_public_address

interface(public) := {"associate_public_ip_address": public, "network_interface_id": null, "subnet_id": null}

judge(latest, earlier, snapshot) := found if {
	found := launch_template_public_address.deny with input as {"attributes": {
		"latest": {"version": 2, "network_interfaces": latest},
		"default": {"version": 1, "network_interfaces": earlier},
	}}
		with data.snapshot as snapshot
}

test_no_address_passes if {
	judge([interface(false)], [interface(false)], {}) == set()
	judge([], null, {}) == set()
	judge([interface(null)], [], {}) == set()
}

test_address_of_any_interface_in_either_version_fails if {
	judge([interface(false), interface(true)], [], {}) == {{"path": "latest.network_interfaces[].associate_public_ip_address", "actual": true, "expected": false}}
	judge([], [interface(true)], {}) == {{"path": "default.network_interfaces[].associate_public_ip_address", "actual": true, "expected": false}}
}

existing := object.union(interface(null), {"network_interface_id": "eni-1"})

held(attributes) := {"aws.ec2.network_interface": {"eni-1": {"id": "eni-1", "attributes": attributes}}}

test_interface_that_exists if {
	judge([existing], [], held({"public_ip": null, "public_ips": []})) == set()
	judge([existing], [], held({"public_ip": "198.51.100.7", "public_ips": ["198.51.100.7"]})) == {{
		"path": "latest.network_interfaces[].network_interface_id",
		"actual": "eni-1",
		"expected": null,
		"because": "interface eni-1 has the public address 198.51.100.7",
	}}
	judge([existing], [], {}) == {{"path": "latest.network_interfaces[].network_interface_id", "unread": "interface eni-1 is not in the snapshot"}}
}

placed(public) := object.union(interface(public), {"subnet_id": "subnet-a"})

subnet(public) := {"aws.ec2.subnet": {"subnet-a": {"id": "subnet-a", "attributes": {"map_public_ip_on_launch": public}}}}

test_subnet_decides_where_the_template_does_not if {
	judge([placed(false)], [], subnet(true)) == set()
	judge([placed(null)], [], subnet(false)) == set()
	judge([placed(null)], [], subnet(true)) == {{
		"path": "latest.network_interfaces[].subnet_id",
		"actual": "subnet-a",
		"expected": null,
		"because": "subnet subnet-a gives new interfaces a public address",
	}}
	judge([placed(null)], [], {}) == {{"path": "latest.network_interfaces[].subnet_id", "unread": "subnet subnet-a is not in the snapshot"}}
}
