# METADATA
# title: RDS clusters send their logs to CloudWatch
# description: >-
#   Logs that stay on the database are gone after a few days, and whoever takes over the database can
#   wipe them. In CloudWatch they are out of reach, can be searched and can raise an alarm while an
#   attack runs.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html
# custom:
#   id: aws-rds-cluster-log-exports
#   severity: medium
#   kinds: [aws.rds.cluster]
#   aliases: [rds_cluster_integration_cloudwatch_logs]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["RDS.34", "RDS.37"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"]
#     iso27001-2022: ["A.8.15"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-12"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2"]
package aws.rds.cluster_log_exports

import data.lib.database
import data.lib.finding
import data.lib.list

deny contains finding.new("enabled_cloudwatch_logs_exports", sort(exported), sort(wanted)) if {
	some entry in data.spec.rds.log_exports
	entry.engine == database.family(input.attributes)
	wanted := {name | some name in entry.logs}
	exported := {name | some name in list.of(object.get(input.attributes, ["enabled_cloudwatch_logs_exports"], null))}
	count(wanted - exported) > 0
}
