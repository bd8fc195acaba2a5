# METADATA
# title: Stand-alone ElastiCache clusters take encrypted connections
# description: >-
#   On a plain connection every cached session crosses the network readable, and one compromised host
#   in the VPC is enough to collect them. It is chosen when the cluster is made.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
# custom:
#   id: aws-elasticache-cluster-encryption-in-transit
#   severity: medium
#   kinds: [aws.elasticache.cluster]
#   spec: [CACHE-2]
#   aliases: [elasticache_redis_cluster_in_transit_encryption_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["ElastiCache.5"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["2.2.7", "4.2.1"]
#     soc2: ["CC6.7"]
package aws.elasticache.cluster_encryption_in_transit

import data.lib.cache
import data.lib.finding

deny contains finding.new("transit_encryption_enabled", enabled, true) if {
	cache.alone(input.attributes)
	enabled := object.get(input.attributes, ["transit_encryption_enabled"], null)
	enabled != true
}
