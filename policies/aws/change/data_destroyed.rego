# METADATA
# title: Plans destroy no databases, buckets, volumes or keys
# description: >-
#   What a database, a bucket or a log group holds goes with it, also when Terraform only replaces it
#   because an argument cannot be changed in place; without its key, encrypted data is lost as well.
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
# custom:
#   id: aws-change-data-destroyed
#   severity: high
#   kinds:
#     - aws.backup.vault
#     - aws.ec2.ebs_snapshot
#     - aws.ec2.ebs_volume
#     - aws.elasticache.replication_group
#     - aws.kms.key
#     - aws.logs.log_group
#     - aws.rds.cluster
#     - aws.rds.cluster_snapshot
#     - aws.rds.instance
#     - aws.rds.snapshot
#     - aws.s3.bucket
#   remediation: manual
#   frameworks:
#     nist-800-53-r5: ["CM-3", "CP-9"]
#     soc2: ["A1.2", "CC8.1"]
package aws.change.data_destroyed

import data.lib.finding

deny contains finding.because("origin.actions", input.origin.actions, null, reason) if {
	"delete" in input.origin.actions
	not "create" in input.origin.actions
	reason := sprintf("the plan destroys %v", [input.origin.address])
}

deny contains finding.because("origin.actions", input.origin.actions, null, reason) if {
	"delete" in input.origin.actions
	"create" in input.origin.actions
	reason := sprintf("the plan replaces %v by an empty one", [input.origin.address])
}
