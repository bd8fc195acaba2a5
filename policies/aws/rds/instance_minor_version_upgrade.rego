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
#   frameworks:
#     aws-fsbp: ["RDS.13"]
#     cis-aws-foundations: ["3.2.2"]
#     hipaa: ["164.308(a)(5)(ii)(B)"]
#     iso27001-2022: ["A.8.8"]
#     nist-800-53-r5: ["RA-5", "SI-2", "SI-2(5)"]
#     pci-dss-4.0: ["6.3.3"]
#     soc2: ["CC7.1"]
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
