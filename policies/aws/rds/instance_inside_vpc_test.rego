package aws.rds.instance_inside_vpc_test

import data.aws.rds.instance_inside_vpc

deny(attributes) := found if {
	found := instance_inside_vpc.deny with input as {"id": "db", "attributes": attributes}
}

failure(actual) := {{"path": "vpc_id", "actual": actual, "expected": "a VPC"}}

test_vpc_passes if deny({"vpc_id": "vpc-1", "status": "available"}) == set()

test_none_fails if {
	deny({"vpc_id": null, "status": "available"}) == failure(null)
	deny({"vpc_id": ""}) == failure("")
	deny({}) == failure(null)
}

test_coming_and_going_pass if {
	deny({"vpc_id": null, "status": "creating"}) == set()
	deny({"vpc_id": null, "status": "deleting"}) == set()
}
