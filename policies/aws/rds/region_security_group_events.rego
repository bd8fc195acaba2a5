# METADATA
# title: RDS tells somebody of changes of DB security groups
# description: >-
#   DB security groups say who may connect to databases outside of a VPC. A change opens them to
#   others, and an event about it is the only sign.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html
# custom:
#   id: aws-rds-region-security-group-events
#   severity: low
#   kinds: [aws.ec2.account_settings]
#   aliases: [rds_instance_event_subscription_security_groups]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["RDS.22"]
#     hipaa: ["164.308(a)(6)(ii)"]
#     iso27001-2022: ["A.8.6", "A.8.16"]
#     nist-800-53-r5: ["CA-7", "SI-4"]
#     soc2: ["A1.1", "CC7.2"]
package aws.rds.region_security_group_events

import data.facts.databases
import data.lib.event_subscription
import data.lib.finding

# The subscriptions are no attribute of the settings of a region: the finding stands under its tags.
deny contains finding.because("tags", null, sprintf("an event subscription for %v", [category]), reason) if {
	some category in data.spec.rds.event_categories.security_group
	unheard := {source | some source in sources; not event_subscription.announced("db-security-group", source, category)}
	count(unheard) > 0
	reason := sprintf("region %v has %v DB security groups without one: %v", [
		input.id, count(unheard), concat(", ", array.slice(sort(unheard), 0, 5)),
	])
}

# They are not collected: what tells of all of them is asked for.
sources := {"any"} if {
	count(databases.event_instances) > 0
} else := set()
