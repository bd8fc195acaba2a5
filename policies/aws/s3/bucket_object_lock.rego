# METADATA
# title: S3 buckets lock new objects against deletion
# description: >-
#   Extortionists delete the backups first. What is locked for a time can be deleted by nobody, or
#   only with a special permission, however many keys they have. Object Lock without a default
#   retention locks only what asks for it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
# custom:
#   id: aws-s3-bucket-object-lock
#   severity: low
#   kinds: [aws.s3.bucket]
#   aliases: [s3_bucket_object_lock]
#   remediation: manual
#   frameworks:
#     hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)"]
#     iso27001-2022: ["A.5.33", "A.8.13"]
#     nist-800-53-r5: ["CP-9", "CP-10", "SI-7", "SI-12"]
#     soc2: ["A1.2", "PI1.5"]
package aws.s3.bucket_object_lock

import data.lib.bucket
import data.lib.finding

deny contains finding.new("object_lock_configuration.object_lock_enabled", state, "Enabled") if {
	bucket.demanded(data.spec.s3.demands.object_lock, input)
	state := object.get(input.attributes, ["object_lock_configuration", "object_lock_enabled"], null)
	state != "Enabled"
}

deny contains finding.new("object_lock_configuration.mode", mode, ["GOVERNANCE", "COMPLIANCE"]) if {
	bucket.demanded(data.spec.s3.demands.object_lock, input)
	object.get(input.attributes, ["object_lock_configuration", "object_lock_enabled"], null) == "Enabled"
	mode := object.get(input.attributes, ["object_lock_configuration", "mode"], null)
	not mode in {"GOVERNANCE", "COMPLIANCE"}
}
