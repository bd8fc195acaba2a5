# METADATA
# title: RDS clusters name the key of their encryption
# description: >-
#   Whoever may use the key may read the database. With a key of AWS nobody can narrow that down,
#   share it on purpose or cut it off in an emergency; with no key named there is nothing to check at
#   all.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.Keys.html
# custom:
#   id: aws-rds-cluster-encryption-key
#   severity: medium
#   kinds: [aws.rds.cluster]
#   spec: [DB-6]
#   remediation: manual
package aws.rds.cluster_encryption_key

import data.lib.finding

deny contains finding.new("kms_key_id", key, "a KMS key") if {
	encrypted
	not named
}

deny contains finding.because("kms_key_id", key, "a key of your own", reason) if {
	encrypted
	named
	data.spec.rds.customer_managed_keys == true
	manager == "AWS"
	reason := sprintf("key %v is managed by AWS", [key_id])
}

# A key of another account can't be one of AWS, which are not shared; any other has to be known.
deny contains finding.unread("kms_key_id", sprintf("key %v is not in the snapshot", [key_id])) if {
	encrypted
	named
	data.spec.rds.customer_managed_keys == true
	not is_string(manager)
	not elsewhere
}

encrypted if {
	object.get(input.attributes, ["storage_encrypted"], null) == true
}

key := object.get(input.attributes, ["kms_key_id"], null)

named if {
	is_string(key)
	key != ""
}

key_id := regex.replace(key, `^.*/`, "") if is_string(key)

manager := data.snapshot["aws.kms.key"][key_id].attributes.key_manager

elsewhere if {
	is_string(key)
	parts := split(key, ":")
	count(parts) == 6
	parts[4] != input.scope.account
}
