# METADATA
# title: Stand-alone Redis and Valkey clusters are encrypted at rest
# description: >-
#   Snapshots and swap files hold whatever is cached. A cluster outside of a replication group can't
#   be encrypted at all: whoever gets at a copied snapshot reads sessions and personal data.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
# custom:
#   id: aws-elasticache-cluster-encryption-at-rest
#   severity: medium
#   kinds: [aws.elasticache.cluster]
#   spec: [CACHE-2]
#   aliases: [elasticache_redis_cluster_rest_encryption_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ElastiCache.4"]
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["SC-13", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["C1.1", "CC6.1"]
package aws.elasticache.cluster_encryption_at_rest

import data.lib.cache
import data.lib.finding

deny contains finding.new("at_rest_encryption_enabled", enabled, true) if {
	cache.alone(input.attributes)
	not cache.memcached(input.attributes)
	enabled := object.get(input.attributes, ["at_rest_encryption_enabled"], null)
	enabled != true
}
