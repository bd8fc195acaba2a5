# METADATA
# title: RDS clusters log statements
# description: >-
#   Without a log of statements nobody can tell what an intruder read or changed, nor which query
#   brought the database to its knees. Engines log little or none of it unless their parameters ask
#   for it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.MySQL.html
# custom:
#   id: aws-rds-cluster-statement-logging
#   severity: medium
#   kinds: [aws.rds.cluster]
#   spec: [DB-9]
#   remediation: approval
package aws.rds.cluster_statement_logging

import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.because("db_cluster_parameter_group_name", group_name, sprintf("%v = %v", [gap.parameter, gap.wanted]), way(gap)) if {
	known
	some gap in database.unlogged(input.attributes, seen)
}

deny contains finding.unread("db_cluster_parameter_group_name", sprintf("parameter group %v is not in the snapshot", [group_name])) if {
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

group_name := object.get(input.attributes, ["db_cluster_parameter_group_name"], null)

parameters := list.of(data.snapshot["aws.rds.cluster_parameter_group"][group_name].attributes.parameters)

held if data.snapshot["aws.rds.cluster_parameter_group"][group_name].id
