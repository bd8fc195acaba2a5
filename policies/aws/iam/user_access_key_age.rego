# METADATA
# title: Active access keys of IAM users are younger than the spec's limit
# description: >-
#   An access key holds until somebody ends it. The older it is, the more laptops, scripts and logs it
#   has been through, and the more people who have left know it.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html
# custom:
#   id: aws-iam-user-access-key-age
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_rotate_access_key_90_days]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["IAM.3"]
#     cis-aws-foundations: ["2.12"]
#     hipaa: ["164.308(a)(4)(ii)(C)", "164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.15", "A.5.17"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-3(15)", "AC-24", "CM-5(1)", "CM-6", "IA-5"]
#     pci-dss-4.0: ["8.6.3"]
#     soc2: ["CC6.1"]
package aws.iam.user_access_key_age

import data.lib.credentials
import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new(credentials.path(key, "last_rotated"), made, wanted) if {
	some key in keys
	made := object.get(key, ["last_rotated"], null)
	credentials.older_than(made, limit)
	wanted := sprintf("at most %d days ago", [limit])
}

deny contains finding.unread(credentials.path(key, "last_rotated"), "the answer does not tell when the key was made") if {
	some key in keys
	not lib_time.is_moment(object.get(key, ["last_rotated"], null))
}

keys := credentials.live(object.get(input.attributes, ["access_keys"], null))

limit := data.spec.iam.credentials.max_key_age_days
