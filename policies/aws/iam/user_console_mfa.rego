# METADATA
# title: IAM users with a console password have MFA
# description: >-
#   A password is phished, reused or guessed sooner or later. Without a second factor that is all an
#   attacker needs to sign in as this user, from anywhere.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
# custom:
#   id: aws-iam-user-console-mfa
#   severity: high
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_mfa_enabled_console_access]
#   remediation: manual
package aws.iam.user_console_mfa

import data.lib.finding

# What is not said to be without a password has one.
deny contains finding.new("mfa_active", active, true) if {
	object.get(input.attributes, ["password_enabled"], null) != false
	active := object.get(input.attributes, ["mfa_active"], null)
	active != true
}
