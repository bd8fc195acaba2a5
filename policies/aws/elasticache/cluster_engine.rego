# METADATA
# title: ElastiCache clusters run an agreed engine and version
# description: >-
#   An engine out of support keeps its known holes, and some of them let a client run code on the
#   node. One that nobody agreed on behaves in ways that nobody tested.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
# custom:
#   id: aws-elasticache-cluster-engine
#   severity: medium
#   kinds: [aws.elasticache.cluster]
#   spec: [CACHE-1]
#   remediation: manual
package aws.elasticache.cluster_engine

import data.lib.cache
import data.lib.finding
import data.lib.version

deny contains finding.new("engine", name, concat(" or ", sort(agreed))) if {
	cache.alone(input.attributes)
	count(agreed) > 0
	not name in agreed
}

deny contains finding.new("engine_version", number, version.wanted(data.spec.elasticache.engines, name)) if {
	cache.alone(input.attributes)
	name in agreed
	number := object.get(input.attributes, ["engine_version"], null)
	not version.fits(data.spec.elasticache.engines, name, number)
}

name := cache.engine(input.attributes)

agreed := {entry.engine | some entry in data.spec.elasticache.engines}
