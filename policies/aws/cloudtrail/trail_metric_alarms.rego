# METADATA
# title: Listed events on the trail set off an alarm that somebody hears
# description: >-
#   Root use, stopped logging, an opened security group: the record of it is worth little if it is
#   read weeks later. The chain from the log group over filter, alarm and topic to a receiver breaks
#   at its weakest link, and nobody notices that it did.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
# custom:
#   id: aws-cloudtrail-trail-metric-alarms
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
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
package aws.cloudtrail.trail_metric_alarms

import data.facts.alarms
import data.facts.metric_filters
import data.facts.trails
import data.lib.finding
import data.lib.list
import data.lib.alarm_metric

deny contains finding.because("cloud_watch_logs_group_arn", group_arn, wanted, reason) if {
	input.id in alarmed_trails
	some entry in data.spec.cloudwatch.metric_filters
	reason := broken_link(entry.name)
	wanted := sprintf("an alarm for %s", [entry.name])
}

# The trail of an organization may send its events to a group of another account.
deny contains finding.unread("cloud_watch_logs_group_arn", message) if {
	input.id in sending
	not input.id in alarmed_trails
	message := sprintf("log group %v belongs to another account or region", [group_arn])
}

deny contains finding.unread("cloud_watch_logs_group_arn", message) if {
	input.id in alarmed_trails
	some entry in data.spec.cloudwatch.metric_filters
	some sample in samples(entry.name) - heard
	some topic in topics_of[sample]
	not data.snapshot["aws.sns.topic"][topic].id
	message := sprintf("topic %v, which the alarm for %s acts on, is not in the snapshot", [topic, entry.name])
}

group_arn := object.get(input.attributes, ["cloud_watch_logs_group_arn"], null)

# Trails that could do the work: what one of them does need not be done by another.
sending contains id if {
	some id in trails.everywhere
	records_something(id)
	is_string(data.snapshot["aws.cloudtrail.trail"][id].attributes.cloud_watch_logs_group_arn)
}

sending contains id if {
	data.spec.cloudtrail.require_multi_region == false
	some id in trails.logging
	records_something(id)
	is_string(data.snapshot["aws.cloudtrail.trail"][id].attributes.cloud_watch_logs_group_arn)
}

records_something(id) if {
	some direction in ["read", "write"]
	[id, direction] in trails.management
}

alarmed_trails contains id if {
	some id in sending
	parts := group_parts(id)
	[parts[3], parts[4]] == [input.scope.region, input.scope.account]
}

group_parts(id) := split(data.snapshot["aws.cloudtrail.trail"][id].attributes.cloud_watch_logs_group_arn, ":")

groups := {group_parts(id)[6] | some id in alarmed_trails}

samples(name) := {sample | some sample in metric_filters.samples[name]}

# What each event of the spec leads to: filters, then alarms, then topics.
filters_of := {sample: ids |
	input.id in alarmed_trails
	some entry in data.spec.cloudwatch.metric_filters
	some sample in metric_filters.samples[entry.name]
	ids := {id |
		some id in metric_filters.matching[sample]
		data.snapshot["aws.logs.metric_filter"][id].attributes.log_group_name in groups
	}
}

alarms_of := {sample: found |
	some sample, ids in filters_of
	found := {alarm |
		some id in ids
		some metric in counted[id]
		some alarm in alarms.watching[metric]
	}
}

counted := {id: metrics |
	some id, filter in data.snapshot["aws.logs.metric_filter"]
	filter.attributes.log_group_name in groups
	metrics := {alarm_metric.key(metric.namespace, metric.name) |
		some metric in list.of(filter.attributes.metric_transformation)
		counts_something(metric)
	}
}

# A filter that writes nought for an event never moves its metric.
counts_something(metric) if not regex.match(`^-?[0.]+$`, sprintf("%v", [metric.value]))

topics_of := {sample: found |
	some sample, ids in alarms_of
	found := {topic |
		some alarm in ids
		some topic in alarms.topics[alarm]
	}
}

heard contains sample if {
	some sample, topics in topics_of
	count(topics & alarms.heard) > 0
}

broken_link(name) := "the spec names no events for it" if {
	count(samples(name)) == 0
} else := reason if {
	lost := {shown(sample) | some sample in samples(name); count(filters_of[sample]) == 0}
	count(lost) > 0
	reason := sprintf("no metric filter of log group %s matches %s", [concat(", ", sort(groups)), some_or_all(lost, name)])
} else := reason if {
	loose := {id | some sample in samples(name); count(alarms_of[sample]) == 0; some id in filters_of[sample]}
	count(loose) > 0
	reason := sprintf("no alarm watches what metric filter %s counts", [concat(", ", sort(loose))])
} else := reason if {
	idle := {id | some sample in samples(name); count(topics_of[sample]) == 0; some id in alarms_of[sample]}
	count(idle) > 0
	reason := sprintf("alarm %s acts on no topic, or its actions are switched off", [concat(", ", sort(idle))])
} else := reason if {
	deaf := {topic | some sample in samples(name) - heard; some topic in topics_of[sample]; data.snapshot["aws.sns.topic"][topic].id}
	count(deaf) > 0
	reason := sprintf("topic %s has no confirmed subscription that hears of alarms", [concat(", ", sort(deaf))])
}

some_or_all(lost, name) := "its events" if {
	count(lost) == count({shown(sample) | some sample in samples(name)})
} else := concat(", ", sort(lost))

shown(sample) := object.get(sample, ["eventName"], json.marshal(sample))
