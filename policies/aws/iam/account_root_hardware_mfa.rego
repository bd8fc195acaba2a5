# METADATA
# title: The root user signs in with a hardware device or a passkey
# description: >-
#   The code of an app on a phone can be typed into a fake page, or read from a phone that is lost or
#   backed up. A security key or passkey answers the real page only. An app beside the key keeps the
#   weaker way open.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-hw-key-for-root.html
# custom:
#   id: aws-iam-account-root-hardware-mfa
#   severity: high
#   kinds: [aws.account]
#   spec: [IAM-2]
#   aliases: [iam_root_hardware_mfa_enabled]
#   remediation: manual
#   frameworks:
#     aws-fsbp: ["IAM.6"]
#     cis-aws-foundations: ["2.6"]
#     hipaa: ["164.308(a)(3)(ii)(A)", "164.312(a)(2)(i)", "164.312(d)"]
#     iso27001-2022: ["A.8.2", "A.8.5"]
#     nist-800-53-r5: ["AC-2", "AC-2(1)", "AC-3(15)", "AC-6", "AC-6(5)", "AC-24", "CM-5(1)", "CM-6", "IA-2(1)", "IA-2(2)", "IA-2(6)", "IA-2(8)"]
#     pci-dss-4.0: ["7.2.2", "8.4.1", "8.4.2", "8.4.3"]
#     soc2: ["CC6.1", "CC6.3"]
package aws.iam.account_root_hardware_mfa

import data.lib.finding
import data.lib.list

deny contains finding.new("root_mfa_enabled", enabled, true) if {
	signs_in
	enabled := object.get(input.attributes, ["root_mfa_enabled"], null)
	enabled != true
}

deny contains finding.new("root_virtual_mfa_devices", apps, []) if {
	signs_in
	apps := list.of(object.get(input.attributes, ["root_virtual_mfa_devices"], null))
	count(apps) > 0
}

deny contains finding.unsupported("root_mfa_enabled", "the root user of GovCloud has no console to sign in to") if {
	with_password
	in_govcloud
}

signs_in if {
	with_password
	not in_govcloud
}

with_password if object.get(input.attributes, ["root_password_present"], null) != false

in_govcloud if {
	is_string(input.arn)
	startswith(input.arn, "arn:aws-us-gov:")
}
