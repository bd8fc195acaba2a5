# METADATA
# title: RDS instances take logins by IAM
# description: >-
#   A database password is shared, seldom changed and works for whoever finds it. With IAM the login
#   is a token of fifteen minutes for one identity, which shows up in the audit log and ends when the
#   person leaves.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
# custom:
#   id: aws-rds-instance-iam-authentication
#   severity: medium
#   kinds: [aws.rds.instance]
#   aliases: [rds_instance_iam_authentication_enabled]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["RDS.10"]
#     hipaa: ["164.312(d)"]
#     iso27001-2022: ["A.8.5"]
#     nist-800-53-r5: ["AC-3", "IA-2"]
#     pci-dss-4.0: ["7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3", "8.3.1"]
#     soc2: ["CC6.1"]
package aws.rds.instance_iam_authentication

import data.lib.database
import data.lib.finding
import data.lib.version

deny contains finding.new("iam_database_authentication_enabled", enabled, true) if {
	not database.member(input.attributes)
	database.family(input.attributes) in data.spec.rds.iam_authentication
	not too_old
	enabled := object.get(input.attributes, ["iam_database_authentication_enabled"], null)
	enabled != true
}

# MariaDB offers it since 10.6.
too_old if {
	database.family(input.attributes) == "mariadb"
	version.before(object.get(input.attributes, ["engine_version"], null), "10.6")
}
