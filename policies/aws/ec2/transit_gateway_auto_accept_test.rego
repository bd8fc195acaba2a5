package aws.ec2.transit_gateway_auto_accept_test

import data.aws.ec2.transit_gateway_auto_accept

judge(attributes) := found if {
	found := transit_gateway_auto_accept.deny with input as {"scope": {"account": "111122223333"}, "attributes": attributes}
}

failure(actual) := {"path": "auto_accept_shared_attachments", "actual": actual, "expected": "disable"}

test_off_passes if judge({"state": "available", "auto_accept_shared_attachments": "disable"}) == set()

test_on_fails if {
	judge({"state": "available", "auto_accept_shared_attachments": "enable", "owner_id": "111122223333"}) == {failure("enable")}
	judge({"state": "modifying"}) == {failure(null)}
}

test_shared_and_deleted_ones_pass if {
	judge({"auto_accept_shared_attachments": "enable", "owner_id": "444455556666"}) == set()
	judge({"auto_accept_shared_attachments": "enable", "state": "deleting"}) == set()
}
