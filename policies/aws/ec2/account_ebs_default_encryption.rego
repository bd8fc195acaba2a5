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
#   frameworks:
#     aws-fsbp: ["EC2.7"]
#     cis-aws-foundations: ["6.1.1"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CM-6", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
package aws.ec2.account_ebs_default_encryption

import data.lib.finding

deny contains finding.new("ebs_encryption_by_default", encrypted, true) if {
	encrypted := object.get(input.attributes, ["ebs_encryption_by_default"], null)
	encrypted != true
}
