# METADATA
# title: Security Hub checks the standards that the spec names
# description: >-
#   A hub without a standard checks nothing and looks all well. A standard that is still being set up,
#   or could not be, does not count.
# related_resources:
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
# custom:
#   id: aws-securityhub-account-standards
#   severity: medium
#   kinds: [aws.securityhub.account]
#   aliases: [securityhub_enabled]
#   remediation: approval
package aws.securityhub.account_standards

import data.lib.finding
import data.lib.list

deny contains finding.new("enabled_standards", sort(ready), wanted) if {
	some name in data.spec.detection.securityhub_standards
	hits := [arn | some arn in ready; contains(arn, sprintf("/%s/", [name]))]
	count(hits) == 0
	wanted := sprintf("%s, ready", [name])
}

ready := {arn |
	some standard in list.of(object.get(input.attributes, ["enabled_standards"], null))
	object.get(standard, ["standards_status"], null) == "READY"
	arn := object.get(standard, ["standards_arn"], null)
	is_string(arn)
}
