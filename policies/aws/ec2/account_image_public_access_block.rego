# METADATA
# title: Public sharing of images is blocked in every region
# description: >-
#   While the block is on, nobody can make an image of the account public, by mistake or with stolen
#   keys. Without it one call hands the disks of a machine to the world.
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html
# custom:
#   id: aws-ec2-account-image-public-access-block
#   severity: medium
#   kinds: [aws.ec2.account_settings]
#   aliases: [ec2_ami_account_block_public_access]
#   remediation: guarded
#   frameworks:
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.ec2.account_image_public_access_block

import data.lib.finding

deny contains finding.new("image_block_public_access", block, "block-new-sharing") if {
	block := object.get(input.attributes, ["image_block_public_access"], null)
	block != "block-new-sharing"
}
