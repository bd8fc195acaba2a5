# METADATA
# title: The root user has not been used lately
# description: >-
#   Who works as the root user works without limits and without a name: a slip can't be stopped, and
#   the log does not tell who it was. It is kept for the few tasks that nobody else can do. Its
#   password and both of its access keys are looked at.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html
# custom:
#   id: aws-iam-account-root-unused
#   severity: high
#   kinds: [aws.account]
#   spec: [IAM-2]
#   aliases: [iam_avoid_root_usage]
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["2.7"]
#     hipaa: ["164.308(a)(3)(ii)(A)", "164.308(a)(5)(ii)(C)", "164.312(a)(2)(i)"]
#     iso27001-2022: ["A.5.15", "A.8.2"]
#     nist-800-53-r5: ["AC-2", "AC-2(12)", "AC-6", "AC-6(2)", "AC-6(5)"]
#     pci-dss-4.0: ["7.2.2", "8.2.2"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.account_root_unused

import data.lib.finding
import data.lib.time as lib_time

deny contains finding.new(path, moment, wanted) if {
	some path, moment in uses
	lib_time.is_moment(moment)
	lib_time.days_since(moment) < days
	wanted := sprintf("not within %d days", [days])
}

deny contains finding.unread(path, "the answer does not tell when that was") if {
	some path, moment in uses
	moment != null
	not lib_time.is_moment(moment)
}

uses := {
	"root_password_last_used": object.get(input.attributes, ["root_password_last_used"], null),
	"root_access_key_1.last_used_date": object.get(input.attributes, ["root_access_key_1", "last_used_date"], null),
	"root_access_key_2.last_used_date": object.get(input.attributes, ["root_access_key_2", "last_used_date"], null),
}

days := data.spec.iam.credentials.root_unused_days
