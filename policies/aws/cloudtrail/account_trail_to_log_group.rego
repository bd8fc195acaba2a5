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
package aws.cloudtrail.account_trail_to_log_group

import data.facts.trails
import data.lib.finding
import data.lib.list

deny contains finding.because("account_id", actual, wanted, reason) if {
	wanted := "a trail that records management events sends them to a log group"
	not trails.covered(sending, regions)
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
