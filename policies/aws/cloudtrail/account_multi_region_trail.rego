# METADATA
# title: A CloudTrail trail logs what is done in every region
# description: >-
#   An intruder works in the region that nobody looks at. Where no trail covers it and logs,
#   machines and users that are made there leave no record, and nobody can say later what happened.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html
# custom:
#   id: aws-cloudtrail-account-multi-region-trail
#   severity: high
#   kinds: [aws.account]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_multi_region_enabled
#   remediation: manual
package aws.cloudtrail.account_multi_region_trail

import data.facts.trails
import data.lib.finding
import data.lib.list

deny contains finding.because("enabled_regions", missing, "covered by a trail that logs", reason) if {
	not trails.covered(trails.logging, regions)
	missing := sort(trails.uncovered(trails.logging, regions))
	reason := concat("; ", sort(trails.shortcomings))
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))
