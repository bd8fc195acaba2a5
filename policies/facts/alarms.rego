# Alarms by what they watch, and what hears of them.
package facts.alarms

import data.lib.list
import data.lib.alarm_metric

# Alarms by namespace and name of a metric of this account that they watch, on its own or in an
# expression.
watching[metric] contains id if {
	some id, alarm in data.snapshot["aws.cloudwatch.metric_alarm"]
	metric := alarm_metric.key(alarm.attributes.namespace, alarm.attributes.metric_name)
}

watching[metric] contains id if {
	some id, alarm in data.snapshot["aws.cloudwatch.metric_alarm"]
	some query in list.of(alarm.attributes.metric_query)
	is_null(object.get(query, ["account_id"], null))
	metric := alarm_metric.key(query.metric.namespace, query.metric.metric_name)
}

# Topics that an alarm acts on when it goes off; none while its actions are switched off.
topics[id] contains arn if {
	some id, alarm in data.snapshot["aws.cloudwatch.metric_alarm"]
	alarm.attributes.actions_enabled == true
	some arn in list.of(alarm.attributes.alarm_actions)
	is_topic(arn)
}

is_topic(arn) if {
	is_string(arn)
	regex.match(`^arn:[^:]+:sns:`, arn)
}

# Topics from which somebody, or something, gets messages.
heard contains arn if {
	some subscription in data.snapshot["aws.sns.subscription"]
	subscription.attributes.confirmed == true
	arn := subscription.attributes.topic_arn
	not deaf(arn)
}

# The same for subscriptions of other accounts, which only the topic counts.
heard contains arn if {
	some topic in data.snapshot["aws.sns.topic"]
	topic.attributes.subscriptions_confirmed > 0
	arn := topic.attributes.arn
	not deaf(arn)
}

# Topics from which somebody gets e-mail.
heard_by_mail contains arn if {
	some subscription in data.snapshot["aws.sns.subscription"]
	subscription.attributes.confirmed == true
	subscription.attributes.protocol in {"email", "email-json"}
	arn := subscription.attributes.topic_arn
	not deaf(arn)
}

# Alarms must not use the key that AWS manages for SNS, so what they send to such a topic is lost.
deaf(arn) if {
	key := data.snapshot["aws.sns.topic"][arn].attributes.kms_master_key_id
	is_string(key)
	regex.match(`(^|:)alias/aws/sns$`, key)
}

# Names or ARNs of alarms that a composite alarm which acts on something watches.
watched contains name if {
	some alarm in data.snapshot["aws.cloudwatch.composite_alarm"]
	alarm.attributes.actions_enabled == true
	count(list.of(alarm.attributes.alarm_actions)) > 0
	rule := alarm.attributes.alarm_rule
	is_string(rule)
	some match in regex.find_all_string_submatch_n(`(?i)ALARM\s*\(\s*"?([^")]+?)"?\s*\)`, rule, -1)
	name := match[1]
}

# Topics that some alarm acts on.
acted_on contains arn if {
	some alarm in data.snapshot["aws.cloudwatch.metric_alarm"]
	some arn in actions(alarm)
}

acted_on contains arn if {
	some alarm in data.snapshot["aws.cloudwatch.composite_alarm"]
	some arn in actions(alarm)
}

actions(alarm) := array.concat(
	list.of(object.get(alarm, ["attributes", "alarm_actions"], null)),
	array.concat(
		list.of(object.get(alarm, ["attributes", "ok_actions"], null)),
		list.of(object.get(alarm, ["attributes", "insufficient_data_actions"], null)),
	),
)
