package aws.rds.cluster_enhanced_monitoring_test

import data.aws.rds.cluster_enhanced_monitoring

spec := {"rds": {"max_monitoring_interval_seconds": 30}}

deny(attributes) := found if {
	found := cluster_enhanced_monitoring.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "monitoring_interval", "actual": actual, "expected": "1 to 30"}}

test_on_passes if {
	deny({"engine": "postgres", "monitoring_interval": 30}) == set()
	deny({"engine": "mysql", "monitoring_interval": 1}) == set()
}

test_off_fails if {
	deny({"engine": "postgres", "monitoring_interval": 0}) == failure(0)
	deny({"engine": "postgres", "monitoring_interval": null}) == failure(null)
	deny({"engine": "mysql"}) == failure(null)
}

test_seldom_fails if deny({"engine": "postgres", "monitoring_interval": 60}) == failure(60)

test_text_is_no_interval if deny({"engine": "postgres", "monitoring_interval": "30"}) == failure("30")

test_what_it_does_not_apply_to if {
	deny({"engine": "aurora-mysql", "monitoring_interval": 0}) == set()
	deny({"engine": "neptune", "monitoring_interval": 0}) == set()
	deny({"engine": "docdb", "monitoring_interval": 0}) == set()
}
