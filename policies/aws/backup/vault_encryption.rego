# METADATA
# title: Backup vaults are encrypted
# description: >-
#   A backup holds all that the database holds, and is easier to carry away unseen. A vault without a
#   key leaves it to each service whether its backups are encrypted.
# related_resources:
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
# custom:
#   id: aws-backup-vault-encryption
#   severity: medium
#   kinds: [aws.backup.vault]
#   aliases: [backup_vaults_encrypted]
#   remediation: manual
package aws.backup.vault_encryption

import data.lib.finding

# What lies in a logically air-gapped vault is encrypted by AWS.
deny contains finding.new("kms_key_arn", key, "a KMS key") if {
	object.get(input.attributes, ["vault_type"], null) != "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"
	key := object.get(input.attributes, ["kms_key_arn"], null)
	not named(key)
}

named(key) if {
	is_string(key)
	key != ""
}
