package aws.rds.instance_port_test

import data.aws.rds.instance_port

spec := {"rds": {"default_ports": [{"engine": "postgres", "port": 5432}, {"engine": "aurora-mysql", "port": 3306}, {"engine": "sqlserver", "port": 1433}]}}

deny(attributes) := found if {
	found := instance_port.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

failure(actual) := {{"path": "port", "actual": actual, "expected": "a port other than the default"}}

test_other_port_passes if deny({"engine": "postgres", "port": 5433}) == set()

test_default_port_fails if {
	deny({"engine": "postgres", "port": 5432}) == failure(5432)
	deny({"engine": "sqlserver-ex", "port": 1433}) == failure(1433)
	deny({"engine": "aurora", "port": 3306}) == failure(3306)
}

test_port_of_another_engine_passes if deny({"engine": "postgres", "port": 3306}) == set()

test_no_port_is_unread if {
	deny({"engine": "postgres", "port": null}) == {{"path": "port", "unread": "the database has no port yet"}}
	deny({"engine": "oracle-ee", "port": null}) == set()
}

test_members_are_judged_by_their_cluster if deny({"engine": "aurora-mysql", "cluster_identifier": "c", "port": 3306}) == set()
