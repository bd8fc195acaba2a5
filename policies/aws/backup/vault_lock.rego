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
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10", "SI-7", "SI-12"]
#     soc2: ["A1.2", "PI1.5"]
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
