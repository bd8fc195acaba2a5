package aws.rds.instance_class_test

import data.aws.rds.instance_class

spec := {"rds": {"instance_classes": ["db.t3.medium", "db.t3.large"]}}

deny(attributes) := found if {
	found := instance_class.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "instance_class", "actual": actual, "expected": "db.t3.medium or db.t3.large"}}

test_agreed_class_passes if deny({"instance_class": "db.t3.medium"}) == set()

test_other_class_fails if {
	deny({"instance_class": "db.t3.micro"}) == failure("db.t3.micro")
	deny({"instance_class": "db.r6g.16xlarge"}) == failure("db.r6g.16xlarge")
}

test_no_class if deny({"instance_class": null}) == failure(null)

test_no_list_allows_all if {
	found := instance_class.deny with input as {"attributes": {"instance_class": "db.x2g.large"}} with data.spec as {"rds": {"instance_classes": []}}
	found == set()
}
