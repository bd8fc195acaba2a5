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
#   frameworks:
#     aws-fsbp: ["IAM.21", "KMS.1"]
#     hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(B)", "164.312(a)(1)"]
#     iso27001-2022: ["A.5.15", "A.5.18", "A.8.2"]
#     nist-800-53-r5: ["AC-3", "AC-6", "AC-6(10)"]
#     pci-dss-4.0: ["3.6.1", "3.6.1.2", "3.6.1.3", "7.2.1", "7.2.2", "7.2.5", "7.3.1", "7.3.2", "7.3.3"]
#     soc2: ["CC6.3"]
package aws.iam.policy_full_service_access

import data.lib.iam_limits

deny contains found if {
	some found in iam_limits.full_access(iam_limits.managed(input.attributes), data.spec.iam.full_access_services)
}
