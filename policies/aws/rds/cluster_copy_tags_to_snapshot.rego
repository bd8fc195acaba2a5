# METADATA
# title: RDS clusters hand their tags on to snapshots
# description: >-
#   Access rules and cost reports that go by tags do not see the snapshots of a cluster that keeps
#   its tags to itself. Their data is then open to people who must not see the cluster.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html
# custom:
#   id: aws-rds-cluster-copy-tags-to-snapshot
#   severity: low
#   kinds: [aws.rds.cluster]
#   aliases: [rds_cluster_copy_tags_to_snapshots]
#   remediation: automatic
#   frameworks: {aws-fsbp: ["RDS.16"], iso27001-2022: ["A.5.9"], nist-800-53-r5: ["CM-2", "CM-8"], pci-dss-4.0: ["12.5.1"], soc2: ["CC7.1"]}
package aws.rds.cluster_copy_tags_to_snapshot

import data.lib.database
import data.lib.finding

deny contains finding.new("copy_tags_to_snapshot", value, true) if {
	database.family(input.attributes) != "docdb"
	value := object.get(input.attributes, ["copy_tags_to_snapshot"], null)
	value != true
}
