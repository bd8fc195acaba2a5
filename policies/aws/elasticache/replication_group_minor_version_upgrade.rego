# METADATA
# title: ElastiCache replication groups take minor upgrades by themselves
# description: >-
#   Minor versions close known holes of the engine, some of which let a client run code on the node.
#   A cache that waits for somebody to remember stays open to them.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
# custom:
#   id: aws-elasticache-replication-group-minor-version-upgrade
#   severity: medium
#   kinds: [aws.elasticache.replication_group]
#   aliases: [elasticache_redis_cluster_auto_minor_version_upgrades]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["ElastiCache.2"]
#     hipaa: ["164.308(a)(5)(ii)(B)"]
#     iso27001-2022: ["A.8.8"]
#     nist-800-53-r5: ["RA-5", "SI-2", "SI-2(5)"]
#     pci-dss-4.0: ["6.3.3"]
#     soc2: ["CC7.1"]
package aws.elasticache.replication_group_minor_version_upgrade

import data.lib.finding

deny contains finding.new("auto_minor_version_upgrade", automatic, true) if {
	automatic := object.get(input.attributes, ["auto_minor_version_upgrade"], null)
	automatic != true
}
