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
#   frameworks:
#     cis-aws-foundations: ["4.8", "4.9"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16"]
#     nist-800-53-r5: ["AC-2(4)", "AC-6(9)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)", "CM-6", "SI-4(2)",
#       "SI-4(20)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2"]
package aws.cloudtrail.account_data_events

import data.facts.trails
import data.lib.finding
import data.lib.list
import data.lib.trail

deny contains finding.because("account_id", actual, wanted, reason) if {
	some entry in data.spec.cloudtrail.data_events
	some direction in entry.directions
	ids := {id | some id in trails.logging; [id, entry.type, direction] in trails.data_events}
	not trail.covered(ids, regions)
	actual := sprintf("recorded in full by %v", [sort(ids)])
	wanted := sprintf("every event of %s that %ss is recorded", [entry.type, direction])
	reason := concat("; ", sort(trails.shortcomings | {"no selector of a trail that counts takes all of them"}))
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))
