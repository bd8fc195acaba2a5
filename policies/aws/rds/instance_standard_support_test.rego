package aws.rds.instance_standard_support_test

import data.aws.rds.instance_standard_support

spec(days, allowed) := {"rds": {
	"min_standard_support_days": days,
	"allow_extended_support": allowed,
	"standard_support_ends": [
		{"engine": "postgres", "version": "12", "until": "2025-02-28"},
		{"engine": "aurora-mysql", "version": "5.7", "until": "2024-10-31"},
		{"engine": "mysql", "version": "8.0", "until": "2026-07-31"},
	],
}}

on(day, attributes, days) := found if {
	found := instance_standard_support.deny with input as {"attributes": attributes} with data.spec as spec(days, true) with data.now as sprintf("%vT12:00:00Z", [day])
}

failure(number, text) := {{"path": "engine_version", "actual": number, "expected": "a version under standard support", "because": text}}

test_after_the_end_fails if {
	on("2025-03-01", {"engine": "postgres", "engine_version": "12.22"}, 0) == failure("12.22", "standard support of postgres 12 lasts until 2025-02-28")
	on("2025-03-01", {"engine": "aurora-mysql", "engine_version": "5.7.mysql_aurora.2.11.2"}, 0) == failure("5.7.mysql_aurora.2.11.2", "standard support of aurora-mysql 5.7 lasts until 2024-10-31")
}

test_until_the_end_passes if {
	on("2025-02-28", {"engine": "postgres", "engine_version": "12.22"}, 0) == set()
	on("2026-07-30", {"engine": "mysql", "engine_version": "8.0.40"}, 0) == set()
}

test_notice_counts if count(on("2026-07-01", {"engine": "mysql", "engine_version": "8.0.40"}, 90)) == 1

test_versions_that_are_not_listed_pass if {
	on("2030-01-01", {"engine": "mysql", "engine_version": "8.4.3"}, 0) == set()
	on("2030-01-01", {"engine": "postgres", "engine_version": "120.1"}, 0) == set()
	on("2030-01-01", {"engine": "postgres", "engine_version": null}, 0) == set()
	on("2030-01-01", {"engine": "oracle-ee", "engine_version": "12.1"}, 0) == set()
}

enrolled(support, allowed) := found if {
	found := instance_standard_support.deny with input as {"attributes": {"engine": "postgres", "engine_version": "15.4", "engine_lifecycle_support": support}}
		with data.spec as spec(0, allowed)
		with data.now as "2025-01-01T00:00:00Z"
}

test_enrolment if {
	enrolled("open-source-rds-extended-support", true) == set()
	enrolled("open-source-rds-extended-support-disabled", false) == set()
	enrolled(null, false) == set()
	enrolled("open-source-rds-extended-support", false) == {{
		"path": "engine_lifecycle_support",
		"actual": "open-source-rds-extended-support",
		"expected": "open-source-rds-extended-support-disabled",
	}}
}

test_members_are_judged_by_their_cluster if {
	on("2030-01-01", {"engine": "aurora-mysql", "engine_version": "5.7.mysql_aurora.2.11.2", "cluster_identifier": "c"}, 0) == set()
}
