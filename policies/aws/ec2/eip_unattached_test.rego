package aws.ec2.eip_unattached_test

import data.aws.ec2.eip_unattached

judge(attributes) := found if {
	found := eip_unattached.deny with input as {"attributes": attributes}
}

failure := {{"path": "association_id", "actual": null, "expected": "an instance or network interface"}}

test_attached_passes if {
	judge({"association_id": "eipassoc-1", "instance": null, "network_interface": "eni-1"}) == set()
	judge({"association_id": null, "instance": "i-1"}) == set()
	judge({"association_id": null, "network_interface": "eni-1"}) == set()
}

test_address_of_a_service_passes if judge({"association_id": null, "service_managed": "alb"}) == set()

test_unattached_fails if {
	judge({"association_id": null, "instance": null, "network_interface": null, "service_managed": null}) == failure
	judge({"association_id": null, "instance": ""}) == failure
}
