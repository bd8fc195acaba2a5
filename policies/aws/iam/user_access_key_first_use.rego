# METADATA
# title: Access keys of IAM users have been used at least once
# description: >-
#   A key that is made along with the user and never needed lies in an e-mail or a download folder, and
#   still opens everything that the user may do. Users with a console password get no time for the
#   first use, because they can make a key when they need one.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
# custom:
#   id: aws-iam-user-access-key-first-use
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_no_setup_initial_access_key]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.308(a)(3)(ii)(C)", "164.308(a)(4)(ii)(C)", "164.308(a)(5)(ii)(D)"]
#     iso27001-2022: ["A.5.17", "A.5.18"]
#     nist-800-53-r5: ["AC-2", "AC-2(3)", "IA-5"]
#     pci-dss-4.0: ["8.2.6", "8.6.3"]
#     soc2: ["CC6.1", "CC6.2", "CC6.3"]
package aws.iam.user_access_key_first_use

import data.lib.credentials
import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new(credentials.path(key, "last_used_date"), null, "used once, or the key is off") if {
	some key in idle_keys
	overdue(key)
}

deny contains finding.unread(credentials.path(key, "last_rotated"), "the answer does not tell when the key was made") if {
	not has_password
	some key in idle_keys
	not lib_time.is_moment(object.get(key, ["last_rotated"], null))
}

idle_keys := [key |
	some key in credentials.live(object.get(input.attributes, ["access_keys"], null))
	credentials.never_used(key)
]

overdue(_) if has_password

overdue(key) if credentials.older_than(object.get(key, ["last_rotated"], null), data.spec.iam.credentials.first_use_days)

has_password if object.get(input.attributes, ["password_enabled"], null) != false
