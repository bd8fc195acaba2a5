# METADATA
# title: The root user signs in with MFA
# description: >-
#   The root user can do everything, and nothing can forbid it anything: close the account, drop every
#   backup, lock the owners out. With a password alone, one phishing mail or one leaked mailbox is
#   enough. A root user without a password can't sign in and needs no device.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html
# custom:
#   id: aws-iam-account-root-mfa
#   severity: critical
#   kinds: [aws.account]
#   spec: [IAM-2]
#   aliases: [iam_root_mfa_enabled]
#   remediation: manual
#   frameworks:
#     cis-aws-foundations: ["2.5"]
#     hipaa: ["164.308(a)(3)(ii)(A)", "164.312(a)(2)(i)", "164.312(d)"]
#     iso27001-2022: ["A.5.15", "A.8.2", "A.8.5"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-3(15)", "AC-6", "AC-6(5)", "AC-24", "CM-6", "IA-2(1)", "IA-2(2)", "IA-2(6)", "IA-2(8)"]
#     pci-dss-4.0: ["7.2.2", "8.4.1", "8.4.2", "8.4.3"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.account_root_mfa

import data.lib.finding

deny contains finding.new("root_mfa_enabled", enabled, true) if {
	signs_in
	not in_govcloud
	enabled := object.get(input.attributes, ["root_mfa_enabled"], null)
	enabled != true
}

deny contains finding.unsupported("root_mfa_enabled", "the root user of GovCloud has no console to sign in to") if {
	signs_in
	in_govcloud
}

signs_in if object.get(input.attributes, ["root_password_present"], null) != false

in_govcloud if {
	is_string(input.arn)
	startswith(input.arn, "arn:aws-us-gov:")
}
