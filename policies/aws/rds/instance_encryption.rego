# METADATA
# title: RDS instances encrypt their storage
# description: >-
#   Unencrypted storage leaves its data readable in every snapshot, backup and copy: one snapshot
#   shared with the wrong account gives away the whole database. Encryption can't be switched on
#   later in place; the instance has to be copied and restored. Members of clusters
#   share the storage of their cluster.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# custom:
#   id: aws-rds-instance-encryption
#   severity: high
#   kinds: [aws.rds.instance]
#   spec: [DB-6]
#   aliases: [rds_instance_storage_encrypted]
#   frameworks:
#     aws-fsbp: ["RDS.3"]
#     cis-aws-foundations: ["3.2.1"]
#     hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["CP-9(8)", "SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1", "PI1.5"]
#   remediation: manual
package aws.rds.instance_encryption

import data.lib.database
import data.lib.finding

deny contains finding.new("storage_encrypted", encrypted, true) if {
	not database.member(input.attributes)
	encrypted := object.get(input.attributes, ["storage_encrypted"], null)
	encrypted != true
}
