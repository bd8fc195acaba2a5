# METADATA
# title: Earlier console passwords can't be used again
# description: >-
#   Who may go back to an old password does, and with it the one comes back that leaked last year.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-account-password-policy-reuse
#   severity: medium
#   kinds: [aws.iam.account_password_policy]
#   spec: [IAM-2]
#   aliases: [iam_password_policy_reuse_24]
#   remediation: automatic
package aws.iam.account_password_policy_reuse

import data.lib.finding

deny contains finding.new("password_reuse_prevention", remembered, wanted) if {
	remembered := object.get(input.attributes, ["password_reuse_prevention"], null)
	not enough(remembered)
	wanted := sprintf("at least %d", [least])
}

enough(remembered) if {
	is_number(remembered)
	remembered >= least
}

least := data.spec.iam.password_policy.min_reuse_prevention
