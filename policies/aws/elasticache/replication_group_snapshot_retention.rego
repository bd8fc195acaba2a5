# METADATA
# title: ElastiCache replication groups keep snapshots long enough
# description: >-
#   A cache that holds queues, sessions or counters is data like any other. After a flush, by
#   mistake or by an intruder, a group without snapshots starts empty, and with too few of them
#   the good copy has already expired when the damage is noticed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html
# custom:
#   id: aws-elasticache-replication-group-snapshot-retention
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-3]
#   aliases: [elasticache_redis_cluster_backup_enabled]
#   frameworks:
#     aws-fsbp: ["ElastiCache.1"]
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"]
#     iso27001-2022: ["A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10"]
#     soc2: ["A1.2"]
#   remediation: automatic
package aws.elasticache.replication_group_snapshot_retention

import data.lib.finding

deny contains finding.new("snapshot_retention_limit", days, data.spec.elasticache.min_snapshot_retention_days) if {
	days := object.get(input.attributes, ["snapshot_retention_limit"], null)
	not long_enough(days)
}

long_enough(days) if {
	is_number(days)
	days >= data.spec.elasticache.min_snapshot_retention_days
}
