# METADATA
# title: ElastiCache replication groups take encrypted connections only
# description: >-
#   On a plain connection every cached session and the AUTH token itself cross the network
#   readable, and one compromised host in the VPC is enough to collect them. The mode "preferred"
#   still takes plain connections: it is a step of a migration, not a place to stay.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
# custom:
#   id: aws-elasticache-replication-group-encryption-in-transit
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   spec: [CACHE-2]
#   aliases: [elasticache_redis_cluster_in_transit_encryption_enabled]
#   frameworks:
#     aws-fsbp: ["ElastiCache.5"]
#     hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"]
#     iso27001-2022: ["A.5.14", "A.8.24"]
#     nist-800-53-r5: ["SC-8", "SC-8(1)", "SC-13", "SC-23"]
#     pci-dss-4.0: ["2.2.7", "4.2.1"]
#     soc2: ["CC6.7"]
#   remediation: manual
package aws.elasticache.replication_group_encryption_in_transit

import data.lib.finding

deny contains finding.new("transit_encryption_enabled", enabled, true) if {
	enabled := object.get(input.attributes, ["transit_encryption_enabled"], null)
	enabled != true
}

deny contains finding.new("transit_encryption_mode", mode, "required") if {
	mode := object.get(input.attributes, ["transit_encryption_mode"], null)
	mode == "preferred"
}
