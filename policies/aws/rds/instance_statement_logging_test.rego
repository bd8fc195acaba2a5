package aws.rds.instance_statement_logging_test

import data.aws.rds.instance_statement_logging

spec := {"rds": {"log_statement": ["ddl", "all"], "max_slow_statement_ms": 1000, "max_slow_query_seconds": 10, "general_log": false}}

group(parameters) := {"aws.rds.parameter_group": {"app": {"id": "app", "attributes": {"parameters": parameters}}}}

judge(attributes, held) := found if {
	found := instance_statement_logging.deny with input as {"attributes": attributes} with data.spec as spec with data.snapshot as held
}

database(engine, group_name) := {"engine": engine, "parameter_group_name": group_name}

failure(group_name, parameter, wanted, value) := {
	"path": "parameter_group_name",
	"actual": group_name,
	"expected": sprintf("%v = %v", [parameter, wanted]),
	"because": sprintf("parameter %v of group %v is %v", [parameter, group_name, value]),
}

logging(statement, duration) := [
	{"name": "log_statement", "value": statement, "source": "user"},
	{"name": "log_min_duration_statement", "value": duration, "source": "user"},
]

test_logged_passes if {
	judge(database("postgres", "app"), group(logging("ddl", "1000"))) == set()
	judge(database("mysql", "app"), group([{"name": "slow_query_log", "value": "1"}])) == set()
}

test_not_logged_fails if {
	judge(database("postgres", "app"), group(logging("none", "-1"))) == {
		failure("app", "log_statement", "ddl or all", "none"),
		failure("app", "log_min_duration_statement", "0 to 1000", "-1"),
	}
	judge(database("mysql", "app"), group([{"name": "slow_query_log", "value": "0"}])) == {failure("app", "slow_query_log", "1", "0")}
	judge(database("postgres", "app"), group(null)) == {
		failure("app", "log_statement", "ddl or all", "not set"),
		failure("app", "log_min_duration_statement", "0 to 1000", "not set"),
	}
}

test_default_group_need_not_be_seen if {
	judge(database("mysql", "default.mysql8.0"), {}) == {failure("default.mysql8.0", "slow_query_log", "1", "not set")}
}

test_own_group_that_is_missing_is_unread if {
	judge(database("postgres", "app"), {}) == {{"path": "parameter_group_name", "unread": "parameter group app is not in the snapshot"}}
	judge(database("postgres", null), {}) == {{"path": "parameter_group_name", "unread": "parameter group null is not in the snapshot"}}
}

test_engines_without_such_parameters_pass if {
	judge(database("oracle-ee", "app"), {}) == set()
	judge(database("sqlserver-se", "app"), group([])) == set()
}

member := object.union(database("aurora-postgresql", "app"), {"cluster_identifier": "c"})

test_members_are_judged_by_their_cluster if {
	judge(member, {}) == set()
	judge(member, group([{"name": "log_statement", "value": null, "source": "engine-default"}])) == set()
	judge(member, group(logging("all", "0"))) == set()
}

test_members_that_switch_it_off_fail if {
	judge(member, group(logging("none", "500"))) == {failure("app", "log_statement", "ddl or all", "none")}
	judge(member, group([{"name": "log_statement", "value": "none"}])) == {failure("app", "log_statement", "ddl or all", "none")}
}

test_waiting_for_a_reboot_is_unread if {
	waiting := {"parameter_apply_status": "pending-reboot"}
	judge(object.union(database("postgres", "app"), waiting), group(logging("ddl", "1000"))) == {{
		"path": "parameter_apply_status",
		"unread": "parameters wait for a reboot, so what is in force is not known",
	}}
	count(judge(object.union(database("postgres", "app"), waiting), group(logging("none", "1000")))) == 1
	judge(object.union(database("oracle-ee", "app"), waiting), group([])) == set()
}
