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
#   frameworks:
#     aws-fsbp: ["RDS.9", "RDS.36", "RDS.40", "RDS.42"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AC-2(4)", "AC-6(9)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)", "SI-4(2)",
#       "SI-4(20)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2", "CC7.3"]
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
