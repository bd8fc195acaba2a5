# METADATA
# title: Customer managed keys are enabled or on their way to deletion
# description: >-
#   What a disabled key encrypted can't be read until somebody enables it, which shows at the worst
#   time: when a backup is needed. If it is needed no more, it costs money every month and wants to be
#   deleted.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html
# custom:
#   id: aws-kms-key-disabled
#   severity: low
#   kinds: [aws.kms.key]
#   spec: [SEC-3]
#   aliases: [kms_cmk_are_used]
#   remediation: approval
#   frameworks:
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.5.9", "A.8.24"]
#     nist-800-53-r5: ["CM-2", "CM-8", "SC-12"]
#     pci-dss-4.0: ["3.6.1", "12.5.1"]
#     soc2: ["CC6.1", "CC7.1"]
package aws.kms.key_disabled

import data.lib.finding

# States that a key passes through on its way in or out are left alone.
deny contains finding.new("key_state", state, "Enabled") if {
	object.get(input.attributes, ["key_manager"], null) != "AWS"
	state := object.get(input.attributes, ["key_state"], null)
	not state in {
		"Enabled",
		"Creating",
		"Updating",
		"PendingImport",
		"PendingDeletion",
		"PendingReplicaDeletion",
	}
}
