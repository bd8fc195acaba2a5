# METADATA
# title: Console passwords of IAM users that nobody uses are gone
# description: >-
#   The password of somebody who left or moved on is a door without a guard: nobody notices who tries
#   it, nor who gets in. One that was never used counts from the day on which it was set.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html
# custom:
#   id: aws-iam-user-console-unused
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_console_access_unused]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["IAM.8"]
#     cis-aws-foundations: ["2.11"]
#     hipaa: ["164.308(a)(3)(ii)(C)", "164.308(a)(4)(ii)(C)"]
#     iso27001-2022: ["A.5.9", "A.5.15", "A.5.18"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(3)", "AC-2(6)", "AC-3", "AC-3(7)", "AC-3(15)", "AC-6", "AC-24", "CM-2", "CM-5(1)", "CM-6", "CM-8"]
#     pci-dss-4.0: ["8.2.6", "12.5.1"]
#     soc2: ["CC6.2", "CC6.3", "CC7.1"]
package aws.iam.user_console_unused

import data.lib.credentials
import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new("password_enabled", true, wanted) if {
	has_password
	credentials.older_than(since, limit)
	wanted := sprintf("false, for nobody has signed in since %s", [since])
}

deny contains finding.unread(field, "the answer does not tell when that was") if {
	has_password
	not lib_time.is_moment(since)
}

has_password if object.get(input.attributes, ["password_enabled"], null) != false

used := object.get(input.attributes, ["password_last_used"], null)

since := used if {
	used != null
} else := object.get(input.attributes, ["password_last_changed"], null)

field := "password_last_used" if {
	used != null
} else := "password_last_changed"

limit := data.spec.iam.credentials.max_unused_days
