# METADATA
# title: Some trail records all management events, reads and writes
# description: >-
#   A trail that leaves out reads hides how an intruder looked around; one that leaves out writes,
#   or a service, hides what was changed. A selector that names single services or events records
#   less than its name says.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
# custom:
#   id: aws-cloudtrail-account-management-events
#   severity: medium
#   kinds: [aws.account]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_bedrock_logging_enabled
#     - cloudtrail_multi_region_enabled_logging_management_events
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["CloudTrail.1"]
#     cis-aws-foundations: ["4.1"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-6(1)", "AU-12", "SI-4"]
#     pci-dss-4.0: ["10.2.1"]
#     soc2: ["CC7.2"]
package aws.cloudtrail.account_management_events

import data.facts.trails
import data.lib.finding
import data.lib.list
import data.lib.trail

deny contains finding.because("account_id", actual, sprintf("every management event that %ss is recorded", [direction]), reason) if {
	some direction in ["read", "write"]
	ids := {id | some id in trails.logging; [id, direction] in trails.management}
	not trail.covered(ids, regions)
	actual := sprintf("recorded in full by %v", [sort(ids)])
	reason := concat("; ", sort(trails.shortcomings | partial(direction)))
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))

partial(direction) := {sprintf("trail %v leaves out events that %s", [id, direction]) |
	some id in trails.logging
	not [id, direction] in trails.management
}
