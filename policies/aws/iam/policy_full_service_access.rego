# METADATA
# title: IAM policies leave nobody in full control of keys and logs
# description: >-
#   Whoever may do everything with the keys or the audit log can destroy both: schedule the deletion
#   of a key and with it all data under it, or stop the trail before the theft.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: aws-iam-policy-full-service-access
#   severity: medium
#   kinds: [aws.iam.policy]
#   remediation: manual
#   aliases: [iam_policy_no_full_access_to_kms, iam_policy_no_full_access_to_cloudtrail]
package aws.iam.policy_full_service_access

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.full_access(iam_limits.managed(input.attributes), data.spec.iam.full_access_services)
}
