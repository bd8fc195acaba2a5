# METADATA
# title: RDS tells somebody of failures and changes of instances
# description: >-
#   A failover, a full disk or a changed setting of a database is announced once, as an event.
#   Without a subscription nobody hears of it, and the outage or the intruder is noticed by the
#   customers.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html
# custom:
#   id: aws-rds-region-instance-events
#   severity: medium
#   kinds: [aws.ec2.account_settings]
#   aliases: [rds_instance_critical_event_subscription]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.20"]
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["CA-7", "SI-4"]
#     soc2: ["A1.1", "CC7.2"]
package aws.rds.region_instance_events

import data.facts.databases
import data.lib.event_subscription
import data.lib.finding

# The subscriptions are no attribute of the settings of a region: the finding stands under its tags.
deny contains finding.because("tags", null, sprintf("an event subscription for %v", [category]), reason) if {
	some category in data.spec.rds.event_categories.instance
	unheard := {source | some source in sources; not event_subscription.announced("db-instance", source, category)}
	count(unheard) > 0
	reason := sprintf("region %v has %v instances without one: %v", [
		input.id, count(unheard), concat(", ", array.slice(sort(unheard), 0, 5)),
	])
}

sources := databases.event_instances
