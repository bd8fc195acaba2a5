# METADATA
# title: ElastiCache replication groups span several zones
# description: >-
#   With all nodes in one zone the loss of that zone takes the cache with all its replicas, and the
#   database behind it gets the whole load at the worst moment.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
# custom:
#   id: aws-elasticache-replication-group-multi-az
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   aliases: [elasticache_redis_cluster_multi_az_enabled]
#   remediation: guarded
#   frameworks:
#     hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CP-2(5)", "CP-10", "SC-36", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.elasticache.replication_group_multi_az

import data.lib.finding

deny contains finding.new("multi_az_enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["multi_az_enabled"], null)
	enabled != true
}
