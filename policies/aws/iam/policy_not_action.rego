# METADATA
# title: IAM policies list what they allow, not what they leave out
# description: >-
#   Allow with NotAction takes in all actions that are not listed, also those of services that AWS
#   adds next year. What was meant as a limit grows by itself.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
# custom:
#   id: aws-iam-policy-not-action
#   severity: low
#   kinds: [aws.iam.policy]
#   remediation: manual
package aws.iam.policy_not_action

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.all_but_some(iam_limits.managed(input.attributes))
}
