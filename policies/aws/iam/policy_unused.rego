# METADATA
# title: Customer managed IAM policies are in use
# description: >-
#   A policy that nobody holds is not looked at any more, until somebody attaches it because its name
#   fits. What it allows was thought out for another time.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#remove-credentials
# custom:
#   id: aws-iam-policy-unused
#   severity: low
#   kinds: [aws.iam.policy]
#   remediation: manual
package aws.iam.policy_unused

import data.lib.finding

deny contains finding.new("attachment_count", 0, "attached to an identity, or deleted") if {
	object.get(input.attributes, ["aws_managed"], null) != true
	object.get(input.attributes, ["attachment_count"], null) == 0
	object.get(input.attributes, ["permissions_boundary_usage_count"], null) in {0, null}
}
