# METADATA
# title: Multi-AZ clusters have Performance Insights
# description: >-
#   When a database stands still, the question is which statements did it. Without Performance
#   Insights the answer is gone with the restart, and the same statement, or the same attacker, comes
#   back.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
# custom:
#   id: aws-rds-cluster-performance-insights
#   severity: low
#   kinds: [aws.rds.cluster]
#   spec: [DB-5]
#   remediation: automatic
package aws.rds.cluster_performance_insights

import data.lib.database
import data.lib.finding

deny contains finding.new("performance_insights_enabled", enabled, true) if {
	asked
	not unavailable
	enabled != true
}

deny contains finding.unsupported("db_cluster_instance_class", "Performance Insights is not offered for this class") if {
	asked
	unavailable
	enabled != true
}

enabled := object.get(input.attributes, ["performance_insights_enabled"], null)

asked if {
	database.family(input.attributes) in {"mysql", "postgres"}
	not database.family(input.attributes) in {"db2", "docdb", "neptune"}
}

unavailable if {
	class := object.get(input.attributes, ["db_cluster_instance_class"], null)
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
