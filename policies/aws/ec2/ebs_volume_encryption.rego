# METADATA
# title: EBS volumes are encrypted
# description: >-
#   A volume in the clear, and each snapshot of it, can be read by whoever is given the snapshot or
#   copies it: no key stands in between, and nothing records that somebody used one.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
# custom:
#   id: aws-ec2-ebs-volume-encryption
#   severity: high
#   kinds: [aws.ec2.ebs_volume]
#   spec: [COMP-7]
#   aliases: [ec2_ebs_volume_encryption]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["EC2.3"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CM-6", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1", "PI1.5"]
package aws.ec2.ebs_volume_encryption

import data.lib.finding

deny contains finding.new("encrypted", encrypted, true) if {
	not object.get(input.attributes, ["state"], null) in {"deleting", "deleted"}
	encrypted := object.get(input.attributes, ["encrypted"], null)
	encrypted != true
}
