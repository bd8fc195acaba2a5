# METADATA
# title: EBS snapshots are encrypted
# description: >-
#   A snapshot in the clear can be shared with any account, or with everybody, by one call, and read
#   there as it is. An encrypted one is of no use to those who may not use its key, and can't be made
#   public at all.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: aws-ec2-ebs-snapshot-encryption
#   severity: high
#   kinds: [aws.ec2.ebs_snapshot]
#   aliases: [ec2_ebs_snapshots_encrypted]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CP-9(8)", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1", "CC7.5"]
package aws.ec2.ebs_snapshot_encryption

import data.lib.finding

deny contains finding.new("encrypted", encrypted, true) if {
	encrypted := object.get(input.attributes, ["encrypted"], null)
	encrypted != true
}
