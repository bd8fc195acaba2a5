# METADATA
# title: IAM users have no more active access keys than the spec permits
# description: >-
#   The second key is meant for the days in which the first is replaced. Two that stay are twice as
#   easy to lose, and nobody knows which of them is the one in use.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
# custom:
#   id: aws-iam-user-access-key-count
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_two_active_access_key]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.17"]
#     nist-800-53-r5: ["AC-2", "IA-5"]
#     pci-dss-4.0: ["8.6.3"]
#     soc2: ["CC6.1"]
package aws.iam.user_access_key_count

import data.lib.credentials
import data.lib.finding

deny contains finding.new("access_keys", number, wanted) if {
	number := count(credentials.live(object.get(input.attributes, ["access_keys"], null)))
	number > most
	wanted := sprintf("at most %d active", [most])
}

most := data.spec.iam.credentials.max_active_keys
