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
#   frameworks:
#     aws-fsbp: ["IAM.5"]
#     cis-aws-foundations: ["2.10"]
#     hipaa: ["164.308(a)(3)(ii)(A)", "164.312(a)(1)", "164.312(d)"]
#     iso27001-2022: ["A.5.15", "A.8.5"]
#     nist-800-53-r5: ["AC-2(1)", "AC-3(15)", "AC-24", "CM-5(1)", "CM-6", "IA-2(1)", "IA-2(2)", "IA-2(6)", "IA-2(8)"]
#     pci-dss-4.0: ["8.4.1", "8.4.2", "8.4.3"]
#     soc2: ["CC6.1"]
package aws.iam.user_console_mfa

import data.lib.finding

# What is not said to be without a password has one.
deny contains finding.new("mfa_active", active, true) if {
	object.get(input.attributes, ["password_enabled"], null) != false
	active := object.get(input.attributes, ["mfa_active"], null)
	active != true
}
