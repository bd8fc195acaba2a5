# METADATA
# title: RDS instances refuse to be deleted
# description: >-
#   One wrong click, one script run against the wrong account, or an intruder who wants to do harm
#   deletes a database in a single call. With deletion protection it takes a second, deliberate one.
#   Members of clusters are guarded by their cluster.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html
# custom:
#   id: aws-rds-instance-deletion-protection
#   severity: medium
#   kinds: [aws.rds.instance]
#   spec: [DB-10]
#   aliases: [rds_instance_deletion_protection]
#   remediation: automatic
package aws.rds.instance_deletion_protection

import data.lib.database
import data.lib.finding

deny contains finding.new("deletion_protection", value, true) if {
	not database.member(input.attributes)
	value := object.get(input.attributes, ["deletion_protection"], null)
	value != true
}
