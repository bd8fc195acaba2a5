# METADATA
# title: The master user of RDS instances has a name of its own
# description: >-
#   Programs that guess passwords try the names that everybody uses first. A master user by another
#   name makes them fail twice. The name is chosen when the database is made and can't be changed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html
# custom:
#   id: aws-rds-instance-admin-name
#   severity: medium
#   kinds: [aws.rds.instance]
#   aliases: [rds_instance_default_admin]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.25"]
#     iso27001-2022: ["A.5.17", "A.8.9"]
#     nist-800-53-r5: ["CM-2", "CM-6"]
#     pci-dss-4.0: ["2.2.1", "2.2.2"]
#     soc2: ["CC6.1"]
package aws.rds.instance_admin_name

import data.lib.database
import data.lib.finding

deny contains finding.new("username", name, "a name of its own") if {
	not database.member(input.attributes)
	name := object.get(input.attributes, ["username"], null)
	is_string(name)
	lower(name) in data.spec.rds.default_admin_names
}
