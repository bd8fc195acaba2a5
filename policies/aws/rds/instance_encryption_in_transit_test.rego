package aws.rds.instance_encryption_in_transit_test

import data.aws.rds.instance_encryption_in_transit

spec := {"rds": {"tls_by_default": [{"engine": "postgres", "from_version": "15"}, {"engine": "aurora-postgresql", "from_version": "17"}]}}

group(name, value) := {"aws.rds.parameter_group": {"app": {"id": "app", "attributes": {"parameters": [{"name": name, "value": value}]}}}}

judge(attributes, held) := found if {
	found := instance_encryption_in_transit.deny with input as {"attributes": attributes} with data.spec as spec with data.snapshot as held
}

database(engine, version, group_name) := {"engine": engine, "engine_version": version, "parameter_group_name": group_name}

failure(group_name, wanted, value) := {{
	"path": "parameter_group_name",
	"actual": group_name,
	"expected": wanted,
	"because": sprintf("parameter %v of group %v is %v", [split(split(wanted, "with ")[1], " =")[0], group_name, value]),
}}

test_forced_passes if {
	judge(database("postgres", "14.1", "app"), group("rds.force_ssl", "1")) == set()
	judge(database("mysql", "8.0.35", "app"), group("require_secure_transport", "ON")) == set()
}

test_not_forced_fails if {
	judge(database("postgres", "15.4", "app"), group("rds.force_ssl", "0")) == failure("app", "a group with rds.force_ssl = 1", "0")
	judge(database("mysql", "8.4.3", "app"), group("require_secure_transport", "0")) == failure("app", "a group with require_secure_transport = 1 or ON", "0")
	judge(database("postgres", "14.1", "app"), group("other", "1")) == failure("app", "a group with rds.force_ssl = 1", "not set")
}

test_default_of_the_version_counts if {
	judge(database("postgres", "15.4", "app"), group("rds.force_ssl", null)) == set()
	judge(database("postgres", "15.4", "default.postgres15"), {}) == set()
	judge(database("aurora-postgresql", "16.4", "default.aurora-postgresql16"), {}) == failure("default.aurora-postgresql16", "a group with rds.force_ssl = 1", "not set")
}

test_own_group_that_is_missing_is_unread if {
	judge(database("postgres", "15.4", "app"), {}) == {{"path": "parameter_group_name", "unread": "parameter group app is not in the snapshot"}}
	judge(database("postgres", "15.4", null), {}) == {{"path": "parameter_group_name", "unread": "parameter group null is not in the snapshot"}}
}

test_oracle_is_unread if {
	expected := {{"path": "engine", "unread": "how this engine encrypts connections is set outside of its parameter group"}}
	judge(database("oracle-ee", "19.0.0.0", "app"), {}) == expected
	judge(database("db2-se", "11.5", "app"), group("rds.force_ssl", "1")) == expected
	judge(database("custom-sqlserver-ee", "15.00", "default.custom"), {}) == expected
}

test_waiting_for_a_reboot_is_unread if {
	waiting := object.union(database("postgres", "15.4", "app"), {"parameter_apply_status": "pending-reboot"})
	judge(waiting, group("rds.force_ssl", "1")) == {{"path": "parameter_apply_status", "unread": "parameters wait for a reboot, so what is in force is not known"}}
	judge(waiting, group("rds.force_ssl", "0")) == failure("app", "a group with rds.force_ssl = 1", "0")
}

test_members_are_judged_by_their_cluster if {
	judge(object.union(database("aurora-mysql", "8.0", "default.aurora-mysql8.0"), {"cluster_identifier": "c"}), {}) == set()
}
