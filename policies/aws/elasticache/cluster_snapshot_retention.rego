# METADATA
# title: Stand-alone Redis and Valkey clusters keep snapshots
# description: >-
#   A cache that holds queues, sessions or counters is data like any other. A single node without
#   snapshots starts empty after every failure, flush or intruder.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
# custom:
#   id: aws-elasticache-cluster-snapshot-retention
#   severity: medium
#   kinds: [aws.elasticache.cluster]
#   spec: [CACHE-3]
#   aliases: [elasticache_redis_cluster_backup_enabled]
#   remediation: automatic
#   frameworks:
#     aws-fsbp: ["ElastiCache.1"]
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2"]
package aws.elasticache.cluster_snapshot_retention

import data.lib.cache
import data.lib.finding

deny contains finding.new("snapshot_retention_limit", days, data.spec.elasticache.min_snapshot_retention_days) if {
	cache.alone(input.attributes)
	not cache.memcached(input.attributes)
	days := object.get(input.attributes, ["snapshot_retention_limit"], null)
	not long_enough(days)
}

long_enough(days) if {
	is_number(days)
	days >= data.spec.elasticache.min_snapshot_retention_days
}
