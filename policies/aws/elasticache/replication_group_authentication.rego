# METADATA
# title: ElastiCache replication groups ask clients who they are
# description: >-
#   Without a token or users every program that gets into the network reads and writes everything:
#   sessions, tokens, queues. A user group that lets its default user in without a password asks
#   nobody anything.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
# custom:
#   id: aws-elasticache-replication-group-authentication
#   severity: high
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-2]
#   aliases: [elasticache_redis_replication_group_auth_enabled]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["ElastiCache.6"]
#     hipaa: ["164.312(d)"]
#     iso27001-2022: ["A.8.5"]
#     nist-800-53-r5: ["AC-3", "IA-2"]
#     pci-dss-4.0: ["8.3.1"]
#     soc2: ["CC6.1"]
package aws.elasticache.replication_group_authentication

import data.lib.cache
import data.lib.finding
import data.lib.list

deny contains finding.new("auth_token_enabled", token, sprintf("%v in use", [concat(" or ", data.spec.elasticache.authentication)])) if {
	not by_token
	not by_users
}

deny contains finding.because("user_group_ids", sort(group_ids), "users with passwords or IAM", reason) if {
	by_users
	not by_token
	some user_id in user_ids
	user := data.snapshot["aws.elasticache.user"][user_id].attributes
	cache.open_user(user)
	reason := sprintf("user %v (%v) needs no password", [object.get(user, ["user_name"], null), user_id])
}

deny contains finding.unread("user_group_ids", sprintf("user group %v is not in the snapshot", [group_id])) if {
	by_users
	not by_token
	some group_id in group_ids
	not data.snapshot["aws.elasticache.user_group"][group_id].id
}

deny contains finding.unread("user_group_ids", sprintf("user %v is not in the snapshot", [user_id])) if {
	by_users
	not by_token
	some user_id in user_ids
	not data.snapshot["aws.elasticache.user"][user_id].id
}

token := object.get(input.attributes, ["auth_token_enabled"], null)

by_token if {
	"auth_token" in data.spec.elasticache.authentication
	token == true
}

by_users if {
	"user_groups" in data.spec.elasticache.authentication
	count(group_ids) > 0
}

group_ids := {id | some id in list.of(object.get(input.attributes, ["user_group_ids"], null))}

user_ids := {user_id |
	some group_id in group_ids
	some user_id in list.of(data.snapshot["aws.elasticache.user_group"][group_id].attributes.user_ids)
}
