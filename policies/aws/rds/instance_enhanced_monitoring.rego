# METADATA
# title: RDS instances have enhanced monitoring
# description: >-
#   Without the view from inside the machine nobody sees which process eats the memory, or that a
#   stranger's does. When the database slows down or misbehaves, the search starts blind.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html
# custom:
#   id: aws-rds-instance-enhanced-monitoring
#   severity: low
#   kinds: [aws.rds.instance]
#   spec: [DB-5]
#   aliases: [rds_instance_enhanced_monitoring_enabled]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["RDS.6"]
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-14", "CA-7", "SI-2", "SI-4"]
#     soc2: ["A1.1", "CC7.2"]
package aws.rds.instance_enhanced_monitoring

import data.lib.database
import data.lib.finding

deny contains finding.new("monitoring_interval", interval, sprintf("1 to %v", [longest])) if {
	not database.custom(input.attributes)
	not of_other_cluster
	interval := object.get(input.attributes, ["monitoring_interval"], null)
	not close_enough(interval)
}

longest := data.spec.rds.max_monitoring_interval_seconds

close_enough(interval) if {
	is_number(interval)
	interval > 0
	interval <= longest
}

# The instances of Aurora have a monitoring of their own, those of a Multi-AZ cluster have that of the
# cluster. Neptune and DocumentDB have none.
of_other_cluster if {
	database.member(input.attributes)
	not database.aurora(input.attributes)
}
