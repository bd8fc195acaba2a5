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
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)"]
#     iso27001-2022: ["A.8.13", "A.8.24"]
#     nist-800-53-r5: ["CP-9", "CP-9(8)", "CP-10", "SC-28", "SC-28(1)"]
#     pci-dss-4.0: ["3.5.1"]
#     soc2: ["A1.2", "CC6.1", "PI1.5"]
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
