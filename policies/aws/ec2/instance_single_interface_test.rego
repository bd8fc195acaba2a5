package aws.ec2.instance_single_interface_test

import data.aws.ec2.instance_single_interface

judge(state, ids, snapshot) := found if {
	interfaces := [{"network_interface_id": id, "interface_type": "interface"} | some id in ids]
	found := instance_single_interface.deny with input as {"attributes": {"instance_state": state, "network_interfaces": interfaces}}
		with data.snapshot as snapshot
		with data.spec as {"ec2": {"max_network_interfaces": 1, "ignored_interface_tags": ["node.k8s.amazonaws.com/instance_id"]}}
}

test_one_passes if {
	judge("running", ["eni-1"], {}) == set()
	judge("running", [], {}) == set()
}

test_two_fail if {
	judge("running", ["eni-1", "eni-2"], {}) == {{"path": "network_interfaces", "actual": ["eni-1", "eni-2"], "expected": "at most 1"}}
}

tagged(tags) := {"aws.ec2.network_interface": {"eni-2": {"id": "eni-2", "attributes": {"tags": tags}}}}

test_interfaces_for_pods_do_not_count if {
	judge("running", ["eni-1", "eni-2"], tagged({"node.k8s.amazonaws.com/instance_id": "i-1"})) == set()
	count(judge("running", ["eni-1", "eni-2"], tagged({"Name": "second"}))) == 1
	count(judge("running", ["eni-1", "eni-2"], tagged(null))) == 1
}

test_what_is_being_terminated_passes if judge("shutting-down", ["eni-1", "eni-2"], {}) == set()
