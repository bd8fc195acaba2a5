# METADATA
# title: RDS snapshots of instances are encrypted
# description: >-
#   A snapshot is the whole database in one piece. Unencrypted, it can be shared or copied to any
#   account with a single call, and whoever restores it reads everything. It keeps the state that the
#   database had; only an encrypted copy mends it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html
# custom:
#   id: aws-rds-snapshot-encryption
#   severity: high
#   kinds: [aws.rds.snapshot]
#   aliases: [rds_snapshots_encrypted]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.4"]
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CP-9(8)", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
package aws.rds.snapshot_encryption

import data.lib.finding

deny contains finding.new("encrypted", encrypted, true) if {
	encrypted := object.get(input.attributes, ["encrypted"], null)
	encrypted != true
}
