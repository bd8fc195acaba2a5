# METADATA
# title: RDS instances log statements
# description: >-
#   Without a log of statements nobody can tell what an intruder read or changed, nor which query
#   brought the database to its knees. Engines log little or none of it unless their parameters ask
#   for it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.MySQL.html
# custom:
#   id: aws-rds-instance-statement-logging
#   severity: medium
#   kinds: [aws.rds.instance]
#   spec: [DB-9]
#   remediation: approval
package aws.rds.instance_statement_logging

import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.because("parameter_group_name", group_name, sprintf("%v = %v", [gap.parameter, gap.wanted]), way(gap)) if {
	not database.member(input.attributes)
	known
	some gap in database.unlogged(input.attributes, seen)
}

# What a member of a cluster sets itself goes before what its cluster sets. Plans hold nothing else.
deny contains finding.because("parameter_group_name", group_name, sprintf("%v = %v", [gap.parameter, gap.wanted]), way(gap)) if {
	database.member(input.attributes)
	some gap in database.unlogged(input.attributes, parameters)
	some parameter in parameters
	parameter.name == gap.parameter
	object.get(parameter, ["source"], null) in {"user", null}
}

# What waits for a reboot may not be in force, whatever the group says.
deny contains finding.unread("parameter_apply_status", "parameters wait for a reboot, so what is in force is not known") if {
	not database.member(input.attributes)
	count(database.unlogged(input.attributes, seen)) == 0
	count(database.unlogged(input.attributes, [])) > 0
	object.get(input.attributes, ["parameter_apply_status"], null) == "pending-reboot"
}

deny contains finding.unread("parameter_group_name", sprintf("parameter group %v is not in the snapshot", [group_name])) if {
	not database.member(input.attributes)
	not known
	count(database.unlogged(input.attributes, [])) > 0
}

way(gap) := sprintf("parameter %v of group %v is %v", [gap.parameter, group_name, value_of(gap)])

value_of(gap) := gap.value if {
	is_string(gap.value)
} else := "not set" if {
	is_null(gap.value)
}

# The groups of AWS hold the defaults, so there is no need to see them.
seen := parameters if {
	held
} else := [] if {
	not held
	database.default_group(group_name)
}

known if is_array(seen)

group_name := object.get(input.attributes, ["parameter_group_name"], null)

parameters := list.of(data.snapshot["aws.rds.parameter_group"][group_name].attributes.parameters)

held if data.snapshot["aws.rds.parameter_group"][group_name].id
