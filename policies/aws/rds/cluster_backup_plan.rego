# METADATA
# title: RDS clusters have a recent backup by AWS Backup
# description: >-
#   Automated backups go down with the database that they belong to, and its owner can delete them.
#   AWS Backup keeps copies in a vault with rules of its own, out of reach of whoever takes over the
#   database.
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
# custom:
#   id: aws-rds-cluster-backup-plan
#   severity: medium
#   kinds: [aws.rds.cluster]
#   aliases: [rds_cluster_protected_by_backup_plan]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2"]
package aws.rds.cluster_backup_plan

import data.lib.finding
import data.lib.time

deny contains finding.because("cluster_identifier", name, wanted, "AWS Backup has never made a backup of it") if {
	asked
	is_string(input.arn)
	not backup.id
}

deny contains finding.because("cluster_identifier", name, wanted, sprintf("AWS Backup made the last backup on %v", [last])) if {
	asked
	backup.id
	not recent(last)
}

deny contains finding.unread("cluster_identifier", "without an ARN its backups can't be looked up") if {
	asked
	not is_string(object.get(input, ["arn"], null))
}

asked if {
	is_number(data.spec.rds.max_backup_plan_age_days)
	not object.get(input.attributes, ["status"], null) in {"creating", "deleting"}
}

name := object.get(input.attributes, ["cluster_identifier"], null)

wanted := sprintf("a backup by AWS Backup within %v days", [data.spec.rds.max_backup_plan_age_days])

backup := data.snapshot["aws.backup.protected_resource"][input.arn]

last := object.get(backup, ["attributes", "last_backup_time"], null)

recent(moment) if {
	time.is_moment(moment)
	time.days_since(moment) <= data.spec.rds.max_backup_plan_age_days
}
