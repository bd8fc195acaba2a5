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
#   frameworks:
#     aws-fsbp: ["IAM.7"]
#     cis-aws-foundations: ["2.9"]
#     hipaa: ["164.308(a)(4)(ii)(C)", "164.308(a)(5)(ii)(D)", "164.312(d)"]
#     iso27001-2022: ["A.5.17", "A.8.5"]
#     nist-800-53-r5: ["IA-5", "IA-5(1)"]
#     pci-dss-4.0: ["8.3.7"]
#     soc2: ["CC6.1"]
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
