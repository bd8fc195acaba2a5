# METADATA
# title: RDS clusters have a parameter group of their own
# description: >-
#   The default groups can't be changed. A database on one of them can't be made to log, to refuse
#   plain connections or to close a hole until it was moved to another group, which takes a reboot.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
# custom:
#   id: aws-rds-cluster-parameter-group
#   severity: low
#   kinds: [aws.rds.cluster]
#   spec: [DB-9]
#   remediation: manual
package aws.rds.cluster_parameter_group

import data.lib.database
import data.lib.finding

deny contains finding.new("db_cluster_parameter_group_name", group_name, "a group of its own") if {
	not database.custom(input.attributes)
	group_name := object.get(input.attributes, ["db_cluster_parameter_group_name"], null)
	not own(group_name)
}

own(group_name) if {
	is_string(group_name)
	group_name != ""
	not database.default_group(group_name)
}
