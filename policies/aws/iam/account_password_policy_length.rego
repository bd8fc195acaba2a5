# METADATA
# title: Console passwords have the length that the spec asks for
# description: >-
#   Short passwords are guessed, and found in lists of leaked ones. Without a policy of its own, an
#   account takes passwords of 8 characters.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
# custom:
#   id: aws-iam-account-password-policy-length
#   severity: medium
#   kinds: [aws.iam.account_password_policy]
#   spec: [IAM-2]
#   aliases: [iam_password_policy_minimum_length_14]
#   remediation: automatic
#   frameworks:
#     aws-fsbp: ["IAM.7"]
#     cis-aws-foundations: ["2.8"]
#     hipaa: ["164.308(a)(5)(ii)(D)", "164.312(d)"]
#     iso27001-2022: ["A.5.17", "A.8.5"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-2(3)", "AC-3(15)", "AC-24", "CM-5(1)", "CM-6", "IA-4", "IA-5", "IA-5(1)"]
#     pci-dss-4.0: ["8.3.6"]
#     soc2: ["CC6.1"]
package aws.iam.account_password_policy_length

import data.lib.finding

deny contains finding.new("minimum_password_length", length, wanted) if {
	length := object.get(input.attributes, ["minimum_password_length"], null)
	not long_enough(length)
	wanted := sprintf("at least %d", [least])
}

# An account without a policy has the length null.
long_enough(length) if {
	is_number(length)
	length >= least
}

least := data.spec.iam.password_policy.min_length
