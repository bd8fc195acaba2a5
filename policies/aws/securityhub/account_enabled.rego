# METADATA
# title: Security Hub gathers the findings of each region
# description: >-
#   Without Security Hub the findings of GuardDuty, Access Analyzer and the others lie each in a
#   console of its own, in each region, where nobody looks at all of them.
# related_resources:
#   - https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html
# custom:
#   id: aws-securityhub-account-enabled
#   severity: medium
#   kinds: [aws.ec2.account_settings]
#   aliases: [securityhub_enabled]
#   remediation: approval
#   frameworks:
#     cis-aws-foundations: ["5.16"]
#     hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(5)(ii)(C)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(e)(2)(i)"]
#     iso27001-2022: ["A.8.8", "A.8.16"]
#     nist-800-53-r5: ["AU-6(1)", "AU-14", "CA-7", "RA-5", "SI-4"]
#     pci-dss-4.0: ["10.7.2"]
#     soc2: ["CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4"]
package aws.securityhub.account_enabled

import data.lib.region

deny contains region.lacks("a subscription to Security Hub", "Security Hub is not on") if {
	region.watched
	count(hubs) == 0
}

hubs contains id if some id, _ in data.snapshot["aws.securityhub.account"]
