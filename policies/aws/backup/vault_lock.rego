# METADATA
# title: Backup vaults are locked as the spec asks for
# description: >-
#   Who takes over an account to extort its owner deletes the backups first. A lock keeps them for
#   their time: in governance mode from all but a few, in compliance mode from everybody.
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
# custom:
#   id: aws-backup-vault-lock
#   severity: medium
#   kinds: [aws.backup.vault]
#   remediation: manual
package aws.backup.vault_lock

import data.lib.finding

deny contains finding.new("locked", locked, true) if {
	wanted != "none"
	locked := object.get(input.attributes, ["locked"], null)
	locked != true
}

# Only a lock in compliance mode has a day from which it can't be taken away.
deny contains finding.new("lock_date", null, "the day from which nobody can lift the lock") if {
	wanted == "compliance"
	object.get(input.attributes, ["locked"], null) == true
	object.get(input.attributes, ["lock_date"], null) == null
}

wanted := data.spec.backup.vault_lock
