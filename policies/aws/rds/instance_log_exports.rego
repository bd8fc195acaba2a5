# METADATA
# title: RDS instances send their logs to CloudWatch
# description: >-
#   Logs that stay on the database are gone after a few days, and whoever takes over the database can
#   wipe them. In CloudWatch they are out of reach, can be searched and can raise an alarm while an
#   attack runs.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
# custom:
#   id: aws-rds-instance-log-exports
#   severity: medium
#   kinds: [aws.rds.instance]
#   aliases: [rds_instance_integration_cloudwatch_logs]
#   remediation: approval
package aws.rds.instance_log_exports

import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.new("enabled_cloudwatch_logs_exports", sort(exported), sort(wanted)) if {
	not database.member(input.attributes)
	not database.custom(input.attributes)
	some entry in data.spec.rds.log_exports
	entry.engine == database.family(input.attributes)
	wanted := {name | some name in entry.logs}
	exported := {name | some name in list.of(object.get(input.attributes, ["enabled_cloudwatch_logs_exports"], null))}
	count(wanted - exported) > 0
}
