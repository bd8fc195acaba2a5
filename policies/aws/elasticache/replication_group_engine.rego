# METADATA
# title: ElastiCache replication groups run an agreed engine and version
# description: >-
#   An engine out of support keeps its known holes, and some of them let a client run code on the
#   node. One that nobody agreed on behaves in ways that nobody tested.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
# custom:
#   id: aws-elasticache-replication-group-engine
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-1]
#   remediation: manual
package aws.elasticache.replication_group_engine

import data.lib.cache
import data.lib.finding
import data.lib.version

deny contains finding.new("engine", name, concat(" or ", sort(agreed))) if {
	count(agreed) > 0
	not name in agreed
}

deny contains finding.new("engine_version", number, version.wanted(data.spec.elasticache.engines, name)) if {
	name in agreed
	number := object.get(input.attributes, ["engine_version"], null)
	not version.fits(data.spec.elasticache.engines, name, number)
}

name := cache.engine(input.attributes)

agreed := {entry.engine | some entry in data.spec.elasticache.engines}
