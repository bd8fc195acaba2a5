# METADATA
# title: RDS clusters run a version that AWS still offers
# description: >-
#   AWS takes versions with known holes off its list. Whoever still runs one gets no more fixes, and
#   is upgraded by AWS at a time of its choosing, with downtime.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html
# custom:
#   id: aws-rds-cluster-deprecated-version
#   severity: high
#   kinds: [aws.rds.cluster]
#   aliases: [rds_instance_deprecated_engine_version]
#   remediation: manual
#   frameworks: {hipaa: ["164.308(a)(5)(ii)(B)"], iso27001-2022: ["A.8.8"], nist-800-53-r5: ["RA-5", "SI-2"], pci-dss-4.0: ["6.3.3"], soc2: ["CC7.1"]}
package aws.rds.cluster_deprecated_version

import data.lib.database
import data.lib.finding

deny contains finding.new("engine_version_status", status, "available") if {
	database.relational(input.attributes)
	is_string(object.get(input.attributes, ["engine_version"], null))
	status := object.get(input.attributes, ["engine_version_status"], null)
	status != "available"
}
