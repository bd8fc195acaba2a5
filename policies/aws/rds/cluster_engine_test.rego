package aws.rds.cluster_engine_test

import data.aws.rds.cluster_engine

spec := {"rds": {"engines": [{"engine": "postgres", "min_version": "15.4", "before_version": "16"}]}}

deny(attributes) := found if {
	found := cluster_engine.deny with input as {"id": "db", "attributes": attributes} with data.spec as spec
}

old(actual) := {{"path": "engine_version", "actual": actual, "expected": "15.4 or later, before 16"}}

test_agreed_versions_pass if {
	deny({"engine": "postgres", "engine_version": "15.4"}) == set()
	deny({"engine": "postgres", "engine_version": "15.13"}) == set()
	deny({"engine": "Postgres", "engine_version": "15.10"}) == set()
}

test_other_versions_fail if {
	deny({"engine": "postgres", "engine_version": "15.3"}) == old("15.3")
	deny({"engine": "postgres", "engine_version": "16.1"}) == old("16.1")
	deny({"engine": "postgres", "engine_version": "9.6"}) == old("9.6")
	deny({"engine": "postgres", "engine_version": "15"}) == old("15")
	deny({"engine": "postgres", "engine_version": null}) == old(null)
}

test_other_engines_fail if {
	deny({"engine": "mysql", "engine_version": "15.4"}) == {{"path": "engine", "actual": "mysql", "expected": "postgres"}}
	deny({"engine": "aurora-postgresql", "engine_version": "15.4"}) == {{"path": "engine", "actual": "aurora-postgresql", "expected": "postgres"}}
	deny({}) == {{"path": "engine", "actual": "", "expected": "postgres"}}
}

test_no_list_allows_all if {
	found := cluster_engine.deny with input as {"attributes": {"engine": "mysql"}} with data.spec as {"rds": {"engines": []}}
	found == set()
}
