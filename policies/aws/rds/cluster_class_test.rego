package aws.rds.cluster_class_test

import data.aws.rds.cluster_class

spec := {"rds": {"instance_classes": ["db.t3.medium", "db.t3.large"]}}

deny(attributes) := found if {
	found := cluster_class.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "db_cluster_instance_class", "actual": actual, "expected": "db.t3.medium or db.t3.large"}}

test_agreed_class_passes if deny({"db_cluster_instance_class": "db.t3.medium"}) == set()

test_other_class_fails if {
	deny({"db_cluster_instance_class": "db.t3.micro"}) == failure("db.t3.micro")
	deny({"db_cluster_instance_class": "db.r6g.16xlarge"}) == failure("db.r6g.16xlarge")
}

test_no_class if deny({"db_cluster_instance_class": null}) == set()

test_no_list_allows_all if {
	found := cluster_class.deny with input as {"attributes": {"db_cluster_instance_class": "db.x2g.large"}} with data.spec as {"rds": {"instance_classes": []}}
	found == set()
}
