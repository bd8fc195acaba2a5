# METADATA
# title: ElastiCache replication groups fail over by themselves
# description: >-
#   When the primary node fails, a replica has to take over. Without automatic failover somebody has
#   to get up at night and do it by hand, and until then nothing can be written.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
# custom:
#   id: aws-elasticache-replication-group-automatic-failover
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-6]
#   aliases: [elasticache_redis_cluster_automatic_failover_enabled]
#   remediation: guarded
#   frameworks:
#     aws-fsbp: ["ElastiCache.3"]
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elasticache.replication_group_automatic_failover

import data.lib.finding

deny contains finding.new("automatic_failover_enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["automatic_failover_enabled"], null)
	enabled != true
}
