# METADATA
# title: ElastiCache replication groups encrypt what they store
# description: >-
#   Snapshots and swap files hold whatever is cached: sessions, tokens, personal data. Without
#   encryption anybody who gets at a copied snapshot reads it all. It can only be chosen at
#   creation; a group without it has to be replaced.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: aws-elasticache-replication-group-encryption-at-rest
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-2]
#   aliases: [elasticache_redis_cluster_rest_encryption_enabled]
#   frameworks:
#     aws-fsbp: ["ElastiCache.4"]
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
#   remediation: manual
package aws.elasticache.replication_group_encryption_at_rest

import data.lib.finding

deny contains finding.new("at_rest_encryption_enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["at_rest_encryption_enabled"], null)
	enabled != true
}
