# METADATA
# title: ElastiCache clusters are of an agreed node type
# description: >-
#   The node type decides what a cache costs and how much fits into it. One that is larger than
#   agreed eats the budget of others; a smaller one throws away what is still needed, and the
#   database behind it gives way.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
# custom:
#   id: aws-elasticache-cluster-node-type
#   severity: low
#   kinds: [aws.elasticache.cluster]
#   spec: [CACHE-1]
#   remediation: manual
package aws.elasticache.cluster_node_type

import data.lib.cache
import data.lib.finding

deny contains finding.new("node_type", type, concat(" or ", data.spec.elasticache.node_types)) if {
	cache.alone(input.attributes)
	count(data.spec.elasticache.node_types) > 0
	type := object.get(input.attributes, ["node_type"], null)
	not type in data.spec.elasticache.node_types
}
