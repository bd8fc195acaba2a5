package aws.backup.plan_exists_test

import data.aws.backup.plan_exists

deny(snapshot, required) := found if {
	found := plan_exists.deny with input as {"scope": {"region": "eu-west-1"}}
		with data.snapshot as snapshot
		with data.spec as {"backup": {"plan_required": required}}
}

failure(number) := {{
	"path": "tags",
	"actual": null,
	"expected": "a backup plan",
	"because": sprintf("region eu-west-1 -> %d databases and volumes, but no plan of AWS Backup", [number]),
}}

test_a_plan_passes if deny({"aws.rds.instance": {"db": {}}, "aws.backup.plan": {"p": {}}}, true) == set()

test_data_without_a_plan_fails if {
	deny({"aws.rds.instance": {"db": {}}, "aws.backup.plan": {}}, true) == failure(1)
	deny({"aws.rds.cluster": {"c": {}}, "aws.ec2.ebs_volume": {"vol-1": {}}}, true) == failure(2)
}

test_a_region_without_data_passes if deny({}, true) == set()

test_the_spec_may_demand_none if deny({"aws.rds.instance": {"db": {}}}, false) == set()
