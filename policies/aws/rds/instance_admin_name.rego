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
package aws.rds.instance_admin_name

import data.lib.database
import data.lib.finding

deny contains finding.new("username", name, "a name of its own") if {
	not database.member(input.attributes)
	name := object.get(input.attributes, ["username"], null)
	is_string(name)
	lower(name) in data.spec.rds.default_admin_names
}
