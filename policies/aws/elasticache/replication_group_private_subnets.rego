# METADATA
# title: ElastiCache replication groups lie in private subnets
# description: >-
#   A cache trusts its network. In a subnet that routes to an internet gateway it is one forwarding
#   rule or one careless security group away from people who look for open caches all day.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html
# custom:
#   id: aws-elasticache-replication-group-private-subnets
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-6]
#   aliases: [elasticache_cluster_uses_public_subnet]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(a)(1)", "164.312(e)(1)"]
#     iso27001-2022: ["A.8.20", "A.8.22"]
#     nist-800-53-r5: ["AC-4", "CM-7", "SC-7", "SC-7(5)"]
#     pci-dss-4.0: ["1.3.1", "1.3.2", "1.4.1", "1.4.2", "1.4.4"]
#     soc2: ["CC6.6"]
package aws.elasticache.replication_group_private_subnets

import data.facts.network
import data.lib.finding
import data.lib.list

deny contains finding.because("subnet_group_name", group_name, "a subnet group without public subnets", way) if {
	some way in ways_out
}

# One public subnet settles the matter, so gaps count only while none was found.
deny contains finding.unread("subnet_group_name", message) if {
	count(ways_out) == 0
	some message in unresolved
}

group_name := object.get(input.attributes, ["subnet_group_name"], null)

subnet_ids := {id | some id in list.of(data.snapshot["aws.elasticache.subnet_group"][group_name].attributes.subnet_ids)}

ways_out := {sprintf("cache %v -> subnet group %v -> subnet %v -> internet gateway", [input.id, group_name, subnet_id]) |
	some subnet_id in subnet_ids
	subnet_id in network.public_subnets
}

unresolved contains "the cache names no subnet group" if group_name == null

unresolved contains sprintf("subnet group %v is not in the snapshot, or lists no subnets", [group_name]) if {
	group_name != null
	count(subnet_ids) == 0
}

unresolved contains sprintf("no route table is known for subnet %v of group %v", [subnet_id, group_name]) if {
	some subnet_id in subnet_ids
	not network.route_table_of[subnet_id]
}
