# METADATA
# title: Public sharing of EBS snapshots is blocked in every region
# description: >-
#   The block holds whatever is clicked by mistake or done with stolen keys: while it is on, nobody can
#   offer the disks of the account to the world. One that only stops new sharing leaves older public
#   snapshots open.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html
# custom:
#   id: aws-ec2-account-snapshot-public-access-block
#   severity: high
#   kinds: [aws.ec2.account_settings]
#   aliases: [ec2_ebs_snapshot_account_block_public_access]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["EC2.182"]
#     hipaa: ["164.308(a)(3)(i)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.8.3", "A.8.12"]
#     nist-800-53-r5: ["AC-3", "AC-4", "AC-6", "SC-7"]
#     pci-dss-4.0: ["7.2.1", "7.3.3"]
#     soc2: ["CC6.1", "CC6.6"]
package aws.ec2.account_snapshot_public_access_block

import data.lib.finding

deny contains finding.new("snapshot_block_public_access", block, data.spec.ec2.snapshot_blocks) if {
	block := object.get(input.attributes, ["snapshot_block_public_access"], null)
	not block in data.spec.ec2.snapshot_blocks
}
