# METADATA
# title: The master user of RDS clusters has a name of its own
# description: >-
#   Programs that guess passwords try the names that everybody uses first. A master user by another
#   name makes them fail twice. The name is chosen when the database is made and can't be changed.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html
# custom:
#   id: aws-rds-cluster-admin-name
#   severity: medium
#   kinds: [aws.rds.cluster]
#   aliases: [rds_cluster_default_admin]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.24"]
#     iso27001-2022: ["A.5.17", "A.8.9"]
#     nist-800-53-r5: ["CM-2", "CM-6"]
#     pci-dss-4.0: ["2.2.1", "2.2.2"]
#     soc2: ["CC6.1"]
package aws.rds.cluster_admin_name

import data.lib.finding

deny contains finding.new("master_username", name, "a name of its own") if {
	name := object.get(input.attributes, ["master_username"], null)
	is_string(name)
	lower(name) in data.spec.rds.default_admin_names
}
