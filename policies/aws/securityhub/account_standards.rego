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
#   frameworks:
#     cis-aws-foundations: ["5.16"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(5)(ii)(C)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(e)(2)(i)"]
#     iso27001-2022: ["A.8.8", "A.8.16"]
#     nist-800-53-r5: ["AU-6(1)", "AU-14", "CA-7", "RA-5", "SI-4"]
#     pci-dss-4.0: ["10.7.2"]
#     soc2: ["CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4"]
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
