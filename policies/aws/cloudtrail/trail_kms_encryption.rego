# METADATA
# title: Trails encrypt their log files with a KMS key
# description: >-
#   With a key of its own, reading the log takes a right on the key besides one on the bucket, and
#   each use of the key is recorded. Without it, whoever may read the bucket reads who did what.
# related_resources:
#   - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
# custom:
#   id: aws-cloudtrail-trail-kms-encryption
#   severity: medium
#   kinds: [aws.cloudtrail.trail]
#   spec: [SEC-2]
#   aliases:
#     - cloudtrail_kms_encryption_enabled
#   remediation: manual
#   certain: true
package aws.cloudtrail.trail_kms_encryption

import data.lib.finding

deny contains finding.new("kms_key_id", key, "a KMS key") if {
	key := object.get(input.attributes, ["kms_key_id"], null)
	not named(key)
}

named(key) if {
	is_string(key)
	key != ""
}
