# METADATA
# title: RDS clusters keep automated backups long enough
# description: >-
#   Automated backups are the only way back to the minute before a bad migration or a malicious
#   delete. When they expire too soon, damage that is noticed late can't be undone.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html
# custom:
#   id: aws-rds-cluster-backup-retention
#   severity: high
#   kinds: [aws.rds.cluster]
#   spec: [DB-4]
#   aliases: [rds_instance_backup_enabled]
#   remediation: automatic
package aws.rds.cluster_backup_retention

import data.lib.finding

deny contains finding.new("backup_retention_period", days, data.spec.rds.min_backup_retention_days) if {
	days := object.get(input.attributes, ["backup_retention_period"], null)
	not long_enough(days)
}

long_enough(days) if {
	is_number(days)
	days >= data.spec.rds.min_backup_retention_days
}
