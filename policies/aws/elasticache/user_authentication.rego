# METADATA
# title: ElastiCache users need a password or IAM
# description: >-
#   A user without a password is open to every program that gets into the network, with all the
#   commands that its access string grants. Among users of a group it is the door that nobody locks.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
# custom:
#   id: aws-elasticache-user-authentication
#   severity: high
#   kinds: [aws.elasticache.user]
#   spec: [CACHE-2]
#   aliases: [elasticache_redis_replication_group_auth_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ElastiCache.6"]
#     hipaa: ["164.312(d)"]
#     iso27001-2022: ["A.8.5"]
#     nist-800-53-r5: ["AC-3", "IA-2"]
#     pci-dss-4.0: ["8.3.1"]
#     soc2: ["CC6.1"]
package aws.elasticache.user_authentication

import data.lib.cache
import data.lib.finding

deny contains finding.new("authentication_mode.type", type, "password or iam") if {
	type := object.get(input.attributes, ["authentication_mode", "type"], null)
	cache.open_user(input.attributes)
}
