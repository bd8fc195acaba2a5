# METADATA
# title: RDS clusters refuse to be deleted
# description: >-
#   A cluster is deleted together with its automated backups. Whoever gets hold of the permission, or
#   of the wrong terminal, needs a single call for it unless the cluster is protected.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html
# custom:
#   id: aws-rds-cluster-deletion-protection
#   severity: medium
#   kinds: [aws.rds.cluster]
#   spec: [DB-10]
#   aliases: [rds_cluster_deletion_protection]
#   remediation: automatic
#   frameworks:
#     aws-fsbp: ["RDS.7"]
#     hipaa: ["164.308(a)(7)(ii)(B)", "164.312(c)(1)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CM-3", "CP-9"]
#     soc2: ["A1.2"]
package aws.rds.cluster_deletion_protection

import data.lib.finding

deny contains finding.new("deletion_protection", value, true) if {
	value := object.get(input.attributes, ["deletion_protection"], null)
	value != true
}
