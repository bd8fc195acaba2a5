# METADATA
# title: New EBS volumes are encrypted by default in every region
# description: >-
#   Without the default each volume is encrypted only if whoever makes it thinks of it: one quick test
#   machine, one old script, and data lies in the clear. The switch is set for each region.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
# custom:
#   id: aws-ec2-account-ebs-default-encryption
#   severity: high
#   kinds: [aws.ec2.account_settings]
#   aliases: [ec2_ebs_default_encryption]
#   remediation: automatic
package aws.ec2.account_ebs_default_encryption

import data.lib.finding

deny contains finding.new("ebs_encryption_by_default", encrypted, true) if {
	encrypted := object.get(input.attributes, ["ebs_encryption_by_default"], null)
	encrypted != true
}
