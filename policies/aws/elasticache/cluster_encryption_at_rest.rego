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
package aws.elasticache.cluster_encryption_at_rest

import data.lib.cache
import data.lib.finding

deny contains finding.new("at_rest_encryption_enabled", enabled, true) if {
	cache.alone(input.attributes)
	not cache.memcached(input.attributes)
	enabled := object.get(input.attributes, ["at_rest_encryption_enabled"], null)
	enabled != true
}
