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
#   frameworks:
#     aws-fsbp: ["RDS.35"]
#     hipaa: ["164.308(a)(5)(ii)(B)"]
#     iso27001-2022: ["A.8.8"]
#     nist-800-53-r5: ["RA-5", "SI-2", "SI-2(5)"]
#     pci-dss-4.0: ["6.3.3"]
#     soc2: ["CC7.1"]
package aws.rds.cluster_minor_version_upgrade

import data.lib.database
import data.lib.finding

deny contains finding.new("auto_minor_version_upgrade", value, true) if {
	database.family(input.attributes) in {"mysql", "postgres"}
	value := object.get(input.attributes, ["auto_minor_version_upgrade"], null)
	value != true
}
