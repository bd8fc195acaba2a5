package aws.rds.instance_multi_az_test

import data.aws.rds.instance_multi_az

spec(replica) := {"rds": {"replica_as_standby": replica}}

replica(zone, status) := {"aws.rds.instance": {"r": {"id": "r", "attributes": {
	"replicate_source_db": "db",
	"availability_zone": zone,
	"status": status,
}}}}

judge(attributes, allowed, held) := found if {
	found := instance_multi_az.deny with input as {"id": "db", "arn": "arn:aws:rds:us-east-1:111122223333:db:db", "attributes": attributes}
		with data.spec as spec(allowed)
		with data.snapshot as held
}

single := {"engine": "postgres", "multi_az": false, "availability_zone": "us-east-1a", "replicas": ["r"]}

lone := {{"path": "multi_az", "actual": false, "expected": true, "because": "no read replica in another zone is known"}}

test_standby_passes if {
	judge({"multi_az": true}, true, {}) == set()
	judge({"multi_az": true}, false, {}) == set()
}

test_lone_fails if {
	judge({"multi_az": false, "replicas": null}, true, {}) == lone
	judge({"multi_az": false}, false, {}) == {{"path": "multi_az", "actual": false, "expected": true}}
	count(judge({"multi_az": null}, true, {})) == 1
}

test_replica_in_another_zone_passes if {
	judge(single, true, replica("us-east-1b", "available")) == set()
	judge(object.union(single, {"replicas": ["arn:aws:rds:eu-west-1:111122223333:db:r"]}), true, {}) == set()
	by_arn := {"aws.rds.instance": {"r": {"id": "r", "attributes": {
		"replicate_source_db": "arn:aws:rds:us-east-1:111122223333:db:db",
		"availability_zone": "us-east-1b",
		"status": "available",
	}}}}
	judge(single, true, by_arn) == set()
}

test_replica_that_is_no_help_fails if {
	judge(single, true, replica("us-east-1a", "available")) == lone
	judge(single, true, replica("us-east-1b", "failed")) == lone
	judge(single, true, replica(null, "available")) == lone
	judge(single, true, {"aws.rds.instance": {"x": {"id": "x", "attributes": {"replicate_source_db": "other", "availability_zone": "us-east-1b"}}}}) == lone
}

test_replica_does_not_count_where_the_spec_says_so if {
	judge(single, false, replica("us-east-1b", "available")) == {{"path": "multi_az", "actual": false, "expected": true}}
}

test_what_it_does_not_apply_to if {
	judge({"multi_az": false, "cluster_identifier": "c"}, true, {}) == set()
	judge({"multi_az": false, "replicate_source_db": "db"}, true, {}) == set()
}
