# METADATA
# title: RDS clusters encrypt their storage
# description: >-
#   The storage of a cluster lies readable in every snapshot, backup and copy unless it is encrypted:
#   one snapshot shared with the wrong account gives all of it away. It can't be switched on later;
#   the cluster has to be restored into an encrypted one.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
# custom:
#   id: aws-rds-cluster-encryption
#   severity: high
#   kinds: [aws.rds.cluster]
#   spec: [DB-6]
#   aliases: [rds_cluster_storage_encrypted]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.27"]
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1", "PI1.5"]
package aws.rds.cluster_encryption

import data.lib.finding

deny contains finding.new("storage_encrypted", value, true) if {
	value := object.get(input.attributes, ["storage_encrypted"], null)
	value != true
}
