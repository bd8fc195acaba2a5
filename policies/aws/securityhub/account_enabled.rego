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
package aws.securityhub.account_enabled

import data.lib.region

deny contains region.lacks("a subscription to Security Hub", "Security Hub is not on") if {
	region.watched
	count(hubs) == 0
}

hubs contains id if some id, _ in data.snapshot["aws.securityhub.account"]
