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
#   frameworks:
#     aws-fsbp: ["RDS.8"]
#     hipaa: ["164.308(a)(7)(ii)(B)", "164.312(c)(1)"]
#     iso27001-2022: ["A.8.14"]
#     nist-800-53-r5: ["CM-3", "CP-2(5)", "CP-9", "SC-5(2)", "SI-13(5)"]
#     soc2: ["A1.2"]
package aws.rds.instance_deletion_protection

import data.lib.database
import data.lib.finding

deny contains finding.new("deletion_protection", value, true) if {
	not database.member(input.attributes)
	value := object.get(input.attributes, ["deletion_protection"], null)
	value != true
}
