# METADATA
# title: RDS instances keep automated backups long enough
# description: >-
#   Automated backups are the only way back to the minute before a bad migration or a malicious
#   delete. When they are off or expire too soon, damage that is noticed late can't be undone. Read
#   replicas may count too: one that is promoted brings only its own backups. Members of clusters are
#   backed up with their cluster.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html
# custom:
#   id: aws-rds-instance-backup-retention
#   severity: high
#   kinds: [aws.rds.instance]
#   spec: [DB-4]
#   aliases: [rds_instance_backup_enabled]
#   frameworks:
#     aws-fsbp: ["RDS.11"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-2(5)", "CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "CP-10", "CP-10(2)", "SC-5(2)", "SI-13(5)"]
#     soc2: ["A1.2"]
#   remediation: automatic
package aws.rds.instance_backup_retention

import data.lib.database
import data.lib.finding

deny contains finding.new("backup_retention_period", days, data.spec.rds.min_backup_retention_days) if {
	not database.member(input.attributes)
	not spared
	days := object.get(input.attributes, ["backup_retention_period"], null)
	not long_enough(days)
}

spared if {
	data.spec.rds.backup_replicas == false
	database.replica(input.attributes)
}

long_enough(days) if {
	is_number(days)
	days >= data.spec.rds.min_backup_retention_days
}
