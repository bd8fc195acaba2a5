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
