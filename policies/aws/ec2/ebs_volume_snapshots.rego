# METADATA
# title: EBS volumes have a recent snapshot
# description: >-
#   A volume lives in one zone and dies by one call. Without a snapshot that is not too old, a wrong
#   delete, a broken file system or an intruder who encrypts everything takes the data for good.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html
# custom:
#   id: aws-ec2-ebs-volume-snapshots
#   severity: medium
#   kinds: [aws.ec2.ebs_volume]
#   aliases: [ec2_ebs_volume_snapshots_exists]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2", "CC7.5"]
package aws.ec2.ebs_volume_snapshots

import data.facts.volumes
import data.lib.finding
import data.lib.time
import data.lib.volume

deny contains finding.because("snapshot_id", null, "a snapshot", reason) if {
	volume.needs_backups(input.attributes)
	count(moments) == 0
	reason := sprintf("no snapshot was made from %v", [input.id])
}

deny contains finding.because("snapshot_id", null, sprintf("a snapshot of at most %v days", [limit]), reason) if {
	volume.needs_backups(input.attributes)
	limit != null
	count(moments) > 0
	every moment in moments {
		time.days_since(moment) > limit
	}
	reason := sprintf("the newest snapshot of %v is of %v", [input.id, max(moments)])
}

limit := data.spec.ec2.volume_backups.max_snapshot_age_days

moments := {moment | some moment in volumes.snapshot_times[input.id]}
