# METADATA
# title: RDS instances have Performance Insights
# description: >-
#   When a database stands still, the question is which statements did it. Without Performance
#   Insights the answer is gone with the restart, and the same statement, or the same attacker, comes
#   back.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
# custom:
#   id: aws-rds-instance-performance-insights
#   severity: low
#   kinds: [aws.rds.instance]
#   spec: [DB-5]
#   remediation: automatic
package aws.rds.instance_performance_insights

import data.lib.database
import data.lib.finding

deny contains finding.new("performance_insights_enabled", enabled, true) if {
	asked
	not unavailable
	enabled != true
}

deny contains finding.unsupported("instance_class", "Performance Insights is not offered for this class") if {
	asked
	unavailable
	enabled != true
}

deny contains finding.new("performance_insights_retention_period", days, data.spec.rds.min_performance_insights_days) if {
	asked
	enabled == true
	days := object.get(input.attributes, ["performance_insights_retention_period"], null)
	not long_enough(days)
}

long_enough(days) if {
	is_number(days)
	days >= data.spec.rds.min_performance_insights_days
}

enabled := object.get(input.attributes, ["performance_insights_enabled"], null)

asked if {
	not database.custom(input.attributes)
	not of_other_cluster
	not database.family(input.attributes) in {"db2", "docdb", "neptune"}
}

# The instances of Aurora have it of their own, those of a Multi-AZ cluster have that of
# the cluster.
of_other_cluster if {
	database.member(input.attributes)
	not database.aurora(input.attributes)
}

unavailable if {
	class := object.get(input.attributes, ["instance_class"], null)
	some entry in data.spec.rds.performance_insights_unavailable
	entry.engine == database.family(input.attributes)
	some name in entry.classes
	of_class(class, name)
}

of_class(class, name) if class == name

of_class(class, name) if {
	is_string(class)
	endswith(name, ".")
	startswith(class, name)
}
