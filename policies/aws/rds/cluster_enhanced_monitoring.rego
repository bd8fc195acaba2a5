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
#   frameworks:
#     aws-fsbp: ["RDS.6"]
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-14", "CA-7", "SI-2", "SI-4"]
#     soc2: ["A1.1", "CC7.2"]
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
