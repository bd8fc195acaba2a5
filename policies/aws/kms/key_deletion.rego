# METADATA
# title: No key is on its way to deletion without being meant to
# description: >-
#   With the key goes everything that it encrypted: databases, backups and logs can't be read by
#   anybody any more. Deleting a key is how an intruder destroys data at one stroke; the waiting time
#   is there to notice. Keys that the spec names are expected to go.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
# custom:
#   id: aws-kms-key-deletion
#   severity: critical
#   kinds: [aws.kms.key]
#   spec: [SEC-3]
#   aliases: [kms_cmk_not_deleted_unintentionally]
#   remediation: approval
#   frameworks:
#     aws-fsbp: ["KMS.3"]
#     hipaa: ["164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.24"]
#     nist-800-53-r5: ["SC-12"]
#     pci-dss-4.0: ["3.6.1", "3.6.1.2", "3.6.1.3"]
#     soc2: ["CC6.1"]
package aws.kms.key_deletion

import data.lib.finding
import data.lib.list

deny contains finding.new("key_state", state, "Enabled, or the key is named in the spec") if {
	state := object.get(input.attributes, ["key_state"], null)
	state in {"PendingDeletion", "PendingReplicaDeletion"}
	not expected
}

expected if object.get(input.attributes, ["key_id"], null) in data.spec.kms.expected_deletions

expected if {
	some name in list.of(object.get(input.attributes, ["aliases"], null))
	name in data.spec.kms.expected_deletions
}
