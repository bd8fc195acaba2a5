# METADATA
# title: EBS volumes are backed up by AWS Backup
# description: >-
#   Snapshots made by hand stop when somebody forgets, and whoever takes over the account deletes them
#   along with the volume. A backup plan makes them on its own and keeps them in a vault with a lock.
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
# custom:
#   id: aws-ec2-ebs-volume-backup-plan
#   severity: medium
#   kinds: [aws.ec2.ebs_volume]
#   aliases: [ec2_ebs_volume_protected_by_backup_plan]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13", "A.8.14"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2"]
package aws.ec2.ebs_volume_backup_plan

import data.lib.finding
import data.lib.time
import data.lib.volume

deny contains finding.because("state", state, "in a backup plan", reason) if {
	demanded
	not data.snapshot["aws.backup.protected_resource"][input.arn].id
	reason := sprintf("AWS Backup holds no backup of %v", [input.arn])
}

deny contains finding.because("state", state, sprintf("a backup of at most %v days", [limit]), reason) if {
	demanded
	limit != null
	held := data.snapshot["aws.backup.protected_resource"][input.arn]
	moment := object.get(held, ["attributes", "last_backup_time"], null)
	not recent(moment)
	reason := sprintf("the last backup of %v is of %v", [input.arn, moment])
}

demanded if {
	data.spec.ec2.volume_backups.aws_backup
	volume.needs_backups(input.attributes)
}

limit := data.spec.ec2.volume_backups.max_aws_backup_age_days

state := object.get(input.attributes, ["state"], null)

recent(moment) if {
	time.is_moment(moment)
	time.days_since(moment) <= limit
}
