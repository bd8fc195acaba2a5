# METADATA
# title: Console passwords expire as the spec says
# description: >-
#   A password that leaked unnoticed opens the console for as long as it holds. How long that may be
#   is a matter of the spec; it may also demand no expiry, where everybody has a second factor.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-account-password-policy-expiry
#   severity: low
#   kinds: [aws.iam.account_password_policy]
#   spec: [IAM-2]
#   aliases: [iam_password_policy_expires_passwords_within_90_days_or_less]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["IAM.7"]
#     hipaa: ["164.308(a)(5)(ii)(D)", "164.312(d)"]
#     iso27001-2022: ["A.5.17", "A.8.5"]
#     nist-800-53-r5: ["IA-5", "IA-5(1)"]
#     pci-dss-4.0: ["8.3.9"]
#     soc2: ["CC6.1"]
package aws.iam.account_password_policy_expiry

import data.lib.finding

deny contains finding.new("max_password_age", age, wanted) if {
	is_number(most)
	age := object.get(input.attributes, ["max_password_age"], null)
	not soon_enough(age)
	wanted := sprintf("at most %d", [most])
}

# 0 is how some write that passwords never expire.
soon_enough(age) if {
	is_number(age)
	age > 0
	age <= most
}

most := data.spec.iam.password_policy.max_age_days
