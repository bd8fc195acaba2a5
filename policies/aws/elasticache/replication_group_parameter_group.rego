# METADATA
# title: ElastiCache replication groups have a parameter group of their own
# description: >-
#   The default groups can't be changed. A cache on one of them keeps what they say about memory,
#   idle connections and dangerous commands until it is moved to a group of its own.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html
# custom:
#   id: aws-elasticache-replication-group-parameter-group
#   severity: low
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-5]
#   remediation: approval
package aws.elasticache.replication_group_parameter_group

import data.lib.finding

deny contains finding.new("parameter_group_name", group_name, "a group of its own") if {
	group_name := object.get(input.attributes, ["parameter_group_name"], null)
	not own(group_name)
}

own(group_name) if {
	is_string(group_name)
	group_name != ""
	not startswith(lower(group_name), "default.")
}
