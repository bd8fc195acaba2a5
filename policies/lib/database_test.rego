package lib.database_test

import data.lib.database

family(engine) := database.family({"engine": engine})

test_families if {
	family("postgres") == "postgres"
	family("Postgres") == "postgres"
	family("aurora-postgresql") == "aurora-postgresql"
	family("aurora-mysql") == "aurora-mysql"
	family("aurora") == "aurora-mysql"
	family("oracle-se2-cdb") == "oracle"
	family("custom-oracle-ee") == "oracle"
	family("sqlserver-web") == "sqlserver"
	family("custom-sqlserver-ee") == "sqlserver"
	family("db2-ae") == "db2"
	family("neptune") == "neptune"
	family("") == ""
	family(null) == ""
	database.family({}) == ""
}

test_kinds_of_engines if {
	database.aurora({"engine": "Aurora-MySQL"})
	not database.aurora({"engine": "mysql"})
	database.custom({"engine": "custom-oracle-ee"})
	not database.custom({"engine": "oracle-ee"})
	database.relational({"engine": "postgres"})
	not database.relational({"engine": "neptune"})
	not database.relational({"engine": "docdb"})
}

test_membership if {
	database.member({"cluster_identifier": "c"})
	not database.member({"cluster_identifier": ""})
	not database.member({"cluster_identifier": null})
	not database.member({})
	database.replica({"replicate_source_db": "db"})
	not database.replica({"replicate_source_db": null})
	not database.replica({"replicate_source_db": ""})
}

test_default_groups if {
	database.default_group("default.postgres15")
	database.default_group("Default.postgres15")
	not database.default_group("app-default.postgres15")
	not database.default_group(null)
}

spec := {"rds": {
	"tls_by_default": [{"engine": "postgres", "from_version": "15"}, {"engine": "docdb", "from_version": "0"}],
	"log_statement": ["ddl", "all"],
	"max_slow_statement_ms": 1000,
	"max_slow_query_seconds": 5,
	"general_log": false,
}}

plain(engine, version, parameters) := found if {
	found := database.plain_connections({"engine": engine, "engine_version": version}, parameters) with data.spec as spec
}

test_plain_connections_by_parameter if {
	plain("postgres", "14.1", [{"name": "rds.force_ssl", "value": "1"}]) == "refused"
	plain("postgres", "15.1", [{"name": "rds.force_ssl", "value": "0"}]) == "taken"
	plain("sqlserver-ex", "15.00.4073.23.v1", [{"name": "rds.force_ssl", "value": "1"}]) == "refused"
	plain("mysql", "8.0.35", [{"name": "require_secure_transport", "value": "ON"}]) == "refused"
	plain("mariadb", "10.6.1", [{"name": "require_secure_transport", "value": "OFF"}]) == "taken"
	plain("aurora-mysql", "8.0.mysql_aurora.3.05.2", [{"name": "require_secure_transport", "value": "1"}]) == "refused"
	plain("docdb", "5.0.0", [{"name": "tls", "value": "disabled"}]) == "taken"
	plain("docdb", "5.0.0", [{"name": "tls", "value": "tls1.2+"}]) == "refused"
	plain("neptune", "1.2.0.0", [{"name": "neptune_enforce_ssl", "value": "1"}]) == "refused"
}

test_plain_connections_by_default if {
	plain("postgres", "15.4", []) == "refused"
	plain("postgres", "15.4", null) == "refused"
	plain("postgres", "15.4", [{"name": "rds.force_ssl", "value": null}]) == "refused"
	plain("postgres", "14.9", []) == "taken"
	plain("postgres", null, []) == "taken"
	plain("postgres", "9.6", [{"name": "ssl", "value": "1"}]) == "taken"
	plain("mysql", "8.4.3", [{"name": "rds.force_ssl", "value": "1"}]) == "taken"
	plain("docdb", "4.0.0", []) == "refused"
}

test_plain_connections_of_other_engines_are_not_told if {
	not plain("oracle-ee", "19.0.0.0", [])
	not plain("db2-ae", "11.5", [])
	not plain(null, "1", [])
}

unlogged(engine, parameters) := {[found.parameter, found.value] | some found in all} if {
	all := database.unlogged({"engine": engine}, parameters) with data.spec as spec
}

logging(statement, duration) := [{"name": "log_statement", "value": statement}, {"name": "log_min_duration_statement", "value": duration}]

test_postgres_logging if {
	unlogged("postgres", logging("ddl", "1000")) == set()
	unlogged("aurora-postgresql", logging("ALL", "0")) == set()
	unlogged("postgres", logging("none", "-1")) == {["log_statement", "none"], ["log_min_duration_statement", "-1"]}
	unlogged("postgres", logging("mod", "1001")) == {["log_statement", "mod"], ["log_min_duration_statement", "1001"]}
	unlogged("postgres", logging(null, null)) == {["log_statement", null], ["log_min_duration_statement", null]}
	unlogged("postgres", []) == {["log_statement", null], ["log_min_duration_statement", null]}
	unlogged("postgres", logging("all", "1s")) == {["log_min_duration_statement", "1s"]}
}

test_postgres_logging_that_is_not_asked_for if {
	lax := {"rds": object.union(spec.rds, {"log_statement": [], "max_slow_statement_ms": null})}
	database.unlogged({"engine": "postgres"}, []) == set() with data.spec as lax
}

test_mysql_logging if {
	unlogged("mysql", [{"name": "slow_query_log", "value": "1"}, {"name": "long_query_time", "value": "2.5"}, {"name": "log_output", "value": "FILE"}]) == set()
	unlogged("mariadb", [{"name": "slow_query_log", "value": "ON"}, {"name": "long_query_time", "value": "05"}]) == set()
	unlogged("mysql", [{"name": "slow_query_log", "value": "1"}]) == {["long_query_time", "10"]}
	unlogged("aurora-mysql", [{"name": "slow_query_log", "value": "0"}, {"name": "long_query_time", "value": "6"}, {"name": "log_output", "value": "none"}]) == {
		["slow_query_log", "0"], ["long_query_time", "6"], ["log_output", "none"],
	}
	unlogged("mysql", []) == {["slow_query_log", null], ["long_query_time", "10"]}
}

test_general_log if {
	strict := {"rds": object.union(spec.rds, {"general_log": true, "max_slow_query_seconds": null})}
	parameters := [{"name": "slow_query_log", "value": "1"}, {"name": "general_log", "value": "0"}]
	found := database.unlogged({"engine": "mysql"}, parameters) with data.spec as strict
	found == {{"parameter": "general_log", "value": "0", "wanted": "1"}}
}

test_engines_without_such_parameters if {
	unlogged("oracle-ee", []) == set()
	unlogged("sqlserver-se", []) == set()
}
