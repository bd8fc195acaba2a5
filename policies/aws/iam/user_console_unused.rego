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

since := used if used != null

since := object.get(input.attributes, ["password_last_changed"], null) if used == null

field := "password_last_used" if used != null

field := "password_last_changed" if used == null

limit := data.spec.iam.credentials.max_unused_days
