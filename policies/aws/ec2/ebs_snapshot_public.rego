# METADATA
# title: EBS snapshots are not shared with everybody
# description: >-
#   Anybody with an AWS account can make a volume of a public snapshot and read every file on it;
#   there are people who search them all for keys and customer data. The account's block only hides
#   such a snapshot for as long as it stays on.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
# custom:
#   id: aws-ec2-ebs-snapshot-public
#   severity: critical
#   kinds: [aws.ec2.ebs_snapshot]
#   aliases: [ec2_ebs_public_snapshot]
#   remediation: automatic
#   certain: true
package aws.ec2.ebs_snapshot_public

import data.lib.finding
import data.lib.list

deny contains finding.new("create_volume_permission.groups", groups, []) if {
	groups := object.get(input.attributes, ["create_volume_permission", "groups"], null)
	"all" in list.of(groups)
}

deny contains finding.new("public", true, false) if {
	object.get(input.attributes, ["public"], null) == true
}
