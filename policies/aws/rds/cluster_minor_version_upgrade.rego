# METADATA
# title: Multi-AZ clusters take minor upgrades by themselves
# description: >-
#   Minor versions close known holes of the engine. A cluster that waits for somebody to remember
#   stays open to attacks that are public. This judges Multi-AZ clusters; in Aurora the instances
#   have the switch.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
# custom:
#   id: aws-rds-cluster-minor-version-upgrade
#   severity: medium
#   kinds: [aws.rds.cluster]
#   aliases: [rds_cluster_minor_version_upgrade_enabled]
#   remediation: approval
package aws.rds.cluster_minor_version_upgrade

import data.lib.database
import data.lib.finding

deny contains finding.new("auto_minor_version_upgrade", value, true) if {
	database.family(input.attributes) in {"mysql", "postgres"}
	value := object.get(input.attributes, ["auto_minor_version_upgrade"], null)
	value != true
}
