package facts.databases_test

import data.facts.databases

test_replicas_by_source if {
	held := {"aws.rds.instance": {
		"db": {"attributes": {"replicate_source_db": null}},
		"r1": {"attributes": {"replicate_source_db": "db"}},
		"r2": {"attributes": {"replicate_source_db": "db"}},
		"r3": {"attributes": {"replicate_source_db": "arn:aws:rds:eu-west-1:111122223333:db:db"}},
		"odd": {"attributes": {}},
	}}
	databases.replicas_of == {"db": {"r1", "r2"}, "arn:aws:rds:eu-west-1:111122223333:db:db": {"r3"}} with data.snapshot as held
}

test_no_instances if count([id | some _, ids in databases.replicas_of; some id in ids]) == 0 with data.snapshot as {}
