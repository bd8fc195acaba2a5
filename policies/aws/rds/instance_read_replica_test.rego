package aws.rds.instance_read_replica_test

import data.aws.rds.instance_read_replica

spec := {"rds": {"min_read_replicas": 1}}

judge(attributes, held) := found if {
	found := instance_read_replica.deny with input as {"id": "db", "arn": "arn:aws:rds:us-east-1:111122223333:db:db", "attributes": attributes}
		with data.spec as spec
		with data.snapshot as held
}

replica(source, status) := {"aws.rds.instance": {"r": {"id": "r", "attributes": {"replicate_source_db": source, "status": status}}}}

failure := {{"path": "replicas", "actual": [], "expected": "1 or more"}}

test_replica_passes if {
	judge({"replicas": ["r"]}, replica("db", "available")) == set()
	judge({"replicas": ["r"]}, {}) == set()
	judge({"replicas": ["arn:aws:rds:eu-west-1:111122223333:db:r"]}, {}) == set()
	judge({"replicas": null}, replica("db", null)) == set()
	judge({"replicas": null}, replica("arn:aws:rds:us-east-1:111122223333:db:db", "available")) == set()
}

test_none_fails if {
	judge({"replicas": []}, {}) == failure
	judge({"replicas": null}, replica("other", "available")) == failure
	judge({}, {}) == failure
}

test_broken_replica_fails if {
	judge({"replicas": ["r"]}, replica("db", "failed")) == failure
	judge({"replicas": ["r"]}, replica("db", "deleting")) == failure
}

test_what_it_does_not_apply_to if {
	judge({"replicas": [], "replicate_source_db": "other"}, {}) == set()
	judge({"replicas": [], "cluster_identifier": "c"}, {}) == set()
}

test_not_asked_for if {
	found := instance_read_replica.deny with input as {"id": "db", "attributes": {"replicas": []}}
		with data.spec as {"rds": {"min_read_replicas": 0}}
		with data.snapshot as {}
	found == set()
}
