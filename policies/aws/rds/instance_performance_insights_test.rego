package aws.rds.instance_performance_insights_test

import data.aws.rds.instance_performance_insights

spec := {"rds": {"min_performance_insights_days": 7, "performance_insights_unavailable": [{"engine": "mysql", "classes": ["db.t3.micro", "db.t2."]}]}}

deny(attributes) := found if {
	found := instance_performance_insights.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

off(actual) := {{"path": "performance_insights_enabled", "actual": actual, "expected": true}}

unsupported := {{"path": "instance_class", "unsupported": "Performance Insights is not offered for this class"}}

test_on_passes if {
	deny({"engine": "postgres", "performance_insights_enabled": true, "performance_insights_retention_period": 7}) == set()
	deny({"engine": "aurora-postgresql", "cluster_identifier": "c", "performance_insights_enabled": true, "performance_insights_retention_period": 93}) == set()
}

test_off_fails if {
	deny({"engine": "postgres", "performance_insights_enabled": false}) == off(false)
	deny({"engine": "postgres", "instance_class": "db.t3.micro", "performance_insights_enabled": false}) == off(false)
	deny({"engine": "mysql", "instance_class": "db.t3.medium", "performance_insights_enabled": null}) == off(null)
	deny({"engine": "mysql", "instance_class": null, "performance_insights_enabled": null}) == off(null)
}

test_small_classes_lack_it if {
	deny({"engine": "mysql", "instance_class": "db.t3.micro", "performance_insights_enabled": false}) == unsupported
	deny({"engine": "mysql", "instance_class": "db.t2.large", "performance_insights_enabled": false}) == unsupported
	deny({"engine": "mysql", "instance_class": "db.t3.micro", "performance_insights_enabled": true, "performance_insights_retention_period": 7}) == set()
}

test_what_it_does_not_apply_to if {
	deny({"engine": "custom-oracle-ee", "performance_insights_enabled": false}) == set()
	deny({"engine": "postgres", "cluster_identifier": "c", "performance_insights_enabled": false}) == set()
	deny({"engine": "neptune", "cluster_identifier": "c", "performance_insights_enabled": false}) == set()
	deny({"engine": "docdb", "cluster_identifier": "c", "performance_insights_enabled": false}) == set()
}

test_short_retention_fails if {
	deny({"engine": "postgres", "performance_insights_enabled": true, "performance_insights_retention_period": 3}) == {{"path": "performance_insights_retention_period", "actual": 3, "expected": 7}}
	deny({"engine": "postgres", "performance_insights_enabled": true}) == {{"path": "performance_insights_retention_period", "actual": null, "expected": 7}}
}

test_db2_lacks_it if deny({"engine": "db2-se", "performance_insights_enabled": false}) == set()
