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
package aws.ec2.account_image_public_access_block

import data.lib.finding

deny contains finding.new("image_block_public_access", block, "block-new-sharing") if {
	block := object.get(input.attributes, ["image_block_public_access"], null)
	block != "block-new-sharing"
}
