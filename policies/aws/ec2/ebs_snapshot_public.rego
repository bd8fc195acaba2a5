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
#   frameworks:
#     aws-fsbp: ["EC2.1"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-3(7)", "AC-4", "AC-4(21)", "AC-6", "SC-7", "SC-7(3)", "SC-7(11)", "SC-7(16)", "SC-7(20)", "SC-7(21)"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
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
