# METADATA
# title: Multi-AZ clusters have enhanced monitoring
# description: >-
#   Without the view from inside the machine nobody sees which process eats the memory, or that a
#   stranger's does. When the database slows down or misbehaves, the search starts blind.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html
# custom:
#   id: aws-rds-cluster-enhanced-monitoring
#   severity: low
#   kinds: [aws.rds.cluster]
#   spec: [DB-5]
#   aliases: [rds_instance_enhanced_monitoring_enabled]
#   remediation: guarded
package aws.rds.cluster_enhanced_monitoring

import data.lib.database
import data.lib.finding

deny contains finding.new("monitoring_interval", interval, sprintf("1 to %v", [longest])) if {
	database.family(input.attributes) in {"mysql", "postgres"}
	interval := object.get(input.attributes, ["monitoring_interval"], null)
	not close_enough(interval)
}

longest := data.spec.rds.max_monitoring_interval_seconds

close_enough(interval) if {
	is_number(interval)
	interval > 0
	interval <= longest
}
