# METADATA
# title: The dashboards of the spec exist
# description: >-
#   During an outage nobody has time to find out which metric shows it. Without the agreed dashboard
#   each one looks somewhere else, and the cause is found late.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
# custom:
#   id: aws-cloudwatch-account-dashboards
#   severity: low
#   kinds: [aws.account]
#   spec: [MON-1]
#   remediation: manual
#   frameworks: {iso27001-2022: ["A.8.16"], nist-800-53-r5: ["SI-4"], soc2: ["CC7.2"]}
package aws.cloudwatch.account_dashboards

import data.lib.finding

deny contains finding.new("account_id", null, sprintf("a dashboard %s that shows something", [wanted])) if {
	some wanted in data.spec.cloudwatch.dashboards
	not shown(wanted)
}

shown(wanted) if {
	some dashboard in data.snapshot["aws.cloudwatch.dashboard"]
	dashboard.attributes.dashboard_name == wanted
	dashboard.attributes.widget_count > 0
}
