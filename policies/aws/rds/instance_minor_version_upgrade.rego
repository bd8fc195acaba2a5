# METADATA
# title: RDS instances take minor upgrades by themselves
# description: >-
#   Minor versions close known holes of the engine. An instance that waits for somebody to remember
#   stays open to attacks that are public. In an Aurora cluster each instance has the switch of its
#   own, and one without it holds back the whole cluster.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
# custom:
#   id: aws-rds-instance-minor-version-upgrade
#   severity: medium
#   kinds: [aws.rds.instance]
#   aliases: [rds_instance_minor_version_upgrade_enabled]
#   remediation: approval
package aws.rds.instance_minor_version_upgrade

import data.lib.database
import data.lib.finding

deny contains finding.new("auto_minor_version_upgrade", value, true) if {
	not database.custom(input.attributes)
	not of_other_cluster
	value := object.get(input.attributes, ["auto_minor_version_upgrade"], null)
	value != true
}

# A Multi-AZ cluster has the switch itself; DocumentDB has none.
of_other_cluster if {
	database.member(input.attributes)
	not database.aurora(input.attributes)
	database.family(input.attributes) != "neptune"
}
