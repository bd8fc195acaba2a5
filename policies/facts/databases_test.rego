package facts.databases_test

import data.facts.databases
import data.lib.event_subscription

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

subscription(changes) := {"attributes": object.union({"enabled": true, "status": "active", "sns_topic": "t", "source_type": "db-instance", "source_ids": [], "event_categories": ["failure"]}, changes)}

announced(subscription, source, category) if {
	event_subscription.announced("db-instance", source, category) with data.snapshot as {"aws.rds.event_subscription": {"s": subscription}}
}

test_announced if {
	announced(subscription({}), "db", "failure")
	announced(subscription({"source_type": null, "event_categories": null}), "db", "maintenance")
	announced(subscription({"source_ids": ["db"]}), "db", "failure")
	not announced(subscription({"source_ids": ["db"]}), "other", "failure")
	not announced(subscription({}), "db", "maintenance")
	not announced(subscription({"source_type": "db-cluster"}), "db", "failure")
	not announced(subscription({"enabled": false}), "db", "failure")
	not announced(subscription({"status": "no-permission"}), "db", "failure")
	not announced(subscription({"sns_topic": null}), "db", "failure")
}

test_sources_of_events if {
	held := {
		"aws.rds.instance": {"a": {"attributes": {"engine": "mysql"}}, "b": {"attributes": {"engine": "docdb"}}},
		"aws.rds.cluster": {"c": {"attributes": {"engine": "aurora-mysql"}}, "d": {"attributes": {"engine": "neptune"}}},
		"aws.rds.parameter_group": {"own": {}, "default.mysql8.0": {}},
	}
	databases.event_instances == {"a"} with data.snapshot as held
	databases.event_clusters == {"c"} with data.snapshot as held
	databases.event_parameter_groups == {"own"} with data.snapshot as held
}
