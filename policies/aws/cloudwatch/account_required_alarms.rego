# METADATA
# title: The alarms of the spec exist, are on, and reach somebody by e-mail
# description: >-
#   A full disk, a lagging replica or a failing load balancer gives warning for hours before it is
#   an outage. The warning is lost where the alarm was never made, is switched off, or goes to a
#   topic that nobody has confirmed to read.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
# custom:
#   id: aws-cloudwatch-account-required-alarms
#   severity: medium
#   kinds: [aws.account]
#   spec: [MON-2]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["AU-5", "CA-7", "SI-4"]
#     pci-dss-4.0: ["10.7.2"]
#     soc2: ["A1.1", "CC7.2"]
package aws.cloudwatch.account_required_alarms

import data.facts.alarms
import data.lib.finding
import data.lib.list
import data.lib.pattern

deny contains finding.because("account_id", actual, sprintf("an alarm for %s that reaches somebody by e-mail", [entry.name]), reason) if {
	some entry in data.spec.cloudwatch.required_alarms
	found := candidates(entry)
	not any_heard(found)
	count(unread_topics(found)) == 0
	actual := sort(found)
	reason := broken_link(found)
}

deny contains finding.unread("account_id", message) if {
	some entry in data.spec.cloudwatch.required_alarms
	found := candidates(entry)
	not any_heard(found)
	some topic in unread_topics(found)
	message := sprintf("topic %v, which the alarm for %s acts on, is not in the snapshot", [topic, entry.name])
}

candidates(entry) := {id |
	some id, alarm in data.snapshot["aws.cloudwatch.metric_alarm"]
	is_named(entry, alarm)
	watches(entry, alarm)
	is_directed(entry, alarm)
}

is_named(entry, alarm) if pattern.fits_one(alarm.attributes.alarm_name, object.get(entry, ["alarm"], "*"))

# What an alarm watches on its own, or within an expression.
watches(entry, alarm) if {
	fits(entry, alarm.attributes)
}

watches(entry, alarm) if {
	some query in list.of(alarm.attributes.metric_query)
	is_object(query.metric)
	fits(entry, query.metric)
}

fits(entry, metric) if {
	is_or_unset(object.get(entry, ["namespace"], null), object.get(metric, ["namespace"], null))
	is_or_unset(object.get(entry, ["metric"], null), object.get(metric, ["metric_name"], null))
	others := [dimension |
		some dimension in list.of(object.get(entry, ["dimensions"], null))
		not pattern.fits_one(metric.dimensions[dimension.name], dimension.value)
	]
	count(others) == 0
}

is_or_unset(null, _) := true

is_or_unset(wanted, value) if wanted == value

# An alarm on a band of normal values goes off on the side that its operator names.
is_directed(entry, _) if object.get(entry, ["direction"], null) == null

is_directed(entry, alarm) if contains(alarm.attributes.comparison_operator, operators[entry.direction])

operators := {"above": "Greater", "below": "Less"}

topics_of(ids) := {topic |
	some id in ids
	some topic in alarms.topics[id]
}

any_heard(ids) if count(topics_of(ids) & alarms.heard_by_mail) > 0

unread_topics(ids) := {topic |
	some topic in topics_of(ids)
	not data.snapshot["aws.sns.topic"][topic].id
}

broken_link(ids) := "no alarm watches this" if {
	count(ids) == 0
} else := "the alarm acts on no topic, or its actions are switched off" if {
	count(topics_of(ids)) == 0
} else := sprintf("topic %s has no confirmed e-mail subscription that hears of alarms", [concat(", ", sort(topics_of(ids)))])
