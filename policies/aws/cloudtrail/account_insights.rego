# METADATA
# title: CloudTrail looks for unusual activity
# description: >-
#   A stolen key shows in the number of calls and of refusals long before anybody reads the log.
#   Without Insights that burst is one line among millions.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html
# custom:
#   id: aws-cloudtrail-account-insights
#   severity: low
#   kinds: [aws.account]
#   aliases:
#     - cloudtrail_insights_exist
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16"]
#     nist-800-53-r5: ["AU-2", "AU-3", "AU-6(1)", "AU-12", "SI-4"]
#     pci-dss-4.0: ["10.2.1"]
#     soc2: ["CC7.2"]
package aws.cloudtrail.account_insights

import data.facts.trails
import data.lib.finding
import data.lib.list
import data.lib.trail

deny contains finding.new("account_id", actual, sprintf("some trail looks for %s", [wanted])) if {
	some wanted in data.spec.cloudtrail.insight_types
	ids := looking(wanted)
	not trail.covered(ids, regions)
	actual := sprintf("looked for by %v", [sort(ids)])
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))

looking(wanted) := {id |
	some id in trails.logging
	some selector in list.of(data.snapshot["aws.cloudtrail.trail"][id].attributes.insight_selector)
	selector.insight_type == wanted
}
