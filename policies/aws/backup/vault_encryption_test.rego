package aws.backup.vault_encryption_test

import data.aws.backup.vault_encryption

deny(type, key) := found if {
	found := vault_encryption.deny with input as {"attributes": {"vault_type": type, "kms_key_arn": key}}
}

failure(actual) := {{"path": "kms_key_arn", "actual": actual, "expected": "a KMS key"}}

test_a_key_passes if deny("BACKUP_VAULT", "arn:aws:kms:eu-west-1:111122223333:key/k") == set()

test_no_key_fails if {
	deny("BACKUP_VAULT", null) == failure(null)
	deny(null, "") == failure("")
}

test_air_gapped_vaults_pass if deny("LOGICALLY_AIR_GAPPED_BACKUP_VAULT", null) == set()
