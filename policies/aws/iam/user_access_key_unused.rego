# METADATA
# title: Access keys of IAM users that nobody uses are off
# description: >-
#   A key that nobody uses is missed by nobody when it is stolen, and its use by a stranger disturbs no
#   one. A key that was never used counts from the day on which it was made.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html
# custom:
#   id: aws-iam-user-access-key-unused
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_accesskey_unused]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["IAM.8"]
#     cis-aws-foundations: ["2.11"]
#     hipaa: ["164.308(a)(3)(ii)(C)", "164.308(a)(4)(ii)(C)"]
#     iso27001-2022: ["A.5.9", "A.5.15", "A.5.18"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(3)", "AC-2(6)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-6", "AC-24", "CM-2", "CM-5(1)", "CM-6", "CM-8"]
#     pci-dss-4.0: ["8.2.6", "12.5.1"]
#     soc2: ["CC6.2", "CC6.3", "CC7.1"]
package aws.iam.user_access_key_unused

import data.lib.credentials
import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new(credentials.path(key, "active"), true, wanted) if {
	some key in keys
	since := credentials.idle_since(key)
	credentials.older_than(since, limit)
	wanted := sprintf("false, for the key has not been used since %s", [since])
}

deny contains finding.unread(path, "the answer does not tell when that was") if {
	some key in keys
	not lib_time.is_moment(credentials.idle_since(key))
	path := credentials.path(key, credentials.idle_field(key))
}

keys := credentials.live(object.get(input.attributes, ["access_keys"], null))

limit := data.spec.iam.credentials.max_unused_days
