# METADATA
# title: Console users whom the spec names have hardware MFA or a passkey
# description: >-
#   The code of an app can be typed into a fake page or read from a lost phone; a security key or
#   passkey answers the real page only. The spec says whether nobody, administrators or everyone with
#   a console password needs one. An app beside the key keeps the weaker way open.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_fido.html
# custom:
#   id: aws-iam-user-hardware-mfa
#   severity: medium
#   kinds: [aws.iam.user]
#   spec: [IAM-2]
#   aliases: [iam_user_hardware_mfa_enabled]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.312(d)"]
#     iso27001-2022: ["A.8.5"]
#     nist-800-53-r5: ["IA-2(1)", "IA-2(2)", "IA-2(6)"]
#     pci-dss-4.0: ["8.4.1", "8.4.2"]
#     soc2: ["CC6.1"]
package aws.iam.user_hardware_mfa

import data.facts.administrators
import data.lib.finding
import data.lib.list

deny contains finding.new("mfa_active", active, true) if {
	meant
	active := object.get(input.attributes, ["mfa_active"], null)
	active != true
}

deny contains finding.new("virtual_mfa_devices", apps, []) if {
	meant
	apps := list.of(object.get(input.attributes, ["virtual_mfa_devices"], null))
	count(apps) > 0
}

meant if {
	object.get(input.attributes, ["password_enabled"], null) != false
	named
}

named if whose == "everyone"

named if {
	whose == "administrators"
	input.id in administrators.users
}

whose := data.spec.iam.credentials.hardware_mfa
