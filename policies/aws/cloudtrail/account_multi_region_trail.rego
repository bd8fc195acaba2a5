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
#   frameworks:
#     aws-fsbp: ["CloudTrail.1"]
#     cis-aws-foundations: ["4.1"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)"]
#     iso27001-2022: ["A.8.15", "A.8.16"]
#     nist-800-53-r5: ["AC-2(4)", "AC-6(9)", "AU-2", "AU-3", "AU-6(1)", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "AU-14", "CA-7", "CM-5(1)", "CM-6",
#       "SI-4", "SI-4(2)", "SI-4(20)"]
#     pci-dss-4.0: ["10.2.1", "10.2.1.1", "10.2.1.2", "10.2.1.3", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.2.2", "10.3.1"]
#     soc2: ["CC7.2"]
package aws.cloudtrail.account_multi_region_trail

import data.facts.trails
import data.lib.finding
import data.lib.list
import data.lib.trail

deny contains finding.because("enabled_regions", missing, "covered by a trail that logs", reason) if {
	not trail.covered(trails.logging, regions)
	missing := sort(trail.uncovered(trails.logging, regions))
	reason := concat("; ", sort(trails.shortcomings))
}

regions := list.of(object.get(input.attributes, ["enabled_regions"], null))
