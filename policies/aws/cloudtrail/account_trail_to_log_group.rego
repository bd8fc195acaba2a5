# METADATA
# title: Management events of a trail reach a CloudWatch log group
# description: >-
#   Alarms on root use, on stopped logging or on changed policies hang on the log group of a trail.
#   Without one, or while it gets nothing, all of them stay silent.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
# custom:
#   id: aws-cloudtrail-account-trail-to-log-group
#   severity: medium
#   kinds: [aws.account]
#   aliases:
#     - cloudwatch_changes_to_network_acls_alarm_configured
#     - cloudwatch_changes_to_network_gateways_alarm_configured
#     - cloudwatch_changes_to_network_route_tables_alarm_configured
#     - cloudwatch_changes_to_vpcs_alarm_configured
#     - cloudwatch_log_metric_filter_and_alarm_for_aws_config_configuration_changes_enabled
#     - cloudwatch_log_metric_filter_and_alarm_for_cloudtrail_configuration_changes_enabled
#     - cloudwatch_log_metric_filter_authentication_failures
#     - cloudwatch_log_metric_filter_aws_organizations_changes
#     - cloudwatch_log_metric_filter_disable_or_scheduled_deletion_of_kms_cmk
#     - cloudwatch_log_metric_filter_for_s3_bucket_policy_changes
#     - cloudwatch_log_metric_filter_policy_changes
#     - cloudwatch_log_metric_filter_root_usage
#     - cloudwatch_log_metric_filter_security_group_changes
#     - cloudwatch_log_metric_filter_sign_in_without_mfa
#     - cloudwatch_log_metric_filter_unauthorized_api_calls
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "5.10", "5.11", "5.12", "5.13", "5.14", "5.15"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(5)(ii)(C)", "164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.15", "A.8.16", "A.8.20", "A.8.21", "A.8.22"]
#     nist-800-53-r5: ["AC-2(12)", "AU-6", "AU-6(1)", "AU-14", "CA-7", "CM-3", "SI-2", "SI-4", "SI-4(2)"]
#     pci-dss-4.0: ["10.4.1.1"]
#     soc2: ["CC7.2", "CC7.3", "CC7.4", "CC8.1"]
package aws.cloudtrail.account_trail_to_log_group

import data.facts.trails
import data.lib.finding
import data.lib.list
import data.lib.trail

deny contains finding.because("account_id", actual, wanted, reason) if {
	wanted := "a trail that records management events sends them to a log group"
	not trail.covered(sending, regions)
	actual := sprintf("sent by %v", [sort(sending)])
	reason := concat("; ", sort(trails.shortcomings | silent))
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))

sending := {id |
	some id in trails.logging
	[id, "read"] in trails.management
	[id, "write"] in trails.management
	is_string(data.snapshot["aws.cloudtrail.trail"][id].attributes.cloud_watch_logs_group_arn)
}

silent := {sprintf("trail %v does not send all of them to a log group", [id]) |
	some id in trails.logging
	not id in sending
}
