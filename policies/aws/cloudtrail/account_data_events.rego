# METADATA
# title: Trails record the data events that the spec lists
# description: >-
#   Who read or deleted an object is no management event. Without data events for all buckets, a
#   theft of data shows nowhere but on the bill, and it can't be told what was taken.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
# custom:
#   id: aws-cloudtrail-account-data-events
#   severity: low
#   kinds: [aws.account]
#   aliases:
#     - cloudtrail_s3_dataevents_read_enabled
#     - cloudtrail_s3_dataevents_write_enabled
#   remediation: manual
package aws.cloudtrail.account_data_events

import data.facts.trails
import data.lib.finding
import data.lib.list

deny contains finding.because("account_id", actual, wanted, reason) if {
	some entry in data.spec.cloudtrail.data_events
	some direction in entry.directions
	ids := {id | some id in trails.logging; [id, entry.type, direction] in trails.data_events}
	not trails.covered(ids, regions)
	actual := sprintf("recorded in full by %v", [sort(ids)])
	wanted := sprintf("every event of %s that %ss is recorded", [entry.type, direction])
	reason := concat("; ", sort(trails.shortcomings | {"no selector of a trail that counts takes all of them"}))
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))
