# What RDS instances and clusters are: their engine, what they belong to, what their parameters say.
package lib.database

import data.lib.list
import data.lib.version

# The engine in small letters; empty when it is not set.
engine(attributes) := lower(name) if {
	name := object.get(attributes, ["engine"], null)
	is_string(name)
} else := ""

# The engine without its edition, and without the mark of RDS Custom: oracle-se2-cdb is oracle. The
# engine "aurora" is Aurora MySQL 5.6.
family(attributes) := object.get({"aurora": "aurora-mysql"}, base, base) if {
	base := regex.replace(regex.replace(engine(attributes), `^custom-`, ""), `^(oracle|sqlserver|db2)-.*$`, "$1")
}

# Aurora has its storage, backups, encryption and users on the cluster.
aurora(attributes) if startswith(engine(attributes), "aurora")

# RDS Custom gives the machine to the customer and leaves out much of what RDS does.
custom(attributes) if startswith(engine(attributes), "custom-")

# Neptune and DocumentDB answer to the same calls, but are services of their own.
relational(attributes) if not family(attributes) in {"neptune", "docdb"}

# An instance of a cluster, which has most of its settings from there.
member(attributes) if {
	cluster := object.get(attributes, ["cluster_identifier"], null)
	is_string(cluster)
	cluster != ""
}

replica(attributes) if {
	source := object.get(attributes, ["replicate_source_db"], null)
	is_string(source)
	source != ""
}

# An instance in one of these states serves nobody.
unusable_statuses := {
	"creating",
	"deleting",
	"failed",
	"inaccessible-encryption-credentials",
	"inaccessible-encryption-credentials-recoverable",
	"incompatible-network",
	"incompatible-option-group",
	"incompatible-parameters",
	"incompatible-restore",
	"insufficient-capacity",
	"restore-error",
	"stopped",
	"stopping",
	"storage-full",
}

# ---- Parameters.

# Groups of AWS, which nobody can change.
default_group(name) if {
	is_string(name)
	startswith(lower(name), "default.")
}

# The value of a parameter in a list of parameters; undefined when it is absent or has none.
parameter(parameters, name) := value if {
	some found in list.of(parameters)
	found.name == name
	value := object.get(found, ["value"], null)
	is_string(value)
}

switched_on(value) if lower(value) in {"1", "on", "true"}

# By which parameter an engine refuses plain connections: the values that do so, and those to name.
tls_switches := {
	"postgres": {"name": "rds.force_ssl", "values": {"1", "on", "true"}, "accepted": {"1"}},
	"aurora-postgresql": {"name": "rds.force_ssl", "values": {"1", "on", "true"}, "accepted": {"1"}},
	"sqlserver": {"name": "rds.force_ssl", "values": {"1", "on", "true"}, "accepted": {"1"}},
	"mysql": {"name": "require_secure_transport", "values": {"1", "on", "true"}, "accepted": {"1", "ON"}},
	"mariadb": {"name": "require_secure_transport", "values": {"1", "on", "true"}, "accepted": {"1", "ON"}},
	"aurora-mysql": {"name": "require_secure_transport", "values": {"1", "on", "true"}, "accepted": {"1", "ON"}},
	"neptune": {"name": "neptune_enforce_ssl", "values": {"1"}, "accepted": {"1"}},
	"docdb": {"name": "tls", "values": {"enabled", "fips-140-3", "tls1.2+", "tls1.3+"}, "accepted": {"enabled"}},
}

# What the parameters say of plain connections: "refused" or "taken". Where they say nothing, the
# default of the engine's version holds.
plain_connections(attributes, parameters) := "refused" if {
	switch := tls_switches[family(attributes)]
	lower(parameter(parameters, switch.name)) in switch.values
} else := "refused" if {
	switch := tls_switches[family(attributes)]
	is_object(switch)
	not parameter(parameters, switch.name)
	tls_by_default(attributes)
} else := "taken" if {
	tls_switches[family(attributes)]
}

tls_by_default(attributes) if {
	some entry in data.spec.rds.tls_by_default
	entry.engine == family(attributes)
	version.at_least(object.get(attributes, ["engine_version"], null), entry.from_version)
}

# What is missing for statements to be logged, as {parameter, value, wanted}; nothing for engines whose
# statements are not logged by parameters.
unlogged(attributes, parameters) := {
	{"parameter": "log_statement", "value": value, "wanted": concat(" or ", data.spec.rds.log_statement)} |
		count(data.spec.rds.log_statement) > 0
		value := set_value(parameters, "log_statement")
		not lower(sprintf("%v", [value])) in data.spec.rds.log_statement
} | {
	{"parameter": "log_min_duration_statement", "value": value, "wanted": sprintf("0 to %v", [longest])} |
		longest := data.spec.rds.max_slow_statement_ms
		is_number(longest)
		value := set_value(parameters, "log_min_duration_statement")
		not between(value, longest)
} if {
	family(attributes) in {"postgres", "aurora-postgresql"}
} else := {
	{"parameter": name, "value": value, "wanted": "1"} |
		some name in asked_logs
		value := set_value(parameters, name)
		not switched_on(sprintf("%v", [value]))
} | {
	{"parameter": "long_query_time", "value": value, "wanted": sprintf("0 to %v", [longest])} |
		longest := data.spec.rds.max_slow_query_seconds
		is_number(longest)
		value := duration(parameters)
		not between(value, longest)
} | {
	{"parameter": "log_output", "value": value, "wanted": "FILE or TABLE"} |
		value := parameter(parameters, "log_output")
		contains(lower(value), "none")
} if {
	family(attributes) in {"mysql", "mariadb", "aurora-mysql"}
} else := set()

asked_logs := {"slow_query_log"} | {"general_log" | data.spec.rds.general_log == true}

# Engines take ten seconds where nothing is set.
duration(parameters) := parameter(parameters, "long_query_time") if {
	parameter(parameters, "long_query_time")
} else := "10"

set_value(parameters, name) := parameter(parameters, name) if {
	parameter(parameters, name)
} else := null

between(value, longest) if {
	is_string(value)
	regex.match(`^[0-9]{1,9}(\.[0-9]{1,9})?$`, value)
	to_number(regex.replace(value, `^0+([0-9])`, "$1")) <= longest
}
