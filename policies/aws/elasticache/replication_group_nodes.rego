# METADATA
# title: ElastiCache shards have the agreed number of nodes
# description: >-
#   A shard with one node has no replica: when the node fails, all that it held is gone at once, and
#   the database behind it takes the full load.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
# custom:
#   id: aws-elasticache-replication-group-nodes
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-1]
#   remediation: manual
package aws.elasticache.replication_group_nodes

import data.lib.finding

deny contains finding.new("num_cache_clusters", nodes, wanted) if {
	nodes := object.get(input.attributes, ["num_cache_clusters"], null)
	not enough(nodes)
}

wanted := data.spec.elasticache.min_nodes_per_shard * shards

shards := number if {
	number := object.get(input.attributes, ["num_node_groups"], null)
	is_number(number)
	number > 0
} else := 1

enough(nodes) if {
	is_number(nodes)
	nodes >= wanted
}
